//! Several at one record: who makes it, who judges it, and who may move it.

use crate::support::{NOW, attempt, folder, key};
use rusqlite::Connection;
use std::{
    fs,
    path::Path,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};
use strata::progress::{Opening, Record, RecordError, Turn};

const FILE: &str = "record.sqlite";

fn names(dir: &Path) -> Vec<String> {
    let names = fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn impatient() -> Opening {
    Opening { patience: Duration::from_millis(50), ..Opening::default() }
}

/// A record with this many answers, closed.
fn record_of(dir: &Path, answers: usize) {
    let mut record = Record::open(dir, NOW).unwrap().record;
    for number in 0..answers {
        record.append(&attempt("a/b", &format!("item-{number}"), 1.0)).unwrap();
    }
}

#[test]
fn many_first_starts_at_once_make_one_record_and_none_is_damaged() {
    for _ in 0..10 {
        let dir = folder();
        let start = Barrier::new(6);
        thread::scope(|scope| {
            for number in 0..6 {
                let (dir, start) = (dir.path(), &start);
                scope.spawn(move || {
                    start.wait();
                    let opened = Record::open(dir, NOW).unwrap();
                    assert_eq!(opened.set_aside, None);
                    let mut record = opened.record;
                    record.append(&attempt("a/b", &format!("item-{number}"), 1.0)).unwrap();
                });
            }
        });
        let record = Record::open(dir.path(), NOW).unwrap().record;
        assert_eq!(record.attempts(&key("a/b")).unwrap().len(), 6);
        assert!(!names(dir.path()).iter().any(|name| name.contains("damaged")));
    }
}

#[test]
fn an_empty_file_is_damage_only_where_a_record_was_completed() {
    // A first start may have been killed, or have had no room: there never was a record.
    let dir = folder();
    fs::write(dir.path().join(FILE), "").unwrap();
    fs::write(dir.path().join(".record-new.sqlite"), "half of a rec").unwrap();
    let opened = Record::open(dir.path(), NOW).unwrap();
    assert_eq!(opened.set_aside, None);
    drop(opened);
    assert_eq!(names(dir.path()), ["record.in-use", "record.lock", FILE]);
    fs::write(dir.path().join(FILE), "").unwrap();
    let aside = Record::open(dir.path(), NOW).unwrap().set_aside.expect("there was more");
    assert_eq!(aside.why, "it is empty");
}

#[test]
fn a_record_of_a_byte_and_a_log_without_its_record_are_damage() {
    let dir = folder();
    fs::write(dir.path().join(FILE), "S").unwrap();
    let aside = Record::open(dir.path(), NOW).unwrap().set_aside.expect("no record is so short");
    assert_eq!(aside.why, "it is only 1 byte long");
    assert_eq!(fs::read(aside.moved_to).unwrap(), b"S");

    let dir = folder();
    let mut record = Record::open(dir.path(), NOW).unwrap().record;
    record.append(&attempt("a/b", "c", 1.0)).unwrap();
    let lost = folder();
    fs::copy(dir.path().join("record.sqlite-wal"), lost.path().join("record.sqlite-wal")).unwrap();
    let opened = Record::open(lost.path(), NOW).unwrap();
    assert_eq!(opened.set_aside.expect("it can be of use still").why, "its main file is missing");
    assert_eq!(opened.record.attempts(&key("a/b")).unwrap(), []);
    assert!(names(lost.path()).iter().any(|name| name.ends_with(".sqlite-wal")));
}

#[test]
fn what_others_have_open_is_never_moved() {
    let dir = folder();
    record_of(dir.path(), 300);
    let window = Record::open(dir.path(), NOW).unwrap().record;
    let doubted = Opening { damaged: Some("a page is torn".to_owned()), ..impatient() };
    let error = Record::open_as(dir.path(), NOW, &doubted).unwrap_err();
    assert!(matches!(error, RecordError::DamagedInUse { .. }), "{error}");
    assert!(error.to_string().contains("close that"), "{error}");
    assert!(!names(dir.path()).iter().any(|name| name.contains("damaged")));
    drop(window);
    let opened = Record::open_as(dir.path(), NOW, &doubted).unwrap();
    assert!(opened.set_aside.is_some());
}

#[cfg(unix)]
#[test]
fn what_another_program_holds_is_never_moved() {
    use std::process::{Command, Stdio};
    let dir = folder();
    record_of(dir.path(), 300);
    let path = dir.path().join(FILE);
    let mut bytes = fs::read(&path).unwrap();
    bytes[40_000..60_000].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    // A lock of another process, which is what a program that has the database open holds.
    let script = format!(
        "import fcntl,sys\nf=open({:?},'r+b')\nfcntl.lockf(f,fcntl.LOCK_EX)\nprint('held',flush=True)\nsys.stdin.read()",
        path.to_str().unwrap()
    );
    let Ok(mut holder) = Command::new("python3")
        .args(["-c", &script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    else {
        return;
    };
    let mut said = [0; 4];
    std::io::Read::read_exact(holder.stdout.as_mut().unwrap(), &mut said).unwrap();
    let doubted = Opening { damaged: Some("a page is torn".to_owned()), ..impatient() };
    let error = Record::open_as(dir.path(), NOW, &doubted).unwrap_err();
    assert!(matches!(error, RecordError::DamagedInUse { .. }), "{error}");
    drop(holder.stdin.take());
    holder.wait().unwrap();
    assert!(Record::open_as(dir.path(), NOW, &doubted).unwrap().set_aside.is_some());
}

#[test]
fn whoever_keeps_the_turn_is_waited_for_and_not_for_ever() {
    let dir = folder();
    let turn = Turn::take(dir.path(), Duration::ZERO).unwrap();
    let begun = Instant::now();
    let error = Record::open_as(dir.path(), NOW, &impatient()).unwrap_err();
    assert!(matches!(error, RecordError::Busy), "{error}");
    assert!(begun.elapsed() >= Duration::from_millis(50));
    drop(turn);
    assert!(Record::open_as(dir.path(), NOW, &impatient()).is_ok());
}

#[test]
fn what_changes_how_it_is_written_waits_for_others() {
    let dir = folder();
    record_of(dir.path(), 3);
    let other = Connection::open(dir.path().join(FILE)).unwrap();
    // Another program has turned the write-ahead log off, and is writing.
    let mode: String =
        other.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "delete");
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(300));
            other.execute_batch("COMMIT").unwrap();
            drop(other);
        });
        let record = Record::open(dir.path(), NOW).unwrap().record;
        assert_eq!(record.attempts(&key("a/b")).unwrap().len(), 3);
    });
}

