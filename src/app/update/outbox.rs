//! Handing over to the record, trying it again where it takes nothing, and closing once everything
//! is kept.

use crate::{
    app::{
        io::effect::Effect,
        model::{Model, outbox::Leaving},
        values::{Job, KeepError, News, Overlay},
    },
    progress::RowKind,
};
use std::collections::VecDeque;

impl Model {
    /// Gives the effects that are to be performed now; the rest waits for the record.
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

    /// Lets an answer wait that can't be kept now: until it is, it counts in this window alone.
    pub(super) fn waits(&mut self, job: Job) -> Vec<Effect> {
        let Some(stall) = self.outbox.stall() else { return Vec::new() };
        let why = stall.why.to_string();
        if self.outbox.pending.contains_key(&job) {
            return self.counts_unkept(job, why);
        }
        if self.undoing.correcting.contains_key(&job) {
            self.tell_not_yet();
        }
        Vec::new()
    }

    /// Tells that something is done later, since the record takes nothing now.
    pub(super) fn tell_not_yet(&mut self) {
        let Some(stall) = self.outbox.stall() else { return };
        self.tell(News::NotYet(stall.why.clone()));
    }

    /// Takes over the record's answer to an effect of which nothing is told unless it has to wait.
    pub(super) fn noted(&mut self, job: Job, result: Result<(), KeepError>) {
        match result {
            Ok(()) => self.outbox.kept(job),
            Err(why) => self.outbox.refused(job, why, self.moment.millis),
        }
    }

    /// Tries the record again now, if it takes nothing.
    pub(super) fn keep_now(&mut self) -> Vec<Effect> {
        if !self.outbox.begin_try() {
            return Vec::new();
        }
        let job = self.job();
        vec![Effect::Retry { job }]
    }

    /// Tries the record again, if it is time to.
    pub(super) fn keep_later(&mut self) -> Vec<Effect> {
        self.tell_leaving();
        let due = self.outbox.wakes_at().is_some_and(|at| self.moment.millis >= at);
        if due { self.keep_now() } else { Vec::new() }
    }

    /// Takes over the outcome of a try: what waits is handed over, or goes on waiting.
    pub(super) fn retried(&mut self, result: Result<(), KeepError>) -> Vec<Effect> {
        match result {
            Ok(()) => self.outbox.end_stall(),
            Err(why) => {
                self.outbox.tried_in_vain(why, self.moment.millis);
                Vec::new()
            }
        }
    }

    /// Tells that answers were kept that had to wait, once it is the last of them.
    pub(super) fn kept_late(&mut self) {
        if let Some(late) = self.outbox.kept_late() {
            self.tell(News::KeptLate(late));
        }
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
        let answers = self.outbox.pending.values().filter(|pending| {
            // A guess counts for nothing.
            pending.attempt.what == RowKind::Answer
        });
        answers
            .map(|pending| {
                let question = self.question(&pending.lesson, &pending.attempt.item);
                question.map_or_else(|| pending.attempt.item.to_string(), |q| q.prompt.to_string())
            })
            .collect()
    }

    /// Closes the window: at once if everything is kept, else as soon as it is.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        if self.outbox.leaving == Leaving::Not {
            self.outbox.leaving = Leaving::Since(self.moment.millis);
        }
        let effects = self.keep_now();
        self.tell_leaving();
        effects
    }

    /// Keeps the window open, after all.
    pub(super) fn stay(&mut self) {
        self.outbox.leaving = Leaving::Not;
        self.overlay = None;
    }

    /// Tells what closing waits for, once it takes long.
    pub(super) fn tell_leaving(&mut self) {
        let Leaving::Since(since) = self.outbox.leaving else { return };
        let long = self.moment.millis >= since + LEAVING_SHOWN;
        if !self.may_close() && (long || self.outbox.stall().is_some()) {
            self.overlay = Some(Overlay::Leaving);
        }
    }

    /// Nothing is on its way any more, or the learner does not want to wait for it.
    #[must_use]
    pub fn may_close(&self) -> bool {
        !self.outbox.holds_up() || self.outbox.leaving == Leaving::Anyway
    }

    /// When the passing of time next changes something here, on the app's clock in milliseconds.
    pub(super) fn keeping_wakes_at(&self) -> Option<u64> {
        let leaving = match self.outbox.leaving {
            Leaving::Since(since) if since + LEAVING_SHOWN > self.moment.millis => {
                Some(since + LEAVING_SHOWN)
            }
            _ => None,
        };
        self.outbox.wakes_at().into_iter().chain(leaving).min()
    }
}

/// After how many milliseconds it is told what closing waits for.
const LEAVING_SHOWN: u64 = 300;
