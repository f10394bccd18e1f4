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

/// Tells the time.
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
    /// # Errors
    /// Why the answer is not on disk.
    fn store(&mut self, attempt: &Attempt) -> Result<RowId, KeepError>;
    /// # Errors
    /// Why nothing was corrected.
    fn correct(&mut self, corrections: &Corrections) -> Result<Corrected, KeepError>;
    /// # Errors
    /// Why it is not on disk.
    fn note(
        &mut self,
        pack: &PackKey,
        lesson: &Id,
        event: LessonEvent,
        at: Stamp,
    ) -> Result<(), KeepError>;
    /// # Errors
    /// Why they are not on disk.
    fn save_prefs(&mut self, settings: &[(String, String)]) -> Result<(), KeepError>;
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
    /// Why not.
    fn retry(&mut self) -> Result<(), KeepError>;
    /// For a record too large to be read through before the window shows.
    fn examiner(&self) -> Option<Examiner>;
    /// The examiner has found damage.
    fn damaged(&mut self, why: String);
    /// What became of the record besides what was asked for, told once.
    fn news(&mut self) -> Option<Reopened>;
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
    /// What the desktop has chosen; nothing where it does not say.
    fn ask(&self) -> Option<ColourScheme>;
}
