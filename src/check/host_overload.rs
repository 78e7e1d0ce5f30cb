//! A host takes more visits in a month than was agreed.
//!
//! The best hosts are asked most, until they stop. `host_per_month` in the programme's `rules` protects them: it says how many visits one person
//! takes in a calendar month of that programme. Every visit that is not cancelled counts, each repeat and open places, too:
//! the host keeps the morning free for all of them. Without the rule, nothing is told.
//!
//! ## What to do
//! Move one of the visits to another month, or find another host for it. If this host is glad to take more, raise the number.
//!
//! ## Example
//! Before:
//! ```yaml
//! rules: {host_per_month: 2}
//! sessions:
//!   - {id: s1, host: omar, start: 2026-09-07T05:00, end: 2026-09-07T09:00, status: open, repeats: "FREQ=WEEKLY;COUNT=3"}
//! ```
//! After:
//! ```yaml
//! rules: {host_per_month: 2}
//! sessions:
//!   - {id: s1, host: omar, start: 2026-09-07T05:00, end: 2026-09-07T09:00, status: open, repeats: "FREQ=WEEKLY;INTERVAL=2;COUNT=3"}
//! ```

use std::collections::BTreeMap;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::schedule::Visit;
use crate::parse::EntryId;

/// The visits of one host in one month.
type Months<'h> = BTreeMap<(i16, i8), Vec<&'h Visit>>;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let schedule = scope.handbook.schedule();
    let mut hosts: BTreeMap<(usize, EntryId), Months<'_>> = BTreeMap::new();
    for visit in schedule.visits.iter().filter(|visit| !visit.is_cancelled()) {
        if schedule.programmes[visit.programme].rules.host_per_month.is_some() {
            let month = (visit.start.year(), visit.start.month());
            hosts.entry((visit.programme, visit.host)).or_default().entry(month).or_default().push(visit);
        }
    }
    for ((programme, host), months) in hosts {
        findings.extend(finding(programme, host, &months, scope));
    }
}

fn finding(number: usize, host: EntryId, months: &Months<'_>, scope: Scope<'_>) -> Option<Diagnostic> {
    let programme = &scope.handbook.schedule().programmes[number];
    let most = programme.rules.host_per_month.and_then(|most| usize::try_from(most).ok())?;
    let full: Vec<&Vec<&Visit>> = months.values().filter(|taken| taken.len() > most).collect();
    let taken = full.first()?;
    let over = taken.get(most)?;
    let more = match full.len() {
        1 => String::new(),
        2 => ", and too many in another month".to_owned(),
        many => format!(", and too many in {} other months", many - 1),
    };
    let message = format!(
        "{} takes {} visits in {}{more}; at most {most} are asked of one host",
        visits::name(scope, host),
        taken.len(),
        over.start.strftime("%B %Y")
    );
    let finding = Diagnostic::new(Name::HostOverload, over.at(), message)
        .mend("move some of them to another month, or find another host");
    let others = full.iter().copied().flatten();
    let others = others.map(|visit| (visit.at(), format!("{}, {}", visits::called(visit), visits::time(&visit.start))));
    let rule = visits::rule(scope, programme, |rules| Some(rules.host_per_month?.span));
    let rule = rule.map(|place| (place, "how many visits a host takes".to_owned()));
    let finding = visits::with_places(finding, others.chain(rule));
    Some(visits::bound(finding, scope, number, [host]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    fn session(id: &str, day: &str, more: &str) -> String {
        format!("{{id: {id}, host: omar, start: 2026-{day}T05:00, end: 2026-{day}T09:00, status: open{more}}}")
    }

    const RULES: &str = "rules: {host_per_month: 2}\n";

    #[test]
    fn visits_of_a_month_are_counted_whatever_their_session() {
        let (one, two) = (session("s1", "09-01", ""), session("s2", "09-15", ""));
        assert_eq!(schedule(Name::HostOverload, RULES, &[&one, &two]), [""; 0]);
        let three = session("s3", "09-30", "");
        assert_eq!(
            schedule(Name::HostOverload, RULES, &[&one, &two, &three]),
            ["warning [s3] Omar takes 3 visits in September 2026; at most 2 are asked of one host"]
        );
        assert_eq!(schedule(Name::HostOverload, "", &[&one, &two, &three]), [""; 0]);
        let cancelled = three.replace("open", "cancelled");
        assert_eq!(schedule(Name::HostOverload, RULES, &[&one, &two, &cancelled]), [""; 0]);
        let october = session("s3", "10-01", "");
        assert_eq!(schedule(Name::HostOverload, RULES, &[&one, &two, &october]), [""; 0]);
    }

    #[test]
    fn each_repeat_counts() {
        let weekly = session("s1", "09-07", ", repeats: FREQ=WEEKLY;COUNT=8");
        assert_eq!(
            schedule(Name::HostOverload, RULES, &[&weekly]),
            ["warning [s1] Omar takes 4 visits in September 2026, and too many in another month; at most 2 are asked of one host"]
        );
    }
}
