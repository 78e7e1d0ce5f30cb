//! One visit: who goes to whom, when and where, how it stands, and how to come along.

use serde::Serialize;

use super::super::Link;
use super::super::calendar_links::CalendarLinks;
use super::super::person::role_title;
use super::super::text::{self, text};
use super::ask::Ask;
use super::when::{Clock, repeats};
use super::{DEBRIEFS, anchor};
use crate::model::schedule::Visit;
use crate::parse::address;
use crate::parse::kind::SessionStatus;
use crate::render::viewpoint::Viewpoint;

/// One visit, at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VisitView {
    /// Its anchor, unique on a page that tells visits in full.
    pub id: String,
    /// Where it is told in full, unless it is here.
    pub href: Option<String>,
    /// When it begins: an instant with its offset from UTC, which any browser understands in any zone.
    pub begins: String,
    /// When it ends, likewise.
    pub ends: String,
    /// The day it begins, in words.
    pub text: String,
    /// The day of the month.
    pub day: String,
    /// The weekday, short.
    pub weekday: String,
    /// The month, short.
    pub month: String,
    /// From when to when: `05:00 to 09:00`, with the other day where it ends on another day.
    pub hours: String,
    /// Whose time that is, where it is not the handbook's: `New York time, 10:00 to 14:00 in London`.
    pub elsewhere: Option<String>,
    /// Who hosts.
    pub host: Link,
    /// The host's role, in a few words.
    pub host_role: Option<String>,
    /// Who comes.
    pub guests: Vec<Link>,
    /// Where.
    pub place: Option<String>,
    /// `observe`, `briefing` or `hands_on`, the key of a word.
    pub mode: Option<String>,
    /// How things stand.
    pub status: VisitStatus,
    /// How many places may be asked for.
    pub offered: u64,
    /// How to ask for one.
    pub ask: Option<Ask>,
    /// A calendar of this visit alone; `None` where nobody has the place yet, or it will not be.
    pub add: Option<String>,
    /// How it repeats, in words.
    pub repeats: Option<String>,
    /// What it is for, as one sentence's end.
    pub objectives: Option<String>,
    /// Which customers to watch out for.
    pub observe: Vec<Link>,
    /// Where it is told what was seen.
    pub told: Option<String>,
    /// The departments that take part, as keys a list is narrowed by.
    pub departments: String,
    /// The programme as such a key.
    pub programme_key: String,
}

/// How a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VisitStatus {
    /// A place is free.
    Open,
    /// Asked for.
    Requested,
    /// Agreed to.
    Approved,
    /// Fixed.
    Confirmed,
    /// It has been.
    Done,
    /// It will not be.
    Cancelled,
}

impl From<SessionStatus> for VisitStatus {
    fn from(status: SessionStatus) -> Self {
        match status {
            SessionStatus::Open => Self::Open,
            SessionStatus::Requested => Self::Requested,
            SessionStatus::Approved => Self::Approved,
            SessionStatus::Confirmed => Self::Confirmed,
            SessionStatus::Done => Self::Done,
            SessionStatus::Cancelled => Self::Cancelled,
        }
    }
}

/// Whether readers are told about a visit: not, where somebody goes whom this edition does not show, and nobody else.
pub fn is_told(visit: &Visit) -> bool {
    visit.is_told()
}

/// How many places of a visit may be asked for. Only people who said that they take visitors are offered.
pub fn offered(visit: &Visit, from: &Viewpoint<'_>) -> u64 {
    from.handbook().offered(visit)
}

impl VisitView {
    /// A visit as the page that tells it in full shows it.
    pub fn of(visit: &Visit, clock: &Clock, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let handbook = from.handbook();
        let programme = handbook.entry(handbook.schedule().programmes[visit.programme].entry);
        let written = &visit.written;
        let (day, start) = (visit.start.date(), visit.start.datetime());
        let offered = offered(visit, from);
        let id = anchor(visit, from.handbook());
        let departments = visit.people().filter_map(|person| handbook.department_of(person));
        let mut departments: Vec<String> =
            departments.map(|id| address::slug(handbook.entry(id).name())).collect();
        departments.sort_unstable();
        departments.dedup();
        let objectives = text::texts(&written.objectives, words);
        let mut view = Self {
            href: None,
            begins: instant(&visit.start),
            ends: instant(&visit.end),
            text: words.day(day),
            day: day.day().to_string(),
            weekday: words
                .get(&format!("date.weekdays.d{}", day.weekday().to_monday_one_offset()))
                .to_owned(),
            month: words.get(&format!("date.short.m{}", day.month())).to_owned(),
            hours: super::when::hours(start, visit.end.datetime(), words),
            elsewhere: clock.elsewhere(visit, words),
            host: from.link(visit.host),
            host_role: role_title(visit.host, from),
            guests: from.links(visit.guests.iter().copied()),
            place: text(&written.place, words),
            mode: written.mode.map(|mode| text::key(mode.as_str())),
            status: visit.status.into(),
            offered,
            ask: None,
            add: None,
            repeats: written.repeats.as_ref().and_then(|rule| repeats(rule, words)),
            objectives: (!objectives.is_empty()).then(|| text::enumeration(&objectives, words)),
            observe: text::links(&written.observe, from),
            told: (written.debrief.is_some() && visit.nth == 1)
                .then(|| format!("{}#debrief-{}", from.to_address(DEBRIEFS), &id["visit-".len()..])),
            departments: departments.join(" "),
            programme_key: address::slug(programme.name()),
            id,
        };
        if offered > 0 {
            view.ask = Ask::of(visit, &view, from);
        }
        if !visit.guests.is_empty() {
            view.add = CalendarLinks::of_visit(visit, from);
        }
        view
    }
}

/// An instant with its offset: `2026-09-14T05:00+01:00`.
pub(super) fn instant(at: &jiff::Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M%:z").to_string()
}
