//! A question that asks for a setting of a live figure.

use crate::{
    id::Id,
    quiz::{Answer, Worded},
    simulate::{Goal, Mistake, Model, Setting},
};
use std::sync::Arc;

/// A live figure to be set so that something holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The id of the block of the lesson that shows it.
    pub figure: Id,
    /// What the figure works with.
    pub model: Arc<Model>,
    /// What has to hold.
    pub goal: Goal,
    /// Why the setting that is right is.
    pub because: Worded,
    /// Settings that a known mistake leads to; the first that fits speaks.
    pub wrong: Vec<Mistake<Worded>>,
    /// The reason for every other setting.
    pub otherwise: Worded,
}

impl Settings {
    /// Where the controls stand by an answer; at first where the question puts them.
    #[must_use]
    pub fn setting(&self, answer: Option<&Answer>) -> Setting {
        let live = self.model.live();
        match answer {
            Some(Answer::Settings(pairs)) => Setting::of_pairs(live.controls(), pairs),
            _ => self.goal.start(live),
        }
    }

    /// What an answer is worth, from 0 to 1.
    #[must_use]
    pub fn score(&self, answer: &Answer) -> f64 {
        self.goal.score(self.model.live(), &self.setting(Some(answer)))
    }
}
