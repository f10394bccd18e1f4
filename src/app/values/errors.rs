//! Why something outside of the model has come to nothing. Words are made of these where they are
//! shown.

use crate::{disk, library::InstallError, picture::PictureError, progress::RecordError};
use std::{io, path::PathBuf, sync::Arc};

/// Why a piece of work has come to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nobody waited for it any more.
    #[error("it was stopped")]
    Stopped,
    /// It panicked, which is a mistake of ours: what the panic said. The report beside the record
    /// says more.
    #[error(
        "a part of Strata failed ({0}); please try it again, and restart if that does not help"
    )]
    Panicked(String),
}

/// Why the keeper has not kept, corrected or installed something.
#[derive(Debug, Clone, thiserror::Error)]
pub enum KeepError {
    /// The record did not take it.
    #[error("{0}")]
    Record(Arc<RecordError>),
    /// The pack could not be put in its place.
    #[error("{0}")]
    Install(Arc<InstallError>),
    /// There is no place for packs on this machine, and why.
    #[error("A pack needs a place to be kept, and there is none: {0}")]
    Nowhere(String),
    /// The keeper has panicked.
    #[error("{0}")]
    Failed(Failure),
    /// The keeper's thread has ended.
    #[error("the part of Strata that writes to disk has stopped; please restart")]
    Gone,
}

impl From<RecordError> for KeepError {
    fn from(error: RecordError) -> Self {
        Self::Record(Arc::new(error))
    }
}

impl From<InstallError> for KeepError {
    fn from(error: InstallError) -> Self {
        Self::Install(Arc::new(error))
    }
}

/// Two errors are equal if their messages are: the causes in them can't be compared.
impl PartialEq for KeepError {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for KeepError {}

/// Why a figure was not made into a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TakeError {
    /// It would have more pixels than a picture may have.
    #[error("{0}. As SVG it has no such limit.")]
    TooLarge(PictureError),
    /// Its SVG could not be drawn.
    #[error("{0}")]
    Undrawn(PictureError),
    /// The work that makes it has come to nothing.
    #[error("{0}")]
    Failed(Failure),
}

impl From<PictureError> for TakeError {
    fn from(error: PictureError) -> Self {
        match error {
            PictureError::TooLarge { .. } => Self::TooLarge(error),
            PictureError::Undrawn(_) => Self::Undrawn(error),
        }
    }
}

/// Why a picture was not written to its file.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The file or its folder could not be written to.
    #[expect(missing_docs, reason = "the message says what they are")]
    #[error("{} cannot be written: {}", path.display(), disk::plain(source))]
    Disk { path: PathBuf, source: Arc<io::Error> },
    /// The work that writes it has come to nothing.
    #[error("{0}")]
    Failed(Failure),
}
