//! The rounds of questions that are going on, and what they ask.

use crate::{
    app::values::{Job, LessonKey},
    id::{Id, PackKey},
    quiz::{Answer, Mode, Purpose, Question, Session},
};
use std::{collections::BTreeMap, sync::Arc};

/// The questions of a round, and which were answered rightly.
pub type Round = Vec<(Id, Option<bool>)>;

/// The rounds of questions that are going on, and what they ask.
#[derive(Debug, Clone, Default)]
pub struct Rounds {
    /// The round that goes on in each lesson that was opened.
    pub sessions: BTreeMap<LessonKey, Session>,
    /// Sessions of lessons that another round has taken the place of.
    pub parked: BTreeMap<LessonKey, Session>,
    /// Rounds that were left before their end, here or in an earlier window.
    pub aside: BTreeMap<(LessonKey, Purpose), Session>,
    /// What the pictures of opened lessons ask.
    pub drawn: BTreeMap<LessonKey, Arc<Vec<Question>>>,
    /// Lessons of which that is wanted, and the job that works it out.
    pub drawing: BTreeMap<LessonKey, Option<Job>>,
    /// Rounds of an earlier window that wait for it.
    pub waiting: Vec<(LessonKey, Purpose, Round)>,
    /// What was guessed before a lesson, in this window.
    pub guesses: BTreeMap<(PackKey, Id), Answer>,
    /// When the current question came up, on the app's clock in milliseconds.
    pub asked_since: u64,
}

impl Rounds {
    /// Every session there is, with its lesson.
    pub fn all(&self) -> impl Iterator<Item = (&LessonKey, &Session)> {
        let aside = self.aside.iter().map(|((key, _), session)| (key, session));
        self.sessions.iter().chain(&self.parked).chain(aside)
    }

    /// Every session there is, to be changed.
    pub fn all_mut(&mut self) -> impl Iterator<Item = (&LessonKey, &mut Session)> {
        let aside = self.aside.iter_mut().map(|((key, _), session)| (key, session));
        self.sessions.iter_mut().chain(&mut self.parked).chain(aside)
    }

    /// Begins nothing of a pack: all of it has changed.
    pub fn forget(&mut self, pack: &PackKey) {
        self.sessions.retain(|key, _| key.pack != *pack);
        self.drawn.retain(|key, _| key.pack != *pack);
        self.drawing.retain(|key, _| key.pack != *pack);
        self.forget_left(pack);
    }

    /// No round of a pack that was left can be gone on with.
    pub fn forget_left(&mut self, pack: &PackKey) {
        self.waiting.retain(|(key, ..)| key.pack != *pack);
        self.parked.retain(|key, _| key.pack != *pack);
        self.aside.retain(|(key, _), _| key.pack != *pack);
    }

    /// Keeps a round that is left before its end, so that it can be gone on with.
    pub fn put_aside(&mut self, key: &LessonKey, session: Session) {
        if session.purpose() != Purpose::Lesson && session.to_resume().is_some() {
            self.aside.insert((key.clone(), session.purpose()), session);
        }
    }

    /// Another round takes the place of that which goes on in its lesson.
    pub fn enter(&mut self, key: LessonKey, session: Session) {
        self.aside.remove(&(key.clone(), session.purpose()));
        match self.sessions.insert(key.clone(), session) {
            Some(before) if before.purpose() == Purpose::Lesson => {
                self.parked.insert(key, before);
            }
            Some(before) => {
                // What was answered there counts in the lesson, which is begun anew.
                if before.purpose() == Purpose::Known {
                    self.parked.remove(&key);
                }
                self.put_aside(&key, before);
            }
            None => {}
        }
    }

    /// What was answered in the lesson itself was not guessed, and does not show that it was known.
    pub fn outdate(&mut self, key: &LessonKey) {
        for purpose in [Purpose::Before, Purpose::Known] {
            self.aside.remove(&(key.clone(), purpose));
        }
    }

    /// When answers are told, from now on.
    pub fn set_mode(&mut self, mode: Mode) {
        self.all_mut().for_each(|(_, session)| session.set_mode(mode));
    }
}
