//! Two hashes of a question: what it says, and what answers it.
//!
//! An update of a pack compares them: another wording keeps the schedule, another answer offers
//! to start again. Both are taken over a canonical form, version 1:
//!
//! - It is a list of lines, each ended by a line feed; the first is `1`.
//! - A line is a word, or a word, a space and a value. In a value `\` is written `\\` and a line
//!   feed `\n`. A line whose value would be empty is left out.
//! - **wording**: `prompt`; `transcript`; then by kind
//!   - options: for each, by id: `option` (id), `text`, `because`;
//!   - layers: for each place, by its sorted names: `place` (names with a comma between them),
//!     `because`; then `otherwise`;
//!   - an order: `first`, `last`, then for each item, by id: `item` (id), `text`, `because`;
//!   - names: for each, by id: `name` (id), `text`, `because`; then the same as `extra`;
//!   - groups: for each, by id: `bin` (id), `text`; for each item, by id: `item` (id), `text`,
//!     `because`, and for each wrong bin, by id, `wrong` (bin), `because`;
//!   - pairs: for each, by id: `pair` (id), `left`, `right`, `because`; then extras as above;
//!   - a number: `unit`, `because`, for each wrong number as listed `wrong` (the number),
//!     `because`; then `otherwise`;
//!   - a word: `because`, for each near miss as listed `near`, `because`; then `otherwise`;
//!
//!   then for each hint `hint`.
//! - **answer**: `kind`; then for each option, by id: `option` (id) and, if it is right, `right`;
//!   or `diagram`, `target` (`any` or `all`) and `node` for each right layer, sorted; or for each
//!   item, by id: `item` (id) and `rank`; or `diagram` and for each name, by id: `name` (id) and
//!   `node`, then `extra` (id); or `bin` (id) for each, then for each item, by id: `item` (id) and
//!   `bin`; or `pair` (id), by id, then `extra` (id); or `value` and `absolute` or `percent`; or
//!   `accepted` for each spelling, sorted.
//!
//! A hash is `1:` and the first 16 bytes of the form's SHA-256 in hexadecimal digits. A change
//! of the form needs another version: learners' records hold the old one.

use crate::{
    diagram::NodeRef,
    id::Id,
    quiz::{Extra, Kind, Question, Target, Tolerance},
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
    form.line("transcript", question.transcript.as_deref().unwrap_or_default());
    match &question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) | Kind::Scenario(choices) => {
            for choice in sorted(choices, |choice| &choice.id) {
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
        Kind::Order(order) => {
            form.line("first", order.first.as_deref().unwrap_or_default());
            form.line("last", order.last.as_deref().unwrap_or_default());
            for item in sorted(&order.items, |item| &item.id) {
                form.said("item", &item.id, &item.text, &item.because);
            }
        }
        Kind::Label(label) => {
            for tag in sorted(&label.names, |tag| &tag.id) {
                form.said("name", &tag.id, &tag.text, &tag.because);
            }
            form.extras(&label.extras);
        }
        Kind::Classify(classify) => {
            for bin in sorted(&classify.bins, |bin| &bin.id) {
                form.said("bin", &bin.id, &bin.text, "");
            }
            for item in sorted(&classify.items, |item| &item.id) {
                form.said("item", &item.id, &item.text, &item.because);
                for wrong in sorted(&item.wrong, |wrong| &wrong.bin) {
                    form.line("wrong", wrong.bin.as_str());
                    form.line("because", &wrong.because);
                }
            }
        }
        Kind::Match(matching) => {
            for pair in sorted(&matching.pairs, |pair| &pair.id) {
                form.line("pair", pair.id.as_str());
                form.line("left", &pair.left);
                form.line("right", &pair.right);
                form.line("because", &pair.because);
            }
            form.extras(&matching.extras);
        }
        Kind::Number(number) => {
            form.line("unit", number.unit.as_deref().unwrap_or_default());
            form.line("because", &number.because);
            for wrong in &number.wrong {
                form.line("wrong", &wrong.value.to_string());
                form.line("because", &wrong.because);
            }
            form.line("otherwise", &number.otherwise);
        }
        Kind::Typed(typed) => {
            form.line("because", &typed.because);
            for near in &typed.near {
                form.line("near", &near.text);
                form.line("because", &near.because);
            }
            form.line("otherwise", &typed.otherwise);
        }
    }
    for hint in &question.hints {
        form.line("hint", hint);
    }
    form.0
}