#[test]
fn damage_is_damage_at_any_size() {
    let dir = folder();
    let path = dir.path().join(FILE);
    record_of(dir.path(), 10);
    {
        let raw = Connection::open(&path).unwrap();
        raw.execute_batch(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
             INSERT INTO attempt (pack, item, wording_hash, answer_hash, what, answer, score, millis,
                at_unix_ms, offset_minutes, app_version)
             SELECT 'a/b', 'item-' || i, hex(randomblob(16)), hex(randomblob(16)), 'answer',
                '1:options:x', 1.0, 5, 5, 0, '0.1.0' FROM n;",
        )
        .unwrap();
    }
    let mut bytes = fs::read(&path).unwrap();
    assert!(bytes.len() > 8 * 1024 * 1024, "larger than what is read through at once");
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096 * 8].fill(0x5A);
    fs::write(&path, &bytes).unwrap();
    // The window shows first; then the record is read through.
    let opened = Record::open(dir.path(), NOW).unwrap();
    assert!(opened.set_aside.is_none() && opened.record.is_unexamined());
    assert!(Record::examine(dir.path()).unwrap().is_some());
    drop(opened);
    let thorough = Opening { thorough: true, ..Opening::default() };
    let opened = Record::open_as(dir.path(), NOW, &thorough).unwrap();
    let aside = opened.set_aside.expect("it is set aside");
    assert!(fs::read(aside.moved_to).unwrap() == bytes, "all of it");
    assert!(!opened.record.is_unexamined());
}

