//! Half of a programme is over, and somebody has not been anywhere outside their own function.
//!
//! A programme is for everybody, and those who go first are those who always go. Once half of the cycle has passed, everybody with a page whose
//! department has joined is looked for among the guests: a `confirmed` or `done` visit to somebody of another function counts, whether
//! it has been or is still to come. Those whose department is not known are not looked for. When nothing of the programme is
//! shown any more (see `keep_past`), nobody is told any longer: it is too late then.
//!
//! ## What to do
//! Ask them what they would like to see, and offer one of the open places; `throughline suggest` gives them to those first who have not been
//! anywhere. Perhaps they want to and cannot get away: then that is what has to be solved.
//!
//! ## Example
//! Before, where Lena is in nobody's list of guests:
//! ```yaml
//! - {id: s1, host: omar, start: 2027-01-14T05:00, end: 2027-01-14T09:00, status: open}
//! ```
//! After:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2027-01-14T05:00, end: 2027-01-14T09:00, status: confirmed, approved_by: tom}
//! ```

use std::collections::BTreeSet;

use jiff::ToSpan;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::model::schedule::Programme;
use crate::parse::EntryId;
use crate::parse::kind::{Kind, SessionStatus};

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let handbook = scope.handbook;
    let schedule = handbook.schedule();
    for (number, programme) in schedule.programmes.iter().enumerate() {
        // Where somebody cannot be found, or a session not be read, it may have been theirs.
        if !programme.whole || !is_half_over(programme, scope) {
            continue;
        }
        let been: BTreeSet<EntryId> = schedule
            .sessions
            .iter()
            .filter(|session| session.programme == number)
            .filter(|session| matches!(session.status, SessionStatus::Confirmed | SessionStatus::Done))
            .flat_map(|session| session.guests.iter().map(|guest| (*guest, session.host)))
            .filter(|(guest, host)| !handbook.same_function(*guest, *host))
            .map(|(guest, _)| guest)
            .collect();
        let everybody = handbook.of_kind(Kind::Person).filter(|entry| !been.contains(&entry.id));
        let has_joined = |id| handbook.department_of(id).is_some_and(|department| handbook.is_enrolled(department));
        for person in everybody.filter(|entry| has_joined(entry.id)) {
            let page = handbook.entry(programme.entry);
            let finding = Diagnostic::new(
                Name::NeverOutsideFunction,
                Place::file(person.file()),
                format!("{} has not been outside their own function, and half of “{}” is over", person.title, page.title),
            )
            .mend("offer them one of the open places")
            .related(Place::file(page.file()), "the programme");
            findings.push(visits::bound(finding, scope, number, [person.id]));
        }
    }
}

/// Whether half of the cycle's days have passed, and something of it is still shown.
fn is_half_over(programme: &Programme, scope: Scope<'_>) -> bool {
    let Some((from, to)) = programme.cycle else { return false };
    let today = scope.handbook.edition.date;
    let days = (to - from).get_days() + 1;
    let half = from.checked_add(((days + 1) / 2).days());
    days > 0 && half.is_ok_and(|half| half <= today) && programme.kept_from <= to
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::{schedule, schedule_among};

    fn visit(guest: &str, host: &str, status: &str) -> String {
        format!(
            "{{id: {guest}-{host}, host: {host}, guest: {guest}, start: 2026-08-14T05:00, end: 2026-08-14T09:00, status: {status}, approved_by: ines}}"
        )
    }

    fn told(cycle: &str, visits: &[(&str, &str, &str)]) -> Vec<String> {
        let visits: Vec<String> =
            visits.iter().map(|(guest, host, status)| visit(guest, host, status)).collect();
        let visits: Vec<&str> = visits.iter().map(String::as_str).collect();
        let told = schedule(Name::NeverOutsideFunction, &format!("cycle: {cycle}\n"), &visits);
        told.into_iter().map(|line| line.split(' ').nth(2).unwrap_or_default().to_owned()).collect()
    }

    /// The tests' day, the first of September, is the first of the second half.
    const HALF: &str = "{from: 2026-08-01, to: 2026-10-01}";

    #[test]
    fn everybody_who_has_joined_is_looked_for() {
        assert_eq!(told(HALF, &[]), ["Ines", "Kit", "Lena", "Omar", "Tom"]);
        assert_eq!(
            told(HALF, &[("ines", "omar", "done"), ("kit", "omar", "confirmed"), ("lena", "omar", "requested"), ("tom", "omar", "cancelled")]),
            ["Lena", "Omar", "Tom"]
        );
        assert_eq!(told(HALF, &[("kit", "lena", "done")]).len(), 5, "the same function");
    }

    #[test]
    fn only_once_half_of_the_cycle_is_over_and_not_for_ever() {
        for cycle in ["{from: 2026-08-01, to: 2026-10-02}", "{from: 2026-12-01, to: 2027-02-28}", "{from: 2026-08-01}"] {
            assert_eq!(told(cycle, &[]), [""; 0], "{cycle}");
        }
        assert_eq!(told("{from: 2026-03-01, to: 2026-06-30}", &[]).len(), 5, "it is not forgotten yet");
        assert_eq!(told("{from: 2025-03-01, to: 2025-05-31}", &[]), [""; 0]);
    }

    #[test]
    fn who_has_not_joined_is_not_looked_for() {
        let settings = ("handbook.yaml", "departments: {support: enrolled, shop: not yet}");
        let told = schedule_among(Name::NeverOutsideFunction, &format!("cycle: {HALF}\n"), &[], &[settings]);
        let names: Vec<&str> = told.iter().filter_map(|line| line.split(' ').nth(2)).collect();
        assert_eq!(names, ["Lena", "Tom"]);
    }

    #[test]
    fn where_a_guest_cannot_be_found_nobody_is_missed() {
        assert_eq!(told(HALF, &[("lenna", "omar", "done")]), [""; 0]);
    }
}
