//! The record: nothing that was confirmed is lost, and no damaged record is replaced silently.

use crate::support::{NOW, attempt, folder, id, key, unwritable};
use std::fs;
use strata::progress::{CurrentPack, LessonEvent, PackFolder, Record, RecordError, Stamp};

const FILE: &str = "record.sqlite";

#[test]
fn an_attempt_comes_back_whole() {
    let dir = folder();
    let made = attempt("strata/course", "main-advantage", 0.5);
    Record::open(dir.path(), NOW).unwrap().record.append(&made).unwrap();
    let record = Record::open(dir.path(), NOW).unwrap().record;
    assert_eq!(record.attempts(&key("strata/course")).unwrap(), [made]);
    assert_eq!(record.attempts(&key("strata/other")).unwrap(), []);
}

#[test]
fn standing_sums_the_log_up() {
    let mut record = Record::in_memory().unwrap();
    let pack = key("strata/course");
    for (item, score) in [("one", 0.0), ("one", 1.0), ("one", 0.0), ("two", 0.5)] {
        record.append(&attempt("strata/course", item, score)).unwrap();
    }
    record.note(&pack, &id("lesson"), LessonEvent::Begun, NOW).unwrap();
    record.note(&pack, &id("lesson"), LessonEvent::Begun, NOW).unwrap();
    let standing = record.standing(&pack).unwrap();
    let one = standing.item(&id("one"), &[]);
    assert_eq!((one.attempts, one.ever_right), (3, true));
    let two = standing.item(&id("two"), &[]);
    assert_eq!((two.attempts, two.ever_right), (1, false));
    assert_eq!((one.best_percent, two.best_percent), (100, 50));
    assert!(one.best().right() && two.best().partly());
    assert!(standing.lesson(&id("lesson"), &[]).begun);
    assert!(!standing.lesson(&id("lesson"), &[]).end_reached);
}

#[test]
fn the_history_of_a_former_id_follows() {
    let mut record = Record::in_memory().unwrap();
    record.append(&attempt("strata/course", "old-name", 1.0)).unwrap();
    record.append(&attempt("strata/course", "new-name", 0.0)).unwrap();
    let standing = record.standing(&key("strata/course")).unwrap();
    assert!(!standing.item(&id("new-name"), &[]).ever_right);
    let whole = standing.item(&id("new-name"), &[id("old-name")]);
    assert_eq!((whole.attempts, whole.ever_right), (2, true));
}

#[test]
fn what_is_counted_in_memory_is_what_is_read_again() {
    let mut record = Record::in_memory().unwrap();
    let pack = key("strata/course");
    let mut counted = record.standing(&pack).unwrap();
    for (item, score) in [("one", 0.0), ("two", 1.0), ("one", 0.9), ("two", 0.0)] {
        let made = attempt("strata/course", item, score);
        record.append(&made).unwrap();
        counted.add(&made);
    }
    for event in [LessonEvent::Begun, LessonEvent::EndReached] {
        record.note(&pack, &id("lesson"), event, NOW).unwrap();
        counted.note(&id("lesson"), event);
    }
    assert_eq!(counted, record.standing(&pack).unwrap());
}

