//! Opening the record, and appending to its log.

use crate::{
    id::{Id, PackKey},
    progress::{
        Attempt, Corrections, LessonEvent, RecordError, RowKind, Stamp, Standing, damage,
        schema::{self, Migrated},
        tally,
    },
    quiz::Hashes,
};
use rusqlite::{Connection, Row, params};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// The file's name in the data directory.
pub const FILE: &str = "record.sqlite";

/// How long to wait for another window that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// The learner's record.
#[derive(Debug)]
pub struct Record {
    pub(super) connection: Connection,
}

/// A record, and what had to be done to have one.
#[derive(Debug)]
pub struct Opened {
    pub record: Record,
    /// The record that was there was damaged; this one is new.
    pub set_aside: Option<SetAside>,
}

/// Where a damaged record lies now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    pub moved_to: PathBuf,
    pub why: String,
}

/// What became of trying to open.
enum Trial {
    Good(Record),
    Damaged(String),
}

impl Record {
    /// Opens the record of a data directory, makes it where there is none, and brings an older
    /// one up to date. A damaged one is set aside under the date `now`.
    ///
    /// # Errors
    /// When the folder can't be written to, the record belongs to a newer Strata, or a damaged
    /// one can't be moved.
    pub fn open(data_dir: &Path, now: Stamp) -> Result<Opened, RecordError> {
        fs::create_dir_all(data_dir)
            .map_err(|source| RecordError::Folder { path: data_dir.to_owned(), source })?;
        let path = data_dir.join(FILE);
        let why = match Self::try_open(&path)? {
            Trial::Good(record) => return Ok(Opened { record, set_aside: None }),
            Trial::Damaged(why) => why,
        };
        let moved_to = damage::set_aside(&path, now).map_err(|source| {
            RecordError::StuckDamage { path: path.clone(), why: why.clone(), source }
        })?;
        match Self::try_open(&path)? {
            Trial::Good(record) => {
                Ok(Opened { record, set_aside: Some(SetAside { moved_to, why }) })
            }
            // A new file that is damaged at once: the disk itself does not keep what it is given.
            Trial::Damaged(why) => Err(RecordError::StuckDamage {
                path,
                why,
                source: std::io::Error::other("a new record is damaged too"),
            }),
        }
    }

