//! Keeps a number and its unit on one line, and tells numbers from other texts.

use std::borrow::Cow;

/// A space at which no line ends.
pub const NO_BREAK: char = '\u{a0}';

/// Units that stand after a number and a space.
const UNITS: [&str; 56] = [
    "%", "‰", "°C", "°F", "K", "bit", "bits", "byte", "bytes", "B", "kB", "KB", "MB", "GB", "TB",
    "PB", "KiB", "MiB", "GiB", "TiB", "PiB", "kbit/s", "Mbit/s", "Gbit/s", "kB/s", "MB/s", "GB/s",
    "MiB/s", "GiB/s", "ns", "µs", "μs", "us", "ms", "s", "min", "h", "Hz", "kHz", "MHz", "GHz",
    "mm", "cm", "m", "km", "mg", "g", "kg", "mW", "W", "kW", "V", "mA", "A", "px", "pt",
];

/// The text with its units tied to their numbers.
#[must_use]
pub fn bound(text: &str) -> Cow<'_, str> {
    let mut whole: Option<String> = None;
    let mut from = 0;
    // Every text of a page is looked at in each frame: spaces are found faster than digits.
    for (space, _) in text.match_indices(' ') {
        if !text.get(..space).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())) {
            continue;
        }
        if begins_with_unit(text.get(space + 1..).unwrap_or("")) {
            let whole = whole.get_or_insert_with(|| String::with_capacity(text.len() + 8));
            whole.push_str(text.get(from..space).unwrap_or(""));
            whole.push(NO_BREAK);
            from = space + 1;
        }
    }
    match whole {
        None => Cow::Borrowed(text),
        Some(mut whole) => {
            whole.push_str(text.get(from..).unwrap_or(""));
            Cow::Owned(whole)
        }
    }
}

fn begins_with_unit(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or("");
    is_unit(word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '’', '"', '\'']))
}

fn is_unit(word: &str) -> bool {
    UNITS.contains(&word)
}

/// Is it a number, with nothing else but its unit: `1,051`, `≈ 73.2 MiB`, `−4`, `14 %`, `1–3`?
#[must_use]
pub fn is_number(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['≈', '~', '<', '>', '≤', '≥', '±', '+', '−', '-']);
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let number = first.trim_end_matches(is_sign_after);
    let unit = first.get(number.len()..).unwrap_or("");
    let figures = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '–' | '/' | '’');
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(figures)
        && (unit.is_empty() || is_unit(unit) || unit == "×")
        && match words.next() {
            None => true,
            Some(word) => is_unit(word) && words.next().is_none(),
        }
}

/// May the character be a unit that stands right at its number?
fn is_sign_after(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '%' | '‰' | '°' | '×')
}

#[cfg(test)]
mod tests {
    use super::{bound, is_number};

    #[test]
    fn a_number_keeps_its_unit() {
        for (text, tied) in [
            ("16 GiB and 1 GiB", "16\u{a0}GiB and 1\u{a0}GiB"),
            ("73.2 MiB, or 14 %.", "73.2\u{a0}MiB, or 14\u{a0}%."),
            ("in 5 ms (8 s)", "in 5\u{a0}ms (8\u{a0}s)"),
            ("2 in one", "2 in one"),
            ("14 VMs", "14 VMs"),
            ("Layer s", "Layer s"),
        ] {
            assert_eq!(bound(text), tied);
        }
        for number in ["1,051", "138.7", "≈ 73.2 MiB", "−4", "14 %", "14%", "1–3", "2×", "10 GB/s"]
        {
            assert!(is_number(number), "{number}");
        }
        for word in ["", "Type 1", "3 of 4", "12 monkeys", "≈", "1st", "a 1", "2020, in May"] {
            assert!(!is_number(word), "{word}");
        }
    }
}
