//! Counts → figures. The only place that knows the formulas.
//!
//! * **Recommendation** (`nps`): 100 · (promoters − detractors) / n. Of answers from 0 to 10, 9 and 10 are promoters, 7 and 8 are
//!   passive, the rest detractors (Reichheld, "The one number you need to grow", Harvard Business Review, December 2003).
//!   Its 95 % interval comes from the variance of answers counted as +1, 0 and −1: the mean ± 1.96 · √(Var / n), where
//!   Var = (promoters + detractors) / n − mean² (Rocks, "Interval estimation for the Net Promoter Score", The American
//!   Statistician 70(4), 2016, the Wald interval), cut off at −100 and +100.
//! * **Satisfaction** (`csat`) and **loyalty**: the share of the top boxes: one of 2 or 3, two of 4 or 5, three of 6 and more.
//! * **Ease** (`ces`): the mean.
//! * **Staying** (`retention`): (end − new) / start. **Sending a friend** (`refer-a-friend`): yes / (yes + no).
//! * **Complaints**: how many came in.

use std::collections::BTreeMap;

use super::{Distribution, Interval};
use crate::parse::EntryId;
use crate::parse::kind::{Measure, MeasureName};

/// The 97.5th percentile of the standard normal distribution: 95 of 100 lie within it on both sides.
const TWO_SIDED_95: f64 = 1.96;

/// The lowest answers, from 0 to 10, of promoters and of passives.
const PROMOTERS: u64 = 9;
const PASSIVES: u64 = 7;

/// A measure worked out, with all that could give single answers away. It never leaves [`super`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    pub(super) value: f64,
    pub(super) interval: Option<Interval>,
    pub(super) n: u64,
    /// How many gave each score: what can be subtracted, total less groups. Answers of one score count the same.
    pub(super) scores: BTreeMap<i64, u64>,
    pub(super) distribution: Option<Distribution>,
}

/// A measure worked out; `None` where its counts are not all there, or nobody answered.
pub(super) fn count(measure: &Measure<EntryId>) -> Option<Counted> {
    match measure.measure?.value {
        MeasureName::Nps => recommendation(measure),
        MeasureName::Csat | MeasureName::Loyalty => top_boxes(measure),
        MeasureName::Ces => mean(measure),
        MeasureName::Retention => {
            let start = measure.start?.value;
            let stayed = measure.end?.value.checked_sub(measure.new?.value)?;
            share(stayed, start)
        }
        MeasureName::ReferAFriend => {
            let yes = measure.yes?.value;
            share(yes, yes.checked_add(measure.no?.value)?)
        }
        MeasureName::Complaints => {
            let received = measure.by.iter().filter_map(|row| row.received);
            let n = received.map(|n| n.value).try_fold(0_u64, u64::checked_add)?;
            let n = some(n)?;
            let scores = BTreeMap::new();
            Some(Counted { value: real(n), interval: None, n, scores, distribution: None })
        }
    }
}

fn some(n: u64) -> Option<u64> {
    (n > 0).then_some(n)
}

fn recommendation(measure: &Measure<EntryId>) -> Option<Counted> {
    let boxes = boxes(measure, 0, 10);
    let [promoters, passives, detractors] = match (measure.promoters, measure.passives, measure.detractors) {
        (Some(promoters), Some(passives), Some(detractors)) => {
            [promoters.value, passives.value, detractors.value]
        }
        _ => {
            let sum = |lowest: u64, highest: u64| {
                let answers = boxes.as_ref()?.iter().zip(0..);
                let within = answers.filter(|(_, answer)| (lowest..=highest).contains(answer));
                within.map(|(n, _)| *n).try_fold(0_u64, u64::checked_add)
            };
            [sum(PROMOTERS, 10)?, sum(PASSIVES, PROMOTERS - 1)?, sum(0, PASSIVES - 1)?]
        }
    };
    let n = some(promoters.checked_add(passives)?.checked_add(detractors)?)?;
    let mean = (real(promoters) - real(detractors)) / real(n);
    let variance = (real(promoters) + real(detractors)) / real(n) - mean * mean;
    let half = TWO_SIDED_95 * (variance.max(0.0) / real(n)).sqrt();
    let (low, high) = ((mean - half).max(-1.0), (mean + half).min(1.0));
    Some(Counted {
        value: 100.0 * (real(promoters) - real(detractors)) / real(n),
        interval: Some(Interval { low: 100.0 * low, high: 100.0 * high }),
        n,
        scores: BTreeMap::from([(1, promoters), (0, passives), (-1, detractors)]),
        distribution: Some(Distribution::Recommendation { promoters, passives, detractors }),
    })
}

