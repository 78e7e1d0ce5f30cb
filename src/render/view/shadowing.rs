//! A shadowing programme: the agenda first, then the rules, then what was learned.

use serde::Serialize;

use jiff::civil::DateTime;

use super::person::{Span, role_title};
use super::text::{self, text, texts};
use super::{Day, Link};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{self, Fields, Session, Shadowing};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// Fills `kinds/shadowing.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShadowingView {
    /// From when to when.
    pub cycle: Option<Span>,
    /// The rules, where given.
    pub rules: RulesView,
    /// Visits by month.
    pub months: Vec<Month>,
    /// How many visits there are.
    pub visits: usize,
    /// How many places are still free.
    pub open: u64,
    /// Days without visits.
    pub closed: Vec<Closed>,
    /// What was told afterwards.
    pub debriefs: Vec<Debrief>,
}

/// The rules of a programme; each is shown only where it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RulesView {
    /// Guests at a time.
    pub capacity: Option<u64>,
    /// Visits a host takes in a month.
    pub host_per_month: Option<u64>,
    /// The shortest visit, in words.
    pub shortest: Option<String>,
    /// The longest visit, in words.
    pub longest: Option<String>,
    /// By when a visit is talked about, in words.
    pub debrief_within: Option<String>,
    /// Whether visits are returned.
    pub reciprocal: bool,
}

/// One month of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// Its name and year.
    pub name: String,
    /// Its visits.
    pub sessions: Vec<SessionView>,
}

/// One visit, at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// Its anchor, unique on the page.
    pub id: String,
    /// Where it is read about: the programme's page, unless this is it.
    pub href: Option<String>,
    /// When it starts, with day, month and year.
    pub start: Day,
    /// When it ends, ISO 8601.
    pub end: String,
    /// The day of the month.
    pub day: String,
    /// The weekday, short.
    pub weekday: String,
    /// The month, short.
    pub month: String,
    /// From when to when: `05:00 to 09:00`, with the other day's name where it ends on another day.
    pub hours: String,
    /// Who hosts.
    pub host: Option<Link>,
    /// The host's role, in a few words.
    pub host_role: Option<String>,
    /// Who comes.
    pub guests: Vec<Link>,
    /// Where.
    pub place: Option<String>,
    /// `observe`, `briefing` or `hands_on`, the key of a word.
    pub mode: Option<String>,
    /// How things stand.
    pub status: SessionStatus,
    /// Places still free.
    pub free: u64,
    /// How it repeats, in words.
    pub repeats: Option<String>,
    /// What it is for.
    pub objectives: Vec<String>,
    /// Whose part to watch: customers or roles.
    pub observe: Vec<Link>,
}

/// How a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionStatus {
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

/// Days without visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Closed {
    /// Which days; `None` for public holidays.
    pub days: Option<Span>,
    /// Why, or the holidays' place: `GB-ENG`.
    pub why: Option<String>,
}

/// What was told after a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Debrief {
    /// Who went.
    pub guests: Vec<Link>,
    /// To whom.
    pub host: Option<Link>,
    /// What surprised.
    pub surprised_by: Option<String>,
    /// What the guest's own work does there.
    pub my_impact: Option<String>,
    /// What both do for each other.
    pub our_impact: Option<String>,
    /// When it was shared.
    pub shared_on: Option<Day>,
}

impl ShadowingView {
    /// What the page of a programme shows.
    pub fn of(programme: &Shadowing<EntryId>, from: &Viewpoint<'_>) -> Self {
        let mut sessions: Vec<(DateTime, SessionView)> = programme
            .sessions
            .iter()
            .filter_map(|session| {
                Some((session.start.as_ref()?.value.wall(), SessionView::of(session, programme, None, from)?))
            })
            .collect();
        sessions.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let held = |session: &&(DateTime, SessionView)| session.1.status != SessionStatus::Cancelled;
        Self {
            cycle: programme.cycle.as_ref().and_then(|cycle| text::span(cycle.from, cycle.to, from)),
            rules: RulesView::of(programme, from.words()),
            visits: sessions.iter().filter(held).count(),
            open: sessions.iter().map(|(_, session)| session.free).sum(),
            closed: programme
                .closed
                .iter()
                .map(|closed| Closed {
                    days: text::span(closed.from, closed.to, from),
                    why: text(&closed.why, from.words()).or_else(|| text(&closed.holidays, from.words())),
                })
                .collect(),
            debriefs: programme.sessions.iter().filter_map(|session| Debrief::of(session, from)).collect(),
            months: by_month(sessions, from.words()),
        }
    }
}

fn by_month(sessions: Vec<(DateTime, SessionView)>, words: &Words) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (start, session) in sessions {
        let name = text::month(start.date(), words);
        match months.last_mut().filter(|month| month.name == name) {
            Some(month) => month.sessions.push(session),
            None => months.push(Month { name, sessions: vec![session] }),
        }
    }
    months
}

impl RulesView {
    fn of(programme: &Shadowing<EntryId>, words: &Words) -> Self {
        let Some(rules) = &programme.rules else { return Self::default() };
        let time = |duration: Option<crate::parse::field::Spot<_>>| {
            duration.map(|duration| text::duration(duration.value, words))
        };
        Self {
            capacity: rules.capacity.map(|n| n.value),
            host_per_month: rules.host_per_month.map(|n| n.value),
            shortest: time(rules.shortest),
            longest: time(rules.longest),
            debrief_within: time(rules.debrief_within),
            reciprocal: rules.reciprocal.is_some_and(|reciprocal| reciprocal.value),
        }
    }
}

