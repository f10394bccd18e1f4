//! How long the open lesson has been read.

/// How far the lesson on the screen has been read, for telling when it counts as begun.
#[expect(clippy::struct_excessive_bools, reason = "each is a small fact of its own")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// When it was opened, on the app's clock in milliseconds.
    pub since: u64,
    /// It counts as begun, and the record was told so.
    pub begun: bool,
    /// The end was in sight; it counts once the lesson was begun.
    pub end_seen: bool,
    /// It counts as read to its end, and the record was told so.
    pub end_reached: bool,
    /// It had not been begun when it was opened.
    pub fresh: bool,
}
