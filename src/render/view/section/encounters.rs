//! Where we meet real people: the agenda of visits and events, and the customers we adopted, under an alias.

use std::cmp::Reverse;

use serde::Serialize;

use super::super::encounter::EncounterView;
use super::super::{Day, Link, text};
use crate::parse::EntryId;
use crate::parse::kind::{Encounter, EncounterType, Fields};
use crate::render::viewpoint::Viewpoint;

/// Fills `sections/encounters.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EncounterList {
    /// Visits, events and listening in, the newest first. What is over is decided in the reader's browser.
    pub agenda: Vec<AgendaRow>,
    /// The same where no day is given yet.
    pub undated: Vec<AgendaRow>,
    /// Customers we keep in touch with; those to be seen soonest first.
    pub adopted: Vec<AgendaRow>,
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaRow {
    /// Its page.
    pub link: Link,
    /// What there is to know.
    pub meeting: EncounterView,
    /// When it begins, taken apart for the agenda.
    pub begins: Option<Begins>,
}

/// The beginning of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Begins {
    /// Day and time.
    pub at: Day,
    /// The day of the month.
    pub day: String,
    /// Month and year, short.
    pub month: String,
    /// When it is over, ISO 8601; a day alone where no end is given.
    pub ends: String,
}

impl EncounterList {
    /// All meetings among `pages`.
    pub fn of(pages: &[EntryId], from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let mut encounters: Vec<(EntryId, &Encounter<EntryId>)> = pages
            .iter()
            .filter_map(|id| match &handbook.entry(*id).fields {
                Fields::Encounter(encounter) => Some((*id, &**encounter)),
                _ => None,
            })
            .collect();
        encounters
            .sort_by_key(|(id, encounter)| (Reverse(encounter.start.map(|start| start.value.wall())), *id));
        let mut list = Self { agenda: Vec::new(), undated: Vec::new(), adopted: Vec::new() };
        for (id, encounter) in encounters {
            let row = AgendaRow {
                link: from.link(id),
                meeting: EncounterView::of(encounter, from),
                begins: Begins::of(encounter, from),
            };
            let adopted = encounter.r#type.is_some_and(|sort| sort.value == EncounterType::Adoption);
            match (adopted, row.begins.is_some()) {
                (true, _) => list.adopted.push(row),
                (false, true) => list.agenda.push(row),
                (false, false) => list.undated.push(row),
            }
        }
        let next = |row: &AgendaRow| row.meeting.next_by.as_ref().map(|day| day.iso.clone());
        list.adopted.sort_by_cached_key(|row| (next(row).is_none(), next(row)));
        list
    }
}

impl Begins {
    fn of(encounter: &Encounter<EntryId>, from: &Viewpoint<'_>) -> Option<Self> {
        let words = from.words();
        let start = encounter.start?.value.wall();
        let ends = encounter.end.map_or_else(
            || start.date().to_string(),
            |end| end.value.wall().strftime("%Y-%m-%dT%H:%M").to_string(),
        );
        Some(Self {
            at: Day { iso: start.strftime("%Y-%m-%dT%H:%M").to_string(), text: words.day(start.date()) },
            day: start.day().to_string(),
            month: text::short_month(start.date(), words),
            ends,
        })
    }
}
