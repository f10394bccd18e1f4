//! Processes that are killed, and processes that start at once: nothing that was confirmed is lost,
//! nothing is left half done, and no damage is reported where there is none.
//!
//! `cargo test -- --ignored crash::` does it at length, and prints what it has counted.

use crate::{
    child::child,
    support::{NOW, attempt, folder, key, moment, write_pack},
};
use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use strata::{
    app::{keeper, model::Keeping, ports::Keeper},
    library::Shelf,
    progress::Record,
};

const DIR: &str = "STRATA_TEST_ANSWERS_DIR";
const FIRST: &str = "STRATA_TEST_FIRST_ANSWER";
const MOST: &str = "STRATA_TEST_MOST_ANSWERS";

/// Random numbers, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Starts as the window does, answers question after question, and prints which answers are
/// confirmed.
#[test]
fn child_that_answers() {
    let Some(dir) = std::env::var_os(DIR) else { return };
    let number = |name: &str| std::env::var(name).unwrap().parse::<usize>().unwrap();
    let (first, most) = (number(FIRST), number(MOST));
    let (mut keeper, begun) = keeper::begin(Ok(dir.into()), moment(0)).unwrap();
    for news in begun.news {
        println!("news {}: {}", news.title(), news.text());
    }
    if let Keeping::NotYet(why) = begun.keeping {
        println!("closed {why}");
        while keeper.retry().is_err() {}
    }
    for number in first..first + most {
        let answer = attempt("a/b", &format!("item-{number}"), 1.0);
        while keeper.store(&answer).is_err() {
            while keeper.retry().is_err() {}
        }
        println!("kept {number}");
    }
}

