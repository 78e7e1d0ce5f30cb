//! The rules against the plainest reckoning there is, which compares everything with everything.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use throughline::diagnostic::{Diagnostic, Name, Place};
use throughline::source::Sources;

use super::checked;
use super::house::{CYCLE, FUNCTIONS, House, PEOPLE, Visit, day, house};

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
