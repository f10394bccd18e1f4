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
    /// How far it has come; stops it, too.
    pub watch: Arc<Watch>,
    /// On the app's clock, in milliseconds.
    pub since: u64,
}

/// How long a pack may be read before it is said how far it has come, in milliseconds.
pub const PROGRESS_SHOWN: u64 = 1_000;

/// How far an import has come.
#[derive(Debug, Clone, Default)]
pub enum Import {
    /// Nothing is imported.
    #[default]
    Idle,
    /// The platform's dialog is open.
    Picking(Job),
    /// The dialog came back without a file; nobody can tell whether there was one to choose in.
    NoFile,
    /// No dialog could be opened, and why.
    NoDialog(String),
    /// Reading and checking.
    Preparing(Job, Preparing),
    /// The pack at this path can't be installed, and why.
    Refused(PathBuf, Arc<Refusal>),
    /// It replaces an installed pack: shall it?
    Asking(Arc<Receipt>),
    /// It is being put in its place.
    Installing(Job, Arc<Receipt>),
    /// It could not be put in its place.
    Failed(KeepError),
}
