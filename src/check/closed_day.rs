//! A visit is on a day on which nobody visits, or on which its host or a guest is away.
//!
//! Whoever plans a visit rarely has everybody's holidays in mind, and the day before is too late to find out. A programme says in `closed`
//! on which days nobody visits: stretches of days, or the public holidays of a region (days that are made up for
//! on another one are closed, too). People say in `away` when they are not there. A visit counts for every day that it
//! touches, so a night counts for two. Each repeat is looked at; cancelled sessions are not.
//!
//! ## What to do
//! Move the visit. If it is a series that crosses a holiday, end it before and begin another one after it, or give the days
//! sessions of their own. If people do visit on that day, take it out of `closed`.
//!
//! ## Example
//! Before:
//! ```yaml
//! closed: [{holidays: GB-ENG}]
//! sessions:
//!   - {id: s1, host: omar, start: 2026-12-25T05:00, end: 2026-12-25T09:00, status: open}
//! ```
//! After:
//! ```yaml
//! closed: [{holidays: GB-ENG}]
//! sessions:
//!   - {id: s1, host: omar, start: 2027-01-08T05:00, end: 2027-01-08T09:00, status: open}
//! ```

use std::sync::Arc;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::model::schedule::{Closed, Session, Visit};
use crate::parse::EntryId;
use crate::parse::value::Date;

/// Why a day does not suit.
struct Reason {
    day: Date,
    why: String,
    place: Place,
}

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let mut told: Vec<(&Arc<Session>, Vec<Reason>)> = Vec::new();
    for visit in scope.handbook.schedule().visits.iter().filter(|visit| !visit.is_cancelled()) {
        let reasons = reasons(visit, scope);
        if !reasons.is_empty() {
            told.push((&visit.session, reasons));
        }
    }
    // The repeats of one session are one finding. Visits stand in order of time, so their order stays.
    told.sort_by_key(|(session, _)| Arc::as_ptr(session));
    let mut found: Vec<Diagnostic> = Vec::new();
    for repeats in told.chunk_by(|(one, _), (other, _)| Arc::ptr_eq(one, other)) {
        if let Some((session, _)) = repeats.first() {
            let reasons: Vec<&Reason> = repeats.iter().flat_map(|(_, reasons)| reasons).collect();
            found.push(finding(session, &reasons, repeats.len(), scope));
        }
    }
    found.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings.append(&mut found);
}

/// Everything that speaks against the days of a visit, in order of the days.
fn reasons(visit: &Visit, scope: Scope<'_>) -> Vec<Reason> {
    let handbook = scope.handbook;
    let programme = &handbook.schedule().programmes[visit.programme];
    let (first, last) = visit.days();
    let mut reasons = Vec::new();
    for closed in &programme.closed {
        let place = programme.place(closed.span());
        match closed {
            Closed::Days { from, to, why, .. } if *from <= last && first <= *to => {
                let why = why.as_ref().map_or_else(|| "nobody visits then".into(), |why| format!("“{}”", why.value));
                reasons.push(Reason { day: first.max(*from), why, place });
            }
            Closed::Days { .. } | Closed::Holidays { .. } => {}
        }
    }
    for (day, at, name) in programme.holidays_between(first, last) {
        let place = programme.place(programme.closed[at].span());
        reasons.push(Reason { day, why: name.to_owned(), place });
    }
    for person in visit.people() {
        let entry = handbook.entry(person);
        for from in handbook.absences(person, first, last).filter_map(|away| away.from) {
            let why = format!("{} is away", entry.title);
            reasons.push(Reason { day: first.max(from.value), why, place: entry.place(from.span) });
        }
    }
    reasons.sort_by_key(|reason| reason.day);
    reasons
}

