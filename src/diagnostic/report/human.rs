//! Findings for a person at a terminal: the sentence, the line in question with the mend beneath the words
//! in question, what else helps; and one closing sentence.

use std::collections::BTreeMap;
use std::io;

use super::places::{Places, Position};
use super::snippet::{self, Marks};
use super::terminal::{Paint, Tone, visible, width};
use super::{Summary, mentions};
use crate::diagnostic::{Diagnostic, Name, Place, Severity};

/// The column at which a check's name ends, if the sentence leaves room for it.
const HEAD: usize = 96;
/// The longest mend that stands beside the marks; a longer one gets a line of its own.
const LABEL: usize = 72;
/// Findings of one check in one file up to which each is shown with its line. Of more, only the first few
/// are, and the others follow with a line each: after those, the places are what matters.
const MANY: usize = 6;
const FEW: usize = 3;
/// Related places that are shown with their lines, and those that are named at all.
const RELATED_SHOWN: usize = 3;
const RELATED_NAMED: usize = 12;

/// Writes all of `findings`, which are in order, and the closing sentence.
pub(super) fn write(
    out: &mut dyn io::Write,
    findings: &[&Diagnostic],
    summary: &Summary,
    places: &Places,
    paint: Paint,
) -> io::Result<()> {
    let mut alike: BTreeMap<Kind, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.related.is_empty()) {
        alike.entry(kind(finding)).or_default().push(finding);
    }
    let mut seen: BTreeMap<Kind, usize> = BTreeMap::new();
    for finding in findings {
        let all = alike.get(&kind(finding)).map(Vec::as_slice).unwrap_or_default();
        let mut writer = Writer { out, places, paint };
        if all.len() <= MANY || !finding.related.is_empty() {
            writer.in_full(finding)?;
            continue;
        }
        let before = seen.entry(kind(finding)).or_default();
        if *before < FEW {
            writer.in_full(finding)?;
        } else if *before == FEW {
            writer.in_brief(finding, &all[FEW..])?;
        }
        *before += 1;
    }
    let closing = summary.to_string();
    writeln!(out, "{}", paint.paint(Tone::Strong, &closing))
}

/// What findings must have in common to be told together.
type Kind<'a> = (&'a str, Name, Severity);

fn kind(finding: &Diagnostic) -> Kind<'_> {
    (&finding.place.file, finding.name, finding.severity)
}

struct Writer<'a> {
    out: &'a mut dyn io::Write,
    places: &'a Places<'a>,
    paint: Paint,
}

impl Writer<'_> {
    /// A finding with its lines, and an empty line after it.
    fn in_full(&mut self, finding: &Diagnostic) -> io::Result<()> {
        self.head(finding, &finding.message)?;
        let gutter = self.gutter(finding);
        let mut notes: Vec<String> = Vec::new();
        let mend = visible(finding.mend.as_deref().unwrap_or_default());
        let beside_marks = width(&mend) <= LABEL && self.places.lines(&finding.place).is_some();
        let label = if beside_marks { &*mend } else { "" };
        if !beside_marks && !mend.is_empty() {
            notes.push(mend.to_string());
        }
        self.arrow(gutter, "-->", &finding.place, "")?;
        self.lines(gutter, &finding.place, "^", label, Tone::Of(finding.severity))?;
        self.related(gutter, finding)?;
        notes.extend(finding.note.as_deref().map(|note| visible(note).into_owned()));
        notes.extend(mentions(finding));
        for note in notes {
            let sign = self.paint.paint(Tone::Frame, &format!("{:gutter$} =", ""));
            writeln!(self.out, "{sign} {note}")?;
        }
        writeln!(self.out)
    }

    /// `rest`, of the same kind as `first`, with a line each.
    fn in_brief(&mut self, first: &Diagnostic, rest: &[&Diagnostic]) -> io::Result<()> {
        self.head(first, &format!("{} more like these in the same file", rest.len()))?;
        for finding in rest {
            let mut text = finding.message.clone();
            for part in [finding.mend.as_deref(), mentions(finding).as_deref()].into_iter().flatten() {
                text.push_str("; ");
                text.push_str(part);
            }
            self.arrow(2, "-->", &finding.place, &text)?;
        }
        writeln!(self.out)
    }

    /// The first line: severity, sentence, and the check's name at the right.
    fn head(&mut self, finding: &Diagnostic, sentence: &str) -> io::Result<()> {
        let word = format!("{}:", finding.severity.as_str());
        let name = format!("[{}]", finding.name.as_str());
        let sentence = visible(sentence);
        let gap = HEAD.saturating_sub(width(&word) + 1 + width(&sentence) + width(&name)).max(2);
        writeln!(
            self.out,
            "{} {}{:gap$}{}",
            self.paint.paint(Tone::Of(finding.severity), &word),
            self.paint.paint(Tone::Strong, &sentence),
            "",
            self.paint.paint(Tone::Quiet, &name),
        )
    }

    /// `--> file:line:column`, and what is said there.
    fn arrow(&mut self, gutter: usize, arrow: &str, place: &Place, text: &str) -> io::Result<()> {
        let arrow = self.paint.paint(Tone::Frame, &format!("{:gutter$}{arrow}", ""));
        let file = visible(&place.file);
        let at = match self.places.extent(place) {
            Some(extent) => {
                let Position { line, column } = extent.start;
                format!(":{line}:{column}")
            }
            None => String::new(),
        };
        let space = if text.is_empty() { "" } else { " " };
        writeln!(self.out, "{arrow} {file}{at}{space}{}", visible(text))
    }

    /// The lines of `place`, if it is in a text that can be shown.
    fn lines(&mut self, gutter: usize, place: &Place, sign: &str, label: &str, tone: Tone) -> io::Result<()> {
        let Some(lines) = self.places.lines(place) else { return Ok(()) };
        let marks = Marks { sign, label, tone };
        snippet::write(self.out, lines, place.span, gutter, &marks, self.paint)
    }

    fn related(&mut self, gutter: usize, finding: &Diagnostic) -> io::Result<()> {
        let with_lines = finding.related.len() <= RELATED_SHOWN;
        for related in finding.related.iter().take(RELATED_NAMED) {
            let message = visible(&related.message);
            let shown = with_lines && width(&message) <= LABEL && self.places.lines(&related.place).is_some();
            if shown {
                self.arrow(gutter, ":::", &related.place, "")?;
                self.lines(gutter, &related.place, "-", &message, Tone::Frame)?;
            } else {
                self.arrow(gutter, ":::", &related.place, &message)?;
            }
        }
        let more = finding.related.len().saturating_sub(RELATED_NAMED);
        if more > 0 {
            let arrow = self.paint.paint(Tone::Frame, &format!("{:gutter$}:::", ""));
            writeln!(self.out, "{arrow} and {more} more")?;
        }
        Ok(())
    }

    /// The columns for line numbers: as many as the largest one takes, and two at least.
    fn gutter(&self, finding: &Diagnostic) -> usize {
        let related = finding.related.iter().map(|related| &related.place);
        std::iter::once(&finding.place)
            .chain(related)
            .filter_map(|place| Some(snippet::last_line(self.places.lines(place)?, place.span)))
            .map(|line| line.to_string().len())
            .fold(2, usize::max)
    }
}
