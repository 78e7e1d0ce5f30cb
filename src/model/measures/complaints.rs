//! Complaints by what they were about. Few complaints of one sort are few people, and the total is shown beside them.

use crate::parse::EntryId;
use crate::parse::field::Text;
use crate::parse::kind::ComplaintGroup;

/// Complaints of one category, as much of them as may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// What they were about.
    pub category: Text,
    /// Who complained.
    pub persona: Option<EntryId>,
    /// The pillar it concerns.
    pub pillar: Option<EntryId>,
    /// How many; `None` where that would be too few, or give another category away.
    pub count: Option<Complaints>,
}

/// How many complained, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Complaints {
    /// How many came in.
    pub received: u64,
    /// How many are settled.
    pub closed: Option<u64>,
    /// Days until half were settled.
    pub median_days: Option<f64>,
}

/// The categories of one measure. Their sum is shown as the measure's figure, so they are hidden together like the groups of
/// any total: no single one, and no fewer complaints than `minimum` nor than categories.
pub(super) fn categories(rows: &[ComplaintGroup<EntryId>], minimum: u64) -> Vec<Category> {
    let rows: Vec<(&ComplaintGroup<EntryId>, &Text, u64)> =
        rows.iter().filter_map(|row| Some((row, row.category.as_ref()?, row.received?.value))).collect();
    let mut hidden: Vec<bool> =
        rows.iter().map(|(_, _, received)| *received > 0 && *received < minimum).collect();
    loop {
        let behind = rows.iter().zip(&hidden).filter(|(_, hidden)| **hidden);
        let (count, sum) = behind.fold((0_u64, 0_u64), |(count, sum), ((_, _, received), _)| {
            (count + 1, sum.saturating_add(*received))
        });
        let safe = count == 0 || count > 1 && sum >= minimum && sum > count;
        let shown = (0..rows.len()).filter(|at| !hidden[*at] && rows[*at].2 > 0);
        let next = shown.min_by_key(|at| (rows[*at].2, *at));
        match next {
            Some(next) if !safe => hidden[next] = true,
            _ => break,
        }
    }
    let category =
        |((row, category, received), hidden): (&(&ComplaintGroup<EntryId>, &Text, u64), bool)| Category {
            category: (*category).clone(),
            persona: row.persona.as_ref().map(|persona| persona.to),
            pillar: row.pillar.as_ref().map(|pillar| pillar.to),
            count: (!hidden).then_some(Complaints {
                received: *received,
                closed: row.closed.map(|n| n.value),
                median_days: row.median_days.map(|days| days.value),
            }),
        };
    rows.iter().zip(hidden).map(category).collect()
}

/// Whether the sum would tell what is hidden: there is one category, and it is.
pub(super) fn give_away_the_total(categories: &[Category]) -> bool {
    let with_people = |category: &&Category| category.count.is_none_or(|count| count.received > 0);
    let mut some = categories.iter().filter(with_people);
    let hidden = categories.iter().any(|category| category.count.is_none());
    hidden && some.next().is_some() && some.next().is_none()
}

/// The same categories without counts: where the sum is hidden, so are its parts.
pub(super) fn unsaid(categories: Vec<Category>) -> Vec<Category> {
    categories.into_iter().map(|category| Category { count: None, ..category }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::measures::testing::spot;

    fn shown(received: &[u64]) -> Vec<bool> {
        let rows: Vec<ComplaintGroup<EntryId>> = received
            .iter()
            .map(|n| ComplaintGroup {
                category: Some(spot("late".into())),
                received: Some(spot(*n)),
                ..ComplaintGroup::default()
            })
            .collect();
        categories(&rows, 5).iter().map(|category| category.count.is_some()).collect()
    }

    #[test]
    fn few_complaints_of_one_sort_take_the_next_along() {
        assert_eq!(shown(&[38, 22, 14, 9, 6, 3]), [true, true, true, true, false, false]);
        assert_eq!(shown(&[38, 4, 3]), [true, false, false]);
        assert_eq!(shown(&[38, 2, 1]), [false, false, false], "three complaints are still too few");
        assert_eq!(shown(&[38, 22]), [true, true]);
    }

    #[test]
    fn nobody_is_nobody_and_may_be_said() {
        assert_eq!(shown(&[38, 0, 22]), [true, true, true]);
        assert_eq!(shown(&[38, 0, 3]), [false, true, false]);
    }

    #[test]
    fn a_sum_of_one_is_that_one() {
        let one = [ComplaintGroup {
            category: Some(spot("late".into())),
            received: Some(spot(3)),
            ..ComplaintGroup::default()
        }];
        assert!(give_away_the_total(&categories(&one, 5)));
    }
}
