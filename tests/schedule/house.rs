//! Any handbook with programmes in several zones, as numbers, and the files it is written in.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use proptest::prelude::*;

/// People, and the departments they belong to; two departments have one function.
pub const PEOPLE: &[(&str, &str)] =
    &[("ann", "yard"), ("bea", "yard"), ("cem", "shop"), ("dot", "shop"), ("eli", "desk"), ("fay", "desk")];
pub const FUNCTIONS: &[(&str, &str)] = &[("yard", "out"), ("shop", "guests"), ("desk", "guests")];
/// Zones that change their clocks on different days, by half an hour, and never.
pub const ZONES: &[&str] = &["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
/// Between them lie the ends of summer time in three of the zones, and its beginning in the fourth.
pub const CYCLE: (Date, Date) = (date(2026, 9, 28), date(2026, 11, 15));

/// A session, as numbers.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub host: usize,
    pub guests: Vec<usize>,
    pub start: DateTime,
    pub minutes: i64,
    pub cancelled: bool,
    /// Every so many days, so often.
    pub repeats: Option<(i64, i64)>,
}

#[derive(Debug, Clone)]
pub struct Programme {
    pub zone: &'static str,
    pub capacity: usize,
    pub per_month: usize,
    /// First and last day, counted from the beginning of the cycle.
    pub closed: Option<(i64, i64)>,
    pub in_a_spreadsheet: bool,
    pub sessions: Vec<Drawn>,
}

#[derive(Debug, Clone)]
pub struct House {
    pub programmes: Vec<Programme>,
    /// Who is away, and when.
    pub away: Vec<(usize, i64, i64)>,
}

pub fn session() -> impl Strategy<Value = Drawn> {
    // Most of them crowd around the nights in which clocks change.
    let day = prop_oneof![2 => 0..50_i64, 3 => 24..30_i64, 1 => 5..9_i64, 1 => 32..36_i64];
    let time = prop_oneof![3 => 0..16_i64, 1 => 0..96_i64];
    let length = prop::sample::select(vec![15, 30, 60, 120, 360, 1800]);
    let guests = prop::collection::vec(0..PEOPLE.len(), 0..3);
    let repeats = prop::option::weighted(0.3, (prop::sample::select(vec![1, 7, 14]), 1..5_i64));
    (0..PEOPLE.len(), guests, day, time, length, prop::bool::weighted(0.1), repeats).prop_map(
        |(host, guests, day, quarter, minutes, cancelled, repeats)| Drawn {
            host,
            guests,
            start: (CYCLE.0 + day.days()).at(0, 0, 0, 0) + (quarter * 15).minutes(),
            minutes,
            cancelled,
            repeats,
        },
    )
}

pub fn house() -> impl Strategy<Value = House> {
    let closed = prop::option::weighted(0.5, (0..50_i64, 0..4_i64));
    let programme = (
        prop::sample::select(ZONES.to_vec()),
        1..3_usize,
        1..4_usize,
        closed,
        any::<bool>(),
        prop::collection::vec(session(), 1..9),
    )
        .prop_map(|(zone, capacity, per_month, closed, in_a_spreadsheet, sessions)| Programme {
            zone,
            capacity,
            per_month,
            closed: closed.map(|(from, days)| (from, from + days)),
            in_a_spreadsheet,
            sessions,
        });
    let away = prop::collection::vec((0..PEOPLE.len(), 0..50_i64, 0..3_i64), 0..4);
    (prop::collection::vec(programme, 1..4), away).prop_map(|(programmes, away)| House {
        programmes,
        away: away.into_iter().map(|(who, from, days)| (who, from, from + days)).collect(),
    })
}

/// A day of the cycle.
pub fn day(nth: i64) -> Date {
    CYCLE.0 + nth.days()
}

