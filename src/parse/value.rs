//! What single values of front matter can be: days, moments, lengths of time, periods, choices.

use std::sync::Arc;

use jiff::civil;

use super::field::{Scalar, Shape};
use super::yaml::{Node, Value};

/// A day of the calendar.
pub type Date = civil::Date;

impl Scalar for Arc<str> {
    const SHAPE: Shape = Shape::Text;
    fn scalar(node: &Node) -> Option<Self> {
        node.text().cloned()
    }
}

impl Scalar for bool {
    const SHAPE: Shape = Shape::Truth;
    fn scalar(node: &Node) -> Option<Self> {
        match node.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }
}

impl Scalar for u64 {
    const SHAPE: Shape = Shape::Count;
    fn scalar(node: &Node) -> Option<Self> {
        node.text()?.parse().ok()
    }
}

impl Scalar for f64 {
    const SHAPE: Shape = Shape::Number;
    fn scalar(node: &Node) -> Option<Self> {
        node.text()?.parse().ok().filter(|number: &Self| number.is_finite())
    }
}

impl Scalar for Date {
    const SHAPE: Shape = Shape::Day;
    fn scalar(node: &Node) -> Option<Self> {
        let text = node.text()?.trim();
        // Ten characters: a moment is no day, and jiff would take its day alone.
        (text.len() == 10).then(|| text.parse().ok()).flatten()
    }
}

/// The name of a file, relative to the page that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(pub Arc<str>);

impl Scalar for FileName {
    const SHAPE: Shape = Shape::File;
    fn scalar(node: &Node) -> Option<Self> {
        node.text().filter(|text| !text.trim().is_empty()).map(|text| Self(text.trim().into()))
    }
}

/// A length of time, in the units it was written in: six months are not 180 days.
#[derive(Debug, Clone, Copy)]
pub struct Duration(pub jiff::Span);

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.0.fieldwise() == other.0.fieldwise()
    }
}

impl Duration {
    /// The length written as `text`: `6 months`, `2 hours`, or ISO 8601 (`P7D`, `PT2H`).
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim();
        // jiff also reads `1d` and signs; the model has only the two spellings.
        let written = text.starts_with('P')
            || text.split_once(' ').is_some_and(|(n, unit)| {
                n.parse::<u32>().is_ok()
                    && matches!(
                        unit.trim_end_matches('s'),
                        "minute" | "hour" | "day" | "week" | "month" | "year"
                    )
            });
        let span: jiff::Span = written.then(|| text.parse().ok()).flatten()?;
        (!span.is_negative()).then_some(Self(span))
    }

    /// `count` months.
    pub fn months(count: i64) -> Self {
        Self(jiff::Span::new().try_months(count).unwrap_or_default())
    }

    /// `12 months`, `1 year and 6 months`, as a writer would put it.
    pub fn in_words(self) -> String {
        let span = self.0;
        let parts = [
            (i64::from(span.get_years()), "year"),
            (i64::from(span.get_months()), "month"),
            (i64::from(span.get_weeks()), "week"),
            (i64::from(span.get_days()), "day"),
            (i64::from(span.get_hours()), "hour"),
            (span.get_minutes(), "minute"),
        ];
        let counted = |(n, unit): &(i64, &str)| format!("{n} {unit}{}", if *n == 1 { "" } else { "s" });
        let words: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(counted).collect();
        if words.is_empty() { "no time".into() } else { words.join(" and ") }
    }

    /// The day this long after `day`; the end of the calendar, where that is farther.
    pub fn after(self, day: Date) -> Date {
        day.checked_add(self.0).unwrap_or(Date::MAX)
    }
}

impl Scalar for Duration {
    const SHAPE: Shape = Shape::Duration;
    fn scalar(node: &Node) -> Option<Self> {
        Self::find(node.text()?)
    }
}

/// How often something is repeated: `quarterly`, or a length of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cadence(pub Duration);

impl Scalar for Cadence {
    const SHAPE: Shape = Shape::Duration;
    fn scalar(node: &Node) -> Option<Self> {
        let text = node.text()?;
        let span = jiff::Span::new();
        let named = match text.trim() {
            "weekly" => span.try_weeks(1).ok(),
            "monthly" => span.try_months(1).ok(),
            "quarterly" => span.try_months(3).ok(),
            "half-yearly" => span.try_months(6).ok(),
            "yearly" => span.try_years(1).ok(),
            _ => None,
        };
        named.map(Duration).or_else(|| Duration::find(text)).map(Self)
    }
}

/// A day and a time, in the zone of the programme unless an offset says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The time on the wall, wherever the programme is.
    Local(civil::DateTime),
    /// A time that knows its offset from UTC, and the wall's time there.
    Instant(jiff::Timestamp, civil::DateTime),
}

impl Moment {
    /// The moment written as `text`, after ISO 8601; a day alone is its midnight.
    pub fn find(text: &str) -> Option<Self> {
        // A zone behind a time would say something else than the programme does.
        let text = text.trim();
        if text.contains('[') {
            return None;
        }
        let time = text.find(['T', 't', ' ']).map_or("", |at| &text[at..]);
        if time.contains(['Z', 'z', '+', '-']) {
            let instant: jiff::Timestamp = text.parse().ok()?;
            let wall = text.trim_end_matches(['Z', 'z']);
            let wall = wall.rfind(['+', '-']).filter(|at| *at > 10).map_or(wall, |at| &wall[..at]);
            return Some(Self::Instant(instant, wall.parse().ok()?));
        }
        let bare = text.len() == 10 || time.len() > 3;
        bare.then(|| text.parse().ok()).flatten().map(Self::Local)
    }

