//! Who has been where: departments that visit departments, people who have not been anywhere yet, and how much hosts take on.
//!
//! All of it counts what the handbook says about visits, and says so.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::super::line_tables::{self, Cell, Table, TableRow};
use super::super::person::Span;
use super::super::{Link, text};
use super::{agenda_href, is_told};
use crate::model::collation_key;
use crate::model::schedule::{Programme, Visit};
use crate::parse::EntryId;
use crate::parse::address;
use crate::parse::kind::{Kind, SessionStatus};
use crate::render::viewpoint::Viewpoint;

/// Fills `shadowing-coverage.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageView {
    /// Back to the agenda.
    pub agenda: Link,
    /// All programmes together; `None` where nobody of one department visits another.
    pub table: Option<Table>,
    /// Each programme by itself, the newest first.
    pub programmes: Vec<ProgrammeCoverage>,
}

/// What one programme has shown to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgrammeCoverage {
    /// Its anchor.
    pub id: String,
    /// Its page.
    pub programme: Link,
    /// From when to when it runs.
    pub cycle: Option<Span>,
    /// Departments that visit departments.
    pub table: Option<Table>,
    /// How many people of departments that have joined have been outside their function, or are about to.
    pub seen: usize,
    /// Of how many.
    pub all: usize,
    /// Those who have not, by department.
    pub not_yet: Vec<NotYet>,
    /// How many more there are than are named.
    pub not_yet_more: usize,
    /// Visits by host and month.
    pub load: Option<Load>,
}

/// People of one department who have not been outside their function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotYet {
    /// The department.
    pub department: Link,
    /// The people.
    pub people: Vec<Link>,
}

/// Visits by host and month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Load {
    /// The months that have visits.
    pub months: Vec<String>,
    /// The hosts, by name.
    pub hosts: Vec<LoadRow>,
    /// How many visits a host takes in a month, if that was agreed.
    pub limit: Option<u64>,
}

/// What one host takes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadRow {
    /// The host.
    pub host: Link,
    /// A number a month; `None` is shown as a dash.
    pub cells: Vec<LoadCell>,
}

/// What one host takes on in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadCell {
    /// How many visits.
    pub n: Option<u64>,
    /// Whether that is more than was agreed.
    pub over: bool,
    /// Whether it is as much as was agreed.
    pub full: bool,
}

/// More names than these nobody reads.
const NAMES: usize = 300;

impl CoverageView {
    /// What the page shows.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let schedule = from.handbook().schedule();
        let mut programmes: Vec<(usize, &Programme)> = schedule.programmes.iter().enumerate().collect();
        programmes.sort_by_key(|(at, programme)| (std::cmp::Reverse(programme.cycle), *at));
        let several = programmes.len() > 1;
        let programmes = programmes.into_iter().map(|(at, programme)| {
            let mut coverage = ProgrammeCoverage::of(at, programme, from);
            coverage.table = coverage.table.filter(|_| several);
            coverage
        });
        Self {
            agenda: Link {
                text: from.words().get("shadowing.to_agenda").to_owned(),
                href: agenda_href(from),
            },
            table: all(from),
            programmes: programmes.collect(),
        }
    }
}

impl ProgrammeCoverage {
    /// What a programme has shown to whom.
    pub fn of(at: usize, programme: &Programme, from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let entry = handbook.entry(programme.entry);
        let visits: Vec<&Visit> = handbook
            .schedule()
            .of_programme(at)
            .filter(|visit| !visit.is_cancelled() && is_told(visit))
            .collect();
        let id = address::slug(entry.name());
        let (seen, not_yet) = outside(&visits, from);
        let all = seen + not_yet.values().map(Vec::len).sum::<usize>();
        let mut room = NAMES;
        let mut named = Vec::new();
        for (department, people) in not_yet {
            let people = from.links(people.into_iter().take(room));
            room -= people.len();
            named.push(NotYet { department: from.link(department), people });
        }
        named.retain(|group| !group.people.is_empty());
        named.sort_by_cached_key(|group| collation_key(&group.department.text));
        let told: usize = named.iter().map(|group| group.people.len()).sum();
        Self {
            programme: from.link(programme.entry),
            cycle: programme.cycle.map(|(first, last)| Span { from: from.day(first), to: from.day(last) }),
            table: table(
                &format!("{id}-departments"),
                words.fill("shadowing.coverage_of", &[("programme", &entry.title)]),
                visits.iter().copied(),
                from,
            ),
            seen,
            all,
            not_yet_more: all - seen - told,
            not_yet: named,
            load: load(&visits, programme.rules.host_per_month, from),
            id,
        }
    }
}

