//! A visit is shorter or longer than the programme's rules allow.
//!
//! In half an hour nobody sees more than a greeting, and after three days somebody else's work is no visit any more but a second job.
//! `shortest` and `longest` in the programme's `rules` say what people agreed on; where they are not given, any length will do. Hours
//! are counted as they pass, so a night in which the clocks change is an hour longer or shorter than the times on
//! the wall; days are counted as days of the calendar.
//!
//! ## What to do
//! Change the end of the visit, make two of it, or change the rule if it does not fit this programme.
//!
//! ## Example
//! Before:
//! ```yaml
//! rules: {shortest: 2 hours}
//! sessions:
//!   - {id: s1, host: omar, start: 2026-09-14T05:00, end: 2026-09-14T05:45, status: open}
//! ```
//! After:
//! ```yaml
//! rules: {shortest: 2 hours}
//! sessions:
//!   - {id: s1, host: omar, start: 2026-09-14T05:00, end: 2026-09-14T07:30, status: open}
//! ```

use std::collections::BTreeMap;

use jiff::{Unit, Zoned};

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name, Span};
use crate::model::schedule::{Programme, Visit};
use crate::parse::kind::Rules;
use crate::parse::value::Duration;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let schedule = scope.handbook.schedule();
    let mut told = BTreeMap::new();
    for visit in schedule.visits.iter().filter(|visit| !visit.is_cancelled()) {
        let programme = &schedule.programmes[visit.programme];
        if let Some(wrong) = wrong(visit, programme) {
            told.entry(visits::end(visit)).or_insert((visit, wrong));
        }
    }
    for (place, (visit, (bound, limit))) in told {
        let programme = &schedule.programmes[visit.programme];
        let lasts = lasts(&visit.start, &visit.end);
        let limit = limit.in_words();
        let (message, rule): (_, fn(&Rules) -> Option<Span>) = match bound {
            Bound::Shortest => (
                format!("this visit lasts {lasts}, and the shortest of this programme is {limit}"),
                |rules| Some(rules.shortest?.span),
            ),
            Bound::Longest => (
                format!("this visit lasts {lasts}, and the longest of this programme is {limit}"),
                |rules| Some(rules.longest?.span),
            ),
        };
        let finding = Diagnostic::new(Name::WrongLength, place, message)
            .mend("change its end, or the rule if it does not fit");
        let rule = visits::rule(scope, programme, rule).map(|place| (place, "the rule".into()));
        let finding = visits::with_places(finding, rule);
        findings.push(visits::bound(finding, scope, visit.programme, visit.people()));
    }
}

/// Which rule is broken.
#[derive(Clone, Copy)]
enum Bound {
    Shortest,
    Longest,
}

fn wrong(visit: &Visit, programme: &Programme) -> Option<(Bound, Duration)> {
    let rules = &programme.rules;
    let short = rules.shortest.filter(|_| programme.is_too_short(visit));
    let long = rules.longest.filter(|_| programme.is_too_long(visit));
    short.map(|length| (Bound::Shortest, length)).or(long.map(|length| (Bound::Longest, length)))
}

/// `2 hours and 30 minutes`, as they pass.
fn lasts(start: &Zoned, end: &Zoned) -> String {
    let whole_days = start.time() == end.time() && start.date() != end.date();
    let unit = if whole_days { Unit::Day } else { Unit::Hour };
    start.until((unit, end)).map_or_else(|_| "too long to count".into(), |span| Duration(span).in_words())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    fn told(start: &str, end: &str) -> Vec<String> {
        let session = format!("{{id: s1, host: omar, start: {start}, end: {end}, status: open}}");
        schedule(
            Name::WrongLength,
            "timezone: Europe/London\nrules: {shortest: PT2H, longest: P2D}\n",
            &[&session],
        )
    }

    #[test]
    fn a_visit_is_neither_shorter_nor_longer_than_the_rules() {
        assert_eq!(told("2026-09-14T05:00", "2026-09-14T07:00"), [""; 0]);
        assert_eq!(told("2026-09-14T05:00", "2026-09-16T05:00"), [""; 0]);
        assert_eq!(
            told("2026-09-14T05:00", "2026-09-14T06:30"),
            ["error [2026-09-14T06:30] this visit lasts 1 hour and 30 minutes, and the shortest of this programme is 2 hours"]
        );
        assert_eq!(
            told("2026-09-14T05:00", "2026-09-17T05:00"),
            ["error [2026-09-17T05:00] this visit lasts 3 days, and the longest of this programme is 2 days"]
        );
    }

    #[test]
    fn hours_are_counted_as_they_pass_and_days_as_days() {
        // On 25 October 2026 the hour from one to two comes twice.
        assert_eq!(told("2026-10-25T00:30", "2026-10-25T02:00"), [""; 0]);
        assert_eq!(told("2026-10-24T05:00", "2026-10-26T05:00"), [""; 0], "49 hours are two days");
        // And on 28 March 2027 it does not come.
        assert_eq!(
            told("2027-03-28T00:30", "2027-03-28T03:00"),
            ["error [2027-03-28T03:00] this visit lasts 1 hour and 30 minutes, and the shortest of this programme is 2 hours"]
        );
    }

    #[test]
    fn without_rules_any_length_will_do() {
        let session = "{id: s1, host: omar, start: 2026-09-14T05:00, end: 2026-09-30T05:01, status: open}";
        assert_eq!(schedule(Name::WrongLength, "", &[session]), [""; 0]);
    }
}
