//! Mistakes after which nothing is sure: what was meant is tried, and what leaves the fewest
//! mistakes is advised.

mod brackets;
mod texts;

use crate::pack::{
    edit::{Edit, edited},
    refusal::{On, Refusal},
    syntax::{scanner::Scanner, shape::Break},
};
use std::ops::Range;

/// Nothing is tried in files larger than this, in bytes.
const TRIED: usize = 4 * 1024 * 1024;

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
    /// Where the mistake was noticed, in bytes.
    at: Range<usize>,
}

pub(super) fn refusal(text: &str, found: &Break, at: Range<usize>) -> Refusal {
    let repair = Repair { text, at };
    let at = repair.at.clone();
    match found {
        Break::AfterText { text } => repair.behind_text(text),
        Break::OpenText { text } | Break::Swallowed { text, .. } => repair.open_text(found, text),
        Break::OpenComment => Refusal::new(at, "the comment that starts here is never closed")
            .remedy("End it with `*/`."),
        Break::Misfit { open, before, value_at } => repair.misfit(*open, *before, *value_at),
        Break::ClosesNothing => repair.closes_nothing(),
        Break::Unclosed { opens } => repair.unclosed(opens),
        Break::NameInList { open, before, filled } => {
            repair.name_in_list((*open, *before), *filled)
        }
        Break::NoName { open, before, value_at } => repair.no_name(*open, *before, *value_at),
        Break::Bare { until } => repair.bare(*until),
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
        Break::Trailing => {
            Refusal::new(repair.word_at(at.start), "there is something after the end")
                .remedy("Remove it, or look for a bracket too many above.")
        }
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

    /// How much of the text is left unread at the first mistake once a guess is followed, in bytes.
    fn left(&self, fix: &[Edit]) -> usize {
        let text = edited(self.text, fix);
        let shape = Scanner::new(&text).shape();
        if shape.is_sound() {
            return 0;
        }
        text.len().saturating_sub(shape.first().unwrap_or(0)).max(1)
    }

    /// The guess that leaves least unread, if one of them leads on to another line; else `other`.
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
                // If the guess does not explain all, what follows may be a consequence of it.
                if left == 0 { found } else { Refusal { on: On::Stop, ..found } }
            }
            None => other,
        }
    }
}
