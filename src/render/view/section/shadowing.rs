//! The section of visits: the agenda of all programmes first, then the months, and who has been where.

use serde::Serialize;

use super::super::calendar_links::CalendarLinks;
use super::super::line_tables::Table;
use super::super::visits::agenda::Agenda;
use super::super::visits::months::Months;
use super::super::visits::{COVERAGE, DEBRIEFS, coverage, debriefs};
use super::super::{Link, Row, person, text};
use crate::model::calendars::Whose;
use crate::model::collation_key;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};
use crate::render::viewpoint::Viewpoint;

/// Fills `sections/shadowing.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShadowingList {
    /// The programmes, the newest first, each with its cycle.
    pub programmes: Vec<Row>,
    /// All visits.
    pub agenda: Agenda,
    /// The same as months.
    pub months: Months,
    /// Everything as a calendar.
    pub calendar: Option<CalendarLinks>,
    /// The calendars of departments, by title.
    pub calendars: Vec<DepartmentCalendar>,
    /// Which departments visit which; `None` where none does.
    pub table: Option<Table>,
    /// Who has been where, in full; `None` without a programme.
    pub to_coverage: Option<Link>,
    /// What was seen; `None` without a programme.
    pub to_debriefs: Option<Link>,
    /// How many visits were told about.
    pub told: usize,
}

/// The calendar of one department's people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentCalendar {
    /// The department; leads to its page.
    pub department: Link,
    /// Its calendar.
    pub links: CalendarLinks,
}

/// Programmes, the newest first, and all their visits.
pub fn shadowing(pages: &[EntryId], from: &Viewpoint<'_>) -> ShadowingList {
    let handbook = from.handbook();
    let words = from.words();
    let schedule = handbook.schedule();
    let cycle = |id: EntryId| match &handbook.entry(id).fields {
        Fields::Shadowing(fields) => fields.cycle.as_ref(),
        _ => None,
    };
    let mut programmes = pages.to_vec();
    programmes.sort_by_cached_key(|id| {
        std::cmp::Reverse(cycle(*id).and_then(|cycle| cycle.from).map(|from| from.value))
    });
    let row = |id: &EntryId| {
        let span = cycle(*id).and_then(|cycle| text::span(cycle.from, cycle.to, from));
        let said = |person::Span { from, to }: person::Span| {
            words.fill("date.range", &[("from", &from.text), ("to", &to.text)])
        };
        text::row(*id, span.map(said), from)
    };
    let any = !schedule.programmes.is_empty();
    let link = |key: &str, address: &str| {
        any.then(|| Link { text: words.get(key).to_owned(), href: Some(from.to_address(address)) })
    };
    ShadowingList {
        programmes: programmes.iter().map(row).collect(),
        agenda: Agenda::of(schedule.shown(), from),
        months: Months::of(from),
        calendar: CalendarLinks::of(Whose::All, from),
        calendars: calendars(from),
        table: coverage::all(from),
        to_coverage: link("shadowing.to_coverage", COVERAGE),
        to_debriefs: link("shadowing.to_debriefs", DEBRIEFS),
        told: debriefs::told(schedule.shown()).count(),
    }
}

/// The calendars of departments, by title.
fn calendars(from: &Viewpoint<'_>) -> Vec<DepartmentCalendar> {
    let departments = from.handbook().of_kind(Kind::Department);
    let mut all: Vec<DepartmentCalendar> = departments
        .filter_map(|entry| {
            let links = CalendarLinks::of(Whose::Department(entry.id), from)?;
            Some(DepartmentCalendar { department: from.link(entry.id), links })
        })
        .collect();
    all.sort_by_cached_key(|calendar| collation_key(&calendar.department.text));
    all
}
