//! The tables, and how an older record becomes a current one.

use rusqlite::{Connection, TransactionBehavior};

/// Each script takes a record from the version that is its position to the next one. A script
/// that was ever released is never changed.
const MIGRATIONS: [&str; 4] = [
    r"
    CREATE TABLE attempt (
        id             INTEGER PRIMARY KEY,
        pack           TEXT    NOT NULL, -- publisher/pack
        item           TEXT    NOT NULL,
        wording_hash   TEXT    NOT NULL,
        answer_hash    TEXT    NOT NULL,
        what           TEXT    NOT NULL, -- 'answer'; undo and reset come later
        answer         TEXT    NOT NULL, -- '1:options:shared-kernel'
        seed           INTEGER,
        score          REAL    NOT NULL,
        confidence     INTEGER,
        millis         INTEGER NOT NULL,
        at_unix_ms     INTEGER NOT NULL,
        offset_minutes INTEGER NOT NULL,
        app_version    TEXT    NOT NULL
    ) STRICT;
    CREATE INDEX attempt_of_item ON attempt (pack, item);
    CREATE TRIGGER attempt_is_never_changed BEFORE UPDATE ON attempt
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    CREATE TRIGGER attempt_is_never_removed BEFORE DELETE ON attempt
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

    CREATE TABLE lesson_event (
        pack           TEXT    NOT NULL,
        lesson         TEXT    NOT NULL,
        event          TEXT    NOT NULL, -- 'begun', 'end-reached'
        at_unix_ms     INTEGER NOT NULL,
        offset_minutes INTEGER NOT NULL,
        PRIMARY KEY (pack, lesson, event)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE setting (
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE current_pack (
        pack           TEXT    PRIMARY KEY,
        version        TEXT    NOT NULL,
        folder         TEXT    NOT NULL, -- below the data directory's packs/
        at_unix_ms     INTEGER NOT NULL,
        offset_minutes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
",
    r"
    ALTER TABLE attempt ADD COLUMN why TEXT; -- one line of the learner's
",
    r"
    CREATE INDEX correction_of_item ON attempt (pack, item)
        WHERE what IN ('undo', 'reset', 'restore');
    CREATE TABLE lesson_log (
        id             INTEGER PRIMARY KEY,
        pack           TEXT    NOT NULL,
        lesson         TEXT    NOT NULL,
        event          TEXT    NOT NULL, -- 'begun', 'end-reached', 'known', 'reset', 'restore'
        at_unix_ms     INTEGER NOT NULL,
        offset_minutes INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX log_of_lesson ON lesson_log (pack, lesson);
    CREATE TRIGGER lesson_log_is_never_changed BEFORE UPDATE ON lesson_log
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    CREATE TRIGGER lesson_log_is_never_removed BEFORE DELETE ON lesson_log
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    INSERT INTO lesson_log (pack, lesson, event, at_unix_ms, offset_minutes)
        SELECT pack, lesson, event, at_unix_ms, offset_minutes FROM lesson_event
        ORDER BY at_unix_ms, event;
    DROP TABLE lesson_event;
",
    r"
    ALTER TABLE attempt ADD COLUMN of_row INTEGER; -- what an undo or a restore takes back
    ALTER TABLE lesson_log ADD COLUMN of_row INTEGER;
",
];

/// The version of the tables that this Strata writes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a handful of migrations"
)]
pub const VERSION: i32 = MIGRATIONS.len() as i32;

/// How a record's version relates to ours.
pub(super) enum Migrated {
    Current,
    /// The record has this version, which is newer than ours; nothing was touched.
    Newer(i32),
    /// The file has this version, which no Strata ever gave; nothing was touched.
    NotOurs(i32),
}

/// Brings a record up to date, all of it or nothing.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<Migrated> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > VERSION {
        return Ok(Migrated::Newer(found));
    }
    let Ok(from) = usize::try_from(found) else { return Ok(Migrated::NotOurs(found)) };
    // Strata's own records have their tables before they have their name, so a file with tables and
    // without a version is somebody else's.
    if from == 0 && !is_empty(&transaction)? {
        return Ok(Migrated::NotOurs(found));
    }
    for script in MIGRATIONS.iter().skip(from) {
        transaction.execute_batch(script)?;
    }
    if found < VERSION {
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()?;
    Ok(Migrated::Current)
}

/// Has the database no tables yet?
fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_master", [], |row| row.get(0))
}
