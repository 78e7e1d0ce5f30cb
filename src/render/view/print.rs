//! The handbook, or one section of it, on paper.

use serde::Serialize;

use super::of::KindView;
use super::relations::Relations;
use super::text;
use super::{Day, Link, SiteView};
use crate::model::{Entry, SectionId};
use crate::pages::{PAPER, on_paper, starter_pack};
use crate::parse::EntryId;
use crate::parse::kind::Kind;
use crate::render::viewpoint::Viewpoint;

/// Fills `print.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintView {
    /// What is printed: the handbook's title, or the section's.
    pub title: String,
    /// The handbook's build date is not among a page's bytes; this is the newest review among what is printed.
    pub newest: Option<Day>,
    /// Back to the screen.
    pub back: Link,
    /// Other things to print: each section, or the whole.
    pub others: Vec<Link>,
    /// The starter packs of the roles that are printed here.
    pub packs: Vec<Link>,
    /// Whether the handbook is too large for one page of paper, so that only its parts are printed.
    pub in_parts: bool,
    /// Sections, each with its pages.
    pub sections: Vec<PrintSection>,
}

/// One section on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintSection {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its introduction, HTML with headings from level 3.
    pub body: String,
    /// Its pages.
    pub pages: Vec<PrintPage>,
}

/// One page on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintPage {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What stands under the title: a quote, a claim, a description.
    pub lead: Option<String>,
    /// Whether the lead is something that was said.
    pub said: bool,
    /// What its type has to say, in the order of reading.
    pub facts: Vec<Fact>,
    /// Its text, HTML with headings from level 4 and anchors of its own.
    pub body: String,
}

/// One thing a typed page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is called, in the page's language.
    pub label: String,
    /// What it says, one line each.
    pub lines: Vec<String>,
}

impl PrintView {
    /// All of the handbook, or one top-level folder of it.
    pub fn of(part: Option<SectionId>, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let root = handbook.sections.first();
        let tops = || root.map_or(&[][..], |root| &root.sections).iter().copied();
        let title = |id: SectionId| from.section(id).text;
        let mut sections: Vec<PrintSection> = Vec::new();
        // A handbook that is too large for one page of paper is printed part by part.
        let whole_fits = handbook.entries.len() <= PAPER;
        if part.is_none()
            && whole_fits
            && let Some(root) = root
        {
            sections.extend(PrintSection::of(root.id, false, from, relations));
        }
        sections.extend(
            tops()
                .filter(|id| part.map_or(whole_fits, |part| part == *id))
                .filter_map(|id| PrintSection::of(id, true, from, relations)),
        );
        let whole = part.map(|_| Link {
            text: words.get("print.whole").to_owned(),
            href: Some(from.to_address("print/")),
        });
        let others = on_paper(handbook).into_iter().filter(|id| part != Some(*id)).map(|id| Link {
            text: title(id),
            href: Some(from.to_address(&format!("print/{}", handbook.section(id).address))),
        });
        Self {
            title: part.map_or_else(|| SiteView::of(handbook).title, title),
            newest: newest(part, from),
            back: match part {
                Some(id) => {
                    Link { text: words.get("print.back_to_part").to_owned(), href: from.section(id).href }
                }
                None => Link { text: words.get("print.back").to_owned(), href: Some(from.to_address("")) },
            },
            others: whole.into_iter().chain(others).collect(),
            packs: part.map_or_else(Vec::new, |part| packs(part, from)),
            in_parts: part.is_none() && !whole_fits,
            sections,
        }
    }
}

/// The starter packs of a folder's roles, by name.
fn packs(part: SectionId, from: &Viewpoint<'_>) -> Vec<Link> {
    let handbook = from.handbook();
    let mut roles: Vec<&Entry> = handbook
        .of_kind(Kind::Role)
        .filter(|role| super::base::top(handbook, role.section) == Some(part))
        .collect();
    roles.sort_by_key(|role| role.rank);
    roles
        .into_iter()
        .map(|role| Link { text: role.title.to_string(), href: Some(from.to_address(&starter_pack(role))) })
        .collect()
}

/// The last review among what is printed.
fn newest(part: Option<SectionId>, from: &Viewpoint<'_>) -> Option<Day> {
    let handbook = from.handbook();
    let within =
        |entry: &&Entry| part.is_none_or(|part| super::base::top(handbook, entry.section) == Some(part));
    let reviewed = |entry: &Entry| entry.common.reviewed.as_ref().and_then(|reviewed| reviewed.on);
    let newest = handbook.all().filter(within).filter_map(reviewed).map(|on| on.value).max();
    newest.map(|on| from.day(on))
}

impl PrintSection {
    /// A folder with its pages, and, if `deep`, those of the folders in it.
    fn of(id: SectionId, deep: bool, from: &Viewpoint<'_>, relations: &Relations) -> Option<Self> {
        let handbook = from.handbook();
        let section = handbook.section(id);
        let mut pages: Vec<EntryId> = section.pages.clone();
        if deep {
            let mut waiting: Vec<SectionId> = section.sections.iter().rev().copied().collect();
            while let Some(id) = waiting.pop() {
                let inner = handbook.section(id);
                pages.extend(inner.index);
                pages.extend(&inner.pages);
                waiting.extend(inner.sections.iter().rev());
            }
        }
        let anchor = format!("part-{}", id.0);
        let index = section.index.map(|index| handbook.entry(index));
        let body = index.map_or_else(String::new, |index| from.body_within(index, &format!("{anchor}-"), 1));
        if pages.is_empty() && body.is_empty() {
            return None;
        }
        let title = index.map_or_else(|| section.title.to_string(), |index| index.title.to_string());
        let title = if title.is_empty() { SiteView::of(handbook).title } else { title };
        let pages = pages.into_iter().map(|id| PrintPage::of(handbook.entry(id), from, relations)).collect();
        Some(Self { id: anchor, title, body, pages })
    }
}

impl PrintPage {
    fn of(entry: &Entry, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let id = format!("page-{}", entry.id.0);
        let view = KindView::of(entry, from, relations);
        let (lead, said) = match view.said() {
            Some(said) => (Some(said), true),
            None => (text::described(entry, from.words()).or_else(|| view.lead()), false),
        };
        Self {
            title: entry.title.to_string(),
            facts: view.facts(from.words()),
            body: from.body_within(entry, &format!("{id}-"), 2),
            id,
            lead,
            said,
        }
    }
}
