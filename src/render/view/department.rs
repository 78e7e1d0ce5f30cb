//! A department: its roles, its people, what it takes care of.

use serde::Serialize;

use super::calendar_links::CalendarLinks;
use super::recognition::ThanksReceived;
use super::relations::Relations;
use super::text::{self, text};
use super::visits::{self, VisitView};
use super::{Behaviour, Link, Row, behaviour};
use crate::model::Entry;
use crate::model::calendars::Whose;
use crate::parse::EntryId;
use crate::parse::kind::{Department, Fields};
use crate::render::viewpoint::Viewpoint;

/// Fills `kinds/department.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentView {
    /// Who leads it.
    pub lead: Option<Link>,
    /// The function it belongs to.
    pub function: Option<String>,
    /// Whether it has joined the handbook's checks.
    pub enrolled: bool,
    /// Its roles.
    pub roles: Vec<Row>,
    /// Its people.
    pub people: Vec<Row>,
    /// What keeping the promise looks like here, a row a pillar.
    pub behaviours: Vec<Behaviour>,
    /// What it raised, and what came of it.
    pub concerns: Vec<Row>,
    /// What its people were thanked for, and what they made possible.
    pub thanks: ThanksReceived,
    /// What is done here to keep the promise alive.
    pub activities: Vec<Row>,
    /// Visits of its people and to them.
    pub visits: Vec<VisitView>,
    /// The same as a calendar.
    pub calendar: Option<CalendarLinks>,
}

impl DepartmentView {
    /// What the page of a department shows.
    pub fn of(
        entry: &Entry,
        department: &Department<EntryId>,
        from: &Viewpoint<'_>,
        relations: &Relations,
    ) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let roles = relations.roles_of_department(entry.id).iter();
        let concerns = relations.concerns_of_department(entry.id).iter();
        let activities = relations.activities_of_department(entry.id).iter();
        Self {
            lead: text::link(&department.lead, from),
            function: text(&department.function, words),
            enrolled: handbook.is_enrolled(entry.id),
            roles: roles
                .map(|(id, _)| text::row(*id, text::described(handbook.entry(*id), words), from))
                .collect(),
            people: relations
                .people_of_department(entry.id)
                .map(|id| text::row(id, super::person::role_title(id, from), from))
                .collect(),
            behaviours: behaviour::by_pillar(entry.id, from, relations),
            concerns: concerns
                .map(|(id, _)| {
                    let status = match &handbook.entry(*id).fields {
                        Fields::Concern(concern) => {
                            Some(super::concern::ConcernStatus::of(concern).word(words))
                        }
                        _ => None,
                    };
                    text::row(*id, status, from)
                })
                .collect(),
            thanks: ThanksReceived::of(entry.id, from, relations),
            activities: activities
                .map(|(id, _)| {
                    let sort = match &handbook.entry(*id).fields {
                        Fields::Activity(activity) => super::activity::sort(activity, words),
                        _ => None,
                    };
                    text::row(*id, sort, from)
                })
                .collect(),
            calendar: CalendarLinks::of(Whose::Department(entry.id), from),
            visits: visits::rows(handbook.schedule().of_department(entry.id), from),
        }
    }
}
