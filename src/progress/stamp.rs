//! A point in time by the calendar, as it is kept.

use std::fmt;

/// When something happened, and what the clock on the wall said then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970 in UTC.
    pub unix_ms: i64,
    /// Minutes that local time was ahead of UTC, so that "yesterday evening" is known in every time
    /// zone.
    pub offset_minutes: i16,
}

impl Stamp {
    /// Now, by this machine's clock.
    #[must_use]
    pub fn now() -> Self {
        let now = jiff::ZonedDateTime::now();
        Self {
            unix_ms: now.timestamp().as_millisecond(),
            offset_minutes: i16::try_from(now.offset().seconds() / 60).unwrap_or(0),
        }
    }

    /// `2026-11-24-213500`, in local time: for names of files, where a colon is not welcome.
    #[must_use]
    pub fn for_file_name(self) -> String {
        let offset = jiff::tz::Offset::from_seconds(i32::from(self.offset_minutes) * 60)
            .unwrap_or(jiff::tz::Offset::UTC);
        match jiff::Timestamp::from_millisecond(self.unix_ms) {
            Ok(time) => offset.to_datetime(time).strftime("%Y-%m-%d-%H%M%S").to_string(),
            // For a time beyond the calendar, the plain number is still a name.
            Err(_) => self.unix_ms.to_string(),
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.for_file_name())
    }
}
