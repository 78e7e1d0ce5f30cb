//! A handbook of a few lines, and what one rule says about it.

use std::sync::Arc;

use jiff::civil::date;

use super::{Said, Scope, check};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::{self, Edition};
use crate::parse::{self, Document, config};
use crate::source::Sources;

/// The handbooks of the tests are made for the first of September 2026.
const EDITION: Edition = Edition { date: date(2026, 9, 1), audience: 0, drafts: false };

/// What the rule `name` finds in `files`, which lie below the folder of content.
pub(super) fn findings(name: Name, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let paths: Vec<String> = files.iter().map(|(path, _)| format!("content/{path}")).collect();
    let texts = files.iter().map(|(_, text)| text.as_bytes());
    let sources = Sources::in_memory(paths.iter().map(String::as_str).zip(texts));
    let read = sources.settings.as_ref().map(|file| config::read(&file.file, &file.bytes).value);
    let settings = Arc::new(read.unwrap_or_default());
    let rules = settings.parse_rules(false);
    let read = |page: &crate::source::TextFile| parse::read(page, &rules).value;
    let documents: Vec<Document> = sources.pages.iter().map(read).collect();
    let inventory =
        crate::pipeline::exports::inventory(&sources, &settings, &documents, &Default::default()).value;
    let handbook = Arc::new(model::assemble(&settings, &EDITION, &documents, &inventory).value);
    let mut findings = check(Scope { handbook: &handbook, sources: &sources }, &Said::default());
    findings.retain(|finding| finding.name == name);
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings
}

/// The same as lines: the severity, the marked words, the sentence.
pub(super) fn told(name: Name, files: &[(&str, &str)]) -> Vec<String> {
    let text = |file: &str| files.iter().find(|(path, _)| file == format!("content/{path}")).unwrap().1;
    let line = |finding: Diagnostic| {
        let marked = &text(&finding.place.file)[finding.place.span.range()];
        format!("{} [{marked}] {}", finding.severity.as_str(), finding.message)
    };
    findings(name, files).into_iter().map(line).collect()
}

/// What the rule `name` says about one page at `path`, with an empty `handbook.yaml`.
pub(super) fn page(name: Name, path: &str, text: &str) -> Vec<String> {
    told(name, &[("handbook.yaml", ""), (path, text)])
}
