//! Mistakes after which nothing is sure: what was meant is tried, and what leaves the fewest
//! mistakes is advised.

use crate::pack::{
    edit::{Edit, edited},
    refusal::{On, Refusal},
    syntax::{scanner::Scanner, shape::Break},
};
use std::ops::Range;

/// In larger files, nothing is tried.
const TRIED: usize = 4 * 1024 * 1024;

/// Most quotes that may stand inside a text.
const QUOTES: usize = 64;

/// Something that may have been meant.
struct Guess {
    at: Range<usize>,
    message: String,
    remedy: String,
    fix: Vec<Edit>,
}

fn guess(
    at: Range<usize>,
    message: impl Into<String>,
    remedy: impl Into<String>,
    fix: Vec<Edit>,
) -> Guess {
    Guess { at, message: message.into(), remedy: remedy.into(), fix }
}

struct Repair<'a> {
    text: &'a str,
    /// Where the mistake was noticed.
    at: Range<usize>,
}

pub(super) fn refusal(text: &str, found: &Break, at: Range<usize>) -> Refusal {
    let repair = Repair { text, at };
    let at = repair.at.clone();
    let word = repair.word_at(at.start);
    match found {
        Break::AfterText { text } => {
            let guesses = repair.after_text(text);
            let line = repair.line_of(text.start);
            let other = if repair.slice(text).contains('\n') {
                Refusal::new(at, format!("this cannot stand right behind the text of line {line}"))
                    .remedy(format!("Is the closing quote missing in line {line}?"))
            } else {
                let quote = text.end - 1..text.end;
                Refusal::new(quote, "the text ends at this quote, and something stands behind it")
                    .remedy("Write `\\\"` for a quote inside a text.")
            };
            repair.best(guesses, other)
        }
        Break::OpenText { text } | Break::Swallowed { text, .. } => repair.open_text(found, text),
        Break::OpenComment => Refusal::new(at, "the comment that starts here is never closed")
            .remedy("End it with `*/`."),
        Break::Misfit { open, before, value_at } => {
            let closing = repair.slice(&at);
            let opening = repair.slice(&(*open..open + 1));
            let line = repair.line_of(*open);
            let other = Refusal::new(
                at.clone(),
                format!("this `{closing}` does not fit the `{opening}` of line {line}"),
            )
            .remedy("Look for a bracket that is missing or too many between them.");
            let mut guesses = vec![repair.closing(*open, *before)];
            guesses.extend(repair.opening(*value_at).filter(|_| closing == "]"));
            guesses.push(repair.too_many());
            let right = close_of(opening);
            guesses.push(guess(
                at.clone(),
                format!("this `{closing}` does not fit the `{opening}` of line {line}"),
                format!("Write `{right}`."),
                vec![Edit::new(at, right)],
            ));
            repair.best(guesses, other)
        }
        Break::ClosesNothing => {
            let other =
                Refusal::new(at.clone(), format!("this `{}` closes nothing", repair.slice(&at)))
                    .remedy("Remove it, or look for a bracket too many above.");
            repair.best(vec![repair.too_many()], other)
        }
        Break::Unclosed { opens } => repair.unclosed(opens),
        Break::NameInList { open, before, filled } => {
            let other = Refusal::new(
                word.clone(),
                format!("a list has no field `{}`", repair.slice(&word)),
            )
            .remedy("Write its entries in `( )`, or close the list before it.");
            if *filled { repair.best(vec![repair.closing(*open, *before)], other) } else { other }
        }
        Break::NoName { open, before, value_at } => {
            let next = repair.slice(&word);
            let other = Refusal::new(word.clone(), format!("`{next}` has no name")).remedy(
                "Write it as `name: value`, or look for a bracket that is missing before it.",
            );
            let mut guesses: Vec<Guess> = repair.thousands().into_iter().collect();
            guesses.push(repair.closing(*open, *before));
            guesses.extend(repair.opening(*value_at));
            repair.best(guesses, other)
        }
        Break::Bare { until } => {
            let words = at.start..*until;
            let remedy = match repair.slice(&words) {
                short if short.len() < 80 => format!("Write `\"{short}\"`."),
                _ => "Write `\"` before and behind it.".to_owned(),
            };
            Refusal::new(words.clone(), "a text stands in quotes")
                .remedy(remedy)
                .fix(vec![Edit::insert(words.start, "\""), Edit::insert(words.end, "\"")])
        }
        Break::Deep => Refusal::new(at, "too many brackets inside each other")
            .remedy("Nest the parts of a diagram less deeply."),
        Break::NoRound { name } => {
            let name = repair.slice(name);
            Refusal::new(at, format!("`{name}` takes its list in `([ ])`"))
                .remedy(format!("Write `{name}([…])`."))
        }
        Break::Unquotable(c) => Refusal::new(at, format!("a text cannot begin with {c}"))
            .remedy("Write it in straight quotes: \"…\"."),
        Break::NoBracket => repair.no_bracket(),
        Break::Foreign(language) => {
            Refusal::new(at, format!("this looks like {language}, and a pack is RON"))
                .remedy("Begin with `(`, then the fields, a comma behind each: `(format: 1, …)`.")
        }
        Break::Json => Refusal::new(at, "this is JSON, and a pack is RON").remedy(
            "Write `( )` for `{ }`, and the names of fields without quotes: `(format: 1)`.",
        ),
        Break::Trailing => Refusal::new(word, "there is something after the end")
            .remedy("Remove it, or look for a bracket too many above."),
    }
}

