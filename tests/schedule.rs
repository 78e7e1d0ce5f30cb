//! Schedules against the plainest reckoning there is: on any programmes in several zones, with repeats, closed days and absences, in front matter
//! and in spreadsheets' exports, the rules find what comparing everything with everything finds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use proptest::prelude::*;
use throughline::check::{Said, Scope, check};
use throughline::diagnostic::{Diagnostic, Name, Place};
use throughline::model::{Edition, Handbook, assemble};
use throughline::parse::field::Shape;
use throughline::parse::kind::Kind;
use throughline::parse::{self, Document};
use throughline::pipeline;
use throughline::source::Sources;

/// People, and the departments they belong to; two departments have one function.
const PEOPLE: &[(&str, &str)] =
    &[("ann", "yard"), ("bea", "yard"), ("cem", "shop"), ("dot", "shop"), ("eli", "desk"), ("fay", "desk")];
const FUNCTIONS: &[(&str, &str)] = &[("yard", "out"), ("shop", "guests"), ("desk", "guests")];
/// Zones that change their clocks on different days, by half an hour, and never.
const ZONES: &[&str] = &["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
/// Between them lie the ends of summer time in three of the zones, and its beginning in the fourth.
const CYCLE: (Date, Date) = (date(2026, 9, 28), date(2026, 11, 15));

/// A session, as numbers.
#[derive(Debug, Clone)]
struct Drawn {
    host: usize,
    guests: Vec<usize>,
    start: DateTime,
    minutes: i64,
    cancelled: bool,
    /// Every so many days, so often.
    repeats: Option<(i64, i64)>,
}

#[derive(Debug, Clone)]
struct Programme {
    zone: &'static str,
    capacity: usize,
    per_month: usize,
    /// First and last day, counted from the beginning of the cycle.
    closed: Option<(i64, i64)>,
    in_a_spreadsheet: bool,
    sessions: Vec<Drawn>,
}

#[derive(Debug, Clone)]
struct House {
    programmes: Vec<Programme>,
    /// Who is away, and when.
    away: Vec<(usize, i64, i64)>,
}

fn session() -> impl Strategy<Value = Drawn> {
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

fn house() -> impl Strategy<Value = House> {
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
fn day(nth: i64) -> Date {
    CYCLE.0 + nth.days()
}

impl House {
    fn files(&self) -> Vec<(String, String)> {
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
    fn visits(&self) -> Vec<Visit<'_>> {
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
    fn status(&self) -> &'static str {
        if self.cancelled { "cancelled" } else { "requested" }
    }

    fn end(&self) -> DateTime {
        self.start + self.minutes.minutes()
    }

    fn rule(&self) -> String {
        match self.repeats {
            None => String::new(),
            Some((days, count)) if days % 7 == 0 => {
                format!("FREQ=WEEKLY;INTERVAL={};COUNT={count}", days / 7)
            }
            Some((days, count)) => format!("FREQ=DAILY;INTERVAL={days};COUNT={count}"),
        }
    }

    fn guests(&self, between: &str) -> String {
        self.guests.iter().map(|guest| PEOPLE[*guest].0).collect::<Vec<_>>().join(between)
    }

    fn item(&self, at: usize) -> String {
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

    fn row(&self, at: usize) -> String {
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
    fn times(&self) -> Vec<(DateTime, DateTime)> {
        let (days, count) = self.repeats.unwrap_or((1, 1));
        (0..count).map(|nth| (self.start + (nth * days).days(), self.end() + (nth * days).days())).collect()
    }

    fn people(&self) -> BTreeSet<usize> {
        self.guests.iter().copied().chain([self.host]).collect()
    }
}

struct Visit<'h> {
    /// Its programme, and its place there.
    session: (usize, usize),
    programme: &'h Programme,
    drawn: &'h Drawn,
    start: Zoned,
    end: Zoned,
}

impl Visit<'_> {
    /// Every day on which some moment of it lies.
    fn days(&self) -> impl Iterator<Item = Date> {
        let last = (self.end.clone() - 1.nanosecond()).date();
        self.start.date().series(1.day()).take_while(move |day| *day <= last)
    }
}

/// A session as findings and the reckoning both name it.
type Session = (usize, usize);

/// What comparing everything with everything finds.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    /// Pairs of sessions that clash, the smaller first; a session may clash with itself.
    clashes: BTreeSet<(Session, Session)>,
    over_capacity: BTreeSet<Session>,
    closed: BTreeSet<Session>,
    outside: BTreeSet<Session>,
    unclear: BTreeSet<Session>,
    same_function: BTreeSet<Session>,
    /// Programme and host.
    overloaded: BTreeSet<(usize, &'static str)>,
    /// Programme, guest, host and how often.
    pairs: BTreeSet<(usize, &'static str, &'static str, usize)>,
}

fn oracle(house: &House) -> Found {
    let mut found = Found::default();
    let visits = house.visits();
    let held: Vec<&Visit<'_>> = visits.iter().filter(|visit| !visit.drawn.cancelled).collect();
    for (nth, one) in held.iter().enumerate() {
        for other in &held[..nth] {
            let shared = one.drawn.people().intersection(&other.drawn.people()).next().is_some();
            let (a, b) =
                (one.start.timestamp()..one.end.timestamp(), other.start.timestamp()..other.end.timestamp());
            if shared && a.start < b.end && b.start < a.end {
                found.clashes.insert((one.session.min(other.session), one.session.max(other.session)));
            }
        }
        for day_of_it in one.days() {
            let closed =
                one.programme.closed.is_some_and(|(from, to)| day(from) <= day_of_it && day_of_it <= day(to));
            let away = house.away.iter().any(|(who, from, to)| {
                one.drawn.people().contains(who) && day(*from) <= day_of_it && day_of_it <= day(*to)
            });
            if closed || away {
                found.closed.insert(one.session);
            }
            if day_of_it < CYCLE.0 || CYCLE.1 < day_of_it {
                found.outside.insert(one.session);
            }
        }
        let month =
            |visit: &Visit<'_>| (visit.session.0, visit.drawn.host, visit.start.year(), visit.start.month());
        if held.iter().filter(|other| month(other) == month(one)).count() > one.programme.per_month {
            found.overloaded.insert((one.session.0, PEOPLE[one.drawn.host].0));
        }
        for guest in one.drawn.people().into_iter().filter(|guest| *guest != one.drawn.host) {
            let same = |other: &&&Visit<'_>| {
                other.session.0 == one.session.0
                    && other.drawn.host == one.drawn.host
                    && other.drawn.people().contains(&guest)
            };
            let times = held.iter().filter(same).count();
            if times > 1 {
                found.pairs.insert((one.session.0, PEOPLE[guest].0, PEOPLE[one.drawn.host].0, times));
            }
        }
    }
    for (number, programme) in house.programmes.iter().enumerate() {
        let zone = TimeZone::get(programme.zone).unwrap();
        for (at, drawn) in programme.sessions.iter().enumerate().filter(|(_, drawn)| !drawn.cancelled) {
            let guests: BTreeSet<usize> = drawn.guests.iter().copied().collect();
            if guests.len() > programme.capacity {
                found.over_capacity.insert((number, at));
            }
            let function = |person: usize| {
                FUNCTIONS
                    .iter()
                    .find(|(department, _)| *department == PEOPLE[person].1)
                    .map(|(_, function)| function)
            };
            if guests.iter().any(|guest| function(*guest) == function(drawn.host)) {
                found.same_function.insert((number, at));
            }
            let unclear = |wall: &DateTime| zone.to_ambiguous_zoned(*wall).is_ambiguous();
            if drawn.times().iter().any(|(start, end)| unclear(start) || unclear(end)) {
                found.unclear.insert((number, at));
            }
        }
    }
    found
}

/// What is made of the files, and what the rules say.
fn checked(files: &[(String, String)]) -> (Arc<Handbook>, Vec<Diagnostic>, Sources) {
    let sources = Sources::in_memory(files.iter().map(|(path, text)| (&**path, text.as_bytes())));
    let settings = Arc::new(pipeline::settings(&sources).value);
    let rules = settings.parse_rules(false);
    let mut findings = Vec::new();
    let documents: Vec<Document> = sources
        .pages
        .iter()
        .map(|page| parse::read(&page.file, &page.path, &page.bytes, &rules).take(&mut findings))
        .collect();
    let edition = Edition { date: "2026-09-01".parse().unwrap(), audience: 0, drafts: false };
    let inventory = pipeline::exports::inventory(&sources, &settings, &documents, &Default::default())
        .take(&mut findings);
    let handbook = Arc::new(assemble(&settings, &edition, &documents, &inventory).take(&mut findings));
    findings.retain(|finding| finding.name != Name::MissingField);
    findings.extend(check(Scope { handbook: &handbook, sources: &sources }, &Said::default()));
    (handbook, findings, sources)
}

/// The session in whose line a finding has a place.
fn session_at(place: &Place, sources: &Sources) -> Session {
    let number = place.file.trim_start_matches("content/shadowing/p");
    let number = number.split('.').next().unwrap().parse().unwrap();
    let text = sources.text(&place.file).unwrap();
    let from = text[..place.span.range().start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[from..].lines().next().unwrap();
    let id = line.trim_start_matches("  - {id: ").trim_start_matches('s');
    (number, id.split([',', ';']).next().unwrap().parse().unwrap_or_else(|_| panic!("{line}")))
}

/// What the program finds, in the same terms.
fn told(findings: &[Diagnostic], sources: &Sources) -> Found {
    let mut found = Found::default();
    for finding in findings {
        let session = || session_at(&finding.place, sources);
        let word = |nth: usize| {
            let word = finding.message.split(' ').nth(nth).unwrap_or_default();
            PEOPLE.iter().find(|(id, _)| *id == word).map_or("nobody", |(id, _)| id)
        };
        match finding.name {
            Name::OverCapacity => drop(found.over_capacity.insert(session())),
            Name::ClosedDay => drop(found.closed.insert(session())),
            Name::OutsideCycle => drop(found.outside.insert(session())),
            Name::AmbiguousTime => drop(found.unclear.insert(session())),
            Name::SameFunction => drop(found.same_function.insert(session())),
            Name::HostOverload => drop(found.overloaded.insert((session().0, word(0)))),
            Name::RepeatedPair => {
                let times = match finding.message.split(' ').nth(3) {
                    Some("twice") => 2,
                    times => times.unwrap().parse().unwrap(),
                };
                found.pairs.insert((session().0, word(0), word(2), times));
            }
            Name::DoubleBooked
            | Name::NotAHost
            | Name::NeverOutsideFunction
            | Name::ReviewDue
            | Name::OwnerMissing
            | Name::OrphanPage
            | Name::AppreciationGap
            | Name::RoleWithoutGoal
            | Name::NoLineOfSight => {}
            _ => panic!("{finding:?}"),
        }
    }
    found
}

/// Every pair that clashes is named together in some finding, and nobody is named who clashes with none of the others.
fn clashes_agree(
    clashes: &BTreeSet<(Session, Session)>,
    findings: &[Diagnostic],
    sources: &Sources,
) -> Result<(), TestCaseError> {
    let booked = findings.iter().filter(|finding| finding.name == Name::DoubleBooked);
    let named: Vec<BTreeSet<Session>> = booked
        .map(|finding| {
            let places =
                std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place));
            places.map(|place| session_at(place, sources)).collect()
        })
        .collect();
    for (one, other) in clashes {
        let together = named.iter().any(|named| {
            named.contains(one)
                && named.contains(other)
                && (one != other
                    || named.len() == 1
                    || clashes.iter().any(|(a, b)| a != b && (a == one || b == one)))
        });
        prop_assert!(together, "{one:?} and {other:?} clash: {named:?}");
    }
    for named in &named {
        for one in named {
            let others = named.iter().filter(|other| *other != one || named.len() == 1);
            let clash =
                others.map(|other| (*one.min(other), *one.max(other))).any(|pair| clashes.contains(&pair))
                    || clashes.contains(&(*one, *one));
            prop_assert!(clash, "{one:?} clashes with none of {named:?}");
        }
    }
    let distinct: BTreeSet<&BTreeSet<Session>> = named.iter().collect();
    prop_assert_eq!(distinct.len(), named.len(), "one cause, one finding");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_rules_find_what_a_plain_reckoning_finds(house in house()) {
        let files = house.files();
        let (handbook, findings, sources) = checked(&files);
        let mut wanted = oracle(&house);
        clashes_agree(&wanted.clashes, &findings, &sources)?;
        wanted.clashes.clear();
        prop_assert_eq!(told(&findings, &sources), wanted, "{:#?}", files);

        // The visits themselves: every one of them, in order.
        let mut plain: Vec<(String, String)> =
            house.visits().iter().map(|visit| (visit.start.timestamp().to_string(), visit.end.timestamp().to_string())).collect();
        let schedule = handbook.schedule();
        let mut made: Vec<(String, String)> = schedule
            .visits
            .iter()
            .map(|visit| (visit.start.timestamp().to_string(), visit.end.timestamp().to_string()))
            .collect();
        plain.sort();
        made.sort();
        prop_assert_eq!(made, plain);
        prop_assert!(schedule.visits.windows(2).all(|two| two[0].start.timestamp() <= two[1].start.timestamp()));
        let names: BTreeSet<(usize, &str)> = schedule.visits.iter().map(|visit| (visit.programme, &*visit.id)).collect();
        prop_assert_eq!(names.len(), schedule.visits.len(), "every visit has a name of its own");
    }

    /// The order of the sessions in a file changes nothing but the numbers they have here.
    #[test]
    fn the_order_of_sessions_makes_no_difference(house in house()) {
        let turned = House {
            programmes: house.programmes.iter().cloned().map(|mut programme| {
                programme.sessions.reverse();
                programme
            }).collect(),
            ..house.clone()
        };
        let count = |house: &House| {
            let mut counts: BTreeMap<Name, usize> = BTreeMap::new();
            for finding in checked(&house.files()).1 {
                *counts.entry(finding.name).or_default() += 1;
            }
            counts
        };
        prop_assert_eq!(count(&house), count(&turned));
    }
}

/// A programme of these sessions in London, and who takes part.
fn small(fields: &str, sessions: &str) -> Vec<(String, String)> {
    let house = House { programmes: Vec::new(), away: Vec::new() };
    let mut files = house.files();
    let text = format!(
        "---\ncycle: {{from: 2026-09-01, to: 2027-04-30}}\ntimezone: Europe/London\n{fields}sessions:\n{sessions}---\n"
    );
    files.push(("content/shadowing/autumn.md".into(), text));
    files
}

/// The visits as `id start end`, with their offsets.
fn times(handbook: &Handbook) -> Vec<String> {
    let time = |moment: &Zoned| moment.strftime("%m-%d %H:%M%:z").to_string();
    let visits = handbook.schedule().visits.iter();
    visits.map(|visit| format!("{} {} {}", visit.id, time(&visit.start), time(&visit.end))).collect()
}

#[test]
fn a_series_keeps_its_time_on_the_wall_when_the_clocks_change() {
    let sessions = "  - {id: s1, host: ann, start: 2026-10-24T22:00, end: 2026-10-25T06:00, status: open, repeats: FREQ=WEEKLY;COUNT=2}\n";
    assert_eq!(
        times(&checked(&small("", sessions)).0),
        [
            "s1 10-24 22:00+01:00 10-25 06:00+00:00", // nine hours
            "s1-2 10-31 22:00+00:00 11-01 06:00+00:00",
        ]
    );
    let york = small("", sessions)
        .into_iter()
        .map(|(path, text)| (path, text.replace("Europe/London", "America/New_York")))
        .collect::<Vec<_>>();
    assert_eq!(
        times(&checked(&york).0),
        ["s1 10-24 22:00-04:00 10-25 06:00-04:00", "s1-2 10-31 22:00-04:00 11-01 06:00-05:00"]
    );
}

#[test]
fn a_series_ends_by_count_by_day_or_with_the_cycle() {
    let last = |rule: &str| {
        let sessions = format!(
            "  - {{id: s1, host: ann, start: 2027-04-05T09:00, end: 2027-04-05T10:00, status: open, repeats: \"{rule}\"}}\n"
        );
        times(&checked(&small("", &sessions)).0).pop().unwrap()
    };
    assert_eq!(last("FREQ=WEEKLY"), "s1-4 04-26 09:00+01:00 04-26 10:00+01:00");
    assert_eq!(last("FREQ=WEEKLY;UNTIL=20270419"), "s1-3 04-19 09:00+01:00 04-19 10:00+01:00");
    assert_eq!(last("FREQ=WEEKLY;UNTIL=20270419T080000Z"), "s1-3 04-19 09:00+01:00 04-19 10:00+01:00");
    assert_eq!(last("FREQ=WEEKLY;UNTIL=20270419T075959Z"), "s1-2 04-12 09:00+01:00 04-12 10:00+01:00");
    assert_eq!(last("FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=2"), "s1-2 04-30 09:00+01:00 04-30 10:00+01:00");
}

#[test]
fn every_visit_has_a_name_that_no_other_has() {
    let session = |id: &str, hour: u32, more: &str| {
        format!(
            "  - {{id: {id}, host: ann, start: 2026-10-05T{hour:02}:00, end: 2026-10-05T{hour:02}:30, status: open{more}}}\n"
        )
    };
    let sessions =
        [session("s1", 8, ", repeats: FREQ=DAILY;COUNT=3"), session("s1-2", 9, ""), session("s2", 10, "")];
    let ids: Vec<String> = checked(&small("", &sessions.concat()))
        .0
        .schedule()
        .visits
        .iter()
        .map(|visit| visit.id.to_string())
        .collect();
    assert_eq!(ids, ["s1", "s1-2", "s2", "s1-2-2", "s1-3"], "what is written keeps its name");
}

#[test]
fn a_zone_that_is_none_is_one_finding_and_nobody_guesses() {
    let sessions = "  - {id: s1, host: ann, start: 2026-12-01T05:00, end: 2026-12-01T04:00, status: open}\n";
    let files: Vec<(String, String)> = small("", sessions)
        .into_iter()
        .map(|(path, text)| (path, text.replace("Europe/London", "IST")))
        .collect();
    let (handbook, findings, _) = checked(&files);
    assert_eq!(times(&handbook), [""; 0]);
    let told: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.place.file.contains("autumn")).collect();
    let of_fields: Vec<&str> = told
        .iter()
        .filter(|finding| finding.name == Name::WrongType)
        .map(|finding| &*finding.message)
        .collect();
    assert_eq!(of_fields, ["`IST` can mean the time of several places"]);
    assert!(!told.iter().any(|finding| finding.name == Name::EndsBeforeStart), "{told:?}");
}

