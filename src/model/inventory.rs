//! The files beside the pages: which there are, and what spreadsheets' exports among them say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::links::beside;
use crate::parse::counts::Counts;
use crate::parse::field::Spot;
use crate::parse::kind::Fields;
use crate::parse::sessions::Sessions;
use crate::parse::value::FileName;
use crate::parse::{Document, Facts};

/// The files beside the pages.
#[derive(Debug, Clone, Default)]
pub struct Inventory {
    files: BTreeSet<Arc<str>>,
    exports: BTreeMap<Arc<str>, Arc<Export>>,
}

impl PartialEq for Inventory {
    /// An export that was not read again is the same, however many rows it has.
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<Export>, &Arc<Export>)| Arc::ptr_eq(a, b) || a == b;
        self.files == other.files
            && self.exports.keys().eq(other.exports.keys())
            && self.exports.values().zip(other.exports.values()).all(same)
    }
}

/// A file that is data of its page and nothing for readers: it is never published.
#[derive(Debug, Clone, PartialEq)]
pub enum Export {
    /// A voice's counts. Those of small groups are among them.
    Counts(Counts),
    /// A programme's sessions. Those that are long past are among them.
    Sessions(Sessions),
}

/// What a page's export is expected to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// A voice's counts.
    Counts,
    /// A programme's sessions.
    Sessions,
}

impl Inventory {
    /// The files at `paths`, below the folder of content.
    pub fn new(paths: impl IntoIterator<Item = Arc<str>>) -> Self {
        Self { files: paths.into_iter().collect(), exports: BTreeMap::new() }
    }

    /// The file at `path`, if there is one; two spellings of one letter are one file.
    pub fn file(&self, path: &str) -> Option<Arc<str>> {
        let exact = self.files.get(path).cloned();
        exact.or_else(|| {
            (!path.is_ascii())
                .then(|| self.files.iter().find(|file| file.nfc().eq(path.nfc())).cloned())
                .flatten()
        })
    }

    /// All files, by path.
    pub fn files(&self) -> impl Iterator<Item = &Arc<str>> + Clone {
        self.files.iter()
    }

    /// The exports that `documents` name and that are there, each once: shown pages' and hidden ones', since neither is ever
    /// published.
    pub fn named_exports(&self, documents: &[Document]) -> BTreeMap<Arc<str>, (ExportKind, bool)> {
        let mut exports = BTreeMap::new();
        for facts in documents.iter().map(|document| &document.facts) {
            let Some((kind, path)) = self.named(facts) else { continue };
            let draft = facts.common.draft.is_some_and(|draft| draft.value);
            let (_, all_drafts) = exports.entry(path).or_insert((kind, draft));
            *all_drafts &= draft;
        }
        exports
    }

    fn named(&self, facts: &Facts) -> Option<(ExportKind, Arc<str>)> {
        let (kind, named): (_, &Option<Spot<FileName>>) = match &facts.fields {
            Fields::Voice(voice) => (ExportKind::Counts, &voice.counts_file),
            Fields::Shadowing(shadowing) => (ExportKind::Sessions, &shadowing.sessions_file),
            Fields::Promise(_)
            | Fields::Pillar(_)
            | Fields::Persona(_)
            | Fields::Role(_)
            | Fields::Department(_)
            | Fields::Person(_)
            | Fields::Goal(_)
            | Fields::Concern(_)
            | Fields::Recognition(_)
            | Fields::Encounter(_)
            | Fields::Activity(_)
            | Fields::Page => return None,
        };
        Some((kind, self.file(&beside(&facts.path, &named.as_ref()?.value.0)?)?))
    }

    /// Keeps what the export at `path` says.
    pub fn put(&mut self, path: Arc<str>, export: Arc<Export>) {
        self.exports.insert(path, export);
    }

    /// Whether the file at `path` is some page's data.
    pub fn is_export(&self, path: &str) -> bool {
        self.exports.contains_key(path)
    }

    /// What the file at `path` holds, if it is some page's data.
    pub fn export_kind(&self, path: &str) -> Option<ExportKind> {
        self.exports.get(path).map(|export| match **export {
            Export::Counts(_) => ExportKind::Counts,
            Export::Sessions(_) => ExportKind::Sessions,
        })
    }

    /// What the `counts_file` of a page says.
    pub fn counts(&self, facts: &Facts) -> Option<&Counts> {
        match self.export(facts)? {
            Export::Counts(counts) => Some(counts),
            Export::Sessions(_) => None,
        }
    }

    /// What the `sessions_file` of a page says.
    pub fn sessions(&self, facts: &Facts) -> Option<&Sessions> {
        match self.export(facts)? {
            Export::Sessions(sessions) => Some(sessions),
            Export::Counts(_) => None,
        }
    }

    fn export(&self, facts: &Facts) -> Option<&Export> {
        let (_, path) = self.named(facts)?;
        self.exports.get(&path).map(|export| &**export)
    }
}
