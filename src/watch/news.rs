//! What a turn found → what tabs are told: one line of JSON. The words are those of `check`; lines and columns are counted
//! here, so that a page only puts them in their places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::changes::{Part, What};
use super::preview::Step;
use crate::diagnostic::report::Summary;
use crate::diagnostic::report::places::Lines;
use crate::diagnostic::{Diagnostic, Place, Severity, Span};
use crate::model::{Handbook, Visibility};

/// How many findings of one severity are told in full.
const TOLD: usize = 40;
/// How many saved files are named.
const NAMED: usize = 5;
/// How many of them are looked up.
const MANY: usize = 50;
/// How many lines of an excerpt are shown.
const LINES: usize = 4;
/// Characters of a line before and after what is meant.
const BEFORE: usize = 48;
const AFTER: usize = 32;
/// Characters of what is meant.
const MEANT: usize = 120;

/// What opens a line of a file, unless `handbook.yaml` names something else.
const EDITOR: &str = "vscode://file/{path}:{line}:{column}";
/// What no link to an editor begins with: these open or run something in the browser itself.
const NO_EDITOR: [&str; 6] = ["javascript:", "data:", "vbscript:", "blob:", "about:", "file:"];

#[derive(Serialize)]
struct News<'n> {
    version: u64,
    /// Which save it is: a version that only tells more of the same one has its number.
    save: u64,
    editor: &'n str,
    root: String,
    saved: Vec<Saved<'n>>,
    findings: Vec<Told<'n>>,
    summary: Summary,
    held: Vec<Kept<'n>>,
    waiting: Vec<Waiting>,
    trouble: Option<&'n str>,
}

/// A file that was saved, and the page it makes.
#[derive(Serialize)]
struct Saved<'n> {
    file: &'n str,
    removed: bool,
    page: Option<Page<'n>>,
}

#[derive(Serialize, Clone, Copy)]
struct Page<'n> {
    address: &'n str,
    title: &'n str,
}

#[derive(Serialize)]
struct Told<'n> {
    severity: &'static str,
    name: &'static str,
    message: &'n str,
    mend: Option<&'n str>,
    note: Option<&'n str>,
    mentions: usize,
    file: &'n str,
    /// Nothing, where the file as a whole is meant.
    line: Option<usize>,
    column: usize,
    page: Option<Page<'n>>,
    excerpt: Vec<Row>,
    related: Vec<Related<'n>>,
}

/// A line of an excerpt: what is meant, and what stands before and after it.
#[derive(Serialize, Debug, PartialEq, Eq)]
struct Row {
    line: usize,
    before: String,
    meant: String,
    after: String,
}

#[derive(Serialize)]
struct Related<'n> {
    file: &'n str,
    line: Option<usize>,
    message: &'n str,
}

/// A file whose last good version is shown, and since when, in seconds since 1970: tabs that open later tell the same time.
#[derive(Serialize)]
struct Kept<'n> {
    file: &'n str,
    since: i64,
}

/// A page that this day does not show.
#[derive(Serialize)]
struct Waiting {
    file: String,
    why: String,
}

/// What tabs are told about `step`. `more` is what only rendering told; `trouble` is a sentence about the preview itself.
pub(super) fn json(
    (version, save): (u64, u64),
    dir: &Path,
    step: &Step,
    more: &[Diagnostic],
    trouble: Option<&str>,
) -> Arc<str> {
    let mut findings = Vec::new();
    for severity in [Severity::Error, Severity::Warning] {
        let those = step.findings.iter().chain(more).filter(|finding| finding.severity == severity);
        findings.extend(those.take(TOLD));
    }
    let files = findings.iter().map(|finding| &*finding.place.file);
    let pages =
        pages(&step.handbook, files.chain(step.changes.iter().take(MANY).map(|change| &*change.file)));
    let mut lines = Quoted { step, files: BTreeMap::new() };
    let told = findings.iter().map(|finding| lines.told(finding, &pages)).collect();
    let mut summary = Summary::of(&step.findings, step.handbook.entries.len());
    let late = Summary::of(more, 0);
    summary.errors += late.errors;
    summary.warnings += late.warnings;
    summary.advice += late.advice;
    let saved =
        step.changes.iter().filter(|change| change.part != Part::Theme).take(NAMED).map(|change| Saved {
            file: &change.file,
            removed: change.what == What::Removed,
            page: pages.get(&*change.file).copied(),
        });
    let news = News {
        version,
        save,
        editor: editor(&step.handbook),
        root: dir.to_string_lossy().replace('\\', "/"),
        saved: saved.collect(),
        findings: told,
        summary,
        held: step.held.iter().map(|(file, held)| Kept { file, since: held.since.as_second() }).collect(),
        waiting: waiting(step),
        trouble,
    };
    // All of it is text and numbers.
    serde_json::to_string(&news).unwrap_or_default().into()
}

/// Pages that a day other than this one shows, with the reason, by file.
pub(super) fn hidden_by_date(step: &Step) -> Vec<(String, String)> {
    waiting(step).into_iter().map(|waiting| (waiting.file, waiting.why)).collect()
}

fn waiting(step: &Step) -> Vec<Waiting> {
    let dated = step
        .handbook
        .hidden
        .iter()
        .filter(|(_, why)| matches!(why, Visibility::NotYet(_) | Visibility::Expired(_)));
    let content = step.sources.content;
    dated
        .map(|(path, why)| Waiting {
            file: if content.is_empty() { path.to_string() } else { format!("{content}/{path}") },
            why: why.reason(),
        })
        .collect()
}

