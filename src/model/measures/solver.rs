//! Somebody who tries to work out what is hidden, from everything that is shown.
//!
//! All answers that a hidden group could have given are gone through; those that fit what is shown are possible. A hidden number
//! is worked out where all possible answers agree on it. The solver knows every count behind a shown figure, and whether
//! there are people in no group; it knows of each group that somebody answered.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::testing::{USUAL, measure_all, measure_with, nps};
use super::{Measured, Measures};
use crate::parse::EntryId;
use crate::parse::kind::{ComplaintGroup, Measure, MeasureName};

/// How many said yes, perhaps and no.
type Answers = [u64; 3];

/// One group as the solver sees it: its answers, or nothing.
type Seen = Option<Answers>;

/// All triples of at least one person whose parts are at most `most`.
fn possible(most: Answers) -> Vec<Answers> {
    let mut all = Vec::new();
    for yes in 0..=most[0] {
        for perhaps in 0..=most[1] {
            all.extend(
                (0..=most[2]).map(|no| [yes, perhaps, no]).filter(|answers| answers.iter().sum::<u64>() > 0),
            );
        }
    }
    all
}

fn less(a: Answers, b: Answers) -> Option<Answers> {
    Some([a[0].checked_sub(b[0])?, a[1].checked_sub(b[1])?, a[2].checked_sub(b[2])?])
}

/// What one of `hidden` groups could have answered that together make up `rest`. Whoever is left can be shared among the
/// other groups in some way if there is somebody for each; and if there is no other group, nobody must be left,
/// unless there are `others` in no group.
fn possible_for_one(rest: Answers, hidden: usize, others: bool) -> Vec<Answers> {
    let fits = |answers: &Answers| {
        let left: u64 = less(rest, *answers).map_or(0, |left| left.iter().sum());
        match hidden {
            1 => others || left == 0,
            several => left + 1 >= several as u64,
        }
    };
    possible(rest).into_iter().filter(fits).collect()
}

/// What the solver knows for certain about groups it cannot see: how many they are, or their figure.
fn worked_out(total: Seen, groups: &[Seen], others: bool) -> Vec<String> {
    let Some(total) = total else { return Vec::new() };
    let shown = groups.iter().flatten();
    let Some(rest) = shown.copied().try_fold(total, less) else { return Vec::new() };
    let hidden = groups.iter().filter(|seen| seen.is_none()).count();
    if hidden == 0 {
        return Vec::new();
    }
    // Nothing tells one hidden group from another.
    let answers = possible_for_one(rest, hidden, others);
    let sizes: BTreeSet<u64> = answers.iter().map(|answers| answers.iter().sum()).collect();
    // Fractions of one hundred thousandth are told apart.
    let figure = |[yes, perhaps, no]: &Answers| {
        let [yes, n, no] = [*yes, yes + perhaps + no, *no].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        (yes - no) * 100_000 / n
    };
    let figures: BTreeSet<i64> = answers.iter().map(figure).collect();
    let mut told = Vec::new();
    if let Some(size) = sizes.first().filter(|_| sizes.len() == 1) {
        told.push(format!("each hidden group has {size} people"));
    }
    if let Some(figure) = figures.first().filter(|_| figures.len() == 1) {
        told.push(format!("each hidden group is at {figure}"));
    }
    told
}

/// What the page shows, as the solver takes it: a shown figure gives away all its answers.
fn seen(measures: &Measures, answers: &[Answers]) -> Vec<Seen> {
    let shown = |measured: &Measured| measured.figure.is_some();
    measures
        .all()
        .iter()
        .zip(answers)
        .map(|(measured, answers)| shown(measured).then_some(*answers))
        .collect()
}

fn sum(groups: &[Answers], others: Answers) -> Answers {
    groups.iter().chain([&others]).fold([0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]])
}

fn written(department: Option<u32>, [yes, perhaps, no]: Answers) -> Measure<EntryId> {
    nps(department, yes, perhaps, no)
}

fn shown(groups: &[Answers], others: Answers, minimum: u64) -> Vec<Seen> {
    let total = sum(groups, others);
    let departments = (1..).zip(groups).map(|(at, answers)| written(Some(at), *answers));
    let measures = measure_with(std::iter::once(written(None, total)).chain(departments).collect(), minimum);
    let answers: Vec<Answers> = std::iter::once(total).chain(groups.iter().copied()).collect();
    seen(&measures, &answers)
}

