//! What `ron` refuses, in an author's words and at the best place.

use crate::pack::{
    outline::Outline,
    similar::{did_you_mean, listed},
};
use ron::error::{Error, Position, SpannedError};
use std::ops::Range;

/// A refusal in words.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Where, in bytes.
    pub at: Range<usize>,
    pub message: String,
    pub remedy: Option<String>,
}

/// What an author calls the things that our types stand for.
fn thing(outer: Option<&str>) -> &'static str {
    match outer.unwrap_or("") {
        "PackSource" => "pack",
        "UnitSource" => "unit",
        "SourceSource" => "source",
        "MisconceptionSource" => "misconception",
        "LessonSource" => "lesson",
        "ObjectiveSource" => "objective",
        "DiagramSource" => "diagram",
        "PreciseSource" => "`precise`",
        "LayerSource" | "Layer" => "layer",
        "RepeatSource" | "Repeat" => "repeat",
        "LineSource" | "Line" => "boundary line",
        "GroupSource" | "Group" => "group",
        "CellSource" => "cell of a grid",
        "TreeSource" | "Tree" => "tree",
        "BranchSource" => "branch of a tree",
        "GaugeSource" => "gauge",
        "MeasuredSource" => "figure of a layer",
        "LinkSource" => "link",
        "LinkKindSource" => "`kind` of a link",
        "ArrowSource" => "`arrow`",
        "SameSource" => "`same` entry",
        "SideBySideSource" | "SideBySide" => "`SideBySide`",
        "StepSource" => "step",
        "TraceSource" => "trace",
        "TracePathSource" => "path of a trace",
        "HopSource" => "hop",
        "TableSource" | "Table" => "table",
        "DescribeSource" | "Describe" => "`Describe`",
        "RowSource" => "row",
        "QuestionSource" => "question",
        "ChoicesSource" | "Single" | "Multiple" | "Scenario" => "question with options",
        "OrderSource" | "Order" => "`Order` question",
        "RankedSource" => "item of an order",
        "LabelSource" | "Label" => "`Label` question",
        "TagSource" => "name",
        "ExtraSource" => "extra",
        "ClassifySource" | "Classify" => "`Classify` question",
        "BinSource" => "bin",
        "SortedSource" => "item",
        "WrongBinSource" => "wrong bin",
        "MatchSource" | "Match" => "`Match` question",
        "PairSource" => "pair",
        "NumberSource" | "Number" => "`Number` question",
        "ToleranceSource" => "tolerance",
        "WrongNumberSource" => "wrong number",
        "TypedSource" | "Typed" => "`Typed` question",
        "NearMissSource" => "near miss",
        "TerminalSource" | "Terminal" => "`Terminal` question",
        "OptionSource" => "option",
        "PointAtSource" | "PointAt" => "`PointAt` question",
        "PlaceSource" => "place",
        "RoleSource" => "role",
        "FrameSource" => "frame",
        "HowSource" => "`how`",
        "NodeSource" => "part of a diagram",
        "BlockSource" => "block of a lesson",
        "KindSource" => "kind of question",
        "TargetSource" => "answer",
        _ => "value",
    }
}

/// The thing with its article.
fn one(thing: &str) -> String {
    match thing {
        "`precise`" | "`how`" | "`arrow`" | "`kind` of a link" => thing.to_owned(),
        _ if thing.starts_with(['a', 'o', 'e', 'i']) => format!("an {thing}"),
        _ => format!("a {thing}"),
    }
}

/// Puts a refusal into words.
pub(super) fn explain(text: &str, error: &SpannedError) -> Refusal {
    let explaining = Explaining {
        outline: Outline::new(text),
        start: offset(text, &error.span.start),
        end: offset(text, &error.span.end),
    };
    if text.trim().is_empty() {
        let remedy = "Begin with `(` and the fields, or remove the file.".to_owned();
        return Refusal { at: 0..0, message: "the file is empty".to_owned(), remedy: Some(remedy) };
    }
    let mut refusal = explaining.refusal(&error.code);
    let end = refusal.at.end.min(text.len());
    // At the end of the text there is nothing to point at: the last thing that stands there.
    if refusal.at.start >= text.trim_end().len() {
        let last = text.trim_end().char_indices().last();
        refusal.at = last.map_or(0..0, |(at, c)| at..at + c.len_utf8());
    } else {
        refusal.at.end = end;
    }
    refusal
}

