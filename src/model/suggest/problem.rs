//! Open places and people, as numbers: what is asked of [`exact`](super::exact) and [`search`](super::search), and what
//! an answer is worth. Nothing here knows a handbook.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A person who could go, by the place in [`Problem::guests`].
pub type GuestNumber = u32;

/// Who gets each place, in the order of [`Problem::places`]; nobody, where it stays empty.
pub type Answer = Vec<Option<GuestNumber>>;

/// The open places of one programme, and who could take them.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    /// People, by their ids.
    pub guests: Vec<Guest>,
    /// Places, by the beginning of their visits. One for each guest who could still come: a visit may have several.
    pub places: Vec<Place>,
    /// How many visits with guests each host has already, by number of the host.
    pub hosted: Vec<u32>,
    /// The same by host and month.
    pub hosted_in: BTreeMap<(u32, u32), u32>,
    /// How many visits with guests a host takes in one month.
    pub host_per_month: Option<u32>,
    /// Which department has already visited which, guest's and host's.
    pub visited: BTreeSet<(u32, u32)>,
}

/// A person who could go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Guest {
    /// The number of the department.
    pub department: u32,
    /// Whether this would be the first visit outside the own function in this cycle.
    pub first: bool,
    /// How many visits this person has already in the programme.
    pub visits: u32,
}

/// Room for one guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The number of the visit.
    pub visit: u32,
    /// The number of the host.
    pub host: u32,
    /// The number of the host's department, if it has one.
    pub department: Option<u32>,
    /// The number of the month in which the visit begins.
    pub month: u32,
    /// Whether the visit has another guest already.
    pub held: bool,
    /// When the visit begins, in seconds since any fixed moment.
    pub start: i64,
    /// When it ends.
    pub end: i64,
    /// Who may come as far as this place alone is concerned, in ascending order.
    pub may: Vec<GuestNumber>,
}

impl Place {
    /// Whether nobody can take both places: the visits overlap (or are one visit), or are with the same host, whom nobody
    /// visits twice in one cycle.
    pub const fn excludes(&self, other: &Self) -> bool {
        self.host == other.host || (self.start < other.end && other.start < self.end)
    }
}

/// What an answer is worth; the greater one is better. What stands first decides first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth {
    /// People who leave their function for the first time in this cycle.
    pub first: u32,
    /// Departments that visit another for the first time, each pair counted once.
    pub pairs: u32,
    /// Places that are filled.
    pub filled: u32,
    /// How unevenly visits fall on hosts: the sum of squares of the visits with guests that each has. It is least where
    /// they are even.
    pub hosts: Reverse<u64>,
    /// The same for guests.
    pub guests: Reverse<u64>,
}

impl Problem {
    /// What `answer` is worth.
    pub fn worth(&self, answer: &Answer) -> Worth {
        let mut pairs = BTreeSet::new();
        let mut opened = BTreeSet::new();
        let mut visits: Vec<u32> = self.guests.iter().map(|guest| guest.visits).collect();
        let mut hosted = self.hosted.clone();
        let mut first = BTreeSet::new();
        let mut filled = 0;
        for (place, guest) in self.filled(answer) {
            filled += 1;
            let person = self.guests[guest as usize];
            visits[guest as usize] += 1;
            if person.first {
                first.insert(guest);
            }
            if let Some(department) = place.department {
                let pair = (person.department, department);
                if !self.visited.contains(&pair) {
                    pairs.insert(pair);
                }
            }
            if !place.held && opened.insert(place.visit) {
                hosted[place.host as usize] += 1;
            }
        }
        let squares = |counts: &[u32]| counts.iter().map(|n| u64::from(*n) * u64::from(*n)).sum();
        Worth {
            first: first.len() as u32,
            pairs: pairs.len() as u32,
            filled,
            hosts: Reverse(squares(&hosted)),
            guests: Reverse(squares(&visits)),
        }
    }

    /// Whether `answer` keeps all rules.
    pub fn holds(&self, answer: &Answer) -> bool {
        let taken: Vec<(&Place, GuestNumber)> = self.filled(answer).collect();
        let may = taken.iter().all(|(place, guest)| place.may.binary_search(guest).is_ok());
        let apart = taken.iter().enumerate().all(|(at, (place, guest))| {
            taken[..at].iter().all(|(other, who)| who != guest || !place.excludes(other))
        });
        may && apart && self.over_month(answer).is_empty()
    }

    /// Hosts and months with more visits than a host takes, of those in which `answer` adds one.
    pub fn over_month(&self, answer: &Answer) -> BTreeSet<(u32, u32)> {
        let Some(limit) = self.host_per_month else { return BTreeSet::new() };
        let opened = self.opened(answer);
        opened.into_iter().filter(|(of, n)| self.already(*of) + n > limit).map(|(of, _)| of).collect()
    }

    /// How many visits `answer` gives their first guest, by host and month.
    pub fn opened(&self, answer: &Answer) -> BTreeMap<(u32, u32), u32> {
        let visits: BTreeMap<u32, (u32, u32)> = self
            .filled(answer)
            .filter(|(place, _)| !place.held)
            .map(|(place, _)| (place.visit, (place.host, place.month)))
            .collect();
        let mut opened = BTreeMap::new();
        for of in visits.into_values() {
            *opened.entry(of).or_insert(0) += 1;
        }
        opened
    }

    /// How many visits with guests a host has already in a month.
    pub fn already(&self, of: (u32, u32)) -> u32 {
        self.hosted_in.get(&of).copied().unwrap_or(0)
    }

    /// Whether `guest` may have the place numbered `at` beside all others of `answer`. Who has it now makes no difference.
    pub fn may_have(&self, answer: &Answer, at: usize, guest: GuestNumber) -> bool {
        let place = &self.places[at];
        let apart = || {
            answer.iter().enumerate().all(|(other, who)| {
                other == at || *who != Some(guest) || !place.excludes(&self.places[other])
            })
        };
        place.may.binary_search(&guest).is_ok() && apart() && self.has_room(answer, at)
    }

    /// Whether the host of the place numbered `at` can take its visit, beside all others of `answer`.
    pub fn has_room(&self, answer: &Answer, at: usize) -> bool {
        let Some(limit) = self.host_per_month else { return true };
        let place = &self.places[at];
        if place.held {
            return true;
        }
        let others: BTreeSet<u32> = self
            .filled(answer)
            .filter(|(other, _)| {
                !other.held
                    && other.visit != place.visit
                    && (other.host, other.month) == (place.host, place.month)
            })
            .map(|(other, _)| other.visit)
            .collect();
        let beside = others.len() as u32;
        self.already((place.host, place.month)) + beside < limit
    }

    fn filled<'p>(&'p self, answer: &'p Answer) -> impl Iterator<Item = (&'p Place, GuestNumber)> {
        self.places.iter().zip(answer).filter_map(|(place, guest)| Some((place, (*guest)?)))
    }
}
