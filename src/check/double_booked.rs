//! Somebody is expected in two places at once.
//!
//! One of the two visits will not take place, and whoever came for it stands in the yard at five in the morning for nothing. All
//! programmes are looked at together, and visits to customers (`encounters`) with a start and an end as well. Somebody counts as host
//! and as guest; several guests of one session are one session, whatever the programme's capacity. Times are compared as
//! instants, so it does not matter in which zone each is written. One visit may begin as another one ends.
//! Cancelled sessions do not count, open places do: the host will be there.
//!
//! All sessions that stand in each other's way are named in one finding, each with its file and line.
//!
//! ## What to do
//! Move one of them, find somebody else for it, or set its `status` to `cancelled`. If it is one visit that was written down
//! twice, take one of the two out.
//!
//! ## Example
//! Before:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: confirmed, approved_by: ines}
//! - {id: s2, host: kit, guest: omar, start: 2026-09-14T08:00, end: 2026-09-14T11:00, status: confirmed, approved_by: ines}
//! ```
//! After:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: confirmed, approved_by: ines}
//! - {id: s2, host: kit, guest: omar, start: 2026-09-14T10:00, end: 2026-09-14T13:00, status: confirmed, approved_by: ines}
//! ```

use std::collections::BTreeMap;

use jiff::{Timestamp, Zoned};

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name, Place, Severity, suggest};
use crate::model::schedule::Visit;
use crate::parse::EntryId;
use crate::parse::kind::{Encounter, Fields, Kind};

/// A time at which somebody is somewhere.
struct Taken<'h> {
    start: Timestamp,
    end: Timestamp,
    what: What<'h>,
}

enum What<'h> {
    Visit(&'h Visit),
    Encounter { entry: EntryId, start: Zoned, end: Zoned },
}

/// Everything that clashes for somebody, by the places of what clashes: who it is, and each time it happens.
type Clashes = BTreeMap<Vec<Place>, (Vec<EntryId>, Vec<Vec<u32>>)>;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let (taken, mut diary) = diary(scope);
    diary.sort_unstable_by_key(|(person, at)| (*person, taken[*at as usize].start, *at));
    diary.dedup();
    let mut clashes = Clashes::new();
    for theirs in diary.chunk_by(|(one, _), (other, _)| one == other) {
        // In order of their beginnings; what begins before all earlier ones have ended belongs to them.
        let mut cluster: Vec<u32> = Vec::new();
        let mut until = Timestamp::MIN;
        for (person, at) in theirs {
            let next = &taken[*at as usize];
            if next.start >= until {
                keep(*person, &mut cluster, &taken, scope, &mut clashes);
            }
            until = until.max(next.end);
            cluster.push(*at);
        }
        if let Some((person, _)) = theirs.first() {
            keep(*person, &mut cluster, &taken, scope, &mut clashes);
        }
    }
    let told = clashes.into_values().map(|(people, times)| finding(&people, &times, &taken, scope));
    findings.extend(told);
}

/// All that takes somebody's time, and who is where.
fn diary(scope: Scope<'_>) -> (Vec<Taken<'_>>, Vec<(EntryId, u32)>) {
    let handbook = scope.handbook;
    let visits = handbook.schedule().visits.iter().filter(|visit| !visit.is_cancelled());
    let mut taken: Vec<Taken<'_>> = Vec::new();
    let mut diary: Vec<(EntryId, u32)> = Vec::new();
    for visit in visits {
        let number = u32::try_from(taken.len()).unwrap_or(u32::MAX);
        diary.extend(visit.people().map(|person| (person, number)));
        let (start, end) = (visit.start.timestamp(), visit.end.timestamp());
        taken.push(Taken { start, end, what: What::Visit(visit) });
    }
    for entry in handbook.of_kind(Kind::Encounter) {
        let Fields::Encounter(encounter) = &entry.fields else { continue };
        let Some((start, end)) = handbook.schedule().when(encounter) else { continue };
        let number = u32::try_from(taken.len()).unwrap_or(u32::MAX);
        diary.extend(people(encounter).map(|person| (person, number)));
        let (from, to) = (start.timestamp(), end.timestamp());
        taken.push(Taken { start: from, end: to, what: What::Encounter { entry: entry.id, start, end } });
    }
    (taken, diary)
}

