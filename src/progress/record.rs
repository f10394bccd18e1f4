//! Opening the record, and putting it back where its file was taken away.

use crate::{
    disk::sync_folder,
    progress::{
        RecordError, Stamp,
        custody::{self, Turn, Use},
        damage::{self, Found, PARTS, with_suffix},
        error::is_damage,
        image,
        schema::{self, Migrated},
    },
};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, Instant},
};

/// The file's name in the data directory.
pub const FILE: &str = "record.sqlite";

/// How long to wait for another process that is writing, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long to wait for such a process once the record is open: what can't be written now is
/// written later.
const PATIENCE_OPEN: Duration = Duration::from_secs(1);
/// The name of a record's file until it is whole.
const UNMADE: &str = ".record-new.sqlite";
/// The time between two tries where `SQLite` does not wait for others by itself.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// The learner's record.
#[derive(Debug)]
pub struct Record {
    pub(super) connection: Connection,
    /// `None` for one that is only in memory.
    pub(super) place: Option<Place>,
}

/// Where a record that is on disk lies.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) data_dir: PathBuf,
    path: PathBuf,
    /// Identifies the file that is open.
    identity: Option<(u64, u64)>,
    _use: Use,
}

/// A record, and what had to be done to have one.
#[derive(Debug)]
pub struct Opened {
    /// Ready to be used.
    pub record: Record,
    /// The record that was there was damaged; this one is new.
    pub set_aside: Option<SetAside>,
}

/// Where a damaged record lies now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The file's new place, beside the new record.
    pub moved_to: PathBuf,
    /// What is wrong with it.
    pub why: String,
}

/// How a record is to be opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// How long other processes are waited for.
    pub patience: Duration,
    /// It is known to be damaged, and why.
    pub damaged: Option<String>,
    /// A large record is read through too.
    pub thorough: bool,
}

impl Default for Opening {
    fn default() -> Self {
        Self { patience: PATIENCE, damaged: None, thorough: false }
    }
}

impl Record {
    /// Opens the record of a data directory, makes it where there is none, and brings an older
    /// one up to date. A damaged one is set aside under the date `now`.
    ///
    /// # Errors
    /// When the folder can't be written to, the record belongs to a newer Strata, or a damaged
    /// one can't be moved.
    pub fn open(data_dir: &Path, now: Stamp) -> Result<Opened, RecordError> {
        Self::open_as(data_dir, now, &Opening::default())
    }

    /// [`Record::open`], with other patience, or for a record that is known to be damaged.
    ///
    /// # Errors
    /// As [`Record::open`]; [`RecordError::Busy`] when others are waited for too long.
    pub fn open_as(data_dir: &Path, now: Stamp, how: &Opening) -> Result<Opened, RecordError> {
        fs::create_dir_all(data_dir).map_err(|source| RecordError::of_folder(data_dir, source))?;
        // With the turn, nobody else makes, judges or moves a record here.
        let turn = Turn::take(data_dir, how.patience)?;
        let mut user = Use::begin(data_dir, &turn)?;
        let path = data_dir.join(FILE);
        let found = match &how.damaged {
            Some(why) => Found::Damage(why.clone()),
            None => damage::look(&path, &turn),
        };
        let why = match found {
            Found::Nothing => None,
            Found::Damage(why) => Some(why),
            Found::Record => match connect(&path, how) {
                Ok(connection) => {
                    turn.note_record();
                    let record = Self::placed(connection, data_dir, path, user);
                    return Ok(Opened { record, set_aside: None });
                }
                Err(RecordError::Damaged(why)) => Some(why),
                Err(error) => return Err(error),
            },
        };
        let mut set_aside = None;
        if let Some(why) = why {
            let alone;
            (alone, user) = user.try_alone(data_dir, &turn)?;
            let held =
                || PARTS.iter().any(|part| custody::is_locked_elsewhere(&with_suffix(&path, part)));
            if !alone || held() {
                return Err(RecordError::DamagedInUse { path, why });
            }
            let moved_to = damage::set_aside(&path, now, &turn).map_err(|source| {
                RecordError::StuckDamage { path: path.clone(), why: why.clone(), source }
            })?;
            set_aside = Some(SetAside { moved_to, why });
        }
        make(data_dir, &path, None)?;
        turn.note_record();
        let connection = connect(&path, how).map_err(|error| match error {
            // A new file is damaged at once: the disk itself does not keep what it is given.
            RecordError::Damaged(why) => RecordError::StuckDamage {
                path: path.clone(),
                why,
                source: io::Error::other("a new record is damaged too"),
            },
            error => error,
        })?;
        Ok(Opened { record: Self::placed(connection, data_dir, path, user), set_aside })
    }

