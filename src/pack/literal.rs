//! A RON string as it is written: where each part of its value stands in the literal.

use std::ops::Range;

/// The part between the quotes, and whether backslashes mean something in it.
fn inside(literal: &str) -> (Range<usize>, bool) {
    let bare = literal.strip_prefix('b').unwrap_or(literal);
    let prefix = literal.len() - bare.len();
    let (open, escapes) = match bare.strip_prefix('r') {
        Some(raw) => (2 + raw.len() - raw.trim_start_matches('#').len(), false),
        None => (1, true),
    };
    // A raw text ends with as many signs as it begins with after its `r`.
    let close = if escapes { 1 } else { open - 1 };
    let start = (prefix + open).min(literal.len());
    (start..literal.len().saturating_sub(close).max(start), escapes)
}

/// The place of what stands between the quotes, or of the whole literal when that is empty.
pub(super) fn words(literal: &str) -> Range<usize> {
    let (inner, _) = inside(literal);
    if inner.is_empty() { 0..literal.len() } else { inner }
}

/// Where a part of the string's value stands in the literal.
pub(super) fn part(literal: &str, value: Range<usize>) -> Range<usize> {
    let (inner, escapes) = inside(literal);
    if !escapes {
        let place = |offset: usize| (inner.start + offset).min(inner.end);
        return place(value.start)..place(value.end);
    }
    let written = literal.get(inner.clone()).unwrap_or("");
    let (mut start, mut end) = (None, None);
    // How far we are in the literal, and in the value that it stands for.
    let (mut at, mut decoded) = (0, 0);
    while at < written.len() && end.is_none() {
        let (length, bytes) = unit(written.get(at..).unwrap_or(""));
        if bytes > 0 {
            if start.is_none() && decoded + bytes > value.start {
                start = Some(at);
            }
            if start.is_some() && decoded >= value.end {
                end = Some(at);
            }
        }
        at += length;
        decoded += bytes;
    }
    let place = |found: Option<usize>| inner.start + found.unwrap_or(written.len());
    place(start)..place(end).max(place(start))
}

/// The next character or escape: its length as written, and the length of its value, in bytes.
fn unit(rest: &str) -> (usize, usize) {
    let mut characters = rest.chars();
    let Some(first) = characters.next() else { return (1, 0) };
    if first != '\\' {
        return (first.len_utf8(), first.len_utf8());
    }
    match characters.next() {
        Some('x') => {
            let code = rest.get(2..4).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            code.map_or((2, 1), |code| (4, char::from(code).len_utf8()))
        }
        Some('u') => {
            let end = rest.find('}').unwrap_or(1);
            let code = rest.get(3..end).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            code.and_then(char::from_u32).map_or((2, 1), |c| (end + 1, c.len_utf8()))
        }
        // A backslash at the end of a line: the line break and the indent after it are not part of
        // the value.
        Some('\n' | '\r') => {
            let next = rest.get(1..).unwrap_or("").trim_start_matches([' ', '\t', '\n', '\r']);
            (rest.len() - next.len(), 0)
        }
        Some(other) => (1 + other.len_utf8(), 1),
        None => (1, 0),
    }
}
