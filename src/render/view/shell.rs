//! The pieces around every page. They depend on the page's depth and on the part of the handbook it belongs to, never on
//! the page itself, so each is rendered once and then written into thousands of pages as it is.

use serde::Serialize;

use super::Link;

/// Fills `shell/head.html`: what stands in `<head>` before the title. One a depth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeadView {
    /// The address of the site's root from the page, empty or ending in a slash.
    pub root: String,
    /// The policy for pages that are opened from a folder; servers send it as a header, too.
    pub policy: String,
    /// The stylesheet's address.
    pub style: String,
    /// The script's address.
    pub script: String,
    /// The address of the script that leads to the search index.
    pub search: String,
    /// The address of the script that the search box asks for when it is opened.
    pub search_script: String,
    /// The address of the small picture in the browser's tab, if the handbook has a logo.
    pub icon: Option<String>,
    /// The news feed's address, if the edition has one.
    pub feed: Option<String>,
}

/// Fills `shell/header.html`. One a depth and part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderView {
    /// The start page.
    pub home: String,
    /// The handbook's own logo; without one the line is drawn.
    pub logo: Option<Logo>,
    /// The parts of the handbook, seven at most.
    pub parts: Vec<Part>,
    /// Parts beyond the seventh, which only the menu lists.
    pub more: Vec<Part>,
    /// The search page.
    pub search: String,
}

/// The handbook's own picture in the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// Address.
    pub src: String,
    /// Width in pixels, where known.
    pub width: Option<u32>,
    /// Height in pixels, where known.
    pub height: Option<u32>,
}

/// One part of the handbook in the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its short name and address.
    pub link: Link,
    /// How the page stands to it.
    pub current: Current,
}

/// Whether a part is where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Current {
    /// Elsewhere.
    No,
    /// The page belongs to the part: `aria-current="true"`.
    Within,
    /// The page is the part's own first page: `aria-current="page"`.
    Page,
}

/// Fills `shell/footer.html`. One a depth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FooterView {
    /// Every part of the handbook, with those that have no room in the header.
    pub parts: Vec<Link>,
    /// Tags, print: pages about the handbook rather than of it.
    pub pages: Vec<Link>,
}

/// Fills `shell/section-nav.html`: the pages of one folder. One a folder; the page's own link is marked afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionNavView {
    /// The section's name and first page.
    pub section: Link,
    /// Its pages, in order.
    pub pages: Vec<Link>,
}
