//! A visit → the [`Event`] that calendars show.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::Changes;
use super::event::{Event, Status};
use crate::model::schedule::{Programme, Visit};
use crate::model::{Entry, Handbook};
use crate::outputs::sitemap::last_change;
use crate::parse::base_url::BaseUrl;
use crate::parse::kind::{Fields, SessionStatus};
use crate::parse::{EntryId, address};
use crate::render::view::SiteView;
use crate::render::view::text::{enumeration, set, text, texts, time};
use crate::render::view::visits::anchor;
use crate::render::viewpoint::absolute;
use crate::render::words::Words;

/// What events of one handbook are written with.
pub(super) struct Writer<'h> {
    pub(super) handbook: &'h Handbook,
    pub(super) words: &'h Words,
    changes: &'h Changes,
    base: Option<BaseUrl>,
    /// What stands after the `@` of names: where the handbook is published, or whose it is. Never a machine or a person.
    domain: String,
}

impl<'h> Writer<'h> {
    /// Writes in the handbook's language.
    pub(super) fn new(handbook: &'h Handbook, words: &'h Words, changes: &'h Changes) -> Self {
        let base = handbook.settings.base();
        let host = base.as_ref().and_then(|base| base.origin().split_once("://"));
        let domain = match host {
            Some((_, host)) => host.to_owned(),
            None => part(&address::slug(&SiteView::of(handbook).organisation)),
        };
        Self { handbook, words, changes, base, domain }
    }

    /// The event of `visit`, in the calendar of somebody who takes part in it (`own`) or of many people. `None` where a
    /// calendar cannot say when it is.
    pub(super) fn event(&self, visit: &Visit, own: bool) -> Option<Event> {
        let programme = &self.handbook.schedule().programmes[visit.programme];
        let page = self.handbook.entry(programme.entry);
        // Calendars know years of four digits.
        let start = visit.start.timestamp();
        if !(1..=9998).contains(&visit.start.year()) {
            return None;
        }
        let anchor = anchor(visit, self.handbook);
        let url = self.base.as_ref().map(|base| {
            let mut url = absolute(base, &page.address);
            url.push('#');
            crate::render::viewpoint::encode(&mut url, &anchor);
            url
        });
        Some(Event {
            uid: format!("visit.{}.{}@{}", part(page.name()), part(&visit.id), self.domain),
            changed: self.changed(page, programme, visit),
            start,
            end: visit.end.timestamp(),
            status: status(visit.status),
            busy: own && !visit.is_cancelled(),
            summary: self.summary(visit),
            location: text(&visit.written.place, self.words),
            description: self.description(visit, page, programme),
            url,
            category: self.words.get("parts.shadowing").to_owned(),
        })
    }

    /// In a few words: who goes to whom. A program that does not understand that something is cancelled still says it.
    fn summary(&self, visit: &Visit) -> String {
        let host = self.name(visit.host);
        let guests: Vec<String> = visit.guests.iter().map(|guest| self.name(*guest)).collect();
        let what = if guests.is_empty() {
            let key = if self.handbook.offered(visit) > 0 {
                "calendar.free_place"
            } else {
                "calendar.somebodys_visit"
            };
            self.words.fill(key, &[("host", &host)])
        } else {
            let guests = enumeration(&guests, self.words);
            self.words.fill("calendar.visit", &[("guests", &guests), ("host", &host)])
        };
        if visit.is_cancelled() { self.words.fill("calendar.called_off", &[("what", &what)]) } else { what }
    }

