//! What a request loses on its way, as it was measured from end to end.

use crate::simulate::{
    amount::Amount,
    datum::{Datum, Origin},
};

/// What a way costs against a machine without the architecture.
#[derive(Debug, Clone, PartialEq)]
pub enum Penalty {
    /// It was measured.
    Measured(Measurement),
    /// It was not, or no figure of it is good enough. Why, in a sentence.
    NotKnown(String),
}

/// One test, run without the architecture and with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// What was measured: "Random reads", "UDP round trip".
    pub what: String,
    /// What it is compared with, in words that may follow "on": "bare metal".
    pub base: String,
    /// What both figures count.
    pub unit: Unit,
    /// Without the architecture; more than nought.
    pub native: Datum,
    /// With it.
    pub here: Datum,
    /// The year of the test, where it is known.
    pub year: Option<u16>,
}

/// What is counted in a test. A time is worse when there is more of it, a rate when there is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A time.
    Nanoseconds,
    /// A time.
    Microseconds,
    /// A time.
    Milliseconds,
    /// Reads and writes a second.
    Iops,
    /// Requests a second.
    RequestsPerSecond,
    /// Millions of bytes a second.
    MegabytesPerSecond,
    /// Millions of bits a second.
    MegabitsPerSecond,
}

impl Unit {
    /// As it stands behind a number.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Nanoseconds => "ns",
            Self::Microseconds => "µs",
            Self::Milliseconds => "ms",
            Self::Iops => "IOPS",
            Self::RequestsPerSecond => "requests/s",
            Self::MegabytesPerSecond => "MB/s",
            Self::MegabitsPerSecond => "Mb/s",
        }
    }

    /// Is it a time, and not a rate?
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(self, Self::Nanoseconds | Self::Microseconds | Self::Milliseconds)
    }

    /// More of it, less of it, and so many times as much.
    fn words(self) -> [&'static str; 3] {
        match self {
            Self::Nanoseconds | Self::Microseconds | Self::Milliseconds => {
                ["longer", "shorter", "long"]
            }
            Self::Iops | Self::RequestsPerSecond => ["more", "fewer", "many"],
            Self::MegabytesPerSecond | Self::MegabitsPerSecond => ["more", "less", "much"],
        }
    }

    /// An amount of it, for people.
    #[must_use]
    pub fn said(self, amount: Amount) -> String {
        format!("{} {}", amount.grouped(), self.word())
    }
}

/// Less than this is no difference that a test of this kind tells, in per cent.
const SAME: Amount = Amount::whole(1);

impl Measurement {
    /// How much more there is with the architecture than without, in per cent of what there is
    /// without: `(here - native) / native`. Nothing when there is nothing to compare with.
    #[must_use]
    pub fn change(&self) -> Option<Amount> {
        ((self.here.value - self.native.value) * 100).times(self.native.value)
    }

    /// How much worse it is with the architecture, in per cent: the change of a time, and the
    /// change of a rate the other way round. Less than nought where it is better.
    #[must_use]
    pub fn percent(&self) -> Option<Amount> {
        let change = self.change()?;
        Some(if self.unit.is_time() { change } else { Amount::ZERO - change })
    }

    /// "45 % fewer", "11.4 times as long", "The same, to within 1 %".
    #[must_use]
    pub fn short(&self) -> String {
        self.words(None)
    }

    /// The same with what it is compared with: "45 % fewer than on bare metal".
    #[must_use]
    pub fn full(&self) -> String {
        self.words(Some(&self.base))
    }

    fn words(&self, base: Option<&str>) -> String {
        let Some(change) = self.change() else { return "nothing to compare with".to_owned() };
        let with = |joint: &str| base.map(|base| format!(" {joint} on {base}")).unwrap_or_default();
        let [more, less, many] = self.unit.words();
        let size = change.max(Amount::ZERO - change);
        if size < SAME {
            return format!("the same{}, to within {} %", with("as"), SAME.grouped());
        }
        if change >= Amount::whole(100) {
            let times = self.here.value.times(self.native.value).unwrap_or_default();
            return format!("{} times as {many}{}", times.rounded(1).grouped(), with("as"));
        }
        let decimals = u32::from(size < Amount::whole(10));
        let word = if change > Amount::ZERO { more } else { less };
        format!("{} % {word}{}", size.rounded(decimals).grouped(), with("than"))
    }

    /// When: "2014".
    #[must_use]
    pub fn when(&self) -> String {
        when(self.year, [&self.native, &self.here])
    }
}

/// The year of figures, or that nobody measured them.
pub(super) fn when<'d>(year: Option<u16>, of: impl IntoIterator<Item = &'d Datum>) -> String {
    if of.into_iter().any(|datum| datum.origin == Origin::Illustrative) {
        return "assumed".to_owned();
    }
    year.map_or_else(|| "year not known".to_owned(), |year| year.to_string())
}
