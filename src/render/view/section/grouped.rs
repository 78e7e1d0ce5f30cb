//! Pages under headings, for sections that need no more.

use serde::Serialize;

use super::super::{Link, Row, text};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;

/// Pages under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The heading, ready, with its page if it has one; `None` for what belongs nowhere.
    pub heading: Option<Link>,
    /// The pages.
    pub rows: Vec<Row>,
}

/// Pages under the headings that `heading` gives them, in the headings' order; those without one come last.
pub fn grouped<K: Ord>(
    pages: &[EntryId],
    from: &Viewpoint<'_>,
    heading: impl Fn(&Entry) -> Option<(K, Link)>,
    remark: impl Fn(&Entry) -> Option<String>,
) -> Vec<Group> {
    let mut groups: Vec<(Option<K>, Group)> = Vec::new();
    for id in pages {
        let entry = from.handbook().entry(*id);
        let (key, heading) = heading(entry).unzip();
        let row = text::row(*id, remark(entry), from);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.rows.push(row),
            None => groups.push((key, Group { heading, rows: vec![row] })),
        }
    }
    groups.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    groups.into_iter().map(|(_, group)| group).collect()
}
