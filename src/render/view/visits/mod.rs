//! Visits as pages show them: one visit, and the lists, months and tables that are made of many.
//!
//! All come from [`Handbook::schedule`](crate::model::Handbook::schedule). Whether a visit lies ahead is nobody's
//! business here: each carries the instant at which it ends, and the reader's browser parts the list.

pub mod agenda;
pub mod ask;
pub mod coverage;
pub mod debriefs;
pub mod months;
mod of;
pub mod places;
pub mod when;

pub use of::{VisitStatus, VisitView, is_told, offered};

use crate::model::Handbook;
use crate::model::schedule::Visit;
use crate::parse::kind::Kind;
use crate::render::viewpoint::Viewpoint;

/// Where the agenda of all visits stands, below the site's root.
pub const AGENDA: &str = "shadowing/";
/// Where it stands who has been where.
pub const COVERAGE: &str = "shadowing/coverage/";
/// Where it stands what was seen.
pub const DEBRIEFS: &str = "shadowing/debriefs/";

/// A visit's anchor, wherever the visit is told in full: its programme's name and its own.
pub fn anchor(visit: &Visit, handbook: &Handbook) -> String {
    use crate::parse::address::slug;
    let programme = handbook.entry(handbook.schedule().programmes[visit.programme].entry);
    format!("visit-{}-{}", slug(programme.name()), slug(&visit.id))
}

/// The way to the agenda of all visits; `None` where there is no programme.
pub fn agenda_href(from: &Viewpoint<'_>) -> Option<String> {
    from.handbook().overview(Kind::Shadowing).map(|address| from.to_address(&address))
}

/// The visits of `visits` that readers are told about, as rows of a list that stands elsewhere than the agenda.
pub fn rows<'v>(visits: impl Iterator<Item = &'v Visit>, from: &Viewpoint<'_>) -> Vec<VisitView> {
    let href = agenda_href(from).unwrap_or_default();
    let clock = when::Clock::of(from);
    visits
        .filter(|visit| is_told(visit))
        .map(|visit| {
            let mut view = VisitView::of(visit, &clock, from);
            view.href = Some(format!("{href}#{}", view.id));
            view
        })
        .collect()
}
