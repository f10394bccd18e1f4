//! The rounds of questions that are going on, and what they ask.

use crate::{
    app::values::{Job, LessonKey},
    id::{Id, PackKey},
    quiz::{Answer, Grade, Mode, Purpose, Question, Session},
};
use std::{collections::BTreeMap, sync::Arc};

/// The questions of a round, and what the answers to them were worth.
pub type Round = Vec<(Id, Option<Grade>)>;

/// The rounds of questions that are going on, and what they ask.
#[derive(Debug, Clone, Default)]
pub struct Rounds {
    /// The round that goes on in each lesson that was opened.
    pub sessions: BTreeMap<LessonKey, Session>,
    /// Sessions of lessons whose place another round has taken meanwhile.
    pub parked: BTreeMap<LessonKey, Session>,
    /// Rounds that were left before their end, here or in an earlier window.
    pub aside: BTreeMap<(LessonKey, Purpose), Session>,
    /// What the pictures of opened lessons ask.
    pub drawn: BTreeMap<LessonKey, Arc<Vec<Question>>>,
    /// Lessons for which that is wanted, each with the job that works it out; none before that is
    /// asked for.
    pub drawing: BTreeMap<LessonKey, Option<Job>>,
    /// Rounds of an earlier window that wait until the questions of pictures are known.
    pub waiting: Vec<(LessonKey, Purpose, Round)>,
    /// What was guessed before a lesson, in this window.
    pub guesses: BTreeMap<(PackKey, Id), Answer>,
    /// The tickets of the answers with which a check was passed in this window: without one of them
    /// it is not.
    pub passed_with: BTreeMap<LessonKey, Vec<u64>>,
    /// When the current question came up, on the app's clock in milliseconds.
    pub asked_since: u64,
}

impl Rounds {
    /// Every session there is, with its lesson.
    pub fn all(&self) -> impl Iterator<Item = (&LessonKey, &Session)> {
        let aside = self.aside.iter().map(|((key, _), session)| (key, session));
        self.sessions.iter().chain(&self.parked).chain(aside)
    }

    /// The questions of a pack that are answered and of which nothing is told yet, whichever lesson
    /// or check asks them, and whether they were right before.
    #[must_use]
    pub fn untold(&self, pack: &PackKey) -> BTreeMap<&Id, bool> {
        let of_pack = self.sessions.iter().filter(|(key, _)| key.pack == *pack);
        of_pack.flat_map(|(_, session)| session.untold()).collect()
    }

    /// Every session there is, mutably.
    pub fn all_mut(&mut self) -> impl Iterator<Item = (&LessonKey, &mut Session)> {
        let aside = self.aside.iter_mut().map(|((key, _), session)| (key, session));
        self.sessions.iter_mut().chain(&mut self.parked).chain(aside)
    }

    /// Drops everything that goes on in a pack: the pack was replaced.
    pub fn forget(&mut self, pack: &PackKey) {
        self.sessions.retain(|key, _| key.pack != *pack);
        self.drawn.retain(|key, _| key.pack != *pack);
        self.drawing.retain(|key, _| key.pack != *pack);
        self.forget_left(pack);
    }

    /// Drops the rounds of a pack that were left before their end.
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

    /// Begins a round in its lesson, in the place of the one that goes on there.
    pub fn enter(&mut self, key: LessonKey, session: Session) {
        self.aside.remove(&(key.clone(), session.purpose()));
        match self.sessions.insert(key.clone(), session) {
            Some(before) if before.purpose() == Purpose::Lesson => {
                self.parked.insert(key, before);
            }
            Some(before) => {
                // Answers of that check count in the lesson, so its session begins anew.
                if before.purpose() == Purpose::Known {
                    self.parked.remove(&key);
                }
                self.put_aside(&key, before);
            }
            None => {}
        }
    }

    /// Drops the guesses and checks of a lesson that were left: now that a question of it was
    /// answered, they have no use.
    pub fn outdate(&mut self, key: &LessonKey) {
        for purpose in [Purpose::Before, Purpose::Known] {
            self.aside.remove(&(key.clone(), purpose));
        }
    }

    /// Sets for all sessions when answers are told.
    pub fn set_mode(&mut self, mode: Mode) {
        self.all_mut().for_each(|(_, session)| session.set_mode(mode));
    }
}
