//! Behaviours as rows: on a pillar's page by department or role, elsewhere by pillar.

use super::Behaviour;
use super::relations::Relations;
use super::text::text;
use crate::parse::EntryId;
use crate::parse::kind::{self, Fields, Pillar};
use crate::render::viewpoint::Viewpoint;

/// The rows of a pillar, a department or role each.
pub fn of_pillar(pillar: &Pillar<EntryId>, from: &Viewpoint<'_>) -> Vec<Behaviour> {
    let rows = pillar.behaviours.iter();
    rows.filter_map(|behaviour| {
        let role = behaviour.role.as_ref().map(|to| to.to);
        let whose = role.or_else(|| behaviour.department.as_ref().map(|to| to.to))?;
        Some(row(whose, behaviour, from))
    })
    .collect()
}

/// The rows of a department or role, a pillar each.
pub fn by_pillar(whose: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Vec<Behaviour> {
    let rows = relations.behaviours(whose).iter();
    rows.filter_map(|(pillar, at)| {
        let Fields::Pillar(fields) = &from.handbook().entry(*pillar).fields else { return None };
        Some(row(*pillar, fields.behaviours.get(*at)?, from))
    })
    .collect()
}

fn row(whose: EntryId, behaviour: &kind::Behaviour<EntryId>, from: &Viewpoint<'_>) -> Behaviour {
    let words = from.words();
    Behaviour {
        whose: from.link(whose),
        does: text(&behaviour.r#do, words),
        does_not: text(&behaviour.dont, words),
        example: text(&behaviour.example, words),
    }
}
