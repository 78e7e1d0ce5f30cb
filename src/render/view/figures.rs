//! Counts → figures: scores with their range and how many answered; too few are never shown.
//!
//! * Recommendation: 100 · (promoters − detractors) / n, with its 95 % interval from the variance of answers counted
//!   as +1, 0 and −1 (Rowley, "Net Promoter Score confidence intervals", 2014).
//! * Satisfaction and loyalty: the top boxes' share: one of 2 or 3, two of 4 or 5, three of 6 or 7.
//! * Ease: the mean. Staying: (end − new) / start. Sending a friend: yes / (yes + no).

use super::text::{self, text};
use super::voice::{Figure, FigureRange};
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Measure, MeasureName, Voice};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// The smallest group of which a figure is shown, where the handbook says nothing.
const MINIMUM_GROUP: u64 = 5;

/// A figure before it is formatted.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Counted {
    value: f64,
    range: Option<(f64, f64)>,
    n: u64,
}

/// The figures of a voice: of all who were asked, and of one department each. Complaints are no figure but a table.
pub fn of(voice: &Voice<EntryId>, from: &Viewpoint<'_>) -> (Vec<Figure>, Vec<Figure>) {
    let smallest = minimum(from);
    let hidden = hidden(&voice.measures, smallest);
    let mut all = Vec::new();
    let mut by_department = Vec::new();
    for (measure, hidden) in voice.measures.iter().zip(hidden) {
        let Some(name) = measure.measure.map(|name| name.value) else { continue };
        let Some(counted) = count(name, measure) else { continue };
        let figure = figure(name, measure, counted, hidden, voice, from);
        if measure.department.is_some() { &mut by_department } else { &mut all }.push(figure);
    }
    (all, by_department)
}

fn minimum(from: &Viewpoint<'_>) -> u64 {
    let privacy = from.handbook().settings.config.privacy.as_ref();
    privacy.and_then(|privacy| privacy.minimum_group).map_or(MINIMUM_GROUP, |n| n.value)
}

/// Which measures are not shown: groups that are too small, and where exactly one group of a shown total would be
/// hidden, the next smallest as well, so that no hidden number can be worked out.
///
/// Groups are the measures of one name that belong to a department; a writer who gave none has listed the total first.
fn hidden(measures: &[Measure<EntryId>], smallest: u64) -> Vec<bool> {
    let counted: Vec<Option<(MeasureName, u64)>> = measures
        .iter()
        .map(|measure| {
            let name = measure.measure?.value;
            Some((name, count(name, measure)?.n))
        })
        .collect();
    let mut hidden: Vec<bool> =
        counted.iter().map(|counted| counted.is_some_and(|(_, n)| n < smallest)).collect();
    for at in 0..measures.len() {
        let Some((name, _)) = counted[at] else { continue };
        let same = |i: &usize| counted[*i].is_some_and(|(other, _)| other == name);
        if (0..at).any(|i| same(&i)) {
            continue;
        }
        let all: Vec<usize> = (at..measures.len()).filter(same).collect();
        let by_department = all.iter().any(|i| measures[*i].department.is_some());
        let is_group = |i: &usize| if by_department { measures[*i].department.is_some() } else { *i != at };
        let (groups, totals): (Vec<usize>, Vec<usize>) = all.into_iter().partition(is_group);
        let total_shown = totals.iter().any(|i| !hidden[*i]);
        if total_shown && groups.iter().filter(|i| hidden[**i]).count() == 1 {
            let next =
                groups.iter().filter(|i| !hidden[**i]).min_by_key(|i| (counted[**i].map(|(_, n)| n), **i));
            if let Some(next) = next {
                hidden[*next] = true;
            }
        }
    }
    hidden
}

