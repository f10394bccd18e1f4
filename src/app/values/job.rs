//! Which effect an answer belongs to, and when something happens.

use crate::progress::Stamp;

/// Names one effect, so that its answer finds what asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Job(pub u64);

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The time by the calendar; it may jump.
    pub stamp: Stamp,
    /// Milliseconds since the app started; never goes back.
    pub millis: u64,
}
