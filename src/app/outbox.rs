//! What is on its way to the record, and what the record has not taken yet: it is kept here in the
//! order in which it happened, and handed over again until the record takes it.

use crate::{
    app::{
        Effect, Job, Model,
        model::{Overlay, Tone},
    },
    progress::RowKind,
};
use std::collections::{BTreeMap, VecDeque};

/// How long after a refusal the record is tried again, in milliseconds; then always the last.
const PAUSES: [u64; 5] = [1_000, 2_000, 4_000, 8_000, 15_000];
/// How long good news stays, in milliseconds.
const GOOD_NEWS: u64 = 6_000;

/// What is on its way to the record.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    /// Handed over, and not answered yet.
    sent: BTreeMap<Job, Effect>,
    /// Refused, or not even handed over since the record refuses everything.
    waiting: BTreeMap<Job, Effect>,
    stall: Option<Stall>,
    /// So many answers were kept late since the record takes them again.
    late: usize,
}

/// The record takes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stall {
    /// What it said.
    pub why: String,
    /// It is being tried again.
    trying: bool,
    /// When it is tried again, on the app's clock in milliseconds.
    at: u64,
    tries: usize,
}

impl Outbox {
    /// Would something be lost that a learner did, if the window closed now? Settings are none.
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

    /// So many answers are not kept yet.
    #[must_use]
    pub fn answers(&self) -> usize {
        let all = self.sent.values().chain(self.waiting.values());
        all.filter(|effect| matches!(effect, Effect::Store { .. })).count()
    }

    /// From now on nothing is handed over until the record was tried again.
    pub(super) fn begin_stall(&mut self, why: String, now: u64) {
        let at = now + PAUSES[0];
        self.late = 0;
        self.stall.get_or_insert(Stall { why, trying: false, at, tries: 0 });
    }

    /// Gives the effect back if it is to be performed now.
    fn post(&mut self, effect: Effect) -> Option<Effect> {
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
            // The latest settings are all of them.
            self.waiting.retain(|_, other| !matches!(other, Effect::SavePrefs { .. }));
        }
        self.waiting.insert(effect.job(), effect);
    }

    /// The record has taken it.
    pub(super) fn kept(&mut self, job: Job) {
        self.sent.remove(&job);
    }

    /// The record has refused it: it waits, and so does all that comes after it.
    pub(super) fn refused(&mut self, job: Job, why: String, now: u64) {
        if let Some(effect) = self.sent.remove(&job) {
            self.begin_stall(why, now);
            self.wait(effect);
        }
    }

    /// In how many milliseconds the record is to be tried again, on the app's clock.
    pub(super) fn wakes_at(&self) -> Option<u64> {
        self.stall.as_ref().filter(|stall| !stall.trying).map(|stall| stall.at)
    }
}

impl Model {
    /// Lets through what is to be performed now; the rest waits for the record.
    pub(super) fn post(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut now = Vec::with_capacity(effects.len());
        let mut coming = VecDeque::from(effects);
        while let Some(effect) = coming.pop_front() {
            if !effect.is_for_record() {
                now.push(effect);
                continue;
            }
            let job = effect.job();
            match self.outbox.post(effect) {
                Some(effect) => now.push(effect),
                None => coming.extend(self.waits(job)),
            }
        }
        now
    }

    /// It can't be kept now: what was answered counts in this window all the same.
    pub(super) fn waits(&mut self, job: Job) -> Vec<Effect> {
        let Some(stall) = &self.outbox.stall else { return Vec::new() };
        let why = stall.why.clone();
        if self.pending.contains_key(&job) {
            return self.counts_unkept(job, why);
        }
        if self.correcting.contains_key(&job) {
            self.tell_not_yet();
        }
        Vec::new()
    }

    /// Something is done later since the record takes nothing.
    pub(super) fn tell_not_yet(&mut self) {
        let Some(stall) = &self.outbox.stall else { return };
        let text = format!("It is done as soon as the record can be written to: {}", stall.why);
        self.tell(Tone::Warning, "Not yet".to_owned(), text, Some(GOOD_NEWS));
    }

    /// The record has answered to what is told only when it has to wait.
    pub(super) fn noted(&mut self, job: Job, result: Result<(), String>) {
        match result {
            Ok(()) => self.outbox.kept(job),
            Err(why) => self.outbox.refused(job, why, self.moment.millis),
        }
    }