/// A measure worked out; `None` where its counts are not all there.
fn count(name: MeasureName, measure: &Measure<EntryId>) -> Option<Counted> {
    let some = |n: u64| (n > 0).then_some(n);
    match name {
        MeasureName::Nps => {
            let [yes, middle, no] =
                [measure.promoters?, measure.passives?, measure.detractors?].map(|n| n.value);
            let n = some(yes.checked_add(middle)?.checked_add(no)?)?;
            let mean = (real(yes) - real(no)) / real(n);
            let variance = (real(yes) + real(no)) / real(n) - mean * mean;
            let half = 1.96 * (variance.max(0.0) / real(n)).sqrt();
            let (low, high) = ((mean - half).max(-1.0), (mean + half).min(1.0));
            Some(Counted { value: 100.0 * mean, range: Some((100.0 * low, 100.0 * high)), n })
        }
        MeasureName::Csat | MeasureName::Loyalty => {
            let (boxes, n) = boxes(measure)?;
            let scale = measure.scale?.value;
            let top = match scale {
                0..=3 => 1,
                4 | 5 => 2,
                _ => 3,
            };
            let glad: u64 = boxes.iter().filter(|(answer, _)| answer + top > scale).map(|(_, n)| n).sum();
            Some(Counted { value: 100.0 * real(glad) / real(n), range: None, n })
        }
        MeasureName::Ces => {
            let (boxes, n) = boxes(measure)?;
            let sum: f64 = boxes.iter().map(|(answer, n)| real(*answer) * real(*n)).sum();
            Some(Counted { value: sum / real(n), range: None, n })
        }
        MeasureName::Retention => {
            let start = some(measure.start?.value)?;
            let stayed = measure.end?.value.checked_sub(measure.new?.value)?;
            Some(Counted { value: 100.0 * real(stayed) / real(start), range: None, n: start })
        }
        MeasureName::ReferAFriend => {
            let n = some(measure.yes?.value.checked_add(measure.no?.value)?)?;
            Some(Counted { value: 100.0 * real(measure.yes?.value) / real(n), range: None, n })
        }
        MeasureName::Complaints => None,
    }
}

/// The boxes of a scale with how many ticked each, and how many there were.
fn boxes(measure: &Measure<EntryId>) -> Option<(Vec<(u64, u64)>, u64)> {
    let boxes: Vec<(u64, u64)> = measure
        .counts
        .0
        .iter()
        .filter_map(|(answer, n)| Some((answer.trim().parse().ok()?, n.value)))
        .collect();
    let n = boxes.iter().try_fold(0_u64, |sum, (_, n)| sum.checked_add(*n)).filter(|n| *n > 0)?;
    Some((boxes, n))
}

/// Counts are far below 2^52, above which not every whole number is a number with a point.
#[expect(clippy::cast_precision_loss, reason = "counts of people")]
fn real(n: u64) -> f64 {
    n as f64
}

fn figure(
    name: MeasureName,
    measure: &Measure<EntryId>,
    counted: Counted,
    hidden: bool,
    voice: &Voice<EntryId>,
    from: &Viewpoint<'_>,
) -> Figure {
    let words = from.words();
    let asked = asked(voice);
    let said = words.get(&format!("voice.measure.{}.{asked}", text::key(name.as_str()))).to_owned();
    let label = text(&measure.label, words);
    let department = measure.department.as_ref().map(|to| &from.handbook().entry(to.to).title);
    let label = match department {
        Some(department) => {
            let said = label.as_deref().unwrap_or(&said);
            Some(words.fill("voice.of_department", &[("department", department), ("measure", said)]))
        }
        None => label,
    };
    let shown = |value: f64| formatted(name, value, words);
    Figure {
        label,
        measure: text::key(name.as_str()),
        asked,
        value: (!hidden).then(|| shown(counted.value)),
        range: counted
            .range
            .filter(|_| !hidden)
            .map(|(low, high)| FigureRange { low: shown(low), high: shown(high) }),
        n: (!hidden).then(|| words.number(counted.n)),
        period: None,
        source: None,
    }
}

/// `customers` or `employees`.
pub fn asked(voice: &Voice<EntryId>) -> String {
    voice.asked.map_or(AskedOf::Customers, |asked| asked.value).as_str().to_owned()
}

