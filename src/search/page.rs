//! [`Handbook`] → what each page of its site says for search: title, parts, facets.

use std::sync::Arc;

use jiff::civil::Date;

use super::fields::{self, Backwards, OwnPart};
use crate::model::{Entry, Handbook};
use crate::pages::{Page, Subject};
use crate::parse::EntryId;
use crate::parse::body::{Head, Plain};
use crate::parse::kind::Kind;
use crate::render::words::Words;

/// A page as search sees it.
#[derive(Debug)]
pub struct Found {
    /// Its title.
    pub title: String,
    /// Its address below the site's root, ending in a slash or empty.
    pub address: Arc<str>,
    /// What it is about.
    pub kind: Kind,
    /// The day on which it was last read through; of news, the day of the news where that is later.
    pub reviewed: Option<Date>,
    /// The departments it belongs to.
    pub departments: Vec<EntryId>,
    /// The roles it belongs to.
    pub roles: Vec<EntryId>,
    /// Its tags' addresses.
    pub tags: Vec<Arc<str>>,
    /// What it is to be found under besides: keywords and old addresses.
    pub keywords: Vec<Arc<str>>,
    /// What it says besides its text; a part without an anchor stands below the title, and is the first.
    pub own: Vec<OwnPart>,
    /// The entry whose text it shows.
    pub entry: Option<EntryId>,
}

/// All pages that can be found, by address.
pub fn pages(handbook: &Handbook, pages: &[Page], words: &Words) -> Vec<Found> {
    let backwards = Backwards::of(handbook);
    pages.iter().filter_map(|page| found(page, handbook, words, &backwards)).collect()
}

fn found(page: &Page, handbook: &Handbook, words: &Words, backwards: &Backwards) -> Option<Found> {
    let index_of = |folder: &str| {
        handbook.sections.iter().find(|section| &*section.folder == folder).and_then(|section| section.index)
    };
    let (index, title) = match &page.subject {
        Subject::Entry(id) => (Some(*id), String::new()),
        Subject::Start => (handbook.sections.first().and_then(|root| root.index), String::new()),
        Subject::Section(id) => {
            let section = handbook.section(*id);
            (section.index, section.title.to_string())
        }
        Subject::Overview(kind) => (None, words.get(&format!("kinds.{kind}")).to_owned()),
        Subject::LineOfSight => (index_of("line-of-sight"), words.get("parts.line_of_sight").to_owned()),
        Subject::Scorecard => {
            (index_of(crate::model::scorecard::FOLDER), words.get("concerns.title").to_owned())
        }
        Subject::Area(area) => (None, crate::render::view::scorecard::title(*area, words)),
        Subject::Coverage => (None, words.get("shadowing.coverage").to_owned()),
        Subject::Debriefs => (None, words.get("shadowing.debriefs").to_owned()),
        // Lists of what has pages of its own, and what is on paper already.
        Subject::LineTables
        | Subject::Health
        | Subject::Search(_)
        | Subject::Register(..)
        | Subject::Tags
        | Subject::Tag(_)
        | Subject::Print(_)
        | Subject::StarterPack(_)
        | Subject::NotFound => return None,
    };
    match index {
        Some(id) => Some(of_entry(handbook.entry(id), &page.address, handbook, words, backwards)),
        None if title.is_empty() => None,
        None => Some(Found {
            title,
            address: page.address.clone(),
            kind: Kind::Page,
            reviewed: None,
            departments: Vec::new(),
            roles: Vec::new(),
            tags: Vec::new(),
            keywords: Vec::new(),
            own: Vec::new(),
            entry: None,
        }),
    }
}