    /// Tries the record again now, if it takes nothing.
    pub(super) fn keep_now(&mut self) -> Vec<Effect> {
        if self.outbox.stall.as_ref().is_none_or(|stall| stall.trying) {
            return Vec::new();
        }
        let job = self.job();
        if let Some(stall) = &mut self.outbox.stall {
            stall.trying = true;
        }
        vec![Effect::Retry { job }]
    }

    /// Tries the record again when it is time to.
    pub(super) fn keep_later(&mut self) -> Vec<Effect> {
        self.tell_leaving();
        let due = self.outbox.wakes_at().is_some_and(|at| self.moment.millis >= at);
        if due { self.keep_now() } else { Vec::new() }
    }

    /// The record was tried: what waits is handed over, or goes on waiting.
    pub(super) fn retried(&mut self, result: Result<(), String>) -> Vec<Effect> {
        let now = self.moment.millis;
        let Some(stall) = &mut self.outbox.stall else { return Vec::new() };
        if let Err(why) = result {
            stall.tries = stall.tries.saturating_add(1);
            let pause = PAUSES.get(stall.tries).or(PAUSES.last()).copied().unwrap_or_default();
            stall.why = why;
            stall.trying = false;
            stall.at = now + pause;
            return Vec::new();
        }
        self.outbox.stall = None;
        let waiting = std::mem::take(&mut self.outbox.waiting);
        waiting.into_values().collect()
    }

    /// An answer was kept that had to wait.
    pub(super) fn kept_late(&mut self) {
        self.outbox.late += 1;
        if self.outbox.answers() > 0 || self.outbox.stall.is_some() {
            return;
        }
        let title = match std::mem::take(&mut self.outbox.late) {
            1 => "Your answer is kept now".to_owned(),
            count => format!("Your {count} answers are kept now"),
        };
        self.tell(Tone::Success, title, String::new(), Some(GOOD_NEWS));
    }

    /// What a banner says while the record takes nothing.
    #[must_use]
    pub fn unkept(&self) -> Option<String> {
        let why = &self.outbox.stall()?.why;
        let answers = self.outbox.answers();
        let what = match answers {
            0 => "Nothing new is being kept".to_owned(),
            1 => "1 answer is not kept yet".to_owned(),
            _ => format!("{answers} answers are not kept yet"),
        };
        Some(format!("{what}: {why}"))
    }

    /// Answers that would be lost if the window closed now, each with its question.
    #[must_use]
    pub fn would_be_lost(&self) -> Vec<String> {
        let answers = self.pending.values().filter(|pending| {
            // A guess counts for nothing.
            pending.attempt.what == RowKind::Answer
        });
        answers
            .map(|pending| {
                let question = self.question(&pending.lesson, &pending.attempt.item);
                question.map_or_else(|| pending.attempt.item.to_string(), |q| q.prompt.clone())
            })
            .collect()
    }

    /// The window is to be closed: at once if everything is kept, else when it is.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        if self.leaving == Leaving::Not {
            self.leaving = Leaving::Since(self.moment.millis);
        }
        let effects = self.keep_now();
        self.tell_leaving();
        effects
    }

    /// The window stays, after all.
    pub(super) fn stay(&mut self) {
        self.leaving = Leaving::Not;
        self.overlay = None;
    }

    /// Says what closing waits for, once it takes so long that a word is due.
    pub(super) fn tell_leaving(&mut self) {
        let Leaving::Since(since) = self.leaving else { return };
        let long = self.moment.millis >= since + LEAVING_SHOWN;
        if !self.may_close() && (long || self.outbox.stall.is_some()) {
            self.overlay = Some(Overlay::Leaving);
        }
    }

    /// Nothing is on its way any more, or the learner does not want to wait for it.
    #[must_use]
    pub fn may_close(&self) -> bool {
        !self.outbox.holds_up() || self.leaving == Leaving::Anyway
    }

    /// When time itself changes something here, on the app's clock in milliseconds.
    pub(super) fn keeping_wakes_at(&self) -> Option<u64> {
        let leaving = match self.leaving {
            Leaving::Since(since) if since + LEAVING_SHOWN > self.moment.millis => {
                Some(since + LEAVING_SHOWN)
            }
            _ => None,
        };
        self.outbox.wakes_at().into_iter().chain(leaving).min()
    }
}

/// Is the window to be closed?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Leaving {
    #[default]
    Not,
    /// As soon as everything is kept; since when, on the app's clock in milliseconds.
    Since(u64),
    /// Whatever is lost.
    Anyway,
}

/// What it waits for is said when closing takes so many milliseconds.
const LEAVING_SHOWN: u64 = 300;
