//! The promise: its words, its pillars as stops on the line, the customers at its end.

use serde::Serialize;

use super::pillar::{self, Proof};
use super::text::{self, text, texts};
use super::{Behaviour, Link, behaviour};
use crate::model::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind, Pillar, Promise};
use crate::render::viewpoint::Viewpoint;

/// Fills `kinds/promise.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseView {
    /// The promise itself.
    pub statement: String,
    /// Whom it is made to; also the end of the line.
    pub to: Vec<Link>,
    /// Who answers for it.
    pub sponsor: Option<Link>,
    /// Departments whose work keeps it.
    pub contributors: Vec<Link>,
    /// Values it rests on; pillars where they are such.
    pub values: Vec<Link>,
    /// The pillars, in order.
    pub pillars: Vec<PillarStop>,
    /// What we are.
    pub we_are: Vec<String>,
    /// What we are not.
    pub we_are_not: Vec<String>,
    /// How we sound.
    pub voice: Vec<VoiceTrait>,
}

/// A pillar on the promise's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PillarStop {
    /// Its anchor on the page.
    pub id: String,
    /// The pillar.
    pub link: Link,
    /// Its claim.
    pub claim: Option<String>,
    /// What proves it.
    pub proofs: Vec<Proof>,
    /// What keeping it looks like.
    pub behaviours: Vec<Behaviour>,
}

/// One trait of how we sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceTrait {
    /// The attribute.
    pub attribute: String,
    /// Like this.
    pub like: Vec<String>,
    /// Not like this.
    pub unlike: Vec<String>,
}

impl PromiseView {
    /// What the page of a promise shows.
    pub fn of(entry: &Entry, promise: &Promise<EntryId>, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        Self {
            statement: text(&promise.statement, words).unwrap_or_else(|| entry.title.to_string()),
            to: text::links(&promise.r#for, from),
            sponsor: text::link(&promise.sponsor, from),
            contributors: text::links(&promise.contributors, from),
            values: text::links(&promise.values, from),
            pillars: stops(from),
            we_are: texts(&promise.we_are, words),
            we_are_not: texts(&promise.we_are_not, words),
            voice: promise
                .voice
                .iter()
                .filter_map(|attribute| {
                    Some(VoiceTrait {
                        attribute: text(&attribute.attribute, words)?,
                        like: texts(&attribute.r#do, words),
                        unlike: texts(&attribute.dont, words),
                    })
                })
                .collect(),
        }
    }
}

/// The pillars in their order: the promise's `values`, then their folder's order.
pub fn in_order(handbook: &Handbook) -> Vec<EntryId> {
    let mut order: Vec<EntryId> = Vec::new();
    if let Some(Fields::Promise(promise)) = handbook.promise().map(|promise| &promise.fields) {
        order.extend(promise.values.iter().map(|value| value.to));
    }
    let pillars = || handbook.of_kind(Kind::Pillar).map(|pillar| pillar.id);
    let by_folder = handbook.sections.iter().flat_map(|section| section.pages.iter().copied());
    order.extend(by_folder.filter(|id| handbook.entry(*id).kind() == Kind::Pillar));
    order.extend(pillars());
    let mut seen = std::collections::BTreeSet::new();
    order.retain(|id| seen.insert(*id));
    order
}

/// The pillars as stops on the line.
pub fn stops(from: &Viewpoint<'_>) -> Vec<PillarStop> {
    let handbook = from.handbook();
    let pillars = in_order(handbook).into_iter().map(|id| handbook.entry(id));
    pillars
        .filter_map(|entry| match &entry.fields {
            Fields::Pillar(fields) => Some(PillarStop::of(entry, fields, from)),
            _ => None,
        })
        .collect()
}

impl PillarStop {
    fn of(entry: &Entry, pillar: &Pillar<EntryId>, from: &Viewpoint<'_>) -> Self {
        Self {
            id: format!("pillar-{}", entry.name()),
            link: from.link(entry.id),
            claim: text(&pillar.claim, from.words()),
            proofs: pillar::proofs(pillar, from),
            behaviours: behaviour::of_pillar(pillar, from),
        }
    }
}
