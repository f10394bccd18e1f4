//! The rooms of the house and the directions between them, held by reading the sources.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found
}

/// Code only: what comments say does not count.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = |line: &&str| !line.trim_start().starts_with("//");
    (1..).zip(text.lines()).filter(move |(_, line)| code(line))
}

fn room(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    match below.components().count() {
        1 => below.file_stem().unwrap().to_string_lossy().into_owned(),
        _ => below.iter().next().unwrap().to_string_lossy().into_owned(),
    }
}

/// Each room with the rooms that it may use. `id` is everyone's.
const MAY_USE: [(&str, &[&str]); 13] = [
    ("id", &[]),
    ("theme", &[]),
    ("diagram", &["theme"]),
    ("picture", &["theme"]),
    ("disk", &[]),
    ("quiz", &["diagram", "theme"]),
    ("pack", &["diagram", "quiz", "theme"]),
    ("progress", &["disk", "quiz", "diagram"]),
    ("library", &["disk", "pack", "progress", "diagram", "quiz", "theme"]),
    ("app", &["disk", "library", "pack", "progress", "diagram", "quiz", "theme"]),
    ("ui", &["app", "library", "pack", "progress", "picture", "diagram", "quiz", "theme"]),
    ("cli", &["disk", "library", "pack", "progress", "picture", "diagram", "quiz", "theme"]),
    ("main", &["cli", "disk", "ui"]),
];

#[test]
fn every_room_is_known_and_uses_only_the_rooms_below_it() {
    let names: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    for (path, text) in sources("src") {
        let room = room(&path);
        if room == "lib" {
            continue;
        }
        let (_, may) = MAY_USE.iter().find(|(name, _)| *name == room).unwrap_or_else(|| {
            panic!("{}: add the room to this test and to ARCHITECTURE.md", path.display())
        });
        for other in
            names.iter().filter(|other| **other != room && **other != "id" && !may.contains(other))
        {
            for (number, line) in lines(&text) {
                let used = [format!("crate::{other}::"), format!("strata::{other}::")];
                let grouped = line.trim_start().starts_with(&format!("{other}::"))
                    || line.trim_start().starts_with(&format!("{other},"));
                let wrong = used.iter().any(|word| line.contains(word.as_str()))
                    || (grouped && in_use(&text, number));
                assert!(
                    !wrong,
                    "{}:{number}: `{room}` may not use `{other}`: {line}",
                    path.display()
                );
            }
        }
    }
}

/// Is this line part of `use crate::{ … }`?
fn in_use(text: &str, number: usize) -> bool {
    let before: Vec<&str> = text.lines().take(number).collect();
    let start = before.iter().rposition(|line| line.starts_with("use "));
    start.is_some_and(|start| {
        before[start].starts_with("use crate::{")
            && !before[start..before.len() - 1].iter().any(|l| l.starts_with('}'))
    })
}

