//! A damaged record: how it is told from other trouble, and set aside under a dated name.

use crate::progress::{Stamp, custody::Turn};
use rusqlite::Connection;
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// Records larger than this, in bytes, are read through right after the window has opened rather
/// than before: it would be felt.
const READ_THROUGH: u64 = 8 * 1024 * 1024;

/// The least size of a database, in bytes.
const SMALLEST: u64 = 512;

/// What there is at the record's place, as far as sizes tell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// No record, or an empty file where none was ever completed.
    Nothing,
    /// Something to be opened.
    Record,
    /// What can't be a record any more, and why.
    Damage(String),
}

pub(super) fn look(path: &Path, turn: &Turn) -> Found {
    let size = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
    let (record, log) = (size(path), size(&with_suffix(path, "-wal")));
    let undo = size(&with_suffix(path, "-journal"));
    if record == 0 {
        let damage = |why: &str| Found::Damage(why.to_owned());
        // SQLite would silently take an empty file for a new record, and would write what an
        // orphaned log holds into whatever stands beside it.
        return match path.exists() {
            _ if undo > 0 => Found::Record,
            false if log > 0 => damage("its main file is missing"),
            true if log > 0 || turn.knows_of_a_record() => damage("it is empty"),
            _ => Found::Nothing,
        };
    }
    if record < SMALLEST && undo == 0 {
        let bytes = if record == 1 { "byte" } else { "bytes" };
        return Found::Damage(format!("it is only {record} {bytes} long"));
    }
    Found::Record
}

/// Is the record so large that it is read through only when the window is there?
pub(super) fn is_large(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() > READ_THROUGH)
}

/// What is wrong with the record's pages, if anything.
pub(super) fn find(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((found != "ok").then(|| found.replace('\n', " ")))
}

/// Moves a record, with the files that `SQLite` keeps beside it, to a dated name that is free.
pub(super) fn set_aside(path: &Path, at: Stamp, _turn: &Turn) -> io::Result<PathBuf> {
    let date = at.for_file_name();
    let mut target = path.with_file_name(format!("record-damaged-{date}.sqlite"));
    let mut number = 1;
    while PARTS.iter().any(|part| with_suffix(&target, part).exists()) {
        number += 1;
        target = path.with_file_name(format!("record-damaged-{date}-{number}.sqlite"));
    }
    for part in PARTS {
        match fs::rename(with_suffix(path, part), with_suffix(&target, part)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(target)
}

/// The files of a record, by what their names end with.
pub(super) const PARTS: [&str; 4] = ["", "-wal", "-shm", "-journal"];

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
