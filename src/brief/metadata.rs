//! What is known about a brief besides its text.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::Language;

/// What the source says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub date: Option<Date>,
    pub language: Option<Language>,
    pub url: Option<String>,
    /// Every other key, as it was given.
    pub other: BTreeMap<String, Value>,
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD`, or a date and time that begin so. `None` where that is no day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, rest) = text.split_at_checked(10)?;
        let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
        (ends && day.is_ascii()).then(|| day.parse().ok().map(Self)).flatten()
    }

    /// As a number that orders like the date: `YYYYMMDD`.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.0.year()) * 10_000 + i64::from(self.0.month()) * 100 + i64::from(self.0.day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        assert_eq!(Date::parse("2024-11-05").map(|date| date.to_string()).as_deref(), Some("2024-11-05"));
        assert_eq!(Date::parse("2024-11-05T08:00:00Z").map(Date::number), Some(20_241_105));
        assert_eq!(Date::parse("2023-02-29"), None);
        assert_eq!(Date::parse("2024-11-051"), None);
        assert_eq!(Date::parse("5. November 2024"), None);
        assert_eq!(Date::parse("2024-1ä-05"), None);
    }
}
