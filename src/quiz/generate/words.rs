//! The sentences of generated questions, and what names give away.

use crate::quiz::spelling::folded;

/// The name of a layer as it is spoken of: without the number of its copy.
pub(super) fn spoken(name: &str) -> String {
    name.replace("{n}", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number that a name carries: “7 Application”, “Snapshot 2”.
pub(super) fn numbered(name: &str) -> Option<u64> {
    words(name).find_map(|word| word.parse().ok())
}

/// The name without its numbers, as names are compared.
pub(super) fn unnumbered(name: &str) -> String {
    let plain = words(name).filter(|word| word.parse::<u64>().is_err());
    folded(&plain.collect::<Vec<_>>().join(" "))
}

/// Do several of these names carry numbers that go up, or down, in this order?
pub(super) fn counted<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let numbers: Vec<u64> = names.filter_map(numbered).collect();
    let up = numbers.is_sorted_by(|one, next| one < next);
    let down = numbers.is_sorted_by(|one, next| one > next);
    numbers.len() > 1 && (up || down)
}

/// Does the one give the other away? They do where they have a word in common, or one that begins
/// like the other’s.
pub(super) fn hints(name: &str, at: &str) -> bool {
    let folded = |text: &str| words(text).map(folded).filter(|word| tells(word)).collect();
    let (names, ats): (Vec<String>, Vec<String>) = (folded(name), folded(at));
    names.iter().any(|one| ats.iter().any(|other| one.starts_with(other) || other.starts_with(one)))
}

/// Does a title say the name already, all but its little words?
pub(super) fn says(title: &str, name: &str) -> bool {
    let mut telling = words(name).filter(|word| tells(&folded(word))).peekable();
    telling.peek().is_some() && telling.all(|word| hints(word, title))
}

/// Numbers and little words tell nothing.
fn tells(word: &str) -> bool {
    const LITTLE: [&str; 12] =
        ["the", "and", "for", "with", "from", "in", "on", "of", "to", "a", "an", "at"];
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && !LITTLE.contains(&word)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A name in quotation marks: “Virtual Machines”.
pub(super) fn quoted(name: &str) -> String {
    format!("“{}”", name.trim())
}

/// Names as a list in words: App, Bins and Hardware.
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Sentences one after the other; empty ones are left out.
pub(super) fn joined(sentences: &[&str]) -> String {
    let said: Vec<&str> = sentences.iter().map(|text| text.trim()).collect();
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
