//! Two hashes of a question: what it says, and what is right.
//!
//! A learner's record keeps both with every answer. Another wording keeps what was answered; where
//! something else is right now, older answers do not count any more, and the question is asked
//! again (`progress/asked.rs`). An update of a pack is told by them (`library/changes.rs`). Both
//! are taken over a canonical form:
//!
//! - It is a list of lines, each ended by a line feed; the first is the form's version.
//! - A line is a word, or a word, a space and a value. In a value `\` is written `\\` and a line
//!   feed `\n`. A line whose value would be empty is left out.
//! - **wording**, version 1: `prompt`; `transcript`; then by kind
//!   - options: for each, by id: `option` (id), `text`, `because`;
//!   - layers: for each place, by its sorted names: `place` (names with a comma between them),
//!     `because`; then `otherwise`;
//!   - an order: `first`, `last`, then for each item, by id: `item` (id), `text`, `because`;
//!   - names: for each, by id: `name` (id), `text`, `because`; then each extra so, as `extra`;
//!   - groups: for each, by id: `bin` (id), `text`; for each item, by id: `item` (id), `text`,
//!     `because`, and for each wrong bin, by id, `wrong` (bin), `because`;
//!   - pairs: for each, by id: `pair` (id), `left`, `right`, `because`; then extras as of names;
//!   - a number: `unit`, `because`, for each wrong number as listed `wrong` (the number),
//!     `because`; then `otherwise`;
//!   - a break: for each request, by id: `request` (id), `text`, `because`;
//!   - a diagnosis: for each option, by id: `option` (id), `text`, `because`; for each request of
//!     which it is told, by id: `told` (id), `text`, and `arrives` or `stops` as a word of its own;
//!     then each that can be tried so, as `request`;
//!   - a setting: `because`; for each wrong one as listed the word `wrong`, for each control that it
//!     sets a line (control, value), `because`; then `otherwise`;
//!   - a word: `because`, for each near miss as listed `near`, `because`; then `otherwise`;
//!
//!   then for each hint `hint`.
//! - **key**, version 2: what is right, and nothing of what stands beside it. `kind`, of a scenario
//!   `single`, since both are answered alike; then for each right option, by id, `right` (id); or
//!   `diagram`, `target` (`any` or `all`) and `node` for each right layer, sorted; or for each
//!   item, by id: `item` (id) and `rank`; or `diagram` and for each name, by id: `name` (id) and
//!   `node`; or for each item, by id: `item` (id) and `bin`; or `pair` (id), by id; or
//!   `diagram`, `part`, and for each request, by id: `request` (id) and `fate`; or `diagram` and
//!   `right` (id) of a diagnosis; or of a setting `figure`, the word `given` and a line for each control that is, for each need
//!   `reads` (reading), `from` and `to` (or `any`), or `set` (control) and `to` for each value, and
//!   for each reading at the example `example` (id) and `is`; or
//!   `value`, `absolute` or `percent`, and `unit` in its compatible composition; or `exact` as a word of its
//!   own where it is, and `accepted` for each spelling, sorted, with single spaces and, unless it
//!   is exact, without case.
//! - **answer**, version 1, until the key took its place. It says besides what there is to choose
//!   from, so that one more distractor changes it: `kind`; then for each option, by id: `option`
//!   (id) and, if it is right, `right`; or layers and an order as in the key; or `diagram` and for
//!   each name, by id: `name` (id) and `node`, then `extra` (id); or `bin` (id) for each, then for each
//!   item, by id: `item` (id) and `bin`; or `pair` (id), by id, then `extra` (id); or `value` and
//!   `absolute` or `percent`; or `accepted` for each spelling, sorted.
//!
//! A key hangs on ids. An author who lets two options, or the sides of two pairs, change places
//! under the ids that they had, has reworded them as far as it can tell: what means something
//! else gets an id of its own.
//!
//! A hash is the form's version, `:` and the first 16 bytes of its SHA-256 in hexadecimal digits.
//! A change of a form needs another version: learners' records hold the old one.

use crate::{
    diagram::NodeRef,
    id::Id,
    quiz::{
        Break, Diagnose, Extra, Kind, Number, Order, Question, Settings, Target, Tolerance, Tried,
        looks::single_spaced, spelling::caseless,
    },
    simulate::{Amount, Need, Value},
};
use icu_normalizer::ComposingNormalizerBorrowed;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Write};

/// Both hashes of a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hashes {
    /// Changes with every text of the question.
    pub wording: String,
    /// Changes with what is right: of the key, or in older records of the answer.
    pub answer: String,
}

/// Hashes a question.
#[must_use]
pub fn hashes(question: &Question) -> Hashes {
    Hashes { wording: hash(&canonical_wording(question)), answer: key(question) }
}

/// The hash of what is right.
#[must_use]
pub fn key(question: &Question) -> String {
    hash(&canonical_key(question))
}

