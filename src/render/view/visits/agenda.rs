//! The agenda: all visits month by month, and what it can be narrowed to.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::{Link, text};
use super::when::Clock;
use super::{VisitStatus, VisitView, is_told};
use crate::model::collation_key;
use crate::model::schedule::Visit;
use crate::parse::EntryId;
use crate::parse::address;
use crate::render::viewpoint::Viewpoint;

/// Visits by month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Agenda {
    /// The months that have visits, in order.
    pub months: Vec<AgendaMonth>,
    /// How many visits there are, but for those called off.
    pub visits: usize,
    /// How many entries the list has, those called off included.
    pub entries: usize,
    /// How many of them have a place to ask for.
    pub open: usize,
    /// Departments that take part.
    pub departments: Vec<Narrow>,
    /// The programmes, where there are several.
    pub programmes: Vec<Narrow>,
}

/// One month of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaMonth {
    /// Its name and year.
    pub name: String,
    /// Its visits.
    pub visits: Vec<VisitView>,
}

/// What the agenda can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Narrow {
    /// What the entries carry.
    pub key: String,
    /// What is read.
    pub link: Link,
}

impl Agenda {
    /// The agenda of `visits`, which are in order of time.
    pub fn of<'v>(visits: impl Iterator<Item = &'v Visit>, from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let clock = Clock::of(from);
        let told: Vec<&Visit> = visits.filter(|visit| is_told(visit)).collect();
        let programmes: BTreeSet<EntryId> =
            told.iter().map(|visit| handbook.schedule().programmes[visit.programme].entry).collect();
        let several = programmes.len() > 1;
        let people = told.iter().flat_map(|visit| visit.people());
        let departments: BTreeSet<EntryId> =
            people.filter_map(|person| handbook.department_of(person)).collect();
        let mut agenda = Self {
            departments: narrows(departments.into_iter(), from),
            programmes: narrows(programmes.into_iter().filter(|_| several), from),
            ..Self::default()
        };
        // By the day on the wall, which is what the headings say; instants of several zones may lie the other way round.
        let mut months: BTreeMap<(i16, i8), Vec<&Visit>> = BTreeMap::new();
        for visit in told {
            months.entry((visit.start.year(), visit.start.month())).or_default().push(visit);
        }
        for visits in months.into_values() {
            let Some(first) = visits.first() else { continue };
            let mut month =
                AgendaMonth { name: text::month(first.start.date(), from.words()), visits: Vec::new() };
            for visit in visits {
                let view = VisitView::of(visit, &clock, from);
                agenda.entries += 1;
                agenda.visits += usize::from(view.status != VisitStatus::Cancelled);
                agenda.open += usize::from(view.offered > 0);
                month.visits.push(view);
            }
            agenda.months.push(month);
        }
        agenda
    }
}

/// Entries to narrow a list to, by title.
pub fn narrows(ids: impl Iterator<Item = EntryId>, from: &Viewpoint<'_>) -> Vec<Narrow> {
    let mut all: Vec<Narrow> = ids
        .map(|id| Narrow { key: address::slug(from.handbook().entry(id).name()), link: from.link(id) })
        .collect();
    all.sort_by_cached_key(|narrow| (collation_key(&narrow.link.text), narrow.key.clone()));
    all
}
