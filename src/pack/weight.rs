//! What a file would cost in memory, from its texts and brackets alone, before it is read.
//!
//! Most texts cost about as much as they are long. Millions of tiny ones would take many times
//! their file: no honest pack is made of them, and reading them would stop the machine.

use crate::pack::{
    limits,
    refusal::Refusal,
    tokens::{TokenKind, Tokens},
};

/// What a text costs, read and converted, beside its words, and what a bracket does. Measured on
/// packs of nothing but short questions and of nothing but short layers.
const TEXT: usize = 170;
const BRACKET: usize = 30;
const WORD: usize = 30;
/// Empty brackets: the entry of a list, perhaps, of which all is left out.
const NOTHING: usize = 60;

/// Below this, no file can be too heavy.
const LIGHT: usize = 1024 * 1024;

/// Refuses a file that would cost more than it may.
pub(super) fn too_heavy(text: &str) -> Option<Refusal> {
    if text.len() < LIGHT {
        return None;
    }
    let may = text.len().saturating_mul(limits::MEMORY_PER_BYTE - 1) + limits::MEMORY;
    let (mut cost, mut entries, mut before) = (0_usize, 0_usize, None);
    for token in Tokens::new(text) {
        match token.kind {
            TokenKind::Text { .. } => cost += TEXT,
            TokenKind::Open => cost += BRACKET,
            TokenKind::Close if before == Some(TokenKind::Open) => cost += NOTHING,
            TokenKind::Word
                if !text.get(token.at.end..).is_some_and(|t| t.starts_with([':', '('])) =>
            {
                cost += WORD;
            }
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