fn of_entry(
    entry: &Entry,
    address: &Arc<str>,
    handbook: &Handbook,
    words: &Words,
    backwards: &Backwards,
) -> Found {
    let common = &entry.common;
    let title = fields::title(entry);
    let mut own = fields::own_parts(entry, handbook, words, backwards);
    let said = |text: &str| !text.trim().is_empty();
    if let Some(description) = common.description.as_ref().filter(|text| said(&text.value)) {
        let description = description.value.trim();
        match own.iter_mut().find(|part| part.anchor.is_empty()) {
            Some(lead) if lead.text.contains(description) => {}
            Some(lead) => lead.text = format!("{description}\n{}", lead.text),
            None => {
                own.push(OwnPart { anchor: "".into(), head: String::new(), text: description.to_owned() })
            }
        }
    }
    // Below the title comes first.
    own.sort_by_key(|part| !part.anchor.is_empty());
    let mut keywords: Vec<Arc<str>> = Vec::new();
    let given = common.keywords.iter().chain(&common.aliases).map(|text| text.value.clone());
    keywords.extend(given.filter(|text| said(text)));
    if *title != *entry.title {
        keywords.push(entry.title.clone());
    }
    let reviewed = common.reviewed.as_ref().and_then(|reviewed| reviewed.on).map(|on| on.value);
    Found {
        title,
        address: address.clone(),
        kind: entry.kind(),
        reviewed: reviewed.max(common.date.map(|date| date.value)),
        departments: handbook.home_of(entry).into_iter().collect(),
        roles: handbook.roles_of(entry).into_iter().collect(),
        tags: handbook.tags_of(entry).into_iter().collect(),
        keywords,
        own,
        entry: Some(entry.id),
    }
}

/// A part of a page: its anchor, what stands above it, what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'p> {
    /// Its anchor; empty for what stands below the title.
    pub anchor: &'p str,
    /// What stands above it.
    pub head: &'p str,
    /// What it says: the page's own words, then its text's.
    pub text: (&'p str, &'p str),
}

impl Found {
    /// What its writer wrote, in plain words.
    pub fn words(&self, handbook: &Handbook) -> String {
        self.entry.map(|id| handbook.entry(id).document.body.words()).unwrap_or_default()
    }

    /// Its parts in order, the one below the title first.
    /// `words` are those of its [text](Self::words).
    pub fn parts<'p>(&'p self, handbook: &'p Handbook, words: &'p str) -> Vec<Part<'p>> {
        let mut parts: Vec<Part<'p>> = Vec::with_capacity(self.own.len() + 4);
        let own = self.own.iter();
        parts.extend(own.map(|part| Part { anchor: &part.anchor, head: &part.head, text: (&part.text, "") }));
        if let Some(id) = self.entry {
            let document = &handbook.entry(id).document;
            let plain = &document.body.plain;
            for (at, text) in texts(plain, words).enumerate() {
                let head = at.checked_sub(1).map_or(Head::Page, |before| plain.parts[before].head);
                let (anchor, head): (&str, &str) = match head {
                    Head::Heading(number) => document
                        .facts
                        .headings
                        .get(number as usize)
                        .map_or(("", ""), |heading| (&heading.id, &heading.text)),
                    Head::Term(number) => document
                        .facts
                        .terms
                        .get(number as usize)
                        .map_or(("", ""), |term| (&term.id, &term.term)),
                    Head::Page => ("", ""),
                };
                match parts.iter_mut().find(|part| part.anchor == anchor) {
                    Some(part) if part.text.1.is_empty() => part.text.1 = text,
                    // Text that goes on after a list of terms, under the heading before it.
                    Some(_) | None if text.is_empty() && head.is_empty() => {}
                    // What a writer says below the title, above the fields.
                    None if at == 0 => parts.insert(0, Part { anchor, head, text: ("", text) }),
                    Some(_) | None => parts.push(Part { anchor, head, text: ("", text) }),
                }
            }
        }
        parts
    }
}

/// The texts of a body that says `words`: what comes before its first part, then each part.
pub fn texts<'w>(plain: &Plain, words: &'w str) -> impl Iterator<Item = &'w str> {
    let begins = std::iter::once(0).chain(plain.parts.iter().map(|part| part.at as usize));
    let ends = plain.parts.iter().map(|part| part.at as usize).chain([words.len()]);
    begins.zip(ends).map(|(begin, end)| words.get(begin..end).unwrap_or("").trim_end())
}
