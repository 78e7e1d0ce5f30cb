//! A visit lies outside the cycle of its programme.
//!
//! A cycle is what people sign up for: until its end they know whom they will meet, and what is counted (who has been
//! where, which departments have visited each other) is counted in it. A visit before its beginning or after its end
//! is usually a slip of the year. Each repeat is looked at; a series without `COUNT` or `UNTIL` ends with the cycle by itself.
//! Cancelled sessions do not count.
//!
//! ## What to do
//! Mend the date, put the visit into another programme, or let the `cycle` go on for longer.
//!
//! ## Example
//! Before:
//! ```yaml
//! cycle: {from: 2026-09-01, to: 2027-02-28}
//! sessions:
//!   - {id: s1, host: omar, start: 2027-09-14T05:00, end: 2027-09-14T09:00, status: open}
//! ```
//! After:
//! ```yaml
//! cycle: {from: 2026-09-01, to: 2027-02-28}
//! sessions:
//!   - {id: s1, host: omar, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: open}
//! ```

use std::collections::BTreeMap;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::schedule::Visit;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let schedule = scope.handbook.schedule();
    // By where they stand: the repeats of one session are one finding.
    let mut outside: BTreeMap<_, (&Visit, usize)> = BTreeMap::new();
    for visit in schedule.visits.iter().filter(|visit| !visit.is_cancelled()) {
        let Some((from, to)) = schedule.programmes[visit.programme].cycle else { continue };
        let (first, last) = visit.days();
        if from <= to && (first < from || to < last) {
            outside.entry(visits::start(visit)).or_insert((visit, 0)).1 += 1;
        }
    }
    for (place, (visit, count)) in outside {
        let programme = &schedule.programmes[visit.programme];
        let Some((from, to)) = programme.cycle else { continue };
        let (first, last) = visit.days();
        let (when, end) = if first < from {
            (format!("begins on {}, before", visits::day(first)), from)
        } else {
            (format!("is on {}, after", visits::day(last)), to)
        };
        let which = if first < from { "begins" } else { "ends" };
        let subject = match (visit.nth, count) {
            (_, 2..) => format!("{count} visits of this session lie outside the cycle; the first"),
            (1, _) => "this visit".to_owned(),
            (nth, _) => format!("repeat {nth} of this session"),
        };
        let message = format!("{subject} {when} its cycle {which} on {}", visits::day(end));
        let finding = Diagnostic::new(Name::OutsideCycle, place, message)
            .mend("mend the date, or let the cycle of its programme include it");
        let cycle = visits::cycle(scope, programme).map(|place| (place, "the end of the cycle".into()));
        let finding = visits::with_places(finding, cycle);
        findings.push(visits::bound(finding, scope, visit.programme, visit.people()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    fn told(start: &str, end: &str, more: &str) -> Vec<String> {
        let session = format!("{{id: s1, host: omar, start: {start}, end: {end}, status: open{more}}}");
        schedule(Name::OutsideCycle, "cycle: {from: 2026-09-01, to: 2026-12-31}\n", &[&session])
    }

    #[test]
    fn visits_lie_within_the_cycle_to_its_last_night() {
        assert_eq!(told("2026-09-01T00:00", "2026-09-01T05:00", ""), [""; 0]);
        assert_eq!(told("2026-12-31T20:00", "2027-01-01T00:00", ""), [""; 0]);
        assert_eq!(
            told("2026-08-31T22:00", "2026-09-01T05:00", ""),
            ["error [2026-08-31T22:00] this visit begins on Monday, 31 August 2026, before its cycle begins on Tuesday, 1 September 2026"]
        );
        assert_eq!(
            told("2026-12-31T22:00", "2027-01-01T05:00", ""),
            ["error [2026-12-31T22:00] this visit is on Friday, 1 January 2027, after its cycle ends on Thursday, 31 December 2026"]
        );
        assert_eq!(told("2027-12-31T22:00", "2027-12-31T23:00", "").len(), 1);
    }

    #[test]
    fn a_series_is_told_once_and_ends_with_the_cycle_by_itself() {
        assert_eq!(
            told("2026-12-15T05:00", "2026-12-15T09:00", ", repeats: FREQ=WEEKLY;COUNT=5"),
            ["error [2026-12-15T05:00] 2 visits of this session lie outside the cycle; the first is on Tuesday, 5 January 2027, after its cycle ends on Thursday, 31 December 2026"]
        );
        assert_eq!(
            told("2026-12-15T05:00", "2026-12-15T09:00", ", repeats: FREQ=WEEKLY;COUNT=4"),
            ["error [2026-12-15T05:00] repeat 4 of this session is on Tuesday, 5 January 2027, after its cycle ends on Thursday, 31 December 2026"]
        );
        assert_eq!(told("2026-12-15T05:00", "2026-12-15T09:00", ", repeats: FREQ=WEEKLY"), [""; 0]);
    }
}
