//! What the log says about one pack, summed up: enough for the list, the quiz and the rings.

use crate::{
    id::Id,
    progress::{Attempt, RowKind},
};
use std::collections::HashMap;

/// Something that happens once to a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LessonEvent {
    /// It was open for a while, or one of its questions was answered.
    Begun,
    /// Its last block came into sight.
    EndReached,
    /// A check showed that the learner knows it already.
    Known,
    /// An answer of that check was taken back.
    NotKnown,
}

impl LessonEvent {
    const ALL: [Self; 4] = [Self::Begun, Self::EndReached, Self::Known, Self::NotKnown];

    /// As it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::EndReached => "end-reached",
            Self::Known => "known",
            Self::NotKnown => "not-known",
        }
    }

    /// `None` for an event that a later Strata has written.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }
}

/// How a learner stands with one question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemStanding {
    /// Guesses before the lesson not counted.
    pub attempts: u32,
    pub ever_right: bool,
    /// It was asked before its lesson.
    pub guessed: bool,
}

impl ItemStanding {
    pub(super) fn count(&mut self, what: RowKind, right: bool) {
        match what {
            RowKind::Answer => {
                self.attempts = self.attempts.saturating_add(1);
                self.ever_right |= right;
            }
            RowKind::Guess => self.guessed = true,
        }
    }

    /// Is there anything that a reset would take away?
    #[must_use]
    pub fn any(&self) -> bool {
        self.attempts > 0 || self.guessed
    }
}

/// What has happened to one lesson.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LessonStanding {
    pub begun: bool,
    pub end_reached: bool,
    pub known: bool,
}

impl LessonStanding {
    fn any(self) -> bool {
        self.begun || self.end_reached || self.known
    }

    pub(super) fn note(&mut self, event: LessonEvent) {
        match event {
            LessonEvent::Begun => self.begun = true,
            LessonEvent::EndReached => self.end_reached = true,
            LessonEvent::Known => self.known = true,
            LessonEvent::NotKnown => self.known = false,
        }
    }
}

/// How a learner stands with one pack. Ids that the pack has no more stay: it may bring them back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    pub(super) items: HashMap<Id, ItemStanding>,
    pub(super) lessons: HashMap<Id, LessonStanding>,
}

impl Standing {
    /// A question's standing, with the history of the ids that it had before.
    #[must_use]
    pub fn item(&self, id: &Id, was: &[Id]) -> ItemStanding {
        let known = std::iter::once(id).chain(was).filter_map(|id| self.items.get(id));
        known.fold(ItemStanding::default(), |sum, one| ItemStanding {
            attempts: sum.attempts.saturating_add(one.attempts),
            ever_right: sum.ever_right || one.ever_right,
            guessed: sum.guessed || one.guessed,
        })
    }

    /// A lesson's standing, with the history of the ids that it had before.
    #[must_use]
    pub fn lesson(&self, id: &Id, was: &[Id]) -> LessonStanding {
        let known = std::iter::once(id).chain(was).filter_map(|id| self.lessons.get(id));
        known.fold(LessonStanding::default(), |sum, one| LessonStanding {
            begun: sum.begun || one.begun,
            end_reached: sum.end_reached || one.end_reached,
            known: sum.known || one.known,
        })
    }

    /// Counts an attempt that has just been made.
    pub fn add(&mut self, attempt: &Attempt) {
        let item = self.items.entry(attempt.item.clone()).or_default();
        item.count(attempt.what, attempt.score >= 1.0);
    }

    /// Ids of everything that counts for anything, sorted: questions and lessons.
    #[must_use]
    pub fn ids(&self) -> (Vec<Id>, Vec<Id>) {
        let items = self.items.iter().filter(|(_, item)| item.any());
        let lessons = self.lessons.iter().filter(|(_, lesson)| lesson.any());
        let sorted = |mut ids: Vec<Id>| {
            ids.sort();
            ids
        };
        let items = sorted(items.map(|(id, _)| id.clone()).collect());
        (items, sorted(lessons.map(|(id, _)| id.clone()).collect()))
    }

    /// Counts an event that has just happened.
    pub fn note(&mut self, lesson: &Id, event: LessonEvent) {
        self.lessons.entry(lesson.clone()).or_default().note(event);
    }
}