fn people(encounter: &Encounter<EntryId>) -> impl Iterator<Item = EntryId> {
    encounter.host.iter().chain(&encounter.guests).map(|person| person.to)
}

/// Keeps a cluster of more than one, and empties it.
fn keep(person: EntryId, cluster: &mut Vec<u32>, taken: &[Taken<'_>], scope: Scope<'_>, clashes: &mut Clashes) {
    let cluster = std::mem::take(cluster);
    if cluster.len() < 2 {
        return;
    }
    let mut places: Vec<Place> = cluster.iter().map(|at| taken[*at as usize].place(scope)).collect();
    places.sort();
    places.dedup();
    let (people, times) = clashes.entry(places).or_default();
    if !people.contains(&person) {
        people.push(person);
    }
    if !times.contains(&cluster) {
        times.push(cluster);
    }
}

impl Taken<'_> {
    fn place(&self, scope: Scope<'_>) -> Place {
        match &self.what {
            What::Visit(visit) => visit.at(),
            What::Encounter { entry, .. } => {
                let entry = scope.handbook.entry(*entry);
                let start = match &entry.fields {
                    Fields::Encounter(encounter) => encounter.start.map(|start| start.span),
                    _ => None,
                };
                entry.place(start.unwrap_or_default())
            }
        }
    }

    fn times(&self) -> (&Zoned, &Zoned) {
        match &self.what {
            What::Visit(visit) => (&visit.start, &visit.end),
            What::Encounter { start, end, .. } => (start, end),
        }
    }

    fn called(&self, scope: Scope<'_>) -> String {
        match &self.what {
            What::Visit(visit) => visits::called(visit),
            What::Encounter { entry, .. } => format!("“{}”", scope.handbook.entry(*entry).title),
        }
    }

    /// Whether what clashes is still being written.
    fn is_draft(&self, scope: Scope<'_>) -> bool {
        let entry = match &self.what {
            What::Visit(visit) => scope.handbook.schedule().programmes[visit.programme].entry,
            What::Encounter { entry, .. } => *entry,
        };
        scope.handbook.entry(entry).draft
    }
}

