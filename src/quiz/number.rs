//! Numbers as people type them.

use crate::quiz::{Tolerance, question::Number};

/// Reads a number: `12800`, `12 800`, `12,800`, `12.5`, `12,5`, with or without its unit.
/// A comma that groups thousands is told from a decimal one by the three digits after it.
#[must_use]
pub fn read(text: &str, unit: Option<&str>) -> Option<f64> {
    let text = text.trim();
    let text = unit.and_then(|unit| without_unit(text, unit)).unwrap_or(text);
    let digits: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '\'' | '\u{2019}'))
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    let plain = if grouped(&digits) { digits.replace(',', "") } else { digits.replace(',', ".") };
    // What Rust reads besides, such as "inf", nobody means.
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    if !plain.chars().all(allowed) {
        return None;
    }
    plain.parse::<f64>().ok().filter(|number| number.is_finite())
}

fn without_unit<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(unit.len())?;
    let (number, end) = (text.get(..at)?, text.get(at..)?);
    (!unit.is_empty() && end.eq_ignore_ascii_case(unit)).then_some(number.trim_end())
}

/// `12,800` and `1,234,567.8`: every comma has three digits after it, and one to three before.
fn grouped(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or(text).trim_start_matches(['-', '+']);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    !rest.is_empty()
        && (1..=3).contains(&first.len())
        && digits(first)
        && first != "0"
        && rest.iter().all(|group| group.len() == 3 && digits(group))
}

/// Is a number as good as the right one?
#[must_use]
pub fn is_right(question: &Number, given: f64) -> bool {
    near(question.value, given, question.tolerance)
}

/// Is it as good as another one, within the question's tolerance?
#[must_use]
pub fn near(value: f64, given: f64, tolerance: Tolerance) -> bool {
    let off = match tolerance {
        Tolerance::Absolute(off) => off,
        Tolerance::Percent(share) => (value * share / 100.0).abs(),
    };
    // What is at the very edge is not lost to rounding.
    (given - value).abs() <= off + value.abs().max(1.0) * 1e-9
}
