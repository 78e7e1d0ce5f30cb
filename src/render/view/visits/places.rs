//! Places still free, for the pages of people and roles: the soonest first, with whom, and when.

use std::collections::BTreeSet;

use super::{VisitView, is_told, offered, rows};
use crate::model::schedule::Visit;
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// How many places a role's page carries. Those that are over are left out in the reader's browser, so there are more
/// than are meant to be read.
const CARRIED: usize = 12;

/// Visits with a place to ask for, the soonest first.
pub fn free<'d>(from: &Viewpoint<'d>) -> impl Iterator<Item = &'d Visit> {
    let from = from.clone();
    from.handbook().schedule().open().filter(move |visit| is_told(visit) && offered(visit, &from) > 0)
}

/// Places with people who do the work of `role`, and with those whom it serves or who serve it.
pub fn near(role: EntryId, from: &Viewpoint<'_>) -> Vec<VisitView> {
    let handbook = from.handbook();
    let line = handbook.line_of_sight();
    let served = line.serves(role).map(|hop| hop.to);
    let serving = from.desk.relations.served_by(role).iter().map(|(giver, _)| *giver);
    let near: BTreeSet<EntryId> = served.chain(serving).chain([role]).collect();
    let close = |visit: &&Visit| match &handbook.entry(visit.host).fields {
        Fields::Person(person) => person.role.as_ref().is_some_and(|role| near.contains(&role.to)),
        _ => false,
    };
    rows(free(from).filter(close).take(CARRIED), from)
}
