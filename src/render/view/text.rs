//! Small steps that every view takes: text out of fields, links out of references, dates and spans of time in words.

use jiff::civil::{Date, Time};

use super::person::Span;
use super::{Day, Link, Portrait, Row};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::field::{Ref, Spot, Target, Text};
use crate::parse::value::{Duration, FileName, Period};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// A field's text, set as it is printed.
pub fn text(field: &Option<Text>, words: &Words) -> Option<String> {
    field.as_ref().map(|text| set(text, words)).filter(|text| !text.is_empty())
}

/// The texts of a list.
pub fn texts(fields: &[Text], words: &Words) -> Vec<String> {
    fields.iter().map(|text| set(text, words)).filter(|text| !text.is_empty()).collect()
}

/// Text from front matter as it is set: straight marks become the language's, as markdown's text does.
pub fn set(written: &str, words: &Words) -> String {
    let written = written.trim();
    if memchr::memchr2(b'"', b'\'', written.as_bytes()).is_none() {
        return written.to_owned();
    }
    let (open, close) = (words.get("quote.open"), words.get("quote.close"));
    let mut out = String::with_capacity(written.len() + 16);
    let mut before = ' ';
    for c in written.chars() {
        let opens = before.is_whitespace() || "([{—–-/„“«".contains(before);
        match c {
            '"' => out.push_str(if opens { open } else { close }),
            '\'' => out.push(if opens { '‘' } else { '’' }),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// A text that is set between quotation marks needs none of its own around it.
pub fn unquoted(said: String, words: &Words) -> String {
    let (open, close) = (words.get("quote.open"), words.get("quote.close"));
    let inner = said.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    match inner {
        Some(inner) if !inner.contains(open) && !inner.contains(close) => inner.to_owned(),
        Some(_) | None => said,
    }
}

/// A reference as a link.
pub fn link<T: Target>(reference: &Option<Ref<EntryId, T>>, from: &Viewpoint<'_>) -> Option<Link> {
    reference.as_ref().map(|to| from.link(to.to))
}

/// References as links, in the order of writing.
pub fn links<T: Target>(references: &[Ref<EntryId, T>], from: &Viewpoint<'_>) -> Vec<Link> {
    from.links(references.iter().map(|to| to.to))
}

/// A day as written and for machines.
pub fn day(date: Option<Spot<Date>>, from: &Viewpoint<'_>) -> Option<Day> {
    date.map(|date| from.day(date.value))
}

/// Days from one to another, where at least one is known.
pub fn span(first: Option<Spot<Date>>, last: Option<Spot<Date>>, from: &Viewpoint<'_>) -> Option<Span> {
    let (first, last) = (first.or(last)?, last.or(first)?);
    Some(Span { from: from.day(first.value), to: from.day(last.value) })
}

/// A row: the entry's short title, and a remark.
pub fn row(id: EntryId, remark: Option<String>, from: &Viewpoint<'_>) -> Row {
    Row { link: from.link(id), remark }
}

/// The page's description as a remark.
pub fn described(entry: &Entry, words: &Words) -> Option<String> {
    text(&entry.common.description, words)
}

/// The face of somebody called `name`.
pub fn portrait(entry: &Entry, name: &str, photo: &Option<Spot<FileName>>, from: &Viewpoint<'_>) -> Portrait {
    let initial =
        name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let photo = photo
        .as_ref()
        .and_then(|photo| crate::model::beside(&entry.document.facts.path, &photo.value.0))
        .filter(|path| from.handbook().files.contains(path.as_str()))
        .map(|path| from.to_asset(&path));
    Portrait { initial, photo }
}

/// A time of day: `05:00`.
pub fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A length of time in words: `7 days`, `1 hour and 30 minutes`.
pub fn duration(duration: Duration, words: &Words) -> String {
    let span = duration.0;
    let units = [
        ("years", i64::from(span.get_years())),
        ("months", i64::from(span.get_months())),
        ("weeks", i64::from(span.get_weeks())),
        ("days", i64::from(span.get_days())),
        ("hours_long", i64::from(span.get_hours())),
        ("minutes", span.get_minutes()),
    ];
    let said: Vec<String> = units
        .into_iter()
        .filter_map(|(unit, n)| Some((unit, u64::try_from(n).ok().filter(|n| *n > 0)?)))
        .map(|(unit, n)| words.plural(&format!("time.{unit}"), n))
        .collect();
    enumeration(&said, words)
}

/// `a, b and c`.
pub fn enumeration(items: &[String], words: &Words) -> String {
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => {
            let comma = format!("{} ", words.get("list.comma"));
            format!("{} {} {last}", rest.join(&comma), words.get("list.and"))
        }
    }
}

/// A period as short as under a drawing: `Apr–Jun 2026`, `Apr 2026`, `2026`.
pub fn period_short(period: Period, words: &Words) -> String {
    let (first, last) = (period.first(), period.last());
    let month = |day: Date| words.get(&format!("date.short.m{}", day.month())).to_owned();
    let year = last.year().to_string();
    if matches!(period, Period::Year(_)) {
        return year;
    }
    if first.year() != last.year() {
        let month_and_year = |day: Date| {
            words.fill("date.month", &[("month", &month(day)), ("year", &day.year().to_string())])
        };
        return words.fill("date.range", &[("from", &month_and_year(first)), ("to", &month_and_year(last))]);
    }
    if first.month() == last.month() {
        return words.fill("date.month", &[("month", &month(first)), ("year", &year)]);
    }
    words.fill("date.months_of_year", &[("from", &month(first)), ("to", &month(last)), ("year", &year)])
}

/// A period in words: `second quarter 2026`.
pub fn period(period: Period, words: &Words) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        Period::Quarter(year, quarter) => {
            words.fill(&format!("date.quarter.q{quarter}"), &[("year", &year.to_string())])
        }
        Period::Month(year, month) => words.fill(
            "date.month",
            &[("month", words.get(&format!("date.months.m{month}"))), ("year", &year.to_string())],
        ),
        Period::Range(first, last) => {
            words.fill("date.range", &[("from", &words.day(first)), ("to", &words.day(last))])
        }
    }
}

