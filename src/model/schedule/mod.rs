//! Shadowing programmes → [`Schedule`]: every visit at its own time, repeats expanded, and what is asked about them.
//!
//! Made once a handbook, when it is assembled. A *session* is what a writer wrote once; a *visit* is one time at which it
//! takes place. Whoever asks who meets whom, when, asks here, so that a check, a page, a calendar and `suggest` cannot differ.
//!
//! **What counts.** Every session that is not cancelled counts, open places included. Sessions that cannot be held for a
//! reason told elsewhere (no host, no status, a time that cannot be read, an end before its start) have no visits.
//!
//! **What is shown.** Past visits vanish from pages, calendars and data after `keep_past`, counted back from the
//! edition's day; without it after one more cycle's length. [`Schedule::visits`] has all of them, for checks; every question ([`Schedule::shown`]
//! and those that follow it) answers with the shown ones only.

mod build;
mod programme;
mod rules;
mod session;
mod times;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::Handbook;
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::parse::EntryId;
use crate::parse::field::Spot;
use crate::parse::kind::{Encounter, SessionStatus};
use crate::parse::value::Moment;

pub(super) use build::{FromFile, FromPage, written};
pub use programme::{Closed, Programme, Rules};
pub use session::{Session, Visit};
pub use times::Unclear;

/// All programmes of a handbook, and all their visits.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// The programmes, by path of their files; a session's [`programme`](Session::programme) is a place in this list.
    pub programmes: Vec<Programme>,
    /// The sessions as written, programme by programme: front matter's first, then those of the spreadsheet.
    pub sessions: Vec<Arc<Session>>,
    /// The visits in order of start, then programme, then id: all of them, also those that are no longer shown.
    pub visits: Vec<Visit>,
    /// Sessions with a time on the wall that does not exist or exists twice, one for each. Those of their visits are left out.
    pub unclear: Vec<Unclear>,
    /// Sessions that would end before they begin. Their visits are left out.
    pub backwards: Vec<Arc<Session>>,
    /// Sessions of which no visit is shown any more.
    pub vanished: Vec<Arc<Session>>,
    /// The session from which on visits are left out, since there are more than anybody can hold.
    pub crowded: Option<Place>,
    /// The handbook's own zone: the one of all times that belong to no programme.
    zone: TimeZone,
    /// Who takes part in which visit, host or guest, sorted.
    people: Vec<(EntryId, u32)>,
    /// Which departments take part in which visit, sorted.
    departments: Vec<(EntryId, u32)>,
}

impl Schedule {
    /// The place among [`programmes`](Self::programmes) of the programme that `entry` is.
    pub fn programme_of(&self, entry: EntryId) -> Option<usize> {
        self.programmes.iter().position(|programme| programme.entry == entry)
    }

    /// The visits that this edition shows, in order: all but those whose last day lies further back than is kept. Cancelled ones are among
    /// them ([`Session::is_cancelled`]), for calendars that must take an entry back.
    pub fn shown(&self) -> impl Iterator<Item = &Visit> {
        self.visits.iter().filter(|visit| visit.shown)
    }

    /// The shown visits in which a person is host or guest, in order, cancelled ones included.
    pub fn of_person(&self, person: EntryId) -> impl Iterator<Item = &Visit> {
        self.among(&self.people, person).filter(|visit| visit.shown)
    }

    /// The shown visits whose host or one of whose guests belongs to a department, in order, cancelled ones included.
    pub fn of_department(&self, department: EntryId) -> impl Iterator<Item = &Visit> {
        self.among(&self.departments, department).filter(|visit| visit.shown)
    }

    /// The shown visits of one programme, in order, cancelled ones included.
    pub fn of_programme(&self, programme: usize) -> impl Iterator<Item = &Visit> {
        self.shown().filter(move |visit| visit.programme == programme)
    }

    /// How many more guests a visit takes: what its programme's capacity leaves, while it is open or only asked for. Once colleagues
    /// have approved it, they have agreed to those guests, and one more is another request: whoever wants it asks the host, and the
    /// visit is `requested` again. Guests count as written, also those whom this edition does not show; where
    /// only such people go, readers are not told of the visit, and none is free.
    pub fn free(&self, visit: &Session) -> u64 {
        match visit.status {
            SessionStatus::Open | SessionStatus::Requested if visit.is_told() => {
                self.programmes[visit.programme].rules.capacity.saturating_sub(visit.guests_written as u64)
            }
            SessionStatus::Open
            | SessionStatus::Requested
            | SessionStatus::Approved
            | SessionStatus::Confirmed
            | SessionStatus::Done
            | SessionStatus::Cancelled => 0,
        }
    }

