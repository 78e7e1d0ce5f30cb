//! A programme of a handbook → a [`Problem`], and its answer → what is told of it.

use std::collections::{BTreeMap, BTreeSet};

use super::obstacles::{self, Closed, Diary, Hosts, Obstacle};
use super::problem::{Answer, Guest, GuestNumber, Place, Problem, Worth};
use super::search;
use crate::model::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::Kind;

/// Who could take a programme's open places.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The programme, a place in [`Schedule::programmes`](crate::model::schedule::Schedule::programmes).
    pub programme: usize,
    /// Its visits that have a place free, in order of time.
    pub visits: Vec<VisitPlan>,
    /// What comes of it.
    pub worth: Worth,
    /// How many people were not asked, since their department has not joined.
    pub not_joined: usize,
}

/// A visit with open places, and who could take them.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitPlan {
    /// Its place in [`Schedule::visits`](crate::model::schedule::Schedule::visits).
    pub visit: usize,
    /// Who goes, by their ids.
    pub goes: Vec<Goes>,
    /// What is left, if anything is.
    pub empty: Option<Empty>,
}

/// Somebody who could take a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goes {
    /// Who.
    pub person: EntryId,
    /// Whether it is this person's first visit in the programme.
    pub first: bool,
    /// The guest's department and the host's, where the one visits the other for the first time in the programme.
    pub pair: Option<(EntryId, EntryId)>,
}

/// Places that stay empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Empty {
    /// How many.
    pub places: u64,
    /// What stands in the way of the visit, whoever would come.
    pub closed: Vec<Closed>,
    /// Where nothing does: what stands in everybody's way, with whose.
    pub nobody: BTreeMap<Obstacle, Vec<EntryId>>,
}

/// Who could take the open places of the programme numbered `programme`; nothing, where there is no such programme.
pub fn suggest(handbook: &Handbook, programme: usize) -> Option<Suggestion> {
    let asked = Asked::of(handbook, programme)?;
    let answer = search::answer(&asked.problem);
    Some(asked.told(&answer))
}

/// What is asked, and what its numbers stand for.
struct Asked<'h> {
    handbook: &'h Handbook,
    programme: usize,
    problem: Problem,
    people: Vec<EntryId>,
    /// The visits with a free place, how many are free, and what stands in the way of each.
    open: Vec<(usize, u64, Vec<Closed>)>,
    /// Which of them a place belongs to.
    visits: Vec<usize>,
    /// What stands in the way of whom, by visit and person.
    obstacles: BTreeMap<(usize, EntryId), Obstacle>,
    departments: Vec<EntryId>,
    not_joined: usize,
}

/// The number of `item` among those seen so far.
fn number<T: Ord + Copy>(numbers: &mut BTreeMap<T, u32>, item: T) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(item).or_insert(next)
}

impl<'h> Asked<'h> {
    fn of(handbook: &'h Handbook, programme: usize) -> Option<Self> {
        let schedule = handbook.schedule();
        let rules = &schedule.programmes.get(programme)?.rules;
        let (diary, hosts) = (Diary::of(handbook), Hosts::of(schedule));
        let all: Vec<_> = handbook.of_kind(Kind::Person).collect();
        let joined =
            |id| handbook.department_of(id).is_some_and(|department| handbook.is_enrolled(department));
        let mut people: Vec<EntryId> = all.iter().map(|entry| entry.id).filter(|id| joined(*id)).collect();
        people.sort_by_key(|id| (handbook.entry(*id).name(), *id));
        let has_department = all.iter().filter(|entry| handbook.department_of(entry.id).is_some()).count();

        let mut asked = Self {
            handbook,
            programme,
            problem: Problem {
                host_per_month: rules.host_per_month.map(|n| u32::try_from(n).unwrap_or(u32::MAX)),
                ..Problem::default()
            },
            not_joined: has_department - people.len(),
            people,
            open: Vec::new(),
            visits: Vec::new(),
            obstacles: BTreeMap::new(),
            departments: Vec::new(),
        };
        asked.count(&diary, &hosts);
        Some(asked)
    }

