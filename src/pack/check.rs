//! From files to a checked course, or to the list of everything that is wrong.
//!
//! Each file is parsed by itself, so that a mistake in one hides nothing in another. Then one
//! walk over the sources both reports and converts.

mod alike;
mod breaking;
mod checker;
mod diagram;
mod drafted;
mod first;
mod frame;
mod glossary;
mod index;
mod kinds;
mod labels;
mod language;
mod lesson;
mod links;
mod manifest;
mod names;
mod parts;
mod places;
mod question;
mod roles;
mod sayings;
mod settings;
mod simulate;
mod steps;
mod tables;
mod terms;
mod traces;
mod unit_check;
mod unsaid;
mod wishes;
mod worded;
mod wording;
mod words;

use crate::pack::{
    check::{
        checker::Checker,
        index::{Index, LessonAt},
    },
    course::Course,
    files::PackFiles,
    path::Path,
    problem::{Problem, Severity},
    reading::{self, Read},
    report::{AllMended, Report},
    source::{FORMAT, LessonSource, PackSource},
    tokens,
    watch::Watch,
};
use std::collections::HashSet;

/// What checking found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Present exactly when there is no error.
    pub course: Option<Course>,
    /// By file, then by position.
    pub problems: Vec<Problem>,
}

/// Checks a pack without regard to how it will be shown: for callers that want its course and list
/// no warnings.
#[must_use]
pub fn check(files: &PackFiles) -> Checked {
    checked(files, None, &Watch::default())
}

/// Checks a pack and warns of what would not be shown well: characters for which `covers` says no,
/// and words at lines for which there is no room.
#[must_use]
pub fn check_with(files: &PackFiles, covers: &dyn Fn(char) -> bool) -> Checked {
    checked(files, Some(covers), &Watch::default())
}

/// Checks as [`check_with`]; `watch` is told how far it has come. Once that is stopped, neither a
/// course nor problems come of it.
#[must_use]
pub fn check_watched(files: &PackFiles, covers: &dyn Fn(char) -> bool, watch: &Watch) -> Checked {
    checked(files, Some(covers), watch)
}

fn checked(files: &PackFiles, covers: Option<&dyn Fn(char) -> bool>, watch: &Watch) -> Checked {
    let Some(root) = files.root() else {
        return Checked { course: None, problems: vec![nothing()] };
    };
    let mut report = Report::default();
    if newer(&root.text, &mut report) {
        return Checked { course: None, problems: report.finish(files, &AllMended::new()) };
    }
    let mut mended = AllMended::new();
    watch.bytes(files.files.iter().map(|file| file.text.len()).sum());
    let course = course(files, covers, watch, &mut report, &mut mended);
    if watch.is_stopped() {
        return Checked { course: None, problems: Vec::new() };
    }
    let course = course.filter(|_| !report.has_errors());
    Checked { course, problems: report.finish(files, &mended) }
}

/// Reads all files and checks what they say. The sources are dropped at the end, which makes room
/// for finding the places of problems.
fn course<'f>(
    files: &'f PackFiles,
    covers: Option<&dyn Fn(char) -> bool>,
    watch: &Watch,
    report: &mut Report,
    mended: &mut AllMended<'f>,
) -> Option<Course> {
    let root = files.root()?;
    let Read { value: pack, mended: changed } = reading::read::<PackSource>(0, &root.text, report);
    mended.extend(changed.map(|changed| (0, changed)));
    watch.read(root.text.len());
    let mut lesson_files = Vec::new();
    for (file, lesson) in files.files.iter().enumerate().skip(1) {
        if watch.is_stopped() {
            return None;
        }
        let read = reading::read::<LessonSource>(file, &lesson.text, report);
        watch.read(lesson.text.len());
        mended.extend(read.mended.map(|changed| (file, changed)));
        lesson_files.push((file, stem(&lesson.path), read.value));
    }
    let mut lessons: Vec<LessonAt<'_>> = Vec::new();
    for (number, source) in pack.iter().flat_map(|pack| pack.inline.iter().enumerate()) {
        lessons.push(LessonAt { file: 0, inline: Some(number), stem: None, source });
    }
    for (file, stem, source) in &lesson_files {
        if let Some(source) = source {
            lessons.push(LessonAt { file: *file, inline: None, stem: Some(stem), source });
        }
    }
    let stems = lesson_files.iter().map(|(_, stem, _)| *stem).collect();
    let unread = lesson_files.iter().any(|(_, _, source)| source.is_none());
    let lost: HashSet<usize> =
        mended.iter().filter_map(|(file, mended)| mended.lost_names().then_some(*file)).collect();
    let index = Index::new(pack.as_ref(), lessons, stems, unread, lost);
    watch.questions(index.lessons.iter().map(|lesson| lesson.source.questions.len()).sum());
    let mut checker = Checker::new(&index, files, (covers, watch), report);
    checker.course()
}

fn nothing() -> Problem {
    Problem {
        severity: Severity::Error,
        file: "pack.ron".to_owned(),
        at: None,
        words: String::new(),
        message: "the pack has no files".to_owned(),
        remedy: Some("Begin with a `pack.ron`.".to_owned()),
        fix: Vec::new(),
        stands_for: 1,
    }
}

/// Reports a pack for a later Strata: it may hold anything, so nothing else is said about it. Says
/// whether it is one.
fn newer(text: &str, report: &mut Report) -> bool {
    let Some((at, word)) = tokens::format_number(text) else { return false };
    let Some(number) = tokens::whole_number(word).filter(|number| *number > u128::from(FORMAT))
    else {
        return false;
    };
    // A number that is too long to be read is told as it is written.
    let number = if number == u128::MAX { word.to_owned() } else { number.to_string() };
    let message =
        format!("made for a newer Strata: its format is {number}, this one reads up to {FORMAT}");
    report.error_at(0, at, message, Some("Update Strata.".to_owned()));
    true
}

/// The name of a lesson's file: `intro` of `lessons/intro.ron`.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if extension.eq_ignore_ascii_case("ron") => stem,
        _ => name,
    }
}

impl LessonAt<'_> {
    /// Calls `visit` with the path to this lesson.
    fn at<T>(&self, visit: impl FnOnce(&Path<'_>) -> T) -> T {
        let file = Path::file(self.file);
        match self.inline {
            None => visit(&file),
            Some(number) => visit(&file.field("inline").index(number)),
        }
    }
}
