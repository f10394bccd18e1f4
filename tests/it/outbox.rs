//! What the record does not take now is kept in order, tried again, and told.

use crate::{
    support::{NOW, attempt, folder, id, key, moment, unwritable, write_pack},
    update::{PACK, lesson, model, options},
};
use rusqlite::Connection;
use std::{fs, path::Path};
use strata::{
    app::{
        Action, Effect, Job, Model, keeper,
        model::{Keeping, Overlay},
        outbox::Leaving,
        ports::Keeper,
        update,
        update::next_wake,
        values::KeepError,
    },
    library::{Shelf, install, prepare},
    progress::{Correction, Corrections, LessonEvent, Record, RecordError, RowId},
    quiz::Kept,
};

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    update(model, action)
}

fn at(model: &mut Model, millis: u64) -> Vec<Effect> {
    act(model, Action::Clock(moment(millis)))
}

/// Answers the open question; gives the effects that go to the record.
pub fn answer(model: &mut Model, option: &str) -> Vec<Effect> {
    let _none = act(model, Action::Choose(options(option)));
    act(model, Action::CheckAnswer)
}

fn stores(effects: &[Effect]) -> Vec<Job> {
    let store = |effect: &&Effect| matches!(effect, Effect::Store { .. });
    effects.iter().filter(store).map(Effect::job).collect()
}

fn kept(model: &Model) -> Option<Kept> {
    model.session()?.current_turn()?.verdict.clone()?.kept
}

/// What the record says while another program holds it.
fn held() -> KeepError {
    RecordError::Busy.into()
}

/// A model whose first answer was refused.
fn stalled() -> (Model, Job) {
    let mut model = model();
    let job = stores(&answer(&mut model, "shared-kernel"))[0];
    let more = act(&mut model, Action::Stored { job, result: Err(held()) });
    assert!(more.is_empty());
    (model, job)
}

#[test]
fn an_answer_that_is_refused_waits_and_nobody_waits_for_it() {
    let (mut model, _) = stalled();
    assert_eq!(kept(&model), Some(Kept::Waiting(held().to_string())));
    let standing = model.standing(&key(PACK)).unwrap();
    assert!(standing.item(&id("main-advantage"), &[]).ever_right, "it counts in this window");
    assert_eq!(model.unkept().unwrap(), format!("1 answer is not kept yet: {}", held()));
    assert!(!model.saving_long());
    // The next answer is not even handed over, so that it does not overtake the first.
    let _none = act(&mut model, Action::NextQuestion);
    let _none = act(&mut model, Action::GoToQuestion(2));
    let effects = answer(&mut model, "guest-os");
    assert!(stores(&effects).is_empty(), "{effects:?}");
    assert!(model.notices.is_empty(), "one banner says it all: {:?}", model.notices);
}

#[test]
fn it_is_tried_again_by_itself_with_longer_and_longer_pauses() {
    let (mut model, job) = stalled();
    let mut tries = Vec::new();
    for second in 0..60 {
        let effects = at(&mut model, second * 1_000);
        if let [Effect::Retry { job }] = effects[..] {
            tries.push(second);
            assert!(at(&mut model, second * 1_000).is_empty(), "one try at a time");
            let _none = act(&mut model, Action::Retried { job, result: Err(held()) });
        }
        assert!(next_wake(&model).is_some_and(|millis| millis <= 15_000));
    }
    assert_eq!(tries, [1, 3, 7, 15, 30, 45]);
    let retry = act(&mut model, Action::KeepNow)[0].job();
    let again = act(&mut model, Action::Retried { job: retry, result: Ok(()) });
    assert_eq!(stores(&again), [job], "the same answer, under the same name");
    assert_eq!(kept(&model), Some(Kept::Waiting(held().to_string())), "not before it is on disk");
    let _none = act(&mut model, Action::Stored { job, result: Ok(RowId(5)) });
    assert_eq!(kept(&model), Some(Kept::Stored));
    assert_eq!(model.unkept(), None);
    assert_eq!(model.notices.last().unwrap().news.title(), "Your answer is kept now");
    assert!(model.can_take_back(&id("main-advantage")));
    let item = model.standing(&key(PACK)).unwrap().item(&id("main-advantage"), &[]);
    assert_eq!(item.attempts, 1, "counted once");
}

