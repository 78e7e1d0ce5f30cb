//! Findings as one JSON object, for scripts and editors.
//!
//! ```json
//! {"version": 1,
//!  "summary": {"pages": 242, "errors": 1, "warnings": 0, "advice": 0},
//!  "findings": [
//!   {"name": "unknown-reference", "severity": "error", "message": "…", "hint": "… or null",
//!    "file": "content/roles/driver.md", "line": 14, "column": 62, "end_line": 14, "end_column": 68,
//!    "related": [{"file": "…", "line": 3, "column": 1, "message": "…"}], "mentions": 14}]}
//! ```
//! Lines and columns start at 1; columns count characters; the end is the character after the last one. A
//! finding about a file as a whole stands at 1:1. `mentions` is absent if there are none. Fields may be
//! added within version 1; none is renamed or removed.

use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use super::Summary;
use super::places::{Extent, Places, Position};
use super::terminal::is_treacherous;
use crate::diagnostic::{Diagnostic, Place};

/// The version of the object's shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    summary: &'a Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    name: &'static str,
    severity: &'static str,
    message: &'a str,
    hint: Option<String>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "is_zero")]
    mentions: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    #[serde(flatten)]
    start: Position,
    message: &'a str,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// Writes all of `findings`, which are in order.
pub(super) fn write(
    out: &mut dyn io::Write,
    findings: &[&Diagnostic],
    summary: &Summary,
    places: &Places,
) -> io::Result<()> {
    let findings = findings.iter().map(|finding| Finding::of(finding, places)).collect();
    write_json(out, &Report { version: VERSION, summary, findings })
}

impl<'a> Finding<'a> {
    fn of(finding: &'a Diagnostic, places: &Places) -> Self {
        let Extent { start, end } = extent(places, &finding.place);
        let related = finding.related.iter().map(|related| Related {
            file: &related.place.file,
            start: extent(places, &related.place).start,
            message: &related.message,
        });
        Self {
            name: finding.name.as_str(),
            severity: finding.severity.as_str(),
            message: &finding.message,
            hint: finding.hint(),
            file: &finding.place.file,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            related: related.collect(),
            mentions: finding.mentions,
        }
    }
}

fn extent(places: &Places, place: &Place) -> Extent {
    let first = Position { line: 1, column: 1 };
    places.extent(place).unwrap_or(Extent { start: first, end: first })
}

/// Writes `value` as indented JSON, in which also those characters are escaped that JSON lets through but a
/// terminal obeys.
pub(super) fn write_json(out: &mut dyn io::Write, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    let mut safe = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        // Outside of strings JSON has no such character but the line break between its own lines.
        if c != '\n' && is_treacherous(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe.push('\n');
    out.write_all(safe.as_bytes())
}
