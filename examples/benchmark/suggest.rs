//! `suggest` alone: who could take the open places of one programme.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use throughline::model::suggest::{Suggestion, suggest};
use throughline::model::{Edition, Handbook, Inventory, assemble};
use throughline::parse::{self, Document};
use throughline::pipeline;
use throughline::source::Sources;

use crate::measure::median;
use crate::words::Chance;

/// How many people there are, and how many places for them.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub people: usize,
    pub places: usize,
}

/// What issue 4 asks for 60 people and 120 places.
const BAR: Duration = Duration::from_secs(1);

/// Measures `runs` times after one that does not count, and says what came of it, one line each.
pub fn measure(size: Size, runs: usize) -> Vec<String> {
    let handbook = handbook(size);
    let mut times = Vec::new();
    let mut filled = (0, 0, 0);
    for run in 0..=runs {
        let started = Instant::now();
        let Some(Suggestion { worth, .. }) = std::hint::black_box(suggest(&handbook, 0)) else { break };
        if run > 0 {
            times.push(started.elapsed());
        }
        filled = (worth.filled, worth.first, worth.pairs);
    }
    let time = median(&times).unwrap_or_default();
    let bar = match (size.people, size.places) {
        (60, 120) => format!("   bar 1 s: {}", if time <= BAR { "held" } else { "MISSED" }),
        _ => String::new(),
    };
    vec![
        format!("{} people, {} places; median of {runs} runs", size.people, size.places),
        format!("  suggested in {:.1} ms{bar}", time.as_secs_f64() * 1e3),
        format!("  {} filled, {} first visits, {} new pairs of departments", filled.0, filled.1, filled.2),
    ]
}

/// A handbook in memory: ten departments, visits of two guests over half a year, everybody away for a fortnight, a third
/// of the people on a visit already.
fn handbook(size: Size) -> Handbook {
    let mut chance = Chance::of(11, size.people);
    let mut files = vec![("content/handbook.yaml".to_owned(), "timezone: Europe/London\n".to_owned())];
    for department in 0..10 {
        files.push((
            format!("content/departments/d{department}.md"),
            format!("---\nfunction: f{}\n---\n", department / 2),
        ));
        files.push((
            format!("content/roles/r{department}.md"),
            format!("---\ndepartment: d{department}\n---\n"),
        ));
    }
    let day = |number: usize| {
        parse::value::Date::constant(2026, 9, 1).saturating_add(jiff::Span::new().days(number as i64))
    };
    for person in 0..size.people {
        let (role, away) = (person * person % 10, chance.below(170));
        let (from, to) = (day(away), day(away + 14));
        let text = format!("---\nrole: r{role}\nhosts: true\naway: {{from: {from}, to: {to}}}\n---\n");
        files.push((format!("content/people/p{person}.md"), text));
    }
    let mut page = String::from(
        "---\ncycle: {from: 2026-09-01, to: 2027-02-28}\nrules: {capacity: 2, host_per_month: 2}\nclosed: [{from: 2026-12-20, to: 2027-01-04}]\nsessions:\n",
    );
    for visit in 0..size.places / 2 + size.people / 3 {
        let (host, on, hour) = (chance.below(size.people), day(chance.below(180)), 5 + chance.below(9));
        let taken = visit >= size.places / 2;
        let guest = if taken { format!("guest: p{}, ", chance.below(size.people)) } else { String::new() };
        let status = if taken { "requested" } else { "open" };
        let _ = writeln!(
            page,
            "  - {{id: s{visit}, host: p{host}, {guest}start: {on}T{hour:02}:00, end: {on}T{:02}:00, status: {status}}}",
            hour + 4
        );
    }
    page.push_str("---\n");
    files.push(("content/shadowing/winter.md".to_owned(), page));
    let sources = Sources::in_memory(files.iter().map(|(path, text)| (&**path, text.as_bytes())));
    let settings = Arc::new(pipeline::settings(&sources).value);
    let rules = settings.parse_rules(false);
    let read = |page: &throughline::source::TextFile| parse::read(page, &rules).value;
    let documents: Vec<Document> = sources.pages.iter().map(read).collect();
    let edition = Edition { date: parse::value::Date::constant(2026, 9, 1), audience: 0, drafts: false };
    assemble(&settings, &edition, &documents, &Inventory::default()).value
}
