//! Finding in a lesson: matches are counted and marked while its text is painted.

use crate::{
    app::LessonKey,
    pack::search::{Elsewhere, occurrences},
};
use std::ops::Range;

/// What is looked for in the open lesson, and what was found.
#[derive(Default)]
pub struct Finder {
    pub query: String,
    /// Which of the matches is the current one, from 0.
    pub current: usize,
    /// Matches painted so far in this frame.
    pub seen: usize,
    /// Matches in the last frame.
    pub total: usize,
    /// The current match is to come into sight.
    pub jump: bool,
    pub open: bool,
    /// What was found in the other lessons, with what it holds for: the words, the open lesson, and
    /// the address of its course.
    pub elsewhere: Option<((String, LessonKey, usize), Elsewhere)>,
    /// The visit that is left for another lesson in which the words stand.
    pub leaving: Option<u64>,
}

/// A match in a text.
pub struct Match {
    /// Its place in the text, in bytes.
    pub range: Range<usize>,
    pub current: bool,
    /// This match is to come into sight.
    pub jump: bool,
}

impl Finder {
    /// To be called before the lesson is painted. Says whether the bar has just opened.
    pub fn begin(&mut self, open: bool, visit: u64) -> bool {
        let opened = open && !self.open;
        if self.leaving.is_some_and(|left| left != visit) {
            self.leaving = None;
            self.current = 0;
            self.jump = open;
        }
        self.open = open;
        self.seen = 0;
        opened
    }

    /// To be called after the lesson was painted.
    pub fn end(&mut self) {
        self.total = self.seen;
        self.jump = false;
        if self.current >= self.total {
            self.current = 0;
        }
    }

    /// The matches in the next text of the lesson, in reading order.
    pub fn matches(&mut self, text: &str) -> Vec<Match> {
        if !self.open || self.query.trim().is_empty() {
            return Vec::new();
        }
        occurrences(text, self.query.trim())
            .into_iter()
            .map(|range| {
                let current = self.seen == self.current;
                self.seen += 1;
                Match { range, current, jump: current && self.jump }
            })
            .collect()
    }

    /// Does the text hold what is looked for?
    #[must_use]
    pub fn wants(&self, text: &str) -> bool {
        let query = self.query.trim();
        self.open && !query.is_empty() && !occurrences(text, query).is_empty()
    }

    pub fn step(&mut self, forward: bool) {
        if self.total > 0 {
            let by = if forward { 1 } else { self.total - 1 };
            self.current = (self.current + by) % self.total;
        }
        self.jump = true;
    }
}
