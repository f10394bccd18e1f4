//! What `ron` refuses in a text whose shape is right: in an author's words, at the best place, and
//! with replacements that let the rest of the file be read.

mod names;
mod signs;
mod things;
mod values;

use crate::pack::{
    edit::Edit,
    outline::{Item, Outline},
    refusal::Refusal,
    stopgap,
};
use ron::error::{Error, Position, SpannedError};
use std::ops::Range;

/// Puts what `ron` says into words. `gaps`: where something was left out to read on.
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
    // Behind the end of the text there is nothing to point at.
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
        let known = self.of_names(error).or_else(|| self.of_values(error));
        known.or_else(|| self.of_signs(error)).unwrap_or_else(|| {
            // These errors come of writing, of ranges and of raw values, none of which we ask for;
            // or a later `ron` has added them.
            Refusal::new(self.word_at(self.end), "this cannot be read")
                .remedy("Compare it with a pack that works.")
        })
    }

    /// The value at which `ron` stopped: it is of the wrong type.
    fn culprit(&self) -> Option<usize> {
        self.outline.before(self.end)
    }

    /// How the wrong value is named: `` `minutes` ``, "an entry of `nodes`", or "this".
    fn named(&self) -> String {
        let item = self.culprit();
        let key = item.and_then(|item| self.outline.item(item)?.key());
        match (key, item.and_then(|item| self.outline.field_of(item))) {
            (Some(key), _) => format!("`{}`", self.outline.slice(&key)),
            (None, Some(list)) => format!("an entry of `{list}`"),
            (None, None) => "this".to_owned(),
        }
    }

    /// The beginning of the wrong value as it is written; of a bracket, only its first sign.
    fn written(&self) -> &'a str {
        let Some(item) = self.culprit().and_then(|item| self.outline.item(item)) else { return "" };
        let start = item.at().start;
        let end = item.open().map_or(item.at().end, |open| open + 1);
        let whole = self.outline.slice(&(start..end));
        whole.char_indices().nth(30).and_then(|(end, _)| whole.get(..end)).unwrap_or(whole)
    }

    /// The place of the whole wrong value, with its quotes.
    fn whole_value(&self) -> Range<usize> {
        let item = self.culprit().and_then(|item| self.outline.item(item));
        item.map_or(self.start..self.end, Item::at)
    }

    /// The place of a field with its name, or of an entry of a list, with the comma behind it.
    fn whole(&self, item: usize) -> Range<usize> {
        let Some(found) = self.outline.item(item) else { return 0..0 };
        let start = found.key().map_or(found.at().start, |key| key.start);
        let end = found.at().end;
        let rest = self.outline.slice(&(end..self.outline.text.len()));
        let space = rest.len() - rest.trim_start().len();
        let comma = rest.trim_start().starts_with(',');
        start..if comma { end + space + 1 } else { end }
    }

    /// Refuses a value of another type than the one that must stand there; `instead` is its
    /// stopgap.
    fn wrong(&self, expected: &str, instead: &str) -> Refusal {
        let at = self.culprit().map_or(self.start..self.end, |item| self.outline.value(item));
        let message = format!("{} must be {expected}, not `{}`", self.named(), self.written());
        Refusal::new(at, message).stopgap(vec![Edit::new(self.whole_value(), instead)])
    }

    /// Adds the advice to write `right` in place of the wrong value.
    fn write(&self, refusal: Refusal, right: &str) -> Refusal {
        // The value may be wrong in other ways as well: the next round finds those.
        let fix = vec![Edit::new(self.whole_value(), right)];
        let refusal = refusal.remedy(format!("Write `{right}`.")).fix(fix.clone());
        refusal.stopgap(fix)
    }

    /// A stopgap for a value that can't be read: in a list the entry goes, and so does a field that
    /// may be left out.
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

    fn field_gone(&self, item: Option<usize>) -> Vec<Edit> {
        item.map(|item| Edit::remove(self.whole(item))).into_iter().collect()
    }

    fn word_at(&self, offset: usize) -> Range<usize> {
        let rest = self.outline.slice(&(offset..self.outline.text.len()));
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let stops = |c: char| !(c.is_alphanumeric() || "_-.".contains(c));
        offset..offset + rest.find(stops).unwrap_or(rest.len()).max(first)
    }
}
