//! Many open places → a good answer, the same one every time.
//!
//! It begins with the greedy answer (place after place, whoever is worth most there), and is then made better a few places at a
//! time: those few are given up and filled again in the best way there is ([`exact`]), while all others stay. An answer
//! is only ever exchanged for a better one, so that none is worse than the greedy one. Which few belong together is tried in
//! several ways: those that one person would have to pass on to the next so that one more can go; one host's; neighbours in time;
//! those far apart.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::exact::{self, MOST};
use super::problem::{Answer, GuestNumber, Problem};

/// How many places are looked at together: 3⁵ steps for each guest keep it quick.
const FEW: usize = 5;

/// How many steps of [`exact`] may be made, over all. A count and no clock, so that the answer does not depend on the machine.
const STEPS: usize = 30_000_000;

/// A good answer; the best there is, where there are at most [`MOST`] places.
pub fn answer(problem: &Problem) -> Answer {
    if problem.places.len() <= MOST {
        let all: Vec<usize> = (0..problem.places.len()).collect();
        return exact::best(problem, &vec![None; all.len()], &all);
    }
    let mut search = Search { problem, answer: greedy(problem), steps: STEPS };
    loop {
        let before = search.answer.clone();
        search.pass_on();
        for window in search.windows() {
            search.try_again(&window);
        }
        if search.steps == 0 || search.answer == before {
            break;
        }
    }
    search.fill();
    search.answer
}

/// The greedy answer: place after place, whoever makes the answer worth most; among equals the one with the smallest number.
pub fn greedy(problem: &Problem) -> Answer {
    let mut answer: Answer = vec![None; problem.places.len()];
    let mut visits: Vec<u32> = problem.guests.iter().map(|guest| guest.visits).collect();
    let mut visited = problem.visited.clone();
    let mut gone = BTreeSet::new();
    for at in 0..answer.len() {
        let place = &problem.places[at];
        if !problem.has_room(&answer, at) {
            continue;
        }
        // Greater is better: a first visit, a new pair, few visits so far, a small number.
        let worth = |guest: GuestNumber| {
            let person = problem.guests[guest as usize];
            let new = place.department.is_some_and(|host| !visited.contains(&(person.department, host)));
            let first = person.first && !gone.contains(&guest);
            (first, new, std::cmp::Reverse((visits[guest as usize], guest)))
        };
        let may = place.may.iter().copied().filter(|guest| problem.may_have(&answer, at, *guest));
        let Some(guest) = may.max_by_key(|guest| worth(*guest)) else { continue };
        answer[at] = Some(guest);
        visits[guest as usize] += 1;
        gone.insert(guest);
        visited.extend(place.department.map(|host| (problem.guests[guest as usize].department, host)));
    }
    answer
}

struct Search<'p> {
    problem: &'p Problem,
    answer: Answer,
    steps: usize,
}

impl Search<'_> {
    /// Fills the places of `window` again, and keeps what is better.
    fn try_again(&mut self, window: &[usize]) {
        let guests: BTreeSet<_> = window.iter().flat_map(|at| &self.problem.places[*at].may).collect();
        let steps = 3_usize.pow(window.len() as u32) * (guests.len() + 1);
        if steps > self.steps {
            self.steps = 0;
            return;
        }
        self.steps -= steps;
        let other = exact::best(self.problem, &self.answer, window);
        if self.problem.worth(&other) > self.problem.worth(&self.answer) {
            self.answer = other;
        }
    }

    /// Everybody who has not gone yet tries to get a place: a free one, or one whose guest can move on to another, and so forth.
    fn pass_on(&mut self) {
        for (number, guest) in self.problem.guests.iter().enumerate() {
            let number = number as GuestNumber;
            if !guest.first || self.answer.contains(&Some(number)) {
                continue;
            }
            if let Some(way) = self.way_to_a_place(number) {
                let mut moved = self.answer.clone();
                let mut mover = Some(number);
                for at in way.iter().rev() {
                    mover = std::mem::replace(&mut moved[*at], mover);
                }
                if self.problem.holds(&moved) && self.problem.worth(&moved) > self.problem.worth(&self.answer)
                {
                    self.answer = moved;
                } else if way.len() <= MOST {
                    // Another rule is in the way of one of them; perhaps there is another way through the same places.
                    self.try_again(&way);
                }
            }
        }
    }

    /// The shortest way, by breadth, from somebody without a place to a place that is free or whose guest needs it less: the
    /// places on it from that one back, each for who has the one after it in the list.
    fn way_to_a_place(&self, guest: GuestNumber) -> Option<Vec<usize>> {
        let mut holds = BTreeMap::<GuestNumber, Vec<usize>>::new();
        for (at, holder) in self.answer.iter().enumerate() {
            if let Some(holder) = holder {
                holds.entry(*holder).or_default().push(at);
            }
        }
        let mut wanted = BTreeMap::<GuestNumber, Vec<usize>>::new();
        for (at, place) in self.problem.places.iter().enumerate() {
            for may in &place.may {
                wanted.entry(*may).or_default().push(at);
            }
        }
        let mut from = BTreeMap::<usize, Option<usize>>::new();
        let mut queue = VecDeque::from([(guest, None)]);
        while let Some((guest, before)) = queue.pop_front() {
            for at in wanted.get(&guest).into_iter().flatten() {
                if from.contains_key(at) || (before.is_none() && !self.problem.has_room(&self.answer, *at)) {
                    continue;
                }
                from.insert(*at, before);
                let holder = self.answer[*at];
                let free = holder.is_none_or(|holder| {
                    !self.problem.guests[holder as usize].first
                        || holds.get(&holder).is_some_and(|places| places.len() > 1)
                });
                if free {
                    return Some(
                        std::iter::successors(Some(*at), |at| from.get(at).copied().flatten()).collect(),
                    );
                }
                queue.extend(holder.map(|holder| (holder, Some(*at))));
            }
        }
        None
    }

    /// Which places are looked at together, in a fixed order.
    fn windows(&self) -> Vec<Vec<usize>> {
        let count = self.problem.places.len();
        let mut windows: Vec<Vec<usize>> = Vec::new();
        // Neighbours in time, each window reaching into the next.
        windows.extend((0..count).step_by(FEW / 2).map(|at| (at..count.min(at + FEW)).collect()));
        // One host's, and one department's.
        let mut hosts = BTreeMap::<u32, Vec<usize>>::new();
        let mut departments = BTreeMap::<Option<u32>, Vec<usize>>::new();
        for (at, place) in self.problem.places.iter().enumerate() {
            hosts.entry(place.host).or_default().push(at);
            departments.entry(place.department).or_default().push(at);
        }
        for group in hosts.values().chain(departments.values()) {
            windows.extend(group.chunks(FEW).map(<[usize]>::to_vec));
        }
        // Those far apart.
        let stride = count.div_ceil(FEW).max(1);
        windows.extend((0..stride).map(|at| (at..count).step_by(stride).collect()));
        windows.retain(|window| window.len() > 1);
        windows
    }

    /// Nobody who could go stays at home beside an empty place.
    fn fill(&mut self) {
        for at in 0..self.answer.len() {
            if self.answer[at].is_none() {
                self.answer = exact::best(self.problem, &self.answer, &[at]);
            }
        }
    }
}
