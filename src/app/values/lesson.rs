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

impl LessonState {
    /// How many of a lesson's minutes are left, by the share of its questions that are open.
    #[must_use]
    pub fn left_of(self, minutes: u32) -> u32 {
        let share = match self {
            Self::Unseen => 1.0,
            Self::Begun(share) => 1.0 - f64::from(share),
            Self::Done => 0.0,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 600")]
        let left = (f64::from(minutes) * share).ceil() as u32;
        left
    }
}
