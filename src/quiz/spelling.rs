//! Words as people type them: what is forgiven, what is nearly right, and where it has to be exact.

use crate::quiz::{
    NearMiss, Typed,
    looks::{
        is_dash, is_double_quote, is_invisible, is_single_quote, latinised, looks, seen_ascii,
        single_spaced, spaced,
    },
};
use icu_normalizer::DecomposingNormalizerBorrowed;

/// What a typed word is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spelt<'a> {
    /// It is what was asked for.
    Right,
    /// A near miss that the author has foreseen.
    Near(&'a NearMiss),
    /// The right word, in a question that asks for it exactly as it is written.
    Inexact,
    /// A letter or two are wrong.
    Slip,
    /// Another word.
    Other,
}

/// Judges a typed word.
#[must_use]
pub fn judge<'a>(wanted: &'a Typed, typed: &str) -> Spelt<'a> {
    let (look, forms) = (looks(typed), Forms::new(typed));
    if look.is_empty() {
        return Spelt::Other;
    }
    if wanted.accepted.iter().any(|word| looks(word) == look) {
        return Spelt::Right;
    }
    if let Some(near) = wanted.near.iter().find(|near| looks(&near.text) == look) {
        return Spelt::Near(near);
    }
    let forgiven = wanted.accepted.iter().any(|word| forms.mean(word));
    match (forgiven, wanted.exact) {
        (true, false) => return Spelt::Right,
        (true, true) => return Spelt::Inexact,
        (false, _) => {}
    }
    match wanted.near.iter().find(|near| forms.mean(&near.text)) {
        Some(near) => Spelt::Near(near),
        None if slip(&wanted.accepted, typed).is_some() => Spelt::Slip,
        None => Spelt::Other,
    }
}

/// Does the word match an accepted spelling, if the question does not ask for it exactly?
#[must_use]
pub fn is_accepted(accepted: &[String], typed: &str) -> bool {
    let (look, forms) = (looks(typed), Forms::new(typed));
    !look.is_empty() && accepted.iter().any(|word| looks(word) == look || forms.mean(word))
}

/// A word in the two forms in which it is compared: folded as it is, and folded with the Latin
/// letters that its letters look like.
struct Forms([String; 2]);

impl Forms {
    fn new(text: &str) -> Self {
        Self([folded(text), folded(&latinised(text))])
    }

    fn mean(&self, word: &str) -> bool {
        let other = Self::new(word);
        self.0.iter().zip(&other.0).any(|(one, other)| !one.is_empty() && one == other)
    }
}

/// A text as it is compared. Texts that differ only in case, accents and strokes, apostrophes,
/// spaces, dashes, what cannot be seen, and marks at the end give the same result.
#[must_use]
pub fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        c if is_dash(c) || c == '_' => ' ',
        c if is_single_quote(c) => '\'',
        c if is_double_quote(c) => '"',
        c => c,
    };
    if text.is_ascii() {
        let plain = |c: char| match c {
            '-' | '_' => ' ',
            '`' => '\'',
            c => c.to_ascii_lowercase(),
        };
        return without_marks(&spaced(seen_ascii(text).map(plain)));
    }
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).map(plain).collect();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&seen);
    let bare: String = decomposed.chars().filter(|c| !is_accent(*c)).collect();
    let mut letters = String::with_capacity(bare.len());
    for c in caseless(&bare).chars() {
        match unstroked(c) {
            Some(plain) => letters.push_str(plain),
            None => letters.push(c),
        }
    }
    without_marks(&single_spaced(&letters))
}

/// The words without quotes before them, and without marks behind them.
fn without_marks(words: &str) -> String {
    let at_end = |c: char| is_end_mark(c) || c == ' ';
    words.trim_start_matches(|c| is_quote(c) || c == ' ').trim_end_matches(at_end).to_owned()
}

/// A text without its case. Texts that differ in case only give one result, `ß` and `SS`, `ς` and
/// `Σ` included. Whether case says something is decided by calling this or not, and nowhere else.
#[must_use]
pub fn caseless(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Going to the capital and back joins small letters that share a capital; `ẞ` is no small
    // letter's capital, and is made small first.
    let small = text.chars().flat_map(char::to_lowercase);
    small.flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

/// A mark that was taken off its letter.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}')
}

/// What is typed for a letter with a stroke, or for one that stands for two.
fn unstroked(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ƀ' => "b",
        'ǥ' => "g",
        'ƶ' => "z",
        'ɨ' | 'ı' => "i",
        'ʉ' => "u",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '"' | '¿' | '¡')
}

fn is_end_mark(c: char) -> bool {
    is_quote(c)
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '。' | '、' | '،' | '؛' | '؟' | '।')
}

/// The accepted spelling that was probably meant: a letter or two are wrong.
#[must_use]
pub fn slip<'a>(accepted: &'a [String], typed: &str) -> Option<&'a str> {
    let typed = folded(typed);
    let letters = typed.chars().count();
    // A short word soon becomes another word.
    let most = match letters {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    let off = |word: &&String| strsim::osa_distance(&folded(word), &typed);
    let nearest = accepted.iter().min_by_key(off)?;
    (off(&nearest) <= most).then_some(nearest)
}
