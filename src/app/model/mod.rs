//! Everything that the window shows and that outlives a frame.

pub mod corrections;
mod glossary;
pub mod import;
mod lessons;
pub mod navigation;
pub mod notices;
pub mod outbox;
pub mod pending;
pub mod prefs;
pub mod reading;
pub mod rounds;
pub mod saving;

pub use super::values::{
    Job, Keeping, LessonKey, LessonState, Moment, Overlay, Panel, Place, Tab, Tone,
};
pub use import::{Import, PROGRESS_SHOWN, Preparing};
pub use notices::{Notice, Notices};

use crate::{
    id::PackKey,
    library::Shelf,
    pack::{Course, Lesson},
    progress::Standing,
    quiz::Session,
    theme::ColourScheme,
};
use corrections::Undoing;
use navigation::Navigation;
use outbox::Outbox;
use prefs::Prefs;
use rounds::Rounds;
use saving::Saving;
use std::{collections::HashMap, sync::Arc};

/// Everything that the window shows and that outlives a frame.
#[derive(Debug, Clone)]
pub struct Model {
    /// The time as of this frame.
    pub moment: Moment,
    /// All packs there are.
    pub shelf: Arc<Shelf>,
    /// What counts of the answers, by pack.
    pub standings: HashMap<PackKey, Arc<Standing>>,
    /// Whether answers survive, and why not.
    pub keeping: Keeping,
    /// How the window is set up.
    pub prefs: Prefs,
    /// What the desktop has chosen, where that is known.
    pub system_scheme: Option<ColourScheme>,
    /// The lesson on the screen, and what can be gone back to.
    pub navigation: Navigation,
    /// The rounds of questions that go on.
    pub rounds: Rounds,
    /// What can be undone.
    pub undoing: Undoing,
    /// What waits for the record.
    pub outbox: Outbox,
    /// What lies over the window, if anything.
    pub overlay: Option<Overlay>,
    /// How far an import has come.
    pub import: Import,
    /// What is being told.
    pub notices: Notices,
    /// A picture that waits for its place.
    pub saving: Option<Saving>,
    pub(in crate::app) next_job: u64,
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

    /// The installed pack of this key.
    #[must_use]
    pub fn course(&self, pack: &PackKey) -> Option<&Arc<Course>> {
        self.shelf.find(pack).map(|pack| &pack.course)
    }

    /// The lesson, where its pack is installed and has it.
    #[must_use]
    pub fn lesson(&self, key: &LessonKey) -> Option<&Arc<Lesson>> {
        self.course(&key.pack)?.lesson(&key.lesson)
    }

    /// The lesson on the screen, with its course.
    #[must_use]
    pub fn open_lesson(&self) -> Option<(&LessonKey, &Arc<Course>, &Arc<Lesson>)> {
        let key = &self.navigation.place.as_ref()?.lesson;
        Some((key, self.course(&key.pack)?, self.lesson(key)?))
    }

    /// The session of the lesson on the screen.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.rounds.sessions.get(&self.navigation.place.as_ref()?.lesson)
    }

    /// Has an answer been on its way to the record for so long that "Saving…" is to be shown?
    #[must_use]
    pub fn saving_long(&self) -> bool {
        self.outbox.takes_long(self.moment.millis)
    }
}