    /// The shown visits that have a place [`free`](Self::free), in order. Whether one lies ahead is for the reader's browser to say.
    pub fn open(&self) -> impl Iterator<Item = &Visit> {
        self.shown().filter(|visit| self.free(visit) > 0)
    }

    /// How often somebody of one department (the first of each pair) was or will be the guest of another one (the second): each guest of
    /// each shown visit that is not cancelled counts once. People without a department do not count.
    pub fn coverage(&self, handbook: &Handbook) -> BTreeMap<(EntryId, EntryId), usize> {
        let mut coverage = BTreeMap::new();
        for visit in self.shown().filter(|visit| !visit.is_cancelled()) {
            let Some(host) = handbook.department_of(visit.host) else { continue };
            for guest in visit.guests.iter().filter_map(|guest| handbook.department_of(*guest)) {
                *coverage.entry((guest, host)).or_insert(0) += 1;
            }
        }
        coverage
    }

    /// When an encounter takes place, in the handbook's zone; nothing where its times are not given, cannot be read, or run backwards.
    /// Of a time that the clocks make two, the earlier one is taken: only schedules must be clearer than that.
    pub fn when(&self, encounter: &Encounter<EntryId>) -> Option<(Zoned, Zoned)> {
        let at = |moment: Spot<Moment>| match moment.value {
            Moment::Local(wall) => self.zone.to_ambiguous_zoned(wall).compatible().ok(),
            Moment::Instant(instant, _) => Some(instant.to_zoned(self.zone.clone())),
        };
        let (start, end) = (at(encounter.start?)?, at(encounter.end?)?);
        (start < end).then_some((start, end))
    }

    /// The sessions of a programme of which nothing is told any more: no visit of theirs is shown, or only people go whom this edition
    /// hides.
    pub fn untold(&self, programme: usize) -> impl Iterator<Item = &Arc<Session>> {
        let hidden = of(&self.sessions, programme).iter().filter(|session| !session.is_told());
        of(&self.vanished, programme).iter().chain(hidden)
    }

    /// Whom programmes mention in nothing but sessions that are no longer told, as pairs of programme and page. What a
    /// page's own text mentions is not known here.
    pub(super) fn forgotten(&self) -> BTreeSet<(EntryId, EntryId)> {
        let mut forgotten = BTreeSet::new();
        for (number, programme) in self.programmes.iter().enumerate() {
            let untold: BTreeSet<*const Session> = self.untold(number).map(Arc::as_ptr).collect();
            if untold.is_empty() {
                continue;
            }
            let is_untold = |session: &&Arc<Session>| untold.contains(&Arc::as_ptr(session));
            let (gone, told): (Vec<_>, Vec<_>) = of(&self.sessions, number).iter().partition(is_untold);
            let mut people: BTreeSet<EntryId> = gone.iter().flat_map(|session| session.mentions()).collect();
            for person in told.iter().flat_map(|session| session.mentions()) {
                people.remove(&person);
            }
            forgotten.extend(people.into_iter().map(|person| (programme.entry, person)));
        }
        forgotten
    }

    /// The finding that there are more visits than are kept.
    pub(super) fn too_many(&self) -> Option<Diagnostic> {
        let message =
            format!("with this session there are more than {} visits, and no more are kept", build::MOST);
        let finding = Diagnostic::new(Name::TooLarge, self.crowded.clone()?, message);
        Some(finding.mend("let fewer sessions repeat, or for a shorter time"))
    }

    fn among<'s>(&'s self, index: &'s [(EntryId, u32)], wanted: EntryId) -> impl Iterator<Item = &'s Visit> {
        let from = index.partition_point(|(id, _)| *id < wanted);
        let theirs = index[from..].iter().take_while(move |(id, _)| *id == wanted);
        theirs.map(|(_, visit)| &self.visits[*visit as usize])
    }
}

/// Those of `sessions`, which are in the order of their programmes, that belong to one.
fn of(sessions: &[Arc<Session>], programme: usize) -> &[Arc<Session>] {
    let from = sessions.partition_point(|session| session.programme < programme);
    let to = sessions.partition_point(|session| session.programme <= programme);
    &sessions[from..to]
}

impl Handbook {
    /// All visits of all shadowing programmes.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }
}
