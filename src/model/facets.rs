//! A page → what a search can be narrowed down to it by: one answer for the index and for the marks that other engines read.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Entry, Handbook, Tag};
use crate::parse::EntryId;
use crate::parse::kind::Fields;

impl Handbook {
    /// The department under which a page is looked for: its own, or else its owner's.
    pub fn home_of(&self, entry: &Entry) -> Option<EntryId> {
        let owner = entry.common.owner.as_ref().map(|owner| owner.to);
        self.department_of(entry.id).or_else(|| owner.and_then(|to| self.department_of(to)))
    }

    /// The roles under which a page is looked for: the one that it is or its person has, and its owner's.
    pub fn roles_of(&self, entry: &Entry) -> BTreeSet<EntryId> {
        let owner = entry.common.owner.as_ref().map(|owner| owner.to);
        [Some(entry.id), owner].into_iter().flatten().filter_map(|id| self.role_of(id)).collect()
    }

    /// The addresses of a page's tags.
    pub fn tags_of(&self, entry: &Entry) -> BTreeSet<Arc<str>> {
        entry
            .common
            .tags
            .iter()
            .filter_map(|text| self.tag_of(&text.value))
            .map(|(slug, _)| slug.clone())
            .collect()
    }

    /// The tag that pages spell `written`, with its address; some have letters of which no address can be made.
    pub fn tag_of(&self, written: &str) -> Option<(&Arc<str>, &Tag)> {
        let slug = self.spellings.get(written)?;
        Some((slug, self.tags.get(&**slug)?))
    }

    /// The role that an entry is, or that a person has.
    fn role_of(&self, id: EntryId) -> Option<EntryId> {
        match &self.entry(id).fields {
            Fields::Role(_) => Some(id),
            Fields::Person(person) => person.role.as_ref().map(|role| role.to),
            Fields::Promise(_)
            | Fields::Pillar(_)
            | Fields::Persona(_)
            | Fields::Department(_)
            | Fields::Goal(_)
            | Fields::Shadowing(_)
            | Fields::Voice(_)
            | Fields::Concern(_)
            | Fields::Recognition(_)
            | Fields::Encounter(_)
            | Fields::Activity(_)
            | Fields::Page => None,
        }
    }
}
