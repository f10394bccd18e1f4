//! Taking answers back, and beginning again: further rows of the log, confirmed like an answer.

use crate::{
    app::{
        Effect, Job, LessonKey, Model,
        model::{Tab, Tone},
    },
    id::{Id, PackKey},
    progress::{Correction, Corrections, Standing},
};
use std::sync::Arc;

/// How much is to be begun again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetScope {
    /// The question that is open.
    Question,
    /// The lesson that is open.
    Lesson,
    /// The whole course of the open lesson.
    Course,
}

/// What a reset takes from what counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resetting {
    pub pack: PackKey,
    /// What is begun again, as it is called.
    pub name: String,
    pub items: Vec<Id>,
    pub lessons: Vec<Id>,
    /// So many answers do not count any more.
    pub answers: u32,
}

impl Resetting {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.lessons.is_empty()
    }
}

/// Something that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undoable {
    Answer { lesson: LessonKey, question: Id },
    Reset(Resetting),
}

/// A correction on its way to the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correcting {
    TakeBack { lesson: LessonKey, question: Id },
    Reset(Resetting),
    Restore(Resetting),
}

/// So many steps can be undone.
const MAX_UNDO: usize = 100;
/// How long an undo is offered in a message, in milliseconds.
const OFFERED: u64 = 20_000;

impl Model {
    /// What a reset would take away.
    #[must_use]
    pub fn resetting(&self, scope: ResetScope) -> Option<Resetting> {
        let (key, course, lesson) = self.open_lesson()?;
        let standing = self.standing(&key.pack)?;
        let (known_items, known_lessons) = standing.ids();
        let (name, items, lessons) = match scope {
            ResetScope::Question => {
                let question = self.question(key, self.session()?.current()?)?;
                let ids = std::iter::once(&question.id).chain(&question.was);
                (question.prompt.clone(), ids.cloned().collect(), Vec::new())
            }
            ResetScope::Lesson => {
                let questions = lesson.questions.iter().chain(self.picture_questions(key));
                let items = questions.flat_map(|q| std::iter::once(&q.id).chain(&q.was)).cloned();
                let lessons = std::iter::once(&lesson.id).chain(&lesson.was).cloned();
                (lesson.title.clone(), items.collect(), lessons.collect())
            }
            ResetScope::Course => {
                (course.title.clone(), known_items.clone(), known_lessons.clone())
            }
        };
        let items: Vec<Id> = items;
        let items: Vec<Id> =
            items.into_iter().filter(|id| known_items.binary_search(id).is_ok()).collect();
        let lessons: Vec<Id> = lessons;
        let lessons: Vec<Id> =
            lessons.into_iter().filter(|id| known_lessons.binary_search(id).is_ok()).collect();
        let answers = items.iter().map(|id| standing.item(id, &[]).attempts).sum();
        Some(Resetting { pack: key.pack.clone(), name, items, lessons, answers })
    }

    /// Begins again; what counted until now does not.
    pub(super) fn reset(&mut self, scope: ResetScope) -> Vec<Effect> {
        self.overlay = None;
        let Some(resetting) = self.resetting(scope).filter(|resetting| !resetting.is_empty())
        else {
            return Vec::new();
        };
        vec![self.correct(Correcting::Reset(resetting))]
    }

    /// Takes the answer to the open question back.
    pub(super) fn take_back(&mut self, question: &Id) -> Vec<Effect> {
        let Some(lesson) = self.place.as_ref().map(|place| place.lesson.clone()) else {
            return Vec::new();
        };
        let undoable = Undoable::Answer { lesson, question: question.clone() };
        let Some(at) = self.undo.iter().rposition(|known| *known == undoable) else {
            return Vec::new();
        };
        let undoable = self.undo.remove(at);
        vec![self.undo_this(undoable)]
    }

    /// Is the answer to this question of the open lesson one that can be taken back?
    #[must_use]
    pub fn can_take_back(&self, question: &Id) -> bool {
        let Some(place) = &self.place else { return false };
        self.undo.iter().any(|known| {
            matches!(known, Undoable::Answer { lesson, question: answered }
                if *lesson == place.lesson && answered == question)
        })
    }

    /// Undoes the last thing that can be undone.
    pub(super) fn undo_last(&mut self) -> Vec<Effect> {
        let Some(undoable) = self.undo.pop() else {
            let (title, text) = ("There is nothing to take back", "Nothing was answered lately.");
            self.tell(Tone::Warning, title.to_owned(), text.to_owned(), Some(4_000));
            return Vec::new();
        };
        vec![self.undo_this(undoable)]
    }

    fn undo_this(&mut self, undoable: Undoable) -> Effect {
        self.notices.retain(|notice| !notice.undo);
        self.correct(match undoable {
            Undoable::Answer { lesson, question } => Correcting::TakeBack { lesson, question },
            Undoable::Reset(resetting) => Correcting::Restore(resetting),
        })
    }

