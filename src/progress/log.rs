//! Appending to the log, and reading it row by row.

use crate::{
    id::{Id, PackKey},
    progress::{
        Attempt, Corrections, LessonEvent, Record, RecordError, RowId, RowKind, Stamp,
        correction::Corrected, tally,
    },
    quiz::Hashes,
};
use rusqlite::{Connection, Row, params};

impl Record {
    /// Puts an attempt on disk.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn append(&mut self, attempt: &Attempt) -> Result<RowId, RecordError> {
        let failed = self.failed("take the answer");
        self.connection
            .prepare_cached(
                "INSERT INTO attempt (pack, item, wording_hash, answer_hash, what, answer, seed, score,
                    confidence, millis, at_unix_ms, offset_minutes, app_version, why)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )
            .and_then(|mut insert| insert.insert(params![
                attempt.pack.to_string(),
                attempt.item.as_str(),
                attempt.hashes.wording,
                attempt.hashes.answer,
                attempt.what.name(),
                attempt.answer.to_string(),
                // SQLite's integers are signed; reading gives back the same 64 bits.
                attempt.seed.map(u64::cast_signed),
                attempt.score,
                attempt.confidence,
                attempt.millis,
                attempt.at.unix_ms,
                attempt.at.offset_minutes,
                attempt.app_version,
                attempt.why,
            ]))
            .map(RowId)
            .map_err(failed)
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
        let failed = self.failed("note how far you are");
        note(&self.connection, &pack.to_string(), lesson, event.name(), at, None)
            .map(drop)
            .map_err(failed)
    }

    /// Corrects what counts of some questions and lessons, all of it or nothing.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn correct(&mut self, corrections: &Corrections) -> Result<Corrected, RecordError> {
        let failed = self.failed("take that back");
        let pack = corrections.pack.to_string();
        let what = corrections.what.name();
        let Corrections { at, app_version, .. } = corrections;
        let transaction = self.connection.transaction().map_err(&failed)?;
        let (mut items, mut lessons) = (Vec::new(), Vec::new());
        for (item, of) in &corrections.items {
            let row = transaction
                .prepare_cached(
                    "INSERT INTO attempt (pack, item, wording_hash, answer_hash, what, answer,
                        score, millis, at_unix_ms, offset_minutes, app_version, of_row)
                     VALUES (?1, ?2, '', '', ?3, '', 0, 0, ?4, ?5, ?6, ?7)",
                )
                .and_then(|mut insert| {
                    let (item, of) = (item.as_str(), of.map(|of| of.0));
                    insert.insert(params![
                        pack,
                        item,
                        what,
                        at.unix_ms,
                        at.offset_minutes,
                        app_version,
                        of
                    ])
                })
                .map_err(&failed)?;
            items.push(RowId(row));
        }
        for (lesson, of) in &corrections.lessons {
            lessons.push(note(&transaction, &pack, lesson, what, *at, *of).map_err(&failed)?);
        }
        // Looked up before the transaction ends: should this fail, nothing of the correction is in
        // force.
        let standing = tally::standing(&transaction, &corrections.pack).map_err(&failed)?;
        transaction.commit().map_err(failed)?;
        Ok(Corrected { standing, items, lessons })
    }

    /// Every attempt at the questions of a pack, oldest first, those that were taken back too.
    /// Rows that a later Strata wrote and this one can't read are passed over.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn attempts(&self, pack: &PackKey) -> Result<Vec<Attempt>, RecordError> {
        let failed = self.failed("list your answers");
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
    of: Option<RowId>,
) -> rusqlite::Result<RowId> {
    connection
        .prepare_cached(
            "INSERT INTO lesson_log (pack, lesson, event, at_unix_ms, offset_minutes, of_row)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .insert(params![
            pack,
            lesson.as_str(),
            event,
            at.unix_ms,
            at.offset_minutes,
            of.map(|of| of.0)
        ])
        .map(RowId)
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
