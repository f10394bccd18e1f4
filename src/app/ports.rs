//! The ports that effects go through. Tests put fakes behind them.

use crate::{
    app::action::Installed,
    id::{Id, PackKey},
    library::{Receipt, Refusal, Shelf},
    pack::Watch,
    progress::{Attempt, Corrections, LessonEvent, Stamp, Standing},
    theme::ColourScheme,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// By the calendar; may jump.
    pub stamp: Stamp,
    /// Milliseconds since the app started; never goes back.
    pub millis: u64,
}

/// Tells the time.
pub trait Clock {
    fn now(&self) -> Moment;
}

/// What came of asking for a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    Path(PathBuf),
    Cancelled,
    /// No dialog could be opened, and why.
    Unavailable(String),
}

/// Takes the outcome of a pick, from any thread.
pub type Reply = Box<dyn FnOnce(Picked) + Send>;

/// The platform's file dialog. `start` returns at once; `reply` is called later, or never.
pub trait FilePicker {
    fn start(&mut self, reply: Reply);
    /// Asks where a file of that name is to be saved.
    fn save(&mut self, name: &str, reply: Reply);
}

/// The learner's record and the library: everything that touches the data directory.
pub trait Keeper: Send {
    /// # Errors
    /// Says in a sentence why the answer is not on disk.
    fn store(&mut self, attempt: &Attempt) -> Result<(), String>;
    /// How the learner stands with the pack then.
    ///
    /// # Errors
    /// Says in a sentence why nothing was corrected.
    fn correct(&mut self, corrections: &Corrections) -> Result<Standing, String>;
    /// # Errors
    /// Says in a sentence why it is not on disk.
    fn note(
        &mut self,
        pack: &PackKey,
        lesson: &Id,
        event: LessonEvent,
        at: Stamp,
    ) -> Result<(), String>;
    /// # Errors
    /// Says in a sentence why they are not on disk.
    fn save_prefs(&mut self, settings: &[(String, String)]) -> Result<(), String>;
    /// # Errors
    /// Says in a sentence why nothing was installed.
    fn install(&mut self, receipt: &Receipt, shelf: &Shelf, at: Stamp)
    -> Result<Installed, String>;
}

/// Reads and checks packs that are to be imported; needs nothing of the record.
pub trait PackReader: Send + Sync {
    /// # Errors
    /// When the pack can't be read or has errors, or when it was stopped.
    fn prepare(
        &self,
        path: &Path,
        shelf: &Shelf,
        watch: &Watch,
    ) -> Result<Arc<Receipt>, Arc<Refusal>>;
}

/// Knows whether the desktop is light or dark. May take a while: asked on a thread of its own.
pub trait SystemTheme: Send + Sync {
    fn ask(&self) -> Option<ColourScheme>;
}