#[test]
fn findings_point_into_the_spreadsheets_own_line() {
    let mut files = small("", "");
    let (path, text) = files.pop().unwrap();
    files.push((path, text.replace("sessions:\n", "sessions_file: autumn.csv\n")));
    let csv = "\u{feff}id;host;guest;start;end;status\r\n\
        s1;ann;cem;2026-10-05 5:00;2026-10-05 9:00;requested\r\n\
        s2;bea;\"cem|nobody\";2026-10-05 8:00;2026-10-05 11:00;requested\r\n\
        s3;ann;;2026-10-25 01:30;2026-10-25 05:00;open\r\n";
    files.push(("content/shadowing/autumn.csv".into(), csv.into()));
    let (_, findings, sources) = checked(&files);
    let text = sources.text("content/shadowing/autumn.csv").unwrap();
    let mut told: Vec<(Name, &str, usize)> = findings
        .iter()
        .filter(|finding| finding.place.file.ends_with(".csv"))
        .map(|finding| {
            let line = text[..finding.place.span.range().start].matches('\n').count() + 1;
            (finding.name, &text[finding.place.span.range()], line)
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            (Name::UnknownReference, "\"cem|nobody\"", 3),
            (Name::DoubleBooked, "s1", 2),
            (Name::OverCapacity, "\"cem|nobody\"", 3),
            (Name::AmbiguousTime, "2026-10-25 01:30", 4),
        ]
    );
}

