//! Who may do what to the record at the same time, among all processes that use one data directory.
//!
//! Two files beside the record carry two locks. Whoever holds the *turn* alone may create, judge,
//! bring up to date or set aside the record, and install or sweep away packs. Everyone who has the
//! record open is among its *users*; a record that has other users is never moved.
//!
//! The system lets go of both when a process ends, however it ends.

use crate::progress::RecordError;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

/// The file that carries the turn. Content in it says that a record was completed here.
const TURN: &str = "record.lock";
const USERS: &str = "record.in-use";

/// How long between two looks at a lock that is taken.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// The right to make, judge or move the record and to install packs, until it is dropped.
#[derive(Debug)]
pub struct Turn(File);

/// Being among those who have the record open, until it is dropped.
#[derive(Debug)]
pub(super) struct Use(File);

impl Turn {
    /// Waits until nobody else has the turn, at most for `patience`.
    ///
    /// # Errors
    /// [`RecordError::Busy`] when another process keeps it, [`RecordError::Folder`] when the
    /// directory can't hold a lock.
    pub fn take(data_dir: &Path, patience: Duration) -> Result<Self, RecordError> {
        let file = open(data_dir, TURN)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if begun.elapsed() < patience => sleep(LOOK_AGAIN),
                Err(TryLockError::WouldBlock) => return Err(RecordError::Busy),
                // Some network file systems have no locks: better one window than none.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self(file));
                }
                Err(TryLockError::Error(source)) => return Err(folder(data_dir, source)),
            }
        }
    }

    /// Was a record ever completed in this data directory?
    pub(super) fn knows_of_a_record(&self) -> bool {
        self.0.metadata().is_ok_and(|file| file.len() > 0)
    }

    /// Notes that a record was completed: an empty one found here later is a loss, not a beginning.
    pub(super) fn note_record(&self) {
        if !self.knows_of_a_record() {
            // If this can't be noted, an emptied record is later taken for a new one: no reason not
            // to go on.
            let _unnoted = (&self.0).write_all(b"A record was begun here.\n");
        }
    }
}

impl Use {
    /// Joins the users of the record. Whoever does so has the turn, so that nobody is just making
    /// sure of being alone.
    pub(super) fn begin(data_dir: &Path, _turn: &Turn) -> Result<Self, RecordError> {
        let file = open(data_dir, USERS)?;
        match file.lock_shared() {
            Ok(()) => Ok(Self(file)),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Self(file)),
            Err(source) => Err(folder(data_dir, source)),
        }
    }

    /// Does nobody else have the record open? It stays so as long as the turn is kept.
    pub(super) fn try_alone(
        self,
        data_dir: &Path,
        turn: &Turn,
    ) -> Result<(bool, Self), RecordError> {
        let Self(file) = self;
        // Not every system can turn a shared lock into an exclusive one, so it is given up in
        // between; while we have the turn, nobody else can take it.
        let _unlocked = file.unlock();
        let alone = match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(error)) => error.kind() == io::ErrorKind::Unsupported,
        };
        drop(file);
        Ok((alone, Self::begin(data_dir, turn)?))
    }
}

fn open(data_dir: &Path, name: &str) -> Result<File, RecordError> {
    let path = data_dir.join(name);
    let opened = OpenOptions::new().read(true).append(true).create(true).open(&path);
    opened.map_err(|source| folder(data_dir, source))
}

fn folder(data_dir: &Path, source: io::Error) -> RecordError {
    RecordError::of_folder(data_dir, source)
}

/// Does another process, of Strata or not, hold a lock on a file? `false` where that can't be
/// known.
///
/// Closing a file gives up all of this process's locks on it, so this is only for files that the
/// process has not open as a database.
#[cfg(unix)]
pub(super) fn is_locked_elsewhere(path: &Path) -> bool {
    use rustix::process::{Flock, FlockOffsetType, FlockType, fcntl_getlk};
    let Ok(file) = File::open(path) else { return false };
    let whole = Flock {
        start: 0,
        length: 0,
        pid: None,
        typ: FlockType::WriteLock,
        offset_type: FlockOffsetType::Set,
    };
    fcntl_getlk(&file, &whole).is_ok_and(|lock| lock.is_some())
}

#[cfg(not(unix))]
pub(super) fn is_locked_elsewhere(_path: &Path) -> bool {
    // Windows refuses to move a file that is open.
    false
}

/// Identifies the file at a path: it stays the same until the file is deleted, moved or replaced.
/// `None` when there is none, or where files have no such identity.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        fs::metadata(path).ok().map(|_| (0, 0))
    }
}
