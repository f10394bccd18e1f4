//! A damaged record: told from other trouble, and set aside under a dated name.

use crate::progress::Stamp;
use rusqlite::{Connection, ErrorCode};
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// Larger records are not read through at every start, in bytes: it would be felt. What damage
/// they have is met where it is read.
const READ_THROUGH: u64 = 8 * 1024 * 1024;

/// Does this error say that the file itself is broken?
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// A record that is there without a single byte, nor any in the log beside it.
pub(super) fn is_emptied(path: &Path) -> bool {
    let empty = |path: &Path| fs::metadata(path).map_or(true, |file| file.len() == 0);
    path.exists() && empty(path) && empty(&with_suffix(path, "-wal"))
}

/// What is wrong with the record's pages, if anything.
pub(super) fn find(connection: &Connection, path: &Path) -> rusqlite::Result<Option<String>> {
    if fs::metadata(path).is_ok_and(|file| file.len() > READ_THROUGH) {
        return Ok(None);
    }
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((found != "ok").then(|| found.replace('\n', " ")))
}

/// Moves a record, with the files that `SQLite` keeps beside it, to a dated name that is free.
pub(super) fn set_aside(path: &Path, at: Stamp) -> io::Result<PathBuf> {
    let date = at.for_file_name();
    let mut target = path.with_file_name(format!("record-damaged-{date}.sqlite"));
    let mut number = 1;
    while target.exists() {
        number += 1;
        target = path.with_file_name(format!("record-damaged-{date}-{number}.sqlite"));
    }
    fs::rename(path, &target)?;
    for suffix in ["-wal", "-shm"] {
        match fs::rename(with_suffix(path, suffix), with_suffix(&target, suffix)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(target)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
