//! Counting what the log says of a pack.

use crate::{
    id::{Id, PackKey},
    progress::{
        Correction, LessonEvent, Record, RecordError, RowId, RowKind, Standing,
        asked::Asked,
        correction::{Row, in_force},
        standing::Evidence,
    },
    quiz::{Grade, hash::is_key},
};
use rusqlite::Connection;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

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
    for (item, rows) in rows_by_item(connection, pack)? {
        let Ok(id) = Id::new(&item) else { continue };
        let mut evidence = Evidence::new();
        for Answered { asked, what, grade } in in_force(rows) {
            evidence.entry(asked).or_default().count(what, grade);
        }
        if !evidence.is_empty() {
            standing.put(id, evidence);
        }
    }
    fold_lessons(connection, pack, &mut standing)?;
    Ok(standing)
}

/// What counting needs of a row that is an answer.
struct Answered {
    asked: Arc<Asked>,
    what: RowKind,
    grade: Grade,
}

/// The rows of one question, oldest first.
type OfItem = (String, Vec<(RowId, Row<Answered>)>);

/// The rows of a pack, question by question.
fn rows_by_item(connection: &Connection, pack: &PackKey) -> rusqlite::Result<Vec<OfItem>> {
    let pack = pack.to_string();
    let (here, all) = connection
        .prepare_cached(
            "SELECT (SELECT count(*) FROM attempt WHERE pack = ?1),
                (SELECT ifnull(max(id), 0) FROM attempt)",
        )?
        .query_row([&pack], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    // Reading most rows of the log takes a third of the time in the order in which they lie; a few
    // rows are found by the index.
    let by = if here >= all / 8 { "NOT INDEXED" } else { "INDEXED BY attempt_of_item" };
    let mut select = connection.prepare_cached(&format!(
        "SELECT item, what, answer_hash, answer, score, id, of_row FROM attempt {by}
            WHERE pack = ?1 ORDER BY id"
    ))?;
    let mut by_item: Vec<OfItem> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut met = Met::default();
    let mut rows = select.query([&pack])?;
    while let Some(row) = rows.next()? {
        let (item, what) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
        let counted = match (RowKind::from_name(what), Correction::from_name(what)) {
            (Some(what), _) => {
                let grade = Grade { score: row.get(4)? };
                let (hash, answer) = (row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str()?);
                let asked = met.asked(hash, answer, grade.right());
                Row::Entry(Answered { asked, what, grade })
            }
            (_, Some(correction)) => {
                Row::Correction(correction, row.get::<_, Option<i64>>(6)?.map(RowId))
            }
            (None, None) => continue,
        };
        let counted = (RowId(row.get(5)?), counted);
        let known = places.get(item).and_then(|at| by_item.get_mut(*at));
        if let Some((_, rows)) = known {
            rows.push(counted);
        } else {
            places.insert(item.to_owned(), by_item.len());
            by_item.push((item.to_owned(), vec![counted]));
        }
    }
    Ok(by_item)
}

/// What was asked in rows so far, shared, since most rows ask what others asked.
#[derive(Default)]
struct Met {
    known: HashMap<String, Arc<Asked>>,
    /// Room for the name that is looked up, kept so that no row needs its own.
    name: String,
}

impl Met {
    fn asked(&mut self, hash: &str, answer: &str, right: bool) -> Arc<Asked> {
        self.name.clear();
        self.name.push_str(hash);
        if !is_key(hash) {
            self.name.push_str(if right { " right " } else { " wrong " });
            self.name.push_str(answer);
        }
        if let Some(known) = self.known.get(&self.name) {
            return known.clone();
        }
        let asked = Arc::new(Asked::new(hash, answer, right));
        self.known.insert(self.name.clone(), asked.clone());
        asked
    }
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
