//! The handbook, or one section of it, on paper.

use serde::Serialize;

use super::{Day, Link};

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
    /// The kind, the key of a word; `None` for plain pages.
    pub kind: Option<String>,
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
