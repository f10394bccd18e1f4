//! What a message is like.

/// How good or bad a piece of news is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Note,
    Success,
    Warning,
    Error,
}
