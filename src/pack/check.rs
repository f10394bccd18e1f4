//! From files to a checked course, or to the list of everything that is wrong.
//!
//! Each file is parsed by itself, so that a mistake in one hides nothing in another. Then one
//! walk over the sources both reports and converts.

mod checker;
mod diagram;
mod index;
mod kinds;
mod lesson;
mod links;
mod manifest;
mod names;
mod parts;
mod places;
mod question;
mod steps;
mod traces;
mod unsaid;
mod wishes;
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
    report::Report,
    ron_error,
    source::{FORMAT, LessonSource, PackSource},
    tokens,
};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

/// What checking found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Present exactly when there is no error.
    pub course: Option<Course>,
    /// By file, then by position.
    pub problems: Vec<Problem>,
}

/// Checks a pack, whatever faces it will be shown with.
#[must_use]
pub fn check(files: &PackFiles) -> Checked {
    check_with(files, &|_| true)
}

/// Checks a pack and warns of characters for which `covers` says no.
#[must_use]
pub fn check_with(files: &PackFiles, covers: &dyn Fn(char) -> bool) -> Checked {
    let Some(root) = files.root() else {
        return Checked { course: None, problems: vec![nothing()] };
    };
    let mut report = Report::default();
    if newer(&root.text, &mut report) {
        return Checked { course: None, problems: report.finish(files) };
    }
    let pack = parse::<PackSource>(0, &root.text, &mut report);
    let mut lesson_files = Vec::new();
    for (file, lesson) in files.files.iter().enumerate().skip(1) {
        let source = parse::<LessonSource>(file, &lesson.text, &mut report);
        lesson_files.push((file, stem(&lesson.path), source));
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
    let broken = lesson_files.iter().any(|(_, _, source)| source.is_none());
    let index = Index::new(pack.as_ref(), lessons, stems, broken);
    let mut checker = Checker::new(&index, files, covers, &mut report);
    let course = checker.course();
    let course = course.filter(|_| !report.has_errors());
    Checked { course, problems: report.finish(files) }
}

fn nothing() -> Problem {
    Problem {
        severity: Severity::Error,
        file: "pack.ron".to_owned(),
        at: None,
        words: String::new(),
        message: "the pack has no files".to_owned(),
        remedy: Some("Begin with a `pack.ron`.".to_owned()),
    }
}

/// A pack for a later Strata may hold anything: that is all there is to say about it.
fn newer(text: &str, report: &mut Report) -> bool {
    let Some((at, digits)) = tokens::format_number(text) else { return false };
    let number = digits.replace('_', "");
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // More digits than fit are newer still.
    if number.parse::<u128>().is_ok_and(|number| number <= u128::from(FORMAT)) {
        return false;
    }
    let message =
        format!("made for a newer Strata: its format is {number}, this one reads up to {FORMAT}");
    report.error_at(0, at, message, Some("Update Strata.".to_owned()));
    true
}

/// The one way in which RON is read: optional values need no `Some`, variants no second bracket.
fn options() -> ron::Options {
    let extensions = Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES;
    ron::Options::default().with_default_extension(extensions)
}

fn parse<T: DeserializeOwned>(file: usize, text: &str, report: &mut Report) -> Option<T> {
    match options().from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let refusal = ron_error::explain(text, &error);
            report.error_at(file, refusal.at, refusal.message, refusal.remedy);
            None
        }
    }
}

/// `intro` of `lessons/intro.ron`.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".ron").unwrap_or(name)
}

impl LessonAt<'_> {
    /// Calls `visit` with the way to this lesson.
    fn at<T>(&self, visit: impl FnOnce(&Path<'_>) -> T) -> T {
        let file = Path::file(self.file);
        match self.inline {
            None => visit(&file),
            Some(number) => visit(&file.field("inline").index(number)),
        }
    }
}
