//! What is taken back and what is begun again: further rows, never fewer.

use crate::support::{NOW, attempt, folder, id, key};
use proptest::prelude::*;
use std::collections::BTreeMap;
use strata::{
    id::Id,
    progress::{
        Attempt, Corrected, Correction, Corrections, LessonEvent, Record, RowId, RowKind,
        correction::{Row, in_force},
    },
};

const PACK: &str = "a/b";

fn corrections(what: Correction, items: &[&str], lessons: &[&str]) -> Corrections {
    Corrections {
        pack: key(PACK),
        what,
        items: items.iter().map(|name| (id(name), None)).collect(),
        lessons: lessons.iter().map(|name| (id(name), None)).collect(),
        at: NOW,
        app_version: "0.1.0".to_owned(),
    }
}

/// Attempts at `one`, and whether it was ever right.
fn one(record: &Record) -> (u32, bool) {
    let item = record.standing(&key(PACK)).unwrap().item(&id("one"), &[]);
    (item.attempts, item.ever_right)
}

#[test]
fn an_undo_takes_the_last_answer_back_and_stays_in_the_log() {
    let dir = folder();
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    record.append(&attempt(PACK, "one", 0.0)).unwrap();
    record.append(&attempt(PACK, "one", 1.0)).unwrap();
    record.append(&attempt(PACK, "two", 1.0)).unwrap();
    let undo = corrections(Correction::Undo, &["one"], &[]);
    record.correct(&undo).unwrap();
    assert_eq!(one(&record), (1, false));
    record.correct(&undo).unwrap();
    record.correct(&undo).unwrap();
    assert_eq!(one(&record), (0, false), "nothing is left to take back");
    record.append(&attempt(PACK, "one", 1.0)).unwrap();
    assert_eq!(one(&record), (1, true));
    assert_eq!(record.standing(&key(PACK)).unwrap().item(&id("two"), &[]).attempts, 1);
    assert_eq!(record.attempts(&key(PACK)).unwrap().len(), 4, "no row is gone");
    drop(record);
    assert_eq!(one(&Record::open(dir.path(), NOW).unwrap().record), (1, true));
}

#[test]
fn a_reset_is_undone_whatever_was_answered_since() {
    let mut record = Record::in_memory().unwrap();
    record.append(&attempt(PACK, "one", 1.0)).unwrap();
    record.note(&key(PACK), &id("lesson"), LessonEvent::EndReached, NOW).unwrap();
    record.correct(&corrections(Correction::Reset, &["one"], &["lesson"])).unwrap();
    assert_eq!(one(&record), (0, false));
    let standing = record.standing(&key(PACK)).unwrap();
    assert!(!standing.lesson(&id("lesson"), &[]).end_reached);
    assert_eq!(standing.ids(), (vec![], vec![]));

    record.append(&attempt(PACK, "one", 0.0)).unwrap();
    // An answer that a reset has set aside is not taken back by itself.
    record.correct(&corrections(Correction::Undo, &["one"], &[])).unwrap();
    record.correct(&corrections(Correction::Undo, &["one"], &[])).unwrap();
    record.append(&attempt(PACK, "one", 0.0)).unwrap();
    assert_eq!(one(&record), (1, false));
    record.correct(&corrections(Correction::Restore, &["one"], &["lesson"])).unwrap();
    assert_eq!(one(&record), (2, true));
    assert!(record.standing(&key(PACK)).unwrap().lesson(&id("lesson"), &[]).end_reached);
}

#[test]
fn guesses_are_kept_and_do_not_count() {
    let mut record = Record::in_memory().unwrap();
    let guess = Attempt { what: RowKind::Guess, ..attempt(PACK, "one", 1.0) };
    let mut counted = record.standing(&key(PACK)).unwrap();
    record.append(&guess).unwrap();
    counted.add(&guess);
    let standing = record.standing(&key(PACK)).unwrap();
    assert_eq!(standing, counted);
    let item = standing.item(&id("one"), &[]);
    assert_eq!((item.attempts, item.ever_right, item.guessed), (0, false, true));
    assert_eq!(record.attempts(&key(PACK)).unwrap(), [guess]);
}

