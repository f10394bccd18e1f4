//! What a file would cost in memory, from its texts and brackets alone, before it is read.
//!
//! Most texts cost about as much as they are long. Millions of tiny ones would take many times
//! their file: no honest pack is made of them, and reading them would stop the machine.

use crate::pack::{
    limits,
    refusal::Refusal,
    tokens::{TokenKind, Tokens},
};

/// What a text costs in bytes, read and converted, beside its words; then what a bracket and a word
/// cost. Measured on packs of nothing but short questions and of nothing but short layers.
const TEXT: usize = 180;
const BRACKET: usize = 30;
const WORD: usize = 30;
/// Empty brackets may be the entry of a list with all fields left out.
const NOTHING: usize = 60;

/// What a layer costs in addition, since it is also found by its name; then a piece of prose.
const LAYER: usize = 250;
const PROSE: usize = 700;
/// What a sign of Markdown costs, since it may begin another run of words; then a line break, since
/// it may begin an entry of a list.
const MARK: usize = 100;
const LINE: usize = 200;

/// No file of fewer bytes can be too heavy.
const LIGHT: usize = 1024 * 1024;

/// Refuses a file that would cost more memory than it may.
pub(super) fn too_heavy(text: &str) -> Option<Refusal> {
    if text.len() < LIGHT {
        return None;
    }
    let may = text.len().saturating_mul(limits::MEMORY_PER_BYTE - 1) + limits::MEMORY;
    let bytes = text.as_bytes();
    let (mut cost, mut entries, mut before) = (0_usize, 0_usize, None);
    for token in Tokens::new(text) {
        match token.kind {
            TokenKind::Text { .. } => cost += TEXT + marks(bytes.get(token.at.clone())),
            TokenKind::Open => cost += BRACKET,
            TokenKind::Word if bytes.get(token.at.end) == Some(&b'(') => {
                cost += match bytes.get(token.at.clone()) {
                    Some(b"Layer") => LAYER,
                    Some(b"Prose") => PROSE,
                    _ => 0,
                };
                before = Some(token.kind);
                continue;
            }
            TokenKind::Close if before == Some(TokenKind::Open) => cost += NOTHING,
            TokenKind::Word if bytes.get(token.at.end) != Some(&b':') => cost += WORD,
            kind => {
                before = Some(kind);
                continue;
            }
        }
        before = Some(token.kind);
        entries += 1;
        if cost > may {
            let message =
                format!("more than {entries} texts, brackets and words in so short a file");
            return Some(
                Refusal::new(token.at, message).remedy("Split the file: a lesson each, say."),
            );
        }
    }
    None
}

/// What Markdown may make of a text, in bytes.
fn marks(literal: Option<&[u8]>) -> usize {
    let cost = |byte: &u8| match byte {
        b'*' | b'`' | b'[' | b'|' => MARK,
        // An escape most likely stands for a line break.
        b'\n' | b'\\' => LINE,
        _ => 0,
    };
    literal.unwrap_or_default().iter().map(cost).sum()
}
