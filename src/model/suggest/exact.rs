//! A few open places → the best answer there is for them, by dynamic programming over sets of places.
//!
//! What an answer is worth falls apart nicely. Whether a guest can take several places is the guest's own affair; which pairs of
//! departments are new is a department's; how even the hosts' load is depends only on *which* places are filled. So guests
//! are laid over one another, then departments, and for each set of places only the best is kept: 3ⁿ steps for each guest and
//! n places, instead of gⁿ.
//!
//! Among answers of the same worth the first place goes to the guest with the smallest number, then the second, and so on.
//! That order is a number, too ([`Part::order`]), and doubles as the record of who goes where.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Answer, GuestNumber, Problem};

/// The most places that are looked at together.
pub const MOST: usize = 8;

/// Bits of [`Part::order`] for each place; [`MOST`] of them fill the number.
const BITS: usize = u128::BITS as usize / MOST;

/// The greatest digit of that number: it stands for the guest with the smallest rank, and 0 for nobody.
const DIGIT: u128 = (1 << BITS) - 1;

const fn digit(rank: usize) -> u128 {
    DIGIT - rank as u128
}

/// Where the digit of a place stands: that of the first is the highest.
const fn shift(at: usize) -> usize {
    BITS * (MOST - 1 - at)
}

/// What the guests considered so far make of a set of places. The greater one is better; all in it are sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    first: u32,
    pairs: u32,
    guests: Reverse<u64>,
    order: u128,
}

impl Part {
    const NOTHING: Self = Self { first: 0, pairs: 0, guests: Reverse(0), order: 0 };

    const fn and(self, other: Self) -> Self {
        Self {
            first: self.first + other.first,
            pairs: self.pairs + other.pairs,
            guests: Reverse(self.guests.0 + other.guests.0),
            order: self.order + other.order,
        }
    }
}

/// A set of places, one bit each.
type Set = usize;

/// The sets within `set`, without the empty one.
fn within(set: Set) -> impl Iterator<Item = Set> {
    let mut next = set;
    std::iter::from_fn(move || {
        let found = next;
        next = next.wrapping_sub(1) & set;
        (found != 0).then_some(found)
    })
}

/// The single places of a set.
fn places(set: Set) -> impl Iterator<Item = usize> {
    (0..MOST).filter(move |at| set & 1 << at != 0)
}

/// Who can take which of a few places.
struct Candidate {
    guest: GuestNumber,
    /// The place among all candidates in the order of their numbers.
    rank: usize,
    department: u32,
    /// Whether any of the places would be the first visit of all.
    first: bool,
    /// Visits besides those that are looked at.
    visits: u64,
    /// Single places.
    may: Set,
}

/// The best that can be made of the places numbered `window`, at most [`MOST`] of them, while all others stay as they are in
/// `answer`. Who has the places of the window now makes no difference.
pub fn best(problem: &Problem, answer: &Answer, window: &[usize]) -> Answer {
    let window = &window[..window.len().min(MOST)];
    let mut fixed = answer.clone();
    for at in window {
        fixed[*at] = None;
    }
    let candidates = candidates(problem, &fixed, window);
    let together = together(problem, window);
    let sets = together.len();
    let visited = visited(problem, &fixed);

    let mut best: Vec<Option<Part>> = vec![None; sets];
    best[0] = Some(Part::NOTHING);
    for ours in candidates.chunk_by(|a, b| a.department == b.department) {
        let mut own: Vec<Option<Part>> = vec![None; sets];
        own[0] = Some(Part::NOTHING);
        for candidate in ours {
            lay_over(&mut own, candidate, &together);
        }
        for (set, part) in own.iter_mut().enumerate() {
            if let Some(part) = part {
                part.pairs = new_pairs(problem, window, set, ours[0].department, &visited);
            }
        }
        join(&mut best, &own);
    }

    let hosts = Hosts::new(problem, &fixed, window);
    let chosen = (0..sets).filter_map(|set| {
        let part = best[set]?;
        let hosts = hosts.with(set)?;
        Some((part.first, part.pairs, set.count_ones(), Reverse(hosts), part.guests, part.order))
    });
    let order = chosen.max().map_or(0, |chosen| chosen.5);
    for candidate in &candidates {
        for (at, place) in window.iter().enumerate() {
            if order >> shift(at) & DIGIT == digit(candidate.rank) {
                fixed[*place] = Some(candidate.guest);
            }
        }
    }
    fixed
}

/// Who could take any of the places, by department. Of people who differ in nothing but their names no more are needed than
/// there are places.
fn candidates(problem: &Problem, fixed: &Answer, window: &[usize]) -> Vec<Candidate> {
    let mut sets = BTreeMap::<GuestNumber, Set>::new();
    for (n, at) in window.iter().enumerate() {
        for guest in &problem.places[*at].may {
            *sets.entry(*guest).or_default() |= 1 << n;
        }
    }
    let mut taken = BTreeMap::<GuestNumber, Vec<usize>>::new();
    for (at, guest) in fixed.iter().enumerate() {
        if let Some(guest) = guest {
            taken.entry(*guest).or_default().push(at);
        }
    }
    let mut alike = BTreeMap::new();
    let mut candidates = Vec::new();
    for (guest, mut may) in sets {
        let elsewhere = taken.get(&guest).map_or(&[][..], Vec::as_slice);
        for (n, at) in window.iter().enumerate() {
            if elsewhere.iter().any(|other| problem.places[*other].excludes(&problem.places[*at])) {
                may &= !(1 << n);
            }
        }
        let person = problem.guests[guest as usize];
        let first = person.first && elsewhere.is_empty();
        let visits = u64::from(person.visits) + elsewhere.len() as u64;
        let others = alike.entry((person.department, first, visits, may)).or_insert(0);
        *others += 1;
        // A digit has room for so many, which no window of eight places can need.
        let rank = candidates.len();
        if may != 0 && *others <= window.len() && (rank as u128) < DIGIT {
            candidates.push(Candidate { guest, rank, department: person.department, first, visits, may });
        }
    }
    candidates.sort_by_key(|candidate| (candidate.department, candidate.rank));
    candidates
}