/// The hash that older records hold where newer ones hold the key's.
#[must_use]
pub fn former_key(question: &Question) -> String {
    hash(&canonical_answer(question))
}

/// Is it the hash of a key, in this form's version? Other hashes are of the whole answer, or come
/// from a later Strata.
#[must_use]
pub fn is_key(hash: &str) -> bool {
    hash.strip_prefix(KEY).is_some_and(|rest| rest.starts_with(':'))
}

/// The versions of the forms.
const WORDING: &str = "1";
const KEY: &str = "2";
const ANSWER: &str = "1";

fn hash(form: &str) -> String {
    let version = form.split('\n').next().unwrap_or_default();
    let digest = Sha256::digest(form.as_bytes());
    let mut text = String::with_capacity(version.len() + 33);
    text.push_str(version);
    text.push(':');
    for byte in digest.iter().take(16) {
        // Writing into a string cannot fail.
        let _infallible = write!(text, "{byte:02x}");
    }
    text
}

/// The canonical form of all that the question says.
#[must_use]
pub fn canonical_wording(question: &Question) -> String {
    let mut form = Form::new(WORDING);
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
                .map(|place| (names(&place.nodes).join(","), place.because.as_str()))
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
        Kind::Number(number) => form.counted(number),
        Kind::Typed(typed) => {
            form.line("because", &typed.because);
            for near in &typed.near {
                form.line("near", &near.text);
                form.line("because", &near.because);
            }
            form.line("otherwise", &typed.otherwise);
        }
        Kind::Break(asked) => form.requests(asked),
        Kind::Diagnose(asked) => form.suspects(asked),
        Kind::Settings(asked) => form.mistakes(asked),
    }
    for hint in &question.hints {
        form.line("hint", hint);
    }
    form.0
}

/// The canonical form of what is right.
#[must_use]
pub fn canonical_key(question: &Question) -> String {
    let mut form = Form::new(KEY);
    match &question.kind {
        Kind::Scenario(_) => form.line("kind", "single"),
        kind => form.line("kind", word(kind)),
    }
    match &question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) | Kind::Scenario(choices) => {
            let sorted = sorted(choices, |choice| &choice.id);
            for choice in sorted.into_iter().filter(|choice| choice.correct) {
                form.line("right", choice.id.as_str());
            }
        }
        Kind::PointAt { diagram, target, .. } => form.target(diagram, target),
        Kind::Order(order) => form.order(order),
        Kind::Label(label) => {
            form.line("diagram", label.diagram.as_str());
            for tag in sorted(&label.names, |tag| &tag.id) {
                form.line("name", tag.id.as_str());
                form.line("node", tag.node.as_str());
            }
        }
        Kind::Classify(classify) => {
            for item in sorted(&classify.items, |item| &item.id) {
                form.line("item", item.id.as_str());
                form.line("bin", item.bin.as_str());
            }
        }
        Kind::Match(matching) => {
            for pair in sorted(&matching.pairs, |pair| &pair.id) {
                form.line("pair", pair.id.as_str());
            }
        }
        Kind::Number(number) => {
            form.number(number.value, number.tolerance);
            let unit = number.unit.as_deref().unwrap_or_default();
            form.line("unit", &ComposingNormalizerBorrowed::new_nfkc().normalize(unit));
        }
        Kind::Typed(typed) => {
            if typed.exact {
                form.word("exact");
            }
            let spelt = |word: &String| {
                let spaced = single_spaced(word);
                if typed.exact { spaced } else { caseless(&spaced) }
            };
            for word in typed.accepted.iter().map(spelt).collect::<BTreeSet<_>>() {
                form.line("accepted", &word);
            }
        }
        Kind::Break(asked) => form.fates(asked),
        Kind::Diagnose(asked) => form.diagnosis(asked),
        Kind::Settings(asked) => form.goal(asked),
    }
    form.0
}

fn word(kind: &Kind) -> &'static str {
    match kind {
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
        Kind::Break(_) => "break",
        Kind::Diagnose(_) => "diagnose",
        Kind::Settings(_) => "settings",
    }
}

