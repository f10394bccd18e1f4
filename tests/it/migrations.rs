//! A record of every schema that ever was, in `tests/records/`, opened by this Strata.

use crate::support::{NOW, attempt, folder, id, key};
use std::{
    fs,
    path::{Path, PathBuf},
};
use strata::progress::{
    Attempt, Correction, Corrections, LessonEvent, PackFolder, Record, RowKind, SCHEMA,
};

const PACK: &str = "strata/course";

fn kept(schema: i32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/records/{schema}.sqlite"))
}

/// The answers that the record of this schema holds, as far as the schema could.
fn answers(schema: i32) -> Vec<Attempt> {
    let of = |item: &str, answer: &str, score: f64| Attempt {
        answer: answer.parse().unwrap(),
        seed: None,
        ..attempt(PACK, item, score)
    };
    let mut answers = vec![
        Attempt {
            seed: Some(u64::MAX - 3),
            confidence: Some(2),
            ..of("main-advantage", "1:options:own-kernel", 0.0)
        },
        Attempt {
            seed: Some(7),
            confidence: Some(3),
            why: (schema >= 2).then(|| "One kernel for all of them".to_owned()),
            ..of("main-advantage", "1:options:shared-kernel", 1.0)
        },
        of("missing-layer", "1:nodes:vm/guest[2]/guest-os", 0.5),
    ];
    if schema >= 3 {
        answers.push(Attempt { what: RowKind::Guess, ..of("guessed", "1:text:about 14", 0.0) });
    }
    answers
}

#[test]
fn a_record_of_every_schema_so_far_is_brought_up_to_date_with_all_that_it_holds() {
    for schema in 1..=SCHEMA {
        let dir = folder();
        fs::copy(kept(schema), dir.path().join("record.sqlite"))
            .unwrap_or_else(|error| panic!("no record of schema {schema} is kept: {error}"));
        let looked_at = Record::copy_of(dir.path()).unwrap().expect("it is there");
        let untouched = fs::read(dir.path().join("record.sqlite")).unwrap();
        assert!(untouched == fs::read(kept(schema)).unwrap(), "looking at it changes nothing");
        let opened = Record::open(dir.path(), NOW).unwrap();
        assert!(opened.set_aside.is_none(), "schema {schema} is no damage");
        for record in [&looked_at, &opened.record] {
            assert_eq!(record.attempts(&key(PACK)).unwrap(), answers(schema), "schema {schema}");
            let standing = record.standing(&key(PACK)).unwrap();
            let item = |name: &str| {
                let item = standing.item(&id(name), &[]);
                (item.attempts, item.ever_right, item.guessed)
            };
            assert_eq!(item("main-advantage"), (2, true, false));
            // From the third schema on, an answer was taken back and the lesson begun again.
            let later = schema >= 3;
            assert_eq!(item("missing-layer"), (u32::from(!later), false, false));
            assert_eq!(item("guessed"), (0, false, later));
            let lesson = standing.lesson(&id("lesson"), &[]);
            assert_eq!((lesson.begun, lesson.end_reached), (!later, !later));
            let settings = record.all_settings().unwrap();
            let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
            assert_eq!(settings, [pair("theme", "dark"), pair("zoom", "150")]);
            let [pack] = &record.current_packs().unwrap()[..] else { panic!("one pack") };
            assert_eq!(
                (pack.key.to_string(), &*pack.version),
                ("someone/networks".into(), "1.0.0")
            );
            assert_eq!(pack.folder, PackFolder::new("someone.networks-0123456789abcdef"));
        }
        // The record also takes new rows.
        let mut record = opened.record;
        let row = record.append(&attempt(PACK, "main-advantage", 0.0)).unwrap();
        let undo = Corrections {
            pack: key(PACK),
            what: Correction::Undo,
            items: vec![(id("main-advantage"), Some(row))],
            lessons: vec![],
            at: NOW,
            app_version: "0.1.0".to_owned(),
        };
        let standing = record.correct(&undo).unwrap().standing;
        assert_eq!(standing.item(&id("main-advantage"), &[]).attempts, 2);
    }
}

/// To be run after a change of the schema: `cargo test -- --ignored keep_a_record_of_this_schema`.
/// The file that it leaves is committed with the change.
#[test]
#[ignore = "writes into the source tree"]
fn keep_a_record_of_this_schema() {
    assert!(!kept(SCHEMA).exists(), "what is kept is never written again");
    let dir = folder();
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    for answer in answers(SCHEMA) {
        record.append(&answer).unwrap();
    }
    for event in [LessonEvent::Begun, LessonEvent::EndReached] {
        record.note(&key(PACK), &id("lesson"), event, NOW).unwrap();
    }
    let correct = |what, items: &[&str], lessons: &[&str]| Corrections {
        pack: key(PACK),
        what,
        items: items.iter().map(|name| (id(name), None)).collect(),
        lessons: lessons.iter().map(|name| (id(name), None)).collect(),
        at: NOW,
        app_version: "0.1.0".to_owned(),
    };
    record.correct(&correct(Correction::Undo, &["missing-layer"], &[])).unwrap();
    record.correct(&correct(Correction::Reset, &[], &["lesson"])).unwrap();
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    record.set_settings(&[pair("theme", "dark"), pair("zoom", "150")]).unwrap();
    let place = PackFolder::new("someone.networks-0123456789abcdef").unwrap();
    record.set_current_pack(&key("someone/networks"), "1.0.0", &place, NOW).unwrap();
    drop(record);
    fs::copy(dir.path().join("record.sqlite"), kept(SCHEMA)).unwrap();
}
