//! What a round is for, and what has happened to one question of it.

use crate::quiz::{Answer, Grade};

/// What a round of questions is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To learn from the questions of the lesson.
    #[default]
    Lesson,
    /// To guess before the lesson is read. Guesses do not count.
    Before,
    /// To show that the lesson is known already.
    Known,
    /// To practise with questions that the pictures themselves ask.
    Picture,
    /// To see what has stayed of the lessons of a unit.
    Check,
}

impl Purpose {
    /// All purposes, in the order of their variants.
    pub const ALL: [Self; 5] =
        [Self::Lesson, Self::Before, Self::Known, Self::Picture, Self::Check];

    /// The word in which it is stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Before => "before",
            Self::Known => "known",
            Self::Picture => "picture",
            Self::Check => "check",
        }
    }
}

/// When answers are told to be right or wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// At once.
    #[default]
    Learn,
    /// At the end of the round.
    Check,
}

/// How sure a learner is of an answer before it is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is only a guess.
    Guess,
    /// More sure than not.
    Think,
    /// Quite sure.
    Sure,
}

impl Confidence {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Guess, Self::Think, Self::Sure];

    /// The number in which it is stored, from 1.
    #[must_use]
    pub fn level(self) -> u8 {
        match self {
            Self::Guess => 1,
            Self::Think => 2,
            Self::Sure => 3,
        }
    }

    /// The words in which it is asked.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Guess => "Guessing",
            Self::Think => "Fairly sure",
            Self::Sure => "Certain",
        }
    }
}

/// What has happened to one question since the lesson was opened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Turn {
    /// Chosen, not yet checked.
    pub chosen: Option<Answer>,
    /// What came of checking it; none while it is open.
    pub verdict: Option<Verdict>,
    /// Reasons of all options are shown, not only those that matter most.
    pub all_reasons: bool,
    /// How many hints were asked for.
    pub hints: usize,
    /// How sure the learner was; `None` when the question about it was passed over.
    pub confidence: Option<Confidence>,
    /// In the learner's own words, before the reason was shown.
    pub why: Option<String>,
    /// May be told although the round tells at its end: a step of a figure asked, or it was told
    /// before the round's mode changed.
    pub told: bool,
    /// It had been answered rightly before.
    pub was_right: bool,
}

/// A checked answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Identifies the answer, so that a confirmation or an undo finds this one and no other.
    pub ticket: u64,
    /// What was checked.
    pub answer: Answer,
    /// How right it is.
    pub grade: Grade,
    /// `None` until the record has taken the answer, or has said why not.
    pub kept: Option<Kept>,
}

/// What became of an answer in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Its row is on disk.
    Stored,
    /// Why it is not kept yet; it is tried again.
    Waiting(String),
}
