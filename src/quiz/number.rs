//! Numbers as people type them.

use crate::quiz::{
    Tolerance,
    looks::{is_dash, is_invisible, is_single_quote},
    question::Number,
    spelling::caseless,
};
use icu_normalizer::ComposingNormalizerBorrowed;

/// Reads a number, with or without its unit: `12800`, `12 800`, `12,800`, `12.5`, `12,5`,
/// `1.234,5`, in digits of any script. Where it can be read in two ways, the likelier one.
#[must_use]
pub fn read(text: &str, unit: Option<&str>) -> Option<f64> {
    readings(text, unit).first().copied()
}

/// Every number that a text may mean, the likeliest first: `12.800` is less than thirteen to some
/// and more than twelve thousand to others. Nothing when it is no number.
#[must_use]
pub fn readings(text: &str, unit: Option<&str>) -> Vec<f64> {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let text = text.trim().trim_end_matches(['.', ',', ';', '!', '?', '。']).trim_end();
    let text = unit.and_then(|unit| without_unit(text, unit)).unwrap_or(text);
    // `10²` is not 102.
    if text.chars().any(|c| matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{209F}')) {
        return Vec::new();
    }
    let quotes_out: String = text.chars().filter(|c| !is_single_quote(*c)).collect();
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(&quotes_out);
    let plain: String =
        composed.chars().filter(|c| !c.is_whitespace() && *c != '_').map(plain).collect();
    // Rust reads words such as "inf" as well: nobody means them.
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | 'e' | 'E');
    if !plain.chars().all(allowed) {
        return Vec::new();
    }
    let written = written(&plain);
    let numbers = written.iter().filter_map(|number| number.parse::<f64>().ok());
    let mut found: Vec<f64> = numbers.filter(|number| number.is_finite()).collect();
    found.dedup();
    found
}

/// Zeros of the scripts that have digits of their own, each followed by its other digits.
const ZEROS: [char; 18] = [
    '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}',
    '\u{BE6}', '\u{C66}', '\u{CE6}', '\u{D66}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}',
    '\u{17E0}', '\u{1810}',
];

fn plain(c: char) -> char {
    match c {
        '\u{66B}' => '.',
        '\u{66C}' => ',',
        c if is_dash(c) => '-',
        c => ZEROS
            .iter()
            .find_map(|zero| char::from_digit(u32::from(c).checked_sub(u32::from(*zero))?, 10))
            .unwrap_or(c),
    }
}

/// The ways of reading points and commas, as Rust writes numbers.
fn written(text: &str) -> Vec<String> {
    let (mantissa, exponent) = text.split_at(text.find(['e', 'E']).unwrap_or(text.len()));
    let digits = mantissa.trim_start_matches(['-', '+']);
    let sign = mantissa.strip_suffix(digits).unwrap_or_default();
    let grouped =
        |whole: &str, mark: char| is_grouped(whole, mark).then(|| whole.replace(mark, ""));
    let decimal = || Some(digits.replace(',', "."));
    let marks: Vec<char> = digits.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let found = match marks.as_slice() {
        [] => vec![Some(digits.to_owned())],
        // A mark that stands alone may be either: a comma is rather for thousands, a point is
        // rather the decimal mark.
        [','] => vec![grouped(digits, ','), decimal()],
        [_] => vec![decimal(), grouped(digits, '.')],
        [first, .., last] if first == last => vec![grouped(digits, *first)],
        // Of two different marks, the last one is the decimal mark.
        [first, .., last] => {
            let parts = digits.rsplit_once(*last);
            vec![
                parts.and_then(|(whole, rest)| Some(format!("{}.{rest}", grouped(whole, *first)?))),
            ]
        }
    };
    found.into_iter().flatten().map(|digits| format!("{sign}{digits}{exponent}")).collect()
}

/// The text without the unit after it, or before it as with currencies, in whatever case.
fn without_unit<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let form = |text: &str| -> String {
        let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
        caseless(&composed).split_whitespace().collect()
    };
    let unit = form(unit);
    if unit.is_empty() {
        return None;
    }
    let mut places = text.char_indices().map(|(at, _)| text.split_at(at));
    let after = places.clone().find(|(_, end)| form(end) == unit).map(|(number, _)| number);
    let before = || places.find(|(start, _)| form(start) == unit).map(|(_, number)| number);
    after.or_else(before).map(str::trim)
}

