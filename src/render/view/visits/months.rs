//! Months as calendars hang on a wall: a week is a row, a visit is a link to its place in the agenda.
//!
//! Every month that has a visit is there; the reader's browser opens the one it is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::Serialize;

use super::super::text;
use super::{agenda_href, anchor, is_told, offered};
use crate::model::schedule::Visit;
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;

/// Months with visits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Months {
    /// The weekdays, short, in the order of the language's week.
    pub weekdays: Vec<String>,
    /// The months, in order; those without a visit are left out.
    pub months: Vec<MonthView>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthView {
    /// `2026-09`.
    pub key: String,
    /// Its name and year.
    pub name: String,
    /// Its weeks.
    pub weeks: Vec<Vec<DayCell>>,
}

/// One day, or the empty place before the first and after the last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DayCell {
    /// The day of the month; `None` for an empty place.
    pub n: Option<i8>,
    /// Why nobody visits.
    pub closed: Option<String>,
    /// Whether the reason is written out: on the first of several such days, and again in each new week.
    pub named: bool,
    /// The day's visits.
    pub visits: Vec<MonthVisit>,
}

/// A visit in a day's cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthVisit {
    /// Its place in the agenda.
    pub href: String,
    /// When it begins.
    pub time: String,
    /// Who goes to whom, by first names.
    pub who: String,
    /// Whether there is a place to ask for.
    pub free: bool,
}

impl Months {
    /// The months of all visits that are not called off. Links lead to the agenda on the same page.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let mut days: BTreeMap<Date, Vec<&Visit>> = BTreeMap::new();
        for visit in handbook.schedule().shown().filter(|visit| is_told(visit) && !visit.is_cancelled()) {
            days.entry(visit.start.date()).or_default().push(visit);
        }
        if days.is_empty() || agenda_href(from).is_none() {
            return Self::default();
        }
        let names = FirstNames::of(days.values().flatten().flat_map(|visit| visit.people()), from);
        let first = week_start(&words.language);
        let weekday = |at: i64| first.wrapping_add(at).to_monday_one_offset();
        let months: BTreeSet<Date> = days.keys().map(|day| day.first_of_month()).collect();
        Self {
            weekdays: (0..7)
                .map(|at| words.get(&format!("date.weekdays.d{}", weekday(at))).to_owned())
                .collect(),
            months: months
                .into_iter()
                .map(|month| MonthView::of(month, first, &days, &names, from))
                .collect(),
        }
    }
}

impl MonthView {
    fn of(
        month: Date,
        first: Weekday,
        days: &BTreeMap<Date, Vec<&Visit>>,
        names: &FirstNames,
        from: &Viewpoint<'_>,
    ) -> Self {
        let before = usize::try_from(month.weekday().since(first)).unwrap_or(0);
        let mut cells: Vec<DayCell> = vec![DayCell::default(); before];
        let mut day = Some(month);
        let mut reason: Option<String> = None;
        while let Some(at) = day.filter(|day| day.month() == month.month()) {
            let closed = closed_on(at, from);
            let begins_week = cells.len().is_multiple_of(7);
            let visits = days.get(&at).into_iter().flatten();
            cells.push(DayCell {
                n: Some(at.day()),
                named: closed.is_some() && (begins_week || closed != reason),
                visits: visits.map(|visit| MonthVisit::of(visit, names, from)).collect(),
                closed: closed.clone(),
            });
            reason = closed;
            day = at.tomorrow().ok();
        }
        cells.resize(cells.len().next_multiple_of(7), DayCell::default());
        Self {
            key: month.strftime("%Y-%m").to_string(),
            name: text::month(month, from.words()),
            weeks: cells.chunks(7).map(<[DayCell]>::to_vec).collect(),
        }
    }
}

impl MonthVisit {
    fn of(visit: &Visit, names: &FirstNames, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let host = names.get(visit.host);
        let guests: Vec<String> = visit.guests.iter().map(|guest| names.get(*guest).to_owned()).collect();
        let free = offered(visit, from) > 0;
        let who = match guests.as_slice() {
            [] => words.fill("shadowing.month_place", &[("host", host)]),
            guests => words.fill(
                "shadowing.month_visit",
                &[("guests", &text::enumeration(guests, words)), ("host", host)],
            ),
        };
        Self {
            href: format!("#{}", anchor(visit, from.handbook())),
            time: text::time(visit.start.time()),
            who,
            free,
        }
    }
}

