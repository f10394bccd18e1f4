//! Counting what the log says of a pack.

use crate::{
    id::{Id, PackKey},
    progress::{
        Correction, ItemStanding, LessonEvent, Record, RecordError, RowId, RowKind, Standing,
        correction::{Row, in_force},
    },
};
use rusqlite::Connection;
use std::collections::BTreeMap;

impl Record {
    /// How the learner stands with a pack. Rows of a kind that this Strata doesn't know are passed
    /// over, not lost.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn standing(&self, pack: &PackKey) -> Result<Standing, RecordError> {
        standing(&self.connection, pack).map_err(self.failed("say how you stand"))
    }
}

/// How the learner stands with a pack.
pub(super) fn standing(connection: &Connection, pack: &PackKey) -> rusqlite::Result<Standing> {
    let mut standing = Standing::default();
    sum_up(connection, pack, &mut standing)?;
    fold_corrected(connection, pack, &mut standing)?;
    fold_lessons(connection, pack, &mut standing)?;
    Ok(standing)
}

/// Questions of which nothing was ever corrected: nearly all, so the database counts them.
fn sum_up(
    connection: &Connection,
    pack: &PackKey,
    standing: &mut Standing,
) -> rusqlite::Result<()> {
    let mut items = connection.prepare_cached(
        "SELECT item, count(*) FILTER (WHERE what = 'answer'),
                max(what = 'answer' AND score >= 1.0), max(what = 'guess')
             FROM attempt WHERE pack = ?1 AND what IN ('answer', 'guess') AND item NOT IN
                (SELECT item FROM attempt WHERE pack = ?1 AND what IN ('undo', 'reset', 'restore'))
             GROUP BY item",
    )?;
    let rows = items.query_map([pack.to_string()], |row| {
        let item =
            ItemStanding { attempts: row.get(1)?, ever_right: row.get(2)?, guessed: row.get(3)? };
        Ok((row.get::<_, String>(0)?, item))
    })?;
    for row in rows {
        let (id, item) = row?;
        if let Ok(id) = Id::new(&id) {
            standing.items.insert(id, item);
        }
    }
    Ok(())
}

/// Questions of which something was taken back: their rows are gone through in order.
fn fold_corrected(
    connection: &Connection,
    pack: &PackKey,
    standing: &mut Standing,
) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached(
        "SELECT item, what, score >= 1.0, id, of_row FROM attempt WHERE pack = ?1 AND item IN
                (SELECT item FROM attempt WHERE pack = ?1 AND what IN ('undo', 'reset', 'restore'))
             ORDER BY id",
    )?;
    let rows = select.query_map([pack.to_string()], |row| {
        let (item, what): (String, String) = (row.get(0)?, row.get(1)?);
        let of = row.get::<_, Option<i64>>(4)?.map(RowId);
        Ok((item, what, row.get::<_, bool>(2)?, RowId(row.get(3)?), of))
    })?;
    let mut by_item: BTreeMap<Id, Vec<(RowId, Row<(RowKind, bool)>)>> = BTreeMap::new();
    for row in rows {
        let (item, what, right, row, of) = row?;
        let counted = match (RowKind::from_name(&what), Correction::from_name(&what)) {
            (Some(kind), _) => Row::Entry((kind, right)),
            (_, Some(correction)) => Row::Correction(correction, of),
            (None, None) => continue,
        };
        if let Ok(id) = Id::new(&item) {
            by_item.entry(id).or_default().push((row, counted));
        }
    }
    for (id, rows) in by_item {
        let mut item = ItemStanding::default();
        for (what, right) in in_force(rows) {
            item.count(what, right);
        }
        if item.any() {
            standing.items.insert(id, item);
        }
    }
    Ok(())
}

fn fold_lessons(
    connection: &Connection,
    pack: &PackKey,
    standing: &mut Standing,
) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached(
        "SELECT lesson, event, id, of_row FROM lesson_log WHERE pack = ?1 ORDER BY id",
    )?;
    let rows = select.query_map([pack.to_string()], |row| {
        let (lesson, event): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((lesson, event, RowId(row.get(2)?), row.get::<_, Option<i64>>(3)?.map(RowId)))
    })?;
    let mut by_lesson: BTreeMap<Id, Vec<(RowId, Row<LessonEvent>)>> = BTreeMap::new();
    for row in rows {
        let (lesson, event, row, of) = row?;
        let counted = match (LessonEvent::from_name(&event), Correction::from_name(&event)) {
            (Some(event), _) => Row::Entry(event),
            (_, Some(correction)) => Row::Correction(correction, of),
            (None, None) => continue,
        };
        if let Ok(id) = Id::new(&lesson) {
            by_lesson.entry(id).or_default().push((row, counted));
        }
    }
    for (id, rows) in by_lesson {
        for event in in_force(rows) {
            standing.note(&id, event);
        }
    }
    Ok(())
}
