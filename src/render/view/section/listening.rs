//! The section of concerns: what was raised, and what we did.

use serde::Serialize;

use super::super::concern::{ConcernStatus, ConcernView};
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// Concerns by how they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListeningList {
    /// How many there are.
    pub all: usize,
    /// How many have an answer.
    pub answered: usize,
    /// The concerns: waiting first, then newest first.
    pub concerns: Vec<ConcernView>,
}

/// Concerns that wait first, then by how they stand, each the newest first.
pub fn listening(pages: &[EntryId], from: &Viewpoint<'_>) -> ListeningList {
    let mut concerns: Vec<ConcernView> = pages
        .iter()
        .filter_map(|id| {
            let entry = from.handbook().entry(*id);
            let Fields::Concern(concern) = &entry.fields else { return None };
            Some(ConcernView::listed(entry, concern, from))
        })
        .collect();
    let on = |concern: &ConcernView| concern.on.as_ref().map(|on| on.iso.clone());
    concerns.sort_by(|a, b| a.status.cmp(&b.status).then_with(|| on(b).cmp(&on(a))));
    ListeningList {
        all: concerns.len(),
        answered: concerns.iter().filter(|concern| concern.status != ConcernStatus::Waiting).count(),
        concerns,
    }
}
