//! Somebody who tries to work out what is hidden, from everything that is shown.
//!
//! For small groups all answers that could have been given are gone through: those that fit what is shown are possible. A
//! hidden number is worked out where all possible answers agree on it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::testing::{USUAL, measure_all, nps};
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

/// Every way in which the hidden groups can make up `rest`, as what the first `groups` of them could have answered. People in no
/// group may be among them where `others`.
fn ways(
    rest: Answers,
    groups: usize,
    others: bool,
    so_far: &mut Vec<Answers>,
    found: &mut Vec<BTreeSet<Answers>>,
) -> bool {
    if groups == 0 {
        let fits = others || rest == [0; 3];
        if fits {
            for (at, answers) in so_far.iter().enumerate() {
                found[at].insert(*answers);
            }
        }
        return fits;
    }
    let mut any = false;
    for answers in possible(rest) {
        so_far.push(answers);
        any |= less(rest, answers).is_some_and(|rest| ways(rest, groups - 1, others, so_far, found));
        so_far.pop();
    }
    any
}

/// What the solver knows for certain about groups it cannot see: how many they are, or their figure.
fn worked_out(total: Seen, groups: &[Seen], others: bool) -> Vec<String> {
    let Some(total) = total else { return Vec::new() };
    let shown = groups.iter().flatten();
    let Some(rest) = shown.copied().try_fold(total, less) else { return Vec::new() };
    let hidden = groups.iter().filter(|seen| seen.is_none()).count();
    let mut found = vec![BTreeSet::new(); hidden];
    if !ways(rest, hidden, others, &mut Vec::new(), &mut found) {
        return Vec::new();
    }
    let mut told = Vec::new();
    for (at, answers) in found.iter().enumerate() {
        let sizes: BTreeSet<u64> = answers.iter().map(|answers| answers.iter().sum()).collect();
        let figures: BTreeSet<i64> = answers
            .iter()
            .filter_map(|[yes, perhaps, no]| {
                let n = i64::try_from(yes + perhaps + no).ok()?;
                // Fractions of one hundred thousandth are told apart.
                Some((i64::try_from(*yes).ok()? - i64::try_from(*no).ok()?) * 100_000 / n)
            })
            .collect();
        if sizes.len() == 1 {
            told.push(format!("hidden group {at} has {sizes:?} people"));
        }
        if figures.len() == 1 {
            told.push(format!("hidden group {at} is at {figures:?}"));
        }
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

fn shown(groups: &[Answers], others: Answers) -> Vec<Seen> {
    let total = sum(groups, others);
    let departments = (1..).zip(groups).map(|(at, answers)| written(Some(at), *answers));
    let measures = measure_all(std::iter::once(written(None, total)).chain(departments).collect());
    let answers: Vec<Answers> = std::iter::once(total).chain(groups.iter().copied()).collect();
    seen(&measures, &answers)
}

fn answers(most: u64) -> impl Strategy<Value = Answers> {
    [0..=most, 0..=most, 0..=most].prop_filter("somebody answered", |answers| answers.iter().sum::<u64>() > 0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_figure_can_be_worked_out(groups in prop::collection::vec(answers(3), 1..4), others in [0_u64..2, 0..2, 0..2]) {
        let seen = shown(&groups, others);
        let (total, groups) = seen.split_first().expect("a total");
        let told = worked_out(*total, groups, others != [0; 3]);
        prop_assert!(told.is_empty(), "{seen:?}: {told:?}");
    }

    #[test]
    fn what_is_left_is_never_a_small_group(groups in prop::collection::vec(answers(9), 1..7), others in [0_u64..4, 0..2, 0..3]) {
        let seen = shown(&groups, others);
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
    assert_eq!(worked_out(Some([9, 4, 4]), &[Some([8, 4, 3]), None, None], false).len(), 2);
    // All who are left said yes.
    assert_eq!(worked_out(Some([9, 4, 4]), &[Some([3, 4, 4]), None, None], false).len(), 2);
    assert_eq!(worked_out(Some([9, 4, 4]), &[Some([6, 4, 1]), None, None], false), [""; 0]);
    assert_eq!(worked_out(None, &[Some([6, 4, 1]), None], false), [""; 0]);
    assert_eq!(
        worked_out(Some([9, 4, 4]), &[Some([8, 4, 4]), None], true),
        ["hidden group 0 has {1} people", "hidden group 0 is at {100000}"]
    );
}
