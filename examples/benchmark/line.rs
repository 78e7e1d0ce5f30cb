//! The line of sight alone: the graph of many roles made and walked, and everything asked of it that a build asks.

use std::sync::Arc;
use std::time::{Duration, Instant};

use throughline::model::{Edition, Handbook, Inventory, LineOfSight, assemble};
use throughline::parse::{self, Document};
use throughline::pipeline;
use throughline::source::Sources;

use crate::measure::median;
use crate::words::Chance;

/// How many roles and handovers, and how many customers they lead to.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub roles: usize,
    pub edges: usize,
    pub customers: usize,
}

/// What DESIGN promises for ten thousand roles with thirty thousand edges.
const BAR: Duration = Duration::from_millis(150);

/// Measures `runs` times after one that does not count, and says what came of it, one line each.
pub fn measure(size: Size, runs: usize) -> Vec<String> {
    let handbook = handbook(size);
    let (mut making, mut asking) = (Vec::new(), Vec::new());
    let mut asked = 0;
    for run in 0..=runs {
        let started = Instant::now();
        let line = std::hint::black_box(LineOfSight::of(&handbook.entries));
        let made = started.elapsed();
        asked = std::hint::black_box(ask(&line, &handbook));
        if run > 0 {
            making.push(made);
            asking.push(started.elapsed() - made);
        }
    }
    let (made, said) = (median(&making).unwrap_or_default(), median(&asking).unwrap_or_default());
    let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    let bar = match (size.roles, size.edges) {
        (10_000, 30_000) => {
            let held = if made + said <= BAR { "held" } else { "MISSED" };
            format!("   bar {}: {held}", milliseconds(BAR))
        }
        _ => String::new(),
    };
    vec![
        format!(
            "{} roles, {} handovers, {} customers; median of {runs} runs",
            size.roles, size.edges, size.customers
        ),
        format!("  made and walked          {:>10}", milliseconds(made)),
        format!("  asked by checks and pages{:>10}   {asked} stations named", milliseconds(said)),
        format!("  together                 {:>10}{bar}", milliseconds(made + said)),
    ]
}

/// What a build wants to know: of every role where it stands and its shortest line, of every customer who reaches
/// them, the tables, the hubs.
fn ask(line: &LineOfSight, handbook: &Handbook) -> usize {
    let roles = line.roles().iter();
    let ways = roles.map(|role| {
        line.shortest(*role).map_or(0, |path| path.stations().count()) + line.serves(*role).count()
    });
    let reached = line.customers().iter().map(|customer| line.reached_by(*customer).len());
    let tables = [line.by_departments(handbook).largest(), line.by_pillars(handbook).largest()];
    ways.chain(reached).chain(tables).sum::<usize>() + line.by_customers().largest() + line.hubs().len()
}

/// A handbook in memory: each role serves three others or so, one in fifteen handovers goes to a customer.
fn handbook(size: Size) -> Handbook {
    let mut chance = Chance::of(7, size.roles);
    let mut files = vec![("content/handbook.yaml".to_owned(), String::new())];
    for department in 0..40 {
        files.push((format!("content/departments/d{department}.md"), String::new()));
    }
    for pillar in 0..4 {
        files.push((format!("content/promise/pillars/p{pillar}.md"), String::new()));
    }
    for customer in 0..size.customers {
        files.push((
            format!("content/personas/c{customer}.md"),
            format!("---\nname: C{customer}\ntype: customer\n---\n"),
        ));
    }
    let mut serves = vec![String::new(); size.roles];
    for edge in 0..size.edges {
        let to = match chance.below(15) {
            0 => format!("persona/c{}", chance.below(size.customers.max(1))),
            _ => format!("role/r{}", chance.below(size.roles)),
        };
        let pillar = chance.below(4);
        serves[edge % size.roles]
            .push_str(&format!("  - {{to: {to}, output: a, value: b, pillar: p{pillar}}}\n"));
    }
    for (role, serves) in serves.into_iter().enumerate() {
        let department = role % 40;
        files.push((
            format!("content/roles/r{role}.md"),
            format!("---\ndepartment: d{department}\nserves:\n{serves}---\n"),
        ));
    }
    let sources = Sources::in_memory(files.iter().map(|(path, text)| (&**path, text.as_bytes())));
    let settings = Arc::new(pipeline::settings(&sources).value);
    let rules = settings.parse_rules(false);
    let read = |page: &throughline::source::TextFile| parse::read(page, &rules).value;
    let documents: Vec<Document> = sources.pages.iter().map(read).collect();
    let edition = Edition { date: parse::value::Date::constant(2026, 9, 1), audience: 0, drafts: false };
    assemble(&settings, &edition, &documents, &Inventory::default()).value
}
