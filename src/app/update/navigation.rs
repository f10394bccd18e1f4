//! Moving between lessons: place, history, and when a lesson counts as begun or read.

use crate::{
    app::{
        io::effect::Effect,
        model::{Model, reading::Reading},
        values::{LessonKey, Place, Tab, Tone},
    },
    pack::drawn_questions,
    progress::LessonEvent,
};
use std::sync::Arc;

/// A lesson counts as begun when it was open for so many milliseconds.
pub const BEGUN_AFTER: u64 = 20_000;
/// So many places can be gone back to.
const MAX_HISTORY: usize = 100;

impl Model {
    /// Shows a place without touching the history.
    pub(super) fn enter(&mut self, place: Place) {
        let key = place.lesson.clone();
        self.visit += 1;
        self.asked_since = self.moment.millis;
        self.note_reading(&key);
        self.draw(&key);
        if !self.sessions.contains_key(&key) {
            self.begin_session(&key);
        }
        self.place = Some(place);
        self.changed();
    }

    /// What the pictures of a lesson ask, once.
    pub(super) fn draw(&mut self, key: &LessonKey) {
        if let Some((course, lesson)) =
            self.course(&key.pack).zip(self.lesson(key)).filter(|_| !self.drawn.contains_key(key))
        {
            let questions = drawn_questions(course, lesson);
            self.take_drawn(key, questions);
        }
    }

    /// What is known of how far the lesson was read.
    pub(super) fn note_reading(&mut self, key: &LessonKey) {
        let known = self.lesson(key).and_then(|lesson| {
            let events = self.standing(&key.pack)?.lesson(&lesson.id, &lesson.was);
            Some((events.begun, events.end_reached))
        });
        let (begun, end_reached) = known.unwrap_or_default();
        let since = self.moment.millis;
        self.reading = Reading { since, begun, end_seen: false, end_reached, fresh: !begun };
    }

    /// Opens a lesson at its beginning; where the learner was can be gone back to.
    pub(super) fn open(&mut self, lesson: LessonKey) {
        self.overlay = None;
        self.tab = Tab::Lesson;
        if self.lesson(&lesson).is_none() || self.place.as_ref().is_some_and(|p| p.lesson == lesson)
        {
            return;
        }
        if let Some(place) = self.place.take() {
            self.back.push(place);
            if self.back.len() > MAX_HISTORY {
                self.back.remove(0);
            }
        }
        self.forward.clear();
        self.enter(Place { lesson, scroll: 0.0 });
    }

    /// Remembers where the learner is before a jump within the lesson.
    pub(super) fn mark_place(&mut self) {
        self.back.extend(self.place.clone());
        self.forward.clear();
    }

    pub(super) fn go_back(&mut self) {
        if let Some(place) = self.back.pop() {
            self.forward.extend(self.place.take());
            self.enter(place);
        }
    }

    pub(super) fn go_forward(&mut self) {
        if let Some(place) = self.forward.pop() {
            self.back.extend(self.place.take());
            self.enter(place);
        }
    }

    /// The end of the lesson is in sight. Who has only just opened it has not read it: that counts
    /// from when the lesson counts as begun.
    pub(super) fn see_end(&mut self) -> Vec<Effect> {
        self.reading.end_seen = true;
        if self.reading.begun { self.note(LessonEvent::EndReached) } else { Vec::new() }
    }

    /// Notes an event of the open lesson, once.
    pub(super) fn note(&mut self, event: LessonEvent) -> Vec<Effect> {
        let Some(key) = self.place.as_ref().map(|place| place.lesson.clone()) else {
            return Vec::new();
        };
        let noted = match event {
            LessonEvent::Begun => std::mem::replace(&mut self.reading.begun, true),
            LessonEvent::EndReached => std::mem::replace(&mut self.reading.end_reached, true),
            LessonEvent::Known | LessonEvent::NotKnown => false,
        };
        if noted { Vec::new() } else { vec![self.note_of(key, event)] }
    }

    /// Notes an event of any lesson.
    pub(super) fn note_of(&mut self, key: LessonKey, event: LessonEvent) -> Effect {
        let standing = self.standings.entry(key.pack.clone()).or_default();
        Arc::make_mut(standing).note(&key.lesson, event);
        let LessonKey { pack, lesson } = key;
        Effect::Note { job: self.job(), pack, lesson, event, at: self.moment.stamp }
    }

    /// Larger text has left no room for the list or the quiz beside the lesson: where they are now.
    pub(super) fn tell_room(&mut self, list: bool, quiz: bool) {
        const TITLE: &str = "Less fits beside the lesson now";
        self.notices.retain(|notice| notice.title != TITLE);
        let asks = self.session().is_some_and(|session| !session.all().is_empty());
        let lessons = "The lessons open with the button at the top left, or Ctrl+L.";
        let questions = "The quiz is a tab above the lesson, or Ctrl+J.";
        let text = match (!list && self.prefs.list_open, !quiz && self.prefs.quiz_open && asks) {
            (true, true) => format!("{lessons} {questions}"),
            (true, false) => lessons.to_owned(),
            (false, true) => questions.to_owned(),
            (false, false) => return,
        };
        self.tell(Tone::Note, TITLE.to_owned(), text, Some(8_000));
    }

    /// Settings changed; they are saved when nothing more changes for a moment.
    pub(super) fn changed(&mut self) {
        self.unsaved_since = Some(self.moment.millis);
    }
}
