//! A handbook → which calendars it has, and at which addresses: one of all visits, one of each department and one of each
//! person that takes part in any, and one of each visit that may still come.
//!
//! Pages link to them and [`outputs`](crate::outputs) writes them, so both ask here, and no link leads to a calendar that
//! is not there. A calendar without an entry is no calendar (RFC 5545, 3.6, wants at least one component), so nobody has an
//! empty one. Drafts are for those who look at them, and in nobody's calendar.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Handbook;
use super::schedule::Visit;
use crate::parse::kind::{Kind, SessionStatus};
use crate::parse::{EntryId, address};
use crate::paths::without_case;

/// Whose visits a calendar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Everybody's.
    All,
    /// Those of a department's people, as hosts or as guests.
    Department(EntryId),
    /// A person's, as host or as guest.
    Person(EntryId),
}

/// The calendars of a handbook, and the path of each below the site's root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendars {
    followed: BTreeMap<Whose, Arc<str>>,
    /// Of single visits, by programme and id.
    single: BTreeMap<(usize, Arc<str>), Arc<str>>,
}

impl Calendars {
    fn of(handbook: &Handbook) -> Self {
        let mut calendars = Self::default();
        let mut taken = BTreeSet::new();
        for visit in visits(handbook, Whose::All) {
            calendars.followed.entry(Whose::All).or_insert_with(|| "calendar/all.ics".into());
            if is_ahead(visit.status) && !visit.guests.is_empty() {
                let programme = handbook.entry(handbook.schedule().programmes[visit.programme].entry).name();
                let folder = format!("calendar/visits/{}", short(programme));
                let path = free(&folder, &visit.id, &mut taken);
                calendars.single.insert((visit.programme, visit.id.clone()), path);
            }
        }
        if calendars.followed.is_empty() {
            return calendars;
        }
        for (kind, folder, whose) in [
            (Kind::Department, "calendar/departments", Whose::Department as fn(EntryId) -> Whose),
            (Kind::Person, "calendar/people", Whose::Person),
        ] {
            for entry in handbook.of_kind(kind) {
                if visits(handbook, whose(entry.id)).next().is_some() {
                    let path = free(folder, entry.name(), &mut taken);
                    calendars.followed.insert(whose(entry.id), path);
                }
            }
        }
        calendars
    }

    /// Where somebody's calendar stands, if there is one.
    pub fn path(&self, whose: Whose) -> Option<&Arc<str>> {
        self.followed.get(&whose)
    }

    /// Where a calendar of this visit alone stands, for whoever wants no more than that in a calendar: of visits that
    /// may still come, and that somebody goes to.
    pub fn path_of(&self, visit: &Visit) -> Option<&Arc<str>> {
        self.single.get(&(visit.programme, visit.id.clone()))
    }

    /// All calendars that can be followed.
    pub fn followed(&self) -> impl Iterator<Item = (Whose, &Arc<str>)> {
        self.followed.iter().map(|(whose, path)| (*whose, path))
    }
}

/// How many bytes a name may have that becomes a part of a calendar's path; what is longer is cut. Two of them and the folder stay
/// within what can be a file everywhere.
const NAME: usize = 72;

/// `name`, cut at a letter to what a path has room for.
fn short(name: &str) -> &str {
    let end = (0..=NAME.min(name.len())).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
    &name[..end]
}

/// A path in `folder` that no other calendar has, after the name of what it is about.
fn free(folder: &str, name: &str, taken: &mut BTreeSet<String>) -> Arc<str> {
    let name = short(name);
    let path = |ending: &str| address::of_file(&format!("{folder}/{name}{ending}.ics"));
    let paths = std::iter::once(path("")).chain((2..).map(|n| path(&format!("-{n}"))));
    paths.filter(|path| taken.insert(without_case(path))).map(Arc::from).next().unwrap_or_default()
}

/// Whether a visit with this status may still take place.
const fn is_ahead(status: SessionStatus) -> bool {
    match status {
        SessionStatus::Open
        | SessionStatus::Requested
        | SessionStatus::Approved
        | SessionStatus::Confirmed => true,
        SessionStatus::Done | SessionStatus::Cancelled => false,
    }
}

/// The visits of a calendar, in order of time: what readers are told about and `keep_past` keeps, cancelled ones included,
/// since a program that follows a calendar must hear that something is called off.
pub fn visits(handbook: &Handbook, whose: Whose) -> impl Iterator<Item = &Visit> {
    let schedule = handbook.schedule();
    let visits: Box<dyn Iterator<Item = &Visit>> = match whose {
        Whose::All => Box::new(schedule.shown()),
        Whose::Department(id) => Box::new(schedule.of_department(id)),
        Whose::Person(id) => Box::new(schedule.of_person(id)),
    };
    visits
        .filter(|visit| visit.is_told() && !handbook.entry(schedule.programmes[visit.programme].entry).draft)
}

impl Handbook {
    /// Which calendars there are, and where.
    pub fn calendars(&self) -> &Calendars {
        self.calendars.get_or_init(|| Calendars::of(self))
    }
}
