//! A programme's frame: its cycle, its zone, its rules and the days on which nobody visits.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::{Place, Span};
use crate::holidays::Region;
use crate::parse::EntryId;
use crate::parse::field::Text;
use crate::parse::kind;
use crate::parse::value::{Date, Duration};

/// A shadowing programme.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Its page.
    pub entry: EntryId,
    /// Its page's file.
    pub file: Arc<str>,
    /// Its first and last day, where both are given.
    pub cycle: Option<(Date, Date)>,
    /// The zone of its times: its own, else the handbook's, else UTC.
    pub zone: TimeZone,
    /// The zone's IANA name.
    pub zone_name: Arc<str>,
    /// What its visits must keep to.
    pub rules: Rules,
    /// When nobody visits, in the order of writing.
    pub closed: Vec<Closed>,
    /// The holidays of its regions in the years of its cycle, each with the entry of `closed` it comes from, and its name.
    pub(super) holidays: BTreeMap<Date, (usize, &'static str)>,
    /// The ids of all its sessions as written, and where: also of those that cannot be held.
    pub ids: Vec<(Arc<str>, Place)>,
    /// Whether all its sessions could be read, with everybody they name. Where not, nobody can tell who was never where.
    pub whole: bool,
    /// The first day of which its visits are still shown.
    pub kept_from: Date,
}

/// What visits must keep to. What a programme does not say does not bind, but for capacity and approvals: one guest, and one
/// colleague who agrees.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// How many guests one visit takes.
    pub capacity: u64,
    /// How many visits one host takes in a calendar month.
    pub host_per_month: Option<u64>,
    /// The shortest visit.
    pub shortest: Option<Duration>,
    /// The longest visit.
    pub longest: Option<Duration>,
    /// How soon after a visit its debrief is shared.
    pub debrief_within: Option<Duration>,
    /// Whether departments visit each other both ways.
    pub reciprocal: bool,
    /// How many people must approve.
    pub approvals: u64,
}

impl Rules {
    pub(super) fn of(written: Option<&kind::Rules>) -> Self {
        let rules = written.cloned().unwrap_or_default();
        Self {
            capacity: rules.capacity.map_or(1, |n| n.value),
            host_per_month: rules.host_per_month.map(|n| n.value),
            shortest: rules.shortest.map(|length| length.value),
            longest: rules.longest.map(|length| length.value),
            debrief_within: rules.debrief_within.map(|length| length.value),
            reciprocal: rules.reciprocal.is_some_and(|reciprocal| reciprocal.value),
            approvals: rules.approvals.map_or(1, |n| n.value),
        }
    }
}

/// Days on which nobody visits.
#[derive(Debug, Clone, PartialEq)]
pub enum Closed {
    /// These days, both included.
    Days {
        /// The first.
        from: Date,
        /// The last.
        to: Date,
        /// Why.
        why: Option<Text>,
        /// Where it is written.
        at: Span,
    },
    /// The public holidays of a region.
    Holidays {
        /// The region.
        region: Region,
        /// Where it is written.
        at: Span,
    },
}

impl Closed {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Self::Days { at, .. } | Self::Holidays { at, .. } => *at,
        }
    }
}

/// The longest that a cycle's holidays are reckoned, in years.
const YEARS: i16 = 100;

/// The holidays that `closed` names, in the years of `cycle`.
pub(super) fn holidays(
    closed: &[Closed],
    cycle: Option<(Date, Date)>,
) -> BTreeMap<Date, (usize, &'static str)> {
    let mut holidays = BTreeMap::new();
    let Some((from, to)) = cycle else { return holidays };
    let last = to.year().min(from.year().saturating_add(YEARS));
    for (at, closed) in closed.iter().enumerate() {
        let Closed::Holidays { region, .. } = closed else { continue };
        for (day, name) in (from.year()..=last).flat_map(|year| region.days(year)) {
            holidays.entry(day).or_insert((at, name));
        }
    }
    holidays
}

impl Programme {
    /// A place in its page.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.file, span)
    }

    /// Why nobody visits on `day`: the entry of [`closed`](Self::closed), a place in it, and what that day is called: the reason that was given, or the
    /// holiday's name.
    pub fn closed_on(&self, day: Date) -> Option<(usize, &str)> {
        let within = |(at, closed): (usize, &'_ Closed)| match closed {
            Closed::Days { from, to, .. } => (*from..=*to).contains(&day).then_some(at),
            Closed::Holidays { .. } => None,
        };
        let why = |at: usize| match &self.closed[at] {
            Closed::Days { why, .. } => why.as_ref().map_or("", |why| &*why.value),
            Closed::Holidays { .. } => "",
        };
        let days = self.closed.iter().enumerate().find_map(within).map(|at| (at, why(at)));
        days.or_else(|| self.holidays.get(&day).map(|(at, name)| (*at, *name)))
    }

    /// The public holidays of its regions from `first` to `last`: the day, the entry of [`closed`](Self::closed) that brings it, its
    /// name. Those outside the years of its cycle are not reckoned.
    pub fn holidays_between(
        &self,
        first: Date,
        last: Date,
    ) -> impl Iterator<Item = (Date, usize, &'static str)> {
        let days = (first <= last).then(|| self.holidays.range(first..=last));
        days.into_iter().flatten().map(|(day, (at, name))| (*day, *at, *name))
    }

    /// Whether `day` is one of its cycle.
    pub fn contains(&self, day: Date) -> bool {
        self.cycle.is_some_and(|(from, to)| (from..=to).contains(&day))
    }
}
