//! What the pictures of a lesson ask: worked out beside the window, once a lesson is opened.

use crate::app::{
    io::effect::Effect,
    model::Model,
    values::{Failure, Job, LessonKey},
};
use crate::quiz::Question;
use std::sync::Arc;

impl Model {
    /// Wants to know what the pictures of a lesson ask, unless that is known or on its way.
    pub(super) fn want_drawing(&mut self, key: &LessonKey) {
        if !self.rounds.drawn.contains_key(key) {
            self.rounds.drawing.entry(key.clone()).or_default();
        }
    }

    /// Asks for the questions of pictures that are wanted and were not asked for yet.
    pub(super) fn ask_for_drawings(&mut self) -> Vec<Effect> {
        let wanted = self.rounds.drawing.iter().filter(|(_, job)| job.is_none());
        let wanted: Vec<LessonKey> = wanted.map(|(key, _)| key.clone()).collect();
        let mut effects = Vec::new();
        for key in wanted {
            let Some((course, lesson)) = self.course(&key.pack).zip(self.lesson(&key)) else {
                self.rounds.drawing.remove(&key);
                continue;
            };
            let (course, lesson) = (course.clone(), lesson.clone());
            let job = self.job();
            self.rounds.drawing.insert(key.clone(), Some(job));
            effects.push(Effect::Draw { job, key, course, lesson });
        }
        effects
    }

    /// Takes over what the pictures of a lesson ask, and the rounds that waited for it. If it could
    /// not be worked out, they ask nothing.
    pub(super) fn drawn(
        &mut self,
        job: Job,
        key: &LessonKey,
        result: Result<Vec<Question>, Failure>,
    ) {
        if self.rounds.drawing.get(key) != Some(&Some(job)) {
            // The pack was replaced meanwhile: these questions are those of the former one.
            return;
        }
        self.rounds.drawing.remove(key);
        let questions = result.unwrap_or_default();
        if let Some(standing) = self.standings.get_mut(&key.pack) {
            Arc::make_mut(standing).hold_against(&questions);
        }
        self.rounds.drawn.insert(key.clone(), Arc::new(questions));
        self.take_up_waiting(key);
    }
}