fn formatted(name: MeasureName, value: f64, words: &Words) -> String {
    match name {
        MeasureName::Nps => {
            let rounded = value.round();
            // The minus sign is as wide as the plus.
            match rounded {
                r if r > 0.0 => format!("+{r:.0}"),
                r if r < 0.0 => format!("−{:.0}", -r),
                _ => "0".to_owned(),
            }
        }
        MeasureName::Ces => format!("{value:.1}").replace('.', words.get("number.decimal")),
        MeasureName::Csat
        | MeasureName::Loyalty
        | MeasureName::Retention
        | MeasureName::ReferAFriend
        | MeasureName::Complaints => words.fill("number.percent", &[("n", &format!("{value:.0}"))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::parse::field::{Map, Ref, Spot};

    fn spot<T>(value: T) -> Spot<T> {
        Spot { value, span: Span::default() }
    }

    fn nps(department: Option<u32>, promoters: u64, passives: u64, detractors: u64) -> Measure<EntryId> {
        Measure {
            measure: Some(spot(MeasureName::Nps)),
            department: department.map(|id| Ref::new(EntryId(id), Span::default())),
            promoters: Some(spot(promoters)),
            passives: Some(spot(passives)),
            detractors: Some(spot(detractors)),
            ..Measure::default()
        }
    }

    #[test]
    fn a_recommendation_has_a_range() {
        let counted = count(MeasureName::Nps, &nps(None, 50, 33, 17)).expect("counts");
        assert_eq!((counted.value.round(), counted.n), (33.0, 100));
        let (low, high) = counted.range.expect("a range");
        // sqrt((0.67 - 0.33²) / 100) · 1.96 = 14.68
        assert!((low - 18.32).abs() < 0.02 && (high - 47.68).abs() < 0.02, "{low} {high}");
    }

    #[test]
    fn a_satisfaction_counts_the_top_boxes_of_its_scale() {
        let share = |scale: u64, counts: &[u64]| {
            let counts = counts
                .iter()
                .enumerate()
                .map(|(at, n)| (spot((at + 1).to_string().into()), spot(*n)))
                .collect();
            let measure = Measure { scale: Some(spot(scale)), counts: Map(counts), ..Measure::default() };
            count(MeasureName::Csat, &measure).expect("counts").value
        };
        assert_eq!(share(5, &[4, 6, 20, 30, 40]), 70.0);
        assert_eq!(share(3, &[5, 3, 2]), 20.0);
        assert_eq!(share(4, &[1, 1, 1, 1]), 50.0);
        assert_eq!(share(7, &[0, 0, 0, 4, 1, 2, 3]), 60.0);
    }

    #[test]
    fn who_stayed_is_counted_without_the_new() {
        let measure = Measure {
            start: Some(spot(100)),
            end: Some(spot(105)),
            new: Some(spot(20)),
            ..Measure::default()
        };
        assert_eq!(count(MeasureName::Retention, &measure).expect("counts").value, 85.0);
    }

    #[test]
    fn a_small_group_takes_a_second_one_along() {
        let measures = [
            nps(None, 60, 42, 22),
            nps(Some(1), 18, 13, 7),
            nps(Some(2), 9, 5, 2),
            nps(Some(3), 2, 1, 1),
            nps(Some(4), 6, 4, 2),
        ];
        assert_eq!(hidden(&measures, 5), [false, false, false, true, true]);
    }

    #[test]
    fn two_small_groups_hide_each_other() {
        let measures =
            [nps(None, 60, 42, 22), nps(Some(1), 1, 1, 1), nps(Some(2), 2, 1, 1), nps(Some(3), 9, 9, 9)];
        assert_eq!(hidden(&measures, 5), [false, true, true, false]);
    }

    #[test]
    fn groups_without_a_department_are_those_after_the_first() {
        let measures = [nps(None, 60, 42, 22), nps(None, 2, 1, 1), nps(None, 9, 9, 9), nps(None, 20, 9, 9)];
        assert_eq!(hidden(&measures, 5), [false, true, true, false]);
    }

    #[test]
    fn nobody_asked_is_no_figure() {
        assert_eq!(count(MeasureName::Nps, &nps(None, 0, 0, 0)), None);
        assert_eq!(count(MeasureName::ReferAFriend, &Measure::default()), None);
    }
}
