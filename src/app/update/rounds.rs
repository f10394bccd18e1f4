//! Which questions are asked, and what for: those of the lesson, guesses before it, a check whether
//! it is known already, and what the pictures ask.

use crate::{
    app::{
        model::Model,
        values::{LessonKey, LessonState, News, Tab},
    },
    id::Id,
    pack::Lesson,
    quiz::{Grade, Mode, Purpose, Question, Session, practice, questions_to_know, shuffle},
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
        self.rounds.drawn.get(key).map_or(&[], |questions| questions.as_slice())
    }

    /// A session for the lesson's own questions, by what the record knows.
    pub(super) fn begin_session(&mut self, key: &LessonKey) {
        let Some(lesson) = self.lesson(key).cloned() else { return };
        let ids = lesson.questions.iter().map(|question| question.id.clone()).collect();
        let purpose = if lesson.check.is_some() { Purpose::Check } else { Purpose::Lesson };
        if let Some(session) = self.rounds.aside.remove(&(key.clone(), purpose)) {
            self.rounds.sessions.insert(key.clone(), session);
            return;
        }
        if purpose == Purpose::Check {
            // It asks everything, also what was right in its lesson.
            let session = self.round_of(key, purpose, ids);
            self.rounds.sessions.insert(key.clone(), session);
            return;
        }
        let by_id: HashMap<&Id, &Question> =
            lesson.questions.iter().map(|question| (&question.id, question)).collect();
        // What a check has asked and does not tell yet is not told here either.
        let untold = self.rounds.untold(&key.pack);
        let session = Session::new(ids, self.prefs.mode, |id| {
            let item = self.item(&key.pack, by_id.get(id)?);
            let (attempts, best) = match untold.get(id) {
                Some(was_right) => {
                    (item.attempts.saturating_sub(1), Grade::all_or_nothing(*was_right))
                }
                None => (item.attempts, item.best()),
            };
            (attempts > 0).then_some((attempts, best))
        });
        self.rounds.sessions.insert(key.clone(), session);
    }

    /// Begins another round than that of the lesson, in the open lesson.
    fn begin_round(&mut self, purpose: Purpose, questions: Vec<Id>) {
        let Some(key) = self.navigation.place.as_ref().map(|place| place.lesson.clone()) else {
            return;
        };
        if questions.is_empty() {
            return;
        }
        let session = self.round_of(&key, purpose, questions);
        self.enter_round(key, session);
    }

    fn round_of(&self, key: &LessonKey, purpose: Purpose, questions: Vec<Id>) -> Session {
        Session::of(purpose, self.prefs.mode, questions, |id| {
            self.question(key, id).map_or(0, |question| self.item(&key.pack, question).attempts)
        })
    }

    /// Goes on with a round that was left.
    pub(super) fn resume_round(&mut self, purpose: Purpose) {
        let Some(key) = self.navigation.place.as_ref().map(|place| place.lesson.clone()) else {
            return;
        };
        if let Some(session) = self.rounds.aside.remove(&(key.clone(), purpose)) {
            self.enter_round(key, session);
        }
    }

    /// The rounds of the open lesson that were left before their end, each with how many of its
    /// questions are answered and how many there are.
    #[must_use]
    pub fn left_rounds(&self) -> Vec<(Purpose, usize, usize)> {
        let Some(place) = &self.navigation.place else { return Vec::new() };
        let left = self.rounds.aside.iter().filter(|((key, _), _)| *key == place.lesson);
        left.map(|((_, purpose), session)| {
            let answered = session.round().iter().filter(|id| session.answered(id)).count();
            (*purpose, answered, session.round().len())
        })
        .collect()
    }

    fn enter_round(&mut self, key: LessonKey, session: Session) {
        self.rounds.enter(key, session);
        self.prefs.quiz_open = true;
        self.rounds.asked_since = self.moment.millis;
        self.navigation.tab = if self.asked_diagram().is_some() { Tab::Lesson } else { Tab::Quiz };
        self.changed();
    }

    /// Begins a round of guesses before the lesson is read.
    pub(super) fn guess_first(&mut self) {
        let before = self.open_lesson().map(|(_, _, lesson)| lesson.before.clone());
        self.begin_round(Purpose::Before, before.unwrap_or_default());
    }

    /// Begins a check whether the lesson is known already.
    pub(super) fn check_known(&mut self) {
        let Some((_, _, lesson)) = self.open_lesson() else { return };
        // The seed changes with each visit, so that another try asks other questions.
        let visit = u32::try_from(self.navigation.visit).unwrap_or(0);
        let seed = shuffle::seed(&lesson.id, visit);
        let questions = questions_to_know(&lesson.questions, seed);
        self.begin_round(Purpose::Known, questions);
    }

    /// Begins a round with some of the questions that the pictures ask.
    pub(super) fn practise(&mut self) {
        let Some(key) = self.navigation.place.as_ref().map(|place| &place.lesson) else { return };
        let questions = practice(self.picture_questions(key), &key.lesson, |question| {
            let item = self.item(&key.pack, question);
            (item.attempts, item.ever_right)
        });
        self.begin_round(Purpose::Picture, questions);
    }

    /// Goes back to the questions of the lesson. Answers of a check count there.
    pub(super) fn back_to_lesson(&mut self) {
        let Some(key) = self.navigation.place.as_ref().map(|place| place.lesson.clone()) else {
            return;
        };
        let purpose = self.rounds.sessions.get(&key).map(Session::purpose);
        match (purpose, self.rounds.parked.remove(&key)) {
            (Some(Purpose::Lesson | Purpose::Check), _) => return,
            (purpose, parked) => {
                let left = self.rounds.sessions.remove(&key);
                match parked.filter(|_| purpose != Some(Purpose::Known)) {
                    Some(parked) => {
                        self.rounds.sessions.insert(key.clone(), parked);
                    }
                    None => self.begin_session(&key),
                }
                if let Some(left) = left {
                    self.rounds.put_aside(&key, left);
                }
            }
        }
        self.rounds.asked_since = self.moment.millis;
        self.changed();
    }

    /// Parks another round while a step asks a question of the lesson.
    pub(super) fn leave_round_for_walk(&mut self) {
        let before = self.left_rounds().len();
        self.back_to_lesson();
        if self.left_rounds().len() > before {
            self.tell(News::RoundKept);
        }
    }

    /// Sets when answers are told, from now on.
    pub(super) fn set_mode(&mut self, mode: Mode) {
        self.prefs.mode = mode;
        self.rounds.set_mode(mode);
        self.changed();
    }

    /// Can a check show that this lesson is known already? Only while none of its questions was
    /// answered.
    #[must_use]
    pub fn can_be_known(&self, key: &LessonKey, lesson: &Lesson) -> bool {
        let untouched =
            lesson.questions.iter().all(|question| self.item(&key.pack, question).attempts == 0);
        untouched
            && lesson.check.is_none()
            && !lesson.questions.is_empty()
            && self.lesson_state(&key.pack, lesson) != LessonState::Done
    }

    /// Are there guesses to be made before this lesson is read? Once it was begun, it is too late
    /// for them.
    #[must_use]
    pub fn can_be_guessed(&self, key: &LessonKey, lesson: &Lesson) -> bool {
        let untouched =
            lesson.questions.iter().all(|question| !self.item(&key.pack, question).any());
        self.navigation.reading.fresh && untouched && !lesson.before.is_empty()
    }
}
