//! The section of visits: programmes, and places still free.

use serde::Serialize;

use super::super::Row;
use super::super::shadowing::SessionView;
use super::plain;
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// Programmes and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShadowingList {
    /// The programmes, the newest first.
    pub programmes: Vec<Row>,
    /// Places still free, soonest first.
    pub open: Vec<SessionView>,
}

/// Programmes, the newest first, and their free places.
pub fn shadowing(pages: &[EntryId], from: &Viewpoint<'_>) -> ShadowingList {
    let handbook = from.handbook();
    let mut programmes = pages.to_vec();
    programmes.sort_by_cached_key(|id| match &handbook.entry(*id).fields {
        Fields::Shadowing(fields) => {
            std::cmp::Reverse(fields.cycle.as_ref().and_then(|cycle| cycle.from).map(|from| from.value))
        }
        _ => std::cmp::Reverse(None),
    });
    let mut open: Vec<SessionView> = Vec::new();
    for id in &programmes {
        let entry = handbook.entry(*id);
        let Fields::Shadowing(fields) = &entry.fields else { continue };
        let sessions = (0..fields.sessions.len()).filter_map(|at| SessionView::elsewhere(entry, at, from));
        open.extend(sessions.filter(|session| session.free > 0));
    }
    open.sort_by(|a, b| a.start.iso.cmp(&b.start.iso).then_with(|| a.href.cmp(&b.href)));
    ShadowingList { programmes: plain(&programmes, from), open }
}
