//! A pillar of the promise: claim, proof, behaviours, and who keeps it.

use serde::Serialize;

use super::relations::{Relations, is_customer};
use super::text::{self, text};
use super::{Behaviour, Day, Hop, Link, Row, behaviour, role};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Pillar};
use crate::render::viewpoint::Viewpoint;

/// Fills `kinds/pillar.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PillarView {
    /// What the pillar says of us.
    pub claim: Option<String>,
    /// What proves it.
    pub proofs: Vec<Proof>,
    /// What keeping it looks like, a row a department or role.
    pub behaviours: Vec<Behaviour>,
    /// Customers to whom it matters.
    pub matters_to: Vec<Link>,
    /// Which handovers keep it: from whom, what, to whom.
    pub kept_by: Vec<Handover>,
    /// Goals tied to it.
    pub goals: Vec<Row>,
    /// What keeps it alive.
    pub activities: Vec<Row>,
    /// Thanks for keeping it.
    pub recognitions: Vec<Row>,
}

/// A proof with its source and day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// What is so.
    pub text: String,
    /// Where it is known from.
    pub source: Option<String>,
    /// On which day it was so.
    pub as_of: Option<Day>,
}

/// One edge of the line of sight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// Who gives, and what.
    pub from: Hop,
    /// Who receives.
    pub to: Link,
    /// Whether a customer receives it.
    pub customer: bool,
}

impl PillarView {
    /// What the page of a pillar shows.
    pub fn of(entry: &Entry, pillar: &Pillar<EntryId>, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let rows =
            |edges: &[(EntryId, usize)], remark: &dyn Fn(&Fields<EntryId>) -> Option<String>| -> Vec<Row> {
                let remark = |id| remark(&handbook.entry(id).fields);
                edges.iter().map(|(id, _)| text::row(*id, remark(*id), from)).collect()
            };
        Self {
            claim: text(&pillar.claim, words),
            proofs: proofs(pillar, from),
            behaviours: behaviour::of_pillar(pillar, from),
            matters_to: text::links(&pillar.matters_to, from),
            kept_by: kept_by(entry.id, from, relations),
            goals: rows(relations.goals_of_pillar(entry.id), &|fields| match fields {
                Fields::Goal(goal) => text(&goal.statement, words),
                _ => None,
            }),
            activities: rows(relations.activities_of_pillar(entry.id), &|fields| match fields {
                Fields::Activity(activity) => super::activity::sort(activity, words),
                _ => None,
            }),
            recognitions: rows(relations.recognitions_of_pillar(entry.id), &|fields| match fields {
                Fields::Recognition(recognition) => text(&recognition.behaviour, words),
                _ => None,
            }),
        }
    }
}

/// The proofs of a pillar.
pub fn proofs(pillar: &Pillar<EntryId>, from: &Viewpoint<'_>) -> Vec<Proof> {
    let proofs = pillar.proof.iter();
    proofs
        .filter_map(|proof| {
            Some(Proof {
                text: text(&proof.text, from.words())?,
                source: text(&proof.source, from.words()),
                as_of: text::day(proof.as_of, from),
            })
        })
        .collect()
}

fn kept_by(pillar: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Vec<Handover> {
    let edges = relations.keeps_pillar(pillar).iter();
    edges.filter_map(|(role, at)| Handover::of(*role, *at, from)).collect()
}

impl Handover {
    /// One edge of a role's line of sight.
    pub fn of(role: EntryId, at: usize, from: &Viewpoint<'_>) -> Option<Self> {
        let Fields::Role(fields) = &from.handbook().entry(role).fields else { return None };
        let edge = fields.serves.get(at)?;
        let to = edge.to.as_ref()?.to;
        Some(Self {
            from: role::giving(role, edge, from),
            to: from.link(to),
            customer: is_customer(from.handbook(), to),
        })
    }
}
