//! The questions that the pictures of a lesson ask by themselves.

use crate::{
    pack::{Course, Lesson},
    quiz::Question,
};

/// What the pictures of a lesson ask.
#[must_use]
pub fn drawn_questions(_course: &Course, _lesson: &Lesson) -> Vec<Question> {
    Vec::new()
}
