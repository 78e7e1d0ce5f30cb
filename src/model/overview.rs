//! A kind → the page that lists all of it.

use std::sync::Arc;

use super::Handbook;
use crate::parse::kind::Kind;

/// Kinds whose list stands at an address of its own, wherever their pages lie: renaming the folder by `kinds:` does
/// not move it, and the writer's `index.md` at that address is its introduction.
pub const OVERVIEWS: &[(Kind, &str)] = &[
    (Kind::Shadowing, "shadowing"),
    (Kind::Voice, "voice"),
    (Kind::Concern, "listening"),
    (Kind::Recognition, "recognition"),
];

/// The folder at whose address the list of all pages of `kind` stands, if that is fixed.
pub fn overview_of(kind: Kind) -> Option<&'static str> {
    OVERVIEWS.iter().find(|(listed, _)| *listed == kind).map(|(_, folder)| *folder)
}

impl Handbook {
    /// The kind whose list stands at `folder`, in this handbook: it has such pages, or keeps a folder for them.
    pub fn overview_at(&self, folder: &str) -> Option<Kind> {
        let (kind, _) = OVERVIEWS.iter().find(|(_, fixed)| *fixed == folder)?;
        let kept = || self.sections.iter().any(|section| section.kind == Some(*kind));
        (self.of_kind(*kind).next().is_some() || kept()).then_some(*kind)
    }

    /// The address of the page that lists all of `kind`: the fixed one, or its folder's; `None` where the handbook has
    /// no such page.
    pub fn overview(&self, kind: Kind) -> Option<Arc<str>> {
        if let Some(folder) = overview_of(kind) {
            return self.of_kind(kind).next().map(|_| format!("{folder}/").into());
        }
        let section =
            self.sections.iter().find(|section| section.kind == Some(kind) && !section.pages.is_empty());
        section.map(|section| section.address.clone())
    }
}
