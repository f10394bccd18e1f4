//! Everything that the window shows and that outlives a frame.

pub mod corrections;
pub mod import;
mod lessons;
pub mod notices;
pub mod outbox;
pub mod pending;
pub mod prefs;
pub mod reading;
pub mod saving;

pub use super::values::{
    Job, Keeping, LessonKey, LessonState, Moment, Overlay, Panel, Place, Tab, Tone,
};
pub use import::{Import, PROGRESS_SHOWN, Preparing};
pub use notices::Notice;

use crate::{
    id::{Id, PackKey},
    library::Shelf,
    pack::{Course, Lesson},
    progress::Standing,
    quiz::{Answer, Purpose, Question, Session},
    theme::ColourScheme,
};
use corrections::{Correcting, Undoable};
use outbox::{Leaving, Outbox};
use pending::Pending;
use prefs::Prefs;
use reading::Reading;
use saving::Saving;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Everything that the window shows and that outlives a frame.
#[derive(Debug, Clone)]
pub struct Model {
    pub moment: Moment,
    pub shelf: Arc<Shelf>,
    pub standings: HashMap<PackKey, Arc<Standing>>,
    pub keeping: Keeping,
    pub prefs: Prefs,
    pub system_scheme: Option<ColourScheme>,
    pub place: Option<Place>,
    /// Counts places opened; a view that sees a new number restores the scroll position.
    pub visit: u64,
    pub back: Vec<Place>,
    pub forward: Vec<Place>,
    pub tab: Tab,
    pub reading: Reading,
    pub sessions: BTreeMap<LessonKey, Session>,
    /// Sessions of lessons that another round has taken the place of.
    pub parked: BTreeMap<LessonKey, Session>,
    /// Rounds that were left before their end, here or in an earlier window.
    pub aside: BTreeMap<(LessonKey, Purpose), Session>,
    /// What the pictures of opened lessons ask.
    pub drawn: BTreeMap<LessonKey, Arc<Vec<Question>>>,
    /// What was guessed before a lesson, in this window.
    pub guesses: BTreeMap<(PackKey, Id), Answer>,
    /// What can be undone, the last thing last.
    pub undo: Vec<Undoable>,
    pub correcting: BTreeMap<Job, Correcting>,
    /// What is to be undone is still on its way to the record.
    pub undo_waits: bool,
    /// When the current question came up, on the app's clock in milliseconds.
    pub asked_since: u64,
    pub pending: BTreeMap<Job, Pending>,
    /// What the record has not taken yet.
    pub outbox: Outbox,
    pub leaving: Leaving,
    pub overlay: Option<Overlay>,
    /// The find bar is open.
    pub finding: bool,
    pub import: Import,
    pub notices: Vec<Notice>,
    /// A picture that waits for its place.
    pub saving: Option<Saving>,
    /// When settings last changed without being saved.
    pub unsaved_since: Option<u64>,
    pub(in crate::app) next_job: u64,
    pub(in crate::app) next_notice: usize,
}

impl Model {
    pub(in crate::app) fn job(&mut self) -> Job {
        self.next_job += 1;
        Job(self.next_job)
    }

    /// The theme in use: chosen, else the system's, else light.
    #[must_use]
    pub fn scheme(&self) -> ColourScheme {
        self.prefs.scheme.or(self.system_scheme).unwrap_or(ColourScheme::Light)
    }

    #[must_use]
    pub fn course(&self, pack: &PackKey) -> Option<&Arc<Course>> {
        self.shelf.find(pack).map(|pack| &pack.course)
    }

    #[must_use]
    pub fn lesson(&self, key: &LessonKey) -> Option<&Arc<Lesson>> {
        self.course(&key.pack)?.lesson(&key.lesson)
    }

    /// The lesson on the screen, with its course.
    #[must_use]
    pub fn open_lesson(&self) -> Option<(&LessonKey, &Arc<Course>, &Arc<Lesson>)> {
        let key = &self.place.as_ref()?.lesson;
        Some((key, self.course(&key.pack)?, self.lesson(key)?))
    }

    /// The session of the lesson on the screen.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.sessions.get(&self.place.as_ref()?.lesson)
    }

    /// A stored answer that takes longer than a person should wonder about.
    #[must_use]
    pub fn saving_long(&self) -> bool {
        let long = |p: &Pending| self.moment.millis.saturating_sub(p.since) >= SAVING_SHOWN;
        self.pending.values().any(|pending| !pending.counted && long(pending))
    }
}

/// "Saving…" is said after this many milliseconds.
pub const SAVING_SHOWN: u64 = 100;
