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
    /// The ticket of the answer's verdict.
    pub ticket: u64,
    /// Its row in the log: another window may have answered the same question since.
    pub row: RowId,
    /// It was given in a check whether the lesson is known.
    pub in_check: bool,
}

/// Something that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undoable {
    /// An answer, which would be taken back.
    Answer(Answered),
    /// A reset: what counted before it would count again.
    Reset(Resetting),
}

/// The most steps that can be undone.
const MAX_UNDO: usize = 100;

/// What can be undone, and what is being undone.
#[derive(Debug, Clone, Default)]
pub struct Undoing {
    /// What can be undone, the last thing last.
    pub done: Vec<Undoable>,
    /// Corrections on their way to the record.
    pub correcting: BTreeMap<Job, Correcting>,
    /// Undo was asked for while what it means is still on its way to the record.
    pub waits: bool,
}

impl Undoing {
    /// Notes what was done last and can be undone.
    pub fn push(&mut self, undoable: Undoable) {
        self.done.push(undoable);
        let most = self.done.len().saturating_sub(MAX_UNDO);
        self.done.drain(..most);
    }

    /// The place in `done` of the answer with this ticket.
    #[must_use]
    pub fn find(&self, ticket: u64) -> Option<usize> {
        let is = |known: &Undoable| matches!(known, Undoable::Answer(a) if a.ticket == ticket);
        self.done.iter().position(is)
    }
}

/// A correction on its way to the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correcting {
    /// Takes this answer from what counts.
    TakeBack(Answered),
    /// Takes what this names from what counts.
    Reset(Resetting),
    /// Lets what this reset has taken count again.
    Restore(Resetting),
}

/// What a reset takes from what counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resetting {
    /// The pack whose answers they are.
    pub pack: PackKey,
    /// The name of what is begun again: a question, a lesson or a course.
    pub name: String,
    /// Ids of the questions of which nothing counts any more.
    pub items: Vec<Id>,
    /// Lessons that are unread again.
    pub lessons: Vec<Id>,
    /// Ids of questions of which nothing counts, since they have changed after they were answered.
    /// The reset names them too, so that no later change brings the answers back.
    pub changed: Vec<Id>,
    /// How many answers do not count any more.
    pub answers: u32,
    /// The rows of the reset, once it is in force, in the order of items and lessons: undoing it
    /// names them.
    pub rows: (Vec<RowId>, Vec<RowId>),
}

impl Resetting {
    /// Would the reset change nothing?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.lessons.is_empty()
    }

    /// Ids of all questions that the reset names.
    #[must_use]
    pub fn all_items(&self) -> Vec<Id> {
        self.items.iter().chain(&self.changed).cloned().collect()
    }
}
