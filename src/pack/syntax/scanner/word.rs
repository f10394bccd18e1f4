//! A word: a name, a number, or a sign that stands for another one.

use crate::pack::{
    edit::Edit,
    limits, signs,
    syntax::{
        scanner::{Scanner, State, Step},
        shape::{Break, Kind},
    },
    tokens::TokenKind,
};
use std::ops::Range;

/// Longest text whose quotes are looked for, in bytes: no text of a pack is longer.
const LINE: usize = limits::TEXT_BYTES;

/// Longest line that is taken for words without quotes, in bytes.
const BARE: usize = 4 * 1024;

impl Scanner<'_> {
    pub(super) fn word(&mut self, at: Range<usize>) -> Step {
        let word = self.slice(&at);
        let Some(first) = word.chars().next() else { return Ok(()) };
        let own = at.start + first.len_utf8();
        let unseen = |c: char| signs::is_odd_space(c) || signs::is_invisible(c);
        if unseen(first) {
            let end = word.find(|c| !unseen(c)).map_or(at.end, |end| at.start + end);
            let run = self.slice(&(at.start..end));
            let new = if run.contains(signs::is_odd_space) { " " } else { "" };
            self.slip(Kind::Space(first), at.start..end, vec![Edit::new(at.start..end, new)]);
            self.go_to(end);
            self.end = self.before;
            return Ok(());
        }
        if let Some(sign) = signs::plain_sign(first) {
            self.go_to(own);
            self.end = own;
            let fix = vec![Edit::new(at.start..own, sign.to_string())];
            self.slip(Kind::Sign(first, sign), at.start..own, fix);
            return self.sign(sign, &(at.start..own));
        }
        let hashes =
            word.strip_prefix('r').map_or(0, |w| w.len() - w.trim_start_matches('#').len());
        let raw = if hashes > 0 { 1 + hashes } else { 0 };
        let quote = word.get(raw..).and_then(|word| word.chars().next()).unwrap_or(first);
        if let Some(ends) = signs::quote(quote) {
            let start = at.start + raw;
            return self.odd_quote(start..start + quote.len_utf8(), (quote, ends), hashes);
        }
        if let Some(text) = self.last_text.clone().filter(|text| text.end == at.start) {
            return Err((Break::AfterText { text }, at));
        }
        if first == '#' && self.state != State::Value {
            let line = self.slice(&(at.start..self.text.len())).find('\n');
            self.slip(Kind::Hash, at.start..own, vec![Edit::new(at.start..own, "//")]);
            self.go_to(line.map_or(self.text.len(), |line| at.start + line));
            self.end = self.before;
            return Ok(());
        }
        // A character that belongs to no word ends it.
        let ends = |c: char| {
            signs::is_odd_space(c)
                || signs::is_invisible(c)
                || signs::plain_sign(c).is_some()
                || c == '='
        };
        let end = word.find(ends).filter(|end| *end > 0);
        let at = at.start..end.map_or(at.end, |end| at.start + end);
        if end.is_some() {
            self.go_to(at.end);
        }
        self.end = at.end;
        self.plain(at)
    }

    /// Reads a sign of another keyboard as the one that was meant.
    fn sign(&mut self, sign: char, at: &Range<usize>) -> Step {
        match sign {
            ',' => self.comma(at),
            ':' => Ok(()),
            '(' | '[' => {
                self.begin(at)?;
                self.enter(at, if sign == '[' { "[" } else { "(" })
            }
            _ => {
                self.frames.pop();
                self.state = State::Next;
                self.done |= self.frames.is_empty();
                Ok(())
            }
        }
    }

    /// Reads a text in other quotation marks: up to the mark that ends it before a comma, a bracket
    /// or the end of its line.
    fn odd_quote(
        &mut self,
        at: Range<usize>,
        (first, ends): (char, &[char]),
        hashes: usize,
    ) -> Step {
        let rest = self.slice(&(at.end..self.text.len()));
        let signs = "#".repeat(hashes);
        let mut ended = rest.char_indices().filter_map(|(place, c)| {
            let after = rest.get(place + c.len_utf8()..)?.strip_prefix(signs.as_str())?;
            let next = after.trim_start_matches([' ', '\t', '\r']);
            let over = next.is_empty() || next.starts_with([',', ')', ']', '}', ':', '\n']);
            (ends.contains(&c) && over).then_some((place, c))
        });
        let Some((place, last)) = ended.next() else {
            return Err((Break::Unquotable(first), at));
        };
        let end = at.end + place..at.end + place + last.len_utf8();
        let mut fix = vec![Edit::new(at.clone(), "\""), Edit::new(end.clone(), "\"")];
        let inner = rest.get(..place).unwrap_or("");
        if inner.len() > LINE {
            return Err((Break::Unquotable(first), at));
        }
        let escaped = inner.match_indices(['"', '\\']).filter(|_| hashes == 0);
        fix.extend(escaped.map(|(inner, _)| Edit::insert(at.end + inner, "\\")));
        self.slip(Kind::Quote(first), at.clone(), fix);
        self.go_to(end.end + hashes);
        self.begin(&at)?;
        self.value(None);
        self.end = end.end + hashes;
        Ok(())
    }

    /// Reads a word that is a name, a number, or something like it.
    fn plain(&mut self, at: Range<usize>) -> Step {
        let word = self.slice(&at);
        if self.peek_kind() == Some(TokenKind::Colon) {
            return self.name(at);
        }
        let round = self.peek_kind() == Some(TokenKind::Open);
        if self.frames.is_empty() && !self.done && !round {
            return Err((Break::NoBracket, at));
        }
        let lower = word.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
        let in_fields = self
            .frames
            .last()
            .is_some_and(|frame| !frame.list && (frame.named || frame.values == 0));
        let could_be_name = lower && in_fields && self.state != State::Value;
        let next = self.peek().map(|next| next.at.clone());
        let Some(next) = next else {
            self.begin(&at)?;
            self.value(None);
            return Ok(());
        };
        let after = self.slice(&next);
        let same_line = !self.slice(&(at.end..next.start)).contains('\n');
        let wide_colon = after.chars().next().and_then(signs::plain_sign) == Some(':');
        if could_be_name && wide_colon {
            self.slip_sign(&next);
            self.before = next.end;
            return self.named(at);
        }
        if could_be_name
            && let Some(sign) =
                ["=>", ":=", "==", "->", "="].iter().find(|s| after.starts_with(**s))
        {
            let end = next.start + sign.len();
            self.slip(Kind::Equals, next.start..end, vec![Edit::new(next.start..end, ":")]);
            self.go_to(end);
            return self.named(at);
        }
        match self.peek_kind() {
            Some(TokenKind::Open) if after != "(" && could_be_name => {
                self.slip(Kind::Colon, at.clone(), vec![Edit::insert(at.end, ":")]);
                return self.named(at);
            }
            Some(TokenKind::Open) if after == "[" => {
                return Err((Break::NoRound { name: at.clone() }, at));
            }
            Some(TokenKind::Open) => {
                self.begin(&at)?;
                let open = self.next().map_or(at.clone(), |open| open.at);
                let sign = self.slice(&open);
                self.end = open.end;
                return self.enter(&open, sign);
            }
            Some(TokenKind::Text { .. } | TokenKind::Word) if could_be_name && same_line => {
                self.slip(Kind::Colon, at.clone(), vec![Edit::insert(at.end, ":")]);
                return self.named(at);
            }
            Some(TokenKind::Word)
                if same_line
                    && self.state != State::Next
                    && after.starts_with(|c: char| c.is_alphanumeric() || c == '(') =>
            {
                if let Some(until) = self.bare(at.start) {
                    return Err((Break::Bare { until }, at));
                }
            }
            _ => {}
        }
        self.begin(&at)?;
        self.value(None);
        Ok(())
    }

    /// The end of words without quotes, which reach to the end of their line; none if they hold a
    /// colon or are too long.
    fn bare(&self, start: usize) -> Option<usize> {
        let rest = self.slice(&(start..self.text.len())).bytes();
        let line = rest.take(BARE).take_while(|byte| *byte != b'\n').count();
        if line == BARE {
            return None;
        }
        let line = self.text.get(start..start + line)?;
        let end = line.find("//").unwrap_or(line.len());
        let until = line.get(..end)?.trim_end().trim_end_matches([',', ')', ']']).trim_end();
        (!until.contains(':')).then_some(start + until.len())
    }

    fn slip_sign(&mut self, next: &Range<usize>) {
        let Some(c) = self.slice(next).chars().next() else { return };
        let at = next.start..next.start + c.len_utf8();
        self.slip(Kind::Sign(c, ':'), at.clone(), vec![Edit::new(at.clone(), ":")]);
        self.go_to(at.end);
    }

    /// Reads the name of a field whose colon is missing or another sign.
    fn named(&mut self, at: Range<usize>) -> Step {
        let before = self.before.max(at.end);
        self.name(at)?;
        self.before = self.before.max(before);
        Ok(())
    }
}