/// `12,800`, `1,234,567`, and `12,34,567` as in India: one to three digits, not beginning with
/// nought, and groups after them.
fn is_grouped(digits: &str, mark: char) -> bool {
    let mut groups: Vec<&str> = digits.split(mark).collect();
    let is_number = |group: &&str| group.bytes().all(|b| b.is_ascii_digit());
    if groups.len() < 2 || !groups.iter().all(is_number) {
        return false;
    }
    let first = groups.remove(0);
    let last = groups.pop().unwrap_or_default();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && last.len() == 3
        && (groups.iter().all(|group| group.len() == 3)
            || (first.len() < 3 && groups.iter().all(|group| group.len() == 2)))
}

/// Is a typed number as near to the right one as the question's tolerance allows?
#[must_use]
pub fn is_right(question: &Number, given: f64) -> bool {
    near(question.value, given, question.tolerance)
}

/// Is `given` within the tolerance of `value`?
#[must_use]
pub fn near(value: f64, given: f64, tolerance: Tolerance) -> bool {
    let off = match tolerance {
        Tolerance::Absolute(off) => off,
        Tolerance::Percent(share) => (value * share / 100.0).abs(),
    };
    // A number at the very edge of the tolerance is not lost to rounding.
    (given - value).abs() <= off + value.abs().max(1.0) * 1e-9
}

#[cfg(test)]
mod tests {
    use super::{read, readings};

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12800", Some(12_800.0)),
            ("12 800", Some(12_800.0)),
            ("12\u{202F}800", Some(12_800.0)),
            ("12,800", Some(12_800.0)),
            ("1,234,567.8", Some(1_234_567.8)),
            ("12'800", Some(12_800.0)),
            ("12.5", Some(12.5)),
            ("12,5", Some(12.5)),
            ("0,125", Some(0.125)),
            ("−3", Some(-3.0)),
            ("2e3", Some(2_000.0)),
            ("500 MiB", Some(500.0)),
            ("500mib", Some(500.0)),
            ("", None),
            ("MiB", None),
            ("inf", None),
            ("NaN", None),
            ("1e999", None),
            ("1.2.3", None),
            ("five", None),
            ("1.234,5", Some(1_234.5)),
            ("1.234.567,8", Some(1_234_567.8)),
            ("1.234.567", Some(1_234_567.0)),
            ("12,34,567", Some(1_234_567.0)),
            ("1,234.567.8", None),
            ("1.2,3.4", None),
            ("１２", Some(12.0)),
            ("١٢٫٥", Some(12.5)),
            ("１２．５ＭｉＢ", Some(12.5)),
            ("12\u{A0}800\u{A0}MiB", Some(12_800.0)),
            ("12\u{200B}800", Some(12_800.0)),
            ("12’800", Some(12_800.0)),
            ("12800 MiB.", Some(12_800.0)),
            ("– 4", Some(-4.0)),
            ("－4", Some(-4.0)),
            ("10²", None),
            ("½", None),
            ("1-2", None),
        ] {
            assert_eq!(read(text, Some("MiB")), expected, "{text:?}");
        }
        // A unit is the same however it is written.
        for (text, unit) in [
            ("12.5 µs", "μs"),
            ("12.5μs", "µs"),
            ("12.5 °C", "℃"),
            ("12.5％", "%"),
            ("12.5 k m", "km"),
            ("€ 12.5", "€"),
            ("12,5 Ω", "\u{2126}"),
        ] {
            assert_eq!(read(text, Some(unit)), Some(12.5), "{text:?}");
        }
    }

    #[test]
    fn a_point_or_a_comma_before_three_digits_is_read_in_two_ways() {
        assert_eq!(readings("12.800", None), [12.8, 12_800.0]);
        assert_eq!(readings("12,800", None), [12_800.0, 12.8]);
        for (text, count) in [("0.800", 1), ("1234.567", 1), ("12.80", 1), ("1.234.567", 1)] {
            assert_eq!(readings(text, None).len(), count, "{text}");
        }
    }
}
