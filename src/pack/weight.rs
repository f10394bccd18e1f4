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

/// Below this, no file can be too heavy.
const LIGHT: usize = 1024 * 1024;

/// Refuses a file that would cost more than it may.
pub(super) fn too_heavy(text: &str) -> Option<Refusal> {
    if text.len() < LIGHT {
        return None;
    }
    let may = text.len().saturating_mul(limits::MEMORY_PER_BYTE - 1) + limits::MEMORY;
    let (mut cost, mut entries) = (0_usize, 0_usize);
    for token in Tokens::new(text) {
        match token.kind {
            TokenKind::Text { .. } => cost += TEXT,
            TokenKind::Open => cost += BRACKET,
            _ => continue,
        }
        entries += 1;
        if cost > may {
            let message = format!("more than {entries} texts and brackets in so short a file");
            return Some(
                Refusal::new(token.at, message).remedy("Split the file: a lesson each, say."),
            );
        }
    }
    None
}
