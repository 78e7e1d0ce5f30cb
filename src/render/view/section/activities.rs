//! The activities' section: what keeps the pillars alive.

use super::super::{Link, activity, text};
use super::grouped::{Group, grouped};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// Activities by sort.
pub fn activities(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Group> {
    let words = from.words();
    let heading = |entry: &Entry| {
        let Fields::Activity(fields) = &entry.fields else { return None };
        let (sort, text) = activity::group(fields, words);
        Some((sort, Link { text, href: None }))
    };
    let remark = |entry: &Entry| {
        text::described(entry, words).or_else(|| {
            let Fields::Activity(fields) = &entry.fields else { return None };
            let pillars: Vec<String> =
                fields.pillars.iter().map(|pillar| from.link(pillar.to).text).collect();
            (!pillars.is_empty()).then(|| text::enumeration(&pillars, words))
        })
    };
    grouped(pages, from, heading, remark)
}
