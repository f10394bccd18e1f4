//! What is being told.

use crate::app::values::{News, Tone};
use std::ops::Deref;

/// Something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Counts from 1; no id is given twice.
    pub id: usize,
    /// What is told.
    pub news: News,
    /// How often this was told since it was dismissed last.
    pub times: usize,
    /// When it goes by itself, on the app's clock in milliseconds; `None` stays until it is
    /// dismissed.
    pub until: Option<u64>,
}

impl Notice {
    /// How good or bad it is.
    #[must_use]
    pub fn tone(&self) -> Tone {
        self.news.tone()
    }

    /// Its title, and how often it was told.
    #[must_use]
    pub fn heading(&self) -> String {
        let title = self.news.title();
        match self.times {
            0 | 1 => title,
            times => format!("{title} ({times} times)"),
        }
    }
}

/// All that is told now, the newest last.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    next_id: usize,
}

impl Deref for Notices {
    type Target = [Notice];

    fn deref(&self) -> &[Notice] {
        &self.shown
    }
}

impl Notices {
    /// Tells something, from `now` on, in milliseconds of the app's clock. It replaces a message of
    /// its kind, so that messages do not pile up over the picture.
    pub fn tell(&mut self, news: News, now: u64) {
        self.next_id += 1;
        let until = news.lasts().map(|span| now + span);
        let waits = |notice: &&Notice| notice.news.same_kind(&news) && notice.until.is_none();
        let unread = self.shown.iter().find(waits).map_or(0, |notice| notice.times);
        let times = if until.is_none() { unread + 1 } else { 1 };
        self.withdraw(|known| known.same_kind(&news));
        self.shown.push(Notice { id: self.next_id, news, times, until });
    }

    /// Takes away messages that do not hold any more.
    pub fn withdraw(&mut self, outdated: impl Fn(&News) -> bool) {
        self.shown.retain(|notice| !outdated(&notice.news));
    }

    /// Takes away the message with this id, if it is still there.
    pub fn dismiss(&mut self, id: usize) {
        self.shown.retain(|notice| notice.id != id);
    }

    /// Takes away messages that were told long enough.
    pub fn pass(&mut self, now: u64) {
        self.shown.retain(|notice| notice.until.is_none_or(|until| now < until));
    }

    /// When the next message goes by itself, on the app's clock in milliseconds.
    #[must_use]
    pub fn wakes_at(&self) -> Option<u64> {
        self.shown.iter().filter_map(|notice| notice.until).min()
    }
}
