//! A page → the department it belongs to: one answer for checks, views and the scorecard.

use super::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::Fields;

impl Handbook {
    /// The department to which a page belongs, if it belongs to one: a role's own, a person's by way of the role, a
    /// department itself, and the one a concern is about.
    pub fn department_of(&self, id: EntryId) -> Option<EntryId> {
        match &self.entry(id).fields {
            Fields::Role(role) => role.department.as_ref().map(|department| department.to),
            // A reference to a role names a role: this goes no deeper than once.
            Fields::Person(person) => person.role.as_ref().and_then(|role| self.department_of(role.to)),
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
}
