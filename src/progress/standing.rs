//! What the log says about one pack, summed up: enough for the list, the quiz and the rings.

use crate::{
    id::Id,
    progress::{
        Attempt, RowKind,
        asked::{Asked, Today},
    },
    quiz::{Grade, Question},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Something that happens once to a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LessonEvent {
    /// It was open for a while, or one of its questions was answered.
    Begun,
    /// Its last block came into sight.
    EndReached,
    /// A check showed that the learner knows it already.
    Known,
    /// An answer of the check that showed the lesson to be known was taken back.
    NotKnown,
    /// Enough of the questions of a unit's check were answered rightly, in one round.
    Passed,
    /// An answer of the round in which the check was passed was taken back.
    NotPassed,
}

impl LessonEvent {
    const ALL: [Self; 6] =
        [Self::Begun, Self::EndReached, Self::Known, Self::NotKnown, Self::Passed, Self::NotPassed];

    /// The name under which it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::EndReached => "end-reached",
            Self::Known => "known",
            Self::NotKnown => "not-known",
            Self::Passed => "passed",
            Self::NotPassed => "not-passed",
        }
    }

    /// `None` for an event that a later Strata has written.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }
}

/// How a learner stands with one question: what counts of what was answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemStanding {
    /// How many answers count. Guesses before the lesson are not among them.
    pub attempts: u32,
    /// At least one of the answers that count was right.
    pub ever_right: bool,
    /// What the best of the answers that count was worth, in percent.
    pub best_percent: u8,
    /// It was asked before its lesson.
    pub guessed: bool,
    /// An answer does not count any more, since something else was right then than is today.
    pub changed: bool,
}

impl ItemStanding {
    pub(super) fn count(&mut self, what: RowKind, grade: Grade) {
        match what {
            RowKind::Answer => {
                self.attempts = self.attempts.saturating_add(1);
                self.ever_right |= grade.right();
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "from 0 to 100"
                )]
                let percent = (grade.score.clamp(0.0, 1.0) * 100.0).round() as u8;
                self.best_percent = self.best_percent.max(percent);
            }
            RowKind::Guess => self.guessed = true,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            attempts: self.attempts.saturating_add(other.attempts),
            ever_right: self.ever_right || other.ever_right,
            best_percent: self.best_percent.max(other.best_percent),
            guessed: self.guessed || other.guessed,
            changed: self.changed || other.changed,
        }
    }

    /// What the best of the answers that count was worth.
    #[must_use]
    pub fn best(self) -> Grade {
        // What is nearly right may be 100 percent when it is rounded.
        let most = if self.ever_right { 1.0 } else { 0.99 };
        Grade { score: (f64::from(self.best_percent) / 100.0).min(most) }
    }

    /// Is there anything that a reset would take away?
    #[must_use]
    pub fn any(self) -> bool {
        self.attempts > 0 || self.guessed
    }

    /// Has what is right changed since the question was answered, with no answer since?
    #[must_use]
    pub fn changed_since(self) -> bool {
        self.changed && self.attempts == 0
    }

    /// Is nothing said against a check that showed its lesson to be known? An answer in it that
    /// does not count any more speaks against it, unless the question was answered rightly since.
    #[must_use]
    pub fn bears_out(self) -> bool {
        !self.changed || self.ever_right
    }
}

/// What has happened to one lesson.
#[expect(clippy::struct_excessive_bools, reason = "each is an event of its own")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LessonStanding {
    /// It was read for a while.
    pub begun: bool,
    /// Its end was in sight, after it was begun.
    pub end_reached: bool,
    /// A check has shown that it was known without reading.
    pub known: bool,
    /// It is the check of a unit, and was passed.
    pub passed: bool,
}

impl LessonStanding {
    fn any(self) -> bool {
        self.begun || self.end_reached || self.known || self.passed
    }

    pub(super) fn note(&mut self, event: LessonEvent) {
        match event {
            LessonEvent::Begun => self.begun = true,
            LessonEvent::EndReached => self.end_reached = true,
            LessonEvent::Known => self.known = true,
            LessonEvent::NotKnown => self.known = false,
            LessonEvent::Passed => self.passed = true,
            LessonEvent::NotPassed => self.passed = false,
        }
    }
}

/// What was answered of one question, by what was right when it was asked.
pub(super) type Evidence = BTreeMap<Arc<Asked>, ItemStanding>;