/// The canonical form of what answers the question.
#[must_use]
pub fn canonical_answer(question: &Question) -> String {
    let mut form = Form::new();
    let kind = match &question.kind {
        Kind::Single(_) => "single",
        Kind::Multiple(_) => "multiple",
        Kind::Scenario(_) => "scenario",
        Kind::Order(_) => "order",
        Kind::PointAt { .. } => "point-at",
        Kind::Label(_) => "label",
        Kind::Classify(_) => "classify",
        Kind::Match(_) => "match",
        Kind::Number(_) => "number",
        Kind::Typed(_) => "typed",
    };
    form.line("kind", kind);
    match &question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) | Kind::Scenario(choices) => {
            for choice in sorted(choices, |choice| &choice.id) {
                form.line("option", choice.id.as_str());
                if choice.correct {
                    form.word("right");
                }
            }
        }
        Kind::PointAt { diagram, target, .. } => {
            form.line("diagram", diagram.as_str());
            let which = match target {
                Target::Any(_) => "any",
                Target::All(_) => "all",
            };
            form.line("target", which);
            for name in names(target.nodes()) {
                form.line("node", &name);
            }
        }
        Kind::Order(order) => {
            for item in sorted(&order.items, |item| &item.id) {
                form.line("item", item.id.as_str());
                form.line("rank", &item.rank.to_string());
            }
        }
        Kind::Label(label) => {
            form.line("diagram", label.diagram.as_str());
            for tag in sorted(&label.names, |tag| &tag.id) {
                form.line("name", tag.id.as_str());
                form.line("node", tag.node.as_str());
            }
            form.extra_ids(&label.extras);
        }
        Kind::Classify(classify) => {
            for bin in sorted(&classify.bins, |bin| &bin.id) {
                form.line("bin", bin.id.as_str());
            }
            for item in sorted(&classify.items, |item| &item.id) {
                form.line("item", item.id.as_str());
                form.line("bin", item.bin.as_str());
            }
        }
        Kind::Match(matching) => {
            for pair in sorted(&matching.pairs, |pair| &pair.id) {
                form.line("pair", pair.id.as_str());
            }
            form.extra_ids(&matching.extras);
        }
        Kind::Number(number) => {
            form.line("value", &number.value.to_string());
            match number.tolerance {
                Tolerance::Absolute(off) => form.line("absolute", &off.to_string()),
                Tolerance::Percent(off) => form.line("percent", &off.to_string()),
            }
        }
        Kind::Typed(typed) => {
            let mut accepted: Vec<&str> = typed.accepted.iter().map(String::as_str).collect();
            accepted.sort_unstable();
            for word in accepted {
                form.line("accepted", word);
            }
        }
    }
    form.0
}

fn sorted<T>(parts: &[T], id: impl Fn(&T) -> &Id) -> Vec<&T> {
    let mut sorted: Vec<&T> = parts.iter().collect();
    sorted.sort_by(|one, other| id(one).cmp(id(other)));
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

    fn said(&mut self, what: &str, id: &Id, text: &str, because: &str) {
        self.line(what, id.as_str());
        self.line("text", text);
        self.line("because", because);
    }

    fn extras(&mut self, extras: &[Extra]) {
        for extra in sorted(extras, |extra| &extra.id) {
            self.said("extra", &extra.id, &extra.text, &extra.because);
        }
    }

    fn extra_ids(&mut self, extras: &[Extra]) {
        for extra in sorted(extras, |extra| &extra.id) {
            self.line("extra", extra.id.as_str());
        }
    }

    fn line(&mut self, word: &str, value: &str) {
        if !value.is_empty() {
            let value = value.replace('\\', r"\\").replace('\n', r"\n");
            self.word(&format!("{word} {value}"));
        }
    }
}
