//! Which template a page has, and what it shows.

use serde::Serialize;

use super::PageView;
use crate::pages::{Page, Subject};
use crate::render::renderer::Shown;
use crate::render::viewpoint::Viewpoint;

#[derive(Serialize)]
struct Nothing {}

#[derive(Serialize)]
struct NotFound {
    home: String,
    parts: Vec<super::Link>,
}

/// What `page` shows, seen `from` its place.
pub fn of(page: &Page, from: &Viewpoint<'_>) -> Shown {
    let handbook = from.handbook();
    match &page.subject {
        Subject::Entry(id) => {
            Shown::new("page.html", PageView::of_entry(handbook.entry(*id), page, from), &Nothing {})
        }
        Subject::Section(id) => {
            let section = handbook.section(*id);
            let base = match section.index {
                Some(index) => PageView::of_entry(handbook.entry(index), page, from),
                None => PageView::bare(&section.title, page, from),
            };
            Shown::new("page.html", base, &Nothing {})
        }
        Subject::NotFound => Shown::new(
            "not-found.html",
            PageView::bare(from.words().get("not_found.title"), page, from),
            &NotFound { home: from.to_address(""), parts: super::around::footer(from).parts },
        ),
        _ => Shown::new("page.html", PageView::bare("Page", page, from), &Nothing {}),
    }
}