fn offset(text: &str, position: &Position) -> usize {
    let lines = text.split_inclusive('\n');
    let before: usize = lines.take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = text.get(before..).unwrap_or("");
    let column = position.col.saturating_sub(1);
    before + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

struct Explaining<'a> {
    outline: Outline<'a>,
    start: usize,
    end: usize,
}

impl Explaining<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm for each thing that RON refuses")]
    fn refusal(&self, error: &Error) -> Refusal {
        match error {
            Error::NoSuchStructField { expected, found, outer } => {
                let thing = one(thing(outer.as_deref()));
                Refusal {
                    at: self.start..self.start + found.len(),
                    message: format!("{thing} has no field `{found}`"),
                    remedy: did_you_mean(found, expected.iter().copied())
                        .or_else(|| Some(format!("It has {}.", listed(expected)))),
                }
            }
            Error::NoSuchEnumVariant { expected, found, outer } => Refusal {
                at: self.start..self.start + found.len(),
                message: format!("unknown {} `{found}`", thing(outer.as_deref())),
                remedy: did_you_mean(found, expected.iter().copied())
                    .or_else(|| Some(format!("There are {}.", listed(expected)))),
            },
            Error::MissingStructField { field, outer } => self.missing(field, outer.as_deref()),
            Error::DuplicateStructField { field, outer } => Refusal {
                at: self.start..self.start + field.len(),
                message: format!("`{field}` stands twice in {}", one(thing(outer.as_deref()))),
                remedy: Some("Keep one of them.".to_owned()),
            },
            Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => {
                self.wrong("a whole number")
            }
            Error::IntegerOutOfBounds => {
                let mut refusal = self.wrong("a whole number");
                refusal.message = format!("{} is out of range", self.named());
                refusal.remedy = Some("Write a smaller whole number, 0 or above.".to_owned());
                refusal
            }
            Error::ExpectedString => self.wrong("a text in quotes"),
            Error::ExpectedBoolean => self.wrong("`true` or `false`"),
            Error::ExpectedArray => self.wrong("a list in `[ ]`"),
            Error::ExpectedNamedStructLike(_) => self.wrong("fields in `( )`"),
            Error::ExpectedStructLike => match self.named_variant() {
                Some(at) => Refusal {
                    message: format!("`{}` lacks its content", self.outline.slice(&at)),
                    remedy: Some(format!("Write `{}(…)`.", self.outline.slice(&at))),
                    at,
                },
                None => self.wrong("fields in `( )`"),
            },
            Error::ExpectedDifferentStructName { expected, found } => {
                let at = self.start..self.start + found.len();
                let after = self.outline.slice(&(at.end..self.outline.text.len())).trim_start();
                let remedy = if after.starts_with(':') {
                    "Is a closing bracket missing before it?"
                } else {
                    "Begin it with `(` and no name."
                };
                Refusal {
                    at,
                    message: format!(
                        "`{found}` cannot stand here: this is {}",
                        one(thing(Some(expected)))
                    ),
                    remedy: Some(remedy.to_owned()),
                }
            }
            Error::InvalidValueForType { expected, found } => {
                let mut refusal = self.wrong(expected);
                refusal.message = format!("{} must be {expected}, not {found}", self.named());
                refusal
            }
            Error::ExceededRecursionLimit => Refusal {
                at: self.start..self.end,
                message: "too many brackets inside each other".to_owned(),
                remedy: Some("Nest the parts of a diagram less deeply.".to_owned()),
            },
            Error::InvalidEscape(_) => Refusal {
                at: self.start..self.end,
                message: format!("a text has no `{}`", self.outline.slice(&(self.start..self.end))),
                remedy: Some(
                    r##"Write `\\` for one backslash, or the whole text as r#"…"#."##.to_owned(),
                ),
            },
            Error::TrailingCharacters => {
                let mut refusal = self.syntax("there is something after the end");
                refusal.remedy.get_or_insert_with(|| {
                    "Remove it, or look for a bracket too many above.".to_owned()
                });
                refusal
            }
            Error::UnclosedBlockComment => Refusal {
                at: self.start..self.start + 2,
                message: "the comment that starts here is never closed".to_owned(),
                remedy: Some("End it with `*/`.".to_owned()),
            },
            Error::ExpectedStringEnd => self.unclosed_text(),
            Error::ExpectedComma => self.comma(),
            Error::ExpectedMapColon => self.absent(":"),
            Error::ExpectedArrayEnd => self.absent("]"),
            Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => self.absent(")"),
            Error::ExpectedIdentifier => self.name(),
            Error::Eof => self.syntax("the file ends too early"),
            other => {
                let words = other.to_string();
                let mut characters = words.chars();
                let first = characters.next().map(char::to_lowercase);
                let words: String = first.into_iter().flatten().chain(characters).collect();
                self.syntax(&words)
            }
        }
    }

    /// The value that is of the wrong type.
    fn culprit(&self) -> Option<usize> {
        self.outline.before(self.end)
    }

    /// `` `minutes` ``, or "this".
    fn named(&self) -> String {
        let item = self.culprit().and_then(|item| self.outline.items.get(item));
        match item.and_then(|item| item.key.as_ref()) {
            Some(key) => format!("`{}`", self.outline.slice(key)),
            None => "this".to_owned(),
        }
    }

    fn wrong(&self, expected: &str) -> Refusal {
        let at = self.culprit().map_or(self.start..self.end, |item| self.outline.value(item));
        let item = self.culprit().and_then(|item| self.outline.items.get(item));
        // A bracket may be long: its first sign says enough.
        let found = match item.and_then(|item| item.open) {
            Some(open) => self.outline.slice(&(item.map_or(open, |item| item.at.start)..open + 1)),
            None => item.map_or("", |item| self.outline.slice(&item.at)),
        };
        let found: String = found.chars().take(30).collect();
        let message = format!("{} must be {expected}, not `{found}`", self.named());
        Refusal { at, message, remedy: None }
    }

    /// `Prose` of a bare `Prose`, where `Prose(…)` should stand.
    fn named_variant(&self) -> Option<Range<usize>> {
        let item = self.outline.items.get(self.outline.before(self.start.saturating_sub(1))?)?;
        let word = item.open.is_none() && item.at.end == self.start;
        let letter = self.outline.slice(&item.at).starts_with(char::is_uppercase);
        (word && letter).then(|| item.at.clone())
    }

    fn missing(&self, field: &str, outer: Option<&str>) -> Refusal {
        let thing = thing(outer);
        let Some(round) = self.outline.round(self.start) else {
            return Refusal {
                at: self.start..self.end,
                message: format!("{} lacks `{field}`", one(thing)),
                remedy: Some(format!("Add `{field}: …`.")),
            };
        };
        let id = self.outline.field(round, "id").map(|id| self.outline.value(id));
        let name = match (&id, thing) {
            (_, "pack") => "the pack".to_owned(),
            (Some(id), _) => format!("the {thing} `{}`", self.outline.slice(id)),
            (None, _) => one(thing),
        };
        // What has an id is recognised by it; the bracket says little.
        let start = id.unwrap_or_else(|| {
            let item = self.outline.items.get(round);
            item.map_or(self.start..self.end, |item| {
                item.at.start..item.open.map_or(item.at.end, |open| open + 1)
            })
        });
        Refusal {
            at: start,
            message: format!("{name} lacks `{field}`"),
            remedy: Some(format!("Add `{field}: …`.")),
        }
    }

    fn word_at(&self, offset: usize) -> Range<usize> {
        let rest = self.outline.slice(&(offset..self.outline.text.len()));
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let stops = |c: char| !(c.is_alphanumeric() || "_-.".contains(c));
        offset..offset + rest.find(stops).unwrap_or(rest.len()).max(first)
    }

    fn line_of(&self, offset: usize) -> usize {
        self.outline.slice(&(0..offset)).matches('\n').count() + 1
    }

    /// Brackets that do not fit each other explain most of what is wrong with a syntax.
    fn syntax(&self, message: &str) -> Refusal {
        if let Some((at, opened)) = &self.outline.mismatch
            && at.start <= self.end
        {
            let closing = self.outline.slice(at);
            let message = match opened {
                Some(open) => format!(
                    "this `{closing}` does not fit the `{}` of line {}",
                    self.outline.slice(&(*open..open + 1)),
                    self.line_of(*open)
                ),
                None => format!("this `{closing}` closes nothing"),
            };
            let remedy = "Look for a bracket that is missing or too many between them.".to_owned();
            return Refusal { at: at.clone(), message, remedy: Some(remedy) };
        }
        let at = self.word_at(self.end);
        if self.end >= self.outline.text.trim_end().len()
            && let Some(open) = self.outline.unclosed.last()
        {
            let bracket = self.outline.slice(&(*open..open + 1));
            return Refusal {
                at: *open..open + 1,
                message: format!("this `{bracket}` is never closed"),
                remedy: Some("Close it where its list of fields or entries ends.".to_owned()),
            };
        }
        Refusal { at, message: message.to_owned(), remedy: None }
    }

    fn unclosed_text(&self) -> Refusal {
        let start = self.outline.before(self.start).and_then(|item| self.outline.items.get(item));
        let at = start.map_or(self.start, |item| item.at.start);
        let opening = self.outline.slice(&(at..self.outline.text.len()));
        let quote = opening.find('"').map_or(0, |quote| quote + 1);
        let hashes = "#".repeat(quote.saturating_sub(2));
        Refusal {
            at: at..at + quote,
            message: "the text that starts here is never closed".to_owned(),
            remedy: Some(format!("End it with `\"{hashes}`.")),
        }
    }

    /// A sign that must stand before what does stand there.
    fn absent(&self, sign: &str) -> Refusal {
        let next = self.outline.slice(&self.word_at(self.end));
        let mut refusal = self.syntax(&format!("a `{sign}` is missing before `{next}`"));
        refusal.remedy.get_or_insert_with(|| format!("Add the `{sign}`."));
        refusal
    }

    /// Something else where a name must stand.
    fn name(&self) -> Refusal {
        let quoted = self.culprit().and_then(|item| self.outline.items.get(item));
        if quoted.is_some_and(|item| item.is_text() && item.at.start == self.end) {
            let words = self.outline.value(self.culprit().unwrap_or_default());
            return Refusal {
                message: format!("{} must be a name without quotes", self.named()),
                remedy: Some(format!("Write `{}`.", self.outline.slice(&words))),
                at: words,
            };
        }
        let next = self.outline.slice(&self.word_at(self.end));
        let mut refusal = self.syntax(&format!("a name must stand here, not `{next}`"));
        let remedy = "Write the name of a field, or look for a bracket too many.";
        refusal.remedy.get_or_insert_with(|| remedy.to_owned());
        refusal
    }

    fn comma(&self) -> Refusal {
        let before = self.outline.before(self.end).and_then(|item| self.outline.items.get(item));
        let cut = before
            .filter(|item| item.open.is_none() && (item.at.start..item.at.end).contains(&self.end));
        if cut.is_some_and(|item| {
            item.at.start < self.end
                && self.outline.slice(&item.at).starts_with(|c: char| c.is_ascii_digit())
        }) {
            return self.wrong("a whole number");
        }
        let next = self.outline.slice(&self.word_at(self.end));
        let mut refusal = self.syntax(&format!("a comma is missing before `{next}`"));
        refusal.remedy.get_or_insert_with(|| "Add it.".to_owned());
        // The end of a text is where the next quote stands, however far that is.
        let until = self.outline.slice(&(0..self.end));
        let text =
            self.outline.items.iter().rfind(|item| item.open.is_none() && item.at.end <= self.end);
        if let Some(text) = text.filter(|text| until.len() - text.at.end < 2) {
            let literal = self.outline.slice(&text.at);
            if literal.starts_with('"') && literal.contains('\n') {
                let line = self.line_of(text.at.start);
                refusal.remedy = Some(format!("Is the closing quote missing in line {line}?"));
            }
        }
        refusal
    }
}
