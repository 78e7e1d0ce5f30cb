//! A handbook of which only texts have changed → the same handbook with the new texts.
//!
//! Most saves change a sentence. Who serves whom, what lies where and which links lead where is then what it was, and
//! [`assemble`](super::assemble) would find out all of it once more.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Edition, Entry, Handbook, Inventory};
use crate::diagnostic::{Checked, Diagnostic};
use crate::parse::Document;
use crate::parse::config::Settings;

/// A handbook, and all that it was assembled of.
#[derive(Debug, Clone)]
pub struct Assembled {
    /// What holds for all of it.
    pub settings: Arc<Settings>,
    /// For whom and for which day it is.
    pub edition: Edition,
    /// All documents, hidden ones as well, by path.
    pub documents: Vec<Document>,
    /// The files beside the pages.
    pub inventory: Inventory,
    /// What became of them.
    pub handbook: Arc<Handbook>,
    /// What does not hold.
    pub findings: Vec<Diagnostic>,
}

impl Assembled {
    /// What [`assemble`](super::assemble) would make of these, where it is this handbook but for the texts of its pages;
    /// `None` where only assembling can tell.
    pub fn again(
        &self,
        settings: &Settings,
        edition: &Edition,
        documents: &[Document],
        inventory: &Inventory,
    ) -> Option<Checked<Handbook>> {
        let same_surroundings = *self.settings == *settings
            && self.edition == *edition
            && self.documents.len() == documents.len()
            && self.inventory == *inventory;
        if !same_surroundings {
            return None;
        }
        // A finding stands at a place in its file, and whatever is written above it moves the place.
        let found: BTreeSet<&str> = self.findings.iter().flat_map(Diagnostic::files).collect();
        let mut changed = Vec::new();
        for (before, now) in self.documents.iter().zip(documents) {
            let same_facts = Arc::ptr_eq(&before.facts, &now.facts);
            if same_facts && Arc::ptr_eq(&before.body, &now.body) {
                continue;
            }
            if !same_facts && (!now.facts.tells_the_same(&before.facts) || found.contains(&*now.facts.file)) {
                return None;
            }
            changed.push(now);
        }
        let mut handbook = Handbook::clone(&self.handbook);
        for document in changed {
            let path = &document.facts.path;
            // Hidden pages are in no handbook.
            if let Ok(at) = handbook.entries.binary_search_by(|entry| entry.document.facts.path.cmp(path)) {
                let entry = Entry::clone(&handbook.entries[at]);
                handbook.entries[at] = Arc::new(Entry { document: document.clone(), ..entry });
            }
        }
        Some(Checked { value: handbook, findings: self.findings.clone() })
    }
}

impl Handbook {
    /// Whether `other` differs from this handbook in the texts of pages at most: everything else they share.
    pub fn differs_only_in_texts(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.sections, &other.sections)
    }
}
