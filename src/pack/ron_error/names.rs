//! Names of fields and of kinds that are unknown or missing, stand twice, or are not names.

use crate::pack::{
    edit::Edit,
    outline::Item,
    refusal::Refusal,
    ron_error::{
        Explaining,
        things::{one, thing},
    },
    similar::{self, listed},
    stopgap,
};
use ron::error::Error;
use std::ops::Range;

impl Explaining<'_> {
    /// A refusal about a name that is unknown or missing, or stands twice; nothing for other
    /// errors.
    pub(super) fn of_names(&self, error: &Error) -> Option<Refusal> {
        Some(match error {
            Error::NoSuchStructField { expected, found, outer } => {
                self.unknown_field(expected, found, outer.as_deref())
            }
            Error::NoSuchEnumVariant { expected, found, outer } => {
                self.unknown_variant(expected, found, outer.as_deref())
            }
            Error::MissingStructField { field, outer } => self.missing(field, outer.as_deref()),
            Error::DuplicateStructField { field, outer } => self.twice(field, outer.as_deref()),
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
            Error::NoSuchExtension(name) => {
                let at = self.end..self.end;
                Refusal::new(at, format!("there is no extension `{name}`"))
                    .remedy("Remove the `#![enable(…)]`: a pack needs none.")
            }
            _ => return None,
        })
    }

    fn twice(&self, field: &str, outer: Option<&str>) -> Refusal {
        let at = self.start..self.start + field.len();
        let field_at = self.outline.keyed_at(self.start).map(|item| self.whole(item));
        let thing = one(thing(outer));
        Refusal::new(at, format!("`{field}` stands twice in {thing}"))
            .remedy("Keep one of them.")
            .stopgap(field_at.into_iter().map(Edit::remove).collect())
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

    /// The place of a bare `Prose` where `Prose(…)` should stand.
    pub(super) fn named_variant(&self) -> Option<Range<usize>> {
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
        // Something with an id is best recognised by it, so the message points there rather than at
        // the bracket.
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

    /// A refusal of something else where a name must stand.
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
        // In a list, the parts of a stack, a row and the like may stand.
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
}
