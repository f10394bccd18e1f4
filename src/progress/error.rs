//! What can go wrong with the record, in words that say what to do. The path comes last.

use std::{io, path::PathBuf};

/// Why the record could not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error(
        "the folder for your record could not be made ({source}); start Strata with --data-dir \
         and a folder that can be written to: {}", path.display()
    )]
    Folder { path: PathBuf, source: io::Error },
    #[error(
        "your record can only be read; make it writable, or start Strata with --data-dir and \
         another folder: {}", .0.display()
    )]
    ReadOnly(PathBuf),
    #[error(
        "your record was written by a newer Strata (its schema is {found}, this one knows \
         {known}); update Strata: {}", path.display()
    )]
    Newer { path: PathBuf, found: u32, known: u32 },
    #[error(
        "your record is damaged ({why}) and could not be set aside ({source}); move it away by \
         hand and start again: {}", path.display()
    )]
    StuckDamage { path: PathBuf, why: String, source: io::Error },
    #[error("your record could not be opened ({source}): {}", path.display())]
    Open { path: PathBuf, source: rusqlite::Error },
    #[error("the disk is full; make room, what you answered before is safe")]
    Full,
    #[error("another program holds the record; close it and try again")]
    Busy,
    #[error("the record could not {doing} ({source})")]
    Failed { doing: &'static str, source: rusqlite::Error },
}

impl RecordError {
    /// Names what was being done, and tells the causes apart that a person can do something about.
    pub(super) fn doing(doing: &'static str) -> impl Fn(rusqlite::Error) -> Self {
        move |source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::Busy
            }
            _ => Self::Failed { doing, source },
        }
    }
}