    fn placed(connection: Connection, data_dir: &Path, path: PathBuf, user: Use) -> Self {
        let identity = custody::identity(&path);
        let place = Place { data_dir: data_dir.to_owned(), path, identity, _use: user };
        Self { connection, place: Some(place) }
    }

    /// A record that is only in memory and gone with the process, for when nothing can be kept.
    ///
    /// # Errors
    /// When there is not even memory for an empty one.
    pub fn in_memory() -> Result<Self, RecordError> {
        let failed = RecordError::doing("begin in memory", None);
        let mut connection = Connection::open_in_memory().map_err(&failed)?;
        schema::migrate(&mut connection).map_err(&failed)?;
        Ok(Self { connection, place: None })
    }

    /// A copy in memory of what the record of a data directory says now: nothing on disk is made,
    /// changed or locked, whether or not others have it open. `None` when there is none.
    ///
    /// Not for a process that has this very record open: closing its file here would give up that
    /// process's locks.
    ///
    /// # Errors
    /// When it can't be read, is damaged, or was written by a newer Strata.
    pub fn copy_of(data_dir: &Path) -> Result<Option<Self>, RecordError> {
        let path = data_dir.join(FILE);
        if fs::metadata(&path).map_or(true, |file| file.len() == 0) {
            return Ok(None);
        }
        let bytes = image::read(&path)
            .map_err(|source| RecordError::Read { path: path.clone(), source })?;
        let failed = RecordError::opening(&path);
        let mut connection = Connection::open_in_memory().map_err(&failed)?;
        let size = bytes.len();
        connection
            .deserialize_read_exact(rusqlite::MAIN_DB, bytes.as_slice(), size, false)
            .map_err(&failed)?;
        drop(bytes);
        bring_up_to_date(&mut connection, &path)?;
        Ok(Some(Self { connection, place: None }))
    }

    /// Reads the whole record through. Gives what is damaged, if anything.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn examine(data_dir: &Path) -> Result<Option<String>, RecordError> {
        let path = data_dir.join(FILE);
        let failed = RecordError::opening(&path);
        let connection = Connection::open_with_flags(
            &path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(&failed)?;
        match damage::find(&connection) {
            Ok(found) => Ok(found),
            Err(error) if is_damage(&error) => Ok(Some(error.to_string())),
            Err(error) => Err(failed(error)),
        }
    }

    /// Is the record on disk so large that it was not read through when it was opened?
    #[must_use]
    pub fn is_unexamined(&self) -> bool {
        self.place.as_ref().is_some_and(|place| damage::is_large(&place.path))
    }

    /// Is the open file still the one in the record's place?
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        self.place.as_ref().is_none_or(|place| custody::identity(&place.path) == place.identity)
    }

    /// Tries whether the record can be written to now.
    ///
    /// # Errors
    /// Why it can't be.
    pub fn try_writing(&mut self) -> Result<(), RecordError> {
        let failed = self.failed("be written to");
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        // Writes one page with what is in it already: it shows whether there is room.
        transaction.pragma_update(None, "user_version", schema::VERSION).map_err(&failed)?;
        transaction.commit().map_err(failed)
    }

    /// Puts a record back into its place whose file was taken away while it was open, with all that
    /// it holds. Where another file has come instead, that one is opened, and `true` says that it
    /// is another record.
    ///
    /// # Errors
    /// When that can't be done; `self` is as it was then.
    pub fn put_back(&self, now: Stamp) -> Result<(Opened, bool), RecordError> {
        let Some(place) = &self.place else { return Err(RecordError::Busy) };
        fs::create_dir_all(&place.data_dir)
            .map_err(|source| RecordError::of_folder(&place.data_dir, source))?;
        let turn = Turn::take(&place.data_dir, PATIENCE_OPEN)?;
        let other = place.path.exists();
        if !other {
            self.let_names_go();
            make(&place.data_dir, &place.path, Some(&self.connection))?;
            turn.note_record();
        }
        drop(turn);
        let opened = Self::open_as(&place.data_dir, now, &Opening::default())?;
        Ok((opened, other))
    }

    /// Keeps `SQLite` from removing the log when it closes this record: it would do so by name, and
    /// that name may be another record's log by now.
    fn let_names_go(&self) {
        // Should SQLite refuse, it removes the log; the record is whole without it.
        let _set = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    }

    /// Lets the record's file grow no larger from now on, as on a full disk: for tests.
    ///
    /// # Errors
    /// When SQLite does not take the limit.
    #[doc(hidden)]
    pub fn grow_no_further(&self) -> Result<(), RecordError> {
        let failed = self.failed("set its limit");
        self.connection
            .query_row("PRAGMA max_page_count = 1", [], |row| row.get::<_, i64>(0))
            .map(drop)
            .map_err(failed)
    }

    pub(super) fn failed(
        &self,
        doing: &'static str,
    ) -> impl Fn(rusqlite::Error) -> RecordError + use<> {
        RecordError::doing(doing, self.place.as_ref().map(|place| place.data_dir.clone()))
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        if !self.is_in_place() {
            self.let_names_go();
        }
    }
}

