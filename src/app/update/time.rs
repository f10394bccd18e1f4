//! What the passing of time brings about, and when it does.

use crate::{
    app::{
        io::effect::Effect,
        model::{Import, Model, PROGRESS_SHOWN, navigation::Navigation, prefs},
        update::navigation::BEGUN_AFTER,
        values::Moment,
    },
    progress::LessonEvent,
};

/// For how many milliseconds settings must not have changed before they are saved.
const SAVE_AFTER: u64 = 800;

impl Model {
    /// What the passing of time brings about.
    pub(super) fn pass_time(&mut self, moment: Moment) -> Vec<Effect> {
        self.moment = moment;
        let now = moment.millis;
        self.notices.pass(now);
        let mut effects = Vec::new();
        if begins_at(self).is_some_and(|at| now >= at) {
            effects.extend(self.note(LessonEvent::Begun));
            if self.navigation.reading.end_seen {
                effects.extend(self.see_end());
            }
        }
        if self.outbox.unsaved_since.is_some_and(|since| now >= since + SAVE_AFTER) {
            effects.extend(save(self));
        }
        effects.extend(self.keep_later());
        effects
    }
}

/// When the open lesson counts as begun, if it does not yet.
fn begins_at(model: &Model) -> Option<u64> {
    let Navigation { place, reading, .. } = &model.navigation;
    (place.is_some() && !reading.begun).then_some(reading.since + BEGUN_AFTER)
}

/// Asks for the settings to be saved, if any are unsaved.
pub fn save(model: &mut Model) -> Option<Effect> {
    model.outbox.unsaved_since.take()?;
    let place = model.navigation.place.as_ref().map(|place| (&place.lesson, place.scroll));
    let rounds = model.rounds_to_keep();
    let settings = prefs::to_settings(&model.prefs, place, model.navigation.tab, rounds);
    Some(Effect::SavePrefs { job: model.job(), settings })
}

/// In how many milliseconds the passing of time next changes something; `None` when never.
#[must_use]
pub fn next_wake(model: &Model) -> Option<u64> {
    let begun = begins_at(model);
    let saved = model.outbox.unsaved_since.map(|since| since + SAVE_AFTER);
    let notices = model.notices.wakes_at();
    let saving = model.outbox.takes_long_at(model.moment.millis);
    let reading = match &model.import {
        Import::Preparing(_, preparing) => {
            let shown = preparing.since + PROGRESS_SHOWN;
            Some(shown.max(model.moment.millis + PROGRESS_AGAIN))
        }
        _ => None,
    };
    begun
        .into_iter()
        .chain(reading)
        .chain(saved)
        .chain(notices)
        .chain(saving)
        .chain(model.keeping_wakes_at())
        .min()
        .map(|at| at.saturating_sub(model.moment.millis))
}

/// How often it is shown how far the reading of a pack has come, in milliseconds.
const PROGRESS_AGAIN: u64 = 200;
