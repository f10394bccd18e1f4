//! The shape of a RON text, whatever it means: brackets, names, colons, commas, quotes.
//!
//! `ron` says that a text is wrong and where it noticed; this finds the mistake itself. After most
//! mistakes it is plain how to read on; after the others (`Break`) nobody knows what follows, and
//! `pack/syntax/repair.rs` tries what was meant.

mod repair;
mod scanner;
mod shape;
mod words;

use crate::pack::{
    refusal::{On, Refusal},
    syntax::{scanner::Scanner, shape::Break},
    tokens::{TokenKind, Tokens},
};
use std::ops::Range;

/// The mistakes of a text's shape, in words.
pub(super) fn mistakes(text: &str) -> Vec<Refusal> {
    let shape = Scanner::new(text).shape();
    let mut refusals: Vec<Refusal> =
        shape.slips.into_iter().map(|slip| words::slip(text, slip)).collect();
    if shape.given_up
        && let Some(last) = refusals.last_mut()
    {
        last.on = On::Stop;
    }
    refusals.extend(shape.end.map(|(end, at)| repair::refusal(text, &end, at)));
    refusals
}

/// A raw text in which another one begins, though every bracket fits: the quote that should end it
/// is missing.
pub(super) fn swallowed(text: &str) -> Option<Refusal> {
    if !has_raw(text) {
        return None;
    }
    for token in Tokens::new(text).filter(|token| token.kind == TokenKind::Text { closed: true }) {
        if let Some(inner) = inner_opening(text, &token.at) {
            let found = Break::Swallowed { text: token.at.clone(), inner };
            return Some(repair::refusal(text, &found, token.at));
        }
    }
    None
}

/// May a raw text stand anywhere in the text? Most files have none, and looking is cheap.
fn has_raw(text: &str) -> bool {
    let bytes = text.as_bytes();
    // In `"Answer"` the `r` before the quote ends a word and begins no raw text.
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        !before.is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut pairs = bytes.windows(2).enumerate();
    pairs.any(|(at, pair)| matches!(pair, [b'r', b'"' | b'#']) && begins(at))
}

/// Where, inside a raw text that begins with `r#"`, another `r#"` stands as if a value began.
fn inner_opening(text: &str, at: &Range<usize>) -> Option<usize> {
    let literal = text.get(at.clone())?;
    let quote = literal.strip_prefix('r')?.find('"')? + 1;
    let opening = literal.get(..=quote)?;
    let mut from = opening.len();
    while let Some(found) = literal.get(from..)?.find(opening) {
        let here = from + found;
        let before = literal.get(..here)?.trim_end();
        if before.ends_with(['(', '[', ',', ':']) && before.len() > opening.len() {
            return Some(at.start + here);
        }
        from = here + 1;
    }
    None
}
