//! The ports that effects go through. Tests put fakes behind them.

pub use crate::app::values::{Moment, Picked};

use crate::{
    app::values::{Installed, KeepError, Reopened},
    id::{Id, PackKey},
    library::{Receipt, Refusal, Shelf},
    pack::Watch,
    progress::{Attempt, Corrected, Corrections, LessonEvent, RowId, Stamp},
    theme::ColourScheme,
};
use std::{path::Path, sync::Arc};

/// The calendar and a clock that never goes back.
pub trait Clock {
    /// The time now: by the calendar, and since the app started.
    fn now(&self) -> Moment;
}

/// Takes the outcome of a pick, from any thread.
pub type Reply = Box<dyn FnOnce(Picked) + Send>;

/// The platform's file dialog. `start` returns at once; `reply` is called later, or never.
pub trait FilePicker {
    /// Asks for a pack: a folder's `pack.ron`, or one `.ron` file.
    fn start(&mut self, reply: Reply);
    /// Asks where a file of that name is to be saved.
    fn save(&mut self, name: &str, reply: Reply);
}

/// Reads a whole record through, on a thread of its own. Gives what is damaged, if anything.
pub type Examiner = Box<dyn FnOnce() -> Option<String> + Send>;

/// The learner's record and the library: everything that touches the data directory.
///
/// Once it has refused something, it refuses everything until `retry` succeeds: what comes later
/// must not overtake what came before.
pub trait Keeper: Send {
    /// Puts an answer into the log.
    ///
    /// # Errors
    /// Why the answer is not on disk.
    fn store(&mut self, attempt: &Attempt) -> Result<RowId, KeepError>;
    /// Corrects what counts.
    ///
    /// # Errors
    /// Why nothing was corrected.
    fn correct(&mut self, corrections: &Corrections) -> Result<Corrected, KeepError>;
    /// Notes that something happened to a lesson.
    ///
    /// # Errors
    /// Why that is not on disk.
    fn note(
        &mut self,
        pack: &PackKey,
        lesson: &Id,
        event: LessonEvent,
        at: Stamp,
    ) -> Result<(), KeepError>;
    /// Keeps settings; others stay as they are.
    ///
    /// # Errors
    /// Why they are not on disk.
    fn save_prefs(&mut self, settings: &[(String, String)]) -> Result<(), KeepError>;
    /// Installs a pack.
    ///
    /// # Errors
    /// Why nothing was installed.
    fn install(
        &mut self,
        receipt: &Receipt,
        shelf: &Shelf,
        at: Stamp,
    ) -> Result<Installed, KeepError>;
    /// Tries whether something can be kept now, and opens the record again if need be.
    ///
    /// # Errors
    /// Why nothing can be kept.
    fn retry(&mut self) -> Result<(), KeepError>;
    /// Reads the record through, if it is too large for that before the window shows; else none.
    fn examiner(&self) -> Option<Examiner>;
    /// Tells the keeper what the examiner has found damaged.
    fn damaged(&mut self, why: String);
    /// What became of the record that nobody asked for, told once.
    fn news(&mut self) -> Option<Reopened>;
}

/// Reads and checks packs that are to be imported, without the record.
pub trait PackReader: Send + Sync {
    /// Reads and checks the pack at a path.
    ///
    /// # Errors
    /// When the pack can't be read or has errors, or when it was stopped.
    fn prepare(
        &self,
        path: &Path,
        shelf: &Shelf,
        watch: &Watch,
    ) -> Result<Arc<Receipt>, Arc<Refusal>>;
}

/// Knows whether the desktop is light or dark. Asking may take a while, and is done on a thread of
/// its own.
pub trait SystemTheme: Send + Sync {
    /// What the desktop has chosen; nothing where it does not say.
    fn ask(&self) -> Option<ColourScheme>;
}
