//! Which questions are asked, and what for: those of the lesson, guesses before it, a check whether
//! it is known already, and what the pictures ask.

use crate::{
    app::{
        LessonKey, Model,
        model::{LessonState, Tab},
    },
    id::Id,
    pack::Lesson,
    progress::ItemStanding,
    quiz::{Mode, Purpose, Question, Session, practice, questions_to_know, shuffle},
};
use std::collections::HashMap;

impl Model {
    /// A question of a lesson, its author's or one that its pictures ask.
    #[must_use]
    pub fn question(&self, key: &LessonKey, id: &Id) -> Option<&Question> {
        let own = self.lesson(key)?.question(id);
        own.or_else(|| self.picture_questions(key).iter().find(|question| question.id == *id))
    }

    /// What the pictures of a lesson ask, once it was opened.
    #[must_use]
    pub fn picture_questions(&self, key: &LessonKey) -> &[Question] {
        self.drawn.get(key).map_or(&[], |questions| questions.as_slice())
    }

    pub(super) fn item(&self, key: &LessonKey, question: &Question) -> ItemStanding {
        let standing = self.standing(&key.pack);
        standing.map(|s| s.item(&question.id, &question.was)).unwrap_or_default()
    }

    /// A session for the lesson's own questions, by what the record knows.
    pub(super) fn begin_session(&mut self, key: &LessonKey) {
        let Some(lesson) = self.lesson(key).cloned() else { return };
        let ids = lesson.questions.iter().map(|question| question.id.clone()).collect();
        let by_id: HashMap<&Id, &Question> =
            lesson.questions.iter().map(|question| (&question.id, question)).collect();
        let session = Session::new(ids, self.prefs.mode, |id| {
            let item = self.item(key, by_id.get(id)?);
            (item.attempts > 0).then_some((item.attempts, item.ever_right))
        });
        self.sessions.insert(key.clone(), session);
    }

    /// Another round than that of the lesson, in the open lesson.
    fn begin_round(&mut self, purpose: Purpose, questions: Vec<Id>) {
        let Some(key) = self.place.as_ref().map(|place| place.lesson.clone()) else { return };
        if questions.is_empty() {
            return;
        }
        let attempts = |id: &Id| {
            self.question(&key, id).map_or(0, |question| self.item(&key, question).attempts)
        };
        let session = Session::of(purpose, self.prefs.mode, questions, attempts);
        match self.sessions.insert(key.clone(), session) {
            Some(before) if before.purpose() == Purpose::Lesson => {
                self.parked.insert(key, before);
            }
            // What was answered there counts in the lesson, which is begun anew.
            Some(before) if before.purpose() == Purpose::Known => {
                self.parked.remove(&key);
            }
            _ => {}
        }
        self.prefs.quiz_open = true;
        self.asked_since = self.moment.millis;
        self.tab = if self.asked_diagram().is_some() { Tab::Lesson } else { Tab::Quiz };
        self.changed();
    }

    /// Guesses before the lesson is read.
    pub(super) fn guess_first(&mut self) {
        let before = self.open_lesson().map(|(_, _, lesson)| lesson.before.clone());
        self.begin_round(Purpose::Before, before.unwrap_or_default());
    }

    /// A check whether the lesson can be passed over.
    pub(super) fn check_known(&mut self) {
        let Some((_, _, lesson)) = self.open_lesson() else { return };
        // Others when it is tried again another time.
        let visit = u32::try_from(self.visit).unwrap_or(0);
        let seed = shuffle::seed(&lesson.id, visit);
        let questions = questions_to_know(&lesson.questions, seed);
        self.begin_round(Purpose::Known, questions);
    }

    /// Some of what the pictures ask.
    pub(super) fn practise(&mut self) {
        let Some(key) = self.place.as_ref().map(|place| &place.lesson) else { return };
        let questions = practice(self.picture_questions(key), &key.lesson, |question| {
            let item = self.item(key, question);
            (item.attempts, item.ever_right)
        });
        self.begin_round(Purpose::Picture, questions);
    }

    /// Back to the questions of the lesson. Answers of a check count there.
    pub(super) fn back_to_lesson(&mut self) {
        let Some(key) = self.place.as_ref().map(|place| place.lesson.clone()) else { return };
        let purpose = self.sessions.get(&key).map(Session::purpose);
        match (purpose, self.parked.remove(&key)) {
            (Some(Purpose::Lesson), _) => return,
            (Some(Purpose::Picture | Purpose::Before), Some(parked)) => {
                self.sessions.insert(key, parked);
            }
            _ => self.begin_session(&key),
        }
        self.asked_since = self.moment.millis;
    }

    /// When answers are told, from now on.
    pub(super) fn set_mode(&mut self, mode: Mode) {
        self.prefs.mode = mode;
        for session in self.sessions.values_mut().chain(self.parked.values_mut()) {
            session.set_mode(mode);
        }
        self.changed();
    }

    /// Can it be shown that the open lesson is known already? As long as none of it was answered.
    #[must_use]
    pub fn can_be_known(&self, key: &LessonKey, lesson: &Lesson) -> bool {
        let untouched =
            lesson.questions.iter().all(|question| self.item(key, question).attempts == 0);
        untouched
            && !lesson.questions.is_empty()
            && self.lesson_state(&key.pack, lesson) != LessonState::Done
    }

    /// Are there guesses to be made before the open lesson is read? Once it was begun, it is too
    /// late for them.
    #[must_use]
    pub fn can_be_guessed(&self, key: &LessonKey, lesson: &Lesson) -> bool {
        let untouched = lesson.questions.iter().all(|question| !self.item(key, question).any());
        self.reading.fresh && untouched && !lesson.before.is_empty()
    }
}
