//! Where the learner is, and where they can go back to.

use super::reading::Reading;
use crate::{
    app::values::{Place, Tab},
    id::PackKey,
};

/// How many places can be gone back to.
const MAX_HISTORY: usize = 100;

/// Where the learner is, and where they can go back to.
#[derive(Debug, Clone, Default)]
pub struct Navigation {
    /// The lesson on the screen, and how far down it is scrolled; none before the first is opened.
    pub place: Option<Place>,
    /// Counts places opened; a view that sees a new number restores the scroll position.
    pub visit: u64,
    /// Places that can be gone back to, the last one last.
    pub back: Vec<Place>,
    /// Places that were gone back from, the last one last.
    pub forward: Vec<Place>,
    /// What a narrow window shows.
    pub tab: Tab,
    /// How long the lesson on the screen has been read.
    pub reading: Reading,
    /// The find bar is open.
    pub finding: bool,
    /// The course that is told of, while that lies over the window.
    pub told_of: Option<PackKey>,
}

impl Navigation {
    /// Leaves the open place, and keeps it among those that can be gone back to.
    pub fn leave(&mut self) {
        let left = self.place.take();
        self.remember(left);
    }

    /// Keeps the open place among those that can be gone back to, before a jump within the lesson.
    pub fn mark(&mut self) {
        let here = self.place.clone();
        self.remember(here);
    }

    fn remember(&mut self, place: Option<Place>) {
        self.back.extend(place);
        let most = self.back.len().saturating_sub(MAX_HISTORY);
        self.back.drain(..most);
        self.forward.clear();
    }

    /// The place to go back to, if there is one; the open one can be gone forward to then.
    pub fn take_back(&mut self) -> Option<Place> {
        let place = self.back.pop()?;
        self.forward.extend(self.place.take());
        Some(place)
    }

    /// The place to go forward to, if there is one; the open one can be gone back to then.
    pub fn take_forward(&mut self) -> Option<Place> {
        let place = self.forward.pop()?;
        self.back.extend(self.place.take());
        Some(place)
    }
}
