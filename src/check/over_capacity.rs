//! More guests come to one visit than it takes.
//!
//! A visit with a crowd is a tour: the host performs, and nobody sees an ordinary morning. How many guests a visit takes is said once for
//! the programme, as `capacity` in its `rules`; without it, one. Cancelled sessions do not count.
//!
//! ## What to do
//! Give some of the guests a visit of their own, or another host. If this programme can take more people at a time,
//! say so with `capacity`.
//!
//! ## Example
//! Before:
//! ```yaml
//! rules: {capacity: 1}
//! sessions:
//!   - {id: s1, host: omar, guest: [lena, kit], start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: requested}
//! ```
//! After:
//! ```yaml
//! rules: {capacity: 2}
//! sessions:
//!   - {id: s1, host: omar, guest: [lena, kit], start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: requested}
//! ```

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let schedule = scope.handbook.schedule();
    for session in schedule.sessions.iter().filter(|session| !session.is_cancelled()) {
        let programme = &schedule.programmes[session.programme];
        let capacity = programme.rules.capacity;
        let guests = session.guests_written as u64;
        if guests <= capacity {
            continue;
        }
        // The first guest for whom there is no place.
        let named = &session.written.guest;
        let over = usize::try_from(capacity).ok().and_then(|nth| named.get(nth)).or(named.last());
        let place = session.place(over.map_or_else(|| session.written.span(), |guest| guest.span));
        let takes = if capacity == 1 { "one is taken at a time".into() } else { format!("{capacity} are taken at a time") };
        let finding = Diagnostic::new(Name::OverCapacity, place, format!("{guests} guests come to this visit, and at most {takes}"))
            .mend("give some of them a visit of their own, or change `capacity` in the programme's rules");
        let rule = visits::rule(scope, programme, |rules| Some(rules.capacity?.span));
        let finding = visits::with_places(finding, rule.map(|place| (place, "how many guests a visit takes".into())));
        findings.push(visits::bound(finding, scope, session.programme, session.people()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    fn told(rules: &str, guests: &str, status: &str) -> Vec<String> {
        let session = format!(
            "{{id: s1, host: omar, guest: {guests}, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: {status}}}"
        );
        schedule(Name::OverCapacity, rules, &[&session])
    }

    #[test]
    fn one_guest_comes_unless_the_rules_say_otherwise() {
        assert_eq!(told("", "lena", "requested"), [""; 0]);
        assert_eq!(
            told("", "[lena, kit]", "requested"),
            ["error [kit] 2 guests come to this visit, and at most one is taken at a time"]
        );
        assert_eq!(told("rules: {capacity: 2}\n", "[lena, kit]", "requested"), [""; 0]);
        assert_eq!(
            told("rules: {capacity: 2}\n", "[lena, kit, tom]", "requested"),
            ["error [tom] 3 guests come to this visit, and at most 2 are taken at a time"]
        );
    }

    #[test]
    fn who_is_named_twice_comes_once_and_nobody_comes_to_what_is_cancelled() {
        assert_eq!(told("", "[lena, lena]", "requested"), [""; 0]);
        assert_eq!(told("", "[lena, kit]", "cancelled"), [""; 0]);
    }

    #[test]
    fn repeats_are_one_session() {
        let session = "{id: s1, host: omar, guest: [lena, kit], start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: requested, repeats: FREQ=DAILY;COUNT=9}";
        assert_eq!(schedule(Name::OverCapacity, "", &[session]).len(), 1);
    }
}
