//! The same guest visits the same host more than once in a cycle.
//!
//! A second morning with the same colleague is pleasant, and the place is one that somebody else has not had. A programme that brings the same
//! people together again drifts into a habit. Each visit that is not cancelled counts, also the repeats of one session.
//! Each pair is told once, with all its sessions.
//!
//! ## What to do
//! Give one of the places to somebody who has not been there, or send the guest to another host. A guest for a whole week is one visit
//! from Monday to Friday, if the programme's `longest` allows it.
//!
//! ## Example
//! Before:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: requested}
//! - {id: s2, host: omar, guest: lena, start: 2026-10-12T05:00, end: 2026-10-12T09:00, status: requested}
//! ```
//! After:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: requested}
//! - {id: s2, host: omar, guest: kit, start: 2026-10-12T05:00, end: 2026-10-12T09:00, status: requested}
//! ```

use std::collections::BTreeMap;

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::schedule::Visit;
use crate::parse::EntryId;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let schedule = scope.handbook.schedule();
    let mut pairs: BTreeMap<(usize, EntryId, EntryId), Vec<&Visit>> = BTreeMap::new();
    for visit in schedule.visits.iter().filter(|visit| !visit.is_cancelled()) {
        for guest in visit.guests.iter().filter(|guest| **guest != visit.host) {
            pairs.entry((visit.programme, *guest, visit.host)).or_default().push(visit);
        }
    }
    for ((programme, guest, host), together) in pairs {
        let [_, second, ..] = together.as_slice() else { continue };
        let place = |visit: &Visit| {
            let written = visit.written.guest.iter().find(|named| named.to == guest);
            visit.place(written.map_or_else(|| visit.written.span(), |named| named.span))
        };
        let finding = Diagnostic::new(
            Name::RepeatedPair,
            place(second),
            format!(
                "{} visits {} {} in this cycle",
                visits::name(scope, guest),
                visits::name(scope, host),
                visits::times(together.len())
            ),
        )
        .mend("give one of the places to somebody who has not been there");
        let others = together.iter().map(|visit| {
            (place(visit), format!("{}, {}", visits::called(visit), visits::time(&visit.start)))
        });
        let finding = visits::with_places(finding, others);
        findings.push(visits::bound(finding, scope, programme, [guest, host]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    fn session(id: &str, host: &str, guest: &str, day: &str) -> String {
        format!("{{id: {id}, host: {host}, guest: [{guest}], start: 2026-{day}T05:00, end: 2026-{day}T09:00, status: requested}}")
    }

    #[test]
    fn a_guest_goes_to_a_host_once() {
        let one = session("s1", "omar", "lena, kit", "09-14");
        let again = session("s2", "omar", "lena", "10-12");
        assert_eq!(
            schedule(Name::RepeatedPair, "", &[&one, &again]),
            ["warning [lena] Lena visits Omar twice in this cycle"]
        );
        let back = session("s2", "lena", "omar", "10-12");
        assert_eq!(schedule(Name::RepeatedPair, "", &[&one, &back]), [""; 0], "the way back is another visit");
        let cancelled = again.replace("requested", "cancelled");
        assert_eq!(schedule(Name::RepeatedPair, "", &[&one, &cancelled]), [""; 0]);
    }

    #[test]
    fn repeats_count() {
        let weekly = session("s1", "omar", "lena", "09-14").replace("status", "repeats: FREQ=WEEKLY;COUNT=3, status");
        assert_eq!(
            schedule(Name::RepeatedPair, "", &[&weekly]),
            ["warning [lena] Lena visits Omar 3 times in this cycle"]
        );
    }
}
