//! What can be undone, and what is being undone.

use crate::{
    app::values::LessonKey,
    id::{Id, PackKey},
    progress::RowId,
};

/// An answer that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub lesson: LessonKey,
    pub question: Id,
    /// That of its verdict.
    pub ticket: u64,
    /// In the log: another window may have answered the same question since.
    pub row: RowId,
    /// It was given in a check whether the lesson is known.
    pub in_check: bool,
}

/// Something that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undoable {
    Answer(Answered),
    Reset(Resetting),
}

/// A correction on its way to the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correcting {
    TakeBack(Answered),
    Reset(Resetting),
    Restore(Resetting),
}

/// What a reset takes from what counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resetting {
    pub pack: PackKey,
    /// What is begun again, as it is called.
    pub name: String,
    pub items: Vec<Id>,
    pub lessons: Vec<Id>,
    /// Questions that were answered before they changed, so that nothing of it counts: no later
    /// change is to bring it back.
    pub changed: Vec<Id>,
    /// So many answers do not count any more.
    pub answers: u32,
    /// Its own rows once it is in force, in the order of items and lessons: what undoes it names
    /// them.
    pub rows: (Vec<RowId>, Vec<RowId>),
}

impl Resetting {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.lessons.is_empty()
    }

    /// Ids of all questions of which no row counts then.
    #[must_use]
    pub fn all_items(&self) -> Vec<Id> {
        self.items.iter().chain(&self.changed).cloned().collect()
    }
}
