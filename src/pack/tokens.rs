//! The words and brackets of a RON text with their places, whatever state the text is in.
//!
//! `ron` decides what is valid and stops at the first mistake. This never refuses anything, so it
//! can point into a broken text, and find `format` in a pack of a later format.

use std::ops::Range;

/// What stands at one place of a RON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name, a number, or anything that none of the other kinds is.
    Word,
    /// A string of any sort; `closed` is false when the text ends inside it.
    Text {
        closed: bool,
    },
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    Comma,
    Colon,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Its place, in bytes.
    pub at: Range<usize>,
}

/// Walks through a text; comments and space are left out.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Where a comment starts that is never closed.
    pub open_comment: Option<usize>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, open_comment: None }
    }

    /// Goes on from a place.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// How far the text has been read, in bytes.
    pub(super) fn reached(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Steps over a comment, if one starts here.
    fn comment(&mut self) -> bool {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.at += rest.find('\n').unwrap_or(rest.len());
            return true;
        }
        if !rest.starts_with("/*") {
            return false;
        }
        let (bytes, mut depth, mut at) = (rest.as_bytes(), 0_usize, 0);
        while at < bytes.len() {
            match bytes.get(at..at + 2) {
                Some(b"/*") => (depth, at) = (depth + 1, at + 2),
                Some(b"*/") => (depth, at) = (depth - 1, at + 2),
                _ => at += 1,
            }
            if depth == 0 {
                break;
            }
        }
        if depth > 0 {
            self.open_comment.get_or_insert(self.at);
        }
        self.at += at;
        true
    }

    /// The length in bytes of the string that starts here, and whether it is closed.
    fn string(&self) -> Option<(usize, bool)> {
        let rest = self.rest();
        let plain = rest.strip_prefix('b').unwrap_or(rest);
        let prefix = rest.len() - plain.len();
        if let Some(raw) = plain.strip_prefix('r') {
            let hashes = raw.bytes().take_while(|byte| *byte == b'#').count();
            let inner = raw.get(hashes..)?.strip_prefix('"')?;
            let signs = raw.get(..hashes)?;
            let start = prefix + 2 + hashes;
            let mut quotes = inner.match_indices('"').map(|(at, _)| at + 1);
            return Some(match quotes.find(|at| starts_with(inner, *at, signs)) {
                Some(length) => (start + length + hashes, true),
                None => (rest.len(), false),
            });
        }
        let inner = plain.strip_prefix('"')?;
        let (length, closed) = quoted(inner.as_bytes());
        Some((prefix + 1 + length, closed))
    }

    /// The length in bytes of the character literal that starts here.
    fn character(&self) -> Option<usize> {
        let inner = self.rest().strip_prefix('\'')?;
        let mut characters = inner.char_indices();
        let (_, first) = characters.next()?;
        let from = if first == '\\' {
            characters.next().map_or(1, |(at, c)| at + c.len_utf8())
        } else {
            0
        };
        // `'\u{10FFFF}'` is the longest.
        let line = inner.get(from..)?.char_indices().take(12).take_while(|(_, c)| *c != '\n');
        let end = line.into_iter().find(|(at, c)| *c == '\'' && from + at > 0)?.0;
        Some(1 + from + end + 1)
    }

    /// Steps over space and comments.
    fn space(&mut self) {
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'\t'..=b'\r' | b' ' => self.at += 1,
                b'/' if self.comment() => {}
                0x80.. => match self.rest().chars().next() {
                    Some(c) if is_space(c) => self.at += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
    }
}

/// How far a string goes on behind its first quote, in bytes, and whether it is closed.
fn quoted(inner: &[u8]) -> (usize, bool) {
    let mut at = 0;
    while let Some(byte) = inner.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return (at + 1, true),
            _ => at += 1,
        }
    }
    (inner.len(), false)
}

fn starts_with(text: &str, at: usize, signs: &str) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(signs))
}

/// What `ron` takes for space between two words: no other space that looks like one.
fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.space();
        let start = self.at;
        let (&first, behind) = self.text.as_bytes().get(start..)?.split_first()?;
        let (kind, length) = match first {
            b'(' | b'[' | b'{' => (TokenKind::Open, 1),
            b')' | b']' | b'}' => (TokenKind::Close, 1),
            b',' => (TokenKind::Comma, 1),
            b':' => (TokenKind::Colon, 1),
            b'"' => {
                let (length, closed) = quoted(behind);
                (TokenKind::Text { closed }, 1 + length)
            }
            b'r' | b'b' => match self.string() {
                Some((length, closed)) => (TokenKind::Text { closed }, length),
                None => (TokenKind::Word, word_length(self.rest())),
            },
            b'\'' => (TokenKind::Word, self.character().unwrap_or(1)),
            _ => (TokenKind::Word, word_length(self.rest())),
        };
        self.at += length;
        Some(Token { kind, at: start..self.at })
    }
}

fn ends_word(byte: u8) -> bool {
    let space = matches!(byte, b'\t'..=b'\r' | b' ');
    space || matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b':' | b'"' | b'\'')
}

/// The length of a word in bytes. What stands behind it is not looked at, so that nothing is looked
/// at twice.
fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        length += match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => 1,
            byte if ends_word(*byte) => break,
            b'/' if matches!(bytes.get(length + 1), Some(b'/' | b'*')) => break,
            ..0x80 => 1,
            _ => match rest.get(length..).and_then(|rest| rest.chars().next()) {
                Some(c) if !is_space(c) => c.len_utf8(),
                _ => break,
            },
        };
    }
    // At least one character, even one that ends words, so that every call leads on.
    if length == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { length }
}

/// Where the pack's format stands and how it is written, whatever else stands in the text.
pub(super) fn format_number(text: &str) -> Option<(Range<usize>, &str)> {
    let mut depth = 0_usize;
    let mut before: [Option<Token>; 2] = [None, None];
    for token in Tokens::new(text) {
        let word = text.get(token.at.clone()).unwrap_or("");
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            TokenKind::Word if depth == 1 => {
                if let [Some(name), Some(colon)] = &before
                    && colon.kind == TokenKind::Colon
                    && text.get(name.at.clone()) == Some("format")
                {
                    return Some((token.at, word));
                }
            }
            _ => {}
        }
        before = [before[1].take(), Some(token)];
    }
    None
}

/// A whole number in any of the spellings that `ron` knows: `2`, `+2`, `0x2`, `2_0`, `2u32`. Of
/// more digits than fit, the largest number.
pub(super) fn whole_number(word: &str) -> Option<u128> {
    let bare = word.strip_prefix('+').unwrap_or(word);
    let (base, digits) = match bare.get(..2) {
        Some("0x") => (16, bare.get(2..)?),
        Some("0o") => (8, bare.get(2..)?),
        Some("0b") => (2, bare.get(2..)?),
        _ => (10, bare),
    };
    let digits = digits.find(['i', 'u']).map_or(digits, |end| digits.get(..end).unwrap_or(""));
    let digits = digits.replace('_', "");
    let sound = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base));
    sound.then(|| u128::from_str_radix(&digits, base).unwrap_or(u128::MAX))
}
