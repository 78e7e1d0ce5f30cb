//! [`Handbook`] → [`Page`]s: which pages a site has, and where. What they show is decided when they are rendered.

pub mod directory;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::directory::{Directory, Register};
use crate::model::scorecard::{self, Area};
use crate::model::{Handbook, OVERVIEWS, SectionId};
use crate::parse::EntryId;
use crate::parse::kind::Kind;

/// Where those who keep the handbook find what waits for them.
pub const OWNERS: &str = "health/";

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address below the site's root, ending in a slash or empty; `404.html` is the one that is a file.
    pub address: Arc<str>,
    /// What it is about.
    pub subject: Subject,
}

/// What a page is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The first page.
    Start,
    /// A page that a writer wrote.
    Entry(EntryId),
    /// A folder: its list, below the writer's introduction if there is one.
    Section(SectionId),
    /// All pages of a kind, at an address where the writer has no folder.
    Overview(Kind),
    /// Who serves whom, role by role.
    LineOfSight,
    /// The same as tables of numbers.
    LineTables,
    /// Who has been where on visits.
    Coverage,
    /// What was seen on visits.
    Debriefs,
    /// The four concerns as ten questions, for all departments.
    Scorecard,
    /// One of the four concerns, with its evidence.
    Area(Area),
    /// What those who keep the handbook want to know.
    Health,
    /// Where everything is found: by asking, or by browsing all titles.
    Search(Arc<Directory>),
    /// One of the lists of all titles, or of those of a kind, by its number.
    Register(Arc<Register>, usize),
    /// All tags.
    Tags,
    /// The pages of one tag, by the tag's address.
    Tag(String),
    /// All of the handbook, or one top-level folder of it, on paper.
    Print(Option<SectionId>),
    /// A role on two sheets of paper, for whoever begins.
    StarterPack(EntryId),
    /// What is shown where there is no page.
    NotFound,
}

impl Subject {
    /// Whether a search may bring the page. Lists of what has pages of its own, and what is on paper, stay out.
    pub fn is_found(&self) -> bool {
        match self {
            Self::Start
            | Self::Entry(_)
            | Self::Section(_)
            | Self::Overview(_)
            | Self::LineOfSight
            | Self::Coverage
            | Self::Debriefs
            | Self::Scorecard
            | Self::Area(_) => true,
            Self::LineTables
            | Self::Health
            | Self::Search(_)
            | Self::Register(..)
            | Self::Tags
            | Self::Tag(_)
            | Self::Print(_)
            | Self::StarterPack(_)
            | Self::NotFound => false,
        }
    }
}

impl Page {
    /// The file that holds the page.
    pub fn file(&self) -> String {
        match self.subject {
            Subject::NotFound => self.address.to_string(),
            _ => format!("{}index.html", self.address),
        }
    }
}

/// How many pages one page of paper holds at most. A thousand would make a file that no browser prints, and
/// every text on paper is rendered once more.
pub const PAPER: usize = 300;

/// The parts that are printed whole: top-level folders that are not too large for it.
pub fn on_paper(handbook: &Handbook) -> Vec<SectionId> {
    let fits = |id: &SectionId| size(handbook, *id) <= PAPER;
    handbook.sections[0].sections.iter().copied().filter(fits).collect()
}

/// How many pages a folder holds, with those of the folders in it.
fn size(handbook: &Handbook, id: SectionId) -> usize {
    let section = handbook.section(id);
    let inner: usize = section.sections.iter().map(|inner| size(handbook, *inner)).sum();
    section.pages.len() + usize::from(section.index.is_some()) + inner
}

pub use crate::model::starter_pack;

/// The pages of `handbook`, by address.
pub fn pages(handbook: &Handbook) -> Vec<Page> {
    let mut pages =
        Vec::with_capacity(handbook.entries.len() + handbook.sections.len() + handbook.tags.len() + 8);
    let mut put = |address: Arc<str>, subject| pages.push(Page { address, subject });
    put("".into(), Subject::Start);
    put("404.html".into(), Subject::NotFound);
    let indexes: BTreeSet<EntryId> = handbook.sections.iter().filter_map(|section| section.index).collect();
    for entry in handbook.entries.iter().filter(|entry| !indexes.contains(&entry.id)) {
        put(entry.address.clone(), Subject::Entry(entry.id));
    }
    for section in handbook.sections.iter().skip(1) {
        // The program's own pages stand there, with what the writer wrote as their introduction.
        if !matches!(&*section.folder, "line-of-sight" | "search" | "tags" | scorecard::FOLDER) {
            put(section.address.clone(), Subject::Section(section.id));
        }
    }
    for (kind, folder) in OVERVIEWS {
        let written = handbook.sections.iter().any(|section| &*section.folder == *folder);
        if !written && handbook.of_kind(*kind).next().is_some() {
            put(format!("{folder}/").into(), Subject::Overview(*kind));
        }
    }
    if handbook.of_kind(Kind::Role).next().is_some() {
        put("line-of-sight/".into(), Subject::LineOfSight);
        put("line-of-sight/tables/".into(), Subject::LineTables);
    }
    if handbook.of_kind(Kind::Shadowing).next().is_some() {
        put("shadowing/coverage/".into(), Subject::Coverage);
        put("shadowing/debriefs/".into(), Subject::Debriefs);
    }
    if handbook.has_scorecard() {
        put(format!("{}/", scorecard::FOLDER).into(), Subject::Scorecard);
        for area in Area::ALL {
            put(area.address().into(), Subject::Area(area));
        }
    }
    put(OWNERS.into(), Subject::Health);
    if !handbook.tags.is_empty() {
        put("tags/".into(), Subject::Tags);
        for slug in handbook.tags.keys() {
            put(format!("tags/{slug}/").into(), Subject::Tag(slug.clone()));
        }
    }
    put("print/".into(), Subject::Print(None));
    for section in on_paper(handbook) {
        put(format!("print/{}", handbook.section(section).address).into(), Subject::Print(Some(section)));
    }
    for role in handbook.of_kind(Kind::Role) {
        put(starter_pack(role).into(), Subject::StarterPack(role.id));
    }
    pages.extend(Directory::of(handbook).pages());
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    // Two ids that differ in nothing an address can show are a `duplicate-id`'s or an `address-clash`'s business.
    pages.dedup_by(|a, b| a.address == b.address);
    pages
}
