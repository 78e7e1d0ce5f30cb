//! The best answer as one finds it who knows nothing: by trying all of them. And the answers of the program beside it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::problem::{Answer, Guest, GuestNumber, Place, Problem, Worth};
use super::search::{answer, greedy};

/// What is best: worth most, and among equals the one whose first place goes to the guest with the smallest number; nobody comes
/// after everybody.
fn rank(problem: &Problem, answer: &Answer) -> (Worth, std::cmp::Reverse<Vec<GuestNumber>>) {
    let order = answer.iter().map(|guest| guest.unwrap_or(GuestNumber::MAX)).collect();
    (problem.worth(answer), std::cmp::Reverse(order))
}

/// The best of all answers that keep the rules.
fn by_trying_all(problem: &Problem) -> Answer {
    let count = problem.places.len();
    let choices = problem.guests.len() + 1;
    let mut best: Option<(_, Answer)> = None;
    for mut number in 0..choices.pow(count as u32) {
        let mut tried = Vec::with_capacity(count);
        for _ in 0..count {
            let guest = number % choices;
            tried.push((guest > 0).then(|| guest as GuestNumber - 1));
            number /= choices;
        }
        if problem.holds(&tried) {
            let ranked = (rank(problem, &tried), tried);
            if best.as_ref().is_none_or(|(best, _)| ranked.0 > *best) {
                best = Some(ranked);
            }
        }
    }
    best.unwrap().1
}

/// Problems with few departments, hosts and hours, so that everything gets into the way of everything.
fn problems(
    places: std::ops::RangeInclusive<usize>,
    guests: std::ops::RangeInclusive<usize>,
) -> impl Strategy<Value = Problem> {
    let guest = (0..3_u32, any::<bool>(), 0..3_u32).prop_map(|(department, first, visits)| Guest {
        department,
        first,
        visits,
    });
    let place = (0..3_u32, 0..12_i64, 1..4_i64, 1..=2_u8, any::<bool>(), any::<u64>(), 0..4_u8);
    (
        proptest::collection::vec(guest, guests),
        proptest::collection::vec(place, places),
        proptest::option::of(1..3_u32),
        proptest::collection::btree_set((0..3_u32, 0..2_u32), 0..3),
    )
        .prop_map(|(guests, written, host_per_month, visited)| {
            let room = written.len();
            let mut places = Vec::new();
            for (visit, (host, start, length, seats, held, may, hostless)) in (0..).zip(written) {
                let may = (0..guests.len() as GuestNumber)
                    .filter(|guest| may >> guest & 3 != 0)
                    .collect::<Vec<_>>();
                for _ in 0..seats {
                    let place = Place {
                        visit,
                        host,
                        department: (hostless > 0).then_some(host % 2),
                        month: (start / 4) as u32,
                        held,
                        start,
                        end: start + length,
                        may: may.clone(),
                    };
                    places.push(place);
                }
            }
            places.truncate(room);
            places.sort_by_key(|place| (place.start, place.visit));
            let hosted = vec![1, 0, 2];
            let hosted_in = BTreeMap::from([((0, 0), 1), ((2, 1), 2)]);
            Problem { guests, places, hosted, hosted_in, host_per_month, visited }
        })
}

/// As many as an organisation has: in departments of uneven size, over half a year, two guests a visit.
fn many(places: usize, guests: usize, rare: usize, seed: u64) -> Problem {
    let mut state = seed;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let department = |guest: usize| (guest * guest % 7) as u32;
    let people: Vec<Guest> = (0..guests)
        .map(|guest| Guest {
            department: department(guest),
            first: guest % 5 > 0,
            visits: u32::from(guest % 5 == 0),
        })
        .collect();
    let mut all: Vec<Place> = Vec::new();
    while all.len() < places {
        let host = next(guests / 3);
        let start = next(180) as i64 * 24 + 5 + next(8) as i64;
        let may = (0..guests).filter(|guest| department(*guest) != department(host) && next(rare) == 0);
        let may: Vec<GuestNumber> = may.map(|guest| guest as GuestNumber).collect();
        let place = Place {
            visit: all.len() as u32,
            host: host as u32,
            department: Some(department(host)),
            month: (start / 24 / 30) as u32,
            held: false,
            start,
            end: start + 4,
            may,
        };
        all.extend([place.clone(), place]);
    }
    all.truncate(places);
    all.sort_by_key(|place| (place.start, place.visit));
    Problem {
        guests: people,
        places: all,
        hosted: vec![0; guests],
        host_per_month: Some(2),
        visited: BTreeSet::from([(0, 1), (1, 0)]),
        ..Problem::default()
    }
}

/// Every place that is empty has nobody who could take it.
fn is_full(problem: &Problem, answer: &Answer) -> bool {
    (0..answer.len())
        .filter(|at| answer[*at].is_none())
        .all(|at| (0..problem.guests.len()).all(|guest| !problem.may_have(answer, at, guest as GuestNumber)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn few_places_are_filled_as_one_would_who_tries_everything(problem in problems(0..=8, 0..=2)) {
        prop_assert_eq!(answer(&problem), by_trying_all(&problem));
    }

    #[test]
    fn so_are_they_with_more_people(problem in problems(0..=5, 0..=5)) {
        prop_assert_eq!(answer(&problem), by_trying_all(&problem));
    }

    #[test]
    fn many_places_keep_all_rules_and_are_never_filled_worse_than_greedily(problem in problems(9..=16, 1..=12)) {
        let greedy = greedy(&problem);
        let ours = answer(&problem);
        prop_assert!(problem.holds(&greedy) && problem.holds(&ours));
        prop_assert!(problem.worth(&ours) >= problem.worth(&greedy));
        prop_assert!(is_full(&problem, &ours));
        prop_assert_eq!(&ours, &answer(&problem));
    }
}

#[test]
fn eight_places_among_five_people_are_filled_as_one_would_who_tries_everything() {
    for seed in [1, 2] {
        let mut problem = many(8, 5, 2, seed);
        problem.host_per_month = Some(1);
        assert_eq!(answer(&problem), by_trying_all(&problem), "{seed}");
    }
}

#[test]
fn whoever_has_not_gone_yet_gets_a_place_that_others_pass_on() {
    // Place n is for n and n + 1, the last one for 0 alone. Greedily each goes to the first of the two, and 9 stays at home, unless
    // everybody moves on by one.
    let guests = vec![Guest { department: 0, first: true, visits: 0 }; 10];
    let place = |n: u32| Place {
        visit: n,
        host: n,
        department: Some(1),
        month: 0,
        held: false,
        start: i64::from(n) * 10,
        end: i64::from(n) * 10 + 1,
        may: if n == 9 { vec![0] } else { vec![n, n + 1] },
    };
    let problem =
        Problem { guests, places: (0..10).map(place).collect(), hosted: vec![0; 10], ..Problem::default() };
    assert_eq!(problem.worth(&greedy(&problem)).first, 9);
    assert_eq!(problem.worth(&answer(&problem)).first, 10);
}

#[test]
fn a_whole_organisation_is_done_with_a_bounded_number_of_steps() {
    for rare in [1, 8, 40] {
        let problem = many(120, 60, rare, 7);
        let (ours, greedy) = (answer(&problem), greedy(&problem));
        assert!(problem.holds(&ours) && is_full(&problem, &ours));
        assert!(problem.worth(&ours) >= problem.worth(&greedy), "{rare}");
        assert!(rare == 1 || ours != greedy, "{rare}: there is something to make better");
        assert_eq!(ours, answer(&problem));
    }
}
