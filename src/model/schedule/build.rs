//! Programmes with their sessions → [`Schedule`].

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use super::Schedule;
use super::programme::{Closed, Programme, Rules, holidays};
use super::session::{Session, Visit};
use super::times::times;
use crate::diagnostic::Place;
use crate::holidays::Region;
use crate::model::{Edition, Entry, departments};
use crate::parse::EntryId;
use crate::parse::config::Settings;
use crate::parse::field::{Ref, Text, Written};
use crate::parse::kind::target::ToPerson;
use crate::parse::kind::{self, Fields, Shadowing};
use crate::parse::value::Date;
use crate::parse::zone;

/// How many visits a handbook may have: five times as many as are checked within a second. Repeats of repeats would otherwise
/// fill any machine.
pub(super) const MOST: usize = 500_000;

/// Sessions that stand in one file.
pub(in crate::model) struct FromPage {
    /// The file, relative to DIR.
    pub(in crate::model) file: Arc<str>,
    /// The sessions, resolved.
    pub(in crate::model) sessions: Vec<kind::Session<EntryId>>,
    /// How many people each of them names; see [`written`].
    pub(in crate::model) people: Vec<People>,
}

/// How many people a session names, found or not.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::model) struct People {
    guests: usize,
    approvals: usize,
}

/// The sessions of spreadsheets' exports, by the page of their programme.
pub(in crate::model) type FromFile = BTreeMap<EntryId, FromPage>;

