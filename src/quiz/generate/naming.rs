//! Ids of generated questions and of their options.

use crate::id::{Id, MAX_ID};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Stands between the parts of an id.
const JOINT: &str = "--";

/// How many hexadecimal digits stand for parts that do not fit.
const DIGITS: usize = 32;

/// The id of a question: its kind and what it is about.
///
/// Parts that do not fit, or that look like two, are hashed. No two lists of parts share an id:
/// a joined one can be taken apart in one way, and has at least two joints against the hash's one.
pub(super) fn question_id(kind: &str, parts: &[&Id]) -> Option<Id> {
    let words: Vec<&str> =
        std::iter::once(kind).chain(parts.iter().map(|part| part.as_str())).collect();
    named(kind, &words)
}

/// The id of an option that is a layer of another diagram.
pub(super) fn layer_id(diagram: &Id, layer: &Id) -> Option<Id> {
    named("layer", &[diagram.as_str(), layer.as_str()])
}

fn named(prefix: &str, parts: &[&str]) -> Option<Id> {
    let joined = parts.join(JOINT);
    if joined.len() <= MAX_ID && !parts.iter().any(|part| part.contains(JOINT)) {
        return Id::new(&joined).ok();
    }
    let mut text = format!("{prefix}{JOINT}");
    for byte in Sha256::digest(parts.join("\0").as_bytes()).iter().take(DIGITS / 2) {
        // Writing into a string cannot fail.
        let _infallible = write!(text, "{byte:02x}");
    }
    Id::new(&text).ok()
}
