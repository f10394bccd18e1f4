//! The rooms of the source, and in which direction they use each other, checked by reading the
//! sources.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use syn::visit::Visit;

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

/// The lines of code with their numbers, without comments.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = |line: &&str| !line.trim_start().starts_with("//");
    (1..).zip(text.lines()).filter(move |(_, line)| code(line))
}

/// The path of a source as a module: `ui::figure::zoom`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let parts = below.with_extension("");
    let parts: Vec<&str> = parts.iter().map(|part| part.to_str().unwrap()).collect();
    parts.strip_suffix(&["mod"]).unwrap_or(&parts).join("::")
}

fn room(path: &Path) -> String {
    module(path).split("::").next().unwrap().to_owned()
}

/// Each room with the rooms that it may use. All may use `id`.
const MAY_USE: [(&str, &[&str]); 14] = [
    ("id", &[]),
    ("theme", &[]),
    ("diagram", &["theme"]),
    ("picture", &["theme"]),
    ("disk", &[]),
    ("simulate", &["diagram", "theme"]),
    ("quiz", &["diagram", "simulate", "theme"]),
    ("pack", &["diagram", "quiz", "simulate", "theme"]),
    ("progress", &["disk", "quiz", "diagram"]),
    ("library", &["disk", "pack", "progress", "diagram", "quiz", "theme"]),
    ("app", &["disk", "library", "pack", "progress", "picture", "diagram", "quiz", "theme"]),
    (
        "ui",
        &["app", "library", "pack", "progress", "picture", "diagram", "quiz", "simulate", "theme"],
    ),
    (
        "cli",
        &["disk", "library", "pack", "progress", "picture", "diagram", "quiz", "simulate", "theme"],
    ),
    ("main", &["cli", "disk", "ui"]),
];

/// The parts within a room, from the lowest up. Each uses those before it; parts on one line may
/// use each other.
const WITHIN: [(&str, &[&[&str]]); 2] = [
    ("diagram", &[&["model"], &["layout"], &["faces"]]),
    (
        "ui",
        &[
            &["kit"],
            &["cx", "focus", "keys", "signals", "sights", "states"],
            &["prose"],
            &["quiz"],
            &["figure"],
            &["live"],
            &["lesson", "dialogs"],
            &["shell"],
        ],
    ),
];

/// Collects every path that a source names, `use` trees taken apart.
#[derive(Default)]
struct Named {
    /// What a `use` names or passes on, by the name that it has in this source.
    uses: Vec<(String, Vec<String>)>,
    paths: Vec<Vec<String>>,
}

