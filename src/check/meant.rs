//! Whom a faulty name was probably meant for. A customer is not said to be out of reach where a role's `serves` names
//! her with a slip of the keyboard: that is told already, and mending it mends both.

use std::collections::BTreeSet;

use super::Scope;
use crate::diagnostic::suggest;
use crate::model::{Entry, Visibility};
use crate::parse::EntryId;
use crate::parse::field::Written;
use crate::parse::kind::{Fields, Kind, Role};
use crate::parse::yaml::Value;

/// A role as it was written, and as it was understood.
pub(super) struct Two<'a> {
    pub(super) written: &'a Role<Written>,
    pub(super) role: &'a Role<EntryId>,
}

/// `loose` without those whom a role with a finding of its own may mean: `unknown` lists the names in its `field` that
/// name nobody, `kinds` what they could be; a role whose `field` cannot be read means everybody whose id stands in it.
pub(super) fn without_doubt<'a>(
    mut loose: Vec<&'a Entry>,
    scope: Scope<'_>,
    field: &str,
    kinds: &[Kind],
    unknown: impl Fn(Two<'_>) -> Vec<Written>,
) -> Vec<&'a Entry> {
    if loose.is_empty() {
        return loose;
    }
    let handbook = scope.handbook;
    let known = || {
        let entries = handbook.entries.iter().filter(|entry| kinds.contains(&entry.kind()));
        entries.map(|entry| &**entry.name())
    };
    let mut meant: BTreeSet<&str> = BTreeSet::new();
    // A page whose front matter cannot be read at all is hidden, whatever it is about.
    let hidden = handbook.hidden.iter().filter(|(_, reason)| **reason == Visibility::Unreadable);
    let mut unread: Vec<&str> = hidden.map(|(path, _)| &**path).collect();
    for entry in handbook.of_kind(Kind::Role) {
        let facts = &entry.document.facts;
        let (Fields::Role(written), Fields::Role(role)) = (&facts.fields, &entry.fields) else { continue };
        for name in unknown(Two { written, role }) {
            meant.extend(suggest::nearest(name.rsplit('/').next().unwrap_or(&name), known()));
        }
        // Items that are no names were told when the file was read.
        let items = facts.front.as_ref().and_then(|front| front.get(field)).map(|node| &node.value);
        let understood = if field == "goals" { written.goals.len() } else { written.serves.len() };
        if items.is_some_and(|items| !matches!(items, Value::List(items) if items.len() == understood)) {
            unread.push(&facts.path);
        }
    }
    let unread: Vec<_> = unread
        .into_iter()
        .filter_map(|path| Some(String::from_utf8_lossy(scope.sources.page(path)?)))
        .filter(|text| mentions(text, field))
        .collect();
    loose.retain(|entry| {
        !meant.contains(&**entry.name()) && !unread.iter().any(|text| mentions(text, entry.name()))
    });
    loose
}

/// Whether `id` stands in `text` as a word of its own.
fn mentions(text: &str, id: &str) -> bool {
    let of_an_id = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(id)
        .any(|(at, _)| !text[..at].ends_with(of_an_id) && !text[at + id.len()..].starts_with(of_an_id))
}
