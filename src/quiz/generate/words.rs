//! The sentences of generated questions.

/// The name of a layer as it is spoken of: without the number of its copy.
pub(super) fn spoken(name: &str) -> String {
    name.replace("{n}", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// “Virtual Machines”.
pub(super) fn quoted(name: &str) -> String {
    format!("“{}”", name.trim())
}

/// App, Bins and Hardware.
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
