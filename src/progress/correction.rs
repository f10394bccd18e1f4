//! Rows of the log that change what counts, without changing what is there.

use crate::{
    id::{Id, PackKey},
    progress::{RowId, Stamp, Standing},
};

/// What a correction does to the rows before it of the same item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Correction {
    /// Takes the last answer that counts from what counts.
    Undo,
    /// Takes all before it from what counts.
    Reset,
    /// Takes back the last reset that is in force.
    Restore,
}

impl Correction {
    /// The name under which it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Reset => "reset",
            Self::Restore => "restore",
        }
    }

    /// The correction of this [`name`](Self::name); none for one that a later Strata has written.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Undo, Self::Reset, Self::Restore].into_iter().find(|known| known.name() == name)
    }
}

/// One correction of many questions and lessons of a pack: all of it is in the log, or nothing.
///
/// In an undo or a restore, each names the row that is meant, an answer or a reset, since another
/// window may have added rows. `None` means the last such row, as in records of the first versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrections {
    /// The pack whose rows they are.
    pub pack: PackKey,
    /// What becomes of those rows.
    pub what: Correction,
    /// Ids of questions.
    pub items: Vec<(Id, Option<RowId>)>,
    /// Ids of lessons.
    pub lessons: Vec<(Id, Option<RowId>)>,
    /// When it was asked for.
    pub at: Stamp,
    /// The version of Strata that wrote it.
    pub app_version: String,
}

/// What a correction has brought about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// How the learner stands with the pack now.
    pub standing: Standing,
    /// The rows of the correction, in the order in which the questions were given.
    pub items: Vec<RowId>,
    /// Its rows for lessons, in the order in which they were given.
    pub lessons: Vec<RowId>,
}

/// A row as far as counting is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row<T> {
    /// What counts unless a later row says otherwise.
    Entry(T),
    /// A correction, with the row that it names.
    Correction(Correction, Option<RowId>),
}

/// The entries that count, of all rows of one item, oldest first.
#[must_use]
pub fn in_force<T>(rows: impl IntoIterator<Item = (RowId, Row<T>)>) -> Vec<T> {
    // `None` stands for a reset that is in force.
    let mut stack: Vec<(RowId, Option<T>)> = Vec::new();
    for (id, row) in rows {
        match row {
            Row::Entry(entry) => stack.push((id, Some(entry))),
            Row::Correction(Correction::Reset, _) => stack.push((id, None)),
            Row::Correction(Correction::Undo, Some(of)) => {
                stack.retain(|(id, entry)| *id != of || entry.is_none());
            }
            // An answer that a reset has set aside is not taken back by itself.
            Row::Correction(Correction::Undo, None) => {
                if stack.last().is_some_and(|(_, entry)| entry.is_some()) {
                    stack.pop();
                }
            }
            Row::Correction(Correction::Restore, Some(of)) => {
                stack.retain(|(id, entry)| *id != of || entry.is_some());
            }
            Row::Correction(Correction::Restore, None) => {
                if let Some(reset) = stack.iter().rposition(|(_, entry)| entry.is_none()) {
                    stack.remove(reset);
                }
            }
        }
    }
    let from = stack.iter().rposition(|(_, entry)| entry.is_none()).map_or(0, |reset| reset + 1);
    stack.into_iter().skip(from).filter_map(|(_, entry)| entry).collect()
}
