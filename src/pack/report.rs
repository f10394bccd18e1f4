//! Problems while they are being found: at first they know the path of what they are about, at the
//! end its position.

use crate::{
    id::Id,
    pack::{
        edit::{Edit, Mended},
        files::PackFiles,
        limits,
        outline::{Outline, Ways},
        path::{Path, Step},
        problem::{Position, Problem, Severity, counted},
        refusal::Refusal,
        signs, similar,
    },
};
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write,
    ops::Range,
};

/// For each file that was read on after mistakes, by number, its mended text.
pub(super) type AllMended<'a> = BTreeMap<usize, Mended<'a>>;

/// Which part of a value a problem points at.
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
    steps: Vec<Step<'static>>,
    point: Point,
    message: String,
    remedy: Option<String>,
    fix: Vec<Edit>,
    /// What should stand there instead.
    instead: Option<String>,
}

/// What is said of a problem.
struct Words {
    message: String,
    remedy: Option<String>,
    /// What should stand there instead.
    instead: Option<String>,
}

impl Words {
    fn new(message: String, remedy: Option<String>) -> Self {
        Self { message, remedy, instead: None }
    }

    fn instead(message: String, remedy: String, instead: String) -> Self {
        Self { message, remedy: Some(remedy), instead: Some(instead) }
    }
}

/// Gathers the problems of a pack.
#[derive(Debug, Default)]
pub(super) struct Report {
    drafts: Vec<Draft>,
    errors: usize,
    warnings: usize,
    /// Names compared so far in search of what was meant.
    compared: usize,
}

/// Most names that are compared in search of what was meant, in all problems together.
const COMPARED: usize = 500_000;

impl Report {
    /// How many errors there are so far.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Are there already more errors than are listed?
    pub(super) fn is_full(&self) -> bool {
        self.errors >= limits::PROBLEMS
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

    fn at(&mut self, severity: Severity, path: &Path<'_>, point: Point, words: Words) {
        let Words { message, remedy, instead } = words;
        let draft = || Draft {
            severity,
            file: path.file,
            steps: path.steps(),
            point,
            message: one_line(message),
            remedy: remedy.map(one_line),
            fix: Vec::new(),
            instead,
        };
        self.add(draft, severity);
    }

    /// Adds why a file can't be read as it is; all places are those of the file.
    pub(super) fn refusal(&mut self, file: usize, refusal: Refusal) {
        let draft = || Draft {
            severity: Severity::Error,
            file,
            steps: Vec::new(),
            point: Point::File(refusal.at),
            message: one_line(refusal.message),
            remedy: refusal.remedy.map(one_line),
            fix: refusal.fix,
            instead: None,
        };
        self.add(draft, Severity::Error);
    }

    /// Adds an error about a whole value.
    pub(super) fn error(&mut self, path: &Path<'_>, message: String, remedy: Option<String>) {
        self.at(Severity::Error, path, Point::Value, Words::new(message, remedy));
    }

    /// Adds an error about a whole value, and what should stand there instead.
    pub(super) fn error_instead(
        &mut self,
        path: &Path<'_>,
        message: String,
        remedy: String,
        instead: String,
    ) {
        self.at(Severity::Error, path, Point::Value, Words::instead(message, remedy, instead));
    }

    /// Adds an error about a part of a string, and what should stand there instead.
    pub(super) fn error_in_instead(
        &mut self,
        path: &Path<'_>,
        part: Range<usize>,
        message: String,
        remedy: String,
        instead: String,
    ) {
        let point = Point::Part(part);
        self.at(Severity::Error, path, point, Words::instead(message, remedy, instead));
    }

    /// Adds a warning about a part of a string that works as it is, and what would be better there.
    pub(super) fn warning_instead(
        &mut self,
        path: &Path<'_>,
        part: Range<usize>,
        message: String,
        remedy: String,
        instead: String,
    ) {
        let point = Point::Part(part);
        self.at(Severity::Warning, path, point, Words::instead(message, remedy, instead));
    }

    /// Adds an error about a part of a string.
    pub(super) fn error_in(
        &mut self,
        path: &Path<'_>,
        part: Range<usize>,
        message: String,
        remedy: Option<String>,
    ) {
        self.at(Severity::Error, path, Point::Part(part), Words::new(message, remedy));
    }

    /// Adds an error about a part of a file.
    pub(super) fn error_at(
        &mut self,
        file: usize,
        at: Range<usize>,
        message: String,
        remedy: Option<String>,
    ) {
        self.at(Severity::Error, &Path::file(file), Point::File(at), Words::new(message, remedy));
    }

    pub(super) fn warning(&mut self, path: &Path<'_>, message: String, remedy: Option<String>) {
        self.at(Severity::Warning, path, Point::Value, Words::new(message, remedy));
    }

    pub(super) fn warning_in(
        &mut self,
        path: &Path<'_>,
        part: Range<usize>,
        message: String,
        remedy: Option<String>,
    ) {
        self.at(Severity::Warning, path, Point::Part(part), Words::new(message, remedy));
    }

    /// The most similar name, unless the pack has so many mistakes that the search would take long.
    pub(super) fn similar<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let left = COMPARED.saturating_sub(self.compared);
        let compared = &mut self.compared;
        let counted = candidates.into_iter().take(left).inspect(|_| *compared += 1);
        // A name that is no valid id is no advice.
        similar::similar(word, counted.filter(|candidate| Id::is_one(candidate)))
    }