#[test]
fn what_is_no_record_of_ours_is_left_alone_in_plain_words() {
    let dir = folder();
    record_of(dir.path(), 1);
    let raw = |sql: &str| {
        Connection::open(dir.path().join(FILE)).unwrap().execute_batch(sql).unwrap();
    };
    raw("PRAGMA user_version = -1");
    let error = Record::open(dir.path(), NOW).unwrap_err();
    assert!(matches!(error, RecordError::NotOurs { found: -1, .. }), "{error}");
    assert!(error.to_string().contains("not a record of Strata"), "{error}");
    raw("PRAGMA user_version = 0");
    let error = Record::open(dir.path(), NOW).unwrap_err();
    assert!(matches!(error, RecordError::NotOurs { found: 0, .. }), "{error}");
    raw(&format!("PRAGMA user_version = {}", strata::progress::SCHEMA));
    assert_eq!(
        Record::open(dir.path(), NOW).unwrap().record.attempts(&key("a/b")).unwrap().len(),
        1
    );
}

#[test]
fn looking_at_a_record_changes_nothing_and_sees_what_was_confirmed_last() {
    let dir = folder();
    assert!(Record::copy_of(dir.path()).unwrap().is_none());
    assert_eq!(names(dir.path()), [""; 0], "nothing is made to look something up");
    let mut window = Record::open(dir.path(), NOW).unwrap().record;
    for number in 0..40 {
        window.append(&attempt("a/b", &format!("item-{number}"), 1.0)).unwrap();
    }
    // A program beside the window reads these copies: closing a file of this process would give up
    // its locks.
    let beside = folder();
    for name in names(dir.path()) {
        fs::copy(dir.path().join(&name), beside.path().join(&name)).unwrap();
    }
    let before: Vec<_> =
        names(beside.path()).iter().map(|n| fs::read(beside.path().join(n)).unwrap()).collect();
    let copy = Record::copy_of(beside.path()).unwrap().unwrap();
    assert_eq!(copy.attempts(&key("a/b")).unwrap(), window.attempts(&key("a/b")).unwrap());
    let after: Vec<_> =
        names(beside.path()).iter().map(|n| fs::read(beside.path().join(n)).unwrap()).collect();
    assert!(before == after && names(beside.path()) == names(dir.path()));
    // Once the window has closed it, the record is one file, and is read all the same.
    let answers = window.attempts(&key("a/b")).unwrap();
    drop(window);
    assert_eq!(
        Record::copy_of(dir.path()).unwrap().unwrap().attempts(&key("a/b")).unwrap(),
        answers
    );
}

#[test]
fn a_log_that_is_cut_or_changed_ends_where_it_is_whole() {
    let dir = folder();
    let mut window = Record::open(dir.path(), NOW).unwrap().record;
    for number in 0..30 {
        window.append(&attempt("a/b", &format!("item-{number}"), 1.0)).unwrap();
    }
    let record = fs::read(dir.path().join(FILE)).unwrap();
    let log = fs::read(dir.path().join("record.sqlite-wal")).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for step in 0..60_usize {
        let beside = folder();
        fs::write(beside.path().join(FILE), &record).unwrap();
        let mut cut = log[..log.len() * step / 59].to_vec();
        if step % 3 == 0
            && let Some(byte) = cut.get_mut(step * 37)
        {
            *byte ^= 0x10;
        }
        fs::write(beside.path().join("record.sqlite-wal"), &cut).unwrap();
        let ours = Record::copy_of(beside.path())
            .map(|record| record.unwrap().attempts(&key("a/b")).unwrap().len() as u32);
        // SQLite's own reading is the measure.
        let theirs = Connection::open(beside.path().join(FILE)).unwrap().query_row(
            "SELECT count(*) FROM attempt",
            [],
            |row| row.get::<_, u32>(0),
        );
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                assert_eq!(ours, theirs, "step {step}");
                seen.insert(ours);
            }
            (Err(_), Err(_)) => {}
            (ours, theirs) => {
                // Until the tables are in the file, SQLite fails, and we make them in memory.
                assert!(theirs.is_err() && ours.is_ok_and(|count| count == 0), "step {step}");
            }
        }
    }
    assert!(seen.len() > 10, "{seen:?}");
}