fn answering(dir: &Path, first: usize, most: usize) -> Child {
    let mut command = child("crash::child_that_answers");
    command.env(DIR, dir).env(FIRST, first.to_string()).env(MOST, most.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

/// What a child prints, line by line, until it ends.
fn saying(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    // On the first line, the words stand behind the test's own name.
    lines.map(|line| line.rsplit("... ").next().unwrap_or_default().to_owned())
}

/// What a child has printed until it ended.
fn said(child: &mut Child) -> Vec<String> {
    saying(child).collect()
}

fn kept(said: &[String]) -> BTreeSet<usize> {
    said.iter().filter_map(|line| line.strip_prefix("kept ")?.parse().ok()).collect()
}

fn stored(dir: &Path) -> BTreeSet<usize> {
    let opened = Record::open(dir, NOW).unwrap();
    assert_eq!(opened.set_aside, None, "a killed process damages nothing");
    let attempts = opened.record.attempts(&key("a/b")).unwrap();
    let items: Vec<usize> = attempts
        .iter()
        .map(|attempt| attempt.item.as_str().strip_prefix("item-").unwrap().parse().unwrap())
        .collect();
    let all: BTreeSet<usize> = items.iter().copied().collect();
    assert_eq!(all.len(), items.len(), "nothing is there twice");
    all
}

fn damaged(dir: &Path) -> Vec<String> {
    let names = fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("damaged") || name.starts_with(".record-new")).collect()
}

/// Kills processes that answer; gives how many answers were confirmed.
fn kill_while_answering(times: usize) -> usize {
    let dir = folder();
    let mut chance = Chance(7);
    let mut confirmed = BTreeSet::new();
    for round in 0..times {
        // Some are killed before there is a record at all.
        let fresh = round % 20 == 0;
        let place = dir.path().join(if fresh { format!("fresh-{round}") } else { "data".into() });
        let mut child = answering(&place, round * 10_000, 9_999);
        let mut lines = saying(&mut child);
        let mut said = Vec::new();
        // Every other one is killed while it answers, the rest while they start.
        while round % 2 == 1 && kept(&said).is_empty() {
            said.push(lines.next().expect("it answers"));
        }
        thread::sleep(Duration::from_millis(chance.below(60)));
        child.kill().unwrap();
        said.extend(lines);
        child.wait().unwrap();
        assert!(!said.iter().any(|line| line.starts_with("news ")), "round {round}: {said:?}");
        let new = kept(&said);
        if place.exists() {
            let there = stored(&place);
            assert!(there.is_superset(&new), "round {round}: {:?}", new.difference(&there));
            assert_eq!(damaged(&place), [""; 0]);
            if !fresh {
                confirmed.extend(new);
                assert!(there.is_superset(&confirmed), "round {round}");
            }
        }
    }
    confirmed.len()
}

/// Kills processes that import; gives how often the pack was there afterwards.
fn kill_while_importing(times: usize) -> usize {
    let (dir, packs) = (folder(), folder());
    drop(Record::open(dir.path(), NOW).unwrap());
    let mut chance = Chance(11);
    let (mut there, mut lasts) = (0, None::<Duration>);
    for round in 0..times {
        let version = format!("1.{round}.0");
        let pack = write_pack(packs.path(), &version, &format!("Networks {round}"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_strata"))
            .args(["import", "--yes", pack.to_str().unwrap()])
            .env("STRATA_DATA_DIR", dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The first import is timed; the others are killed before, during or after that time.
        match lasts {
            None => {
                let started = Instant::now();
                assert!(child.wait().unwrap().success());
                lasts = Some(started.elapsed());
            }
            Some(lasts) => {
                thread::sleep(lasts.mul_f64(chance.below(130) as f64 / 100.0));
                child.kill().unwrap();
                child.wait().unwrap();
            }
        }
        let (_keeper, begun) = keeper::begin(Ok(dir.path().to_owned()), moment(0)).unwrap();
        assert_eq!(begun.news, [], "round {round}: what is in the list can be read");
        assert_eq!(damaged(dir.path()), [""; 0]);
        let shown =
            begun.shelf.packs.iter().find(|pack| pack.course.key == key("someone/networks"));
        there += usize::from(shown.is_some_and(|p| p.course.version.to_string() == version));
        let names = fs::read_dir(dir.path().join("packs")).map(|entries| {
            entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
        });
        for name in names.unwrap_or_default() {
            assert!(!name.starts_with('.'), "round {round}: {name} is swept away");
        }
    }
    let record = Record::open(dir.path(), NOW).unwrap().record;
    assert_eq!(Shelf::load(dir.path(), &record).unreadable, []);
    there
}

/// Starts two processes at once where nothing was, which both answer.
fn two_at_once(times: usize) {
    for round in 0..times {
        let dir = folder();
        let data = dir.path().join("data");
        let mut both = [answering(&data, 0, 5), answering(&data, 100, 5)];
        for child in &mut both {
            let said = said(child);
            assert!(child.wait().unwrap().success());
            assert_eq!(kept(&said).len(), 5, "round {round}: {said:?}");
            assert!(!said.iter().any(|line| line.starts_with("news ")), "round {round}: {said:?}");
        }
        assert_eq!(stored(&data).len(), 10, "round {round}");
        assert_eq!(damaged(&data), [""; 0]);
    }
}

/// Starts two imports of two packs at once where nothing was.
fn two_imports_at_once(times: usize) {
    let packs = folder();
    let one = write_pack(packs.path(), "1.0.0", "Networks");
    let other = packs.path().join("other");
    fs::create_dir(&other).unwrap();
    let other = write_pack(&other, "1.0.0", "Others");
    let manifest = other.join("pack.ron");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("id: \"networks\"", "id: \"others\"")).unwrap();
    for round in 0..times {
        let dir = folder();
        let mut both = [&one, &other].map(|pack| {
            Command::new(env!("CARGO_BIN_EXE_strata"))
                .args(["import", pack.to_str().unwrap()])
                .env("STRATA_DATA_DIR", dir.path())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        });
        for child in &mut both {
            let mut complaint = String::new();
            std::io::Read::read_to_string(child.stderr.as_mut().unwrap(), &mut complaint).unwrap();
            assert!(
                child.wait().unwrap().success() && complaint.is_empty(),
                "{round}: {complaint}"
            );
        }
        let record = Record::open(dir.path(), NOW).unwrap().record;
        let shelf = Shelf::load(dir.path(), &record);
        assert_eq!((shelf.packs.len(), shelf.unreadable.len()), (3, 0), "round {round}");
        assert_eq!(damaged(dir.path()), [""; 0]);
    }
}

#[test]
fn a_few_kills_lose_nothing() {
    // If none was confirmed or whole, the test would have tested nothing.
    assert!(kill_while_answering(12) > 0);
    assert!(kill_while_importing(6) > 0);
}

#[test]
fn a_few_first_starts_at_once_get_along() {
    two_at_once(6);
    two_imports_at_once(4);
}

#[test]
#[ignore = "takes minutes"]
fn killed_at_200_moments_while_answering() {
    let confirmed = kill_while_answering(200);
    assert!(confirmed > 1_000, "{confirmed}");
    println!("200 kills, {confirmed} answers confirmed and all of them there");
}

#[test]
#[ignore = "takes minutes"]
fn killed_at_100_moments_while_importing() {
    let whole = kill_while_importing(100);
    assert!((10..100).contains(&whole), "{whole}");
    println!("100 kills, {whole} imports whole, the others not begun");
}

#[test]
#[ignore = "takes minutes"]
fn two_start_at_once_200_times() {
    two_at_once(200);
    two_imports_at_once(200);
    println!("200 pairs of starts and 200 pairs of imports: all answers and packs there");
}