impl Named {
    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|t| self.tree(before, t)),
            syn::UseTree::Glob(_) => self.uses.push(("*".to_owned(), before.to_vec())),
            syn::UseTree::Name(name) if name.ident == "self" => {
                self.uses.push((before.last().cloned().unwrap_or_default(), before.to_vec()));
            }
            syn::UseTree::Name(name) => {
                self.uses.push((name.ident.to_string(), with(&name.ident)));
            }
            syn::UseTree::Rename(name) => {
                self.uses.push((name.rename.to_string(), with(&name.ident)));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Named {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.push(path.segments.iter().map(|part| part.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }
}

/// The sources by their module paths, each with what it names.
struct Sources {
    named: BTreeMap<String, Named>,
}

impl Sources {
    fn read() -> Self {
        let read = |(path, text): (PathBuf, String)| {
            let file =
                syn::parse_file(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            let mut named = Named::default();
            named.visit_file(&file);
            (module(&path), named)
        };
        Self { named: sources("src").into_iter().map(read).filter(|(m, _)| m != "lib").collect() }
    }

    /// A path from the crate's root for one that is written in a source; nothing where it leads out
    /// of the crate.
    fn whole(&self, module: &str, path: &[String]) -> Option<Vec<String>> {
        let mut own: Vec<String> = module.split("::").map(str::to_owned).collect();
        let first = path.first()?;
        match first.as_str() {
            "crate" | "strata" => return Some(path[1..].to_vec()),
            "self" => return Some([&own, &path[1..]].concat()),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                own.truncate(own.len().saturating_sub(up));
                return Some([&own, &path[up..]].concat());
            }
            _ => {}
        }
        // It begins with a child module, or with a name that a `use` has brought in.
        if self.named.contains_key(&format!("{module}::{first}")) {
            return Some([&own, path].concat());
        }
        let used = self.named.get(module)?.uses.iter().find(|(name, _)| name == first);
        let (_, from) = used.filter(|(_, from)| from.first() != Some(first))?;
        self.whole(module, &[from, &path[1..]].concat())
    }

    /// The file that a path leads to. For something that one file passes on, it is the file that
    /// defines it.
    fn file(&self, path: &[String]) -> Option<String> {
        let mut path = path.to_vec();
        for _ in 0..8 {
            let length = (1..=path.len())
                .rev()
                .find(|length| self.named.contains_key(&path[..*length].join("::")))?;
            let module = path[..length].join("::");
            let Some(name) = path.get(length) else { return Some(module) };
            let uses = &self.named[&module].uses;
            let Some((_, from)) = uses.iter().find(|(passed, _)| passed == name) else {
                return Some(module);
            };
            match self.whole(&module, from) {
                Some(from) if from != path[..=length] => {
                    path = [&from, &path[length + 1..]].concat();
                }
                _ => return Some(module),
            }
        }
        None
    }

    /// For each file, the files that it uses.
    fn edges(&self) -> BTreeMap<&str, BTreeSet<String>> {
        let used = |(module, named): (&'_ String, &Named)| -> BTreeSet<String> {
            let paths = named.uses.iter().map(|(_, path)| path).chain(&named.paths);
            let whole = paths.filter_map(|path| self.whole(module, path));
            whole.filter_map(|path| self.file(&path)).filter(|other| other != module).collect()
        };
        self.named.iter().map(|entry| (entry.0.as_str(), used(entry))).collect()
    }
}

fn room_of(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

#[test]
fn every_room_is_known_and_uses_only_the_rooms_below_it() {
    let sources = Sources::read();
    let mut count = 0;
    for (own, used) in sources.edges() {
        let (_, may) = MAY_USE
            .iter()
            .find(|(name, _)| *name == room_of(own))
            .unwrap_or_else(|| panic!("{own}: add the room to this test and to ARCHITECTURE.md"));
        for other in used.iter().map(|other| room_of(other)) {
            let well = other == room_of(own) || other == "id" || may.contains(&other);
            assert!(well, "`{own}` may not use `{other}`");
            count += usize::from(other != room_of(own));
        }
    }
    assert!(count > 500, "{count}");
}

#[test]
fn within_a_room_nothing_uses_what_stands_above_it() {
    let sources = Sources::read();
    let edges = sources.edges();
    for (room, lines) in WITHIN {
        let height = |module: &str| {
            let part = module.split("::").nth(1)?;
            let height = lines.iter().position(|line| line.contains(&part));
            Some(height.unwrap_or_else(|| panic!("{module}: add its part to this test")))
        };
        let mut count = 0;
        for (own, used) in edges.iter().filter(|(own, _)| room_of(own) == room) {
            for other in used.iter().filter(|other| room_of(other) == room) {
                let (Some(here), Some(there)) = (height(own), height(other)) else { continue };
                assert!(there <= here, "`{own}` uses `{other}`");
                let part = |module: &str| module.split("::").nth(1).map(str::to_owned);
                let beside = here == there && part(own) != part(other);
                assert!(!beside || lines[here].len() > 1, "`{own}` uses `{other}`");
                count += usize::from(here != there);
            }
        }
        assert!(count > 60, "{room}: {count}");
    }
}

/// In the app, `values` uses none of the others; `model` uses neither `update` nor the ports and
/// what is behind them; `io` uses neither `model` nor `update`.
#[test]
fn in_the_app_what_is_known_is_apart_from_what_is_done() {
    let sources = Sources::read();
    for (own, used) in sources.edges().into_iter().filter(|(own, _)| room_of(own) == "app") {
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
}

/// Structs that may hold more than fifteen fields, and why.
const LARGE: [(&str, &str); 2] = [
    ("Tokens", "a table: a colour for each use"),
    ("LessonSource", "a form: what an author writes stands side by side"),
];

/// Functions with the number of their parameters, and structs with the number of their fields.
#[derive(Default)]
struct Sizes {
    functions: Vec<(String, usize)>,
    structs: Vec<(String, usize)>,
}

impl<'ast> Visit<'ast> for Sizes {
    fn visit_item_impl(&mut self, of: &'ast syn::ItemImpl) {
        // A trait's implementation takes what the trait says, which may be defined elsewhere.
        if of.trait_.is_none() {
            syn::visit::visit_item_impl(self, of);
        }
    }

    fn visit_signature(&mut self, of: &'ast syn::Signature) {
        self.functions.push((of.ident.to_string(), of.inputs.len()));
        syn::visit::visit_signature(self, of);
    }

    fn visit_item_struct(&mut self, of: &'ast syn::ItemStruct) {
        self.structs.push((of.ident.to_string(), of.fields.len()));
        syn::visit::visit_item_struct(self, of);
    }
}

/// The functions of a source, each with the number of its lines without comments. It relies on
/// rustfmt: a closing bracket stands under the line that opens it.
fn function_lines(text: &str) -> Vec<(String, usize)> {
    let all: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in all.iter().enumerate() {
        let inner = line.trim_start();
        let opens = inner.ends_with('{') || inner.ends_with('(');
        let function = inner.starts_with("fn ") || inner.contains(" fn ");
        if inner.starts_with("//") || !opens || !function {
            continue;
        }
        let closing = format!("{}}}", &line[..line.len() - inner.len()]);
        let inside = all[at + 1..].iter().take_while(|later| !later.starts_with(&closing));
        let count = inside.filter(|inside| !inside.trim_start().starts_with("//")).count();
        found.push((inner.to_owned(), count));
    }
    found
}

/// Functions and structs stay small enough to be taken in at once.
#[test]
fn functions_are_short_and_take_few_things_and_structs_hold_few() {
    let mut count = 0;
    for (path, text) in sources("src") {
        let file = path.display();
        for (name, lines) in function_lines(&text) {
            assert!(lines < 80, "{file}: {name}: {lines} lines");
            count += 1;
        }
        let mut sizes = Sizes::default();
        sizes.visit_file(&syn::parse_file(&text).unwrap());
        for (name, takes) in sizes.functions {
            assert!(takes <= 6, "{file}: {name} takes {takes} things");
        }
        for (name, holds) in sizes.structs {
            let large = LARGE.iter().any(|(known, _)| *known == name);
            assert!(large || holds <= 15, "{file}: {name} holds {holds} fields");
        }
    }
    assert!(count > 1_000, "{count}");
}

/// A child may use what its parent has; apart from that, no file uses one that uses it.
#[test]
fn no_file_goes_in_a_circle() {
    let sources = Sources::read();
    let edges = sources.edges();
    let mut left: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (own, used) in &edges {
        let parent = |other: &&String| own.starts_with(&format!("{other}::"));
        left.insert(own, used.iter().filter(|o| !parent(o)).map(String::as_str).collect());
    }
    let leads_to = |from: &str| {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = left.get(from).into_iter().flatten().copied().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(left.get(next).into_iter().flatten());
            }
        }
        reached
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        left.keys().map(|own| (*own, leads_to(own))).collect();
    let circles: BTreeSet<Vec<&str>> = reached
        .iter()
        .filter(|(own, goes)| goes.contains(*own))
        .map(|(own, goes)| goes.iter().filter(|o| reached[*o].contains(own)).copied().collect())
        .collect();
    assert!(circles.is_empty(), "circles: {circles:#?}");
}

/// ARCHITECTURE.md lists exactly the rooms that there are.
#[test]
fn the_page_names_the_rooms_that_there_are() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let page = fs::read_to_string(page).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `src/"));
    let rooms = rows.filter_map(|row| row.split(['/', '.', '`']).next());
    let said: BTreeSet<&str> = rooms.collect();
    let there: BTreeSet<&str> = MAY_USE
        .iter()
        .map(|(room, _)| *room)
        .filter(|room| !["id", "main"].contains(room))
        .collect();
    assert_eq!(said, there);
}

#[test]
fn the_model_of_a_diagram_knows_of_no_look() {
    for (path, text) in sources("src/diagram/model") {
        assert!(!text.contains("theme::"), "{} knows of a look", path.display());
    }
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

/// A file that is written over in its place is lost when the disk is full, so only
/// `disk::write_whole` writes files.
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

/// No source names the machine on which it was written.
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