fn top_boxes(measure: &Measure<EntryId>) -> Option<Counted> {
    let scale = measure.scale?.value;
    let (boxes, first, n) = ticked(measure, scale)?;
    let top = top_of(scale);
    let glad: u64 = (first..).zip(&boxes).filter(|(answer, _)| answer + top > scale).map(|(_, n)| n).sum();
    let counted = share(glad, n)?;
    Some(Counted { distribution: Some(Distribution::Boxes { first, counts: boxes, top }), ..counted })
}

/// How many boxes of a scale are the top ones.
fn top_of(scale: u64) -> u64 {
    match scale {
        0..=3 => 1,
        4 | 5 => 2,
        _ => 3,
    }
}

fn mean(measure: &Measure<EntryId>) -> Option<Counted> {
    let (boxes, first, n) = ticked(measure, measure.scale?.value)?;
    let sum: f64 = (first..).zip(&boxes).map(|(answer, n)| real(answer) * real(*n)).sum();
    let score = |answer: u64| i64::try_from(answer).unwrap_or(i64::MAX);
    let scores = (first..).zip(&boxes).map(|(answer, n)| (score(answer), *n)).collect();
    let distribution = Some(Distribution::Boxes { first, counts: boxes, top: 0 });
    Some(Counted { value: sum / real(n), interval: None, n, scores, distribution })
}

/// How many ticked each box of a scale, the number of the first one, and how many there were.
fn ticked(measure: &Measure<EntryId>, scale: u64) -> Option<(Vec<u64>, u64, u64)> {
    let first = u64::from(measure.counts.get("0").is_none());
    let boxes = boxes(measure, first, scale)?;
    let n = boxes.iter().try_fold(0_u64, |sum, n| sum.checked_add(*n)).and_then(some)?;
    Some((boxes, first, n))
}

/// How many ticked each box from `first` to `last`; `None` where nothing is said about boxes. A scale that is none has
/// been told.
fn boxes(measure: &Measure<EntryId>, first: u64, last: u64) -> Option<Vec<u64>> {
    if measure.counts.0.is_empty() || !(1..=11).contains(&last) {
        return None;
    }
    let of = |answer: u64| {
        let same = measure.counts.0.iter().filter(|(said, _)| said.trim().parse() == Ok(answer));
        same.map(|(_, n)| n.value).try_fold(0_u64, u64::checked_add)
    };
    (first..=last).map(of).collect()
}

fn share(some_of_them: u64, n: u64) -> Option<Counted> {
    let n = some(n)?;
    let rest = n.checked_sub(some_of_them)?;
    Some(Counted {
        value: 100.0 * real(some_of_them) / real(n),
        interval: None,
        n,
        scores: BTreeMap::from([(1, some_of_them), (0, rest)]),
        distribution: None,
    })
}

