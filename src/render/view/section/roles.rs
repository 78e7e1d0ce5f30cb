//! The roles' section: roles by department.

use super::super::text;
use super::grouped::{Group, grouped};
use crate::model::{Entry, collation_key};
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// Roles by department, those without one last.
pub fn roles(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Group> {
    let heading = |entry: &Entry| {
        let Fields::Role(role) = &entry.fields else { return None };
        let department = role.department.as_ref()?.to;
        let link = from.link(department);
        Some(((collation_key(&link.text), department), link))
    };
    grouped(pages, from, heading, |entry| text::described(entry, from.words()))
}
