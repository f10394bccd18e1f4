//! The glossary that is at hand.

use super::Model;
use crate::pack::Course;
use std::sync::Arc;

impl Model {
    /// The course of the open lesson, if it has a glossary.
    #[must_use]
    pub fn glossary(&self) -> Option<&Arc<Course>> {
        let (_, course, _) = self.open_lesson()?;
        Some(course).filter(|course| !course.terms.is_empty())
    }
}