/// For each set of places whether one person could take all of them.
fn together(problem: &Problem, window: &[usize]) -> Vec<bool> {
    let apart = |(n, m): (usize, usize)| problem.places[window[n]].excludes(&problem.places[window[m]]);
    let has = |set: Set, n: usize| set & 1 << n != 0;
    let pairs: Vec<(usize, usize)> =
        (0..window.len()).flat_map(|n| (0..n).map(move |m| (n, m))).filter(|pair| apart(*pair)).collect();
    (0..1 << window.len()).map(|set| !pairs.iter().any(|(n, m)| has(set, *n) && has(set, *m))).collect()
}

/// Adds one more guest to what the others of the department can make of each set.
fn lay_over(own: &mut [Option<Part>], candidate: &Candidate, together: &[bool]) {
    let alone = |set: Set| {
        let visits = candidate.visits + u64::from(set.count_ones());
        Part {
            first: u32::from(candidate.first),
            pairs: 0,
            guests: Reverse(visits * visits - candidate.visits * candidate.visits),
            order: places(set).map(|at| digit(candidate.rank) << shift(at)).sum(),
        }
    };
    let alone: Vec<(Set, Part)> =
        within(candidate.may).filter(|set| together[*set]).map(|set| (set, alone(set))).collect();
    // From the largest set down, so that what is built on is still without this guest.
    for set in (1..own.len()).rev() {
        for (mine, part) in alone.iter().filter(|(mine, _)| mine & set == *mine) {
            if let Some(others) = own[set & !mine] {
                own[set] = own[set].max(Some(others.and(*part)));
            }
        }
    }
}

/// Adds one more department to what the others can make of each set.
fn join(best: &mut [Option<Part>], own: &[Option<Part>]) {
    for set in (1..best.len()).rev() {
        for mine in within(set) {
            if let (Some(others), Some(part)) = (best[set & !mine], own[mine]) {
                best[set] = best[set].max(Some(others.and(part)));
            }
        }
    }
}

/// Pairs of departments that have visited or will, by places that are not looked at.
fn visited(problem: &Problem, fixed: &Answer) -> BTreeSet<(u32, u32)> {
    let fixed = problem.places.iter().zip(fixed).filter_map(|(place, guest)| {
        Some((problem.guests[(*guest)? as usize].department, place.department?))
    });
    problem.visited.iter().copied().chain(fixed).collect()
}

/// How many departments one department would visit for the first time.
fn new_pairs(
    problem: &Problem,
    window: &[usize],
    set: Set,
    department: u32,
    visited: &BTreeSet<(u32, u32)>,
) -> u32 {
    let hosts = places(set).filter_map(|at| problem.places[window[at]].department);
    let new: BTreeSet<u32> = hosts.filter(|host| !visited.contains(&(department, *host))).collect();
    new.len() as u32
}

/// What the hosts would have, were a set of places filled.
struct Hosts<'p> {
    problem: &'p Problem,
    window: &'p [usize],
    /// Visits that have a guest by places that are not looked at.
    opened: BTreeSet<u32>,
    hosted: Vec<u32>,
    hosted_in: BTreeMap<(u32, u32), u32>,
}

impl<'p> Hosts<'p> {
    fn new(problem: &'p Problem, fixed: &Answer, window: &'p [usize]) -> Self {
        let mut hosts = Self {
            problem,
            window,
            opened: BTreeSet::new(),
            hosted: problem.hosted.clone(),
            hosted_in: problem.hosted_in.clone(),
        };
        for (at, guest) in fixed.iter().enumerate() {
            let place = &problem.places[at];
            if guest.is_some() && !place.held && hosts.opened.insert(place.visit) {
                hosts.hosted[place.host as usize] += 1;
                *hosts.hosted_in.entry((place.host, place.month)).or_insert(0) += 1;
            }
        }
        hosts
    }

    /// By how much the sum of squares grows; `None` where a host would have too many visits in one month.
    fn with(&self, set: Set) -> Option<u64> {
        let mut opened = BTreeSet::new();
        let mut more = BTreeMap::<u32, u32>::new();
        let mut more_in = BTreeMap::<(u32, u32), u32>::new();
        for at in places(set) {
            let place = &self.problem.places[self.window[at]];
            if !place.held && !self.opened.contains(&place.visit) && opened.insert(place.visit) {
                *more.entry(place.host).or_insert(0) += 1;
                *more_in.entry((place.host, place.month)).or_insert(0) += 1;
            }
        }
        if let Some(limit) = self.problem.host_per_month {
            let has = |of: &(u32, u32)| self.hosted_in.get(of).copied().unwrap_or(0);
            if more_in.iter().any(|(of, n)| has(of) + n > limit) {
                return None;
            }
        }
        let grows = |(host, n): (u32, u32)| {
            let (has, n) = (u64::from(self.hosted[host as usize]), u64::from(n));
            (has + n) * (has + n) - has * has
        };
        Some(more.into_iter().map(grows).sum())
    }
}
