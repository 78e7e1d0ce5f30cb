//! Entries ↔ `kind/id`, the only way in which other tools know them.

use std::collections::HashMap;

use crate::model::Handbook;
use crate::parse::EntryId;
use crate::parse::field::is_full_name;
use crate::parse::kind::Kind;

/// The full name of every entry, and the way back.
pub(super) struct Names<'h> {
    full: Vec<String>,
    /// The place of each name among all of them in order; entries of one name share it.
    ranks: Vec<u32>,
    /// The entries, by name and address.
    pub(super) sorted: Vec<EntryId>,
    /// Only looked up, never walked through.
    by_id: HashMap<(Kind, &'h str), EntryId>,
}

impl<'h> Names<'h> {
    /// The names of what `handbook` shows. Of two plain pages with one id the first has the name, as
    /// everywhere.
    pub(super) fn of(handbook: &'h Handbook) -> Self {
        let mut by_id = HashMap::with_capacity(handbook.entries.len());
        for entry in &handbook.entries {
            by_id.entry((entry.kind(), &**entry.name())).or_insert(entry.id);
        }
        let full: Vec<String> = handbook.all().map(crate::model::Entry::reference).collect();
        let name = |id: &EntryId| full[id.0 as usize].as_str();
        let mut sorted: Vec<EntryId> = handbook.entries.iter().map(|entry| entry.id).collect();
        sorted.sort_by(|a, b| {
            name(a).cmp(name(b)).then_with(|| handbook.entry(*a).address.cmp(&handbook.entry(*b).address))
        });
        let mut ranks = vec![0; full.len()];
        for (rank, same) in (0_u32..).zip(sorted.chunk_by(|a, b| name(a) == name(b))) {
            same.iter().for_each(|id| ranks[id.0 as usize] = rank);
        }
        Self { full, ranks, sorted, by_id }
    }

    /// Where the name of `id` stands among all names: numbers are compared sooner than names.
    pub(super) fn rank(&self, id: EntryId) -> u32 {
        self.ranks.get(id.0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// `role/dispatcher`.
    pub(super) fn of_entry(&self, id: EntryId) -> &str {
        self.full.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The full name of what `written` names among `kinds`; nothing where that is nobody, several, or hidden.
    pub(super) fn resolve(&self, written: &str, kinds: &[Kind]) -> Option<&str> {
        let written = written.trim();
        if let Some((prefix, id)) = written.split_once('/') {
            let kind = Kind::find(prefix).filter(|kind| kinds.is_empty() || kinds.contains(kind))?;
            return self.by_id.get(&(kind, id)).map(|id| self.of_entry(*id));
        }
        let kinds = if kinds.is_empty() { Kind::ALL } else { kinds };
        let mut found = kinds.iter().filter_map(|kind| self.by_id.get(&(*kind, written)));
        let first = found.next()?;
        found.next().is_none().then(|| self.of_entry(*first))
    }
}

/// Free text that need not name anybody. What is written as a name is none: whoever is meant is not in this
/// edition.
pub(super) fn free_text(text: &str) -> Option<&str> {
    (!is_full_name(text)).then_some(text)
}
