//! What is on its way to the record, and what the record has not taken yet: that is kept here in
//! the order in which it happened, and handed over again until the record takes it.

use super::pending::Pending;
use crate::app::{
    io::effect::Effect,
    values::{Job, KeepError},
};
use std::collections::BTreeMap;

/// Pauses between tries after a refusal, in milliseconds; after the last one it repeats.
const PAUSES: [u64; 5] = [1_000, 2_000, 4_000, 8_000, 15_000];

/// After how many milliseconds "Saving…" is shown.
const SAVING_SHOWN: u64 = 100;

/// What is on its way to the record.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    /// Handed over, and not answered yet.
    sent: BTreeMap<Job, Effect>,
    /// Refused, or not even handed over since the record refuses everything.
    waiting: BTreeMap<Job, Effect>,
    stall: Option<Stall>,
    /// How many answers that had to wait were kept since the record takes them again.
    late: usize,
    /// Attempts that the record has not confirmed yet.
    pub pending: BTreeMap<Job, Pending>,
    /// When settings last changed without being saved, on the app's clock in milliseconds.
    pub unsaved_since: Option<u64>,
    /// Is the window to be closed?
    pub leaving: Leaving,
}

/// A time in which the record takes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stall {
    /// What the record said.
    pub why: KeepError,
    /// It is being tried again.
    trying: bool,
    /// When it is tried again, on the app's clock in milliseconds.
    at: u64,
    tries: usize,
}

impl Outbox {
    /// Would something that a learner did be lost if the window closed now? Settings do not count.
    #[must_use]
    pub fn holds_up(&self) -> bool {
        let did = |effect: &Effect| matches!(effect, Effect::Store { .. } | Effect::Correct { .. });
        self.sent.values().chain(self.waiting.values()).any(did)
    }

    /// Why the record takes nothing, while that is so.
    #[must_use]
    pub fn stall(&self) -> Option<&Stall> {
        self.stall.as_ref()
    }

    /// How many answers are not kept yet.
    #[must_use]
    pub fn answers(&self) -> usize {
        let all = self.sent.values().chain(self.waiting.values());
        all.filter(|effect| matches!(effect, Effect::Store { .. })).count()
    }

    /// Has an answer been on its way for so long that "Saving…" is to be shown?
    #[must_use]
    pub fn takes_long(&self, now: u64) -> bool {
        let long = |p: &Pending| now.saturating_sub(p.since) >= SAVING_SHOWN;
        self.pending.values().any(|pending| !pending.counted && long(pending))
    }

    /// When that is next due for an answer, on the app's clock in milliseconds.
    pub(in crate::app) fn takes_long_at(&self, now: u64) -> Option<u64> {
        let at = self.pending.values().map(|pending| pending.since + SAVING_SHOWN);
        at.filter(|at| *at > now).min()
    }

    /// Begins a time in which nothing is handed over until the record was tried again.
    pub(in crate::app) fn begin_stall(&mut self, why: KeepError, now: u64) {
        let at = now + PAUSES[0];
        self.late = 0;
        self.stall.get_or_insert(Stall { why, trying: false, at, tries: 0 });
    }

    /// Takes on an effect for the record. Gives it back if it is to be performed now.
    pub(in crate::app) fn post(&mut self, effect: Effect) -> Option<Effect> {
        let job = effect.job();
        if self.stall.is_some() {
            self.wait(effect);
            return None;
        }
        self.sent.insert(job, effect.clone());
        Some(effect)
    }

    fn wait(&mut self, effect: Effect) {
        if matches!(effect, Effect::SavePrefs { .. }) {
            // The latest settings hold all of the earlier ones.
            self.waiting.retain(|_, other| !matches!(other, Effect::SavePrefs { .. }));
        }
        self.waiting.insert(effect.job(), effect);
    }

    /// Notes that the record has taken this.
    pub(in crate::app) fn kept(&mut self, job: Job) {
        self.sent.remove(&job);
    }

    /// Notes that the record has refused this: it waits, and so does all that comes after it.
    pub(in crate::app) fn refused(&mut self, job: Job, why: KeepError, now: u64) {
        if let Some(effect) = self.sent.remove(&job) {
            self.begin_stall(why, now);
            self.wait(effect);
        }
    }

    /// When the record is to be tried again, on the app's clock in milliseconds.
    pub(in crate::app) fn wakes_at(&self) -> Option<u64> {
        self.stall.as_ref().filter(|stall| !stall.trying).map(|stall| stall.at)
    }

    /// Is the record to be tried again now? If so, it counts as being tried.
    pub(in crate::app) fn begin_try(&mut self) -> bool {
        let Some(stall) = self.stall.as_mut().filter(|stall| !stall.trying) else { return false };
        stall.trying = true;
        true
    }

    /// Notes that a try was in vain: the next, longer pause begins.
    pub(in crate::app) fn tried_in_vain(&mut self, why: KeepError, now: u64) {
        let Some(stall) = &mut self.stall else { return };
        stall.tries = stall.tries.saturating_add(1);
        let pause = PAUSES.get(stall.tries).or(PAUSES.last()).copied().unwrap_or_default();
        stall.why = why;
        stall.trying = false;
        stall.at = now + pause;
    }

    /// Ends the time in which the record takes nothing. Gives what has waited, in its order.
    pub(in crate::app) fn end_stall(&mut self) -> Vec<Effect> {
        if self.stall.take().is_none() {
            return Vec::new();
        }
        std::mem::take(&mut self.waiting).into_values().collect()
    }

    /// Notes that an answer was kept that had to wait. Gives how many were, once it is the last of
    /// them.
    pub(in crate::app) fn kept_late(&mut self) -> Option<usize> {
        self.late += 1;
        let last = self.answers() == 0 && self.stall.is_none();
        last.then(|| std::mem::take(&mut self.late))
    }
}

/// Is the window to be closed?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Leaving {
    /// It stays open.
    #[default]
    Not,
    /// It closes as soon as everything is kept; asked for at this time, on the app's clock in
    /// milliseconds.
    Since(u64),
    /// It closes at once, whatever is lost.
    Anyway,
}
