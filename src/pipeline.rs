//! The stages in order: what the program does, on one page.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check::{self, Scope};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::model::{self, Edition, Handbook, Inventory};
use crate::parse::config::{self, Settings};
use crate::parse::{self, Document};
use crate::source::Sources;

/// What a command asks of the pipeline.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day for which the handbook is made.
    pub date: Date,
    /// The audience's name; everybody, if none is given.
    pub audience: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// Sources → the handbook, and everything that does not hold in it.
pub fn check(sources: &Sources, request: &Request) -> Checked<Handbook> {
    let mut findings = Vec::new();
    let settings = Arc::new(settings(sources).take(&mut findings));
    let documents = documents(sources, &settings, &mut findings);
    let audience = request.audience.as_deref().and_then(|name| settings.audience(name)).unwrap_or(0);
    let edition = Edition { date: request.date, audience, drafts: request.drafts };
    let inventory = Inventory::new(sources.assets.keys().cloned());
    let handbook = model::assemble(&settings, &edition, &documents, &inventory).take(&mut findings);
    findings.extend(check::check(Scope { handbook: &handbook, sources }));
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    Checked { value: handbook, findings }
}

/// `handbook.yaml`, read.
pub fn settings(sources: &Sources) -> Checked<Settings> {
    sources.settings.as_ref().map_or_else(Checked::default, |file| config::read(&file.file, &file.bytes))
}

fn documents(sources: &Sources, settings: &Settings, findings: &mut Vec<Diagnostic>) -> Vec<Document> {
    let rules = settings.parse_rules(false);
    let read: Vec<Checked<Document>> = sources
        .pages
        .par_iter()
        .map(|page| parse::read(&page.file, &page.path, &page.bytes, &rules))
        .collect();
    read.into_iter()
        .map(|mut checked| {
            // A draft is work in progress: what does not fit yet is no reason to stop anybody.
            if checked.value.facts.common.draft.is_some_and(|draft| draft.value) {
                checked.findings.iter_mut().for_each(|finding| finding.severity = Severity::Advice);
            }
            checked.take(findings)
        })
        .collect()
}