fn close_of(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

impl<'a> Repair<'a> {
    fn slice(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or("")
    }

    fn rest(&self, from: usize) -> &'a str {
        self.text.get(from..).unwrap_or("")
    }

    fn line_of(&self, offset: usize) -> usize {
        self.slice(&(0..offset)).matches('\n').count() + 1
    }

    fn line_end(&self, from: usize) -> usize {
        self.rest(from).find('\n').map_or(self.text.len(), |end| from + end)
    }

    fn word_at(&self, offset: usize) -> Range<usize> {
        let rest = self.rest(offset);
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let stops = |c: char| !(c.is_alphanumeric() || "_-.".contains(c));
        offset..offset + rest.find(stops).unwrap_or(rest.len()).max(first)
    }

    /// How much of the text is left at the first mistake once a guess is followed.
    fn left(&self, fix: &[Edit]) -> usize {
        let text = edited(self.text, fix);
        let shape = Scanner::new(&text).shape();
        if shape.is_sound() {
            return 0;
        }
        text.len().saturating_sub(shape.first().unwrap_or(0)).max(1)
    }

    /// The guess that leaves least unread, if any leads on to another line.
    fn best(&self, guesses: Vec<Guess>, other: Refusal) -> Refusal {
        if self.text.len() > TRIED {
            return other;
        }
        let most = self.text.len().saturating_sub(self.line_end(self.at.start));
        let mut best: Option<(usize, Guess)> = None;
        for guess in guesses {
            let left = self.left(&guess.fix);
            if best.as_ref().is_none_or(|(least, _)| left < *least) {
                best = Some((left, guess));
            }
            if left == 0 {
                break;
            }
        }
        match best.filter(|(left, _)| *left == 0 || *left < most) {
            Some((left, guess)) => {
                let fix = guess.fix;
                let found = Refusal::new(guess.at, guess.message).remedy(guess.remedy).fix(fix);
                // What follows another mistake may be its consequence.
                if left == 0 { found } else { Refusal { on: On::Stop, ..found } }
            }
            None => other,
        }
    }

    /// The bracket that is open is closed where it should have been: at the end of its line when
    /// that holds all of it, else before what does not belong in it.
    fn closing(&self, open: usize, before: usize) -> Guess {
        let opening = self.slice(&(open..open + 1));
        let sign = close_of(opening);
        let same_line = !self.slice(&(open..before)).contains('\n');
        let closer = self.slice(&self.at).starts_with([')', ']', '}']);
        // A comma stays where it is: behind the bracket.
        let place = if same_line || !closer { self.before_comma(before) } else { self.at.start };
        let line = self.line_of(open);
        let comma = self.slice(&(place..self.at.start)).contains(',');
        // What follows is parted from it by a comma, too.
        let (sign, new) = if closer || comma {
            (sign.to_owned(), sign.to_owned())
        } else {
            (sign.to_owned(), format!("{sign},"))
        };
        if same_line || place == self.at.start {
            let at = if same_line { self.last_of(place) } else { self.at.clone() };
            let message = if same_line {
                format!("a `{sign}` is missing after this")
            } else {
                format!("a `{sign}` is missing before this")
            };
            return guess(
                at,
                message,
                format!("It closes the `{opening}` of line {line}."),
                vec![Edit::insert(place, new)],
            );
        }
        let word = self.word_at(self.at.start);
        guess(
            word.clone(),
            format!("a `{sign}` is missing before `{}`", self.slice(&word)),
            format!("It closes the `{opening}` of line {line}."),
            vec![Edit::insert(place, new)],
        )
    }

    /// The list that begins there has no bracket, if that explains all.
    fn opening(&self, at: usize) -> Option<Guess> {
        let word = self.word_at(at);
        let fix = vec![Edit::insert(at, "[")];
        (self.text.len() <= TRIED && self.left(&fix) == 0).then(|| {
            let message = format!("a `[` is missing before `{}`", self.slice(&word));
            guess(word.clone(), message, "Add it.", fix)
        })
    }

    /// `1,000`: what follows a comma is the rest of a number.
    fn thousands(&self) -> Option<Guess> {
        let word = self.word_at(self.at.start);
        let comma = self.slice(&(0..word.start)).strip_suffix(',')?.len();
        let before = self.slice(&(0..comma));
        let first = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = self.slice(&word);
        let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (number && first.len() < before.len()).then(|| {
            let start = first.len();
            let whole = format!("{}{digits}", self.slice(&(start..comma)));
            guess(
                start..word.end,
                "a number has no comma in it",
                format!("Write `{whole}`."),
                vec![Edit::remove(comma..comma + 1)],
            )
        })
    }

    /// Before the comma that ends there, and the space before it.
    fn before_comma(&self, end: usize) -> usize {
        let before = self.slice(&(0..end)).trim_end();
        before.strip_suffix(',').unwrap_or(before).trim_end().len()
    }

    /// The character before a place.
    fn last_of(&self, end: usize) -> Range<usize> {
        let last = self.slice(&(0..end)).chars().next_back().map_or(0, char::len_utf8);
        end - last..end
    }

    fn too_many(&self) -> Guess {
        let closing = self.slice(&self.at);
        guess(
            self.at.clone(),
            format!("this `{closing}` is one too many"),
            "Remove it.",
            vec![Edit::remove(self.at.clone())],
        )
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

    /// Where a text ends with those signs before a comma or a bracket: behind the signs.
    fn ending(&self, from: usize, signs: &str) -> Option<usize> {
        let rest = self.rest(from);
        let ends = |at: &usize| {
            let after = rest.get(at + signs.len()..).unwrap_or("").trim_start();
            after.starts_with([',', ')', ']'])
        };
        let at = rest.match_indices(signs).map(|(at, _)| at).take(64).find(ends)?;
        Some(from + at + signs.len())
    }

    /// A closing quote is missing: before the next field of the same line, or at its end.
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
            // `…),` may belong to the text or not: the longest that fits wins.
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

    /// Quotes inside a text: it ends at the first one that stands before a comma or a bracket.
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
    fn open_text(&self, found: &Break, text: &Range<usize>) -> Refusal {
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
            // The quote may be there, and its signs missing.
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

    /// The file ends inside brackets.
    fn unclosed(&self, opens: &[usize]) -> Refusal {
        let end = self.text.trim_end().len();
        let signs: String =
            opens.iter().rev().map(|open| close_of(self.slice(&(*open..open + 1)))).collect();
        let innermost = opens.last().copied().unwrap_or(0);
        let bracket = self.slice(&(innermost..innermost + 1));
        let line = self.line_of(innermost);
        let message = format!("the file ends inside the `{bracket}` of line {line}");
        let refusal = Refusal::new(end..end, message);
        if signs.len() > 8 {
            return refusal.remedy("Close every bracket that is opened.");
        }
        // A comment at the end would hide what is added to its line.
        let last = self.text.get(..end).unwrap_or("").rsplit('\n').next().unwrap_or("");
        let new = if last.contains("//") { format!("\n{signs}") } else { signs.clone() };
        // What else the file was to hold, nobody knows.
        let fix = vec![Edit::insert(end, new)];
        Refusal { on: On::Stop, ..refusal.remedy(format!("Add `{signs}`.")).fix(fix) }
    }

    /// A file that begins with a field.
    fn no_bracket(&self) -> Refusal {
        let end = self.text.trim_end().len();
        let tried = self.text.len() <= TRIED;
        let mut wrapped = vec![Edit::insert(self.at.start, "("), Edit::insert(end, ")")];
        if tried && self.left(&wrapped) > 0 {
            wrapped.pop();
        }
        let at = self.word_at(self.at.start);
        if tried && self.left(&wrapped) == 0 {
            return Refusal::new(at, "a file begins with `(`")
                .remedy("Put all fields into `( )`.")
                .fix(wrapped);
        }
        let line = self.rest(self.at.start).split('\n').next().unwrap_or("").trim_end();
        if line.ends_with(',') {
            return Refusal::new(at, "a file begins with `(`").remedy("Put all fields into `( )`.");
        }
        Refusal::new(at, "this looks like YAML, and a pack is RON").remedy(
            "Put all fields into `( )`, a comma behind each, lists into `[ ]`: `(format: 1, …)`.",
        )
    }
}