impl SessionView {
    /// A visit, as its programme's page shows it; `href` leads there from other pages. Without a beginning it has no
    /// place in an agenda.
    fn of(
        session: &Session<EntryId>,
        programme: &Shadowing<EntryId>,
        href: Option<&str>,
        from: &Viewpoint<'_>,
    ) -> Option<Self> {
        let words = from.words();
        let start = session.start.as_ref()?.value.wall();
        let end = session.end.as_ref().map_or(start, |end| end.value.wall());
        let id = session.id.as_ref().map_or_else(
            || format!("visit-{}", start.strftime("%Y-%m-%d-%H-%M")),
            |id| format!("visit-{}", crate::parse::address::slug(id)),
        );
        let host = session.host.as_ref().map(|host| host.to);
        Some(Self {
            href: href.map(|href| format!("{href}#{id}")),
            id,
            start: Day { iso: start.strftime("%Y-%m-%dT%H:%M").to_string(), text: words.day(start.date()) },
            end: end.strftime("%Y-%m-%dT%H:%M").to_string(),
            day: start.day().to_string(),
            weekday: words
                .get(&format!("date.weekdays.d{}", start.weekday().to_monday_one_offset()))
                .to_owned(),
            month: words.get(&format!("date.short.m{}", start.month())).to_owned(),
            hours: hours(start, end, words),
            host: host.map(|host| from.link(host)),
            host_role: host.and_then(|host| role_title(host, from)),
            guests: text::links(&session.guest, from),
            place: text(&session.place, words),
            mode: session.mode.map(|mode| text::key(mode.as_str())),
            status: SessionStatus::of(session),
            free: free(session, programme),
            repeats: session.repeats.as_ref().and_then(|rule| repeats(rule, words)),
            objectives: texts(&session.objectives, words),
            observe: text::links(&session.observe, from),
        })
    }

    /// The visit at place `at` of a programme, as other pages show it.
    pub fn elsewhere(programme: &Entry, at: usize, from: &Viewpoint<'_>) -> Option<Self> {
        let Fields::Shadowing(fields) = &programme.fields else { return None };
        Self::of(fields.sessions.get(at)?, fields, Some(&from.to_entry(programme.id)), from)
    }
}

/// Places that are still free. A visit that has been or will not be has none.
fn free(session: &Session<EntryId>, programme: &Shadowing<EntryId>) -> u64 {
    let capacity =
        programme.rules.as_ref().and_then(|rules| rules.capacity).map_or(1, |capacity| capacity.value);
    let taken = session.guest.len() as u64;
    match SessionStatus::of(session) {
        SessionStatus::Open => capacity.saturating_sub(taken).max(1),
        SessionStatus::Requested | SessionStatus::Approved | SessionStatus::Confirmed => {
            if taken == 0 {
                0
            } else {
                capacity.saturating_sub(taken)
            }
        }
        SessionStatus::Done | SessionStatus::Cancelled => 0,
    }
}

impl SessionStatus {
    fn of(session: &Session<EntryId>) -> Self {
        match session.status.map(|status| status.value) {
            Some(kind::SessionStatus::Open) | None => Self::Open,
            Some(kind::SessionStatus::Requested) => Self::Requested,
            Some(kind::SessionStatus::Approved) => Self::Approved,
            Some(kind::SessionStatus::Confirmed) => Self::Confirmed,
            Some(kind::SessionStatus::Done) => Self::Done,
            Some(kind::SessionStatus::Cancelled) => Self::Cancelled,
        }
    }
}

impl Debrief {
    fn of(session: &Session<EntryId>, from: &Viewpoint<'_>) -> Option<Self> {
        let debrief = session.debrief.as_ref()?;
        let words = from.words();
        Some(Self {
            guests: text::links(&session.guest, from),
            host: text::link(&session.host, from),
            surprised_by: text(&debrief.surprised_by, words).map(|said| text::unquoted(said, words)),
            my_impact: text(&debrief.my_impact, words),
            our_impact: text(&debrief.our_impact, words),
            shared_on: text::day(debrief.shared_on, from),
        })
    }
}

/// From when to when, with the other day where it ends on another day.
pub fn hours(start: DateTime, end: DateTime, words: &Words) -> String {
    let (from, to) = (text::time(start.time()), text::time(end.time()));
    if start.date() == end.date() {
        words.fill("time.hours", &[("from", &from), ("to", &to)])
    } else {
        words.fill("time.hours_over", &[("from", &from), ("to", &to), ("day", &words.day(end.date()))])
    }
}

/// How a visit repeats, in words, after RFC 5545's `FREQ`, `INTERVAL` and `COUNT`.
fn repeats(rule: &str, words: &Words) -> Option<String> {
    let part = |name: &str| {
        rule.split(';')
            .filter_map(|part| part.split_once('='))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, v)| v)
    };
    let unit = match part("FREQ")?.to_ascii_uppercase().as_str() {
        "DAILY" => "days",
        "WEEKLY" => "weeks",
        "MONTHLY" => "months",
        _ => return None,
    };
    let interval = part("INTERVAL").and_then(|n| n.parse().ok()).unwrap_or(1);
    let every = words.plural(&format!("shadowing.every.{unit}"), interval);
    Some(match part("COUNT").and_then(|n| n.parse().ok()) {
        Some(count) => words.fill("shadowing.times", &[("every", &every), ("n", &words.number(count))]),
        None => every,
    })
}