/// A month as a heading: `September 2026`.
pub fn month(date: Date, words: &Words) -> String {
    period(Period::Month(date.year(), date.month()), words)
}

/// The month of a day for a narrow column: `Sep 2026`.
pub fn short_month(date: Date, words: &Words) -> String {
    let key = format!("date.short.m{}", date.month());
    words.fill("date.month", &[("month", words.get(&key)), ("year", &date.year().to_string())])
}

/// A word's key for a value that writers write with hyphens: `call-centre` is `call_centre`.
pub fn key(written: &str) -> String {
    written.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;

    fn english() -> Words {
        let text = include_str!("../../../themes/default/words/en.yaml");
        Words::new("en-GB", yaml::read(text, 0).unwrap_or_else(|slip| panic!("{}", slip.message)))
    }

    #[test]
    fn straight_marks_become_the_languages_own() {
        let words = english();
        assert_eq!(set("it's \"Rye\", not 'spelt'", &words), "it’s “Rye”, not ‘spelt’");
        assert_eq!(set("(\"so\")", &words), "(“so”)");
        assert_eq!(unquoted(set("\"I know.\"", &words), &words), "I know.");
        assert_eq!(
            unquoted(set("\"I know.\" And then \"ring\"", &words), &words),
            "“I know.” And then “ring”"
        );
    }

    #[test]
    fn lengths_of_time_are_said_in_words() {
        let words = english();
        let said = |written: &str| Duration::find(written).map(|d| duration(d, &words));
        assert_eq!(said("7 days").as_deref(), Some("7 days"));
        assert_eq!(said("PT1H30M").as_deref(), Some("one hour and 30 minutes"));
        assert_eq!(said("1 month").as_deref(), Some("one month"));
    }

    #[test]
    fn periods_are_said_in_words() {
        let words = english();
        let said = |written: &str| Period::find(written).map(|p| period(p, &words));
        assert_eq!(said("2026-Q2").as_deref(), Some("second quarter 2026"));
        assert_eq!(said("2026-04").as_deref(), Some("April 2026"));
        assert_eq!(said("2026").as_deref(), Some("2026"));
        let short = |written: &str| Period::find(written).map(|p| period_short(p, &words));
        assert_eq!(short("2026-Q2").as_deref(), Some("Apr–Jun 2026"));
        assert_eq!(short("2026-04").as_deref(), Some("Apr 2026"));
        assert_eq!(short("2026").as_deref(), Some("2026"));
        let winter = Period::Range(jiff::civil::date(2025, 11, 1), jiff::civil::date(2026, 2, 28));
        assert_eq!(period_short(winter, &words), "Nov 2025 to Feb 2026");
    }
}
