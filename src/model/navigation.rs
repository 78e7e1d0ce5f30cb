//! Folders → sections: what lies beside what, and in which order.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Entry, Tag};
use crate::parse::config::Settings;
use crate::parse::kind::Kind;
use crate::parse::{Document, EntryId, address, humanise};

/// A folder, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

/// A folder of the handbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its number.
    pub id: SectionId,
    /// Its path below the folder of content; empty for the handbook itself.
    pub folder: Arc<str>,
    /// Its address: `how-we-work/`.
    pub address: Arc<str>,
    /// Its page's title, or its folder's name in words.
    pub title: Arc<str>,
    /// The page that introduces it, if the writer made one.
    pub index: Option<EntryId>,
    /// The kind of its pages, if the model gives them one by folder.
    pub kind: Option<Kind>,
    /// The folder it lies in.
    pub parent: Option<SectionId>,
    /// Its pages, in order, without its own.
    pub pages: Vec<EntryId>,
    /// The folders in it, in order.
    pub sections: Vec<SectionId>,
}

/// All folders, and the one of each page.
pub struct Sections {
    /// The folders, each before those inside it.
    pub all: Vec<Section>,
    /// The folder of each page, by the page's number.
    pub of: Vec<SectionId>,
}

/// The folders of the shown pages. They are put in [`order`] once titles are known.
pub fn sections(shown: &[&Document], addresses: &[Arc<str>], settings: &Settings) -> Sections {
    let rules = settings.parse_rules(false);
    let mut by_folder: BTreeMap<Arc<str>, SectionId> = BTreeMap::new();
    let mut all: Vec<Section> = Vec::new();
    let mut of = Vec::with_capacity(shown.len());
    section("", &mut by_folder, &mut all, &rules);
    for (number, document) in shown.iter().enumerate() {
        let facts = &document.facts;
        let folder = facts.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let id = section(folder, &mut by_folder, &mut all, &rules);
        let entry = EntryId(u32::try_from(number).unwrap_or(u32::MAX));
        let home = &mut all[id.0 as usize];
        if facts.index {
            home.index = Some(entry);
            home.title = facts.title();
            home.address = addresses[number].clone();
        } else {
            home.pages.push(entry);
        }
        of.push(id);
    }
    Sections { all, of }
}

fn section(
    folder: &str,
    by_folder: &mut BTreeMap<Arc<str>, SectionId>,
    all: &mut Vec<Section>,
    rules: &crate::parse::ParseRules,
) -> SectionId {
    if let Some(id) = by_folder.get(folder) {
        return *id;
    }
    let parent = (!folder.is_empty())
        .then(|| section(folder.rsplit_once('/').map_or("", |(parent, _)| parent), by_folder, all, rules));
    let id = SectionId(u32::try_from(all.len()).unwrap_or(u32::MAX));
    let name = folder.rsplit('/').next().unwrap_or("");
    let kind = rules.folders.iter().find(|(named, _)| named == folder).map(|(_, kind)| *kind);
    all.push(Section {
        id,
        folder: folder.into(),
        address: address::of_folder(folder).into(),
        title: humanise(name).into(),
        index: None,
        kind: kind.filter(|_| rules.configured),
        parent,
        pages: Vec::new(),
        sections: Vec::new(),
    });
    by_folder.insert(folder.into(), id);
    if let Some(parent) = parent {
        all[parent.0 as usize].sections.push(id);
    }
    id
}

/// Puts pages, folders and tags in order: by `order`, news by day with the newest first, then by title. Tells each page
/// its place.
pub fn order(entries: &mut [Arc<Entry>], sections: &mut [Section], tags: &mut BTreeMap<String, Tag>) {
    for (rank, number) in (0..).zip(by_title(entries)) {
        Arc::make_mut(&mut entries[number]).rank = rank;
    }
    let compare = |a: &EntryId, b: &EntryId| -> Ordering {
        let (a, b) = (&entries[a.0 as usize], &entries[b.0 as usize]);
        let order = |entry: &Entry| entry.common.order.map_or(f64::INFINITY, |order| order.value);
        let date = |entry: &Entry| entry.common.date.map(|date| date.value);
        order(a).total_cmp(&order(b)).then_with(|| date(b).cmp(&date(a))).then_with(|| a.rank.cmp(&b.rank))
    };
    let titles: Vec<_> = sections
        .iter()
        .map(|section| {
            let order = section.index.and_then(|index| entries[index.0 as usize].common.order);
            (
                order.map_or(f64::INFINITY, |order| order.value),
                collation_key(&section.title),
                section.address.clone(),
            )
        })
        .collect();
    for section in sections.iter_mut() {
        section.pages.sort_by(&compare);
        section.sections.sort_by(|a, b| {
            let (a, b) = (&titles[a.0 as usize], &titles[b.0 as usize]);
            a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)).then_with(|| a.2.cmp(&b.2))
        });
    }
    for tag in tags.values_mut() {
        tag.pages.sort_by_key(|id| entries[id.0 as usize].rank);
    }
    for section in sections {
        for (nth, id) in (0..).zip(&section.pages) {
            Arc::make_mut(&mut entries[id.0 as usize]).nth = Some(nth);
        }
    }
}

/// The numbers of all pages, in the order of their titles; pages of one title in the order of their addresses.
fn by_title(entries: &[Arc<Entry>]) -> Vec<usize> {
    let mut keys: Vec<(String, &str, usize)> = entries
        .par_iter()
        .enumerate()
        .map(|(number, entry)| (collation_key(&entry.title), &*entry.address, number))
        .collect();
    keys.par_sort_unstable();
    keys.into_iter().map(|(_, _, number)| number).collect()
}

/// As many digits have all numbers in a [`collation_key`], so that they are compared by their value.
const DIGITS: usize = 12;

/// What titles are sorted by, the same on every machine: letters without marks or case, digits by their value.
pub fn collation_key(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    if title.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') {
        return title.to_ascii_lowercase();
    }
    if title.is_ascii() {
        // Nothing in it has parts.
        return collation_key_of(title.chars());
    }
    collation_key_of(title.nfkd().filter(|c| !is_combining_mark(*c)))
}

/// The key of letters without marks.
fn collation_key_of(letters: impl Iterator<Item = char>) -> String {
    let mut key = String::with_capacity(64);
    let mut digits = String::new();
    let flush = |digits: &mut String, key: &mut String| {
        if !digits.is_empty() {
            let value = digits.trim_start_matches('0');
            key.extend(std::iter::repeat_n('0', DIGITS.saturating_sub(value.len())));
            key.push_str(value);
            digits.clear();
        }
    };
    for c in letters {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        flush(&mut digits, &mut key);
        match c {
            c if c.is_ascii_alphabetic() => key.push(c.to_ascii_lowercase()),
            'ß' => key.push_str("ss"),
            'ø' | 'Ø' => key.push('o'),
            'æ' | 'Æ' => key.push_str("ae"),
            'ł' | 'Ł' => key.push('l'),
            c if c.is_alphanumeric() => key.extend(c.to_lowercase()),
            c if c.is_whitespace() || c == '-' => key.push(' '),
            _ => {}
        }
    }
    flush(&mut digits, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_sort_as_people_expect() {
        let mut titles = vec!["Zoo", "äpfel", "Round 10", "Round 9", "\"Apt\"", "Ærø"];
        titles.sort_by_key(|title| collation_key(title));
        assert_eq!(titles, ["Ærø", "äpfel", "\"Apt\"", "Round 9", "Round 10", "Zoo"]);
    }
}
