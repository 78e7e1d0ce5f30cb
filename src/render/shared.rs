//! Links that many pages show alike, made once for all pages that look from the same depth.
//!
//! A page is mentioned on a dozen others and stands on the way to more. What a template gets of a link is the same on all of
//! them whose way to the site's root is the same, so it is shared and neither written nor read again.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use serde::{Serialize, Serializer};
use tera::Value;

use super::view::Link;
use crate::model::{Handbook, SectionId};
use crate::parse::EntryId;

/// A [`Link`] as templates get it.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedLink(Value);

impl Serialize for SharedLink {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl From<Link> for SharedLink {
    fn from(link: Link) -> Self {
        Self(Value::from_serializable(&link))
    }
}

/// What is shared among the pages of one handbook, by their way to the site's root.
#[derive(Debug)]
pub struct Shared {
    entries: usize,
    sections: usize,
    from: RwLock<HashMap<Arc<str>, Arc<SharedFrom>>>,
}

/// What is shared among the pages that have one way to the site's root.
#[derive(Debug)]
pub struct SharedFrom {
    entries: Box<[OnceLock<SharedLink>]>,
    sections: Box<[OnceLock<SharedLink>]>,
    tags: RwLock<HashMap<Arc<str>, SharedLink>>,
}

impl Shared {
    /// Nothing shared yet.
    pub fn of(handbook: &Handbook) -> Self {
        Self { entries: handbook.entries.len(), sections: handbook.sections.len(), from: RwLock::default() }
    }

    /// What is shared from where `root` leads to the site's root.
    pub(super) fn from(&self, root: &Arc<str>) -> Arc<SharedFrom> {
        if let Some(known) = self.from.read().unwrap_or_else(PoisonError::into_inner).get(root) {
            return known.clone();
        }
        let new = || {
            Arc::new(SharedFrom {
                entries: std::iter::repeat_with(OnceLock::new).take(self.entries).collect(),
                sections: std::iter::repeat_with(OnceLock::new).take(self.sections).collect(),
                tags: RwLock::default(),
            })
        };
        let mut from = self.from.write().unwrap_or_else(PoisonError::into_inner);
        from.entry(root.clone()).or_insert_with(new).clone()
    }
}

impl SharedFrom {
    /// The link to an entry, as `make` makes it.
    pub(super) fn entry(&self, id: EntryId, make: impl FnOnce() -> Link) -> SharedLink {
        shared(self.entries.get(id.0 as usize), make)
    }

    /// The link to a folder's page, as `make` makes it.
    pub(super) fn section(&self, id: SectionId, make: impl FnOnce() -> Link) -> SharedLink {
        shared(self.sections.get(id.0 as usize), make)
    }

    /// The link to the page of the tag at `slug`, as `make` makes it.
    pub(super) fn tag(&self, slug: &Arc<str>, make: impl FnOnce() -> Link) -> SharedLink {
        if let Some(known) = self.tags.read().unwrap_or_else(PoisonError::into_inner).get(slug) {
            return known.clone();
        }
        let link = SharedLink::from(make());
        self.tags.write().unwrap_or_else(PoisonError::into_inner).insert(slug.clone(), link.clone());
        link
    }
}

fn shared(place: Option<&OnceLock<SharedLink>>, make: impl FnOnce() -> Link) -> SharedLink {
    match place {
        Some(place) => place.get_or_init(|| make().into()).clone(),
        None => make().into(),
    }
}
