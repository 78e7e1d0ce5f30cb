//! A shadowing programme: the agenda first, then the rules, then what was learned.

use serde::Serialize;

use super::person::Span;
use super::{Day, Link};

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
    pub open: usize,
    /// Days without visits.
    pub closed: Vec<Closed>,
    /// What was told afterwards.
    pub debriefs: Vec<Debrief>,
}

/// The rules of a programme; each is shown only where it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RulesView {
    /// Guests at a time.
    pub capacity: Option<u32>,
    /// Visits a host takes in a month.
    pub host_per_month: Option<u32>,
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
    pub free: usize,
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
    /// The visit's anchor.
    pub session: String,
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