impl House {
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![("content/handbook.yaml".to_owned(), String::new())];
        for (id, function) in FUNCTIONS {
            files.push((format!("content/departments/{id}.md"), format!("---\nfunction: {function}\n---\n")));
            files.push((format!("content/roles/{id}er.md"), format!("---\ndepartment: {id}\n---\n")));
        }
        for (number, (id, department)) in PEOPLE.iter().enumerate() {
            let away = self.away.iter().filter(|(who, ..)| *who == number);
            let away: Vec<String> =
                away.map(|(_, from, to)| format!("{{from: {}, to: {}}}", day(*from), day(*to))).collect();
            let away = away.join(", ");
            let text = format!("---\ntitle: {id}\nrole: {department}er\nhosts: true\naway: [{away}]\n---\n");
            files.push((format!("content/people/{id}.md"), text));
        }
        for (number, programme) in self.programmes.iter().enumerate() {
            let Programme { zone, capacity, per_month, .. } = programme;
            let closed = programme.closed.map_or_else(String::new, |(from, to)| {
                format!("closed: [{{from: {}, to: {}}}]\n", day(from), day(to))
            });
            let sessions = if programme.in_a_spreadsheet {
                let rows: String =
                    programme.sessions.iter().enumerate().map(|(at, drawn)| drawn.row(at)).collect();
                let head = "\u{feff}id;status;host;guest;start;end;repeats\r\n";
                files.push((format!("content/shadowing/p{number}.csv"), format!("{head}{rows}")));
                format!("sessions_file: p{number}.csv\n")
            } else {
                let items: String =
                    programme.sessions.iter().enumerate().map(|(at, drawn)| drawn.item(at)).collect();
                format!("sessions:\n{items}")
            };
            files.push((
                format!("content/shadowing/p{number}.md"),
                format!(
                    "---\ncycle: {{from: {}, to: {}}}\ntimezone: {zone}\nrules: {{capacity: {capacity}, host_per_month: {per_month}}}\n{closed}{sessions}---\n",
                    CYCLE.0, CYCLE.1
                ),
            ));
        }
        files
    }

    /// Each time at which each session takes place, as long as the clocks leave no doubt.
    pub fn visits(&self) -> Vec<Visit<'_>> {
        let mut visits = Vec::new();
        for (number, programme) in self.programmes.iter().enumerate() {
            let zone = TimeZone::get(programme.zone).unwrap();
            for (at, drawn) in programme.sessions.iter().enumerate() {
                for (begins, ends) in drawn.times() {
                    let instant = |wall: DateTime| zone.to_ambiguous_zoned(wall).unambiguous().ok();
                    if let (Some(start), Some(end)) = (instant(begins), instant(ends)) {
                        visits.push(Visit { session: (number, at), programme, drawn, start, end });
                    }
                }
            }
        }
        visits
    }
}

impl Drawn {
    pub fn status(&self) -> &'static str {
        if self.cancelled { "cancelled" } else { "requested" }
    }

    pub fn end(&self) -> DateTime {
        self.start + self.minutes.minutes()
    }

    pub fn rule(&self) -> String {
        match self.repeats {
            None => String::new(),
            Some((days, count)) if days % 7 == 0 => {
                format!("FREQ=WEEKLY;INTERVAL={};COUNT={count}", days / 7)
            }
            Some((days, count)) => format!("FREQ=DAILY;INTERVAL={days};COUNT={count}"),
        }
    }

    pub fn guests(&self, between: &str) -> String {
        self.guests.iter().map(|guest| PEOPLE[*guest].0).collect::<Vec<_>>().join(between)
    }

    pub fn item(&self, at: usize) -> String {
        let rule = self.rule();
        let repeats = if rule.is_empty() { rule } else { format!(", repeats: {rule}") };
        format!(
            "  - {{id: s{at}, host: {}, guest: [{}], start: {}, end: {}, status: {}{repeats}}}\n",
            PEOPLE[self.host].0,
            self.guests(", "),
            self.start,
            self.end(),
            self.status()
        )
    }

    pub fn row(&self, at: usize) -> String {
        let moment = |at: DateTime| at.strftime("%Y-%m-%d %H:%M").to_string();
        format!(
            "s{at};{};{};{};{};{};\"{}\"\r\n",
            self.status(),
            PEOPLE[self.host].0,
            self.guests("|"),
            moment(self.start),
            moment(self.end()),
            self.rule()
        )
    }

    /// The times on the wall.
    pub fn times(&self) -> Vec<(DateTime, DateTime)> {
        let (days, count) = self.repeats.unwrap_or((1, 1));
        (0..count).map(|nth| (self.start + (nth * days).days(), self.end() + (nth * days).days())).collect()
    }

    pub fn people(&self) -> BTreeSet<usize> {
        self.guests.iter().copied().chain([self.host]).collect()
    }
}

pub struct Visit<'h> {
    /// Its programme, and its place there.
    pub session: (usize, usize),
    pub programme: &'h Programme,
    pub drawn: &'h Drawn,
    pub start: Zoned,
    pub end: Zoned,
}

impl Visit<'_> {
    /// Every day on which some moment of it lies.
    pub fn days(&self) -> impl Iterator<Item = Date> {
        let last = (self.end.clone() - 1.nanosecond()).date();
        self.start.date().series(1.day()).take_while(move |day| *day <= last)
    }
}