impl Schedule {
    /// The schedule of all shadowing programmes among `entries`; `exported` has what their `sessions_file`s say.
    pub(in crate::model) fn of(
        entries: &[Arc<Entry>],
        mut exported: FromFile,
        settings: &Settings,
        edition: &Edition,
    ) -> Self {
        let zone = settings.config.timezone.as_ref().and_then(|name| zone::find(name));
        let mut schedule = Self {
            programmes: Vec::new(),
            sessions: Vec::new(),
            visits: Vec::new(),
            unclear: Vec::new(),
            backwards: Vec::new(),
            vanished: Vec::new(),
            crowded: None,
            zone: zone.unwrap_or(TimeZone::UTC),
            people: Vec::new(),
            departments: Vec::new(),
        };
        let mut room = MOST;
        for entry in entries {
            let Fields::Shadowing(fields) = &entry.fields else { continue };
            let (mut programme, known) = programme(entry, fields, settings, edition);
            let number = schedule.programmes.len();
            let mut sessions: Vec<Arc<Session>> = Vec::new();
            let page = FromPage {
                file: entry.file().clone(),
                sessions: fields.sessions.clone(),
                people: people(entry),
            };
            for page in std::iter::once(page).chain(exported.remove(&entry.id)) {
                for (at, written) in page.sessions.into_iter().enumerate() {
                    let people = page.people.get(at).copied().unwrap_or_default();
                    let place = |id: &Text| (id.value.clone(), Place::new(&page.file, id.span));
                    programme.ids.extend(written.id.iter().map(place));
                    let session = session(number, page.file.clone(), written, people).map(Arc::new);
                    programme.whole &=
                        session.as_ref().is_some_and(|session| session.guests.len() == people.guests);
                    sessions.extend(session);
                }
            }
            // In a zone that is none, nobody knows when anything is.
            if known {
                visits(&mut schedule, &sessions, &programme, &mut room);
            }
            schedule.sessions.append(&mut sessions);
            schedule.programmes.push(programme);
        }
        schedule.visits.sort_by(|a, b| {
            let key = |visit: &Visit| (visit.start.timestamp(), visit.programme);
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
        for (number, visit) in (0..).zip(&schedule.visits) {
            schedule.people.extend(visit.people().map(|person| (person, number)));
            let departments = visit.people().filter_map(|person| departments::of(entries, person));
            schedule.departments.extend(departments.map(|department| (department, number)));
        }
        for index in [&mut schedule.people, &mut schedule.departments] {
            index.sort_unstable();
            index.dedup();
        }
        schedule
    }
}

/// How many people each session of the front matter names.
fn people(entry: &Entry) -> Vec<People> {
    match &entry.document.facts.fields {
        Fields::Shadowing(programme) => written(&programme.sessions),
        _ => Vec::new(),
    }
}

/// How many guests each of `sessions` names, and how many people who approved, whoever of them is shown; who is named twice counts
/// once.
pub(in crate::model) fn written(sessions: &[kind::Session<Written>]) -> Vec<People> {
    let different = |named: &[Ref<Written, ToPerson>]| {
        named.iter().map(|person| &*person.to).collect::<HashSet<&str>>().len()
    };
    let people = |session: &kind::Session<Written>| People {
        guests: different(&session.guest),
        approvals: different(&session.approved_by),
    };
    sessions.iter().map(people).collect()
}

/// The frame of a programme, and whether its zone is known.
fn programme(
    entry: &Entry,
    fields: &Shadowing<EntryId>,
    settings: &Settings,
    edition: &Edition,
) -> (Programme, bool) {
    let cycle = fields.cycle.as_ref().and_then(|cycle| Some((cycle.from?.value, cycle.to?.value)));
    let named = fields.timezone.as_ref().or(settings.config.timezone.as_ref());
    let zone_name: Arc<str> = named.map_or_else(|| "UTC".into(), |name| name.value.clone());
    let found = zone::find(&zone_name);
    let known = found.is_some();
    let zone = found.unwrap_or(TimeZone::UTC);
    let zone_name = zone.iana_name().map_or(zone_name, Into::into);
    let closed: Vec<Closed> = fields.closed.iter().filter_map(closed).collect();
    let programme = Programme {
        entry: entry.id,
        file: entry.file().clone(),
        cycle,
        zone,
        zone_name,
        rules: Rules::of(fields.rules.as_ref()),
        holidays: holidays(&closed, cycle),
        closed,
        ids: Vec::new(),
        whole: true,
        kept_from: kept_from(cycle, settings, edition),
    };
    (programme, known)
}

/// Days on which nobody visits. What is neither days nor a region has been told.
fn closed(closed: &kind::Closed) -> Option<Closed> {
    if let Some(region) = &closed.holidays {
        return Some(Closed::Holidays { region: Region::find(region)?, at: region.span });
    }
    let from = closed.from?;
    let to = closed.to.unwrap_or(from);
    Some(Closed::Days { from: from.value, to: to.value, why: closed.why.clone(), at: from.span })
}

/// The first day of which visits are still shown.
fn kept_from(cycle: Option<(Date, Date)>, settings: &Settings, edition: &Edition) -> Date {
    let today = edition.date;
    let kept = match (&settings.config.keep_past, cycle) {
        (Some(keep), _) => today.checked_sub(keep.value.0),
        (None, Some((from, to))) => today.checked_sub((to - from).get_days().max(0).days()),
        (None, None) => return Date::MIN,
    };
    kept.unwrap_or(Date::MIN)
}

/// A session that can be held, as far as its people and its status go.
fn session(
    programme: usize,
    file: Arc<str>,
    written: kind::Session<EntryId>,
    people: People,
) -> Option<Session> {
    let mut seen = HashSet::new();
    let guests: Vec<EntryId> =
        written.guest.iter().map(|guest| guest.to).filter(|guest| seen.insert(*guest)).collect();
    Some(Session {
        programme,
        host: written.host.as_ref()?.to,
        guests_written: people.guests,
        approvals_written: people.approvals,
        guests,
        status: written.status?.value,
        file,
        written,
    })
}

/// The visits of one programme, each with a name of its own; `room` is how many more there may be.
fn visits(schedule: &mut Schedule, sessions: &[Arc<Session>], programme: &Programme, room: &mut usize) {
    let mut names = Names::of(sessions);
    for session in sessions {
        let times = times(session, programme);
        let mut gone = !times.visits.is_empty();
        for (nth, start, end) in times.visits {
            if *room == 0 {
                schedule.crowded.get_or_insert_with(|| session.at());
                return;
            }
            *room -= 1;
            let id = names.next(session, nth, &start);
            let shown = end.date() >= programme.kept_from;
            gone &= !shown;
            schedule.visits.push(Visit { session: session.clone(), id, nth, start, end, shown });
        }
        if gone {
            schedule.vanished.push(session.clone());
        }
        schedule.unclear.extend(times.unclear);
        if times.backwards {
            schedule.backwards.push(session.clone());
        }
    }
}

/// The names of a programme's visits.
struct Names<'s> {
    /// What is written comes first: a repeat never takes the name of another session.
    written: HashSet<&'s str>,
    taken: HashSet<Arc<str>>,
    /// With which number to go on where a name is wanted again.
    again: HashMap<String, u32>,
}

impl<'s> Names<'s> {
    fn of(sessions: &'s [Arc<Session>]) -> Self {
        let written = sessions.iter().map(|session| session.name()).collect();
        Self { written, taken: HashSet::new(), again: HashMap::new() }
    }

    /// The name of a session's `nth` visit that no other visit of the programme has.
    fn next(&mut self, session: &Session, nth: u32, start: &Zoned) -> Arc<str> {
        let wanted = match (session.name(), nth) {
            ("", _) => start.strftime("%Y-%m-%d-%H-%M").to_string(),
            (name, 1) => name.to_owned(),
            (name, nth) => format!("{name}-{nth}"),
        };
        let is_free = |names: &Self, name: &str| {
            !names.taken.contains(name) && (nth == 1 && name == wanted || !names.written.contains(name))
        };
        let mut name = wanted.clone();
        while !is_free(self, &name) {
            let again = self.again.entry(wanted.clone()).or_insert(1);
            *again += 1;
            name = format!("{wanted}-{again}");
        }
        let name: Arc<str> = name.into();
        self.taken.insert(name.clone());
        name
    }
}
