//! What the log says about one pack, summed up: enough for the list, the quiz and the rings.

use crate::{id::Id, progress::Attempt};
use std::collections::HashMap;

/// Something that happens once to a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LessonEvent {
    /// It was open for a while, or one of its questions was answered.
    Begun,
    /// Its last block came into sight.
    EndReached,
}

impl LessonEvent {
    /// As it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::EndReached => "end-reached",
        }
    }

    /// `None` for an event that a later Strata has written.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Begun, Self::EndReached].into_iter().find(|event| event.name() == name)
    }
}

/// How a learner stands with one question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemStanding {
    pub attempts: u32,
    pub ever_right: bool,
}

/// What has happened to one lesson.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LessonStanding {
    pub begun: bool,
    pub end_reached: bool,
}

impl LessonStanding {
    pub(super) fn note(&mut self, event: LessonEvent) {
        match event {
            LessonEvent::Begun => self.begun = true,
            LessonEvent::EndReached => self.end_reached = true,
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
        })
    }

    /// A lesson's standing, with the history of the ids that it had before.
    #[must_use]
    pub fn lesson(&self, id: &Id, was: &[Id]) -> LessonStanding {
        let known = std::iter::once(id).chain(was).filter_map(|id| self.lessons.get(id));
        known.fold(LessonStanding::default(), |sum, one| LessonStanding {
            begun: sum.begun || one.begun,
            end_reached: sum.end_reached || one.end_reached,
        })
    }

    /// Counts an attempt that has just been made.
    pub fn add(&mut self, attempt: &Attempt) {
        let item = self.items.entry(attempt.item.clone()).or_default();
        item.attempts = item.attempts.saturating_add(1);
        item.ever_right |= attempt.score >= 1.0;
    }

    /// Counts an event that has just happened.
    pub fn note(&mut self, lesson: &Id, event: LessonEvent) {
        self.lessons.entry(lesson.clone()).or_default().note(event);
    }
}
