//! Which figures are too few to show, so that nobody can work out from those that are shown what the others are.
//!
//! A group smaller than `minimum_group` is hidden. That alone protects nobody: the total less the groups that are shown is the
//! group that is not. So the groups of a shown total are looked at together, and further ones are hidden, the smallest
//! first and the total last, until what is left when everything shown has been taken from the total
//!
//! * is no single group,
//! * is no fewer people than `minimum_group`, and more people than groups (else each group's size would be known),
//! * did not all give the same answer (else so did every hidden group).
//!
//! People whom no group lists are such a remainder too. Whoever subtracts is assumed to know every count behind a shown
//! figure, although pages round.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, MeasureName, VoiceSource};
use crate::parse::value::Period;

/// What was asked of whom and when: figures of one survey may be subtracted from each other, whichever page shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Survey {
    /// Of one source, in one period.
    Of(Option<VoiceSource>, Option<AskedOf>, Period),
    /// Of one page, which does not say when.
    On(EntryId),
}

/// What is known of one measure before it is decided whether it is shown.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) survey: Survey,
    pub(super) voice: EntryId,
    pub(super) name: MeasureName,
    /// The question, where one survey asks several of one sort.
    pub(super) label: Option<String>,
    pub(super) department: Option<EntryId>,
    pub(super) n: u64,
    pub(super) scores: BTreeMap<i64, u64>,
}

/// A total and its groups, by their places among the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) total: usize,
    pub(super) groups: Vec<usize>,
    /// Whether the groups are certainly this total's: then people in no group are a remainder as well.
    exact: bool,
}

/// Which items are not shown.
pub(super) fn hidden(items: &[Item], tables: &[Table], minimum: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = items.iter().map(|item| item.n < minimum).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for table in tables {
            while table.leaks(items, &hidden, minimum) {
                // A department that is hidden in one measure of a survey had better be hidden in the next as well.
                let elsewhere: BTreeSet<(Survey, EntryId)> = items
                    .iter()
                    .zip(&hidden)
                    .filter(|(_, hidden)| **hidden)
                    .filter_map(|(item, _)| Some((item.survey, item.department?)))
                    .collect();
                let apart = |at: usize| {
                    let item = &items[at];
                    item.department.is_none_or(|to| !elsewhere.contains(&(item.survey, to)))
                };
                let shown = table.groups.iter().copied().filter(|at| !hidden[*at]);
                let next = shown.min_by_key(|at| (apart(*at), items[*at].n, *at)).unwrap_or(table.total);
                hidden[next] = true;
                changed = true;
            }
        }
    }
    hidden
}

impl Table {
    /// Whether the total less what is shown of its groups gives something away.
    fn leaks(&self, items: &[Item], hidden: &[bool], minimum: u64) -> bool {
        if hidden[self.total] {
            return false;
        }
        let (behind, shown): (Vec<usize>, Vec<usize>) = self.groups.iter().partition(|at| hidden[**at]);
        // One that stands in front of people in no group is not alone.
        let in_front = |at: &usize| {
            let others = self.groups.iter().map(|at| items[*at].n).fold(0, u64::saturating_add);
            self.exact && items[*at].n >= minimum && items[self.total].n > others
        };
        if let [only] = behind.as_slice()
            && !in_front(only)
        {
            return true;
        }
        if behind.is_empty() && !self.exact {
            return false;
        }
        // Where the groups are more than the total (somebody is in two of them), there is nothing to subtract.
        let Some(rest) = Rest::of(&items[self.total], shown.iter().map(|at| &items[*at])) else {
            return false;
        };
        if behind.is_empty() {
            return rest.n > 0 && rest.n < minimum;
        }
        let groups = u64::try_from(behind.len()).unwrap_or(u64::MAX);
        rest.n < minimum || rest.n <= groups || rest.unanimous
    }
}

/// A total less its shown groups.
struct Rest {
    n: u64,
    /// Whether all of them gave the same answer.
    unanimous: bool,
}

impl Rest {
    /// `None` where the groups do not add up to the total.
    fn of<'i>(total: &Item, shown: impl Iterator<Item = &'i Item>) -> Option<Self> {
        let mut n = total.n;
        let mut scores = total.scores.clone();
        for group in shown {
            n = n.checked_sub(group.n)?;
            for (score, people) in &group.scores {
                let left = scores.get(score).copied().unwrap_or(0).checked_sub(*people)?;
                scores.insert(*score, left);
            }
        }
        let unanimous = !scores.is_empty() && scores.values().filter(|people| **people > 0).count() < 2;
        Some(Self { n, unanimous })
    }
}

/// Totals with their groups: the measures of one survey and name that belong to a department, and those that do not.
pub(super) fn tables(items: &[Item]) -> Vec<Table> {
    let mut surveys: BTreeMap<(Survey, MeasureName), Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        surveys.entry((item.survey, item.name)).or_default().push(at);
    }
    let mut tables = Vec::new();
    for all in surveys.values() {
        let (groups, totals): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|at| items[**at].department.is_some());
        if groups.is_empty() {
            tables.extend(without_departments(&totals, items));
            continue;
        }
        let mut questions: BTreeMap<&Option<String>, Vec<usize>> = BTreeMap::new();
        for at in groups {
            questions.entry(&items[at].label).or_default().push(at);
        }
        for (label, groups) in questions {
            let labelled = |wanted: &Option<String>| -> Vec<usize> {
                totals.iter().copied().filter(|at| items[*at].label == *wanted).collect()
            };
            let mut exact = true;
            let mut of = labelled(label);
            if of.is_empty() {
                of = labelled(&None);
            }
            if of.is_empty() {
                exact = label.is_none() && totals.len() == 1;
                of.clone_from(&totals);
            }
            exact &= of.len() == 1;
            tables.extend(of.into_iter().map(|total| Table { total, groups: groups.clone(), exact }));
        }
    }
    tables
}

/// A writer who names no department has listed the total first, and its groups after it.
fn without_departments(totals: &[usize], items: &[Item]) -> Vec<Table> {
    let mut pages: BTreeMap<EntryId, Vec<usize>> = BTreeMap::new();
    for at in totals {
        pages.entry(items[*at].voice).or_default().push(*at);
    }
    let table = |all: Vec<usize>| {
        let (total, groups) = all.split_first()?;
        (!groups.is_empty()).then(|| Table { total: *total, groups: groups.to_vec(), exact: false })
    };
    pages.into_values().filter_map(table).collect()
}
