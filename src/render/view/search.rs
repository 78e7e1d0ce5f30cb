//! The search page: a field that a script fills, and below it every page by title, for browsing.

use serde::Serialize;

use super::{Link, Row};
use crate::model::collation_key;
use crate::pages::directory::{Directory, Register};
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;

/// Fills `search.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchView {
    /// How many pages the handbook has.
    pub pages: usize,
    /// Kinds of pages, with how many there are.
    pub kinds: Vec<Row>,
    /// All titles by their first letter, where they fit.
    pub letters: Vec<Titles>,
    /// Otherwise the lists they are cut into, by their first and last title.
    pub lists: Vec<Row>,
}

/// Fills `search-list.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterView {
    /// How many pages all lists together hold.
    pub pages: usize,
    /// The titles of this one.
    pub letters: Vec<Titles>,
    /// All lists, where there are more than one; the one that is open has no address.
    pub lists: Vec<Row>,
}

/// Pages whose titles begin alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Titles {
    /// The letter, in capitals; `0–9` for digits.
    pub letter: String,
    /// The pages.
    pub pages: Vec<Link>,
}

impl SearchView {
    /// What the search page of a handbook with this directory shows.
    pub fn of(directory: &Directory, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let kinds = directory.kinds.iter().map(|register| Row {
            link: Link { text: title(register, from), href: Some(from.to_address(&register.address(0))) },
            remark: Some(words.plural("search.pages", register.len() as u64)),
        });
        let short = directory.is_short();
        Self {
            pages: directory.all.len(),
            kinds: kinds.collect(),
            letters: if short {
                directory.all.lists.first().map_or_else(Vec::new, |list| letters(list, from))
            } else {
                Vec::new()
            },
            lists: if short { Vec::new() } else { lists(&directory.all, None, from) },
        }
    }
}

impl RegisterView {
    /// What the list number `nth` of `register` shows.
    pub fn of(register: &Register, nth: usize, from: &Viewpoint<'_>) -> Self {
        Self {
            pages: register.len(),
            letters: register.lists.get(nth).map_or_else(Vec::new, |list| letters(list, from)),
            lists: if register.lists.len() > 1 { lists(register, Some(nth), from) } else { Vec::new() },
        }
    }
}

/// What a register is called.
pub fn title(register: &Register, from: &Viewpoint<'_>) -> String {
    match register.kind {
        None => from.words().get("search.all_pages").to_owned(),
        Some(kind) => from.words().get(&format!("kinds.{}", kind.as_str())).to_owned(),
    }
}

/// The lists of a register by their first and last title; the one that is `open` leads nowhere.
fn lists(register: &Register, open: Option<usize>, from: &Viewpoint<'_>) -> Vec<Row> {
    let name = |id: &EntryId| from.short_title(from.handbook().entry(*id));
    let rows = register.lists.iter().enumerate().filter_map(|(nth, list)| {
        let (first, last) = (name(list.first()?), name(list.last()?));
        Some(Row {
            link: Link {
                text: from.words().fill("date.range", &[("from", &first), ("to", &last)]),
                href: (open != Some(nth)).then(|| from.to_address(&register.address(nth))),
            },
            remark: Some(from.words().plural("search.pages", list.len() as u64)),
        })
    });
    rows.collect()
}

/// Pages under their first letters. What is mentioned under another name than its title stands where that name does.
fn letters(list: &[EntryId], from: &Viewpoint<'_>) -> Vec<Titles> {
    let mut pages: Vec<(String, Link)> =
        list.iter().map(|id| from.link(*id)).map(|link| (collation_key(&link.text), link)).collect();
    pages.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut letters: Vec<Titles> = Vec::new();
    for (key, link) in pages {
        let letter = letter(&key);
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.pages.push(link),
            None => letters.push(Titles { letter, pages: vec![link] }),
        }
    }
    letters
}

fn letter(key: &str) -> String {
    match key.chars().next() {
        Some(c) if c.is_ascii_digit() => "0–9".to_owned(),
        Some(c) if c.is_alphabetic() => c.to_uppercase().collect(),
        _ => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::letter;
    use crate::model::collation_key;

    #[test]
    fn a_title_stands_under_its_first_letter_without_marks() {
        for (title, under) in [
            ("Écoute", "E"),
            ("über uns", "U"),
            ("24 hours", "0–9"),
            ("東京", "東"),
            ("", "…"),
            ("שלום", "ש"),
        ] {
            assert_eq!(letter(&collation_key(title)), under, "{title}");
        }
    }
}
