//! Two hashes of a question: what it says, and what answers it.
//!
//! An update of a pack compares them: another wording keeps the schedule, another answer offers
//! to start again. Both are taken over a canonical form, version 1:
//!
//! - It is a list of lines, each ended by a line feed; the first is `1`.
//! - A line is a word, or a word, a space and a value. In a value `\` is written `\\` and a line
//!   feed `\n`. A line whose value would be empty is left out.
//! - **wording**: `prompt`; then for each option, by id: `option` (id), `text`, `because`; or
//!   for each place, by its sorted names: `place` (names with a comma between them), `because`;
//!   then `otherwise`.
//! - **answer**: `kind` (`single` or `point-at`); then for each option, by id: `option` (id) and,
//!   if it is right, `right`; or `diagram`, `target` (`any`) and `node` for each right layer,
//!   sorted.
//!
//! A hash is `1:` and the first 16 bytes of the form's SHA-256 in hexadecimal digits. A change
//! of the form needs another version: learners' records hold the old one.

use crate::{
    diagram::NodeRef,
    quiz::{Choice, Kind, Question, Target},
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Both hashes of a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hashes {
    /// Changes with every text of the question.
    pub wording: String,
    /// Changes with what is right, and with what there is to choose from.
    pub answer: String,
}

/// Hashes a question.
#[must_use]
pub fn hashes(question: &Question) -> Hashes {
    Hashes {
        wording: hash(&canonical_wording(question)),
        answer: hash(&canonical_answer(question)),
    }
}

fn hash(form: &str) -> String {
    let mut text = "1:".to_owned();
    for byte in Sha256::digest(form.as_bytes()).iter().take(16) {
        // Writing into a string cannot fail.
        let _infallible = write!(text, "{byte:02x}");
    }
    text
}

/// The canonical form of all that the question says.
#[must_use]
pub fn canonical_wording(question: &Question) -> String {
    let mut form = Form::new();
    form.line("prompt", &question.prompt);
    match &question.kind {
        Kind::Single(choices) => {
            for choice in by_id(choices) {
                form.line("option", choice.id.as_str());
                form.line("text", &choice.text);
                form.line("because", &choice.because);
            }
        }
        Kind::PointAt { places, otherwise, .. } => {
            let mut named: Vec<_> = places
                .iter()
                .map(|place| (names(&place.nodes).join(","), &place.because))
                .collect();
            named.sort();
            for (names, because) in named {
                form.line("place", &names);
                form.line("because", because);
            }
            form.line("otherwise", otherwise);
        }
    }
    form.0
}

/// The canonical form of what answers the question.
#[must_use]
pub fn canonical_answer(question: &Question) -> String {
    let mut form = Form::new();
    match &question.kind {
        Kind::Single(choices) => {
            form.line("kind", "single");
            for choice in by_id(choices) {
                form.line("option", choice.id.as_str());
                if choice.correct {
                    form.word("right");
                }
            }
        }
        Kind::PointAt { diagram, target: Target::Any(nodes), .. } => {
            form.line("kind", "point-at");
            form.line("diagram", diagram.as_str());
            form.line("target", "any");
            for name in names(nodes) {
                form.line("node", &name);
            }
        }
    }
    form.0
}

fn by_id(choices: &[Choice]) -> Vec<&Choice> {
    let mut sorted: Vec<&Choice> = choices.iter().collect();
    sorted.sort_by(|one, other| one.id.cmp(&other.id));
    sorted
}

fn names(nodes: &[NodeRef]) -> Vec<String> {
    let mut names: Vec<String> = nodes.iter().map(ToString::to_string).collect();
    names.sort();
    names.dedup();
    names
}

/// The lines of a canonical form.
struct Form(String);

impl Form {
    fn new() -> Self {
        Self("1\n".to_owned())
    }

    fn word(&mut self, word: &str) {
        self.0.push_str(word);
        self.0.push('\n');
    }

    fn line(&mut self, word: &str, value: &str) {
        if !value.is_empty() {
            let value = value.replace('\\', r"\\").replace('\n', r"\n");
            self.word(&format!("{word} {value}"));
        }
    }
}
