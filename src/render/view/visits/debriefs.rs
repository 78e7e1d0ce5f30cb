//! What was seen: the guest's own impact, what both do for each other, what surprised; beside it the handovers between
//! their roles and the customers observed. And what is still to be told.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::super::text::{self, text};
use super::super::{Day, Link};
use super::agenda::{Narrow, narrows};
use super::{agenda_href, anchor, is_told};
use crate::model::schedule::Visit;
use crate::parse::EntryId;
use crate::parse::address;
use crate::parse::kind::{Fields, SessionStatus};
use crate::render::viewpoint::Viewpoint;

/// Fills `shadowing-debriefs.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DebriefsView {
    /// Back to the agenda.
    pub agenda: Link,
    /// What was told, the newest visit first.
    pub debriefs: Vec<Debrief>,
    /// Visits that nothing was told of yet, the first due first. Whether they have been is decided in the reader's browser.
    pub waiting: Vec<Waiting>,
    /// Pairs of roles that found out what they do for each other, while the handbook knows of no handover between them.
    pub apart: Vec<Vec<Link>>,
    /// Departments to narrow the list to.
    pub departments: Vec<Narrow>,
    /// Programmes to narrow the list to, where there are several.
    pub programmes: Vec<Narrow>,
}

/// What was told after a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Debrief {
    /// Its anchor.
    pub id: String,
    /// The visit in the agenda.
    pub href: String,
    /// When the visit was.
    pub on: Day,
    /// Who went.
    pub guests: Vec<Link>,
    /// To whom.
    pub host: Link,
    /// What surprised.
    pub surprised_by: Option<String>,
    /// What the guest's own work does there.
    pub my_impact: Option<String>,
    /// What both do for each other.
    pub our_impact: Option<String>,
    /// What their roles hand to each other, as the handbook has it.
    pub handovers: Vec<Handover>,
    /// The customers observed.
    pub observed: Vec<Link>,
    /// When it was told to others.
    pub shared_on: Option<Day>,
    /// The departments that took part, as keys the list is narrowed by.
    pub departments: String,
    /// The programme as such a key.
    pub programme_key: String,
}

/// What one role hands to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// The role that gives.
    pub from: Link,
    /// The role that receives.
    pub to: Link,
    /// What.
    pub output: String,
    /// How well or by when.
    pub standard: Option<String>,
}

/// A visit of which nothing was told yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The visit in the agenda.
    pub href: String,
    /// When the visit is.
    pub on: Day,
    /// When it ends: an instant.
    pub ends: String,
    /// Who goes.
    pub guests: Vec<Link>,
    /// To whom.
    pub host: Link,
    /// By when it is talked about, where the programme says so.
    pub due: Option<Day>,
}

impl DebriefsView {
    /// What the page shows.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let schedule = handbook.schedule();
        let told: Vec<&Visit> = told(schedule.shown()).collect();
        let departments: BTreeSet<EntryId> = told
            .iter()
            .flat_map(|visit| visit.people())
            .filter_map(|id| handbook.department_of(id))
            .collect();
        let programmes: BTreeSet<EntryId> =
            told.iter().map(|visit| schedule.programmes[visit.programme].entry).collect();
        let several = programmes.len() > 1;
        let mut waiting: Vec<Waiting> =
            schedule.shown().filter_map(|visit| Waiting::of(visit, from)).collect();
        waiting.sort_by(|a, b| {
            let due = |waiting: &Waiting| waiting.due.as_ref().map(|day| day.iso.clone());
            (due(a).is_none(), due(a), &a.ends).cmp(&(due(b).is_none(), due(b), &b.ends))
        });
        Self {
            agenda: Link {
                text: from.words().get("shadowing.to_agenda").to_owned(),
                href: agenda_href(from),
            },
            apart: apart(&told, from),
            debriefs: newest(told, from),
            waiting,
            departments: narrows(departments.into_iter(), from),
            programmes: narrows(programmes.into_iter().filter(|_| several), from),
        }
    }
}

/// Visits of which something was told. A session that repeats is told about once, with its first time.
pub fn told<'v>(visits: impl Iterator<Item = &'v Visit>) -> impl Iterator<Item = &'v Visit> {
    visits.filter(|visit| {
        visit.written.debrief.is_some() && visit.nth == 1 && !visit.is_cancelled() && is_told(visit)
    })
}

/// Debriefs, those of the newest visits first.
pub fn newest(mut visits: Vec<&Visit>, from: &Viewpoint<'_>) -> Vec<Debrief> {
    visits.sort_by_key(|visit| Reverse(visit.start.timestamp()));
    visits.into_iter().filter_map(|visit| Debrief::of(visit, from)).collect()
}

