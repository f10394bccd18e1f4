//! What `ron` refuses in a text whose shape is right: in an author's words, at the best place, and
//! with what lets the rest of the file be read.

mod things;

use crate::pack::{
    edit::Edit,
    outline::{Item, Outline},
    refusal::Refusal,
    ron_error::things::{one, thing},
    similar::{self, listed},
    stopgap,
};
use ron::error::{Error, Position, SpannedError};
use std::ops::Range;

/// Puts a refusal into words.
pub(super) fn explain(text: &str, error: &SpannedError, gaps: &[Range<usize>]) -> Refusal {
    if text.trim().is_empty() {
        return Refusal::new(0..0, "the file is empty")
            .remedy("Begin with `(` and the fields, or remove the file.");
    }
    let explaining = Explaining {
        outline: Outline::new(text),
        start: offset(text, &error.span.start),
        end: offset(text, &error.span.end),
        gaps,
    };
    let mut refusal = explaining.refusal(&error.code);
    let end = text.trim_end().len();
    // At the end of the text there is nothing to point at.
    if refusal.at.start >= end {
        refusal.at = end..end;
    } else {
        refusal.at.end = refusal.at.end.min(text.len());
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
    /// Where something was left out to read on.
    gaps: &'a [Range<usize>],
}

impl<'a> Explaining<'a> {
    fn refusal(&self, error: &Error) -> Refusal {
        match error {
            Error::NoSuchStructField { expected, found, outer } => {
                self.unknown_field(expected, found, outer.as_deref())
            }
            Error::NoSuchEnumVariant { expected, found, outer } => {
                self.unknown_variant(expected, found, outer.as_deref())
            }
            Error::MissingStructField { field, outer } => self.missing(field, outer.as_deref()),
            Error::DuplicateStructField { field, outer } => {
                let at = self.start..self.start + field.len();
                let field_at = self.outline.keyed_at(self.start).map(|item| self.whole(item));
                let thing = one(thing(outer.as_deref()));
                Refusal::new(at, format!("`{field}` stands twice in {thing}"))
                    .remedy("Keep one of them.")
                    .stopgap(field_at.into_iter().map(Edit::remove).collect())
            }
            Error::ExpectedInteger
            | Error::InvalidIntegerDigit { .. }
            | Error::IntegerOutOfBounds
            | Error::UnderscoreAtBeginning => self.whole_number(error),
            Error::ExpectedFloat | Error::FloatUnderscore => self.number(),
            Error::ExpectedString | Error::ExpectedByteString => self.text(),
            Error::ExpectedBoolean => self.truth(),
            Error::ExpectedArray => self.list(),
            Error::ExpectedStructLike
            | Error::ExpectedNamedStructLike(_)
            | Error::ExpectedStructName(_)
            | Error::ExpectedMap
            | Error::ExpectedUnit
            | Error::ExpectedOption => self.fields(),
            Error::ExpectedDifferentStructName { expected, found } => {
                let at = self.start..self.start + found.len();
                let thing = one(thing(Some(expected)));
                Refusal::new(at.clone(), format!("`{found}` cannot stand here: this is {thing}"))
                    .remedy("Begin it with `(` and no name.")
                    .fix(vec![Edit::remove(at)])
            }
            Error::SuggestRawIdentifier(_)
            | Error::InvalidIdentifier(_)
            | Error::ExpectedIdentifier => self.name(),
            Error::InvalidValueForType { .. }
            | Error::ExpectedDifferentLength { .. }
            | Error::ExpectedChar
            | Error::ExpectedByteLiteral => self.of_another_kind(),
            Error::InvalidEscape(_) | Error::Utf8Error(_) => self.escape(),
            Error::ExceededRecursionLimit => {
                Refusal::new(self.start..self.end, "too many brackets inside each other")
                    .remedy("Nest the parts of a diagram less deeply.")
            }
            Error::NoSuchExtension(name) => {
                let at = self.end..self.end;
                Refusal::new(at, format!("there is no extension `{name}`"))
                    .remedy("Remove the `#![enable(…)]`: a pack needs none.")
            }
            Error::ExpectedAttribute | Error::ExpectedAttributeEnd => {
                Refusal::new(self.start..self.end, "what begins with `#` cannot be read")
                    .remedy("Remove it: a comment begins with `//`.")
            }
            Error::TrailingCharacters => {
                Refusal::new(self.word_at(self.end), "there is something after the end")
                    .remedy("Remove it, or look for a bracket too many above.")
            }
            // Their places are found by `pack/syntax.rs`; should one slip through, this is what
            // can be said of it.
            Error::ExpectedStringEnd => {
                let at = self.culprit().map_or(self.start, |item| self.outline.value(item).start);
                Refusal::new(at..at + 1, "the text that starts here is never closed")
                    .remedy("End it with `\"`.")
            }
            Error::UnclosedBlockComment | Error::UnclosedLineComment => {
                Refusal::new(self.start..self.end, "a comment is never closed")
                    .remedy("End it with `*/`.")
            }
            Error::ExpectedComma => self.cut_number().unwrap_or_else(|| self.absent(",")),
            Error::ExpectedMapColon => self.absent(":"),
            Error::ExpectedArrayEnd => self.absent("]"),
            Error::ExpectedMapEnd => self.absent("}"),
            Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => self.round_end(),
            Error::Eof => Refusal::new(self.end..self.end, "the file ends too early")
                .remedy("Close every bracket that is opened."),
            Error::UnexpectedChar(c) => {
                Refusal::new(self.word_at(self.end), format!("`{c}` means nothing here"))
                    .remedy("Remove it, or write what was meant.")
            }
            // What comes of writing, of ranges and of raw values, none of which we ask for; and
            // what a later `ron` may add.
            _ => Refusal::new(self.word_at(self.end), "this cannot be read")
                .remedy("Compare it with a pack that works."),
        }
    }

    /// The value that is of the wrong type.
    fn culprit(&self) -> Option<usize> {
        self.outline.before(self.end)
    }

    /// `` `minutes` ``, "an entry of `nodes`", or "this".
    fn named(&self) -> String {
        let item = self.culprit();
        let key = item.and_then(|item| self.outline.item(item)?.key());
        match (key, item.and_then(|item| self.outline.field_of(item))) {
            (Some(key), _) => format!("`{}`", self.outline.slice(&key)),
            (None, Some(list)) => format!("an entry of `{list}`"),
            (None, None) => "this".to_owned(),
        }
    }

    /// What is written there; a bracket may be long: its first sign says enough.
    fn written(&self) -> &'a str {
        let Some(item) = self.culprit().and_then(|item| self.outline.item(item)) else { return "" };
        let start = item.at().start;
        let end = item.open().map_or(item.at().end, |open| open + 1);
        let whole = self.outline.slice(&(start..end));
        whole.char_indices().nth(30).and_then(|(end, _)| whole.get(..end)).unwrap_or(whole)
    }

    /// The whole of the wrong value, with its quotes.
    fn whole_value(&self) -> Range<usize> {
        let item = self.culprit().and_then(|item| self.outline.item(item));
        item.map_or(self.start..self.end, Item::at)
    }

    /// A field with its name, or the entry of a list, with the comma behind it.
    fn whole(&self, item: usize) -> Range<usize> {
        let Some(found) = self.outline.item(item) else { return 0..0 };
        let start = found.key().map_or(found.at().start, |key| key.start);
        let end = found.at().end;
        let rest = self.outline.slice(&(end..self.outline.text.len()));
        let space = rest.len() - rest.trim_start().len();
        let comma = rest.trim_start().starts_with(',');
        start..if comma { end + space + 1 } else { end }
    }

    /// A value of another type than the one that must stand there.
    fn wrong(&self, expected: &str, instead: &str) -> Refusal {
        let at = self.culprit().map_or(self.start..self.end, |item| self.outline.value(item));
        let message = format!("{} must be {expected}, not `{}`", self.named(), self.written());
        Refusal::new(at, message).stopgap(vec![Edit::new(self.whole_value(), instead)])
    }

    /// What is written, put right.
    fn write(&self, refusal: Refusal, right: &str) -> Refusal {
        // What it says may be wrong as well: that is for the next time.
        let fix = vec![Edit::new(self.whole_value(), right)];
        let refusal = refusal.remedy(format!("Write `{right}`.")).fix(fix.clone());
        refusal.stopgap(fix)
    }

    fn whole_number(&self, error: &Error) -> Refusal {
        let written = self.written();
        let field = self.culprit().and_then(|item| self.outline.field_of(item));
        let stopgap = field.map(stopgap::of_field).filter(|stopgap| !stopgap.contains('"'));
        let refusal = self.wrong("a whole number", stopgap.unwrap_or("1"));
        let bare = written.trim_matches('"').trim();
        if bare != written && bare.parse::<u32>().is_ok() {
            return self.write(refusal, bare);
        }
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if written.strip_prefix('-').is_some_and(digits) {
            let message = format!("{} cannot be below 0, and this is `{written}`", self.named());
            return Refusal { message, ..refusal }.remedy("Write a whole number, 0 or above.");
        }
        if *error == Error::IntegerOutOfBounds {
            let message = format!("{} is too large: `{written}`", self.named());
            return Refusal { message, ..refusal }.remedy("Write a smaller whole number.");
        }
        refusal.remedy("Write its digits, such as `10`.")
    }

    /// `10.5` where a whole number is read, or `60s`: it is read up to what does not fit.
    fn cut_number(&self) -> Option<Refusal> {
        let item = self.outline.item(self.culprit()?)?;
        let cut = item.open().is_none() && !item.is_text() && item.at().start < self.end;
        if !cut || self.end >= item.at().end {
            return None;
        }
        let field = self.outline.field_of(self.culprit()?);
        let whole = field.is_some_and(|field| !matches!(field, "value" | "tolerance"));
        Some(if whole { self.whole_number(&Error::ExpectedInteger) } else { self.number() })
    }

    fn number(&self) -> Refusal {
        let written = self.written();
        let refusal = self.wrong("a number", "1");
        let bare = written.trim_matches('"').trim();
        if bare.parse::<f64>().is_ok_and(f64::is_finite) && bare != written {
            return self.write(refusal, bare);
        }
        refusal.remedy("Write its digits, such as `2` or `0.5`; its unit is a field of its own.")
    }

    fn text(&self) -> Refusal {
        let keyed = self.outline.keyed_at(self.end);
        let item = keyed.or_else(|| self.culprit()).and_then(|item| self.outline.item(item));
        if let Some(key) = item.and_then(Item::key).filter(|key| key.start == self.end) {
            // `Prose(text: "…")`.
            let whole = keyed.map_or(key.clone(), |item| self.outline.value(item));
            let name = self.outline.slice(&key);
            let literal = item.filter(|item| item.is_text()).map(Item::at);
            let fix = literal.map(|literal| Edit::remove(key.start..literal.start));
            return Refusal::new(
                key.start..whole.end,
                format!("this takes a text, and no field `{name}`"),
            )
            .remedy("Write the text alone, in quotes.")
            .fix(fix.into_iter().collect());
        }
        let refusal = self.wrong("a text in quotes", "\"\"");
        let written = self.outline.slice(&self.whole_value());
        let simple = item.is_some_and(|item| item.open().is_none());
        if simple && !written.contains(['"', '\'', '\\', '\n']) && written.len() < 80 {
            let field = self.culprit().and_then(|item| self.outline.field_of(item));
            let dots = written.matches('.').count();
            let number = written.starts_with(|c: char| c.is_ascii_digit());
            let more =
                if field == Some("version") && number { 2_usize.saturating_sub(dots) } else { 0 };
            let right = format!("\"{written}{}\"", ".0".repeat(more));
            return self.write(refusal, &right);
        }
        refusal.remedy("Write `\"…\"`.")
    }

    fn truth(&self) -> Refusal {
        let key = self.culprit().and_then(|item| self.outline.field_of(item)).unwrap_or("");
        let refusal = self.wrong("`true` or `false`", stopgap::of_field(key));
        let right = match self.written().trim_matches('"').to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => "true",
            "false" | "no" | "off" | "0" => "false",
            _ => return refusal,
        };
        self.write(refusal, right)
    }

    fn list(&self) -> Refusal {
        let refusal = self.wrong("a list in `[ ]`", "[]");
        let whole = self.whole_value();
        let item = self.culprit().and_then(|item| self.outline.item(item));
        if let Some(open) = item.and_then(Item::open)
            && self.outline.slice(&(open..open + 1)) == "{"
        {
            return refusal.remedy("Write `[` and `]` for `{` and `}`.");
        }
        let written = self.outline.slice(&whole);
        let simple = item.is_some_and(|item| item.open().is_none());
        let right = if simple && written.starts_with(char::is_alphanumeric) {
            format!("[\"{written}\"]")
        } else if let Some(inner) = written.strip_prefix('(').and_then(|w| w.strip_suffix(')'))
            && inner.trim_start().starts_with('"')
        {
            format!("[{inner}]")
        } else {
            format!("[{written}]")
        };
        if simple {
            return self.write(refusal, &right);
        }
        let fix = vec![Edit::new(whole, right)];
        refusal.remedy("Write it in `[` and `]`.").fix(fix.clone()).stopgap(fix)
    }

    /// Fields, or something in brackets, must stand there.
    fn fields(&self) -> Refusal {
        if let Some(at) = self.named_variant() {
            let name = self.outline.slice(&at);
            let edits = self.gap(self.outline.before(self.start.saturating_sub(1)));
            return Refusal::new(at.clone(), format!("`{name}` lacks its content"))
                .remedy(format!("Write `{name}(…)`."))
                .stopgap(edits);
        }
        let refusal = self.wrong("fields in `( )`", "");
        let edits = self.gap(self.culprit());
        refusal.remedy("Write `(id: \"…\", …)`, for instance.").stopgap(edits)
    }

    /// What may stand in the place of a value that can't be read: nothing in a list, nothing for a
    /// field that may be left out.
    fn gap(&self, item: Option<usize>) -> Vec<Edit> {
        let Some(item) = item else { return Vec::new() };
        let key = self.outline.item(item).and_then(Item::key);
        let Some(key) = key else { return vec![Edit::remove(self.whole(item))] };
        let value = self.outline.item(item).map_or(0..0, Item::at);
        match stopgap::of_field(self.outline.slice(&key)) {
            "\"\"" => vec![Edit::remove(self.whole(item))],
            stopgap => vec![Edit::new(value, stopgap)],
        }
    }

    fn unknown_field(&self, expected: &[&str], found: &str, outer: Option<&str>) -> Refusal {
        let at = self.start..self.start + found.len();
        let thing = one(thing(outer));
        let refusal = Refusal::new(at.clone(), format!("{thing} has no field `{found}`"));
        let item = self.outline.keyed_at(self.start);
        let there = |name: &str| {
            let parent = item.and_then(|item| self.outline.parent(item));
            parent.is_some_and(|parent| self.outline.field(parent, name).is_some())
        };
        match similar::similar(found, expected.iter().copied()) {
            Some(near) => {
                if there(near) {
                    let gone = self.field_gone(item);
                    return refusal
                        .remedy(format!("It has a `{near}` already: remove it."))
                        .fix(gone);
                }
                refusal.remedy(similar::meant(near)).fix(vec![Edit::new(at, near)])
            }
            None => refusal
                .remedy(format!("It has {}.", listed(expected)))
                .stopgap(self.field_gone(item)),
        }
    }

    fn field_gone(&self, item: Option<usize>) -> Vec<Edit> {
        item.map(|item| Edit::remove(self.whole(item))).into_iter().collect()
    }

    fn unknown_variant(&self, expected: &[&str], found: &str, outer: Option<&str>) -> Refusal {
        let at = self.start..self.start + found.len();
        let refusal = Refusal::new(at.clone(), format!("unknown {} `{found}`", thing(outer)));
        match similar::similar(found, expected.iter().copied()) {
            Some(near) => refusal.remedy(similar::meant(near)).fix(vec![Edit::new(at, near)]),
            None => refusal
                .remedy(format!("There are {}.", listed(expected)))
                .stopgap(self.gap(self.outline.before(self.start))),
        }
    }

    /// `Prose` of a bare `Prose`, where `Prose(…)` should stand.
    fn named_variant(&self) -> Option<Range<usize>> {
        let item = self.outline.item(self.outline.before(self.start.saturating_sub(1))?)?;
        let word = item.open().is_none() && item.at().end == self.start;
        let letter = self.outline.slice(&item.at()).starts_with(char::is_uppercase);
        (word && letter).then(|| item.at())
    }

    fn missing(&self, field: &str, outer: Option<&str>) -> Refusal {
        let thing = thing(outer);
        let remedy = format!("Add `{field}: …`.");
        let Some(round) = self.outline.round(self.start) else {
            let message = format!("{} lacks `{field}`", one(thing));
            return Refusal::new(self.start..self.end, message).remedy(remedy);
        };
        let id = self.outline.field(round, "id").map(|id| self.outline.value(id));
        let name = match (&id, thing) {
            (_, "pack") => "the pack".to_owned(),
            (Some(id), _) => format!("the {thing} `{}`", self.outline.slice(id)),
            (None, _) => one(thing),
        };
        // What has an id is recognised by it; the bracket says little.
        let item = self.outline.item(round);
        let opened = item.and_then(Item::open);
        let start = id.unwrap_or_else(|| {
            item.map_or(self.start..self.end, |item| {
                item.at().start..opened.map_or(item.at().end, |open| open + 1)
            })
        });
        let stopgap = opened
            .map(|open| Edit::insert(open + 1, format!("{field}: {}, ", stopgap::of_field(field))));
        let mut here = self.gaps.iter().filter(|gap| gap.is_empty());
        let caused = here.any(|gap| self.outline.round(gap.start) == Some(round));
        let refusal = Refusal::new(start, format!("{name} lacks `{field}`"))
            .remedy(remedy)
            .stopgap(stopgap.into_iter().collect());
        Refusal { caused, ..refusal }
    }

    fn word_at(&self, offset: usize) -> Range<usize> {
        let rest = self.outline.slice(&(offset..self.outline.text.len()));
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let stops = |c: char| !(c.is_alphanumeric() || "_-.".contains(c));
        offset..offset + rest.find(stops).unwrap_or(rest.len()).max(first)
    }

    /// A sign that must stand before what does stand there.
    fn absent(&self, sign: &str) -> Refusal {
        let at = self.word_at(self.end);
        let message = format!("a `{sign}` is missing before `{}`", self.outline.slice(&at));
        Refusal::new(at, message).remedy(format!("Add the `{sign}`."))
    }

    /// Something follows the one value that a name in front of `( )` takes.
    fn round_end(&self) -> Refusal {
        let found = self.absent(")");
        let inside = self.outline.before(self.end);
        let edits = self.gap(inside.and_then(|item| self.outline.parent(item)));
        found.stopgap(edits)
    }

    /// Something else where a name must stand.
    fn name(&self) -> Refusal {
        let Some(item) = self.culprit() else { return self.absent(")") };
        let field = self.outline.field_of(item);
        let in_links = self
            .outline
            .parent(item)
            .and_then(|up| self.outline.field_of(up))
            .is_some_and(|list| list == "links");
        let keyed = self.outline.item(item).is_some_and(|item| item.key().is_some());
        let in_list = self.outline.parent(item).is_some_and(|up| self.outline.is_list(up));
        let written = self.written();
        let choices = field.and_then(|field| stopgap::choices(field, in_links));
        // The parts of a stack, a row, and the like.
        let choices = choices.or_else(|| in_list.then(|| stopgap::choices("of", false)).flatten());
        if !keyed && !in_list {
            let at = self.outline.value(item);
            return Refusal::new(at, format!("`{written}` has no name"))
                .remedy("Write the name of a field and a `:` before it.")
                .stopgap(self.gap(Some(item)));
        }
        let refusal = self
            .wrong(choices.unwrap_or("a name without quotes"), "")
            .stopgap(self.gap(Some(item)));
        let words = self.outline.slice(&self.outline.value(item));
        let quoted = self.outline.item(item).is_some_and(Item::is_text);
        let plain = words.starts_with(|c: char| c.is_ascii_uppercase())
            && words.chars().all(|c| c.is_ascii_alphanumeric());
        if field == Some("tolerance") && written.trim_matches('"').parse::<f64>().is_ok() {
            return self.write(refusal, &format!("Absolute({})", written.trim_matches('"')));
        }
        if field == Some("answer") && self.outline.slice(&self.whole_value()).starts_with('[') {
            let whole = self.whole_value();
            return refusal
                .remedy("Write `Any([…])`.")
                .fix(vec![Edit::insert(whole.start, "Any("), Edit::insert(whole.end, ")")]);
        }
        if field == Some("blocks") && quoted {
            let whole = self.whole_value();
            return refusal
                .remedy("Write `Prose(…)`.")
                .fix(vec![Edit::insert(whole.start, "Prose("), Edit::insert(whole.end, ")")]);
        }
        if quoted && plain {
            return self.write(refusal, words);
        }
        if written == "(" {
            return refusal.remedy("Write its name before the `(`.");
        }
        refusal
    }

    /// A value of a kind that nothing here has.
    fn of_another_kind(&self) -> Refusal {
        let refusal = self.wrong("something else", "");
        let message = format!("{} cannot be `{}`", self.named(), self.written());
        let edits = self.gap(self.culprit());
        Refusal { message, ..refusal }.remedy("Write a value of the right kind.").stopgap(edits)
    }

    fn escape(&self) -> Refusal {
        let before = self.outline.slice(&(0..self.end));
        let slash = before.rfind('\\').unwrap_or(self.start);
        let shown: String =
            self.outline.slice(&(slash..self.outline.text.len())).chars().take(2).collect();
        let at = slash..slash + shown.len();
        Refusal::new(at, format!("a text has no `{shown}`"))
            .remedy(r##"Write `\\` for one backslash, or the whole text as r#"…"#."##)
            .fix(vec![Edit::insert(slash, "\\")])
    }
}
