//! What can be undone, and what is being undone.

use crate::{
    app::values::{Job, LessonKey},
    id::{Id, PackKey},
    progress::RowId,
};
use std::collections::BTreeMap;

/// An answer that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The lesson whose question it is.
    pub lesson: LessonKey,
    /// What was answered.
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
    /// It is taken back.
    Answer(Answered),
    /// What counted before it counts again.
    Reset(Resetting),
}

/// So many steps can be undone.
const MAX_UNDO: usize = 100;

/// What can be undone, and what is being undone.
#[derive(Debug, Clone, Default)]
pub struct Undoing {
    /// What can be undone, the last thing last.
    pub done: Vec<Undoable>,
    /// Corrections on their way to the record.
    pub correcting: BTreeMap<Job, Correcting>,
    /// What is to be undone is still on its way to the record.
    pub waits: bool,
}

impl Undoing {
    /// This was done last, and can be undone.
    pub fn push(&mut self, undoable: Undoable) {
        self.done.push(undoable);
        let most = self.done.len().saturating_sub(MAX_UNDO);
        self.done.drain(..most);
    }

    /// Where the answer with this ticket is among what can be undone.
    #[must_use]
    pub fn find(&self, ticket: u64) -> Option<usize> {
        let is = |known: &Undoable| matches!(known, Undoable::Answer(a) if a.ticket == ticket);
        self.done.iter().position(is)
    }
}

/// A correction on its way to the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correcting {
    /// This answer does not count any more.
    TakeBack(Answered),
    /// What this names does not count any more.
    Reset(Resetting),
    /// What this reset has taken counts again.
    Restore(Resetting),
}

/// What a reset takes from what counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resetting {
    /// The pack whose answers they are.
    pub pack: PackKey,
    /// What is begun again, as it is called.
    pub name: String,
    /// Ids of the questions of which nothing counts any more.
    pub items: Vec<Id>,
    /// Lessons that are unread again.
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
    /// Would it change nothing?
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
