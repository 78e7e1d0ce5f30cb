//! What a visit must keep to, decided once: checks tell where it does not, and `suggest` proposes nothing that would not.

use jiff::SignedDuration;

use super::{Programme, Session, Visit};
use crate::model::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::{Away, Fields, SessionStatus};
use crate::parse::value::Date;

impl Session {
    /// Whether readers are told about it: not, where only people go whom this edition does not show, unless it is open for
    /// others.
    pub fn is_told(&self) -> bool {
        self.guests_written == 0 || !self.guests.is_empty() || self.status == SessionStatus::Open
    }
}

impl Visit {
    /// The first and the last day that it touches, where it takes place: a night counts for two, and one that ends at midnight does not
    /// touch the day after.
    pub fn days(&self) -> (Date, Date) {
        let last = self.end.checked_sub(SignedDuration::from_nanos(1));
        (self.start.date(), last.map_or(self.end.date(), |last| last.date()))
    }
}

impl Programme {
    /// Whether a visit is shorter than the rules want. A day is a day on the wall, also where the clock changes.
    pub fn is_too_short(&self, visit: &Visit) -> bool {
        let earliest = self.rules.shortest.and_then(|shortest| visit.start.checked_add(shortest.0).ok());
        earliest.is_some_and(|earliest| visit.end < earliest)
    }

    /// Whether a visit is longer than the rules want.
    pub fn is_too_long(&self, visit: &Visit) -> bool {
        let latest = self.rules.longest.and_then(|longest| visit.start.checked_add(longest.0).ok());
        latest.is_some_and(|latest| visit.end > latest)
    }
}

impl Handbook {
    /// How many places of a visit may be asked for. Only people who said that they take visitors are offered.
    pub fn offered(&self, visit: &Session) -> u64 {
        match &self.entry(visit.host).fields {
            Fields::Person(person) if person.hosts.is_some_and(|hosts| hosts.value) => {
                self.schedule().free(visit)
            }
            _ => 0,
        }
    }

    /// Whether somebody takes visitors; also where nobody can tell, since what they wrote cannot be read.
    pub fn offers_to_host(&self, person: EntryId) -> bool {
        let entry = self.entry(person);
        match &entry.fields {
            Fields::Person(fields) => match fields.hosts {
                Some(hosts) => hosts.value,
                None => entry.document.facts.has("hosts"),
            },
            _ => true,
        }
    }

    /// The absences of a person that touch the days from `first` to `last`.
    pub fn absences(&self, person: EntryId, first: Date, last: Date) -> impl Iterator<Item = &Away> {
        let away = match &self.entry(person).fields {
            Fields::Person(person) => person.away.as_slice(),
            _ => &[],
        };
        away.iter().filter(move |away| {
            let days = away.from.zip(away.to);
            days.is_some_and(|(from, to)| from.value <= last && first <= to.value)
        })
    }
}