#[test]
fn the_log_can_only_grow() {
    let dir = folder();
    Record::open(dir.path(), NOW).unwrap().record.append(&attempt("a/b", "c", 1.0)).unwrap();
    let raw = rusqlite::Connection::open(dir.path().join(FILE)).unwrap();
    for change in ["UPDATE attempt SET score = 0", "DELETE FROM attempt"] {
        let error = raw.execute(change, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{change}: {error}");
    }
}

#[test]
fn rows_of_a_later_kind_are_kept_and_passed_over() {
    let dir = folder();
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    record.append(&attempt("a/b", "c", 1.0)).unwrap();
    let raw = rusqlite::Connection::open(dir.path().join(FILE)).unwrap();
    raw.execute(
        "INSERT INTO attempt SELECT 99, pack, item, wording_hash, answer_hash, 'merge', '', NULL, 0,
            NULL, 0, at_unix_ms, 0, '9.0.0', NULL, NULL FROM attempt",
        [],
    )
    .unwrap();
    assert_eq!(record.attempts(&key("a/b")).unwrap().len(), 1);
    assert_eq!(record.standing(&key("a/b")).unwrap().item(&id("c"), &[]).attempts, 1);
}

#[test]
fn an_answer_is_in_the_file_as_soon_as_it_is_confirmed() {
    let dir = folder();
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    record.append(&attempt("a/b", "c", 1.0)).unwrap();
    // A copy of the files as they are now: a crash would leave these.
    let copy = folder();
    for name in [FILE, "record.sqlite-wal"] {
        fs::copy(dir.path().join(name), copy.path().join(name)).unwrap();
    }
    let after = Record::open(copy.path(), NOW).unwrap();
    assert!(after.set_aside.is_none());
    assert_eq!(after.record.attempts(&key("a/b")).unwrap().len(), 1);
}

#[test]
fn settings_are_kept_by_key() {
    let dir = folder();
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    record.set_settings(&[pair("theme", "dark"), pair("zoom", "100")]).unwrap();
    record.set_settings(&[pair("zoom", "150")]).unwrap();
    drop(record);
    let record = Record::open(dir.path(), NOW).unwrap().record;
    assert_eq!(record.all_settings().unwrap(), [pair("theme", "dark"), pair("zoom", "150")]);
}

#[test]
fn the_current_pack_keeps_its_place_in_the_list() {
    let mut record = Record::in_memory().unwrap();
    let pack = |name: &str, version: &str| CurrentPack {
        key: key(name),
        version: version.to_owned(),
        folder: PackFolder::new(&format!("{version}-folder")),
    };
    let set = |record: &mut Record, name: &str, version: &str, at: Stamp| {
        let folder = PackFolder::new(&format!("{version}-folder")).unwrap();
        record.set_current_pack(&key(name), version, &folder, at).unwrap();
    };
    let later = Stamp { unix_ms: NOW.unix_ms + 5, ..NOW };
    set(&mut record, "me/zoo", "1.0.0", NOW);
    set(&mut record, "me/ape", "1.0.0", later);
    set(&mut record, "me/zoo", "2.0.0", later);
    assert_eq!(record.current_packs().unwrap(), [pack("me/zoo", "2.0.0"), pack("me/ape", "1.0.0")]);
}

/// Damages the record of a new folder and opens it again.
fn damaged(damage: impl Fn(&mut Vec<u8>)) {
    let dir = folder();
    let path = dir.path().join(FILE);
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    for number in 0..300 {
        record.append(&attempt("a/b", &format!("item-{number}"), 1.0)).unwrap();
    }
    drop(record);
    let mut bytes = fs::read(&path).unwrap();
    damage(&mut bytes);
    fs::write(&path, &bytes).unwrap();

    let opened = Record::open(dir.path(), NOW).unwrap();
    let aside = opened.set_aside.expect("the damage is told");
    assert_eq!(aside.moved_to.file_name().unwrap(), "record-damaged-2026-11-24-223500.sqlite");
    assert_eq!(fs::read(&aside.moved_to).unwrap(), bytes, "what was there is there still");
    assert!(!aside.why.is_empty());
    assert_eq!(opened.record.attempts(&key("a/b")).unwrap(), []);
    drop(opened.record);
    assert!(Record::open(dir.path(), NOW).unwrap().set_aside.is_none(), "told once");
}

#[test]
fn a_record_of_noise_is_set_aside() {
    damaged(|bytes| bytes.fill(b'x'));
}

#[test]
fn a_record_with_a_broken_page_is_set_aside() {
    damaged(|bytes| {
        let from = bytes.len() / 2;
        for byte in &mut bytes[from..from + 4096] {
            *byte = 0xA5;
        }
    });
}

#[test]
fn a_record_that_was_cut_short_is_set_aside() {
    damaged(|bytes| bytes.truncate(bytes.len() / 2));
}

#[test]
fn a_record_that_was_emptied_is_set_aside() {
    damaged(Vec::clear);
}

#[test]
fn two_damaged_records_of_one_moment_both_stay() {
    let dir = folder();
    for _ in 0..2 {
        fs::write(dir.path().join(FILE), "noise, and again noise").unwrap();
        assert!(Record::open(dir.path(), NOW).unwrap().set_aside.is_some());
    }
    let names =
        fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.contains("damaged")).collect();
    names.sort();
    let expected =
        ["record-damaged-2026-11-24-223500-2.sqlite", "record-damaged-2026-11-24-223500.sqlite"];
    assert_eq!(names, expected);
}

#[test]
fn a_record_of_a_newer_strata_is_not_touched() {
    let dir = folder();
    drop(Record::open(dir.path(), NOW).unwrap());
    let raw = rusqlite::Connection::open(dir.path().join(FILE)).unwrap();
    raw.pragma_update(None, "user_version", 4_000_000).unwrap();
    drop(raw);
    let error = Record::open(dir.path(), NOW).unwrap_err();
    assert!(matches!(error, RecordError::Newer { found: 4_000_000, .. }), "{error}");
    assert!(error.to_string().contains("update Strata"), "{error}");
    assert!(dir.path().join(FILE).exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let dir = folder();
    let data = unwritable(dir.path());
    let error = Record::open(&data, NOW).unwrap_err().to_string();
    assert!(
        error.contains("--data-dir") && error.ends_with(&data.display().to_string()),
        "{error}"
    );
}

#[test]
fn a_full_disk_loses_nothing_and_says_so() {
    let dir = folder();
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    let kept = attempt("a/b", "kept", 1.0);
    record.append(&kept).unwrap();
    record.grow_no_further().unwrap();
    let full =
        (0..5_000).find_map(|n| record.append(&attempt("a/b", &format!("n-{n}"), 1.0)).err());
    let error = full.expect("a file that may not grow gets full");
    assert!(matches!(error, RecordError::Full), "{error}");
    let answers = record.attempts(&key("a/b")).unwrap();
    assert_eq!(answers.first(), Some(&kept));
    drop(record);
    let again = Record::open(dir.path(), NOW).unwrap();
    assert!(again.set_aside.is_none());
    assert_eq!(again.record.attempts(&key("a/b")).unwrap(), answers);
}
