//! All tags, and the pages of one.

use serde::Serialize;

use super::{Link, Row};

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