impl Debrief {
    fn of(visit: &Visit, from: &Viewpoint<'_>) -> Option<Self> {
        let handbook = from.handbook();
        let words = from.words();
        let debrief = visit.written.debrief.as_ref()?;
        let visit_id = anchor(visit, from.handbook());
        let departments: BTreeSet<String> = visit
            .people()
            .filter_map(|person| handbook.department_of(person))
            .map(|id| address::slug(handbook.entry(id).name()))
            .collect();
        let programme = handbook.entry(handbook.schedule().programmes[visit.programme].entry);
        Some(Self {
            id: format!("debrief-{}", &visit_id["visit-".len()..]),
            href: format!("{}#{visit_id}", agenda_href(from)?),
            on: from.day(visit.start.date()),
            guests: from.links(visit.guests.iter().copied()),
            host: from.link(visit.host),
            surprised_by: text(&debrief.surprised_by, words).map(|said| text::unquoted(said, words)),
            my_impact: text(&debrief.my_impact, words),
            our_impact: text(&debrief.our_impact, words),
            handovers: between(visit, from),
            observed: text::links(&visit.written.observe, from),
            shared_on: text::day(debrief.shared_on, from),
            departments: departments.into_iter().collect::<Vec<_>>().join(" "),
            programme_key: address::slug(programme.name()),
        })
    }
}

/// The roles of the guests, each once, and the role of the host.
fn roles(visit: &Visit, from: &Viewpoint<'_>) -> Option<(BTreeSet<EntryId>, EntryId)> {
    let role = |person: EntryId| match &from.handbook().entry(person).fields {
        Fields::Person(person) => person.role.as_ref().map(|role| role.to),
        _ => None,
    };
    let host = role(visit.host)?;
    Some((visit.guests.iter().filter_map(|guest| role(*guest)).filter(|role| *role != host).collect(), host))
}

/// What the roles of the guests and of the host hand to each other.
fn between(visit: &Visit, from: &Viewpoint<'_>) -> Vec<Handover> {
    let Some((guests, host)) = roles(visit, from) else { return Vec::new() };
    let ways = guests.iter().flat_map(|guest| [(*guest, host), (host, *guest)]);
    ways.flat_map(|(giver, to)| handed(giver, to, from)).collect()
}

/// Pairs of roles, each once and in the order of titles, that met on `visits` and hand each other nothing yet.
fn apart(visits: &[&Visit], from: &Viewpoint<'_>) -> Vec<Vec<Link>> {
    let mut pairs: BTreeSet<[EntryId; 2]> = BTreeSet::new();
    for visit in visits {
        let Some((guests, host)) = roles(visit, from) else { continue };
        for guest in guests {
            if handed(guest, host, from).is_empty() && handed(host, guest, from).is_empty() {
                pairs.insert([guest.min(host), guest.max(host)]);
            }
        }
    }
    let mut pairs: Vec<[EntryId; 2]> = pairs.into_iter().collect();
    let rank = |id: EntryId| from.handbook().entry(id).rank;
    for pair in &mut pairs {
        pair.sort_by_key(|id| rank(*id));
    }
    pairs.sort_by_key(|pair| pair.map(rank));
    pairs.into_iter().map(|pair| from.links(pair)).collect()
}

/// What one role hands to another.
fn handed(giver: EntryId, to: EntryId, from: &Viewpoint<'_>) -> Vec<Handover> {
    let Fields::Role(role) = &from.handbook().entry(giver).fields else { return Vec::new() };
    let words = from.words();
    let edges = role.serves.iter().filter(|edge| edge.to.as_ref().is_some_and(|edge| edge.to == to));
    edges
        .filter_map(|edge| {
            Some(Handover {
                from: from.link(giver),
                to: from.link(to),
                output: text(&edge.output, words)?,
                standard: text(&edge.standard, words),
            })
        })
        .collect()
}

impl Waiting {
    fn of(visit: &Visit, from: &Viewpoint<'_>) -> Option<Self> {
        let held = matches!(visit.status, SessionStatus::Confirmed | SessionStatus::Done);
        if !held || visit.written.debrief.is_some() || visit.guests.is_empty() {
            return None;
        }
        let within = from.handbook().schedule().programmes[visit.programme].rules.debrief_within;
        Some(Self {
            href: format!("{}#{}", agenda_href(from)?, anchor(visit, from.handbook())),
            on: from.day(visit.start.date()),
            ends: super::of::instant(&visit.end),
            guests: from.links(visit.guests.iter().copied()),
            host: from.link(visit.host),
            due: within.map(|within| from.day(within.after(visit.end.date()))),
        })
    }
}
