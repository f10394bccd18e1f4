//! What can go wrong with the record, in words that say what to do. The path comes last.

use crate::disk::is_no_room;
use rusqlite::ErrorCode;
use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Why the record could not do what it was asked for.
#[expect(missing_docs, reason = "the messages say what they are")]
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// There can be no record in that folder.
    #[error(
        "the folder for your record can’t be used ({source}); start Strata with --data-dir \
         and a folder that can be written to: {}", path.display()
    )]
    Folder { path: PathBuf, source: io::Error },
    /// The record can be read, and takes nothing.
    #[error(
        "your record can only be read; make it writable, or start Strata with --data-dir and \
         another folder: {}", .0.display()
    )]
    ReadOnly(PathBuf),
    /// A later Strata has migrated it.
    #[error(
        "your record was written by a newer Strata (its schema is {found}, this one knows \
         {known}); update Strata: {}", path.display()
    )]
    Newer { path: PathBuf, found: i32, known: i32 },
    /// Another program's database lies in its place.
    #[error(
        "the file in your record’s place is not a record of Strata (its schema is {found}); move \
         it away and start again: {}", path.display()
    )]
    NotOurs { path: PathBuf, found: i32 },
    /// It is damaged, and could not be moved away.
    #[error(
        "your record is damaged ({why}) and could not be set aside ({source}); move it away by \
         hand and start again: {}", path.display()
    )]
    StuckDamage { path: PathBuf, why: String, source: io::Error },
    /// It is damaged, and is not moved while others have it open.
    #[error(
        "your record is damaged ({why}) and another program still has it open; close that, and it \
         is set aside: {}", path.display()
    )]
    DamagedInUse { path: PathBuf, why: String },
    /// The file itself is broken, and what says so.
    #[error("your record is damaged ({0})")]
    Damaged(String),
    /// Somebody has moved or deleted the file while it was open.
    #[error("your record is not in its place any more: {}", .0.display())]
    Gone(PathBuf),
    /// `SQLite` does not open it, for another reason than the ones above.
    #[error("your record could not be opened ({source}): {}", path.display())]
    Open { path: PathBuf, source: rusqlite::Error },
    /// The file can't be read from the disk.
    #[error("your record could not be read ({source}): {}", path.display())]
    Read { path: PathBuf, source: io::Error },
    /// There is no room for the row, or for what `SQLite` keeps beside it.
    #[error("the disk is full; make room, what you answered before is safe")]
    Full,
    /// Another program held a lock longer than we wait for one.
    #[error("another program holds the record; close it and try again")]
    Busy,
    /// `SQLite` has failed, for another reason than the ones above.
    #[error("the record could not {doing} ({source})")]
    Failed { doing: &'static str, source: rusqlite::Error },
}

impl RecordError {
    /// Makes an error of what `SQLite` says: causes that a person can do something about are told
    /// apart, others name what was being done. `data_dir`: where the record lies, if anywhere.
    pub(super) fn doing(
        doing: &'static str,
        data_dir: Option<PathBuf>,
    ) -> impl Fn(rusqlite::Error) -> Self {
        move |source| {
            Self::known(&source, data_dir.as_deref()).unwrap_or(Self::Failed { doing, source })
        }
    }

    /// Tells apart what can go wrong while the record at this path is opened.
    pub(super) fn opening(path: &Path) -> impl Fn(rusqlite::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| {
            let path = path.clone();
            match Self::known(&source, path.parent()) {
                Some(known) => known,
                None if source.sqlite_error_code() == Some(ErrorCode::ReadOnly) => {
                    Self::ReadOnly(path)
                }
                None => Self::Open { path, source },
            }
        }
    }

    fn known(source: &rusqlite::Error, data_dir: Option<&Path>) -> Option<Self> {
        match source.sqlite_error_code()? {
            ErrorCode::DiskFull => Some(Self::Full),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Some(Self::Busy),
            _ if is_damage(source) => Some(Self::Damaged(source.to_string())),
            // The files that SQLite keeps beside a database need room too; if they find none, it
            // only says "I/O error".
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => {
                data_dir.is_some_and(is_full).then_some(Self::Full)
            }
            _ => None,
        }
    }

    /// The error for a folder that can't be used.
    pub(super) fn of_folder(path: &Path, source: io::Error) -> Self {
        if is_no_room(&source) {
            return Self::Full;
        }
        Self::Folder { path: path.to_owned(), source }
    }

    /// Is the file itself broken?
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(_))
    }
}

/// The room that `SQLite` needs beside a database, in bytes.
const ROOM: usize = 64 * 1024;

/// Is there no room for a file of `ROOM` bytes in the folder? Found out by trying.
fn is_full(data_dir: &Path) -> bool {
    let tried = tempfile::tempfile_in(data_dir)
        .and_then(|mut file| file.write_all(&vec![0; ROOM]).and_then(|()| file.sync_all()));
    tried.is_err_and(|error| is_no_room(&error))
}

/// Does this error say that the file itself is broken?
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}
