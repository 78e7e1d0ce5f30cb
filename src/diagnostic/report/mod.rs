//! Findings → words: for a person at a terminal, for another program, for a forge.
//!
//! What a finding *is* stands in [`Diagnostic`]; here it only gets its wording and its line and
//! column. The four formats show the same findings in the same order, whatever order they came in.

mod github;
mod human;
mod json;
pub mod places;
mod sarif;
mod snippet;
mod terminal;

use std::borrow::Cow;
use std::sync::Arc;
use std::{fmt, io};

use super::{Diagnostic, Name, Severity};
use places::Places;
pub use terminal::visible;

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// In plain words, with the line in question, for a person.
    #[default]
    Human,
    /// One JSON object, for scripts.
    Json,
    /// Annotations beside the changed lines of a pull request on GitHub.
    Github,
    /// SARIF 2.1.0, which code-scanning pages and several editors read.
    Sarif,
}

/// What a report must be told about the handbook besides its findings.
pub trait Texts {
    /// The text of `file` (as in [`Place::file`](super::Place)), a byte-order mark included; `None` if it
    /// cannot be read. A text in which bad bytes were replaced will do: places before them are right.
    fn text(&self, file: &str) -> Option<Arc<str>>;

    /// What the check `name` is about, in one sentence; shown by tools that read SARIF.
    fn summary(&self, name: Name) -> Option<Cow<'static, str>> {
        let _ = name;
        None
    }

    /// The handbook's folder as seen from the repository's root, `""` if they are the same: forges want
    /// paths from that root, while people and scripts get them from the handbook.
    fn folder(&self) -> &str {
        ""
    }
}

/// How many findings of each severity there are, in how many pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Summary {
    /// Pages looked at.
    pub pages: usize,
    /// Findings that stop a build.
    pub errors: usize,
    /// Findings that stop a strict build.
    pub warnings: usize,
    /// Findings that stop nothing.
    pub advice: usize,
}

impl Summary {
    /// Counts `findings`.
    pub fn of(findings: &[Diagnostic], pages: usize) -> Self {
        let mut summary = Self { pages, ..Self::default() };
        for finding in findings {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Advice => summary.advice += 1,
            }
        }
        summary
    }
}

/// The closing sentence: `2 errors, 5 warnings and 1 piece of advice in 242 pages.`
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            counted(self.errors, "error", "errors"),
            counted(self.warnings, "warning", "warnings"),
            counted(self.advice, "piece of advice", "pieces of advice"),
        ];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        let pages = counted(self.pages, "page", "pages").unwrap_or_else(|| "0 pages".into());
        match counts.as_slice() {
            [] => write!(f, "No findings in {pages}."),
            [one] => write!(f, "{one} in {pages}."),
            [first @ .., last] => write!(f, "{} and {last} in {pages}.", first.join(", ")),
        }
    }
}

/// `1 page`, `2 pages`; nothing for none.
fn counted(n: usize, one: &str, many: &str) -> Option<String> {
    match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    }
}

/// Writes `findings` of a handbook of `pages` pages to `out`. `colour` matters to people only.
///
/// Nothing a page contains can steer a terminal or a pipeline: control characters are shown or escaped.
///
/// # Errors
/// Those of `out`.
pub fn write(
    out: &mut dyn io::Write,
    format: Format,
    findings: &[Diagnostic],
    pages: usize,
    texts: &dyn Texts,
    colour: bool,
) -> io::Result<()> {
    let summary = Summary::of(findings, pages);
    let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.sort_key());
    let places = Places::of(&sorted, texts);
    match format {
        Format::Human => human::write(out, &sorted, &summary, &places, terminal::Paint::new(colour)),
        Format::Json => json::write(out, &sorted, &summary, &places),
        Format::Github => github::write(out, &sorted, &summary, &places, texts.folder()),
        Format::Sarif => sarif::write(out, &sorted, &places, texts),
    }
}

/// Writes some of a handbook's findings for a person, and `summary`, which counts them all: for whoever was told the others
/// before.
///
/// # Errors
/// Those of `out`.
pub fn write_some(
    out: &mut dyn io::Write,
    findings: &[Diagnostic],
    summary: &Summary,
    texts: &dyn Texts,
    colour: bool,
) -> io::Result<()> {
    let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.sort_key());
    let places = Places::of(&sorted, texts);
    human::write(out, &sorted, summary, &places, terminal::Paint::new(colour))
}

/// The whole finding as text without a place: the sentence, then a line each for the mend, the note and
/// the other mentions. For formats that know one message only.
fn in_full(finding: &Diagnostic) -> String {
    let mentions = mentions(finding);
    let more = [finding.mend.as_deref(), finding.note.as_deref(), mentions.as_deref()];
    let mut text = finding.message.clone();
    for line in more.into_iter().flatten() {
        text.push('\n');
        text.push_str(line);
    }
    text
}

/// `and 14 places that mention it`, if there are any.
fn mentions(finding: &Diagnostic) -> Option<String> {
    match finding.mentions {
        0 => None,
        1 => Some("and 1 place that mentions it".into()),
        n => Some(format!("and {n} places that mention it")),
    }
}

/// `file` as a forge wants it: from the repository's root.
fn from_root(folder: &str, file: &str) -> String {
    match folder.trim_matches('/') {
        "" | "." => file.to_owned(),
        folder => format!("{folder}/{file}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_sentence_counts_in_plain_words() {
        let say = |pages, errors, warnings, advice| Summary { pages, errors, warnings, advice }.to_string();
        assert_eq!(say(242, 2, 5, 1), "2 errors, 5 warnings and 1 piece of advice in 242 pages.");
        assert_eq!(say(9, 0, 1, 3), "1 warning and 3 pieces of advice in 9 pages.");
        assert_eq!(say(1, 1, 0, 0), "1 error in 1 page.");
        assert_eq!(say(126, 0, 0, 0), "No findings in 126 pages.");
        assert_eq!(say(0, 0, 0, 0), "No findings in 0 pages.");
    }

    #[test]
    fn a_forge_gets_paths_from_the_repository_root() {
        assert_eq!(from_root("", "content/a.md"), "content/a.md");
        assert_eq!(from_root(".", "content/a.md"), "content/a.md");
        assert_eq!(from_root("docs/handbook/", "content/a.md"), "docs/handbook/content/a.md");
    }
}
