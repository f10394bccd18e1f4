//! What the record and the library tell about themselves.

use super::{errors::KeepError, job::Moment, news::News};
use crate::{id::PackKey, library::Shelf, progress::Standing};
use std::{path::PathBuf, sync::Arc};

/// Whether answers survive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// They are kept in this folder.
    Kept(PathBuf),
    /// They are not kept yet, and why; it is tried again.
    NotYet(KeepError),
    /// They are not kept, and why.
    NotKept(String),
}

/// What the record says after it was opened again, or another one in its place.
#[derive(Debug, Clone)]
pub struct Reopened {
    /// Whether answers survive now.
    pub keeping: Keeping,
    /// The packs there are now; `None` when they are the same as before.
    pub shelf: Option<Arc<Shelf>>,
    /// What counts of the answers, pack by pack.
    pub standings: Vec<(PackKey, Arc<Standing>)>,
    /// It is the record that was open before, so that the ids of its rows still name the same rows.
    pub same_rows: bool,
    /// What is to be told.
    pub news: Vec<News>,
}

/// What the library looks like after an install.
#[derive(Debug, Clone)]
pub struct Installed {
    /// All packs there are now.
    pub shelf: Arc<Shelf>,
    /// What counts of the answers to the installed pack.
    pub standing: Arc<Standing>,
}

/// What was read before the window opened.
#[derive(Debug, Clone)]
pub struct Begun {
    /// All packs there are.
    pub shelf: Arc<Shelf>,
    /// What counts of the answers, pack by pack.
    pub standings: Vec<(PackKey, Arc<Standing>)>,
    /// What was kept of the window, by key.
    pub settings: Vec<(String, String)>,
    /// Whether answers survive.
    pub keeping: Keeping,
    /// What is to be told at the start.
    pub news: Vec<News>,
    /// The time at the start.
    pub moment: Moment,
}
