//! One row of the log.

use crate::{
    id::{Id, PackKey},
    progress::Stamp,
    quiz::{Answer, Hashes},
};

/// What kind of answer a row of the log is. What takes an answer back is a row of its own:
/// [`Correction`].
///
/// [`Correction`]: crate::progress::Correction
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// To a question of a round that counts.
    Answer,
    /// To a question before its lesson: kept, and counted neither as right nor as wrong.
    Guess,
}

impl RowKind {
    /// The name under which it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Guess => "guess",
        }
    }

    /// `None` for a row that is no answer, or of a kind that a later Strata has written.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Answer, Self::Guess].into_iter().find(|kind| kind.name() == name)
    }
}

/// One answer of a learner to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The pack that asked.
    pub pack: PackKey,
    /// The question's id.
    pub item: Id,
    /// The hashes of the question as it was asked.
    pub hashes: Hashes,
    /// Whether it counts.
    pub what: RowKind,
    /// What the learner answered.
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
    /// When it was checked.
    pub at: Stamp,
    /// The version of Strata that graded it.
    pub app_version: String,
}

/// The number of a row of the log. Answers and their corrections are counted together, what happens
/// to lessons apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub i64);
