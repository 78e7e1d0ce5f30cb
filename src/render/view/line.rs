//! The whole line of sight: a map to follow, the same in words, where many lines meet.

use serde::Serialize;

use super::{Hop, Link, Row, sight};
use crate::model::collation_key;
use crate::parse::EntryId;
use crate::render::diagram::{key, map};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::fill;

/// Fills `line-of-sight.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// How many roles there are.
    pub roles: usize,
    /// How many customers.
    pub customers: usize,
    /// How many handovers.
    pub handovers: usize,
    /// How many roles know a goal, and how many have a complete line: two figures that are never one.
    pub scores: Vec<String>,
    /// The map as SVG; `None` where there are too many roles for one picture.
    pub map: Option<String>,
    /// Whose line can be followed; empty without a map.
    pub choices: Vec<Choices>,
    /// What each choice answers, in words.
    pub answers: Vec<Answer>,
    /// The roles by distance, the nearest first, each with whom it serves.
    pub by_distance: Vec<Distance>,
    /// Roles through which the lines of many run.
    pub hubs: Vec<HubRow>,
    /// The tables.
    pub tables: Link,
}

/// One part of the list to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choices {
    /// What stands above it.
    pub title: String,
    /// The choices.
    pub items: Vec<Choice>,
}

/// Somebody whose line can be followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// As the map calls it.
    pub key: String,
    /// As people do.
    pub name: String,
}

/// What a choice answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// As the map calls it.
    pub key: String,
    /// What the answer is about.
    pub title: String,
    /// The shortest way of a role.
    pub hops: Vec<Hop>,
    /// What is said about a customer or a department.
    pub says: Option<String>,
    /// Where to read on.
    pub page: Link,
}

/// The roles at one distance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Distance {
    /// How far they are.
    pub title: String,
    /// How many.
    pub count: String,
    /// Whether they are the nearest.
    pub nearest: bool,
    /// The roles, each with whom it serves.
    pub roles: Vec<Row>,
    /// How many there are beyond those.
    pub more: usize,
}

/// A role on which others hang.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HubRow {
    /// The role.
    pub role: Link,
    /// What hangs on it.
    pub says: String,
}

/// How many hubs are named.
const HUBS: usize = 6;
/// How many roles of one distance are listed, where a handbook has very many.
const LISTED: usize = 400;

impl LineView {
    /// Every role's line.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let line = handbook.line_of_sight();
        let words = from.words();
        let map = map::of(from);
        let (choices, answers) = if map.is_some() { follow(from) } else { (Vec::new(), Vec::new()) };
        let scores = line.scores();
        let score = |key: &str, share: crate::model::line_of_sight::Share| {
            let (some, all) = (words.number(share.some as u64), words.number(share.all as u64));
            words.fill(key, &[("some", &some), ("all", &all)])
        };
        Self {
            roles: line.roles().len(),
            customers: line.customers().len(),
            handovers: line.roles().iter().map(|role| line.serves(*role).count()).sum(),
            scores: vec![score("line.knows_goal", scores.objectives), score("line.arrives", scores.actions)],
            map,
            choices,
            answers,
            by_distance: by_distance(from),
            hubs: hubs(from),
            tables: Link {
                text: words.get("line.tables").to_owned(),
                href: Some(from.to_address("line-of-sight/tables/")),
            },
        }
    }
}

/// Entries by title.
fn by_title(ids: &[EntryId], from: &Viewpoint<'_>) -> Vec<EntryId> {
    let mut ids = ids.to_vec();
    ids.sort_by_cached_key(|id| (collation_key(&from.link(*id).text), *id));
    ids
}