    fn try_open(path: &Path) -> Result<Trial, RecordError> {
        let failed = |source| RecordError::Open { path: path.to_owned(), source };
        // SQLite would take an empty file for a new record and say nothing.
        if damage::is_emptied(path) {
            return Ok(Trial::Damaged("it is empty".to_owned()));
        }
        let mut connection = Connection::open(path).map_err(failed)?;
        let prepared = Self::prepare(&mut connection, path);
        match prepared {
            Ok(None) => {}
            Ok(Some(why)) => return Ok(Trial::Damaged(why)),
            Err(error) if damage::is_damage(&error) => {
                return Ok(Trial::Damaged(error.to_string()));
            }
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) => {
                return Err(RecordError::ReadOnly(path.to_owned()));
            }
            Err(error) => return Err(failed(error)),
        }
        match schema::migrate(&mut connection) {
            Ok(Migrated::Current) => Ok(Trial::Good(Self { connection })),
            Ok(Migrated::Newer(found)) => {
                Err(RecordError::Newer { path: path.to_owned(), found, known: schema::VERSION })
            }
            Err(error) if damage::is_damage(&error) => Ok(Trial::Damaged(error.to_string())),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) => {
                Err(RecordError::ReadOnly(path.to_owned()))
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// Says what is damaged, if anything.
    fn prepare(connection: &mut Connection, path: &Path) -> rusqlite::Result<Option<String>> {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // An answer is on disk before the screen confirms it.
        connection.pragma_update(None, "synchronous", "FULL")?;
        damage::find(connection, path)
    }

    /// A record that is gone with the process, for when nothing can be kept.
    ///
    /// # Errors
    /// When there is not even memory for an empty one.
    pub fn in_memory() -> Result<Self, RecordError> {
        let failed = RecordError::doing("begin in memory");
        let mut connection = Connection::open_in_memory().map_err(&failed)?;
        schema::migrate(&mut connection).map_err(&failed)?;
        Ok(Self { connection })
    }

    /// From now on the record's file gets no larger: how tests fill a disk.
    ///
    /// # Errors
    /// When SQLite does not take the limit.
    #[doc(hidden)]
    pub fn grow_no_further(&self) -> Result<(), RecordError> {
        let failed = RecordError::doing("set its limit");
        self.connection
            .query_row("PRAGMA max_page_count = 1", [], |row| row.get::<_, i64>(0))
            .map(drop)
            .map_err(failed)
    }

    /// Puts an attempt on disk.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn append(&mut self, attempt: &Attempt) -> Result<(), RecordError> {
        let failed = RecordError::doing("take the answer");
        let mut insert = self
            .connection
            .prepare_cached(
                "INSERT INTO attempt (pack, item, wording_hash, answer_hash, what, answer, seed, score,
                    confidence, millis, at_unix_ms, offset_minutes, app_version, why)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )
            .map_err(&failed)?;
        insert
            .execute(params![
                attempt.pack.to_string(),
                attempt.item.as_str(),
                attempt.hashes.wording,
                attempt.hashes.answer,
                attempt.what.name(),
                attempt.answer.to_string(),
                // SQLite's integers are signed; the same 64 bits come back.
                attempt.seed.map(u64::cast_signed),
                attempt.score,
                attempt.confidence,
                attempt.millis,
                attempt.at.unix_ms,
                attempt.at.offset_minutes,
                attempt.app_version,
                attempt.why,
            ])
            .map_err(&failed)?;
        Ok(())
    }

    /// Notes that something happened to a lesson.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn note(
        &mut self,
        pack: &PackKey,
        lesson: &Id,
        event: LessonEvent,
        at: Stamp,
    ) -> Result<(), RecordError> {
        let failed = RecordError::doing("note how far you are");
        note(&self.connection, &pack.to_string(), lesson, event.name(), at).map_err(failed)
    }

    /// Corrects what counts of some questions and lessons, all of it or nothing; and how the
    /// learner stands with the pack then.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn correct(&mut self, corrections: &Corrections) -> Result<Standing, RecordError> {
        let failed = RecordError::doing("take that back");
        let pack = corrections.pack.to_string();
        let what = corrections.what.name();
        let at = corrections.at;
        let transaction = self.connection.transaction().map_err(&failed)?;
        for item in &corrections.items {
            transaction
                .prepare_cached(
                    "INSERT INTO attempt (pack, item, wording_hash, answer_hash, what, answer,
                        score, millis, at_unix_ms, offset_minutes, app_version)
                     VALUES (?1, ?2, '', '', ?3, '', 0, 0, ?4, ?5, ?6)",
                )
                .and_then(|mut insert| {
                    let version = &corrections.app_version;
                    let item = item.as_str();
                    insert.execute(params![
                        pack,
                        item,
                        what,
                        at.unix_ms,
                        at.offset_minutes,
                        version
                    ])
                })
                .map_err(&failed)?;
        }
        for lesson in &corrections.lessons {
            note(&transaction, &pack, lesson, what, at).map_err(&failed)?;
        }
        // Before it is in force: what is said of it never leaves it half done.
        let standing = tally::standing(&transaction, &corrections.pack).map_err(&failed)?;
        transaction.commit().map_err(failed)?;
        Ok(standing)
    }

    /// Every attempt at the questions of a pack, oldest first, those that were taken back too.
    /// Rows that a later Strata wrote and this one can't read are passed over.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn attempts(&self, pack: &PackKey) -> Result<Vec<Attempt>, RecordError> {
        let failed = RecordError::doing("list your answers");
        let mut rows = self
            .connection
            .prepare(
                "SELECT item, wording_hash, answer_hash, what, answer, seed, score, confidence, millis,
                    at_unix_ms, offset_minutes, app_version, why
                 FROM attempt WHERE pack = ?1 ORDER BY id",
            )
            .map_err(&failed)?;
        let attempts = rows
            .query_map([pack.to_string()], |row| attempt(pack, row))
            .map_err(&failed)?
            .collect::<Result<Vec<_>, _>>()
            .map_err(&failed)?;
        Ok(attempts.into_iter().flatten().collect())
    }
}

fn note(
    connection: &Connection,
    pack: &str,
    lesson: &Id,
    event: &str,
    at: Stamp,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO lesson_log (pack, lesson, event, at_unix_ms, offset_minutes)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![pack, lesson.as_str(), event, at.unix_ms, at.offset_minutes])
        .map(drop)
}

fn attempt(pack: &PackKey, row: &Row<'_>) -> rusqlite::Result<Option<Attempt>> {
    let item = Id::new(&row.get::<_, String>(0)?).ok();
    let what = RowKind::from_name(&row.get::<_, String>(3)?);
    let answer = row.get::<_, String>(4)?.parse().ok();
    let (Some(item), Some(what), Some(answer)) = (item, what, answer) else { return Ok(None) };
    Ok(Some(Attempt {
        pack: pack.clone(),
        item,
        hashes: Hashes { wording: row.get(1)?, answer: row.get(2)? },
        what,
        answer,
        seed: row.get::<_, Option<i64>>(5)?.map(i64::cast_unsigned),
        score: row.get(6)?,
        confidence: row.get(7)?,
        millis: row.get(8)?,
        at: Stamp { unix_ms: row.get(9)?, offset_minutes: row.get(10)? },
        app_version: row.get(11)?,
        why: row.get(12)?,
    }))
}