    /// `Did you mean …?`, if a name is similar.
    pub(super) fn did_you_mean<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<String> {
        self.similar(word, candidates).map(similar::meant)
    }

    /// All problems, by file, then by position.
    pub(super) fn finish(mut self, files: &PackFiles, mended: &AllMended<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.drafts.sort_by_key(|draft| draft.file);
        for drafts in self.drafts.chunk_by(|one, other| one.file == other.file) {
            let Some(number) = drafts.first().map(|draft| draft.file) else { continue };
            let Some(file) = files.files.get(number) else { continue };
            problems.extend(in_file(&file.path, &file.text, drafts, mended.get(&number)));
        }
        let unlisted = |count: usize| count.saturating_sub(limits::PROBLEMS);
        for (severity, count) in
            [(Severity::Error, unlisted(self.errors)), (Severity::Warning, unlisted(self.warnings))]
        {
            if count > 0 {
                let are = if count == 1 { "is" } else { "are" };
                problems.push(Problem {
                    severity,
                    file: files.root().map(|root| root.path.clone()).unwrap_or_default(),
                    at: Some(Position { line: 1, column: 1 }),
                    words: String::new(),
                    message: format!(
                        "there {are} {} not listed here",
                        counted(count, "more problem")
                    ),
                    remedy: Some("Mend these first.".to_owned()),
                    fix: Vec::new(),
                    stands_for: count,
                });
            }
        }
        problems
    }
}

/// A draft of a problem, and where it stands in its file.
type Placed<'d> = (Range<usize>, &'d Draft);

/// Where each draft stands; those that are only a consequence of a stopgap are left out.
fn placed<'d>(text: &str, drafts: &'d [Draft], mended: Option<&Mended<'_>>) -> Vec<Placed<'d>> {
    let ways = Ways::new(drafts.iter().map(|draft| draft.steps.as_slice()));
    let placed_already = |draft: &Draft| matches!(draft.point, Point::File(_));
    let outline = match mended {
        _ if drafts.iter().all(placed_already) => Outline::new(""),
        None => Outline::along(text, Some(&ways)),
        Some(mended) => Outline::new(&mended.text),
    };
    let gaps = mended.map(Mended::stopgaps).unwrap_or_default();
    // What a stopgap lacks is reported at the id of the value that holds it.
    let owners: Vec<usize> = gaps.iter().filter_map(|gap| outline.owner_of(gap.start)).collect();
    let place = |draft: &'d Draft| {
        let range = match &draft.point {
            Point::Value => outline.place(&draft.steps),
            Point::Part(part) => outline.part(&draft.steps, part.clone()),
            Point::File(range) => return Some((range.clone(), draft)),
        };
        let Some(mended) = mended else { return Some((range, draft)) };
        let caused = gaps.iter().any(|gap| gap.start <= range.end && range.start <= gap.end)
            || owners.contains(&range.start)
            || (draft.severity == Severity::Warning && !gaps.is_empty());
        (!caused).then(|| (mended.original_range(&range), draft))
    };
    let mut placed: Vec<Placed<'d>> = drafts.iter().filter_map(place).collect();
    placed.sort_by_key(|(range, draft)| (range.start, draft.severity));
    placed
}

