//! The encounters' section: visits, events and adopted customers.

use super::super::{Link, encounter};
use super::grouped::{Group, grouped};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// Encounters by sort.
pub fn encounters(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Group> {
    let words = from.words();
    let heading = |entry: &Entry| {
        let Fields::Encounter(fields) = &entry.fields else { return None };
        let (sort, text) = encounter::group(fields, words);
        Some((sort, Link { text, href: None }))
    };
    let remark = |entry: &Entry| {
        let Fields::Encounter(fields) = &entry.fields else { return None };
        let day = fields.start.map(|start| words.day(start.value.wall().date()));
        let who = fields.persona.as_ref().map(|persona| from.link(persona.to).text);
        let parts: Vec<String> = who.into_iter().chain(day).collect();
        (!parts.is_empty()).then(|| parts.join(&format!("{} ", words.get("list.comma"))))
    };
    grouped(pages, from, heading, remark)
}