/// The pages that `files` make.
fn pages<'n>(handbook: &'n Handbook, files: impl Iterator<Item = &'n str>) -> BTreeMap<&'n str, Page<'n>> {
    let wanted: BTreeSet<&str> = files.collect();
    let entries = handbook.entries.iter().filter(|entry| wanted.contains(&**entry.file()));
    entries.map(|entry| (&**entry.file(), Page { address: &entry.address, title: &entry.title })).collect()
}

/// The link that opens an editor.
fn editor(handbook: &Handbook) -> &str {
    let own = handbook.settings.config.editor.as_ref().map(|text| text.value.trim());
    let harmless = |own: &&str| {
        let scheme = own.split(':').next().unwrap_or_default();
        let named = own.contains(':')
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        named && !NO_EDITOR.iter().any(|no| own.to_ascii_lowercase().starts_with(no))
    };
    own.filter(harmless).unwrap_or(EDITOR)
}

/// The texts that findings quote, each with its lines counted once.
struct Quoted<'n> {
    step: &'n Step,
    files: BTreeMap<Arc<str>, Option<Lines>>,
}

impl<'n> Quoted<'n> {
    fn lines(&mut self, place: &Place) -> Option<&Lines> {
        if place.span == Span::default() {
            return None;
        }
        let step = self.step;
        let read = || step.sources.text(&place.file).map(Lines::new);
        self.files.entry(place.file.clone()).or_insert_with(read).as_ref()
    }

    fn told<'f: 'n>(&mut self, finding: &'f Diagnostic, pages: &BTreeMap<&str, Page<'n>>) -> Told<'n> {
        let lines = self.lines(&finding.place);
        let start = lines.map(|lines| lines.position(finding.place.span.start as usize));
        let excerpt = lines.map(|lines| excerpt(lines, finding.place.span)).unwrap_or_default();
        let related = finding.related.iter().take(NAMED).map(|related| Related {
            file: &related.place.file,
            line: self.lines(&related.place).map(|l| l.position(related.place.span.start as usize).line),
            message: &related.message,
        });
        Told {
            severity: finding.severity.as_str(),
            name: finding.name.as_str(),
            message: &finding.message,
            mend: finding.mend.as_deref(),
            note: finding.note.as_deref(),
            mentions: finding.mentions,
            file: &finding.place.file,
            line: start.map(|start| start.line),
            column: start.map_or(1, |start| start.column),
            page: pages.get(&*finding.place.file).copied(),
            excerpt,
            related: related.collect(),
        }
    }
}

/// The lines that `span` is in, and the one before them.
fn excerpt(lines: &Lines, span: Span) -> Vec<Row> {
    let bytes = lines.bytes(span);
    let meant = lines.text().get(bytes.clone()).unwrap_or_default().trim_end_matches(['\n', '\r']);
    let (start, end) = (bytes.start, bytes.start + meant.len());
    let (first, last) = (lines.line_at(start), lines.line_at(end));
    let piece = |from: usize, to: usize| lines.text().get(from..to).unwrap_or_default();
    (first.saturating_sub(1)..=last)
        .take(LINES)
        .map(|index| {
            let line = lines.line(index);
            let from = start.clamp(line.start, line.end);
            let to = end.clamp(from, line.end);
            let own = index >= first;
            let (from, to) = if own { (from, to) } else { (line.end, line.end) };
            Row {
                line: index + 1,
                before: if own {
                    last_of(piece(line.start, from), BEFORE)
                } else {
                    first_of(piece(line.start, from), BEFORE + AFTER)
                },
                meant: first_of(piece(from, to), MEANT),
                after: first_of(piece(to, line.end), AFTER),
            }
        })
        .collect()
}

/// The beginning of `text`, shortened to `most` characters.
fn first_of(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The end of `text`, shortened to `most` characters.
fn last_of(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most.saturating_sub(1)) {
        Some((start, _)) if start > 0 => format!("…{}", &text[start..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: usize, before: &str, meant: &str, after: &str) -> Row {
        Row { line, before: before.into(), meant: meant.into(), after: after.into() }
    }

    #[test]
    fn an_excerpt_has_the_line_before_and_marks_what_is_meant() {
        let lines = Lines::new("serves:\n  - pillar: on-tme}\n".into());
        assert_eq!(
            excerpt(&lines, Span::new(20..26)),
            [row(1, "serves:", "", ""), row(2, "  - pillar: ", "on-tme", "}")]
        );
    }

    #[test]
    fn an_excerpt_of_a_long_line_keeps_what_is_near() {
        let text = format!("{}HERE{}", "x".repeat(500), "ü".repeat(500));
        let rows = excerpt(&Lines::new(text.into()), Span::new(500..504));
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].before, format!("…{}", "x".repeat(BEFORE)));
        assert_eq!((rows[0].meant.as_str(), rows[0].after.chars().count()), ("HERE", AFTER + 1));
    }

    #[test]
    fn an_excerpt_of_many_lines_shows_the_first_ones() {
        let lines = Lines::new("a\nb\nc\nd\ne\nf\n".into());
        let rows = excerpt(&lines, Span::new(2..11));
        assert_eq!(rows[..2], [row(1, "a", "", ""), row(2, "", "b", "")]);
        assert_eq!(rows.len(), LINES);
    }
}
