//! When a visit is: hours as people say them, whose hours they are, and how often it comes back.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::super::text;
use crate::model::schedule::Visit;
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// The clock on the readers' wall: the handbook's own zone.
pub struct Clock {
    /// The zone and its IANA name; `None` where the handbook names none and all its programmes share one.
    home: Option<(TimeZone, String)>,
    /// The zone of each programme, by its place in the schedule.
    names: Vec<String>,
}

impl Clock {
    /// The clock of a handbook.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let programmes = &handbook.schedule().programmes;
        let named = handbook.settings.config.timezone.as_ref().map(|zone| zone.value.to_string());
        let first = programmes.first().map(|programme| &programme.zone_name);
        let several = || programmes.iter().any(|programme| Some(&programme.zone_name) != first);
        let name = named.or_else(|| several().then(|| "UTC".to_owned()));
        Self {
            home: name.and_then(|name| Some((TimeZone::get(&name).ok()?, name))),
            names: programmes.iter().map(|programme| programme.zone_name.to_string()).collect(),
        }
    }

    /// Whose time a visit's hours are, and what the clock at home says then; `None` where both say the same.
    pub fn elsewhere(&self, visit: &Visit, words: &Words) -> Option<String> {
        let (home, home_name) = self.home.as_ref()?;
        let (start, end) = (visit.start.with_time_zone(home.clone()), visit.end.with_time_zone(home.clone()));
        if start.datetime() == visit.start.datetime() && end.datetime() == visit.end.datetime() {
            return None;
        }
        let mut there = hours(start.datetime(), end.datetime(), words);
        if start.date() != visit.start.date() {
            there =
                words.fill("shadowing.other_day", &[("day", &words.day(start.date())), ("hours", &there)]);
        }
        let place = city(self.names.get(visit.programme)?);
        Some(
            words.fill(
                "shadowing.elsewhere",
                &[("place", &place), ("hours", &there), ("home", &city(home_name))],
            ),
        )
    }
}

/// What people call a zone: `America/New_York` is New York.
fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// From when to when, with the other day where it ends on another day.
pub fn hours(start: DateTime, end: DateTime, words: &Words) -> String {
    let (from, to) = (text::time(start.time()), text::time(end.time()));
    if start.date() == end.date() {
        words.fill("time.hours", &[("from", &from), ("to", &to)])
    } else {
        words.fill("time.hours_over", &[("from", &from), ("to", &to), ("day", &words.day(end.date()))])
    }
}

/// How a visit repeats, in words, after RFC 5545's `FREQ`, `INTERVAL` and `COUNT`.
pub fn repeats(rule: &str, words: &Words) -> Option<String> {
    let part = |name: &str| {
        rule.split(';')
            .filter_map(|part| part.split_once('='))
            .find(|(key, _)| key.trim().eq_ignore_ascii_case(name))
            .map(|(_, v)| v.trim())
    };
    let unit = match part("FREQ")?.to_ascii_uppercase().as_str() {
        "DAILY" => "days",
        "WEEKLY" => "weeks",
        "MONTHLY" => "months",
        _ => return None,
    };
    let interval = part("INTERVAL").and_then(|n| n.parse().ok()).unwrap_or(1);
    let every = words.plural(&format!("shadowing.every.{unit}"), interval);
    Some(match part("COUNT").and_then(|n| n.parse().ok()) {
        Some(count) => words.fill("shadowing.times", &[("every", &every), ("n", &words.number(count))]),
        None => every,
    })
}
