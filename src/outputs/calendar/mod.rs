//! Visits → `calendar/all.ics`, `calendar/departments/ID.ics`, `calendar/people/ID.ics`, and one file for each visit that may
//! still come: iCalendar (RFC 5545), to be followed or downloaded.
//!
//! Which of them there are is the model's to say ([`calendars`](crate::model::calendars)), and no page links to another. What is
//! in them is what the edition shows and `keep_past` keeps. Nobody's mail address is in them, and nothing of debriefs:
//! a calendar lies on other people's machines for years.
//!
//! Meetings with customers stay out: they have pages of their own, and a calendar that somebody's phone shows to whoever
//! looks over the shoulder is no place for customers' names.

mod event;
mod lines;
mod visit;

use std::sync::Arc;

use super::Changes;
use crate::model::Handbook;
use crate::model::calendars::{Whose, visits};
use crate::render::view::SiteView;
use crate::render::words::Words;
use crate::site::Site;
use event::Event;
use visit::Writer;

/// Puts the calendars into the site. They are written when they are asked for.
pub(super) fn put(site: &mut Site, handbook: &Arc<Handbook>, words: &Words, changes: &Changes) {
    let words = Arc::new(words.clone());
    for (whose, path) in handbook.calendars().followed() {
        let (handbook, words, changes) = (handbook.clone(), words.clone(), changes.clone());
        let make = move || Ok(followed(&Writer::new(&handbook, &words, &changes), whose).into_bytes().into());
        site.put_lazy(path.clone(), Box::new(make));
    }
    for (number, visit) in handbook.schedule().visits.iter().enumerate() {
        let Some(path) = handbook.calendars().path_of(visit) else { continue };
        let (handbook, words, changes) = (handbook.clone(), words.clone(), changes.clone());
        let make = move || Ok(single(&Writer::new(&handbook, &words, &changes), number).into_bytes().into());
        site.put_lazy(path.clone(), Box::new(make));
    }
}

/// A calendar that somebody follows.
fn followed(writer: &Writer<'_>, whose: Whose) -> String {
    let handbook = writer.handbook;
    let own = matches!(whose, Whose::Person(_));
    let events: Vec<Event> = visits(handbook, whose).filter_map(|visit| writer.event(visit, own)).collect();
    let name = match whose {
        Whose::All => SiteView::of(handbook).organisation,
        Whose::Department(id) | Whose::Person(id) => handbook.entry(id).title.to_string(),
    };
    event::followed(&writer.words.fill("calendar.name", &[("whose", &name)]), &events)
}

/// One visit, to be put into a calendar that somebody has already.
fn single(writer: &Writer<'_>, number: usize) -> String {
    let visit = writer.handbook.schedule().visits.get(number);
    let event = visit.and_then(|visit| writer.event(visit, true));
    event::single(event.as_slice())
}