/// Counts are far below 2^52, above which not every whole number is a number with a point.
#[expect(clippy::cast_precision_loss, reason = "counts of people")]
fn real(n: u64) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::measures::testing::{measure, nps, spot};
    use crate::parse::field::Map;

    fn boxed(name: MeasureName, scale: u64, counts: &[(u64, u64)]) -> Measure<EntryId> {
        let counts = counts.iter().map(|(answer, n)| (spot(answer.to_string().into()), spot(*n)));
        Measure { scale: Some(spot(scale)), counts: Map(counts.collect()), ..measure(name) }
    }

    #[test]
    fn a_recommendation_has_an_interval() {
        let counted = count(&nps(None, 50, 33, 17)).expect("counts");
        assert_eq!((counted.value, counted.n), (33.0, 100));
        let interval = counted.interval.expect("an interval");
        // √((0.67 − 0.33²) / 100) · 1.96 = 14.68
        assert!(
            (interval.low - 18.32).abs() < 0.005 && (interval.high - 47.68).abs() < 0.005,
            "{interval:?}"
        );
        let all = count(&nps(None, 9, 0, 0)).expect("counts");
        assert_eq!((all.value, all.interval), (100.0, Some(Interval { low: 100.0, high: 100.0 })));
        let wide = count(&nps(None, 4, 0, 1)).expect("counts").interval.expect("an interval");
        assert_eq!(wide.high, 100.0, "never beyond what can be: {wide:?}");
    }

    #[test]
    fn a_recommendation_may_be_counted_from_0_to_10() {
        let counts = [(0, 1), (6, 16), (7, 20), (8, 13), (9, 30), (10, 20)];
        let counted = count(&boxed(MeasureName::Nps, 10, &counts)).expect("counts");
        assert_eq!(counted, count(&nps(None, 50, 33, 17)).expect("counts"));
    }

    #[test]
    fn a_satisfaction_counts_the_top_boxes_of_its_scale() {
        let share = |scale: u64, counts: &[u64]| {
            let counts: Vec<(u64, u64)> = (1..).zip(counts.iter().copied()).collect();
            count(&boxed(MeasureName::Csat, scale, &counts)).expect("counts").value
        };
        assert_eq!(share(5, &[4, 6, 20, 30, 40]), 70.0);
        assert_eq!(share(3, &[5, 3, 2]), 20.0);
        assert_eq!(share(2, &[5, 5]), 50.0);
        assert_eq!(share(4, &[1, 1, 1, 1]), 50.0);
        assert_eq!(share(6, &[5, 0, 0, 1, 2, 2]), 50.0);
        assert_eq!(share(7, &[0, 0, 0, 4, 1, 2, 3]), 60.0);
    }

    #[test]
    fn ease_is_a_mean() {
        let counted = count(&boxed(MeasureName::Ces, 7, &[(7, 2), (1, 2)])).expect("counts");
        assert_eq!((counted.value, counted.n), (4.0, 4));
        let boxes = Distribution::Boxes { first: 1, counts: vec![2, 0, 0, 0, 0, 0, 2], top: 0 };
        assert_eq!(counted.distribution, Some(boxes));
    }

    #[test]
    fn who_stayed_is_counted_without_the_new() {
        let retention = |start, end, new| Measure {
            start: Some(spot(start)),
            end: Some(spot(end)),
            new: Some(spot(new)),
            ..measure(MeasureName::Retention)
        };
        let counted = count(&retention(100, 105, 20)).expect("counts");
        assert_eq!((counted.value, counted.n), (85.0, 100));
        assert_eq!(count(&retention(0, 105, 20)), None);
        assert_eq!(count(&retention(100, 5, 20)), None, "told while the file is read");
        assert_eq!(count(&retention(10, 105, 20)), None, "told while the file is read");
    }

    #[test]
    fn nobody_asked_is_no_figure() {
        assert_eq!(count(&nps(None, 0, 0, 0)), None);
        assert_eq!(count(&measure(MeasureName::ReferAFriend)), None);
        assert_eq!(count(&boxed(MeasureName::Csat, 5, &[(5, 0)])), None);
        assert_eq!(count(&boxed(MeasureName::Csat, 5_000_000_000, &[(5, 1)])), None, "told as wrong");
    }
}