#[test]
fn repeats_of_very_many_sessions_come_to_an_end() {
    let sessions: String = (0..502)
        .map(|n| format!("  - {{id: s{n}, host: ann, start: 2026-10-01, end: 2026-10-02, status: cancelled, repeats: FREQ=DAILY;COUNT=1000}}\n"))
        .collect();
    let (handbook, findings, sources) = checked(&small("", &sessions));
    assert_eq!(handbook.schedule().visits.len(), 500_000);
    let told = findings.iter().find(|finding| finding.name == Name::TooLarge).expect("it is told");
    assert_eq!(&sources.text(&told.place.file).unwrap()[told.place.span.range()], "s500");
}

#[test]
fn the_spreadsheet_to_begin_with_has_every_column_and_no_slip() {
    let bytes = include_bytes!("../examples/spreadsheets/sessions.csv");
    let read = parse::sessions::read(&"sessions.csv".into(), bytes, None);
    assert_eq!(read.findings, []);
    assert_eq!(read.value.sessions.len(), 3);
    let head = std::str::from_utf8(bytes).unwrap().lines().next().unwrap();
    for field in Kind::Shadowing.fields().iter().filter(|field| field.name() == "sessions") {
        let Shape::List(Shape::Group(fields)) = field.shape else { panic!("{field:?}") };
        for field in *fields {
            let columns = match field.shape {
                Shape::Group(inner) => {
                    inner.iter().map(|inner| format!("{}.{}", field.name(), inner.name())).collect()
                }
                _ => vec![field.name().to_owned()],
            };
            for column in columns {
                assert!(head.split(',').any(|named| named == column), "{column}");
            }
        }
    }
}
