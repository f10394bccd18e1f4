//! Texts that are not closed, that end too early, or that have no quotes.

use crate::pack::{
    edit::Edit,
    refusal::Refusal,
    syntax::{
        repair::{Guess, Repair, guess},
        shape::Break,
    },
};
use std::ops::Range;

/// Most quotes inside a text for which a guess is made.
const QUOTES: usize = 64;

impl Repair<'_> {
    /// Something stands right behind a text, without a comma.
    pub(super) fn behind_text(&self, text: &Range<usize>) -> Refusal {
        let guesses = self.after_text(text);
        let line = self.line_of(text.start);
        let other = if self.slice(text).contains('\n') {
            let message = format!("this cannot stand right behind the text of line {line}");
            Refusal::new(self.at.clone(), message)
                .remedy(format!("Is the closing quote missing in line {line}?"))
        } else {
            let quote = text.end - 1..text.end;
            Refusal::new(quote, "the text ends at this quote, and something stands behind it")
                .remedy("Write `\\\"` for a quote inside a text.")
        };
        self.best(guesses, other)
    }

    /// Words without quotes.
    pub(super) fn bare(&self, until: usize) -> Refusal {
        let words = self.at.start..until;
        let remedy = match self.slice(&words) {
            short if short.len() < 80 => format!("Write `\"{short}\"`."),
            _ => "Write `\"` before and behind it.".to_owned(),
        };
        Refusal::new(words.clone(), "a text stands in quotes")
            .remedy(remedy)
            .fix(vec![Edit::insert(words.start, "\""), Edit::insert(words.end, "\"")])
    }

    /// What may be meant where something stands right behind a text.
    fn after_text(&self, text: &Range<usize>) -> Vec<Guess> {
        let literal = self.slice(text);
        let line = self.line_of(text.start);
        let mut guesses = Vec::new();
        if literal.starts_with('r') {
            let hashes = literal.find('"').unwrap_or(1) - 1;
            let ending = format!("\"{}", "#".repeat(hashes));
            if let Some(end) = self.ending(text.end, &ending) {
                let more = "#".repeat(hashes + 1);
                guesses.push(guess(
                    text.end - ending.len()..text.end,
                    format!("the text of line {line} ends here, at `{ending}`"),
                    format!("Begin it with `r{more}\"` and end it with `\"{more}`."),
                    vec![Edit::insert(text.start + 1, "#"), Edit::insert(end, "#")],
                ));
            }
            return guesses;
        }
        if self.rest(text.end).starts_with('#') {
            let open = text.start..text.start + 1;
            guesses.push(guess(
                open,
                "this text ends with `\"#` and does not begin with `r#\"`",
                "Write `r#\"` here.",
                vec![Edit::insert(text.start, "r#")],
            ));
        }
        if self.at.start > text.end {
            let next = self.word_at(self.at.start);
            let mut shown = self.slice(&next);
            if shown == "\"" {
                let rest = self.rest(next.end).split(['"', '\n']).next().unwrap_or("");
                shown = self.slice(&(next.start..next.end + rest.len() + 1));
            }
            let shown: String = shown.chars().take(40).collect();
            guesses.push(guess(
                next,
                format!("a comma is missing before `{shown}`"),
                "Add it.",
                vec![Edit::insert(text.end, ",")],
            ));
        }
        guesses.extend(self.early_ends(text, "\""));
        guesses.extend(self.inner_quotes(text));
        guesses
    }

    /// Behind the first `signs` that end a text, as a comma or a bracket follows them.
    fn ending(&self, from: usize, signs: &str) -> Option<usize> {
        let rest = self.rest(from);
        let ends = |at: &usize| {
            let after = rest.get(at + signs.len()..).unwrap_or("").trim_start();
            after.starts_with([',', ')', ']'])
        };
        let at = rest.match_indices(signs).map(|(at, _)| at).take(64).find(ends)?;
        Some(from + at + signs.len())
    }

    /// Guesses that a closing quote is missing: before the next field of the same line, or at its
    /// end.
    fn early_ends(&self, text: &Range<usize>, quote: &str) -> Vec<Guess> {
        let line = self.slice(&(text.start..self.line_end(text.start).min(text.end)));
        let opening = line.find('"').map_or(1, |quote| quote + 1);
        let mut places: Vec<usize> = Vec::new();
        for (comma, _) in line.match_indices(',').filter(|(comma, _)| *comma >= opening) {
            let after = line.get(comma + 1..).unwrap_or("").trim_start();
            let name = after.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(0);
            if name > 0 && after.get(name..).is_some_and(|rest| rest.starts_with(':')) {
                places.push(comma);
            }
            if places.len() == 6 {
                break;
            }
        }
        if text.start + line.len() < text.end {
            let whole = line.trim_end();
            let bare = whole.trim_end_matches([',', ')', ']']);
            // It is not known whether the signs of `…),` belong to the text: the end that leaves
            // least unread wins.
            for end in [whole.strip_suffix(',').unwrap_or(whole).len(), bare.len(), whole.len()] {
                if end >= opening && !places.contains(&end) {
                    places.push(end);
                }
            }
        }
        let made = places.into_iter().take(6).map(|place| {
            let end = text.start + place;
            let words = self.slice(&(text.start..end)).chars().rev().take(20).collect::<String>();
            let words: String = words.chars().rev().collect();
            let words = words.trim_start_matches('"').trim_start();
            guess(
                text.start..text.start + opening,
                "the text that starts here is not closed",
                format!("Write `{quote}` behind `{words}`."),
                vec![Edit::insert(end, quote)],
            )
        });
        made.collect()
    }

    /// Guesses that a text has quotes inside: it ends at one that stands before a comma or a
    /// bracket.
    fn inner_quotes(&self, text: &Range<usize>) -> Vec<Guess> {
        let mut guesses = Vec::new();
        let rest = self.slice(&(text.end..self.line_end(text.end)));
        let mut inner = vec![text.end - 1];
        for (at, _) in rest.match_indices('"') {
            let here = text.end + at;
            let after = self.rest(here + 1).trim_start();
            if after.starts_with([',', ')', ']']) {
                let fix = inner.iter().map(|at| Edit::insert(*at, "\\")).collect();
                guesses.push(guess(
                    text.end - 1..text.end,
                    "this quote ends the text, and more of it follows",
                    "Write `\\\"` for each quote inside a text, or “ and ”.",
                    fix,
                ));
            }
            if guesses.len() == 4 || inner.len() == QUOTES {
                break;
            }
            inner.push(here);
        }
        guesses
    }

    /// A text whose closing quote is missing.
    pub(super) fn open_text(&self, found: &Break, text: &Range<usize>) -> Refusal {
        let literal = self.slice(text);
        let quote = literal.find('"').map_or(0, |quote| quote + 1);
        let hashes = quote.saturating_sub(2);
        let raw = literal.starts_with('r');
        let ending = format!("\"{}", if raw { "#".repeat(hashes) } else { String::new() });
        let opening = text.start..text.start + quote;
        let line = self.line_of(text.start);
        let other = match found {
            Break::Swallowed { inner, .. } => Refusal::new(
                opening,
                format!(
                    "the text that starts here is not closed before line {}",
                    self.line_of(*inner)
                ),
            ),
            _ => Refusal::new(opening, "the text that starts here is never closed"),
        };
        let other = other.remedy(format!("End it with `{ending}`."));
        let mut guesses = Vec::new();
        if raw {
            let until = match found {
                Break::Swallowed { inner, .. } => *inner,
                _ => text.end,
            };
            let inside = self.slice(&(text.start + quote..until));
            // The quote may be there and only its `#` signs be missing.
            let ends = |at: &usize| {
                let after = self.rest(text.start + quote + at + 1);
                hashes > 0 && after.trim_start().starts_with([',', ')', ']'])
            };
            let quotes = inside.match_indices('"').map(|(at, _)| at);
            for at in quotes.filter(ends).take(4) {
                let end = text.start + quote + at + 1;
                guesses.push(guess(
                    end - 1..end,
                    format!("the text of line {line} is not closed by this quote alone"),
                    format!("Write `{ending}`."),
                    vec![Edit::insert(end, "#".repeat(hashes))],
                ));
            }
            let mut from = text.start + quote;
            for (number, row) in inside.split_inclusive('\n').enumerate() {
                let bare = row.trim();
                let closes = !bare.is_empty() && bare.chars().all(|c| ")],".contains(c));
                if guesses.len() == 8 {
                    break;
                }
                if number > 0 && closes {
                    let at = from + (row.len() - row.trim_start().len());
                    guesses.push(guess(
                        at..at + bare.len(),
                        format!("the text of line {line} is not closed before this"),
                        format!("Write `{ending}` before it."),
                        vec![Edit::insert(at, ending.clone())],
                    ));
                }
                from += row.len();
            }
        }
        guesses.extend(self.early_ends(text, &ending));
        self.best(guesses, other)
    }
}