    /// Numbers everything: people by id, places by time, hosts and departments as they come.
    fn count(&mut self, diary: &Diary, already: &Hosts) {
        let handbook = self.handbook;
        let schedule = handbook.schedule();
        let (mut departments, mut hosts) = (BTreeMap::new(), BTreeMap::new());
        let mut gone = BTreeMap::<EntryId, u32>::new();
        let ours = || schedule.visits.iter().filter(|visit| visit.programme == self.programme);
        for visit in ours().filter(|visit| !visit.is_cancelled()) {
            let host = number(&mut hosts, visit.host);
            self.problem.hosted.resize(hosts.len(), 0);
            if visit.guests_written > 0 {
                self.problem.hosted[host as usize] += 1;
                *self.problem.hosted_in.entry((host, month(&visit.start))).or_insert(0) += 1;
            }
            for guest in visit.guests.iter().filter(|guest| !handbook.same_function(**guest, visit.host)) {
                *gone.entry(*guest).or_insert(0) += 1;
                let pair = (handbook.department_of(*guest), handbook.department_of(visit.host));
                if let (Some(from), Some(to)) = pair {
                    let pair = (number(&mut departments, from), number(&mut departments, to));
                    self.problem.visited.insert(pair);
                }
            }
        }
        for person in &self.people {
            let Some(department) = handbook.department_of(*person) else { continue };
            let visits = gone.get(person).copied().unwrap_or(0);
            let department = number(&mut departments, department);
            self.problem.guests.push(Guest { department, first: visits == 0, visits });
        }
        for (at, visit) in schedule.visits.iter().enumerate().filter(|(_, v)| v.programme == self.programme) {
            let free = schedule.free(visit);
            if free == 0 {
                continue;
            }
            let closed = obstacles::of_visit(handbook, diary, at);
            let place = closed.is_empty().then(|| {
                let mut may = Vec::new();
                for (guest, person) in (0..).zip(&self.people) {
                    match obstacles::of_guest(handbook, diary, already, at, *person) {
                        Some(obstacle) => drop(self.obstacles.insert((at, *person), obstacle)),
                        None => may.push(guest),
                    }
                }
                let department = handbook.department_of(visit.host);
                Place {
                    visit: u32::try_from(at).unwrap_or(u32::MAX),
                    host: number(&mut hosts, visit.host),
                    department: department.map(|department| number(&mut departments, department)),
                    month: month(&visit.start),
                    held: visit.guests_written > 0,
                    start: visit.start.timestamp().as_second(),
                    end: visit.end.timestamp().as_second(),
                    may,
                }
            });
            // No more places than people: the rest would stay empty anyway, and somebody may have written a billion.
            for _ in 0..free.min(self.people.len() as u64) {
                if let Some(place) = &place {
                    self.problem.places.push(place.clone());
                    self.visits.push(self.open.len());
                }
            }
            self.open.push((at, free, closed));
        }
        let mut by_number: Vec<(u32, EntryId)> = departments.into_iter().map(|(id, n)| (n, id)).collect();
        by_number.sort_unstable();
        self.departments = by_number.into_iter().map(|(_, id)| id).collect();
    }

    /// `answer` in the handbook's own terms.
    fn told(&self, answer: &Answer) -> Suggestion {
        let mut visited = self.problem.visited.clone();
        let mut gone = BTreeSet::new();
        let mut visits: Vec<VisitPlan> = Vec::new();
        for (nth, (visit, free, closed)) in self.open.iter().enumerate() {
            let places = self.visits.iter().enumerate().filter(|(_, of)| **of == nth).map(|(at, _)| at);
            let places: Vec<usize> = places.collect();
            let mut guests: Vec<(usize, GuestNumber)> =
                places.iter().filter_map(|at| Some((*at, answer[*at]?))).collect();
            guests.sort_by_key(|(_, guest)| *guest);
            let goes: Vec<Goes> = guests
                .into_iter()
                .map(|(at, guest)| {
                    let person = self.problem.guests[guest as usize];
                    let pair = self.problem.places[at].department.map(|host| (person.department, host));
                    Goes {
                        person: self.people[guest as usize],
                        first: person.first && gone.insert(guest),
                        pair: pair.filter(|pair| visited.insert(*pair)).map(|(from, to)| {
                            (self.departments[from as usize], self.departments[to as usize])
                        }),
                    }
                })
                .collect();
            let left = free - goes.len() as u64;
            let empty = (left > 0).then(|| self.empty(answer, *visit, left, closed, &places));
            visits.push(VisitPlan { visit: *visit, goes, empty });
        }
        Suggestion {
            programme: self.programme,
            visits,
            worth: self.problem.worth(answer),
            not_joined: self.not_joined,
        }
    }

    /// Why places of a visit stay empty.
    fn empty(&self, answer: &Answer, visit: usize, left: u64, closed: &[Closed], places: &[usize]) -> Empty {
        let mut closed = closed.to_vec();
        let mut nobody = BTreeMap::<Obstacle, Vec<EntryId>>::new();
        let place = places.iter().find(|at| answer[**at].is_none());
        if let Some(at) = place.filter(|_| closed.is_empty()) {
            if !self.problem.has_room(answer, *at) {
                closed.push(Closed::HostFull);
            }
            for (guest, person) in (0..).zip(&self.people).filter(|_| closed.is_empty()) {
                let goes_there = places.iter().any(|at| answer[*at] == Some(guest));
                let own = &self.handbook.schedule().visits[visit];
                if goes_there || own.guests.contains(person) || own.host == *person {
                    continue;
                }
                let obstacle = self.obstacles.get(&(visit, *person)).copied();
                nobody
                    .entry(obstacle.unwrap_or_else(|| self.by_suggestion(answer, *at, guest)))
                    .or_default()
                    .push(*person);
            }
        }
        Empty { places: left, closed, nobody }
    }

    /// What another suggestion puts in the way of somebody.
    fn by_suggestion(&self, answer: &Answer, at: usize, guest: GuestNumber) -> Obstacle {
        let place = &self.problem.places[at];
        let theirs = self.problem.places.iter().zip(answer).filter(|(_, who)| **who == Some(guest));
        let same_host = theirs.into_iter().any(|(other, _)| other.host == place.host);
        if same_host { Obstacle::SuggestedThere } else { Obstacle::SuggestedElsewhere }
    }
}

/// The calendar month of a moment where the visit is, as a number.
fn month(start: &jiff::Zoned) -> u32 {
    u32::try_from(i32::from(start.year()) * 12 + i32::from(start.month())).unwrap_or(0)
}
