//! White space has one meaning: a place where words part and a line may end.
//!
//! How much of it an author writes, and whether with the space bar or a new line, says nothing. So
//! texts reach the model with one space between two words, and nothing else has to deal with it. A
//! no-break space is a character of its own and stays; a name that has one is warned of
//! (`signs::unseen`).

use std::borrow::Cow;

/// Do words part here, and may a line end?
#[must_use]
pub fn parts_words(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// Does a line end here?
#[must_use]
pub fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text with one space between two words, and none at its ends.
#[must_use]
pub fn folded(text: &str) -> Cow<'_, str> {
    run(text.trim(), false)
}

/// A part of a text with one space between two words; with `after`, the part before it ends with
/// a space, so that it begins with none.
pub(super) fn run(text: &str, after: bool) -> Cow<'_, str> {
    if is_folded(text, after) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    let mut gap: Option<char> = None;
    let mut spaced = after;
    for c in text.chars() {
        if parts_words(c) {
            // A wide or narrow space stays as it is, if it stands alone.
            gap = Some(if gap.is_some() || ends_line(c) || c == '\t' { ' ' } else { c });
            continue;
        }
        words.extend(gap.take().filter(|_| !spaced));
        words.push(c);
        spaced = false;
    }
    words.extend(gap.filter(|_| !spaced));
    Cow::Owned(words)
}

/// Is the text folded already? Most texts are plain letters with single spaces.
fn is_folded(text: &str, after: bool) -> bool {
    let mut spaced = after;
    if text.is_ascii() {
        return text.bytes().all(|byte| {
            let before = std::mem::replace(&mut spaced, byte == b' ');
            !(matches!(byte, b'\t'..=b'\r') || (spaced && before))
        });
    }
    text.chars().all(|c| {
        let before = std::mem::replace(&mut spaced, parts_words(c));
        !spaced || !(before || ends_line(c) || c == '\t')
    })
}

/// The first line break between words, with the space round it, in bytes.
pub(super) fn line_end(text: &str) -> Option<std::ops::Range<usize>> {
    let first = text.len() - text.trim_start().len();
    let inner = text.trim();
    let at = inner.find(ends_line)?;
    let before = inner.get(..at)?.trim_end_matches(parts_words).len();
    let rest = inner.get(at..)?;
    let end = at + rest.len() - rest.trim_start_matches(parts_words).len();
    Some(first + before..first + end)
}
