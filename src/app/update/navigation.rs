//! Moving between lessons: place, history, and when a lesson counts as begun or read.

use crate::{
    app::{
        io::effect::Effect,
        model::{Model, reading::Reading},
        values::{LessonKey, News, Place, Tab},
    },
    progress::LessonEvent,
};
use std::sync::Arc;

/// After how many milliseconds on the screen a lesson counts as begun.
pub const BEGUN_AFTER: u64 = 20_000;

impl Model {
    /// Shows a place without touching the history.
    pub(super) fn enter(&mut self, place: Place) {
        let key = place.lesson.clone();
        self.navigation.visit += 1;
        self.rounds.asked_since = self.moment.millis;
        self.note_reading(&key);
        self.want_drawing(&key);
        if !self.rounds.sessions.contains_key(&key) {
            self.begin_session(&key);
        }
        self.navigation.place = Some(place);
        self.changed();
    }

    /// Takes over what the record knows of how far the lesson was read.
    pub(super) fn note_reading(&mut self, key: &LessonKey) {
        let known = self.lesson(key).and_then(|lesson| {
            let events = self.standing(&key.pack)?.lesson(&lesson.id, &lesson.was);
            Some((events.begun, events.end_reached))
        });
        let (begun, end_reached) = known.unwrap_or_default();
        let since = self.moment.millis;
        self.navigation.reading =
            Reading { since, begun, end_seen: false, end_reached, fresh: !begun };
    }

    /// Opens a lesson at its beginning; the place that was open can be gone back to.
    pub(super) fn open(&mut self, lesson: LessonKey) {
        self.overlay = None;
        self.navigation.tab = Tab::Lesson;
        if self.lesson(&lesson).is_none()
            || self.navigation.place.as_ref().is_some_and(|p| p.lesson == lesson)
        {
            return;
        }
        self.navigation.leave();
        self.enter(Place { lesson, scroll: 0.0 });
        if self.open_lesson().is_some_and(|(.., lesson)| lesson.check.is_some()) {
            // There is nothing to read: the questions are to be seen.
            self.prefs.quiz_open = true;
            self.navigation.tab =
                if self.asked_diagram().is_some() { Tab::Lesson } else { Tab::Quiz };
        }
    }

    pub(super) fn go_back(&mut self) {
        if let Some(place) = self.navigation.take_back() {
            self.enter(place);
        }
    }

    pub(super) fn go_forward(&mut self) {
        if let Some(place) = self.navigation.take_forward() {
            self.enter(place);
        }
    }

    /// Notes how far down the lesson is scrolled, in points.
    pub(super) fn scrolled(&mut self, scroll: f32) {
        if let Some(place) = self.navigation.place.as_mut() {
            place.scroll = scroll.max(0.0);
            self.changed();
        }
    }

    /// Notes that the end of the lesson is in sight. It counts only once the lesson counts as
    /// begun: who has just opened it has not read it.
    pub(super) fn see_end(&mut self) -> Vec<Effect> {
        self.navigation.reading.end_seen = true;
        if self.navigation.reading.begun { self.note(LessonEvent::EndReached) } else { Vec::new() }
    }

    /// Notes an event of the open lesson, unless it was noted before.
    pub(super) fn note(&mut self, event: LessonEvent) -> Vec<Effect> {
        let Some(key) = self.navigation.place.as_ref().map(|place| place.lesson.clone()) else {
            return Vec::new();
        };
        let noted = match event {
            LessonEvent::Begun => std::mem::replace(&mut self.navigation.reading.begun, true),
            LessonEvent::EndReached => {
                std::mem::replace(&mut self.navigation.reading.end_reached, true)
            }
            LessonEvent::Known
            | LessonEvent::NotKnown
            | LessonEvent::Passed
            | LessonEvent::NotPassed => false,
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

    /// Tells where the list and the quiz are, when larger text has left no room for them beside the
    /// lesson.
    pub(super) fn tell_room(&mut self, list: bool, quiz: bool) {
        self.notices.withdraw(|news| matches!(news, News::RoomLost { .. }));
        let asks = self.session().is_some_and(|session| !session.all().is_empty());
        let list = !list && self.prefs.list_open;
        let quiz = !quiz && self.prefs.quiz_open && asks;
        if list || quiz {
            self.tell(News::RoomLost { list, quiz });
        }
    }
}