/// Opens a record that is there, looks whether it is whole, and brings it up to date.
fn connect(path: &Path, how: &Opening) -> Result<Connection, RecordError> {
    let failed = RecordError::opening(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(&failed)?;
    connection.busy_timeout(how.patience).map_err(&failed)?;
    write_ahead(&connection, how.patience).map_err(&failed)?;
    // An answer is on disk before the screen confirms it.
    connection.pragma_update(None, "synchronous", "FULL").map_err(&failed)?;
    if (how.thorough || !damage::is_large(path))
        && let Some(why) = damage::find(&connection).map_err(&failed)?
    {
        return Err(RecordError::Damaged(why));
    }
    bring_up_to_date(&mut connection, path)?;
    connection.busy_timeout(PATIENCE_OPEN).map_err(failed)?;
    Ok(connection)
}

/// Turns on the write-ahead log, waiting for others: `SQLite` does not do so here by itself.
fn write_ahead(connection: &Connection, patience: Duration) -> rusqlite::Result<()> {
    let begun = Instant::now();
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && begun.elapsed() < patience =>
            {
                sleep(LOOK_AGAIN);
            }
            done => return done,
        }
    }
}

fn bring_up_to_date(connection: &mut Connection, path: &Path) -> Result<(), RecordError> {
    match schema::migrate(connection).map_err(RecordError::opening(path))? {
        Migrated::Current => Ok(()),
        Migrated::Newer(found) => {
            Err(RecordError::Newer { path: path.to_owned(), found, known: schema::VERSION })
        }
        Migrated::NotOurs(found) => Err(RecordError::NotOurs { path: path.to_owned(), found }),
    }
}

/// Makes a record under another name, whole and on disk, and only then gives it its name: empty, or
/// with all that `from` holds.
fn make(data_dir: &Path, path: &Path, from: Option<&Connection>) -> Result<(), RecordError> {
    let unmade = data_dir.join(UNMADE);
    let clear = |path: &Path| {
        for part in PARTS {
            // A file that is not there can't be removed; one that is in the way is told by the next
            // step.
            let _gone = fs::remove_file(with_suffix(path, part));
        }
    };
    clear(&unmade);
    let made = fill(&unmade, from).and_then(|()| {
        let named = || {
            File::open(&unmade)?.sync_all()?;
            // What may lie there: an empty file, or logs that belong to no record.
            clear(path);
            fs::rename(&unmade, path)?;
            sync_folder(data_dir);
            io::Result::Ok(())
        };
        named().map_err(|source| RecordError::of_folder(data_dir, source))
    });
    if made.is_err() {
        clear(&unmade);
    }
    made
}

fn fill(unmade: &Path, from: Option<&Connection>) -> Result<(), RecordError> {
    let failed = RecordError::opening(unmade);
    if let Some(from) = from {
        return from
            .execute("VACUUM INTO ?1", [unmade.to_string_lossy()])
            .map(drop)
            .map_err(failed);
    }
    let mut connection = Connection::open(unmade).map_err(&failed)?;
    bring_up_to_date(&mut connection, unmade)?;
    connection.close().map_err(|(_, error)| failed(error))
}
