//! Model → what the templates show, ready: texts, dates in the reader's language, addresses relative to the page.
//!
//! Templates decide nothing. Every field is always there (an absent text is `None`, an absent list is empty), since a
//! template that names a missing variable is a mistake of the theme. One file a page type; each struct's name is the
//! template's: [`persona::PersonaView`] fills `kinds/persona.html`.
//!
//! A page's template receives five values: `words` (the theme's words in the page's language), `site` ([`SiteView`]),
//! `shell` (three pieces of HTML, rendered once a folder and part), `page` ([`PageView`]: what every page has) and `view`
//! (what its own type has).

pub mod activity;
pub mod around;
pub mod base;
mod behaviour;
pub mod by_department;
pub mod calendar_links;
pub mod concern;
pub mod department;
pub mod encounter;
mod facts;
mod figures;
mod found;
pub mod goal;
pub mod health;
pub mod line;
pub mod line_tables;
mod of;
pub mod person;
pub mod persona;
pub mod pillar;
pub mod print;
pub mod promise;
pub mod recognition;
pub mod relations;
pub mod role;
pub mod scorecard;
pub mod search;
pub mod section;
pub mod shadowing;
mod sheet;
pub mod shell;
pub mod sight;
mod spread;
pub mod start;
pub mod start_for_me;
pub mod starter_pack;
pub mod tags;
pub(crate) mod text;
pub mod trends;
pub mod visits;
pub mod voice;
pub mod voice_folder;

pub use found::FoundView;
pub use of::of;

use serde::Serialize;

use super::shared::SharedLink;

/// What is the same on every page of one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteView {
    /// The handbook's title.
    pub title: String,
    /// The organisation's name; the handbook's title where none is given.
    pub organisation: String,
    /// The promise's statement, if the handbook has one; set in the footer.
    pub statement: Option<String>,
}

/// What every page has besides its own content.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageView {
    /// The page's title, as in its `h1`.
    pub title: String,
    /// The whole of `<title>`: page and handbook.
    pub full_title: String,
    /// One sentence about the page; `<meta name="description">` and the lead under the heading.
    pub description: Option<String>,
    /// BCP 47 language of the page.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: Direction,
    /// Absolute address, where `base_url` is known.
    pub canonical: Option<String>,
    /// The way from the start page to the page's section; the page itself is not among them.
    pub crumbs: Vec<SharedLink>,
    /// The list of the section's pages as HTML, rendered once a folder from `shell/section-nav.html`.
    pub section_nav: Option<String>,
    /// Headings of the text, shown from three on.
    pub toc: Vec<Heading>,
    /// Who keeps the page, and when it was last looked at.
    pub margin: MarginView,
    /// The page before this one in its section.
    pub before: Option<SharedLink>,
    /// The page after this one in its section.
    pub next: Option<SharedLink>,
    /// What a reader must know before reading, as the key of a word: `draft`, `not_yet`, `expired`, `other_language`.
    pub notice: Option<Notice>,
    /// The text as HTML, ready. Empty where the page has none.
    pub body: String,
    /// What a page that a search may bring says to engines that read pages.
    pub found: Option<FoundView>,
}

/// The direction a page's script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The direction of a language by its BCP 47 tag: by the script where the tag names one, else by the language.
    /// Languages after the Unicode CLDR's `characterOrder`.
    #[must_use]
    pub fn of(language: &str) -> Self {
        const RIGHT_TO_LEFT: [&str; 13] =
            ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur"];
        const SCRIPTS: [&str; 7] = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"];
        let mut parts = language.split('-');
        let first = parts.next().unwrap_or_default().to_ascii_lowercase();
        if first == "yi" {
            return Self::Rtl;
        }
        match parts.find(|part| part.len() == 4) {
            Some(script) if SCRIPTS.iter().any(|known| known.eq_ignore_ascii_case(script)) => Self::Rtl,
            Some(_) => Self::Ltr,
            None if RIGHT_TO_LEFT.contains(&first.as_str()) => Self::Rtl,
            None => Self::Ltr,
        }
    }
}

/// Why a page is shown that another edition would not show, or not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A draft, shown because drafts were asked for.
    Draft,
    /// To be published later.
    NotYet,
    /// Past its last day.
    Expired,
    /// Written in the handbook's first language, since this edition has none of its own.
    OtherLanguage,
}

/// A text that leads somewhere, or only says so where the edition has no such page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What is read.
    pub text: String,
    /// Where it leads, relative to the page; `None` shows the text alone.
    pub href: Option<String>,
}

/// A link with a remark under it: one row of a plain list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The title.
    pub link: Link,
    /// What stands under it, quieter.
    pub remark: Option<String>,
}

/// Something a list can be narrowed to, with how many entries would be left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What the list's entries carry.
    pub value: String,
    /// What is read.
    pub text: String,
    /// How many entries carry it.
    pub count: usize,
}

/// A date for reading and for machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// ISO 8601, for `<time datetime>`.
    pub iso: String,
    /// As people of the language write it.
    pub text: String,
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 2 or 3.
    pub level: u8,
    /// The heading's text.
    pub text: String,
    /// Its anchor.
    pub id: String,
}

/// The narrow column beside a text: who keeps the page, how fresh it is, whom to ask, who mentions it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MarginView {
    /// The owner.
    pub kept_by: Option<SharedLink>,
    /// The last review.
    pub reviewed: Option<Day>,
    /// The reviewer's note.
    pub note: Option<String>,
    /// Who to ask.
    pub ask: Option<Link>,
    /// Where a change can be made or suggested.
    pub edit: Option<String>,
    /// Pages that refer to this one, by title.
    pub mentioned_on: Vec<SharedLink>,
    /// How many more there are than are shown.
    pub mentioned_more: usize,
    /// The page's tags.
    pub tags: Vec<SharedLink>,
}

/// What someone said, and who it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The words, without quotation marks.
    pub text: String,
    /// Who said so.
    pub by: Option<Link>,
    /// Where or when.
    pub remark: Option<String>,
}

/// One step of a way: who gives what to the next, to which standard, and what it is worth to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hop {
    /// The role or customer.
    pub who: Link,
    /// Set in the customers' voice.
    pub customer: bool,
    /// What is handed on; `None` at the end of the way.
    pub output: Option<String>,
    /// How well or by when.
    pub standard: Option<String>,
    /// What the receiver can do with it.
    pub value: Option<String>,
}

/// What keeping a pillar looks like: one row of the table of behaviours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Behaviour {
    /// Where it holds: a department, a role, or a pillar, whichever the page is not about.
    pub whose: Link,
    /// What we do.
    pub does: Option<String>,
    /// What we do not.
    pub does_not: Option<String>,
    /// Words or deeds as an example.
    pub example: Option<String>,
}

/// A face: a photo, or the first letter of a name in the ring where the line ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Portrait {
    /// The first letter of the name.
    pub initial: String,
    /// The photo's address.
    pub photo: Option<String>,
}