#[test]
fn the_log_of_lessons_can_only_grow_too() {
    let dir = folder();
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    record.note(&key(PACK), &id("lesson"), LessonEvent::Known, NOW).unwrap();
    let raw = rusqlite::Connection::open(dir.path().join("record.sqlite")).unwrap();
    for change in ["UPDATE lesson_log SET event = 'begun'", "DELETE FROM lesson_log"] {
        let error = raw.execute(change, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{change}: {error}");
    }
    assert!(record.standing(&key(PACK)).unwrap().lesson(&id("lesson"), &[]).known);
}

#[test]
fn what_an_older_record_says_of_lessons_is_taken_over() {
    let dir = folder();
    drop(Record::open(dir.path(), NOW).unwrap());
    // Makes the record one of the second version.
    let raw = rusqlite::Connection::open(dir.path().join("record.sqlite")).unwrap();
    raw.execute_batch(
        "DROP INDEX correction_of_item; DROP TABLE lesson_log;
         ALTER TABLE attempt DROP COLUMN of_row;
         CREATE TABLE lesson_event (
            pack TEXT NOT NULL, lesson TEXT NOT NULL, event TEXT NOT NULL,
            at_unix_ms INTEGER NOT NULL, offset_minutes INTEGER NOT NULL,
            PRIMARY KEY (pack, lesson, event)
         ) STRICT, WITHOUT ROWID;
         INSERT INTO lesson_event VALUES ('a/b', 'lesson', 'begun', 5, 0);
         INSERT INTO lesson_event VALUES ('a/b', 'other', 'end-reached', 6, 0);
         PRAGMA user_version = 2;",
    )
    .unwrap();
    drop(raw);
    let record = Record::open(dir.path(), NOW).unwrap().record;
    let standing = record.standing(&key(PACK)).unwrap();
    assert!(standing.lesson(&id("lesson"), &[]).begun);
    assert!(standing.lesson(&id("other"), &[]).end_reached);
    assert!(!standing.lesson(&id("other"), &[]).begun);
}

#[test]
fn a_full_disk_corrects_all_or_nothing() {
    let dir = folder();
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    let names: Vec<String> = (0..400).map(|number| format!("item-{number}")).collect();
    for name in &names {
        record.append(&attempt(PACK, name, 1.0)).unwrap();
    }
    record.grow_no_further().unwrap();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let error = record.correct(&corrections(Correction::Reset, &all, &["lesson"])).unwrap_err();
    assert!(error.to_string().contains("the disk is full"), "{error}");
    drop(record);
    let record = Record::open(dir.path(), NOW).unwrap().record;
    assert_eq!(record.standing(&key(PACK)).unwrap().ids().0.len(), 400);
}

#[test]
fn an_undo_names_the_answer_and_not_the_last_one_of_another_window() {
    let dir = folder();
    let mut one_window = Record::open(dir.path(), NOW).unwrap().record;
    let mut other = Record::open(dir.path(), NOW).unwrap().record;
    let mine = one_window.append(&attempt(PACK, "one", 0.0)).unwrap();
    let theirs = other.append(&attempt(PACK, "one", 1.0)).unwrap();
    assert_ne!(mine, theirs);
    let undo = Corrections {
        items: vec![(id("one"), Some(mine))],
        ..corrections(Correction::Undo, &[], &[])
    };
    one_window.correct(&undo).unwrap();
    assert_eq!(one(&other), (1, true), "the right answer of the other window counts still");
    one_window.correct(&undo).unwrap();
    assert_eq!(one(&other), (1, true), "it is taken back once");
}

#[test]
fn what_undoes_a_reset_names_it_and_not_the_one_of_another_window() {
    let mut record = Record::in_memory().unwrap();
    record.append(&attempt(PACK, "one", 1.0)).unwrap();
    record.note(&key(PACK), &id("lesson"), LessonEvent::Begun, NOW).unwrap();
    let reset = corrections(Correction::Reset, &["one"], &["lesson"]);
    let mine = record.correct(&reset).unwrap();
    record.append(&attempt(PACK, "one", 0.0)).unwrap();
    let theirs = record.correct(&reset).unwrap();
    let restore = |of: &Corrected| Corrections {
        items: vec![(id("one"), Some(of.items[0]))],
        lessons: vec![(id("lesson"), Some(of.lessons[0]))],
        ..corrections(Correction::Restore, &[], &[])
    };
    let after = record.correct(&restore(&mine)).unwrap();
    assert_eq!(one(&record), (0, false), "the other reset holds");
    assert!(!after.standing.lesson(&id("lesson"), &[]).begun);
    record.correct(&restore(&theirs)).unwrap();
    assert_eq!(one(&record), (2, true));
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Answer(bool),
    Guess,
    Correct(Correction),
    /// A correction of one of the rows so far, whatever that is.
    CorrectRow(Correction, u8),
}

/// The rows of one question; of an answer, whether it counts as one (or as a guess), and whether it
/// was right.
type Rows = Vec<(RowId, Row<(bool, bool)>)>;

fn steps() -> impl Strategy<Value = Vec<(u8, Step)>> {
    let step = prop_oneof![
        4 => any::<bool>().prop_map(Step::Answer),
        1 => Just(Step::Guess),
        2 => Just(Step::Correct(Correction::Undo)),
        1 => Just(Step::Correct(Correction::Reset)),
        1 => Just(Step::Correct(Correction::Restore)),
        2 => any::<u8>().prop_map(|of| Step::CorrectRow(Correction::Undo, of)),
        1 => any::<u8>().prop_map(|of| Step::CorrectRow(Correction::Restore, of)),
    ];
    proptest::collection::vec((0..3_u8, step), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The record counts what going through its rows in order counts.
    #[test]
    fn the_file_counts_as_the_rows_do(steps in steps()) {
        let mut record = Record::in_memory().unwrap();
        let mut rows: BTreeMap<Id, Rows> = BTreeMap::new();
        for (item, step) in steps {
            let name = format!("item-{item}");
            let of_item = rows.entry(id(&name)).or_default();
            let row = match step {
                Step::Answer(right) => {
                    let answer = attempt(PACK, &name, if right { 1.0 } else { 0.4 });
                    (record.append(&answer).unwrap(), Row::Entry((true, right)))
                }
                Step::Guess => {
                    let guess = Attempt { what: RowKind::Guess, ..attempt(PACK, &name, 1.0) };
                    (record.append(&guess).unwrap(), Row::Entry((false, false)))
                }
                Step::Correct(what) => {
                    let corrected = record.correct(&corrections(what, &[&name], &[])).unwrap();
                    (corrected.items[0], Row::Correction(what, None))
                }
                Step::CorrectRow(what, of) => {
                    let of = of_item.get(usize::from(of) % of_item.len().max(1)).map(|row| row.0);
                    let items = vec![(id(&name), of)];
                    let corrections = Corrections { items, ..corrections(what, &[], &[]) };
                    let corrected = record.correct(&corrections).unwrap();
                    (corrected.items[0], Row::Correction(what, of))
                }
            };
            of_item.push(row);
        }
        let standing = record.standing(&key(PACK)).unwrap();
        for (item, rows) in rows {
            let counted = in_force(rows);
            let found = standing.item(&item, &[]);
            let answers = counted.iter().filter(|(answer, _)| *answer).count();
            prop_assert_eq!(found.attempts as usize, answers);
            prop_assert_eq!(found.ever_right, counted.iter().any(|(_, right)| *right));
            prop_assert_eq!(found.guessed, counted.iter().any(|(answer, _)| !answer));
        }
    }

    /// A reset that is undone leaves everything as it was, whatever came before.
    #[test]
    fn a_reset_and_its_undo_change_nothing(before in proptest::collection::vec(0..3_u8, 0..12)) {
        let numbered = (0..).map(RowId).zip(before.iter().enumerate());
        let rows: Vec<(RowId, Row<usize>)> = numbered
            .map(|(row, (number, kind))| match kind {
                0 => (row, Row::Correction(Correction::Undo, None)),
                _ => (row, Row::Entry(number)),
            })
            .collect();
        let plain = in_force(rows.clone());
        let mut both = rows;
        both.push((RowId(100), Row::Correction(Correction::Reset, None)));
        prop_assert!(in_force(both.clone()).is_empty());
        for of in [None, Some(RowId(100))] {
            let mut again = both.clone();
            again.push((RowId(101), Row::Correction(Correction::Restore, of)));
            prop_assert_eq!(in_force(again), plain.clone());
        }
    }
}