    /// All there is to say, line by line.
    fn description(&self, visit: &Visit, page: &Entry, programme: &Programme) -> String {
        let words = self.words;
        let status = words.get(&format!("calendar.status.{}", visit.status.as_str())).to_owned();
        // A place that nobody offers is none to ask for.
        let is_offered = visit.status != SessionStatus::Open || self.handbook.offered(visit) > 0;
        let mut lines: Vec<String> = is_offered.then_some(status).into_iter().collect();
        let free = self.handbook.offered(visit);
        if free > 0 {
            lines.push(words.plural("calendar.room", free));
            if let Some(who) = self.ask(page) {
                lines.push(words.fill("calendar.ask", &[("who", &who)]));
            }
        }
        lines.push(words.fill(
            "calendar.local",
            &[("hours", &self.hours(visit)), ("zone", &programme.zone_name.replace('_', " "))],
        ));
        if let Some(mode) = visit.written.mode {
            let mode = words.get(&format!("shadowing.mode.{}", mode.as_str().replace('-', "_"))).to_owned();
            lines.push(words.fill("calendar.mode", &[("mode", &mode)]));
        }
        let objectives = texts(&visit.written.objectives, words);
        if !objectives.is_empty() {
            lines.push(format!("{} {}", words.get("shadowing.to"), enumeration(&objectives, words)));
        }
        let observed: Vec<String> = visit.written.observe.iter().map(|to| self.name(to.to)).collect();
        if !observed.is_empty() {
            lines.push(format!("{} {}", words.get("shadowing.watching"), enumeration(&observed, words)));
        }
        lines.join("\n")
    }

    /// From when to when on the wall there, for whoever reads it elsewhere.
    fn hours(&self, visit: &Visit) -> String {
        let (from, to) = (time(visit.start.time()), time(visit.end.time()));
        if visit.start.date() == visit.end.date() {
            self.words.fill("time.hours", &[("from", &from), ("to", &to)])
        } else {
            let day = self.words.day(visit.end.date());
            self.words.fill("time.hours_over", &[("from", &from), ("to", &to), ("day", &day)])
        }
    }

    /// Whom the programme's page names to be asked. Only the name: a mail address is shown where its owner has put it, on the
    /// owner's own page.
    fn ask(&self, page: &Entry) -> Option<String> {
        let contact = page.common.ask.first()?;
        let who = match contact.to {
            Some(to) => self.name(to),
            None => set(&contact.text, self.words),
        };
        Some(who).filter(|who| !who.is_empty())
    }

    /// When somebody last changed what is told of `visit`: the later of the last commit to the file it stands in or to its programme's page, and
    /// of the day on which that page says somebody worked on it; where neither is known, the first day of the cycle, else the
    /// visit's own.
    fn changed(&self, page: &Entry, programme: &Programme, visit: &Visit) -> Timestamp {
        let midnight = |day: Date| day.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp());
        let committed = [page.file(), &visit.file].into_iter().filter_map(|file| (self.changes)(file)).max();
        let begins = || programme.cycle.map_or_else(|| visit.start.date(), |(from, _)| from);
        let known = committed.max(last_change(page).and_then(midnight));
        known.or_else(|| midnight(begins())).unwrap_or_else(|| visit.start.timestamp())
    }

    fn name(&self, id: EntryId) -> String {
        let entry = self.handbook.entry(id);
        match &entry.fields {
            Fields::Persona(persona) => {
                text(&persona.name, self.words).unwrap_or_else(|| entry.title.to_string())
            }
            _ => entry.title.to_string(),
        }
    }
}

const fn status(status: SessionStatus) -> Status {
    match status {
        SessionStatus::Open | SessionStatus::Requested | SessionStatus::Approved => Status::Tentative,
        SessionStatus::Confirmed | SessionStatus::Done => Status::Confirmed,
        SessionStatus::Cancelled => Status::Cancelled,
    }
}

/// A name as a part of an event's: ASCII letters and digits, `-` and `_` as they are, everything else percent-encoded, so that
/// two names never become one and the dots between them are the only ones.
fn part(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_two_visits_are_never_one() {
        assert_eq!(part("winter-2026"), "winter-2026");
        assert_eq!(part("w0.4 é"), "w0%2E4%20%C3%A9");
        assert_ne!(format!("{}.{}", part("a.b"), part("c")), format!("{}.{}", part("a"), part("b.c")));
    }
}
