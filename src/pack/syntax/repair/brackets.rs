//! Brackets that are missing, too many, or of the wrong kind.

use crate::pack::{
    edit::Edit,
    refusal::{On, Refusal},
    syntax::repair::{Guess, Repair, TRIED, guess},
};
use std::ops::Range;

fn close_of(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

impl Repair<'_> {
    /// A closing bracket that does not fit the one that is open.
    pub(super) fn misfit(&self, open: usize, before: usize, value_at: usize) -> Refusal {
        let at = self.at.clone();
        let closing = self.slice(&at);
        let opening = self.slice(&(open..open + 1));
        let line = self.line_of(open);
        let message = format!("this `{closing}` does not fit the `{opening}` of line {line}");
        let other = Refusal::new(at.clone(), message.clone())
            .remedy("Look for a bracket that is missing or too many between them.");
        let mut guesses = vec![self.closing(open, before)];
        guesses.extend(self.opening(value_at).filter(|_| closing == "]"));
        guesses.push(self.too_many());
        let right = close_of(opening);
        let fix = vec![Edit::new(at.clone(), right)];
        guesses.push(guess(at, message, format!("Write `{right}`."), fix));
        self.best(guesses, other)
    }

    pub(super) fn closes_nothing(&self) -> Refusal {
        let message = format!("this `{}` closes nothing", self.slice(&self.at));
        let other = Refusal::new(self.at.clone(), message)
            .remedy("Remove it, or look for a bracket too many above.");
        self.best(vec![self.too_many()], other)
    }

    /// A field in a list: perhaps the list should end before it, if something is in it.
    pub(super) fn name_in_list(&self, (open, before): (usize, usize), filled: bool) -> Refusal {
        let word = self.word_at(self.at.start);
        let message = format!("a list has no field `{}`", self.slice(&word));
        let other = Refusal::new(word, message)
            .remedy("Write its entries in `( )`, or close the list before it.");
        if filled { self.best(vec![self.closing(open, before)], other) } else { other }
    }

    /// A value without a name among fields.
    pub(super) fn no_name(&self, open: usize, before: usize, value_at: usize) -> Refusal {
        let word = self.word_at(self.at.start);
        let message = format!("`{}` has no name", self.slice(&word));
        let other = Refusal::new(word, message)
            .remedy("Write it as `name: value`, or look for a bracket that is missing before it.");
        let mut guesses: Vec<Guess> = self.thousands().into_iter().collect();
        guesses.push(self.closing(open, before));
        guesses.extend(self.opening(value_at));
        self.best(guesses, other)
    }

    /// The guess that the open bracket was to be closed: at the end of its line when that holds all
    /// of it, else before what does not belong in it.
    fn closing(&self, open: usize, before: usize) -> Guess {
        let opening = self.slice(&(open..open + 1));
        let sign = close_of(opening);
        let same_line = !self.slice(&(open..before)).contains('\n');
        let closer = self.slice(&self.at).starts_with([')', ']', '}']);
        // A comma that is there already comes to stand behind the bracket.
        let place = if same_line || !closer { self.before_comma(before) } else { self.at.start };
        let line = self.line_of(open);
        let comma = self.slice(&(place..self.at.start)).contains(',');
        // A comma parts the bracket from what follows.
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

    /// The guess that a list begins there without its bracket, if that explains everything.
    fn opening(&self, at: usize) -> Option<Guess> {
        let word = self.word_at(at);
        let fix = vec![Edit::insert(at, "[")];
        (self.text.len() <= TRIED && self.left(&fix) == 0).then(|| {
            let message = format!("a `[` is missing before `{}`", self.slice(&word));
            guess(word.clone(), message, "Add it.", fix)
        })
    }

    /// The guess that `1,000` is one number.
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

    /// The end of what stands before a comma at `end`, without the space between.
    fn before_comma(&self, end: usize) -> usize {
        let before = self.slice(&(0..end)).trim_end();
        before.strip_suffix(',').unwrap_or(before).trim_end().len()
    }

    /// The last character before a place.
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

    /// A file that ends inside brackets.
    pub(super) fn unclosed(&self, opens: &[usize]) -> Refusal {
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
        // Nobody knows what else the file was to hold, so it is not read on.
        let fix = vec![Edit::insert(end, new)];
        Refusal { on: On::Stop, ..refusal.remedy(format!("Add `{signs}`.")).fix(fix) }
    }

    /// A file that begins with a field.
    pub(super) fn no_bracket(&self) -> Refusal {
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
