//! Programmes with their sessions → [`Schedule`].

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use super::Schedule;
use super::programme::{Closed, Programme, Rules};
use super::session::{Session, Visit};
use crate::model::{Edition, Entry, departments};
use crate::parse::EntryId;
use crate::parse::config::Settings;
use crate::parse::kind::{self, Fields, Shadowing};
use crate::parse::value::{Date, Moment};

/// The sessions of spreadsheets' exports, resolved: the programme's page, the export's file, its rows.
pub type FromFile = BTreeMap<EntryId, (Arc<str>, Vec<kind::Session<EntryId>>)>;

impl Schedule {
    /// The schedule of all shadowing programmes among `entries`; `exported` has what their `sessions_file`s say.
    pub(in crate::model) fn of(
        entries: &[Entry],
        mut exported: FromFile,
        settings: &Settings,
        edition: &Edition,
    ) -> Self {
        let mut schedule = Self::default();
        for entry in entries {
            let Fields::Shadowing(fields) = &entry.fields else { continue };
            let Some(programme) = programme(entry, fields, settings, edition) else { continue };
            let number = schedule.programmes.len();
            let mut sessions: Vec<Arc<Session>> = Vec::new();
            let page = fields.sessions.iter().map(|written| (entry.file().clone(), written.clone()));
            let rows = exported.remove(&entry.id);
            let rows = rows
                .into_iter()
                .flat_map(|(file, rows)| rows.into_iter().map(move |row| (file.clone(), row)));
            let guests = guests_written(entry);
            for (at, (file, written)) in page.chain(rows).enumerate() {
                sessions.extend(session(number, file, written, guests.get(at).copied()).map(Arc::new));
            }
            schedule.visits.extend(visits(&sessions, &programme));
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

/// How many guests each session of the front matter names, whoever of them is shown.
fn guests_written(entry: &Entry) -> Vec<usize> {
    match &entry.document.facts.fields {
        Fields::Shadowing(written) => written.sessions.iter().map(|session| session.guest.len()).collect(),
        _ => Vec::new(),
    }
}

fn programme(
    entry: &Entry,
    fields: &Shadowing<EntryId>,
    settings: &Settings,
    edition: &Edition,
) -> Option<Programme> {
    let cycle = fields.cycle.as_ref().and_then(|cycle| Some((cycle.from?.value, cycle.to?.value)));
    let named = fields.timezone.as_ref().or(settings.config.timezone.as_ref());
    let zone_name: Arc<str> = named.map_or_else(|| "UTC".into(), |name| name.value.clone());
    let zone = TimeZone::get(&zone_name).ok()?;
    let closed = fields.closed.iter().filter_map(|closed| match (&closed.holidays, closed.from, closed.to) {
        (Some(region), _, _) => Some(Closed::Holidays { region: region.clone() }),
        (None, Some(from), Some(to)) => {
            Some(Closed::Days { from: from.value, to: to.value, why: closed.why.clone(), at: from.span })
        }
        (None, _, _) => None,
    });
    Some(Programme {
        entry: entry.id,
        file: entry.file().clone(),
        cycle,
        zone,
        zone_name,
        rules: Rules::of(fields.rules.as_ref()),
        closed: closed.collect(),
        kept_from: kept_from(cycle, settings, edition),
    })
}

/// The first day of which visits are still shown.
fn kept_from(cycle: Option<(Date, Date)>, settings: &Settings, edition: &Edition) -> Date {
    let today = edition.date;
    let kept = match (&settings.config.keep_past, cycle) {
        (Some(keep), _) => today.checked_sub(keep.value.0),
        (None, Some((from, to))) => today.checked_sub((to - from).get_days().days()),
        (None, None) => return Date::MIN,
    };
    kept.unwrap_or(Date::MIN)
}

/// A session that can be held, as far as its people and its status go.
fn session(
    programme: usize,
    file: Arc<str>,
    written: kind::Session<EntryId>,
    guests_written: Option<usize>,
) -> Option<Session> {
    let mut seen = HashSet::new();
    let guests: Vec<EntryId> =
        written.guest.iter().map(|guest| guest.to).filter(|guest| seen.insert(*guest)).collect();
    Some(Session {
        programme,
        host: written.host.as_ref()?.to,
        guests_written: guests_written.unwrap_or(guests.len()),
        guests,
        status: written.status?.value,
        file,
        written,
    })
}

/// The visits of one programme, each with a name of its own.
fn visits(sessions: &[Arc<Session>], programme: &Programme) -> Vec<Visit> {
    let mut taken: HashSet<Arc<str>> = HashSet::new();
    let mut visits = Vec::new();
    for session in sessions {
        let Some((start, end)) = times(session, programme) else { continue };
        let id = free_name(session, &start, &mut taken);
        let shown = end.date() >= programme.kept_from;
        visits.push(Visit { session: session.clone(), id, nth: 1, start, end, shown });
    }
    visits
}

/// A name that no other visit of the programme has.
fn free_name(session: &Session, start: &Zoned, taken: &mut HashSet<Arc<str>>) -> Arc<str> {
    let wanted = match session.name() {
        "" => start.strftime("%Y-%m-%d-%H-%M").to_string(),
        name => name.to_owned(),
    };
    let names = std::iter::once(wanted.clone()).chain((2..).map(|n| format!("{wanted}-{n}")));
    let free = names.map(Arc::<str>::from).find(|name| !taken.contains(name));
    let free = free.unwrap_or_else(|| wanted.into());
    taken.insert(free.clone());
    free
}

/// When a session begins and ends, if both can be told and the one comes after the other.
fn times(session: &Session, programme: &Programme) -> Option<(Zoned, Zoned)> {
    let start = instant(session.written.start?.value, &programme.zone)?;
    let end = instant(session.written.end?.value, &programme.zone)?;
    (start < end).then_some((start, end))
}

fn instant(moment: Moment, zone: &TimeZone) -> Option<Zoned> {
    match moment {
        Moment::Instant(instant, _) => Some(instant.to_zoned(zone.clone())),
        Moment::Local(wall) => zone.to_ambiguous_zoned(wall).unambiguous().ok(),
    }
}
