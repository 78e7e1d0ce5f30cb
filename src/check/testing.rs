//! A handbook of a few lines, and what one rule says about it.

use jiff::civil::date;

use crate::diagnostic::{Diagnostic, Name};
use crate::pipeline::{self, Request};
use crate::source::Sources;

/// The day for which the tests' handbooks are made.
pub(super) const DAY: jiff::civil::Date = date(2026, 9, 1);

/// What the rule `name` finds in `files`, which lie below the folder of content.
pub(super) fn findings(name: Name, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let paths: Vec<String> = files.iter().map(|(path, _)| format!("content/{path}")).collect();
    let texts = files.iter().map(|(_, text)| text.as_bytes());
    let sources = Sources::in_memory(paths.iter().map(String::as_str).zip(texts));
    let request = Request { date: DAY, audience: None, drafts: false };
    let checked = pipeline::check(&sources, &request);
    checked.findings.into_iter().filter(|finding| finding.name == name).collect()
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
