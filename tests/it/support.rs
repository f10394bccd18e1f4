//! What many tests need: places on disk, packs, moments.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};
use strata::{
    app::values::{Moment, WriteError},
    id::{Id, PackKey},
    library::{Origin, Shelf},
    pack::{self, Course},
    progress::{Attempt, RowKind, Stamp},
    quiz::{Answer, Hashes},
};

/// 24 November 2026, 21:35 UTC, at a place one hour ahead.
pub const NOW: Stamp = Stamp { unix_ms: 1_795_556_100_000, offset_minutes: 60 };

pub fn moment(millis: u64) -> Moment {
    let unix_ms = NOW.unix_ms + i64::try_from(millis).unwrap();
    Moment { stamp: Stamp { unix_ms, ..NOW }, millis }
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn key(text: &str) -> PackKey {
    text.parse().unwrap()
}

/// An answer to a question of a pack, right or wrong.
pub fn attempt(pack: &str, item: &str, score: f64) -> Attempt {
    Attempt {
        pack: key(pack),
        item: id(item),
        hashes: Hashes { wording: "1:aa".to_owned(), answer: "1:bb".to_owned() },
        what: RowKind::Answer,
        answer: Answer::Options(vec![id("shared-kernel")]),
        seed: Some(u64::MAX - 3),
        score,
        confidence: None,
        why: None,
        millis: 4_200,
        at: NOW,
        app_version: "0.1.0".to_owned(),
    }
}

/// The error for a picture that could not be written at a path, and why.
pub fn unwritten(path: &str, why: &str) -> WriteError {
    WriteError::Disk { path: path.into(), source: Arc::new(io::Error::other(why)) }
}

/// A new folder, removed at the end of the test.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder to which nothing can be written, even by root: its parent is a file.
pub fn unwritable(below: &Path) -> PathBuf {
    let file = below.join("a-file");
    fs::write(&file, "not a folder").unwrap();
    file.join("data")
}

/// Writes a small pack into a folder of its own below `parent`.
pub fn write_pack(parent: &Path, version: &str, title: &str) -> PathBuf {
    let folder = parent.join(format!("networks-{version}"));
    fs::create_dir_all(folder.join("lessons")).unwrap();
    fs::write(
        folder.join("pack.ron"),
        format!(
            r#"(
    format: 1, publisher: "someone", id: "networks", version: "{version}", title: "{title}",
    language: "en", license: "CC0-1.0",
    units: [(id: "basics", title: "Basics", lessons: ["layers"])],
)
"#
        ),
    )
    .unwrap();
    fs::write(folder.join("lessons/layers.ron"), LESSON).unwrap();
    folder
}

const LESSON: &str = r###"(
    id: "layers", title: "Layers of a network", minutes: 4,
    objectives: [(id: "order", text: "put the layers in order")],
    diagrams: [(id: "stack", title: "Stack", body: Stack([
        Layer(id: "app", name: "Application", role: Application, about: "What people use."),
        Layer(id: "transport", name: "Transport", role: Network, about: "From program to program."),
        Layer(id: "link", name: "Link", role: Hardware, about: "From machine to machine."),
    ]))],
    blocks: [
        Prose("## What carries what\n\nEvery layer leans on the one below."),
        SideBySide(diagrams: ["stack"]),
    ],
    questions: [
        (id: "top", objective: "order", prompt: "Which layer do people use?", kind: Single(options: [
            (id: "app", text: "Application", correct: true, because: "It is on top."),
            (id: "link", text: "Link", because: "It is at the bottom."),
        ])),
    ],
)
"###;

/// The course as it was first, two lessons long. Tests of the app work on it, so that they need not
/// change with each lesson that is written; the course of today has tests of its own.
pub fn first_course() -> Arc<Course> {
    static FIRST: LazyLock<Arc<Course>> = LazyLock::new(|| {
        let files = pack::read("tests/packs/course-1.0".as_ref()).unwrap();
        Arc::new(pack::check(&files).course.unwrap())
    });
    FIRST.clone()
}

/// A shelf with the course as it was first, in the place of today's.
pub fn with_first(shelf: &Shelf) -> Shelf {
    shelf.with(first_course(), Origin::Embedded)
}

/// The shelf with that course alone.
pub fn shelf() -> Shelf {
    with_first(&Shelf::default())
}