fn in_file(path: &str, text: &str, drafts: &[Draft], mended: Option<&Mended<'_>>) -> Vec<Problem> {
    let mut cursor = Cursor::default();
    let mut problems: Vec<(Problem, Vec<Position>)> = Vec::new();
    let mut told: HashMap<(Severity, &str), usize> = HashMap::new();
    for (range, draft) in placed(text, drafts, mended) {
        let at = cursor.advance(text, range.start);
        let mut fix = draft.fix.clone();
        let meant = || draft.remedy.as_deref().and_then(similar::replacement);
        if let Some(new) = draft.instead.as_deref().or_else(meant)
            && fix.is_empty()
        {
            fix.push(Edit::new(range.clone(), new));
        }
        // One mistake may be reported in several places, such as a name that is misspelt where it
        // is given.
        let same = told.get(&(draft.severity, draft.message.as_str()));
        if let Some((first, again)) = same.and_then(|first| problems.get_mut(*first)) {
            first.fix.extend(fix);
            again.push(at);
            continue;
        }
        told.insert((draft.severity, &draft.message), problems.len());
        let problem = Problem {
            severity: draft.severity,
            file: path.to_owned(),
            at: Some(at),
            words: first_line(text, range),
            message: draft.message.clone(),
            remedy: draft.remedy.clone(),
            fix,
            stands_for: 1,
        };
        problems.push((problem, Vec::new()));
    }
    let finished = problems.into_iter().map(|(mut problem, again)| {
        if let Some(again) = same_again(problem.at, &again) {
            let remedy = problem.remedy.map_or(String::new(), |remedy| format!("{remedy} "));
            problem.remedy = Some(format!("{remedy}{again}"));
        }
        problem
    });
    finished.collect()
}

/// Most further lines that a message names for one mistake.
const LINES: usize = 4;

/// `The same in lines 75 and 123.`
fn same_again(first: Option<Position>, again: &[Position]) -> Option<String> {
    let mut lines: Vec<u32> = again.iter().map(|at| at.line).collect();
    lines.dedup();
    lines.retain(|line| first.is_none_or(|first| first.line != *line));
    let words = match lines.as_slice() {
        [] if again.is_empty() => return None,
        [] => format!("The same {} in this line.", counted(again.len(), "more time")),
        [line] => format!("The same in line {line}."),
        [lines @ .., last] if lines.len() < LINES => {
            let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
            format!("The same in lines {} and {last}.", lines.join(", "))
        }
        lines => format!("The same in {} more lines.", lines.len()),
    };
    Some(words)
}

/// Turns places into lines and columns, forwards only: however long the text, it is read once.
#[derive(Debug, Default)]
struct Cursor {
    offset: usize,
    /// From 0.
    line: u32,
    /// From 0, in characters.
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

/// The message on one line, with every character of it visible.
fn one_line(message: String) -> String {
    let hidden = |c: char| c.is_control() || signs::is_invisible(c) || signs::is_odd_space(c);
    if message.len() <= MESSAGE && !message.contains(hidden) {
        return message;
    }
    let mut line = String::new();
    for c in message.chars().take(MESSAGE) {
        match c {
            // Emoji are put together with these.
            '\u{200D}' | '\u{FE0F}' => line.push(c),
            _ if c.is_control() => line.push('\u{FFFD}'),
            _ if hidden(c) => {
                // Writing into a string cannot fail.
                let _infallible = write!(line, "⟨U+{:04X}⟩", u32::from(c));
            }
            _ => line.push(c),
        }
    }
    line
}
