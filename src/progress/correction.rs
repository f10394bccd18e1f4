//! Rows of the log that change what counts, without changing what is there.

use crate::{
    id::{Id, PackKey},
    progress::Stamp,
};

/// What a correction does to the rows before it of the same item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Correction {
    /// The last answer that counts does not.
    Undo,
    /// Nothing before it counts.
    Reset,
    /// The last reset that is in force is not.
    Restore,
}

impl Correction {
    /// As it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Reset => "reset",
            Self::Restore => "restore",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Undo, Self::Reset, Self::Restore].into_iter().find(|known| known.name() == name)
    }
}

/// One correction of many questions and lessons of a pack: all of it is in the log, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrections {
    pub pack: PackKey,
    pub what: Correction,
    /// Ids of questions.
    pub items: Vec<Id>,
    pub lessons: Vec<Id>,
    pub at: Stamp,
    pub app_version: String,
}

/// A row as far as counting is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row<T> {
    Entry(T),
    Correction(Correction),
}

/// The entries that count, of all rows of one item, oldest first.
#[must_use]
pub fn in_force<T>(rows: impl IntoIterator<Item = Row<T>>) -> Vec<T> {
    // Nothing where a reset is in force.
    let mut stack: Vec<Option<T>> = Vec::new();
    for row in rows {
        match row {
            Row::Entry(entry) => stack.push(Some(entry)),
            Row::Correction(Correction::Reset) => stack.push(None),
            // What a reset has set aside is not taken back one by one.
            Row::Correction(Correction::Undo) => {
                if stack.last().is_some_and(Option::is_some) {
                    stack.pop();
                }
            }
            Row::Correction(Correction::Restore) => {
                if let Some(reset) = stack.iter().rposition(Option::is_none) {
                    stack.remove(reset);
                }
            }
        }
    }
    let from = stack.iter().rposition(Option::is_none).map_or(0, |reset| reset + 1);
    stack.into_iter().skip(from).flatten().collect()
}
