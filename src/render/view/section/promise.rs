//! The promise's section: what we promise, and the pillars it stands on.

use serde::Serialize;

use super::super::Link;
use super::super::promise::{self, PillarStop};
use super::super::text::text;
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// The promise and its pillars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseList {
    /// The promises; one, as a rule.
    pub promises: Vec<PromiseRow>,
    /// The pillars.
    pub pillars: Vec<PillarStop>,
}

/// A promise in its section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseRow {
    /// Its page.
    pub link: Link,
    /// Its words.
    pub statement: String,
}

impl PromiseList {
    /// The promises among `pages`, and all pillars.
    pub fn of(pages: &[EntryId], from: &Viewpoint<'_>) -> Self {
        Self {
            promises: pages.iter().filter_map(|id| PromiseRow::of(*id, from)).collect(),
            pillars: promise::stops(from),
        }
    }
}

impl PromiseRow {
    fn of(id: EntryId, from: &Viewpoint<'_>) -> Option<Self> {
        let Fields::Promise(promise) = &from.handbook().entry(id).fields else { return None };
        Some(Self { link: from.link(id), statement: text(&promise.statement, from.words())? })
    }
}