/// `people` are expected at all of `times` in all that each names.
fn finding(people: &[EntryId], times: &[Vec<u32>], taken: &[Taken<'_>], scope: Scope<'_>) -> Diagnostic {
    let mut first: Vec<&Taken<'_>> =
        times.iter().min().into_iter().flatten().map(|at| &taken[*at as usize]).collect();
    first.sort_by_key(|next| next.start);
    let names: Vec<String> = first.iter().map(|next| next.called(scope)).collect();
    let mut different = names.clone();
    different.dedup();
    let whats = if different.len() == 1 {
        format!("{} overlaps its own repeat", different[0])
    } else {
        let are = if people.len() == 1 { "is" } else { "are" };
        format!(
            "{} {are} expected in {} at once",
            visits::names(scope, people.iter().copied()),
            suggest::list(different.iter().map(String::as_str))
        )
    };
    // The moment at which the second begins is the first that is taken twice.
    let when = first.get(1).map_or_else(String::new, |second| visits::time(second.times().0));
    let more = match times.len() {
        0 | 1 => String::new(),
        2 => ", and once more".to_owned(),
        many => format!(", and {} times more", many - 1),
    };
    let place = first.first().map_or_else(|| Place::file(&"".into()), |first| first.place(scope));
    let finding = Diagnostic::new(Name::DoubleBooked, place, format!("{whats}, on {when}{more}"))
        .mend("move one of them, find somebody else for it, or cancel it");
    let others = first.iter().map(|next| {
        let (start, end) = next.times();
        let zone = start.time_zone().iana_name().unwrap_or("UTC");
        (next.place(scope), format!("{}, {} ({zone})", next.called(scope), visits::hours(start, end)))
    });
    let finding = visits::with_places(finding, others);
    if first.iter().any(|next| next.is_draft(scope)) {
        return finding.severity(Severity::Advice);
    }
    visits::joined(finding, scope, people.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::{findings, schedule, schedule_among};

    fn session(id: &str, host: &str, guest: &str, start: &str, end: &str) -> String {
        format!("{{id: {id}, host: {host}, guest: [{guest}], start: 2026-09-{start}, end: 2026-09-{end}, status: requested}}")
    }

    fn told(sessions: &[(&str, &str, &str, &str, &str)]) -> Vec<String> {
        let sessions: Vec<String> =
            sessions.iter().map(|(id, host, guest, start, end)| session(id, host, guest, start, end)).collect();
        let sessions: Vec<&str> = sessions.iter().map(String::as_str).collect();
        schedule(Name::DoubleBooked, "timezone: Europe/London\n", &sessions)
    }

    #[test]
    fn a_person_is_in_one_place_at_a_time() {
        assert_eq!(
            told(&[("s1", "omar", "lena", "14T05:00", "14T09:00"), ("s2", "kit", "omar", "14T08:00", "14T11:00")]),
            ["error [s1] Omar is expected in `s1` and `s2` at once, on Monday, 14 September 2026, 08:00"]
        );
        assert_eq!(
            told(&[("s1", "omar", "lena", "14T05:00", "14T09:00"), ("s2", "kit", "omar", "14T09:00", "14T11:00")]),
            [""; 0],
            "one may begin as the other ends"
        );
        assert_eq!(
            told(&[("s1", "omar", "lena", "14T05:00", "14T09:00"), ("s2", "kit", "tom", "14T08:00", "14T11:00")]),
            [""; 0]
        );
    }

    #[test]
    fn one_cause_is_one_finding() {
        // The same two sessions, for both of their people.
        assert_eq!(
            told(&[("s1", "omar", "lena", "14T05:00", "14T09:00"), ("s2", "omar", "lena", "14T08:00", "14T11:00")]).len(),
            1
        );
        // Three in a row, of which the first and the last do not overlap.
        assert_eq!(
            told(&[
                ("s1", "omar", "lena", "14T05:00", "14T09:00"),
                ("s2", "omar", "kit", "14T08:00", "14T11:00"),
                ("s3", "omar", "tom", "14T10:00", "14T12:00"),
            ]),
            ["error [s1] Omar is expected in `s1`, `s2` and `s3` at once, on Monday, 14 September 2026, 08:00"]
        );
        // Two series that clash each week.
        let series = |id: &str, start: &str, end: &str| {
            let session = session(id, "omar", "", start, end);
            session.replace("status", "repeats: FREQ=WEEKLY;COUNT=4, status")
        };
        let (one, other) = (series("s1", "14T05:00", "14T09:00"), series("s2", "14T08:00", "14T11:00"));
        assert_eq!(
            schedule(Name::DoubleBooked, "", &[&one, &other]),
            ["error [s1] Omar is expected in `s1` and `s2` at once, on Monday, 14 September 2026, 08:00, and 3 times more"]
        );
    }

    #[test]
    fn guests_of_one_session_share_it_and_whoever_is_named_twice_is_there_once() {
        assert_eq!(told(&[("s1", "omar", "lena, kit", "14T05:00", "14T09:00")]), [""; 0]);
        assert_eq!(told(&[("s1", "omar", "omar, lena, lena", "14T05:00", "14T09:00")]), [""; 0]);
    }

    #[test]
    fn a_session_may_stand_in_its_own_way() {
        let long = session("s1", "omar", "", "14T05:00", "15T09:00").replace("status", "repeats: FREQ=DAILY;COUNT=2, status");
        assert_eq!(
            schedule(Name::DoubleBooked, "", &[&long]),
            ["error [s1] `s1` overlaps its own repeat, on Tuesday, 15 September 2026, 05:00"]
        );
    }

    #[test]
    fn instants_are_compared_and_cancelled_ones_are_not() {
        let london = session("s1", "omar", "lena", "14T05:00", "14T06:00");
        let offset = session("s2", "kit", "lena", "14T05:00+02:00", "14T06:00+02:00");
        assert_eq!(schedule(Name::DoubleBooked, "timezone: Europe/London\n", &[&london, &offset]), [""; 0]);
        let offset = session("s2", "kit", "lena", "14T06:30+02:00", "14T07:30+02:00");
        assert_eq!(schedule(Name::DoubleBooked, "timezone: Europe/London\n", &[&london, &offset]).len(), 1);
        let cancelled = offset.replace("requested", "cancelled");
        assert_eq!(schedule(Name::DoubleBooked, "timezone: Europe/London\n", &[&london, &cancelled]), [""; 0]);
    }

    #[test]
    fn programmes_and_encounters_are_looked_at_together() {
        let here = session("s1", "omar", "lena", "14T05:00", "14T09:00");
        let elsewhere = "---\ncycle: {from: 2026-09-01, to: 2026-12-31}\ntimezone: Europe/Berlin\nsessions:\n  - {id: t1, host: kit, guest: lena, start: 2026-09-14T09:00, end: 2026-09-14T10:00, status: open}\n---\n";
        let zone = "timezone: Europe/London\n";
        assert_eq!(
            schedule_among(Name::DoubleBooked, zone, &[&here], &[("shadowing/berlin.md", elsewhere)]),
            ["error [s1] Lena is expected in `s1` and `t1` at once, on Monday, 14 September 2026, 09:00"]
        );
        let meeting = "---\ntitle: Tea with Joy\nhost: omar\nguests: [tom]\nstart: 2026-09-14T06:00\nend: 2026-09-14T07:00\n---\n";
        let london = ("handbook.yaml", "timezone: Europe/London");
        assert_eq!(
            schedule_among(Name::DoubleBooked, "", &[&here], &[("encounters/tea.md", meeting), london]),
            ["error [s1] Omar is expected in `s1` and “Tea with Joy” at once, on Monday, 14 September 2026, 06:00"]
        );
    }

    #[test]
    fn every_clashing_line_is_named() {
        let sessions = [
            session("s1", "omar", "lena", "14T05:00", "14T09:00"),
            session("s2", "omar", "kit", "14T08:00", "14T11:00"),
        ];
        let found = findings(Name::DoubleBooked, "timezone: Europe/London\n", &[&sessions[0], &sessions[1]]);
        let [finding] = found.as_slice() else { panic!("{found:?}") };
        let related: Vec<&str> = finding.related.iter().map(|related| related.message.as_str()).collect();
        assert_eq!(related, ["`s2`, 08:00 to 11:00 (Europe/London)"]);
    }

    #[test]
    fn departments_that_have_not_joined_are_advised() {
        let sessions = [
            session("s1", "omar", "lena", "14T05:00", "14T09:00"),
            session("s2", "omar", "kit", "14T08:00", "14T11:00"),
        ];
        let joined = |departments: &str| {
            let settings = format!("departments: {departments}");
            let told = schedule_among(
                Name::DoubleBooked,
                "",
                &[&sessions[0], &sessions[1]],
                &[("handbook.yaml", &settings)],
            );
            told[0].split(' ').next().unwrap_or_default().to_owned()
        };
        // It is Omar who cannot be in two places.
        assert_eq!(joined("{delivery: enrolled}"), "error");
        assert_eq!(joined("{support: enrolled, shop: enrolled, delivery: not yet}"), "advice");
    }
}
