//! Amounts in thousandths, so that what is counted is exact to the unit.

use std::{
    fmt,
    ops::{Add, Mul, Sub},
};

/// An amount of something, exact to a thousandth. Sums that would not fit stay at the end of the
/// range.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

const PARTS: i64 = 1000;

/// Nothing that a pack may say is larger: a million millions.
pub const MOST: Amount = Amount(1_000_000_000_000 * PARTS);

impl Amount {
    /// None of it.
    pub const ZERO: Self = Self(0);

    /// So many whole ones.
    #[must_use]
    pub const fn whole(count: i64) -> Self {
        Self(count.saturating_mul(PARTS))
    }

    /// So many thousandths.
    #[must_use]
    pub const fn thousandths(count: i64) -> Self {
        Self(count)
    }

    /// In thousandths.
    #[must_use]
    pub const fn in_thousandths(self) -> i64 {
        self.0
    }

    /// The nearest amount to a number; nothing for one that is none, or larger than [`MOST`].
    #[must_use]
    pub fn of(number: f64) -> Option<Self> {
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "bounded")]
        let amount = |number: f64| {
            let parts = (number * PARTS as f64).round();
            (parts.abs() <= MOST.0 as f64).then_some(Self(parts as i64))
        };
        if number.is_finite() { amount(number) } else { None }
    }

    /// As a number, for places and lengths.
    #[must_use]
    pub fn number(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a picture is not so exact")]
        let number = self.0 as f64 / PARTS as f64;
        number
    }

    /// Reads what [`Display`](fmt::Display) writes, with or without commas between thousands.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace([',', '\u{a0}', '\u{202f}', ' '], "");
        let (sign, digits) = text.strip_prefix(['-', '−']).map_or((1, &*text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if digits.len() > 20 || digits == "." || digits.is_empty() || !plain(whole) || !plain(part)
        {
            return None;
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let part: String = part.chars().chain("000".chars()).take(3).collect();
        let amount = whole.checked_mul(PARTS)?.checked_add(part.parse().ok()?)?;
        (amount <= MOST.0).then_some(Self(sign * amount))
    }

    /// How many whole times the other one fits into this one; nothing where the other is nought or
    /// less.
    #[must_use]
    pub fn holds(self, other: Self) -> Option<i64> {
        (other.0 > 0).then(|| self.0.max(0) / other.0)
    }

    /// The nearest whole number of steps from `from`.
    #[must_use]
    pub fn stepped(self, from: Self, step: Self) -> Self {
        if step.0 <= 0 {
            return self;
        }
        let off = self.0.saturating_sub(from.0);
        let steps = (off.saturating_add(step.0.div_euclid(2))).div_euclid(step.0);
        Self(from.0.saturating_add(steps.saturating_mul(step.0)))
    }

    /// With commas between thousands, for people: `16,384`, `73.2`.
    #[must_use]
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (digits, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("−", rest));
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let point = if rest.is_empty() { "" } else { "." };
        format!("{sign}{grouped}{point}{rest}")
    }

    /// To so many decimals, rounded.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let step = 10_i64.pow(3_u32.saturating_sub(decimals));
        self.stepped(Self::ZERO, Self(step))
    }

    /// A share of it: `share` of 1,000.
    #[must_use]
    pub fn permille(self, share: i64) -> Self {
        Self(self.0.saturating_mul(share) / PARTS)
    }

    /// How many times as large it is as the other one, to a thousandth; nothing where that is
    /// nought or less.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        (other.0 > 0).then(|| Self(self.0.saturating_mul(PARTS) / other.0))
    }
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Amount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Mul<i64> for Amount {
    type Output = Self;

    fn mul(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// As it is kept: digits, a point where there are parts, and no more of these than there are.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / PARTS, (self.0 % PARTS).unsigned_abs());
        let sign = if self.0 < 0 && whole == 0 { "-" } else { "" };
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:03}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Bytes for people: whole GiB as such, from 10 GiB on with a decimal, all else as MiB. `mib` is in
/// MiB.
#[must_use]
pub fn memory(mib: Amount) -> String {
    let gib = Amount::whole(1024);
    if mib >= gib && mib.in_thousandths() % gib.in_thousandths() == 0 {
        return format!(
            "{} GiB",
            Amount::whole(mib.in_thousandths() / gib.in_thousandths()).grouped()
        );
    }
    if mib >= gib * 10 {
        let gib = Amount::thousandths(mib.in_thousandths() / 1024);
        return format!("{} GiB", gib.rounded(1).grouped());
    }
    format!("{} MiB", mib.rounded(1).grouped())
}

/// A time for people: milliseconds below a second, seconds from there on. `ms` is in milliseconds.
#[must_use]
pub fn time(ms: Amount) -> String {
    if ms < Amount::whole(1000) {
        let decimals = u32::from(ms < Amount::whole(100));
        return format!("{} ms", ms.rounded(decimals).grouped());
    }
    let seconds = Amount::thousandths(ms.in_thousandths() / 1000);
    let decimals = if seconds < Amount::whole(10) { 2 } else { 1 };
    format!("{} s", seconds.rounded(decimals).grouped())
}
