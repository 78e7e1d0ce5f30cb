//! All tags, and the pages of one.

use serde::Serialize;

use super::section;
use super::{Link, Row};
use crate::model::Tag;
use crate::parse::kind::Kind;
use crate::render::viewpoint::Viewpoint;

/// Fills `tags.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagsView {
    /// Tags by their first letter.
    pub letters: Vec<Letter>,
}

/// Tags with one first letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The letter, in capitals.
    pub letter: String,
    /// Its tags.
    pub tags: Vec<TagCount>,
}

/// A tag and how many pages carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagCount {
    /// The tag's page.
    pub link: Link,
    /// How many pages.
    pub pages: usize,
}

/// Fills `tag.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagView {
    /// The tag.
    pub tag: String,
    /// How many pages carry it.
    pub pages: usize,
    /// Pages by kind.
    pub groups: Vec<TagGroup>,
}

/// Pages of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagGroup {
    /// The kind, the key of a word.
    pub kind: String,
    /// The pages.
    pub pages: Vec<Row>,
}

impl TagsView {
    /// All tags.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let mut tags: Vec<(&String, &Tag)> = from.handbook().tags.iter().collect();
        tags.sort_by_cached_key(|(slug, tag)| (crate::model::collation_key(&tag.name), (*slug).clone()));
        let mut letters: Vec<Letter> = Vec::new();
        for (slug, tag) in tags {
            let key = crate::model::collation_key(&tag.name);
            let letter: String = key.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
            let link =
                Link { text: tag.name.to_string(), href: Some(from.to_address(&format!("tags/{slug}/"))) };
            let count = TagCount { link, pages: tag.pages.len() };
            match letters.last_mut().filter(|last| last.letter == letter) {
                Some(last) => last.tags.push(count),
                None => letters.push(Letter { letter, tags: vec![count] }),
            }
        }
        Self { letters }
    }
}

impl TagView {
    /// The pages of one tag.
    pub fn of(tag: &Tag, from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let of = |kind: Kind| tag.pages.iter().copied().filter(move |id| handbook.entry(*id).kind() == kind);
        let groups = Kind::ALL.iter().filter_map(|kind| {
            let pages: Vec<_> = of(*kind).collect();
            let rows = section::plain(&pages, from);
            (!rows.is_empty()).then(|| TagGroup { kind: kind.as_str().to_owned(), pages: rows })
        });
        Self { tag: tag.name.to_string(), pages: tag.pages.len(), groups: groups.collect() }
    }
}
