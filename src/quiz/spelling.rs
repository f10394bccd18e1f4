//! Words as people type them: what is forgiven, and what is nearly right.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The same for every way of writing that is forgiven: case, accents, spaces, hyphens, and marks
/// at the ends.
#[must_use]
pub fn folded(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let plain: String = decomposed
        .chars()
        // The marks that were taken off their letters.
        .filter(|c| !matches!(c, '\u{300}'..='\u{36F}'))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '-' || c == '_' || c == '\u{2010}' || c == '\u{2011}' { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words
        .join(" ")
        .trim_matches(|c: char| matches!(c, '.' | '"' | '\'' | '!' | '?' | '\u{2018}'..='\u{201D}'))
        .to_owned()
}

/// The same for texts that differ in case only, `ß` and `SS`, `ς` and `Σ` included. Whether case
/// says something is decided by calling this or not, and nowhere else.
#[must_use]
pub fn caseless(text: &str) -> String {
    // The way round by the capital brings together what has one and the same; `ẞ` has none but
    // itself and goes by its small letter.
    let small = text.chars().flat_map(char::to_lowercase);
    small.flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

/// Words with a space between them.
#[must_use]
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Is it one of the accepted spellings?
#[must_use]
pub fn is_accepted(accepted: &[String], typed: &str) -> bool {
    let typed = folded(typed);
    !typed.is_empty() && accepted.iter().any(|word| folded(word) == typed)
}

/// The accepted spelling that was probably meant: a letter or two are wrong.
#[must_use]
pub fn slip<'a>(accepted: &'a [String], typed: &str) -> Option<&'a str> {
    let typed = folded(typed);
    let letters = typed.chars().count();
    // Short words are other words soon.
    let most = match letters {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    let off = |word: &&String| strsim::osa_distance(&folded(word), &typed);
    let nearest = accepted.iter().min_by_key(off)?;
    (off(&nearest) <= most).then_some(nearest)
}
