//! Schedules alone: many sessions read from spreadsheets' exports, turned into visits, and every rule asked.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use throughline::check::{Said, Scope, check};
use throughline::diagnostic::Name;
use throughline::model::{Edition, Handbook, assemble};
use throughline::parse::{self, Document};
use throughline::pipeline;
use throughline::source::Sources;

use crate::measure::median;
use crate::words::Chance;

/// How many sessions, and how many people they are among.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub sessions: usize,
    pub people: usize,
}

/// What is promised for the rules of a hundred thousand sessions.
const BAR: Duration = Duration::from_secs(1);

/// Sessions in one export.
const TOGETHER: usize = 5_000;

/// Measures `runs` times after one that does not count, and says what came of it, one line each.
pub fn measure(size: Size, runs: usize) -> Vec<String> {
    let (mut reading, mut checking) = (Vec::new(), Vec::new());
    let files = files(size);
    let sources = Sources::in_memory(files.iter().map(|(path, text)| (&**path, text.as_bytes())));
    let (mut visits, mut clashes, mut others) = (0, 0, 0);
    for run in 0..=runs {
        let started = Instant::now();
        let handbook = handbook(&sources);
        let read = started.elapsed();
        let scope = Scope { handbook: &handbook, sources: &sources };
        let findings = std::hint::black_box(check(scope, &Said::default()));
        if run > 0 {
            reading.push(read);
            checking.push(started.elapsed() - read);
        }
        visits = handbook.schedule().visits.len();
        let booked = findings.iter().filter(|finding| finding.name == Name::DoubleBooked);
        clashes = booked.count();
        others = findings.iter().filter(|finding| finding.place.file.ends_with(".csv")).count() - clashes;
    }
    let (read, checked) = (median(&reading).unwrap_or_default(), median(&checking).unwrap_or_default());
    let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    let bar = match size.sessions {
        100_000 => {
            let held = if checked <= BAR { "held" } else { "MISSED" };
            format!("   bar {}: {held}", milliseconds(BAR))
        }
        _ => String::new(),
    };
    vec![
        format!("{} sessions, {visits} visits, {} people; median of {runs} runs", size.sessions, size.people),
        format!("  read and assembled{:>12}", milliseconds(read)),
        format!(
            "  every rule asked  {:>12}{bar}   {clashes} clashes and {others} other findings",
            milliseconds(checked)
        ),
    ]
}

fn handbook(sources: &Sources) -> Arc<Handbook> {
    let settings = Arc::new(pipeline::settings(sources).value);
    let rules = settings.parse_rules(false);
    let read = |page: &throughline::source::TextFile| parse::read(page, &rules).value;
    let documents: Vec<Document> = sources.pages.iter().map(read).collect();
    let edition = Edition { date: parse::value::Date::constant(2026, 9, 1), audience: 0, drafts: false };
    let inventory = pipeline::exports::inventory(sources, &settings, &documents, &Default::default()).value;
    Arc::new(assemble(&settings, &edition, &documents, &inventory).value)
}

/// Sessions at all hours of two years, so that some clash, in two zones.
fn files(size: Size) -> Vec<(String, String)> {
    let mut chance = Chance::of(11, size.sessions);
    let mut files = vec![("content/handbook.yaml".to_owned(), String::new())];
    for department in 0..40 {
        files.push((
            format!("content/departments/d{department}.md"),
            format!("---\nfunction: f{department}\n---\n"),
        ));
        files.push((
            format!("content/roles/r{department}.md"),
            format!("---\ndepartment: d{department}\n---\n"),
        ));
    }
    for person in 0..size.people {
        let role = person % 40;
        files.push((
            format!("content/people/p{person}.md"),
            format!("---\nrole: r{role}\nhosts: true\naway: [{{from: 2026-08-01, to: 2026-08-02}}]\nowner: person/p0\nreviewed: {{on: 2026-08-01}}\n---\n"),
        ));
    }
    for (number, first) in (0..size.sessions).step_by(TOGETHER).enumerate() {
        let zone = if number % 2 == 0 { "Europe/London" } else { "America/New_York" };
        files.push((
            format!("content/shadowing/s{number}.md"),
            format!(
                "---\ncycle: {{from: 2026-01-01, to: 2027-12-31}}\ntimezone: {zone}\nrules: {{host_per_month: 2, shortest: PT1H, debrief_within: 7 days}}\nclosed: [{{holidays: GB-ENG}}]\nsessions_file: s{number}.csv\n---\n"
            ),
        ));
        let mut csv = "id,host,guest,start,end,status,approved_by\r\n".to_owned();
        for session in first..size.sessions.min(first + TOGETHER) {
            let host = chance.below(size.people);
            let guest = (host + 1 + chance.below(size.people.max(2) - 1)) % size.people;
            let (year, month) = (2026 + chance.below(2), 1 + chance.below(12));
            let (day, hour) = (1 + chance.below(28), 5 + chance.below(14));
            writeln!(
                csv,
                "s{session},p{host},p{guest},{year}-{month:02}-{day:02} {hour:02}:00,{year}-{month:02}-{day:02} {:02}:30,approved,p0\r",
                hour + 2
            )
            .unwrap_or_default();
        }
        files.push((format!("content/shadowing/s{number}.csv"), csv));
    }
    files
}
