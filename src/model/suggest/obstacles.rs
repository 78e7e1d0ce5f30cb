//! What stands in the way: of a visit as such, and of somebody as its guest. The rules are those of the checks, asked before a
//! visit is written down.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::model::Handbook;
use crate::model::schedule::{Schedule, Visit};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};

/// Why nobody can come to a visit, whoever it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closed {
    /// It began before the edition's day.
    Past,
    /// It is outside its programme's cycle.
    OutsideCycle,
    /// Nobody visits on that day, and why.
    Day(String),
    /// It is shorter than the rules want.
    TooShort,
    /// It is longer.
    TooLong,
    /// Its host did not offer to host.
    NotAHost,
    /// Its host is away.
    HostAway,
    /// Its host is somewhere else at the same time.
    HostBusy,
    /// Its host has as many visits in that month as the rules allow.
    HostFull,
}

/// Why somebody cannot be the guest of a visit, in the order in which it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// Has the host's function.
    SameFunction,
    /// Is away.
    Away,
    /// Is somewhere else at the same time, as guest or as host, in this programme or elsewhere.
    Busy,
    /// Visits the same host already.
    SameHost,
    /// Would be somewhere else by another of the suggestions.
    SuggestedElsewhere,
    /// Would visit the same host by another of them.
    SuggestedThere,
}

/// Where everybody is: every visit that is not cancelled, and every encounter whose hours are known.
pub struct Diary(BTreeMap<EntryId, Vec<(Timestamp, Timestamp, What)>>);

/// What takes somebody's time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Visit(usize),
    Encounter,
}

impl Diary {
    /// Everybody's.
    pub fn of(handbook: &Handbook) -> Self {
        let mut diary = BTreeMap::<EntryId, Vec<_>>::new();
        for (number, visit) in handbook.schedule().visits.iter().enumerate() {
            for person in visit.people().filter(|_| !visit.is_cancelled()) {
                let time = (visit.start.timestamp(), visit.end.timestamp(), What::Visit(number));
                diary.entry(person).or_default().push(time);
            }
        }
        for entry in handbook.of_kind(Kind::Encounter) {
            let Fields::Encounter(encounter) = &entry.fields else { continue };
            let Some((start, end)) = handbook.schedule().when(encounter) else { continue };
            for person in encounter.host.iter().chain(&encounter.guests) {
                let time = (start.timestamp(), end.timestamp(), What::Encounter);
                diary.entry(person.to).or_default().push(time);
            }
        }
        Self(diary)
    }

    /// Whether `person` is somewhere else during the visit numbered `number`.
    fn is_busy(&self, person: EntryId, number: usize, visit: &Visit) -> bool {
        let (start, end) = (visit.start.timestamp(), visit.end.timestamp());
        self.0.get(&person).into_iter().flatten().any(|(other_start, other_end, what)| {
            *what != What::Visit(number) && start < *other_end && *other_start < end
        })
    }
}

/// All that stands in the way of the visit numbered `number`, whoever would come.
pub fn of_visit(handbook: &Handbook, diary: &Diary, number: usize) -> Vec<Closed> {
    let schedule = handbook.schedule();
    let visit = &schedule.visits[number];
    let programme = &schedule.programmes[visit.programme];
    let (first, last) = visit.days();
    let mut closed = Vec::new();
    if visit.start.date() < handbook.edition.date {
        // Nothing else matters then.
        return vec![Closed::Past];
    }
    if programme.cycle.is_some() && !(programme.contains(first) && programme.contains(last)) {
        closed.push(Closed::OutsideCycle);
    }
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
    if let Some((_, why)) = days.take(LONGEST).find_map(|day| programme.closed_on(day)) {
        closed.push(Closed::Day(why.to_owned()));
    }
    if programme.is_too_short(visit) {
        closed.push(Closed::TooShort);
    }
    if programme.is_too_long(visit) {
        closed.push(Closed::TooLong);
    }
    if !handbook.offers_to_host(visit.host) {
        closed.push(Closed::NotAHost);
    }
    if handbook.absences(visit.host, first, last).next().is_some() {
        closed.push(Closed::HostAway);
    }
    if diary.is_busy(visit.host, number, visit) {
        closed.push(Closed::HostBusy);
    }
    closed
}

/// How many days of a visit are looked at. Nobody visits anybody for longer.
const LONGEST: usize = 366;

/// What stands in the way of `guest` at the visit numbered `number`, besides the visit itself.
pub fn of_guest(
    handbook: &Handbook,
    diary: &Diary,
    hosts: &Hosts,
    number: usize,
    guest: EntryId,
) -> Option<Obstacle> {
    let visit = &handbook.schedule().visits[number];
    let (first, last) = visit.days();
    if visit.host == guest || handbook.same_function(visit.host, guest) {
        Some(Obstacle::SameFunction)
    } else if handbook.absences(guest, first, last).next().is_some() {
        Some(Obstacle::Away)
    } else if hosts.visits(visit.programme, guest, visit.host) {
        Some(Obstacle::SameHost)
    } else if diary.is_busy(guest, number, visit) {
        Some(Obstacle::Busy)
    } else {
        None
    }
}

/// Who visits whom, by programme, guest and host: all that is not cancelled.
pub struct Hosts(std::collections::BTreeSet<(usize, EntryId, EntryId)>);

impl Hosts {
    /// Everybody's.
    pub fn of(schedule: &Schedule) -> Self {
        let visits = schedule.visits.iter().filter(|visit| !visit.is_cancelled());
        Self(
            visits
                .flat_map(|visit| visit.guests.iter().map(|guest| (visit.programme, *guest, visit.host)))
                .collect(),
        )
    }

    fn visits(&self, programme: usize, guest: EntryId, host: EntryId) -> bool {
        self.0.contains(&(programme, guest, host))
    }
}
