//! Somebody is down as a host who did not offer to be one.
//!
//! Being watched at work is a favour, and a favour cannot be put into somebody's diary by others. Whoever takes visitors says so on
//! their own page, with `hosts: true`; only they are offered to those who look for a place. Each person is told once, with all the
//! sessions concerned. Cancelled ones do not count.
//!
//! ## What to do
//! Ask them. If they are glad to have visitors, set `hosts: true` on their page; otherwise find another host.
//!
//! ## Example
//! Before, in `people/ravi.md`:
//! ```yaml
//! role: oven-engineer
//! hosts: false
//! ```
//! After:
//! ```yaml
//! role: oven-engineer
//! hosts: true
//! ```

use std::collections::BTreeMap;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::schedule::Session;
use crate::parse::EntryId;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let mut asked: BTreeMap<EntryId, Vec<&Session>> = BTreeMap::new();
    for session in scope.handbook.schedule().sessions.iter().filter(|session| !session.is_cancelled()) {
        if !scope.handbook.offers_to_host(session.host) {
            asked.entry(session.host).or_default().push(session);
        }
    }
    for (host, sessions) in asked {
        let Some((first, others)) = sessions.split_first() else { continue };
        let place = |session: &Session| {
            session.place(session.written.host.as_ref().map_or_else(|| session.written.span(), |host| host.span))
        };
        let entry = scope.handbook.entry(host);
        let finding = Diagnostic::new(
            Name::NotAHost,
            place(first),
            format!("{} is down as a host, and has not offered to take visitors", entry.title),
        )
        .mend("ask them, and set `hosts: true` on their page, or find another host");
        let page = entry.document.facts.place_of_key("hosts");
        let others = others.iter().map(|session| (place(session), "here, too".to_owned()));
        let finding = visits::with_places(finding, std::iter::once((page, "their page".into())).chain(others));
        findings.push(visits::bound(finding, scope, first.programme, [host]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule_among;

    fn told(hosts: &str, sessions: &[&str]) -> Vec<String> {
        let omar = format!("---\ntitle: Omar\nrole: driver\n{hosts}---\n");
        schedule_among(Name::NotAHost, "", sessions, &[("people/omar.md", &omar)])
    }

    const VISIT: &str = "{id: s1, host: omar, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: open}";
    const ANOTHER: &str = "{id: s2, host: omar, start: 2026-09-15T05:00, end: 2026-09-15T09:00, status: open}";

    #[test]
    fn hosts_have_offered() {
        assert_eq!(told("hosts: true\n", &[VISIT]), [""; 0]);
        let wanted = ["warning [omar] Omar is down as a host, and has not offered to take visitors"];
        assert_eq!(told("hosts: false\n", &[VISIT, ANOTHER]), wanted, "one cause, one finding");
        assert_eq!(told("", &[VISIT]), wanted);
        assert_eq!(told("hosts: sometimes\n", &[VISIT]), [""; 0], "which has a finding already");
        assert_eq!(told("hosts: false\n", &[&VISIT.replace("open", "cancelled")]), [""; 0]);
    }
}
