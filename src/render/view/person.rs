//! A colleague: who hosts, visits, owns, is thanked.

use serde::Serialize;

use super::calendar_links::CalendarLinks;
use super::recognition::ThanksReceived;
use super::relations::Relations;
use super::text;
use super::visits::{self, VisitView, ask};
use super::{Day, Link, Portrait, Row};
use crate::model::Entry;
use crate::model::calendars::Whose;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Person};
use crate::render::viewpoint::Viewpoint;

/// Fills `kinds/person.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// The role.
    pub role: Option<Link>,
    /// The role's department.
    pub department: Option<Link>,
    /// The face.
    pub portrait: Portrait,
    /// Whether colleagues may come and look.
    pub hosts: bool,
    /// When away.
    pub away: Vec<Span>,
    /// E-mail, where the person has given one: the address, and the link that writes to it.
    pub email: Option<Link>,
    /// What the role gives to whom, one row a handover.
    pub gives: Vec<Row>,
    /// Visits as host or guest.
    pub visits: Vec<VisitView>,
    /// The same as a calendar.
    pub calendar: Option<CalendarLinks>,
    /// Thanks received, and what the person made possible.
    pub thanks: ThanksReceived,
    /// Pages the person keeps.
    pub keeps: Vec<Link>,
}

/// Days from one to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl PersonView {
    /// What the page of a person shows.
    pub fn of(entry: &Entry, person: &Person<EntryId>, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let role = person.role.as_ref().map(|role| role.to);
        let fields = role.and_then(|role| match &handbook.entry(role).fields {
            Fields::Role(fields) => Some(fields),
            _ => None,
        });
        let gives = fields.map_or_else(Vec::new, |fields| {
            let edges = fields.serves.iter();
            edges
                .filter_map(|edge| {
                    Some(text::row(edge.to.as_ref()?.to, text::text(&edge.output, words), from))
                })
                .collect()
        });
        Self {
            name: entry.title.to_string(),
            role: role.map(|role| from.link(role)),
            department: fields.and_then(|fields| text::link(&fields.department, from)),
            portrait: text::portrait(entry, &entry.title, &person.photo, from),
            hosts: person.hosts.is_some_and(|hosts| hosts.value),
            away: person.away.iter().filter_map(|away| text::span(away.from, away.to, from)).collect(),
            email: text::text(&person.email, words)
                .map(|address| Link { href: Some(ask::to(&address)), text: address }),
            gives,
            calendar: CalendarLinks::of(Whose::Person(entry.id), from),
            visits: visits::rows(handbook.schedule().of_person(entry.id), from),
            thanks: ThanksReceived::of(entry.id, from, relations),
            keeps: from
                .links(relations.kept_by(entry.id).iter().map(|(id, _)| *id).filter(|id| *id != entry.id)),
        }
    }
}

/// The title of somebody's role.
pub fn role_title(person: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    let Fields::Person(fields) = &from.handbook().entry(person).fields else { return None };
    fields.role.as_ref().map(|role| from.handbook().entry(role.to).title.to_string())
}
