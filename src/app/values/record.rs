//! What the record and the library say of themselves.

use super::{errors::KeepError, job::Moment, news::News};
use crate::{id::PackKey, library::Shelf, progress::Standing};
use std::{path::PathBuf, sync::Arc};

/// Whether answers survive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// In this folder.
    Kept(PathBuf),
    /// Why not yet; it is tried again.
    NotYet(KeepError),
    /// Why not.
    NotKept(String),
}

/// What the record says after it was opened again, or another one in its place.
#[derive(Debug, Clone)]
pub struct Reopened {
    /// Whether answers survive now.
    pub keeping: Keeping,
    /// `None` when the packs are those that were there before.
    pub shelf: Option<Arc<Shelf>>,
    /// What counts of the answers, pack by pack.
    pub standings: Vec<(PackKey, Arc<Standing>)>,
    /// It is the record that was open: the ids of rows that were noted still name these rows.
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