    pub(super) fn can_undo(&mut self, undoable: Undoable) {
        self.undo.push(undoable);
        if self.undo.len() > MAX_UNDO {
            self.undo.remove(0);
        }
    }

    fn correct(&mut self, correcting: Correcting) -> Effect {
        let (pack, what, items, lessons) = match &correcting {
            Correcting::TakeBack { lesson, question } => {
                (lesson.pack.clone(), Correction::Undo, vec![question.clone()], Vec::new())
            }
            Correcting::Reset(r) => {
                (r.pack.clone(), Correction::Reset, r.items.clone(), r.lessons.clone())
            }
            Correcting::Restore(r) => {
                (r.pack.clone(), Correction::Restore, r.items.clone(), r.lessons.clone())
            }
        };
        let corrections = Box::new(Corrections {
            pack,
            what,
            items,
            lessons,
            at: self.moment.stamp,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
        });
        let job = self.job();
        self.correcting.insert(job, correcting);
        Effect::Correct { job, corrections }
    }

    /// The record has corrected it, or has not.
    pub(super) fn corrected(&mut self, job: Job, result: Result<Arc<Standing>, String>) {
        let Some(correcting) = self.correcting.remove(&job) else { return };
        let standing = match result {
            Ok(standing) => standing,
            Err(why) => {
                let title = "Nothing was changed".to_owned();
                self.tell(Tone::Error, title, why, None);
                // It can be tried again.
                match correcting {
                    Correcting::TakeBack { lesson, question } => {
                        self.can_undo(Undoable::Answer { lesson, question });
                    }
                    Correcting::Restore(resetting) => self.can_undo(Undoable::Reset(resetting)),
                    Correcting::Reset(_) => {}
                }
                return;
            }
        };
        match correcting {
            Correcting::TakeBack { lesson, question } => {
                self.standings.insert(lesson.pack.clone(), standing);
                self.taken_back(&lesson, &question);
            }
            Correcting::Reset(resetting) => {
                self.standings.insert(resetting.pack.clone(), standing);
                self.begin_again(&resetting);
                let answers = match resetting.answers {
                    1 => "1 answer does not count any more.".to_owned(),
                    count => format!("{count} answers do not count any more."),
                };
                let title = "Begun again".to_owned();
                self.tell_undo(title, format!("{}: {answers}", resetting.name), OFFERED);
                self.can_undo(Undoable::Reset(resetting));
            }
            Correcting::Restore(resetting) => {
                self.standings.insert(resetting.pack.clone(), standing);
                self.begin_again(&resetting);
                let text = format!("{}: what counted before counts again.", resetting.name);
                self.tell(Tone::Success, "Undone".to_owned(), text, Some(6_000));
            }
        }
    }

    fn taken_back(&mut self, lesson: &LessonKey, question: &Id) {
        // It may have been answered in a round that another has taken the place of.
        let sessions = [self.sessions.get_mut(lesson), self.parked.get_mut(lesson)];
        for session in sessions.into_iter().flatten() {
            session.take_back(question);
        }
        self.asked_since = self.moment.millis;
        let here = self.place.as_ref().is_some_and(|place| place.lesson == *lesson);
        let asked = self.session().and_then(|session| session.current()) == Some(question);
        if here && asked {
            self.prefs.quiz_open = true;
            self.tab = if self.asked_diagram().is_some() { Tab::Lesson } else { Tab::Quiz };
        }
        let name = self.question(lesson, question).map(|question| question.prompt.clone());
        let text = name.unwrap_or_default();
        self.tell(Tone::Success, "Your answer was taken back".to_owned(), text, Some(4_000));
    }

    /// Sessions that a reset concerns start anew.
    fn begin_again(&mut self, resetting: &Resetting) {
        let pack = &resetting.pack;
        self.parked.retain(|key, _| key.pack != *pack);
        let keys: Vec<LessonKey> =
            self.sessions.keys().filter(|key| key.pack == *pack).cloned().collect();
        for key in keys {
            let concerned = self
                .sessions
                .get(&key)
                .is_some_and(|session| session.all().iter().any(|id| resetting.items.contains(id)));
            if concerned || resetting.lessons.contains(&key.lesson) {
                self.begin_session(&key);
            }
        }
        self.undo.retain(|known| {
            !matches!(known, Undoable::Answer { lesson, question }
                if lesson.pack == *pack && resetting.items.contains(question))
        });
        if let Some(place) = self.place.clone().filter(|place| place.lesson.pack == *pack) {
            self.note_reading(&place.lesson);
        }
        self.asked_since = self.moment.millis;
    }
}