fn only_in(rooms: &[&str], words: &[&str]) {
    for (path, text) in sources("src") {
        if rooms.contains(&room(&path).as_str()) {
            continue;
        }
        for (number, line) in lines(&text) {
            for word in words {
                assert!(
                    !line.contains(word),
                    "{}:{number}: `{word}` belongs to {rooms:?}: {line}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn egui_stays_in_the_window() {
    only_in(&["ui", "main"], &["egui::", "eframe::", "use egui", "use eframe"]);
}

#[test]
fn sql_stays_in_the_record() {
    only_in(&["progress"], &["rusqlite", "SELECT ", "INSERT INTO"]);
}

#[test]
fn files_stay_where_they_belong() {
    only_in(&["disk", "pack", "progress", "library", "app", "cli"], &["std::fs", "fs::", "File::"]);
}

/// What is written in its place is gone when the disk is full: `disk::write_whole` writes beside it.
#[test]
fn no_file_is_written_over() {
    only_in(&[], &["fs::write(", "File::create(", ".truncate(true)"]);
}

#[test]
fn clocks_and_chance_stay_outside_of_the_core() {
    let edge = ["app", "ui", "progress", "cli", "main"];
    only_in(&edge, &["SystemTime", "Instant", "ZonedDateTime::now", "rand::", "getrandom"]);
}

#[test]
fn serde_stays_in_the_packs() {
    only_in(&["pack"], &["serde", "ron::"]);
}

#[test]
fn views_get_the_model_to_read_only() {
    for (path, text) in sources("src/ui") {
        for (number, line) in lines(&text) {
            let changes = line.contains("&mut Model") || line.contains("model: &mut");
            let owner = path.ends_with("app.rs");
            assert!(owner || !changes, "{}:{number}: views never change the model", path.display());
        }
    }
}

/// The workplace of whoever wrote something has no place in it.
#[test]
fn nothing_names_a_machine() {
    let mut files = sources("src");
    files.extend(sources("tests"));
    for (path, text) in files {
        for word in [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/tm", "p/")] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

/// Every `crate::…` path that a source names, groups taken apart.
fn named(text: &str) -> Vec<String> {
    let code: String = lines(text).map(|(_, line)| line.trim()).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for start in code.split("crate::").skip(1) {
        let mut prefixes = vec![String::new()];
        let mut own = String::new();
        let mut grouped = false;
        for sign in start.chars() {
            match sign {
                '{' => {
                    grouped = true;
                    prefixes.push(format!("{}{own}", prefixes.last().unwrap()));
                    own.clear();
                }
                '}' | ',' if grouped => {
                    if !own.is_empty() {
                        found.push(format!("{}{own}", prefixes.last().unwrap()));
                        own.clear();
                    }
                    if sign == '}' {
                        prefixes.pop();
                        grouped = prefixes.len() > 1;
                    }
                }
                ' ' if grouped => {}
                sign if sign.is_alphanumeric() || matches!(sign, '_' | ':') => own.push(sign),
                _ => {
                    found.push(own.clone());
                    break;
                }
            }
        }
    }
    found
}

/// The files of a room, by module path, each with those that it uses.
fn uses_in(room: &str) -> Vec<(String, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: Vec<(String, String)> = sources(&format!("src/{room}"))
        .into_iter()
        .map(|(path, text)| {
            let path = path.strip_prefix(&root).unwrap().with_extension("");
            let parts = path.iter().map(|part| part.to_str().unwrap());
            (parts.filter(|part| *part != "mod").collect::<Vec<_>>().join("::"), text)
        })
        .collect();
    // A name that a module passes on belongs to the file that it comes from.
    let passed_on = |module: &str, name: &str| {
        let (_, text) = files.iter().find(|(own, _)| own == module)?;
        let from = text.split("pub use ").skip(1).map(|line| line.split(';').next().unwrap());
        let has = |line: &&str| line.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
        let child = from.into_iter().find(has)?.split("::").next()?;
        Some(format!("{module}::{child}"))
    };
    let file_of = |path: &str| {
        let mut module = path;
        while !files.iter().any(|(own, _)| own == module) {
            module = module.rsplit_once("::")?.0;
        }
        let rest = path.strip_prefix(module)?.trim_start_matches("::");
        let name = rest.split("::").next().unwrap_or_default();
        Some(passed_on(module, name).unwrap_or_else(|| module.to_owned()))
    };
    let within = format!("{room}::");
    files
        .iter()
        .map(|(own, text)| {
            let used = named(text).into_iter().filter(|path| path.starts_with(&within));
            (own.clone(), used.filter_map(|path| file_of(&path)).filter(|u| u != own).collect())
        })
        .collect()
}

#[test]
fn the_faces_use_the_layout_the_layout_uses_the_model_and_no_file_goes_in_a_circle() {
    let left = uses_in("diagram");
    assert!(left.iter().map(|(_, used)| used.len()).sum::<usize>() > 60, "{left:?}");
    for (own, used) in &left {
        let may_not: &[&str] = match own.split("::").nth(1) {
            Some("model") => &["diagram::layout", "diagram::faces"],
            Some("layout") => &["diagram::faces"],
            _ => &[],
        };
        for other in used {
            let wrong = may_not.iter().any(|room| other.starts_with(room));
            assert!(!wrong, "{own} uses {other}");
        }
    }
    for (path, text) in sources("src/diagram/model") {
        assert!(!text.contains("theme::"), "{} knows of a look", path.display());
    }
    let circle = circles(left);
    assert!(circle.is_empty(), "a circle: {circle:#?}");
}

/// The files that go in circles, each with those that it uses.
fn circles(mut left: Vec<(String, Vec<String>)>) -> Vec<(String, Vec<String>)> {
    // Whoever uses nothing that is left may go; what stays goes in a circle.
    loop {
        let names: Vec<String> = left.iter().map(|(own, _)| own.clone()).collect();
        let before = left.len();
        left.retain(|(_, used)| used.iter().any(|other| names.contains(other)));
        if left.len() == before {
            return left;
        }
    }
}

#[test]
fn in_the_app_the_values_know_nobody_the_model_no_update_and_no_file_goes_in_a_circle() {
    let left = uses_in("app");
    assert!(left.iter().map(|(_, used)| used.len()).sum::<usize>() > 60, "{left:?}");
    for (own, used) in &left {
        let may_not: &[&str] = match own.split("::").nth(1) {
            Some("values") => {
                &["app::model", "app::update", "app::io", "app::action", "app::command"]
            }
            Some("model") => {
                &["app::update", "app::io::runner", "app::io::ports", "app::io::keeper"]
            }
            Some("io") => &["app::update", "app::model"],
            _ => &[],
        };
        for other in used {
            let wrong = may_not.iter().any(|part| other.starts_with(part));
            assert!(!wrong, "{own} uses {other}");
        }
    }
    let circle = circles(left);
    assert!(circle.is_empty(), "a circle: {circle:#?}");
}

/// What has grown too large to be taken in at once. As rustfmt sets it: a parameter a line, and what
/// closes stands under what opens.
#[test]
fn in_the_app_functions_are_short_take_few_things_and_states_hold_few() {
    for (path, text) in sources("src/app") {
        let all: Vec<&str> = text.lines().collect();
        for (at, line) in all.iter().enumerate() {
            let inner = line.trim_start();
            let named = |what: &str| inner.starts_with(what) || inner.contains(&format!(" {what}"));
            let opens = inner.ends_with('{') || inner.ends_with('(');
            if inner.starts_with("//") || !opens || !(named("fn ") || named("struct ")) {
                continue;
            }
            let indent = &line[..line.len() - inner.len()];
            let until = |closing: char| {
                let closing = format!("{indent}{closing}");
                let rest = all[at + 1..].iter();
                let inside = rest.take_while(|later| !later.starts_with(&closing));
                inside.filter(|inside| !inside.trim_start().starts_with("//")).count()
            };
            let at = format!("{}:{}: {inner}", path.display(), at + 1);
            if named("struct ") {
                assert!(until('}') <= 15, "{at}: fields");
                continue;
            }
            assert!(until('}') < 80, "{at}: lines");
            assert!(!inner.ends_with('(') || until(')') <= 6, "{at}: parameters");
        }
    }
}