#[test]
fn what_waits_is_handed_over_in_the_order_in_which_it_happened() {
    let (mut model, first) = stalled();
    let _none = act(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    assert!(answer(&mut model, "root").is_empty());
    let _none = act(&mut model, Action::ToggleMotion);
    assert!(at(&mut model, 900).is_empty(), "settings wait as well");
    let retry = act(&mut model, Action::KeepNow)[0].job();
    let again = act(&mut model, Action::Retried { job: retry, result: Ok(()) });
    let jobs: Vec<Job> = again.iter().map(Effect::job).collect();
    let mut sorted = jobs.clone();
    sorted.sort();
    assert_eq!(jobs, sorted);
    assert_eq!((jobs[0], stores(&again).len()), (first, 2));
    assert!(again.iter().any(|effect| matches!(effect, Effect::SavePrefs { .. })));
    // If they are refused again, they wait again, and so does what follows.
    for job in jobs {
        let refused =
            act(&mut model, Action::Stored { job, result: Err(RecordError::Full.into()) });
        assert!(refused.is_empty());
    }
    assert_eq!(model.outbox.answers(), 2);
    assert_eq!(model.would_be_lost().len(), 2);
}

#[test]
fn closing_waits_for_what_is_not_kept_and_says_what_would_be_lost() {
    let mut model = model();
    assert!(model.may_close());
    let job = stores(&answer(&mut model, "shared-kernel"))[0];
    assert!(!model.may_close(), "it is on its way");
    let _none = act(&mut model, Action::Leave);
    assert_eq!(model.overlay, None, "it takes a moment, and no word");
    let _none = at(&mut model, 299);
    assert_eq!(model.overlay, None);
    assert_eq!(next_wake(&model), Some(1));
    let _none = at(&mut model, 300);
    assert_eq!(model.overlay, Some(Overlay::Leaving));
    assert_eq!(model.would_be_lost().len(), 1);
    let _none = act(&mut model, Action::CloseOverlay);
    assert_eq!((model.overlay, model.outbox.leaving), (None, Leaving::Not), "the window stays");
    let _none = act(&mut model, Action::Stored { job, result: Err(held()) });
    let tried = act(&mut model, Action::Leave);
    assert!(matches!(tried[..], [Effect::Retry { .. }]), "{tried:?}");
    assert_eq!(model.overlay, Some(Overlay::Leaving), "at once, since it may take long");
    let again = act(&mut model, Action::Retried { job: tried[0].job(), result: Ok(()) });
    let _none = act(&mut model, Action::Stored { job: stores(&again)[0], result: Ok(RowId(1)) });
    assert!(model.may_close() && model.outbox.leaving != Leaving::Not, "now it closes by itself");
}

#[test]
fn who_does_not_want_to_wait_closes_and_loses_it() {
    let (mut model, _) = stalled();
    let _tried = act(&mut model, Action::Leave);
    assert!(!model.may_close());
    let _none = act(&mut model, Action::LeaveAnyway);
    assert!(model.may_close());
}

#[test]
fn settings_and_reading_hold_up_no_closing() {
    let mut model = model();
    let effects = at(&mut model, 20_000);
    assert!(effects.iter().any(|e| matches!(e, Effect::Note { event: LessonEvent::Begun, .. })));
    for effect in effects {
        let job = effect.job();
        let _none = act(&mut model, Action::Noted { job, result: Err(RecordError::Full.into()) });
    }
    assert_eq!(
        model.unkept().unwrap(),
        format!("Nothing new is being kept: {}", RecordError::Full)
    );
    assert!(model.may_close());
}

// From here on the tests are about the keeper itself, on a disk.

fn begin(dir: &Path) -> (keeper::DiskKeeper, strata::app::values::Begun) {
    keeper::begin(Ok(dir.to_owned()), moment(0)).unwrap()
}

fn lock(dir: &Path) -> Connection {
    let other = Connection::open(dir.join("record.sqlite")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    other
}

fn answers(dir: &Path) -> usize {
    Record::open(dir, NOW).unwrap().record.attempts(&key("a/b")).unwrap().len()
}

#[test]
fn while_another_program_holds_the_record_everything_waits_and_then_is_kept() {
    let dir = folder();
    let (mut keeper, begun) = begin(dir.path());
    assert_eq!(begun.keeping, Keeping::Kept(dir.path().to_owned()));
    let other = lock(dir.path());
    let one = attempt("a/b", "one", 1.0);
    let why = keeper.store(&one).unwrap_err();
    assert_eq!(why, held());
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(keeper.store(&attempt("a/b", "two", 1.0)).unwrap_err(), why, "it would overtake");
    keeper.retry().unwrap();
    keeper.store(&one).unwrap();
    assert!(keeper.news().is_none(), "the same record as ever");
    drop((keeper, other));
    assert_eq!(answers(dir.path()), 1);
}

#[test]
fn a_start_while_the_record_is_held_shows_all_that_there_is_and_opens_it_later() {
    let (dir, packs) = (folder(), folder());
    {
        let mut record = Record::open(dir.path(), NOW).unwrap().record;
        record.append(&attempt("someone/networks", "top", 1.0)).unwrap();
        let pack = write_pack(packs.path(), "1.0.0", "Networks");
        let receipt = prepare(&pack, &Shelf::embedded()).unwrap();
        install(dir.path(), &mut record, &receipt, NOW).unwrap();
        record.set_settings(&[("zoom".to_owned(), "150".to_owned())]).unwrap();
    }
    // A lock of another process, so that looking at the file gives up none of its locks.
    let held = Held::new(&dir.path().join("record.sqlite"));
    let Some(held) = held else { return };
    let (mut keeper, begun) = begin(dir.path());
    assert_eq!(begun.keeping, Keeping::NotYet(RecordError::Busy.into()));
    assert_eq!(begun.shelf.packs.len(), 2, "the imported pack is in the list");
    let networks = key("someone/networks");
    let standing = &begun.standings.iter().find(|(pack, _)| *pack == networks).unwrap().1;
    assert!(standing.item(&id("top"), &[]).ever_right, "and how the learner stands");
    assert_eq!(begun.settings, [("zoom".to_owned(), "150".to_owned())]);
    let mut model = Model::new(begun);
    assert!(model.unkept().is_some_and(|banner| banner.starts_with("Nothing new is being kept")));
    let effects = answer(&mut model, "shared-kernel");
    assert!(stores(&effects).is_empty());
    assert!(keeper.retry().is_err());
    drop(held);
    keeper.retry().unwrap();
    let news = keeper.news().expect("the record is there");
    assert_eq!(news.keeping, Keeping::Kept(dir.path().to_owned()));
    let _none = act(&mut model, Action::Reopened(Box::new(news)));
    let _effects = at(&mut model, 1_000);
    let again = act(&mut model, Action::Retried { job: Job(99), result: Ok(()) });
    let Some(Effect::Store { attempt, .. }) = again.first() else { panic!("{again:?}") };
    keeper.store(attempt).unwrap();
    let standing = model.standing(&key(PACK)).unwrap();
    assert_eq!(standing.item(&id("main-advantage"), &[]).attempts, 1, "it counts still");
}

/// Another process that holds a database for itself alone.
struct Held(std::process::Child);

impl Held {
    fn new(path: &Path) -> Option<Self> {
        use std::process::{Command, Stdio};
        let script = format!(
            "import sqlite3,sys\nc=sqlite3.connect({:?},isolation_level=None)\n\
             c.execute('PRAGMA locking_mode=EXCLUSIVE')\nc.execute('BEGIN EXCLUSIVE')\n\
             print('held',flush=True)\nsys.stdin.read()",
            path.to_str().unwrap()
        );
        let mut holder = Command::new("python3")
            .args(["-c", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut said = [0; 4];
        std::io::Read::read_exact(holder.stdout.as_mut()?, &mut said).ok()?;
        Some(Self(holder))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _gone = self.0.wait();
    }
}

#[test]
fn a_record_that_is_removed_while_it_is_open_is_written_again_whole() {
    let parent = folder();
    let dir = parent.path().join("data");
    let (mut keeper, _) = begin(&dir);
    for item in ["one", "two", "three"] {
        keeper.store(&attempt("a/b", item, 1.0)).unwrap();
    }
    fs::remove_dir_all(&dir).unwrap();
    let row = keeper.store(&attempt("a/b", "four", 1.0)).unwrap();
    assert_eq!(row, RowId(4));
    let news = keeper.news().expect("it is told");
    assert!(news.same_rows && news.shelf.is_none());
    assert!(news.news[0].title().contains("removed while Strata was running"), "{:?}", news.news);
    keeper.store(&attempt("a/b", "five", 1.0)).unwrap();
    drop(keeper);
    assert_eq!(answers(&dir), 5);
    // Only the database is deleted and its log is left: that must not come to life in the new
    // record.
    let (mut keeper, _) = begin(&dir);
    keeper.store(&attempt("a/b", "six", 1.0)).unwrap();
    fs::remove_file(dir.join("record.sqlite")).unwrap();
    keeper.store(&attempt("a/b", "seven", 1.0)).unwrap();
    drop(keeper);
    assert_eq!(answers(&dir), 7);
}

#[test]
fn a_record_that_is_replaced_while_it_is_open_gets_the_answer_too() {
    let (dir, other) = (folder(), folder());
    drop(begin(other.path()));
    let mut backup = Record::open(other.path(), NOW).unwrap().record;
    backup.append(&attempt("a/b", "older", 1.0)).unwrap();
    drop(backup);
    let (mut keeper, _) = begin(dir.path());
    keeper.store(&attempt("a/b", "one", 1.0)).unwrap();
    // As restoring a backup does.
    fs::rename(other.path().join("record.sqlite"), dir.path().join("record.sqlite")).unwrap();
    for log in ["record.sqlite-wal", "record.sqlite-shm"] {
        fs::remove_file(dir.path().join(log)).unwrap();
    }
    keeper.store(&attempt("a/b", "two", 1.0)).unwrap();
    let news = keeper.news().expect("it is told");
    assert!(!news.same_rows && news.news[0].title().contains("replaced"), "{:?}", news.news);
    drop(keeper);
    let record = Record::open(dir.path(), NOW).unwrap().record;
    let items: Vec<String> =
        record.attempts(&key("a/b")).unwrap().iter().map(|a| a.item.to_string()).collect();
    assert_eq!(items, ["older", "two"]);
}

#[test]
fn damage_that_is_met_while_writing_sets_the_record_aside_and_keeps_the_answer() {
    let dir = folder();
    let (mut keeper, _) = begin(dir.path());
    for item in ["one", "two", "three"] {
        keeper.store(&attempt("a/b", item, 1.0)).unwrap();
    }
    let undone = Corrections {
        pack: key("a/b"),
        what: Correction::Undo,
        items: vec![(id("two"), Some(RowId(2)))],
        lessons: vec![],
        at: NOW,
        app_version: "0.1.0".to_owned(),
    };
    keeper.correct(&undone).unwrap();
    keeper.damaged("a page is torn".to_owned());
    let news = keeper.news().expect("it is told");
    assert!(!news.same_rows);
    let (title, text) = (news.news[0].title(), news.news[0].text());
    assert_eq!(title, "Your record was damaged");
    assert!(text.contains("a page is torn") && text.contains("record-damaged-"), "{text}");
    keeper.store(&attempt("a/b", "four", 1.0)).unwrap();
    drop(keeper);
    let record = Record::open(dir.path(), NOW).unwrap().record;
    let items: Vec<String> =
        record.attempts(&key("a/b")).unwrap().iter().map(|a| a.item.to_string()).collect();
    assert_eq!(
        items,
        ["one", "three", "four"],
        "what was confirmed since the start is in the new one"
    );
}

#[test]
fn a_record_that_turns_out_damaged_while_it_is_read_is_set_aside() {
    let dir = folder();
    drop(begin(dir.path()));
    {
        let raw = Connection::open(dir.path().join("record.sqlite")).unwrap();
        raw.execute_batch("PRAGMA writable_schema = ON;").unwrap();
        raw.execute("UPDATE sqlite_master SET rootpage = 3000 WHERE name = 'lesson_log'", [])
            .unwrap();
    }
    let (keeper, begun) = begin(dir.path());
    assert_eq!(begun.keeping, Keeping::Kept(dir.path().to_owned()));
    assert_eq!(begun.news.len(), 1, "{:?}", begun.news);
    assert_eq!(begun.news[0].title(), "Your record was damaged");
    drop(keeper);
}

#[test]
fn where_nothing_can_be_written_what_there_is_is_shown_and_the_reason_told() {
    let parent = folder();
    let (_, begun) = begin(&unwritable(parent.path()));
    assert!(matches!(begun.keeping, Keeping::NotYet(_)));
    assert_eq!(begun.shelf.packs.len(), 1);
    let (mut keeper, begun) = keeper::begin(Err("no home".to_owned()), moment(0)).unwrap();
    assert_eq!(begun.keeping, Keeping::NotKept("no home".to_owned()));
    // It is kept in memory and gone with the window, as the banner says.
    keeper.store(&attempt("a/b", "one", 1.0)).unwrap();
    let model = Model::new(begun);
    assert_eq!(model.unkept(), None);
}

const FULL: &str = "STRATA_TEST_FULL_DISK_DIR";

/// Prints what a start says where no file may grow larger.
#[test]
fn child_on_a_full_disk() {
    let Some(dir) = std::env::var_os(FULL) else { return };
    let (mut keeper, begun) = begin(Path::new(&dir));
    let standing = begun.standings.iter().find(|(pack, _)| *pack == key("someone/networks"));
    let right = standing.is_some_and(|(_, s)| s.item(&id("top"), &[]).ever_right);
    let Keeping::NotYet(why) = &begun.keeping else { panic!("{:?}", begun.keeping) };
    println!("\nshows {} {right}: {why}", begun.shelf.packs.len());
    println!("stores: {}", keeper.store(&attempt("a/b", "one", 1.0)).unwrap_err());
}

#[cfg(unix)]
#[test]
fn a_record_on_a_full_disk_is_read_and_the_reason_is_plain() {
    use std::process::Command;
    let (dir, packs) = (folder(), folder());
    {
        let mut record = Record::open(dir.path(), NOW).unwrap().record;
        record.append(&attempt("someone/networks", "top", 1.0)).unwrap();
        let pack = write_pack(packs.path(), "1.0.0", "Networks");
        let receipt = prepare(&pack, &Shelf::embedded()).unwrap();
        install(dir.path(), &mut record, &receipt, NOW).unwrap();
    }
    let before = fs::read(dir.path().join("record.sqlite")).unwrap();
    // In blocks of half a KiB: less than SQLite needs beside a database, still less, and nothing.
    for blocks in [40, 4, 0] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &script, "sh"])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "outbox::child_on_a_full_disk", "--nocapture"])
            .env(FULL, dir.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let full = "the disk is full; make room, what you answered before is safe";
        assert!(said.contains(&format!("shows 2 true: {full}\n")), "{blocks}: {said}");
        assert!(said.contains(&format!("stores: {full}\n")), "{blocks}: {said}");
        assert!(fs::read(dir.path().join("record.sqlite")).unwrap() == before);
    }
    let (_, begun) = begin(dir.path());
    assert_eq!(begun.news, [], "and with room again, all is as before");
}