/// How a learner stands with one pack. Ids that the pack has no more stay: it may bring them back.
///
/// All that was answered counts until it is held against the questions of today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    items: HashMap<Id, ItemStanding>,
    evidence: HashMap<Id, Evidence>,
    lessons: HashMap<Id, LessonStanding>,
    /// An answer was given to a question that has changed since.
    any_changed: bool,
}

impl Standing {
    pub(super) fn put(&mut self, item: Id, evidence: Evidence) {
        let counts = evidence.values().fold(ItemStanding::default(), |sum, one| sum.and(*one));
        self.items.insert(item.clone(), counts);
        self.evidence.insert(item, evidence);
    }

    /// Lets only those answers count to which the same is right in today's questions as when they
    /// were given.
    pub fn hold_against<'q>(&mut self, questions: impl IntoIterator<Item = &'q Question>) {
        if self.evidence.is_empty() {
            return;
        }
        for question in questions {
            // Most questions were never answered and need no hash.
            let mut today: Option<Today<'_>> = None;
            for id in std::iter::once(&question.id).chain(&question.was) {
                let Some(evidence) = self.evidence.get(id) else { continue };
                let today = today.get_or_insert_with(|| Today::new(question));
                let counts = evidence.iter().fold(ItemStanding::default(), |sum, (asked, one)| {
                    let stale = ItemStanding { changed: true, ..ItemStanding::default() };
                    sum.and(if today.is_right_as(asked) { *one } else { stale })
                });
                self.items.insert(id.clone(), counts);
            }
        }
        self.any_changed = self.items.values().any(|item| item.changed);
    }

    /// Was any question answered that has changed since? Mostly not, and then no lesson has to be
    /// looked at.
    #[must_use]
    pub fn any_changed(&self) -> bool {
        self.any_changed
    }

    /// A question's standing, together with that of the ids that it had before.
    #[must_use]
    pub fn item(&self, id: &Id, was: &[Id]) -> ItemStanding {
        let known = std::iter::once(id).chain(was).filter_map(|id| self.items.get(id));
        known.fold(ItemStanding::default(), |sum, one| sum.and(*one))
    }

    /// A lesson's standing, together with that of the ids that it had before.
    #[must_use]
    pub fn lesson(&self, id: &Id, was: &[Id]) -> LessonStanding {
        let known = std::iter::once(id).chain(was).filter_map(|id| self.lessons.get(id));
        known.fold(LessonStanding::default(), |sum, one| LessonStanding {
            begun: sum.begun || one.begun,
            end_reached: sum.end_reached || one.end_reached,
            known: sum.known || one.known,
            passed: sum.passed || one.passed,
        })
    }

    /// Counts an attempt that has just been made.
    pub fn add(&mut self, attempt: &Attempt) {
        let (what, grade) = (attempt.what, Grade { score: attempt.score });
        let evidence = self.evidence.entry(attempt.item.clone()).or_default();
        evidence.entry(Arc::new(Asked::from(attempt))).or_default().count(what, grade);
        self.items.entry(attempt.item.clone()).or_default().count(what, grade);
    }

    /// Ids of everything that counts for anything, sorted: questions and lessons.
    #[must_use]
    pub fn ids(&self) -> (Vec<Id>, Vec<Id>) {
        let items = self.items.iter().filter(|(_, item)| item.any());
        let lessons = self.lessons.iter().filter(|(_, lesson)| lesson.any());
        (
            sorted(items.map(|(id, _)| id.clone()).collect()),
            sorted(lessons.map(|(id, _)| id.clone()).collect()),
        )
    }

    /// Ids of the questions that were answered and of which nothing counts, sorted: a reset takes
    /// them along, so that no later change brings back what was there before it.
    #[must_use]
    pub fn changed_ids(&self) -> Vec<Id> {
        let stale = self.items.iter().filter(|(_, item)| item.changed && !item.any());
        sorted(stale.map(|(id, _)| id.clone()).collect())
    }

    /// Counts an event that has just happened.
    pub fn note(&mut self, lesson: &Id, event: LessonEvent) {
        self.lessons.entry(lesson.clone()).or_default().note(event);
    }
}

fn sorted(mut ids: Vec<Id>) -> Vec<Id> {
    ids.sort();
    ids
}