fn answers(most: u64) -> impl Strategy<Value = Answers> {
    [0..=most, 0..=most, 0..=most].prop_filter("somebody answered", |answers| answers.iter().sum::<u64>() > 0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_figure_can_be_worked_out(
        groups in prop::collection::vec(answers(3), 1..6),
        others in prop_oneof![3 => Just([0; 3]), 1 => [0_u64..2, 0..2, 0..2]],
        minimum in 2_u64..7,
    ) {
        let seen = shown(&groups, others, minimum);
        let (total, groups) = seen.split_first().expect("a total");
        let told = worked_out(*total, groups, others != [0; 3]);
        prop_assert!(told.is_empty(), "{seen:?}: {told:?}");
    }

    #[test]
    fn what_is_left_is_never_a_small_group(groups in prop::collection::vec(answers(9), 1..7), others in [0_u64..4, 0..2, 0..3]) {
        let seen = shown(&groups, others, USUAL.group);
        let (total, groups) = seen.split_first().expect("a total");
        if let Some(total) = total {
            let left = groups.iter().flatten().copied().try_fold(*total, less).expect("groups of the total");
            let left: u64 = left.iter().sum();
            prop_assert!(left == 0 || left >= USUAL.group, "{seen:?}");
        }
        for group in groups.iter().flatten() {
            prop_assert!(group.iter().sum::<u64>() >= USUAL.group);
        }
    }

    /// Everybody answered every question: who knows one size of a group knows the other.
    #[test]
    fn two_questions_to_the_same_people_tell_no_more_than_one(sizes in prop::collection::vec(1_u64..9, 2..6), yes in 0_u64..9) {
        let split = |by: u64| -> Vec<Answers> {
            sizes.iter().map(|n| [(yes + by).min(*n), 0, n - (yes + by).min(*n)]).collect()
        };
        let (first, second) = (split(0), split(2));
        let page = |groups: &[Answers]| {
            let of = |answers: &Answers| Measure {
                yes: Some(super::testing::spot(answers[0])),
                no: Some(super::testing::spot(answers[2])),
                ..super::testing::measure(MeasureName::ReferAFriend)
            };
            let departments = (1..).zip(groups).map(|(at, answers)| Measure { department: written(Some(at), *answers).department, ..of(answers) });
            std::iter::once(of(&sum(groups, [0; 3]))).chain(departments).collect::<Vec<_>>()
        };
        let mut measures: Vec<Measure<EntryId>> = std::iter::once(written(None, sum(&first, [0; 3])))
            .chain((1..).zip(&first).map(|(at, answers)| written(Some(at), *answers)))
            .collect();
        let half = measures.len();
        measures.extend(page(&second));
        let all = measure_all(measures);
        let sizes_seen: Vec<Option<u64>> = all.all().iter().map(|measured| measured.figure.map(|figure| figure.n)).collect();
        // A size that either question shows is known; what is hidden in both must be hidden twice.
        let known: Vec<Option<u64>> = (0..half).map(|at| sizes_seen[at].or(sizes_seen[half + at])).collect();
        if known[0].is_some() {
            let hidden = known[1..].iter().filter(|size| size.is_none()).count();
            prop_assert!(hidden != 1, "{known:?}");
        }
    }

    #[test]
    fn no_hidden_complaints_can_be_worked_out(received in prop::collection::vec(0_u64..12, 1..7)) {
        let by = received.iter().map(|n| ComplaintGroup {
            category: Some(super::testing::spot("late".into())),
            received: Some(super::testing::spot(*n)),
            ..ComplaintGroup::default()
        });
        let measures = measure_all(vec![Measure { by: by.collect(), ..super::testing::measure(MeasureName::Complaints) }]);
        let Some(measured) = measures.all().first() else { return Ok(()) };
        let seen: Vec<Seen> = measured
            .categories
            .iter()
            .map(|category| category.count.map(|count| [count.received, 0, 0]))
            .collect();
        let total = measured.figure.map(|figure| [figure.n, 0, 0]);
        let told = worked_out(total, &seen, false);
        // Complaints have a number and no figure beside it.
        let sizes: Vec<&String> = told.iter().filter(|told| told.contains("people")).collect();
        prop_assert!(sizes.is_empty(), "{received:?}: {sizes:?}");
        for count in measured.categories.iter().filter_map(|category| category.count) {
            prop_assert!(count.received == 0 || count.received >= USUAL.group);
        }
    }
}

#[test]
fn the_solver_solves() {
    // One hidden group is the difference.
    assert_eq!(worked_out(Some([9, 4, 4]), &[Some([8, 4, 4]), None], false).len(), 2);
    // Two of which each has somebody, and two people: one each.
    assert_eq!(
        worked_out(Some([9, 4, 4]), &[Some([8, 4, 3]), None, None], false),
        ["each hidden group has 1 people"]
    );
    // All who are left said yes.
    assert_eq!(
        worked_out(Some([9, 4, 4]), &[Some([3, 4, 4]), None, None], false),
        ["each hidden group is at 100000"]
    );
    assert_eq!(worked_out(Some([9, 4, 4]), &[Some([6, 4, 1]), None, None], false), [""; 0]);
    assert_eq!(worked_out(None, &[Some([6, 4, 1]), None], false), [""; 0]);
    // Who is in no group may be any of those who are left, unless there is only one.
    assert_eq!(worked_out(Some([9, 4, 4]), &[Some([8, 4, 4]), None], true).len(), 2);
    assert_eq!(worked_out(Some([9, 4, 4]), &[Some([6, 4, 3]), None], true), [""; 0]);
}
