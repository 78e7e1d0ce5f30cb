//! A cycle is over in which one department visited another and was not visited in return.
//!
//! It is easy to be curious for three hours and harder to be looked at for three. Where the programme's `rules` say `reciprocal: true`, a
//! department whose people were guests of another one hosts somebody from there by the end of the cycle. Who hosts whom does not matter,
//! only the departments do; every visit that is not cancelled counts. Nothing is told while the cycle runs.
//!
//! ## What to do
//! Plan the return visit in the next cycle, and tell the department that is waiting for it. If it has taken place and was not written
//! down, add it. If this programme was never meant to go both ways, take `reciprocal` out.
//!
//! ## Example
//! Before:
//! ```yaml
//! rules: {reciprocal: true}
//! sessions:
//!   - {id: s1, host: omar, guest: lena, start: 2026-03-14T05:00, end: 2026-03-14T09:00, status: done, approved_by: tom}
//! ```
//! After:
//! ```yaml
//! rules: {reciprocal: true}
//! sessions:
//!   - {id: s1, host: omar, guest: lena, start: 2026-03-14T05:00, end: 2026-03-14T09:00, status: done, approved_by: tom}
//!   - {id: s2, host: lena, guest: alun, start: 2026-04-15T09:00, end: 2026-04-15T12:00, status: done, approved_by: tom}
//! ```

use std::collections::BTreeMap;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::schedule::Visit;
use crate::parse::EntryId;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let handbook = scope.handbook;
    let schedule = handbook.schedule();
    // Who went where first: the guest's department, then the host's.
    let mut went: BTreeMap<(usize, EntryId, EntryId), (&Visit, EntryId)> = BTreeMap::new();
    for visit in schedule.visits.iter().filter(|visit| !visit.is_cancelled()) {
        let programme = &schedule.programmes[visit.programme];
        let over = programme.cycle.is_some_and(|(_, to)| to < handbook.edition.date);
        // Where somebody cannot be found, or a session not be read, it may have been the visit that is missed.
        if !(programme.rules.reciprocal && over && programme.whole) {
            continue;
        }
        let Some(host) = handbook.department_of(visit.host) else { continue };
        for guest in &visit.guests {
            if let Some(department) = handbook.department_of(*guest).filter(|department| *department != host) {
                went.entry((visit.programme, department, host)).or_insert((visit, *guest));
            }
        }
    }
    for ((number, department, host), (visit, guest)) in &went {
        if went.contains_key(&(*number, *host, *department)) {
            continue;
        }
        let title = |id: &EntryId| &handbook.entry(*id).title;
        let span = visit.written.guest.iter().find(|named| named.to == *guest).map(|named| named.span);
        let finding = Diagnostic::new(
            Name::NotReciprocal,
            visit.place(span.unwrap_or_else(|| visit.written.span())),
            format!(
                "{} visited {}, and has hosted nobody from there by the end of the cycle",
                title(department),
                title(host)
            ),
        )
        .mend("plan the visit in return in the next cycle, or add it if it has been");
        let programme = &schedule.programmes[*number];
        let rule = visits::rule(scope, programme, |rules| Some(rules.reciprocal?.span));
        let finding = visits::with_places(finding, rule.map(|place| (place, "visits go both ways".into())));
        findings.push(visits::bound(finding, scope, *number, [*guest]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    fn told(fields: &str, visits: &[(&str, &str, &str)]) -> Vec<String> {
        let visits: Vec<String> = visits
            .iter()
            .map(|(guest, host, status)| {
                format!("{{id: {guest}-{host}, host: {host}, guest: {guest}, start: 2026-03-14T05:00, end: 2026-03-14T09:00, status: {status}}}")
            })
            .collect();
        let visits: Vec<&str> = visits.iter().map(String::as_str).collect();
        schedule(Name::NotReciprocal, fields, &visits)
    }

    const OVER: &str = "cycle: {from: 2026-03-01, to: 2026-08-31}\nrules: {reciprocal: true}\n";

    #[test]
    fn departments_visit_each_other_both_ways() {
        assert_eq!(
            told(OVER, &[("lena", "omar", "requested")]),
            ["warning [lena] Support visited Delivery, and has hosted nobody from there by the end of the cycle"]
        );
        assert_eq!(told(OVER, &[("lena", "omar", "requested"), ("omar", "tom", "requested")]), [""; 0]);
        assert_eq!(told(OVER, &[("lena", "omar", "requested"), ("omar", "tom", "cancelled")]).len(), 1);
        assert_eq!(told(OVER, &[("lena", "omar", "requested"), ("tom", "omar", "requested")]).len(), 1);
    }

    #[test]
    fn only_where_the_rules_say_so_and_once_the_cycle_is_over() {
        let visit = [("lena", "omar", "requested")];
        assert_eq!(told("cycle: {from: 2026-03-01, to: 2026-08-31}\n", &visit), [""; 0]);
        assert_eq!(told(&OVER.replace("08-31", "09-01"), &visit), [""; 0]);
        assert_eq!(told(OVER, &[("lena", "omar", "requested"), ("omarr", "tom", "requested")]), [""; 0]);
    }
}