/// The canonical form of what answers the question, with what there is to choose from.
#[must_use]
pub fn canonical_answer(question: &Question) -> String {
    let mut form = Form::new(ANSWER);
    form.line("kind", word(&question.kind));
    match &question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) | Kind::Scenario(choices) => {
            for choice in sorted(choices, |choice| &choice.id) {
                form.line("option", choice.id.as_str());
                if choice.correct {
                    form.word("right");
                }
            }
        }
        Kind::PointAt { diagram, target, .. } => form.target(diagram, target),
        Kind::Order(order) => form.order(order),
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
        Kind::Number(number) => form.number(number.value, number.tolerance),
        Kind::Typed(typed) => {
            let mut accepted: Vec<&str> = typed.accepted.iter().map(String::as_str).collect();
            accepted.sort_unstable();
            for word in accepted {
                form.line("accepted", word);
            }
        }
        // They came when the key had taken its place: no record holds another form of them.
        Kind::Break(asked) => form.fates(asked),
        Kind::Diagnose(asked) => form.diagnosis(asked),
        Kind::Settings(asked) => form.goal(asked),
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
    fn new(version: &str) -> Self {
        Self(format!("{version}\n"))
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

    fn target(&mut self, diagram: &Id, target: &Target) {
        self.line("diagram", diagram.as_str());
        let which = match target {
            Target::Any(_) => "any",
            Target::All(_) => "all",
        };
        self.line("target", which);
        for name in names(target.nodes()) {
            self.line("node", &name);
        }
    }

    fn order(&mut self, order: &Order) {
        for item in sorted(&order.items, |item| &item.id) {
            self.line("item", item.id.as_str());
            self.line("rank", &item.rank.to_string());
        }
    }

    /// A number, and what is said of it.
    fn counted(&mut self, number: &Number) {
        self.line("unit", number.unit.as_deref().unwrap_or_default());
        self.line("because", &number.because);
        for wrong in &number.wrong {
            self.line("wrong", &wrong.value.to_string());
            self.line("because", &wrong.because);
        }
        self.line("otherwise", &number.otherwise);
    }

    /// What is said of each request.
    fn requests(&mut self, asked: &Break) {
        for request in sorted(&asked.requests, |request| &request.id) {
            self.said("request", &request.id, &request.text, &request.because);
        }
    }

    /// What is said of each suspect, and of each request.
    fn suspects(&mut self, asked: &Diagnose) {
        for choice in sorted(&asked.choices, |choice| &choice.id) {
            self.said("option", &choice.id, &choice.text, &choice.because);
        }
        self.tried("told", &asked.told);
        self.tried("request", &asked.requests);
    }

    /// What becomes of each request.
    fn fates(&mut self, asked: &Break) {
        self.line("diagram", asked.diagram.as_str());
        self.line("part", &asked.part.to_string());
        for request in sorted(&asked.requests, |request| &request.id) {
            self.line("request", request.id.as_str());
            self.line("fate", asked.right(request).map_or("", Id::as_str));
        }
    }

    /// What is said of settings.
    fn mistakes(&mut self, asked: &Settings) {
        self.line("because", &asked.because);
        for mistake in &asked.wrong {
            self.values("wrong", &mistake.set);
            self.line("because", &mistake.because);
        }
        self.line("otherwise", &asked.otherwise);
    }

    fn values(&mut self, what: &str, set: &[(Id, Value)]) {
        self.word(what);
        for (control, value) in set {
            self.line(control.as_str(), &value.to_string());
        }
    }

    /// What has to hold, and what the example reads: where the figures of the model change, so may
    /// what is right.
    fn goal(&mut self, asked: &Settings) {
        self.line("figure", asked.figure.as_str());
        self.values("given", &asked.goal.given);
        let limit = |amount: &Option<Amount>| {
            amount.map_or_else(|| "any".to_owned(), |amount| amount.to_string())
        };
        for need in &asked.goal.needs {
            match need {
                Need::Reads { reading, from, to } => {
                    self.line("reads", reading.as_str());
                    self.line("from", &limit(from));
                    self.line("to", &limit(to));
                }
                Need::Set { control, to } => {
                    self.line("set", control.as_str());
                    for value in to {
                        self.line("to", &value.to_string());
                    }
                }
            }
        }
        for reading in asked.model.live().readings(&asked.goal.example) {
            self.line("example", reading.id.as_str());
            self.line("is", &reading.value.to_string());
        }
    }

    /// What has failed.
    fn diagnosis(&mut self, asked: &Diagnose) {
        self.line("diagram", asked.diagram.as_str());
        let right = sorted(&asked.choices, |choice| &choice.id);
        for choice in right.into_iter().filter(|choice| choice.correct) {
            self.line("right", choice.id.as_str());
        }
    }

    /// Requests and what becomes of them: what is told of them, and not what is right.
    fn tried(&mut self, what: &str, all: &[Tried]) {
        for tried in sorted(all, |tried| &tried.id) {
            self.line(what, tried.id.as_str());
            self.line("text", &tried.text);
            self.word(if tried.arrives { "arrives" } else { "stops" });
        }
    }

    fn number(&mut self, value: f64, tolerance: Tolerance) {
        self.line("value", &value.to_string());
        match tolerance {
            Tolerance::Absolute(off) => self.line("absolute", &off.to_string()),
            Tolerance::Percent(off) => self.line("percent", &off.to_string()),
        }
    }

    fn line(&mut self, word: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.0.push_str(word);
        self.0.push(' ');
        for c in value.chars() {
            match c {
                '\\' => self.0.push_str(r"\\"),
                '\n' => self.0.push_str(r"\n"),
                c => self.0.push(c),
            }
        }
        self.0.push('\n');
    }
}