/// Everybody whose line can be followed, and what is answered.
fn follow(from: &Viewpoint<'_>) -> (Vec<Choices>, Vec<Answer>) {
    let handbook = from.handbook();
    let line = handbook.line_of_sight();
    let words = from.words();
    let mut departments: Vec<EntryId> = line.scores().by_department.keys().copied().collect();
    departments = by_title(&departments, from);
    let parts = [
        ("kinds.role", by_title(line.roles(), from)),
        ("kinds.department", departments),
        ("line.back_from", by_title(line.customers(), from)),
    ];
    let answers = parts.iter().flat_map(|(_, ids)| ids).map(|id| Answer::of(*id, from)).collect();
    let choice = |id: &EntryId| Choice { key: key(handbook.entry(*id)), name: from.link(*id).text };
    let choices = parts.iter().filter(|(_, ids)| !ids.is_empty()).map(|(title, ids)| Choices {
        title: words.get(title).to_owned(),
        items: ids.iter().map(choice).collect(),
    });
    (choices.collect(), answers)
}

impl Answer {
    fn of(id: EntryId, from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let line = handbook.line_of_sight();
        let words = from.words();
        let page = from.link(id);
        let says = if line.is_customer(id) {
            let reached = line.reached_by(id);
            let direct = reached.iter().filter(|(_, distance)| *distance == 1).count() as u64;
            let all = words.plural("line.reach", reached.len() as u64);
            let all = fill(&all, &[("name", &page.text)]);
            Some(format!("{all} {}", words.plural("line.reach_directly", direct)))
        } else {
            line.scores().by_department.get(&id).map(|(_, arrive)| {
                let roles = words.plural("line.roles", arrive.all as u64);
                words.fill("line.of_department", &[("name", &page.text), ("roles", &roles)])
            })
        };
        Self {
            key: key(handbook.entry(id)),
            title: words.fill("line.way_of", &[("name", &page.text)]),
            hops: sight::shortest(id, from),
            says,
            page,
        }
    }
}

/// The roles by distance, the nearest first; those without a line last.
fn by_distance(from: &Viewpoint<'_>) -> Vec<Distance> {
    let line = from.handbook().line_of_sight();
    let words = from.words();
    let all = by_title(line.roles(), from);
    let heads = [
        ("line.one_step", Some(1)),
        ("line.two_steps", Some(2)),
        ("line.three_steps", Some(3)),
        ("line.no_step", None),
    ];
    let mut groups = Vec::new();
    for (head, distance) in heads {
        let here = |role: &&EntryId| line.distance(**role).map(|steps| steps.min(3)) == distance;
        let count = all.iter().filter(here).count();
        if count > 0 {
            groups.push(Distance {
                title: words.get(head).to_owned(),
                count: words.plural("line.roles", count as u64),
                nearest: distance == Some(1),
                roles: all.iter().filter(here).take(LISTED).map(|role| serves(*role, from)).collect(),
                more: count.saturating_sub(LISTED),
            });
        }
    }
    groups
}

/// A role and whom it serves, colleagues drawn as personas among them.
fn serves(role: EntryId, from: &Viewpoint<'_>) -> Row {
    let mut names: Vec<String> = Vec::new();
    if let crate::parse::kind::Fields::Role(fields) = &from.handbook().entry(role).fields {
        for to in fields.serves.iter().filter_map(|edge| edge.to.as_ref()) {
            let name = from.link(to.to).text;
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let words = from.words();
    let remark = match names.is_empty() {
        true => words.get("line.nobody").to_owned(),
        false => words.fill("line.to", &[("names", &names.join(&format!("{} ", words.get("list.comma"))))]),
    };
    Row { link: from.link(role), remark: Some(remark) }
}

fn hubs(from: &Viewpoint<'_>) -> Vec<HubRow> {
    let words = from.words();
    let hubs = from.handbook().line_of_sight().hubs().iter().take(HUBS);
    hubs.map(|hub| {
        let mut says = words.plural("line.carries", hub.carries as u64);
        if hub.only_way_of > 0 {
            says = format!("{says} {}", words.plural("line.only_way", hub.only_way_of as u64));
        }
        HubRow { role: from.link(hub.role), says }
    })
    .collect()
}