/// Departments that visit departments: a row is the guests', a column the hosts'. Every guest of every visit that is not called
/// off counts once.
fn table<'v>(
    id: &str,
    title: String,
    visits: impl Iterator<Item = &'v Visit>,
    from: &Viewpoint<'_>,
) -> Option<Table> {
    let handbook = from.handbook();
    let words = from.words();
    let mut counts: BTreeMap<(EntryId, EntryId), usize> = BTreeMap::new();
    for visit in visits.filter(|visit| !visit.is_cancelled()) {
        let Some(host) = handbook.department_of(visit.host) else { continue };
        for guest in visit.guests.iter().filter_map(|guest| handbook.department_of(*guest)) {
            *counts.entry((guest, host)).or_insert(0) += 1;
        }
    }
    let largest = counts.values().copied().max()?;
    // Those that have joined stand there with nothing, too: a row of dashes is what one looks for.
    let joined = handbook.of_kind(Kind::Department).map(|entry| entry.id);
    let joined = joined.filter(|id| handbook.is_enrolled(*id));
    let all: BTreeSet<EntryId> =
        counts.keys().flat_map(|(guest, host)| [*guest, *host]).chain(joined).collect();
    let mut departments: Vec<EntryId> = all.into_iter().collect();
    departments.sort_by_cached_key(|id| collation_key(&handbook.entry(*id).title));
    // Where few go anywhere, one visit is one tint; it is not the darkest because there is none of two.
    let tint =
        |n: usize| if largest < 3 { u8::try_from(n).unwrap_or(3) } else { line_tables::tint(n, largest) };
    let cell = |guest: EntryId, host: EntryId| {
        let n = counts.get(&(guest, host)).copied();
        Cell { n, tint: n.map_or(0, tint), own: guest == host }
    };
    let row = |guest: &EntryId| TableRow {
        head: from.link(*guest),
        cells: departments.iter().map(|host| cell(*guest, *host)).collect(),
    };
    Some(Table {
        id: id.to_owned(),
        title,
        note: words.get("shadowing.coverage_note").to_owned(),
        corner: words.get("shadowing.guests_from").to_owned(),
        columns: from.links(departments.iter().copied()),
        rows: departments.iter().map(row).collect(),
    })
}

/// All programmes' visits as one table.
pub fn all(from: &Viewpoint<'_>) -> Option<Table> {
    let title = from.words().get("shadowing.coverage").to_owned();
    table("departments", title, from.handbook().schedule().shown().filter(|visit| is_told(visit)), from)
}

/// Of the people in departments that have joined: how many were or will be the guest of another function, and who was not, in
/// order of name. Only what is confirmed or has been counts.
fn outside(visits: &[&Visit], from: &Viewpoint<'_>) -> (usize, BTreeMap<EntryId, Vec<EntryId>>) {
    let handbook = from.handbook();
    let held = |visit: &&&Visit| matches!(visit.status, SessionStatus::Confirmed | SessionStatus::Done);
    let been: BTreeSet<EntryId> = visits
        .iter()
        .filter(held)
        .flat_map(|visit| visit.guests.iter().map(|guest| (*guest, visit.host)))
        .filter(|(guest, host)| !handbook.same_function(*guest, *host))
        .map(|(guest, _)| guest)
        .collect();
    let mut people: Vec<_> = handbook.of_kind(Kind::Person).collect();
    people.sort_by_key(|person| person.rank);
    let mut seen = 0;
    let mut not_yet: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for person in people {
        match handbook.department_of(person.id) {
            Some(department) if handbook.is_enrolled(department) => {
                if been.contains(&person.id) {
                    seen += 1;
                } else {
                    not_yet.entry(department).or_default().push(person.id);
                }
            }
            Some(_) | None => {}
        }
    }
    (seen, not_yet)
}

/// Visits by host and month, open places included.
fn load(visits: &[&Visit], limit: Option<u64>, from: &Viewpoint<'_>) -> Option<Load> {
    let month = |visit: &Visit| visit.start.date().first_of_month();
    let months: BTreeSet<Date> = visits.iter().map(|visit| month(visit)).collect();
    let mut hosts: BTreeMap<EntryId, BTreeMap<Date, u64>> = BTreeMap::new();
    for visit in visits {
        *hosts.entry(visit.host).or_default().entry(month(visit)).or_insert(0) += 1;
    }
    if hosts.is_empty() {
        return None;
    }
    let cell = |n: Option<u64>| LoadCell {
        n,
        over: limit.is_some() && n > limit,
        full: limit.is_some() && n == limit,
    };
    let row = |(host, taken): (EntryId, BTreeMap<Date, u64>)| LoadRow {
        host: from.link(host),
        cells: months.iter().map(|month| cell(taken.get(month).copied())).collect(),
    };
    let mut rows: Vec<LoadRow> = hosts.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| collation_key(&row.host.text));
    Some(Load {
        months: months.iter().map(|month| text::short_month(*month, from.words())).collect(),
        hosts: rows,
        limit,
    })
}
