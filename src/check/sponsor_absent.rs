//! Whoever sponsors the promise neither hosts nor visits nor meets customers in the current cycle.
//!
//! People look at what leaders do with their mornings. A promise whose sponsor is never seen in the yard, at the counter or with a customer is taken for
//! a poster. In every shadowing cycle that runs on the handbook's day the sponsor is looked for: as host or guest of a visit, or in an
//! encounter (a visit, an event, listening to calls, an adopted customer) within the cycle. Cancelled visits do not count. This is
//! advice, and stops nothing.
//!
//! ## What to do
//! Offer the sponsor one of the open places, or a date with a customer. If it has been and was not written down, add it.
//!
//! ## Example
//! Before, where Ines is in no session:
//! ```yaml
//! sponsor: person/ines
//! ```
//! After, in the programme:
//! ```yaml
//! sessions:
//!   - {id: s1, host: alun, guest: ines, start: 2026-09-14T05:00, end: 2026-09-14T08:00, status: requested}
//! ```

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::model::Entry;
use crate::model::schedule::Programme;
use crate::parse::EntryId;
use crate::parse::kind::{Encounter, Fields, Kind};

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Promise(promise) = &entry.fields else { return };
    let Some(sponsor) = &promise.sponsor else { return };
    let handbook = scope.handbook;
    let schedule = handbook.schedule();
    let today = handbook.edition.date;
    let current = || schedule.programmes.iter().enumerate().filter(|(_, programme)| programme.contains(today));
    let Some((_, first)) = current().next() else { return };
    // A cycle that cannot be read may be the current one.
    let readable = |programme: &Programme| programme.cycle.is_some_and(|(from, to)| from <= to);
    if !schedule.programmes.iter().all(readable) {
        return;
    }
    let takes_part = |(number, programme): (usize, &Programme)| {
        !programme.whole
            || schedule.sessions.iter().any(|session| {
                session.programme == number
                    && !session.is_cancelled()
                    && session.people().any(|person| person == sponsor.to)
            })
            || handbook.of_kind(Kind::Encounter).any(|entry| meets(entry, sponsor.to, programme))
    };
    if current().any(takes_part) {
        return;
    }
    let (from, to) = first.cycle.unwrap_or((today, today));
    findings.push(
        Diagnostic::new(
            Name::SponsorAbsent,
            entry.place(sponsor.span),
            format!(
                "{} sponsors this promise, and neither hosts, visits nor meets customers from {} to {}",
                visits::name(scope, sponsor.to),
                visits::day(from),
                visits::day(to)
            ),
        )
        .mend("offer them an open place, or a date with a customer")
        .related(Place::file(&first.file), "the programme that is running"),
    );
}

/// Whether somebody meets customers in an encounter of the cycle.
fn meets(entry: &Entry, person: EntryId, programme: &Programme) -> bool {
    let Fields::Encounter(encounter) = &entry.fields else { return false };
    let there = encounter.host.iter().chain(&encounter.guests).any(|named| named.to == person);
    there && days(encounter).any(|day| programme.contains(day))
}

/// The days on which an encounter took or takes place.
fn days(encounter: &Encounter<EntryId>) -> impl Iterator<Item = crate::parse::value::Date> {
    let moments = encounter.start.into_iter().chain(encounter.end).map(|moment| moment.value.wall().date());
    moments.chain(encounter.since.into_iter().chain(encounter.last_contact).map(|day| day.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule_among;

    const PROMISE: (&str, &str) = ("promise/bread.md", "---\nsponsor: ines\n---\n");

    fn told(cycle: &str, sessions: &[&str], others: &[(&str, &str)]) -> Vec<String> {
        let mut files = vec![PROMISE];
        files.extend(others);
        schedule_among(Name::SponsorAbsent, &format!("cycle: {cycle}\n"), sessions, &files)
    }

    const NOW: &str = "{from: 2026-08-01, to: 2026-10-31}";
    const VISIT: &str = "{id: s1, host: omar, guest: ines, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: requested}";

    #[test]
    fn a_sponsor_is_seen_in_every_cycle() {
        assert_eq!(
            told(NOW, &[], &[]),
            ["advice [ines] Ines sponsors this promise, and neither hosts, visits nor meets customers from Saturday, 1 August 2026 to Saturday, 31 October 2026"]
        );
        assert_eq!(told(NOW, &[VISIT], &[]), [""; 0]);
        assert_eq!(told(NOW, &[&VISIT.replace("guest: ines", "guest: kit").replace("omar", "ines")], &[]), [""; 0]);
        assert_eq!(told(NOW, &[&VISIT.replace("requested", "cancelled")], &[]).len(), 1);
        assert_eq!(told("{from: 2026-10-01, to: 2026-12-31}", &[], &[]), [""; 0], "no cycle is running");
    }

    #[test]
    fn meeting_customers_counts_within_the_cycle() {
        let tea = |field: &str| told(NOW, &[], &[("encounters/tea.md", &format!("---\nhost: ines\n{field}\n---\n"))]).len();
        assert_eq!(tea("start: 2026-10-31T22:00"), 0);
        assert_eq!(tea("last_contact: 2026-08-01"), 0);
        assert_eq!(tea("start: 2026-11-01T10:00"), 1);
        assert_eq!(tea("since: 2024-03-01"), 1);
    }
}
