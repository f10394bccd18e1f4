//! What is wrong with a pack: one line that says where, what, and what to do next.

use crate::pack::edit::Edit;
use std::fmt;

/// Does it stop an import?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The pack cannot be used until it is mended.
    Error,
    /// Worth mending; the pack works.
    Warning,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether it stops an import.
    pub severity: Severity,
    /// The path of the file in the pack, `/` between folders.
    pub file: String,
    /// Where in the file; none for what is about the file as a whole.
    pub at: Option<Position>,
    /// The words of the file that stand there.
    pub words: String,
    /// What is wrong, in one line, naming the thing.
    pub message: String,
    /// What to do next: "Did you mean `guest-os`?"
    pub remedy: Option<String>,
    /// What the remedy says, where a machine can do it: replacements in the file.
    pub fix: Vec<Edit>,
    /// How many problems it stands for: 1; or, in the last line of a long list, the number of those
    /// that are not listed.
    pub stands_for: usize,
}

impl Problem {
    /// `lessons/intro.ron:14:9`, as editors open it.
    #[must_use]
    pub fn place(&self) -> String {
        match self.at {
            Some(at) => format!("{}:{}:{}", self.file, at.line, at.column),
            None => self.file.clone(),
        }
    }

    /// Does it stop an import?
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// `2 errors, 1 warning`, or `no problems`.
#[must_use]
pub fn tally(problems: &[Problem]) -> String {
    let count = |error: bool| -> usize {
        let those = problems.iter().filter(|problem| problem.is_error() == error);
        those.map(|problem| problem.stands_for).sum()
    };
    let parts: Vec<String> = [(count(true), "error"), (count(false), "warning")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(count, what))
        .collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

/// `1 cell`, `2 cells`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.severity, self.place(), self.message)?;
        if let Some(remedy) = &self.remedy {
            let stop = if self.message.ends_with(['.', '?', '!']) { "" } else { "." };
            write!(f, "{stop} {remedy}")?;
        }
        Ok(())
    }
}
