//! Which lesson is meant, and how far a learner is with it.

use crate::id::{Id, PackKey};
use std::fmt;

/// A lesson of an installed pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LessonKey {
    /// The pack that it belongs to.
    pub pack: PackKey,
    /// Its id in the pack.
    pub lesson: Id,
}

impl fmt::Display for LessonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.pack, self.lesson)
    }
}

/// A lesson and how far down it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Which lesson.
    pub lesson: LessonKey,
    /// How far down, in points.
    pub scroll: f32,
}

/// How far a learner is with a lesson.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LessonState {
    /// Nothing of it was read or answered.
    Unseen,
    /// Something was: the share of its questions that were answered rightly, 0 to 1.
    Begun(f32),
    /// Everything that it asks was answered rightly, or it was shown to be known; one that asks
    /// nothing was read to its end.
    Done,
}
