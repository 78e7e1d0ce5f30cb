//! Schedules against the plainest reckoning there is: on any programmes in several zones, with repeats, closed days and absences, in front matter
//! and in spreadsheets' exports, the rules find what comparing everything with everything finds.

mod house;
mod reckoning;
mod written;

use std::sync::Arc;

use throughline::check::{Said, Scope, check};
use throughline::diagnostic::{Diagnostic, Name};
use throughline::model::{Edition, Handbook, assemble};
use throughline::parse::{self, Document};
use throughline::pipeline;
use throughline::source::Sources;

/// What is made of the files, and what the rules say.
fn checked(files: &[(String, String)]) -> (Arc<Handbook>, Vec<Diagnostic>, Sources) {
    let sources = Sources::in_memory(files.iter().map(|(path, text)| (&**path, text.as_bytes())));
    let settings = Arc::new(pipeline::settings(&sources).value);
    let rules = settings.parse_rules(false);
    let mut findings = Vec::new();
    let documents: Vec<Document> =
        sources.pages.iter().map(|page| parse::read(page, &rules).take(&mut findings)).collect();
    let edition = Edition { date: "2026-09-01".parse().unwrap(), audience: 0, drafts: false };
    let inventory = pipeline::exports::inventory(&sources, &settings, &documents, &Default::default())
        .take(&mut findings);
    let handbook = Arc::new(assemble(&settings, &edition, &documents, &inventory).take(&mut findings));
    findings.retain(|finding| finding.name != Name::MissingField);
    findings.extend(check(Scope { handbook: &handbook, sources: &sources }, &Said::default()));
    (handbook, findings, sources)
}
