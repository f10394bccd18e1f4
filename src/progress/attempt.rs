//! One row of the log.

use crate::{
    id::{Id, PackKey},
    progress::Stamp,
    quiz::{Answer, Hashes},
};

/// What a row of the log is. Undo and reset will be further kinds: nothing is ever rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowKind {
    Answer,
}

impl RowKind {
    /// As it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
        }
    }

    /// `None` for a kind that a later Strata has written.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        (name == Self::Answer.name()).then_some(Self::Answer)
    }
}

/// One answer of a learner to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    pub pack: PackKey,
    /// The question's id.
    pub item: Id,
    /// Of the question as it was asked.
    pub hashes: Hashes,
    pub what: RowKind,
    pub answer: Answer,
    /// What the options were shuffled with; `None` when they were not.
    pub seed: Option<u64>,
    /// From 0 to 1.
    pub score: f64,
    /// How sure the learner was, from 1 (guess) to 3 (sure); `None` when not asked.
    pub confidence: Option<u8>,
    /// Why the learner thought so, in a line of their own.
    pub why: Option<String>,
    /// From question to answer, in milliseconds.
    pub millis: u32,
    pub at: Stamp,
    pub app_version: String,
}
