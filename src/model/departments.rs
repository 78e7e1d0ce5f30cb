//! A page → the department it belongs to: one answer for checks, views and the scorecard.

use std::sync::Arc;

use super::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::kind::Fields;

impl Handbook {
    /// The department to which a page belongs, if it belongs to one: a role's own, a person's by way of the role, a
    /// department itself, and the one a concern is about.
    pub fn department_of(&self, id: EntryId) -> Option<EntryId> {
        of(&self.entries, id)
    }

    /// Whether two people have the same function: they share a department, or their departments' `function`. Nobody can tell for people
    /// without a department.
    pub fn same_function(&self, one: EntryId, other: EntryId) -> bool {
        let (Some(one), Some(other)) = (self.department_of(one), self.department_of(other)) else {
            return false;
        };
        let function = |id| match &self.entry(id).fields {
            Fields::Department(department) => {
                department.function.as_ref().map(|function| function.trim().to_lowercase())
            }
            _ => None,
        };
        one == other || function(one).is_some_and(|named| function(other) == Some(named))
    }
}

/// [`Handbook::department_of`] while the handbook is being put together.
pub(super) fn of(entries: &[Arc<Entry>], id: EntryId) -> Option<EntryId> {
    match &entries[id.0 as usize].fields {
        Fields::Role(role) => role.department.as_ref().map(|department| department.to),
        // A reference to a role names a role: this goes no deeper than once.
        Fields::Person(person) => person.role.as_ref().and_then(|role| of(entries, role.to)),
        Fields::Department(_) => Some(id),
        Fields::Concern(concern) => concern.department.as_ref().map(|department| department.to),
        Fields::Promise(_)
        | Fields::Pillar(_)
        | Fields::Persona(_)
        | Fields::Goal(_)
        | Fields::Shadowing(_)
        | Fields::Voice(_)
        | Fields::Recognition(_)
        | Fields::Encounter(_)
        | Fields::Activity(_)
        | Fields::Page => None,
    }
}
