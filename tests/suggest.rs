//! `suggest` against the checks: whatever a handbook says, nothing that is suggested brings a finding with it.

#[path = "website/mod.rs"]
mod website;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use throughline::diagnostic::Name;
use throughline::model::suggest::{Suggestion, suggest};
use throughline::pipeline::{self, Request};
use website::{Files, TODAY, files};

/// What a suggestion could break.
const RULES: &[Name] = &[
    Name::DoubleBooked,
    Name::SameFunction,
    Name::OverCapacity,
    Name::ClosedDay,
    Name::OutsideCycle,
    Name::WrongLength,
    Name::NotAHost,
    Name::RepeatedPair,
    Name::HostOverload,
    Name::NotApproved,
    Name::EndsBeforeStart,
    Name::AmbiguousTime,
];

const PEOPLE: usize = 14;

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// A session that may get guests.
struct Session {
    id: String,
    host: usize,
    guests: Vec<String>,
    times: String,
    open: bool,
}

impl Session {
    fn line(&self) -> String {
        let status = if self.open { "open" } else { "requested" };
        let guests = self.guests.join(", ");
        format!(
            "  - {{id: {}, host: p{}, guest: [{guests}], {}, status: {status}}}\n",
            self.id, self.host, self.times
        )
    }
}

/// Two programmes in two zones, in which much is in each other's way.
fn sessions(chance: &mut Chance) -> [Vec<Session>; 2] {
    ["a", "b"].map(|programme| {
        (0..12)
            .map(|number| {
                let day = 1 + chance.below(28);
                let (hour, length) = (chance.below(20), 1 + chance.below(5));
                let open = chance.below(3) > 0;
                let guest = (!open || chance.below(4) == 0).then(|| format!("p{}", chance.below(PEOPLE)));
                let times = if hour + length > 23 {
                    format!(
                        "start: 2026-10-{day:02}T{hour:02}:00, end: 2026-10-{:02}T{:02}:30",
                        day + 1,
                        (hour + length) % 24
                    )
                } else {
                    format!(
                        "start: 2026-10-{day:02}T{hour:02}:00, end: 2026-10-{day:02}T{:02}:30",
                        hour + length
                    )
                };
                Session {
                    id: format!("{programme}{number}"),
                    host: chance.below(PEOPLE),
                    guests: guest.into_iter().collect(),
                    times,
                    open,
                }
            })
            .collect()
    })
}

fn handbook(seed: u64, sessions: &[Vec<Session>; 2]) -> Files {
    let mut chance = Chance(seed);
    let mut all = files([(
        "content/handbook.yaml",
        "timezone: Europe/London\ndepartments: {d0: enrolled, d1: enrolled, d2: enrolled, d3: not yet}\n",
    )]);
    for department in 0..4 {
        all = all
            .with(
                &format!("content/departments/d{department}.md"),
                format!("---\nfunction: f{}\n---\n", department / 2 * department),
            )
            .with(
                &format!("content/roles/r{department}.md"),
                format!("---\ndepartment: d{department}\n---\n"),
            );
    }
    for person in 0..PEOPLE {
        let away = 1 + chance.below(30);
        let text = format!(
            "---\nrole: r{}\nhosts: {}\naway: {{from: 2026-10-{away:02}, to: 2026-10-{:02}}}\n---\n",
            person % 4,
            chance.below(6) > 0,
            (away + 3).min(31)
        );
        all = all.with(&format!("content/people/p{person}.md"), text);
    }
    for number in 0..4 {
        let day = 1 + chance.below(28);
        let text = format!(
            "---\ntype: visit\nhost: p{}\nguests: [p{}]\nstart: 2026-10-{day:02}T08:00\nend: 2026-10-{day:02}T18:00\n---\n",
            chance.below(PEOPLE),
            chance.below(PEOPLE)
        );
        all = all.with(&format!("content/encounters/e{number}.md"), text);
    }
    for (name, zone, sessions) in
        [("a", "Europe/London", &sessions[0]), ("b", "America/New_York", &sessions[1])]
    {
        let mut text = format!(
            "---\ncycle: {{from: 2026-10-02, to: 2026-10-28}}\ntimezone: {zone}\nclosed: [{{from: 2026-10-12, to: 2026-10-13}}]\n\
             rules: {{capacity: {}, host_per_month: {}, shortest: PT2H, longest: PT6H}}\nsessions:\n",
            1 + chance.below(3),
            1 + chance.below(3)
        );
        for session in sessions {
            let _ = write!(text, "{}", session.line());
        }
        text.push_str("---\n");
        all = all.with(&format!("content/shadowing/{name}.md"), text);
    }
    all
}

/// The findings of a handbook that a suggestion could bring, and what is suggested for its first programme.
/// How often each check spoke, what was suggested, and who would go where.
type Answered = (BTreeMap<String, usize>, Suggestion, Vec<(String, Vec<String>)>);

fn asked(files: &Files) -> Answered {
    let built = pipeline::build(files.sources(), &Request::on(TODAY), &Default::default());
    let mut found = BTreeMap::new();
    for finding in built.findings.iter().filter(|finding| RULES.contains(&finding.name)) {
        *found.entry(format!("{}: {}", finding.name.as_str(), finding.message)).or_insert(0) += 1;
    }
    let handbook = &built.value.handbook;
    let suggestion = suggest(handbook, 0).expect("there is a programme");
    assert!(suggest(handbook, handbook.schedule().programmes.len()).is_none(), "there is no such programme");
    let goes = suggestion
        .visits
        .iter()
        .filter(|plan| !plan.goes.is_empty())
        .map(|plan| {
            let who = plan.goes.iter().map(|goes| handbook.entry(goes.person).name().to_string());
            (handbook.schedule().visits[plan.visit].id.to_string(), who.collect())
        })
        .collect();
    (found, suggestion, goes)
}

#[test]
fn nothing_that_is_suggested_brings_a_finding_with_it() {
    let (mut filled, mut empty, mut wrong) = (0, 0, 0);
    for seed in 1..=40 {
        let mut sessions = sessions(&mut Chance(seed));
        let (before, suggestion, goes) = asked(&handbook(seed, &sessions));
        for (id, who) in goes {
            let session = sessions[0].iter_mut().find(|session| session.id == id).unwrap();
            filled += who.len();
            session.guests.extend(who);
            session.open = false;
        }
        let (after, again, _) = asked(&handbook(seed, &sessions));
        assert_eq!(before, after, "{seed}");
        // And nobody else could go anywhere: what is open still stays empty.
        assert!(again.visits.iter().all(|plan| plan.goes.is_empty()), "{seed}: {again:?}");
        wrong += before.len();
        empty += suggestion.visits.iter().filter(|plan| plan.empty.is_some()).count();
    }
    assert!(
        filled > 100 && empty > 50 && wrong > 100,
        "{filled} filled, {empty} with room, {wrong} findings"
    );
}
