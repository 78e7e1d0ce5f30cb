//! Two looks at a folder → what differs between them. What a look finds is believed, whatever led to it.

use std::cmp::Ordering;
use std::sync::Arc;

use super::look;
use crate::source::{Sources, TextFile};

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It was not there before.
    Added,
    /// It holds something else.
    Edited,
    /// It is no longer there.
    Removed,
}

/// A part of a handbook that files belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// `handbook.yaml`, on which everything may depend.
    Settings,
    /// A file of a theme, on which every page may depend.
    Theme,
    /// A page.
    Page,
    /// A picture, a table, something to download.
    Asset,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file, relative to DIR.
    pub file: Arc<str>,
    /// What it is.
    pub part: Part,
    /// What happened to it.
    pub what: What,
}

/// What differs, settings first, then the theme, the pages by path, and the files beside them.
pub(super) fn between(before: &Sources, now: &Sources) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut tell = |part: Part, found: Vec<(Arc<str>, What)>| {
        changes.extend(found.into_iter().map(|(file, what)| Change { file, part, what }));
    };
    let file = |text: &TextFile| text.file.clone();
    let same = |a: &TextFile, b: &TextFile| a.digest == b.digest;
    let by_path = |a: &TextFile, b: &TextFile| a.path.cmp(&b.path);
    tell(Part::Settings, differing(before.settings.iter(), now.settings.iter(), by_path, same, file));
    tell(Part::Theme, differing(before.themes.values(), now.themes.values(), by_path, same, file));
    tell(Part::Page, differing(before.pages.iter(), now.pages.iter(), by_path, same, file));
    tell(
        Part::Asset,
        differing(
            before.assets.iter(),
            now.assets.iter(),
            |a, b| a.0.cmp(b.0),
            |a, b| look::is_same(a.1, b.1),
            |asset| asset.1.file.clone(),
        ),
    );
    changes
}

/// What differs between two lists that are in the same `order`.
fn differing<T: Copy>(
    before: impl Iterator<Item = T>,
    now: impl Iterator<Item = T>,
    order: impl Fn(T, T) -> Ordering,
    same: impl Fn(T, T) -> bool,
    file: impl Fn(T) -> Arc<str>,
) -> Vec<(Arc<str>, What)> {
    let (mut before, mut now) = (before.peekable(), now.peekable());
    let mut found = Vec::new();
    loop {
        let next = match (before.peek(), now.peek()) {
            (None, None) => return found,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => order(*old, *new),
        };
        match next {
            Ordering::Less => found.extend(before.next().map(|old| (file(old), What::Removed))),
            Ordering::Greater => found.extend(now.next().map(|new| (file(new), What::Added))),
            Ordering::Equal => {
                if let (Some(old), Some(new)) = (before.next(), now.next())
                    && !same(old, new)
                {
                    found.push((file(new), What::Edited));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_by_what_the_files_hold() {
        let before = Sources::in_memory([
            ("content/handbook.yaml", &b"title: A"[..]),
            ("content/a.md", b"a"),
            ("content/c.md", b"c"),
            ("content/d.md", b"d"),
            ("content/van.png", b"png"),
            ("themes/default/styles/prose.css", b"p {}"),
        ]);
        let now = Sources::in_memory([
            ("content/handbook.yaml", &b"title: B"[..]),
            ("content/a.md", b"a"),
            ("content/b.md", b"b"),
            ("content/d.md", b"D"),
            ("content/van.png", b"longer"),
        ]);
        let told: Vec<String> = between(&before, &now)
            .iter()
            .map(|change| format!("{:?} {:?} {}", change.part, change.what, change.file))
            .collect();
        assert_eq!(
            told,
            [
                "Settings Edited content/handbook.yaml",
                "Theme Removed themes/default/styles/prose.css",
                "Page Added content/b.md",
                "Page Removed content/c.md",
                "Page Edited content/d.md",
                "Asset Edited content/van.png",
            ]
        );
        assert!(between(&now, &now).is_empty());
    }
}