fn finding(session: &Session, reasons: &[&Reason], repeats: usize, scope: Scope<'_>) -> Diagnostic {
    let first = reasons.first();
    let (day, why) = first.map_or_else(Default::default, |first| (visits::day(first.day), first.why.as_str()));
    let more = match repeats {
        0 | 1 => String::new(),
        2 => ", and one more of its repeats does not suit".to_owned(),
        many => format!(", and {} more of its repeats do not suit", many - 1),
    };
    let finding = Diagnostic::new(
        Name::ClosedDay,
        visits::start(session),
        format!("this visit falls on {day}: {why}{more}"),
    )
    .mend("move it to another day");
    let places = reasons.iter().map(|reason| (reason.place.clone(), format!("{}: {}", visits::day(reason.day), reason.why)));
    let finding = visits::with_places(finding, places);
    let away = |person: &EntryId| {
        let file = scope.handbook.entry(*person).file();
        reasons.iter().any(|reason| reason.place.file == *file)
    };
    // Where only somebody's absence speaks against it, it is theirs; a closed day is everybody's.
    let programme = &scope.handbook.schedule().programmes[session.programme];
    let whose: Vec<EntryId> = if reasons.iter().any(|reason| reason.place.file == programme.file) {
        session.people().collect()
    } else {
        session.people().filter(away).collect()
    };
    visits::bound(finding, scope, session.programme, whose)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::{findings, schedule, schedule_among};

    fn session(start: &str, end: &str, more: &str) -> String {
        format!("{{id: s1, host: omar, guest: lena, start: {start}, end: {end}, status: requested{more}}}")
    }

    const CLOSED: &str = "timezone: Europe/London\nclosed:\n  - {from: 2026-12-14, to: 2027-01-03, why: Christmas bake}\n  - {holidays: GB-ENG}\n";

    fn told(start: &str, end: &str, more: &str) -> Vec<String> {
        schedule(Name::ClosedDay, CLOSED, &[&session(start, end, more)])
    }

    #[test]
    fn nobody_visits_on_closed_days_and_holidays() {
        assert_eq!(
            told("2026-12-14T05:00", "2026-12-14T09:00", ""),
            ["error [2026-12-14T05:00] this visit falls on Monday, 14 December 2026: “Christmas bake”"]
        );
        assert_eq!(
            told("2027-03-26T05:00", "2027-03-26T09:00", ""),
            ["error [2027-03-26T05:00] this visit falls on Friday, 26 March 2027: Good Friday"]
        );
        for clear in ["2026-12-13", "2027-01-04", "2027-03-27"] {
            assert_eq!(told(&format!("{clear}T05:00"), &format!("{clear}T09:00"), ""), [""; 0], "{clear}");
        }
    }

    #[test]
    fn a_night_touches_two_days_and_midnight_only_one() {
        assert_eq!(told("2026-12-13T22:00", "2026-12-14T00:00", ""), [""; 0]);
        assert_eq!(told("2026-12-13T22:00", "2026-12-14T00:01", "").len(), 1);
    }

    #[test]
    fn absences_count_for_hosts_and_guests() {
        let away = |name: &str| format!("---\ntitle: {name}\nrole: driver\naway: {{from: 2026-09-14, to: 2026-09-20}}\n---\n");
        let visit = session("2026-09-20T05:00", "2026-09-20T09:00", "");
        for (path, name) in [("people/omar.md", "Omar"), ("people/lena.md", "Lena")] {
            assert_eq!(
                schedule_among(Name::ClosedDay, "", &[&visit], &[(path, &away(name))]),
                [format!("error [2026-09-20T05:00] this visit falls on Sunday, 20 September 2026: {name} is away")]
            );
        }
        assert_eq!(schedule_among(Name::ClosedDay, "", &[&visit], &[("people/kit.md", &away("Kit"))]), [""; 0]);
    }

    #[test]
    fn a_session_is_told_once_with_all_that_speaks_against_it() {
        let found = findings(
            Name::ClosedDay,
            CLOSED,
            &[&session("2026-12-11T05:00", "2026-12-11T09:00", ", repeats: FREQ=WEEKLY;COUNT=4")],
        );
        let [finding] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            finding.message,
            "this visit falls on Friday, 18 December 2026: “Christmas bake”, and 2 more of its repeats do not suit"
        );
        let related: Vec<&str> = finding.related.iter().map(|related| related.message.as_str()).collect();
        assert_eq!(
            related,
            ["Friday, 18 December 2026: “Christmas bake”", "Friday, 25 December 2026: Christmas Day"],
            "the closure, and the line of the holidays"
        );
    }

    #[test]
    fn cancelled_sessions_stand_in_nobodys_way() {
        let cancelled = session("2026-12-25T05:00", "2026-12-25T09:00", "").replace("requested", "cancelled");
        assert_eq!(schedule(Name::ClosedDay, CLOSED, &[&cancelled]), [""; 0]);
    }
}
