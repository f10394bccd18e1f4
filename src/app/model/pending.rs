//! Answers on their way to the record.

use crate::{app::values::LessonKey, progress::Attempt};

/// An attempt on its way to the record.
#[derive(Debug, Clone)]
pub struct Pending {
    /// The lesson whose question was answered.
    pub lesson: LessonKey,
    /// The row that is to be written.
    pub attempt: Box<Attempt>,
    /// It was given in a check whether the lesson is known.
    pub in_check: bool,
    /// It has to wait, so it counts in this window already.
    pub counted: bool,
    /// When it was given, on the app's clock in milliseconds.
    pub since: u64,
}