/// Why nobody visits on `day`: what every programme that runs then says; `None` where one of them is open.
fn closed_on(day: Date, from: &Viewpoint<'_>) -> Option<String> {
    let running = from.handbook().schedule().programmes.iter().filter(|programme| programme.contains(day));
    let mut reason = None;
    for programme in running {
        let (_, why) = programme.closed_on(day)?;
        if reason.as_ref().is_none_or(String::is_empty) {
            reason = Some(text::set(why, from.words()));
        }
    }
    reason.map(|why| if why.is_empty() { from.words().get("shadowing.closed").to_owned() } else { why })
}

/// What people are called in a narrow cell: by their first name; where two would be called the same, with the first letter
/// of what follows it.
struct FirstNames(BTreeMap<EntryId, String>);

impl FirstNames {
    fn of(people: impl Iterator<Item = EntryId>, from: &Viewpoint<'_>) -> Self {
        let whole: BTreeMap<EntryId, String> = people.map(|id| (id, from.link(id).text)).collect();
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for name in whole.values() {
            *first.entry(parts(name).0).or_insert(0) += 1;
        }
        let short = |name: &str| match parts(name) {
            (alone, None) => alone.to_owned(),
            (alone, Some(_)) if first.get(alone) == Some(&1) => alone.to_owned(),
            (alone, Some(letter)) => format!("{alone} {letter}."),
        };
        Self(whole.iter().map(|(id, name)| (*id, short(name))).collect())
    }

    fn get(&self, id: EntryId) -> &str {
        self.0.get(&id).map_or("", String::as_str)
    }
}

/// A first name, and the first letter of the last one.
fn parts(name: &str) -> (&str, Option<char>) {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or(name);
    (first, words.last().and_then(|last| last.chars().find(|c| c.is_alphabetic())))
}

/// The day on which a week begins where `language` is spoken, by its region, after `weekData` of the Unicode CLDR; Monday
/// (ISO 8601) where the tag names no region and the language is at home in none of those that differ.
fn week_start(language: &str) -> Weekday {
    const SUNDAY: [&str; 59] = [
        "AG", "AS", "BD", "BR", "BS", "BT", "BW", "BZ", "CA", "CO", "DM", "DO", "ET", "GT", "GU", "HK", "HN",
        "ID", "IL", "IN", "JM", "JP", "KE", "KH", "KR", "LA", "MH", "MM", "MO", "MT", "MX", "MZ", "NI", "NP",
        "PA", "PE", "PH", "PK", "PR", "PT", "PY", "SA", "SG", "SV", "TH", "TT", "TW", "UM", "US", "VE", "VI",
        "WS", "YE", "ZA", "ZW", "he", "ja", "ko", "th",
    ];
    const SATURDAY: [&str; 17] = [
        "AF", "BH", "DJ", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD", "SY", "ar", "ckb", "fa",
    ];
    let mut parts = language.split('-');
    let spoken = parts.next().unwrap_or_default().to_ascii_lowercase();
    let region = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
    match region.as_deref().unwrap_or(&spoken) {
        place if SUNDAY.contains(&place) => Weekday::Sunday,
        place if SATURDAY.contains(&place) => Weekday::Saturday,
        "MV" | "dv" => Weekday::Friday,
        _ => Weekday::Monday,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_to_what_tells_people_apart() {
        assert_eq!(parts("Omar Haddad"), ("Omar", Some('H')));
        assert_eq!(parts("Saskia de Wit"), ("Saskia", Some('W')));
        assert_eq!(parts("Kit"), ("Kit", None));
        assert_eq!(parts("עומר חדד"), ("עומר", Some('ח')));
    }

    #[test]
    fn a_week_begins_where_readers_expect_it() {
        for (language, day) in [
            ("en-GB", Weekday::Monday),
            ("en-US", Weekday::Sunday),
            ("en", Weekday::Monday),
            ("de", Weekday::Monday),
            ("de-CH", Weekday::Monday),
            ("he", Weekday::Sunday),
            ("pt-BR", Weekday::Sunday),
            ("ar", Weekday::Saturday),
            ("ar-SA", Weekday::Sunday),
            ("fa-IR", Weekday::Saturday),
            ("zh-Hant-TW", Weekday::Sunday),
            ("dv", Weekday::Friday),
        ] {
            assert_eq!(week_start(language), day, "{language}");
        }
    }
}
