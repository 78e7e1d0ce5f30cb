//! A visit is over, and what came of it was told too late, or has not been told yet.
//!
//! A visit without a debrief is a nice morning. What a guest has understood belongs to two departments, and it fades within days. The programme's `rules`
//! say with `debrief_within` how soon after the end of a visit its debrief is shared, which is what `shared_on` says. Visits that are
//! `done` or were `confirmed` are looked at; of a session that repeats, the last time. Without the rule, nothing is told.
//!
//! ## What to do
//! Ask the guest for three sentences: what their own work does there, what both departments do to each other, what they did not expect. Write them
//! under `debrief` and note the day as `shared_on`. If the visit did not take place, set it to `cancelled`.
//!
//! ## Example
//! Before, a month later:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-08-14T05:00, end: 2026-08-14T09:00, status: done, approved_by: tom}
//! ```
//! After:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-08-14T05:00, end: 2026-08-14T09:00, status: done, approved_by: tom,
//!    debrief: {my_impact: "I ring the yard when it is loudest there.", our_impact: "We ring at ten past now.", shared_on: 2026-08-19}}
//! ```

use std::collections::BTreeMap;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::model::schedule::{Programme, Visit};
use crate::parse::kind::{Debrief, SessionStatus};
use crate::parse::value::Date;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let schedule = scope.handbook.schedule();
    // In order of time: of the repeats of a session, the last stays.
    let mut last: BTreeMap<Place, &Visit> = BTreeMap::new();
    for visit in &schedule.visits {
        let fixed = matches!(visit.status, SessionStatus::Confirmed | SessionStatus::Done);
        if fixed && schedule.programmes[visit.programme].rules.debrief_within.is_some() {
            last.insert(visit.at(), visit);
        }
    }
    for visit in last.into_values() {
        let programme = &schedule.programmes[visit.programme];
        let Some((place, message)) = late(visit, programme, scope.handbook.edition.date) else { continue };
        let finding = Diagnostic::new(Name::DebriefLate, place, message)
            .mend("write down what came of it, and the day on which it was shared as `shared_on`");
        let rule = visits::rule(scope, programme, |rules| Some(rules.debrief_within?.span));
        let finding = visits::with_places(finding, rule.map(|place| (place, "how soon it is talked over".into())));
        findings.push(visits::bound(finding, scope, visit.programme, visit.people()));
    }
}

/// Where and what is late about the debrief of a visit.
fn late(visit: &Visit, programme: &Programme, today: Date) -> Option<(Place, String)> {
    let within = programme.rules.debrief_within?;
    let due = visit.end.checked_add(within.0).ok()?.date();
    let ended = visits::day(visit.end.date());
    let debrief = visit.written.debrief.as_ref();
    if let Some(shared) = debrief.and_then(|debrief| debrief.shared_on) {
        let message = || {
            format!(
                "this visit ended on {ended}, and its debrief was shared on {}, later than {} afterwards",
                visits::day(shared.value),
                within.in_words()
            )
        };
        return (due < shared.value).then(|| (visit.place(shared.span), message()));
    }
    if today <= due {
        return None;
    }
    let what = match debrief {
        Some(_) => "its debrief has not been shared",
        None => "nobody has written down what came of it",
    };
    let message = format!("this visit ended on {ended}, and {what}; that was due by {}", visits::day(due));
    let span = debrief.and_then(said).or(visit.written.status.map(|status| status.span));
    Some((visit.place(span.unwrap_or_else(|| visit.written.span())), message))
}

/// The first that a debrief says.
fn said(debrief: &Debrief) -> Option<crate::diagnostic::Span> {
    let said = [&debrief.my_impact, &debrief.our_impact, &debrief.surprised_by];
    said.into_iter().flatten().next().map(|text| text.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    fn told(rules: &str, end: &str, status: &str, debrief: &str) -> Vec<String> {
        let session = format!(
            "{{id: s1, host: omar, guest: lena, start: 2026-08-01T05:00, end: {end}, status: {status}, approved_by: tom{debrief}}}"
        );
        schedule(Name::DebriefLate, &format!("cycle: {{from: 2026-08-01, to: 2026-12-31}}\n{rules}"), &[&session])
    }

    const WEEK: &str = "rules: {debrief_within: 7 days}\n";

    #[test]
    fn a_debrief_is_shared_in_time() {
        let shared = |day: &str| format!(", debrief: {{my_impact: I see, shared_on: {day}}}");
        assert_eq!(told(WEEK, "2026-08-01T09:00", "done", &shared("2026-08-08")), [""; 0]);
        assert_eq!(
            told(WEEK, "2026-08-01T09:00", "done", &shared("2026-08-09")),
            ["warning [2026-08-09] this visit ended on Saturday, 1 August 2026, and its debrief was shared on Sunday, 9 August 2026, later than 7 days afterwards"]
        );
    }

    #[test]
    fn what_is_over_wants_a_debrief() {
        // The tests' day is the first of September.
        assert_eq!(told(WEEK, "2026-08-25T09:00", "done", ""), [""; 0], "the last day");
        for status in ["done", "confirmed"] {
            assert_eq!(
                told(WEEK, "2026-08-24T09:00", status, ""),
                [format!("warning [{status}] this visit ended on Monday, 24 August 2026, and nobody has written down what came of it; that was due by Monday, 31 August 2026")]
            );
        }
        for status in ["open", "requested", "approved", "cancelled"] {
            assert_eq!(told(WEEK, "2026-08-24T09:00", status, ""), [""; 0], "{status}");
        }
        assert_eq!(
            told(WEEK, "2026-08-24T09:00", "done", ", debrief: {my_impact: I see}"),
            ["warning [I see] this visit ended on Monday, 24 August 2026, and its debrief has not been shared; that was due by Monday, 31 August 2026"]
        );
        assert_eq!(told("", "2026-08-24T09:00", "done", ""), [""; 0], "without the rule");
    }

    #[test]
    fn of_a_series_the_last_visit_counts() {
        let series = |count: u32| format!(", repeats: FREQ=WEEKLY;COUNT={count}");
        assert_eq!(told(WEEK, "2026-08-01T09:00", "done", &series(4)).len(), 1);
        assert_eq!(told(WEEK, "2026-08-01T09:00", "done", &series(5)), [""; 0]);
    }
}