    /// The time on the wall.
    pub fn wall(self) -> civil::DateTime {
        match self {
            Self::Local(wall) | Self::Instant(_, wall) => wall,
        }
    }
}

impl Scalar for Moment {
    const SHAPE: Shape = Shape::Moment;
    fn scalar(node: &Node) -> Option<Self> {
        Self::find(node.text()?)
    }
}

/// A stretch of days that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// `2026`
    Year(i16),
    /// `2026-Q2`
    Quarter(i16, i8),
    /// `2026-04`
    Month(i16, i8),
    /// `{from: 2026-04-01, to: 2027-03-31}`
    Range(Date, Date),
}

impl Period {
    /// The period written as `text`.
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim();
        let year = |text: &str| (text.len() == 4).then(|| text.parse().ok()).flatten();
        match text.split_once('-') {
            None => year(text).map(Self::Year),
            Some((y, rest)) => match rest.strip_prefix(['Q', 'q']) {
                Some(quarter) => {
                    let quarter = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
                    Some(Self::Quarter(year(y)?, quarter))
                }
                None => {
                    let month = (rest.len() == 2).then(|| rest.parse().ok()).flatten();
                    Some(Self::Month(year(y)?, month.filter(|m| (1..=12).contains(m))?))
                }
            },
        }
    }

    /// The first day.
    pub fn first(self) -> Date {
        match self {
            Self::Year(year) => day(year, 1, 1),
            Self::Quarter(year, quarter) => day(year, quarter * 3 - 2, 1),
            Self::Month(year, month) => day(year, month, 1),
            Self::Range(from, _) => from,
        }
    }

    /// The last day.
    pub fn last(self) -> Date {
        match self {
            Self::Year(year) => day(year, 12, 31),
            Self::Quarter(year, quarter) => day(year, quarter * 3, 1).last_of_month(),
            Self::Month(year, month) => day(year, month, 1).last_of_month(),
            Self::Range(_, to) => to,
        }
    }
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::MIN)
}

impl Scalar for Period {
    const SHAPE: Shape = Shape::Period;
    fn scalar(node: &Node) -> Option<Self> {
        if let Value::Map(entries) = &node.value {
            let (from, to) = (Date::scalar(node.get("from")?)?, Date::scalar(node.get("to")?)?);
            return (entries.len() == 2 && from <= to).then_some(Self::Range(from, to));
        }
        Self::find(node.text()?)
    }
}

/// A value that is one of a few words.
pub trait Choice: Sized + Copy + 'static {
    /// The words.
    const WORDS: &'static [&'static str];
    /// The value that `word` stands for.
    fn find(word: &str) -> Option<Self>;
}

impl<T: Choice> Scalar for T {
    const SHAPE: Shape = Shape::Choice(T::WORDS);
    fn scalar(node: &Node) -> Option<Self> {
        Self::find(node.text()?.trim())
    }
}

/// Declares a closed list of words as a type.
macro_rules! choices {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $variant:ident $word:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $doc])* $variant,)* }

        impl $name {
            /// The word as writers write it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl $crate::parse::value::Choice for $name {
            const WORDS: &'static [&'static str] = &[$($word,)*];
            fn find(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use choices;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_both_spellings() {
        for text in ["7 days", "1 day", "6 months", "2 hours", "P7D", "PT2H", "P1Y"] {
            assert!(Duration::find(text).is_some(), "{text}");
        }
        for text in ["7", "soon", "-3 days", "7days", "three weeks", "1d", ""] {
            assert!(Duration::find(text).is_none(), "{text}");
        }
    }

    #[test]
    fn durations_are_told_as_they_are_written() {
        let words = |text| Duration::find(text).map(Duration::in_words);
        for (text, told) in [
            ("12 months", "12 months"),
            ("1 day", "1 day"),
            ("P1Y6M", "1 year and 6 months"),
            ("PT0S", "no time"),
        ] {
            assert_eq!(words(text).as_deref(), Some(told));
        }
    }

    #[test]
    fn periods_know_their_first_and_last_day() {
        let days = |text| Period::find(text).map(|p| (p.first().to_string(), p.last().to_string()));
        assert_eq!(days("2026"), Some(("2026-01-01".into(), "2026-12-31".into())));
        assert_eq!(days("2026-Q2"), Some(("2026-04-01".into(), "2026-06-30".into())));
        assert_eq!(days("2024-02"), Some(("2024-02-01".into(), "2024-02-29".into())));
        for wrong in ["2026-Q5", "26", "2026-13", "2026-4", "spring", "2026-Q2-1"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_keeps_the_time_on_the_wall() {
        let wall = |text| Moment::find(text).map(|m| m.wall().to_string());
        assert_eq!(wall("2026-09-14T05:00"), Some("2026-09-14T05:00:00".into()));
        assert_eq!(wall("2026-09-14 05:00"), Some("2026-09-14T05:00:00".into()));
        assert_eq!(wall("2026-09-14T05:00+02:00"), Some("2026-09-14T05:00:00".into()));
        assert_eq!(wall("2026-09-14T05:00Z"), Some("2026-09-14T05:00:00".into()));
        assert_eq!(wall("2026-09-14T25:00"), None);
        assert_eq!(wall("14.9.2026"), None);
        assert_eq!(wall("2026-09-14T05:00[America/New_York]"), None);
        assert_eq!(wall("2026-09-14T05:00-04:00[America/New_York]"), None);
    }
}
