//! How far an import has come.

use crate::{
    app::values::{Job, KeepError},
    library::{Receipt, Refusal},
    pack::Watch,
};
use std::{path::PathBuf, sync::Arc};

/// A pack that is being read and checked.
#[derive(Debug, Clone)]
pub struct Preparing {
    /// The folder or file that was chosen.
    pub path: PathBuf,
    /// Tells how far the reading has come, and stops it.
    pub watch: Arc<Watch>,
    /// When the reading began, on the app's clock in milliseconds.
    pub since: u64,
}

/// After how many milliseconds of reading it is shown how far it has come.
pub const PROGRESS_SHOWN: u64 = 1_000;

/// How far an import has come.
#[derive(Debug, Clone, Default)]
pub enum Import {
    /// Nothing is imported.
    #[default]
    Idle,
    /// The platform's dialog is open.
    Picking(Job),
    /// The dialog came back without a file; whether there was anything to choose from, nobody can
    /// tell.
    NoFile,
    /// No dialog could be opened, and why.
    NoDialog(String),
    /// Reading and checking.
    Preparing(Job, Preparing),
    /// The pack at this path can't be installed, and why.
    Refused(PathBuf, Arc<Refusal>),
    /// The pack replaces an installed one, and the learner is asked whether it shall.
    Asking(Arc<Receipt>),
    /// The pack is being put in its place.
    Installing(Job, Arc<Receipt>),
    /// The pack could not be put in its place, and why.
    Failed(KeepError),
}
