//! A visit is approved, confirmed or done, and too few people have agreed to it.
//!
//! A morning away from one's own work is a morning that somebody else has to cover. `approved_by` says who agreed to
//! that; it needs one person, or as many as the programme's `rules` ask for with `approvals`. Somebody who is named twice counts
//! once. Open and requested visits are still waiting for it.
//!
//! ## What to do
//! Ask those who have to agree, the guest's lead and the host's, say, and add them to `approved_by`. Until they have, leave
//! the visit at `requested`.
//!
//! ## Example
//! Before:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: confirmed}
//! ```
//! After:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: confirmed, approved_by: tom}
//! ```

use std::collections::BTreeSet;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};
use crate::parse::kind::SessionStatus;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let schedule = scope.handbook.schedule();
    for session in &schedule.sessions {
        match session.status {
            SessionStatus::Approved | SessionStatus::Confirmed | SessionStatus::Done => {}
            SessionStatus::Open | SessionStatus::Requested | SessionStatus::Cancelled => continue,
        }
        let programme = &schedule.programmes[session.programme];
        let wanted = programme.rules.approvals;
        let approved: BTreeSet<_> = session.written.approved_by.iter().map(|person| person.to).collect();
        // Somebody who cannot be found has been told, and may well have agreed.
        if approved.len().max(session.approvals_written) as u64 >= wanted {
            continue;
        }
        let status = session.status.as_str();
        let message = match approved.len() {
            0 => format!("this visit is `{status}`, and nobody has agreed to it"),
            agreed => format!("this visit is `{status}`, and {agreed} of {wanted} have agreed to it"),
        };
        let place = session.place(session.written.status.map_or_else(|| session.written.span(), |status| status.span));
        let finding = Diagnostic::new(Name::NotApproved, place, message)
            .mend("add who agreed as `approved_by`, or leave it at `requested` until they have");
        let rule = visits::rule(scope, programme, |rules| Some(rules.approvals?.span));
        let finding = visits::with_places(finding, rule.map(|place| (place, "how many must agree".into())));
        findings.push(visits::bound(finding, scope, session.programme, session.people()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    fn told(rules: &str, status: &str, approved_by: &str) -> Vec<String> {
        let session = format!(
            "{{id: s1, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: {status}, approved_by: [{approved_by}]}}"
        );
        schedule(Name::NotApproved, rules, &[&session])
    }

    #[test]
    fn what_is_fixed_has_been_agreed_to() {
        for status in ["approved", "confirmed", "done"] {
            assert_eq!(
                told("", status, ""),
                [format!("error [{status}] this visit is `{status}`, and nobody has agreed to it")]
            );
            assert_eq!(told("", status, "tom"), [""; 0]);
        }
        for status in ["open", "requested", "cancelled"] {
            assert_eq!(told("", status, ""), [""; 0]);
        }
    }

    #[test]
    fn the_rules_may_ask_for_more() {
        let rules = "rules: {approvals: 2}\n";
        assert_eq!(
            told(rules, "approved", "tom"),
            ["error [approved] this visit is `approved`, and 1 of 2 have agreed to it"]
        );
        assert_eq!(told(rules, "approved", "tom, tom").len(), 1, "twice the same is one");
        assert_eq!(told(rules, "approved", "tom, ines"), [""; 0]);
        assert_eq!(told(rules, "approved", "tom, inès"), [""; 0], "whom nobody knows has a finding already");
        assert_eq!(told("rules: {approvals: 0}\n", "approved", ""), [""; 0]);
    }
}
