//! Problems while they are being found: what they are about first, positions at the end.

use crate::pack::{
    files::PackFiles,
    limits,
    outline::Outline,
    path::{Path, Step},
    problem::{Position, Problem, Severity},
    similar,
};
use std::ops::Range;

/// What of a value a problem points at.
#[derive(Debug, Clone)]
enum Point {
    Value,
    /// A part of a string's value, in bytes.
    Part(Range<usize>),
    /// A part of the file, in bytes.
    File(Range<usize>),
}

#[derive(Debug)]
struct Draft {
    severity: Severity,
    file: usize,
    steps: Vec<Step>,
    point: Point,
    message: String,
    remedy: Option<String>,
}

/// Gathers problems.
#[derive(Debug, Default)]
pub(super) struct Report {
    drafts: Vec<Draft>,
    errors: usize,
    warnings: usize,
    /// Names compared so far in search of what was meant.
    compared: usize,
}

/// Most names that are compared in search of what was meant, all problems together.
const COMPARED: usize = 500_000;

impl Report {
    /// How many errors so far.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    pub(super) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    fn add(&mut self, draft: impl FnOnce() -> Draft, severity: Severity) {
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= limits::PROBLEMS {
            self.drafts.push(draft());
        }
    }

    fn at(
        &mut self,
        severity: Severity,
        path: &Path<'_>,
        point: Point,
        message: String,
        remedy: Option<String>,
    ) {
        let draft = || Draft {
            severity,
            file: path.file,
            steps: path.steps(),
            point,
            message: one_line(message),
            remedy: remedy.map(one_line),
        };
        self.add(draft, severity);
    }

    /// Something about a whole value.
    pub(super) fn error(&mut self, path: &Path<'_>, message: String, remedy: Option<String>) {
        self.at(Severity::Error, path, Point::Value, message, remedy);
    }

    /// Something about a part of a string.
    pub(super) fn error_in(
        &mut self,
        path: &Path<'_>,
        part: Range<usize>,
        message: String,
        remedy: Option<String>,
    ) {
        self.at(Severity::Error, path, Point::Part(part), message, remedy);
    }

    /// Something about a part of a file.
    pub(super) fn error_at(
        &mut self,
        file: usize,
        at: Range<usize>,
        message: String,
        remedy: Option<String>,
    ) {
        self.at(Severity::Error, &Path::file(file), Point::File(at), message, remedy);
    }

    pub(super) fn warning(&mut self, path: &Path<'_>, message: String, remedy: Option<String>) {
        self.at(Severity::Warning, path, Point::Value, message, remedy);
    }

    pub(super) fn warning_in(
        &mut self,
        path: &Path<'_>,
        part: Range<usize>,
        message: String,
        remedy: Option<String>,
    ) {
        self.at(Severity::Warning, path, Point::Part(part), message, remedy);
    }

    /// The nearest name, unless the pack has so many mistakes that the search would take long.
    pub(super) fn similar<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let left = COMPARED.saturating_sub(self.compared);
        let compared = &mut self.compared;
        let counted = candidates.into_iter().take(left).inspect(|_| *compared += 1);
        similar::similar(word, counted)
    }

    /// `Did you mean …?`
    pub(super) fn did_you_mean<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<String> {
        self.similar(word, candidates).map(|candidate| format!("Did you mean `{candidate}`?"))
    }

    /// Everything found, by file, then by position.
    pub(super) fn finish(mut self, files: &PackFiles) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.drafts.sort_by_key(|draft| draft.file);
        for drafts in self.drafts.chunk_by(|one, other| one.file == other.file) {
            let Some(file) = drafts.first().and_then(|draft| files.files.get(draft.file)) else {
                continue;
            };
            problems.extend(in_file(&file.path, &file.text, drafts));
        }
        let unlisted = |count: usize| count.saturating_sub(limits::PROBLEMS);
        for (severity, count) in
            [(Severity::Error, unlisted(self.errors)), (Severity::Warning, unlisted(self.warnings))]
        {
            if count > 0 {
                problems.push(Problem {
                    severity,
                    file: files.root().map(|root| root.path.clone()).unwrap_or_default(),
                    at: Some(Position { line: 1, column: 1 }),
                    words: String::new(),
                    message: format!("there are {count} more problems that are not listed here"),
                    remedy: Some("Mend these first.".to_owned()),
                });
            }
        }
        problems
    }
}

fn in_file(path: &str, text: &str, drafts: &[Draft]) -> Vec<Problem> {
    let outline = Outline::new(text);
    let mut placed: Vec<(Range<usize>, &Draft)> = drafts
        .iter()
        .map(|draft| {
            let range = match &draft.point {
                Point::Value => outline.place(&draft.steps),
                Point::Part(part) => outline.part(&draft.steps, part.clone()),
                Point::File(range) => range.clone(),
            };
            (range, draft)
        })
        .collect();
    placed.sort_by_key(|(range, draft)| (range.start, draft.severity));
    let mut cursor = Cursor::default();
    placed
        .into_iter()
        .map(|(range, draft)| Problem {
            severity: draft.severity,
            file: path.to_owned(),
            at: Some(cursor.advance(text, range.start)),
            words: first_line(text, range),
            message: draft.message.clone(),
            remedy: draft.remedy.clone(),
        })
        .collect()
}

/// Counts lines and columns, forwards only: however long the text, it is read once.
#[derive(Debug, Default)]
struct Cursor {
    offset: usize,
    /// Both from 0.
    line: u32,
    column: u32,
}

impl Cursor {
    fn advance(&mut self, text: &str, to: usize) -> Position {
        for c in text.get(self.offset..to).unwrap_or("").chars() {
            if c == '\n' {
                (self.line, self.column) = (self.line.saturating_add(1), 0);
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        self.offset = self.offset.max(to);
        Position { line: self.line + 1, column: self.column + 1 }
    }
}

/// Longest quotation of a file in a problem, in characters.
const WORDS: usize = 60;

fn first_line(text: &str, range: Range<usize>) -> String {
    let line = text.get(range).unwrap_or("").split('\n').next().unwrap_or("");
    line.chars().take(WORDS).collect::<String>().trim_end().to_owned()
}

/// Longest message, in characters: a name in it may be as long as its file.
const MESSAGE: usize = 400;

fn one_line(message: String) -> String {
    let plain = message.len() <= MESSAGE && !message.contains(char::is_control);
    if plain {
        return message;
    }
    message.chars().take(MESSAGE).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}
