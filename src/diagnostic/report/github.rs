//! Findings as workflow commands of GitHub Actions, which become annotations beside the lines.
//!
//! The form is `::error file=F,line=L,col=C,endLine=L,endColumn=C,title=T::MESSAGE`
//! (<https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>); how values are
//! escaped follows the runner's own toolkit (`escapeData` and `escapeProperty` in
//! `actions/toolkit/packages/core/src/command.ts`). GitHub shows ten annotations of each level for a step;
//! all of them stand in the log, and the closing sentence counts them.

use std::io;

use super::places::{Extent, Places};
use super::terminal::visible;
use super::{Summary, from_root, in_full};
use crate::diagnostic::{Diagnostic, Severity};

/// Writes all of `findings`, which are in order; `folder` leads from the repository's root to the handbook.
pub(super) fn write(
    out: &mut dyn io::Write,
    findings: &[&Diagnostic],
    summary: &Summary,
    places: &Places,
    folder: &str,
) -> io::Result<()> {
    for finding in findings {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let file = property(&from_root(folder, &finding.place.file));
        let title = property(finding.name.as_str());
        let at = places.extent(&finding.place).map(position).unwrap_or_default();
        writeln!(out, "::{level} file={file}{at},title={title}::{}", message(finding, places))?;
    }
    writeln!(out, "{summary}")
}

/// The place as properties. Columns go with one line only: GitHub refuses them in annotations of several.
fn position(Extent { start, end }: Extent) -> String {
    if start.line == end.line {
        let (line, column) = (start.line, start.column);
        format!(",line={line},col={column},endLine={line},endColumn={}", end.column)
    } else {
        format!(",line={},endLine={}", start.line, end.line)
    }
}

/// All that is known, since an annotation has no other part to put it in.
fn message(finding: &Diagnostic, places: &Places) -> String {
    let mut text = in_full(finding);
    for related in &finding.related {
        let at = places.extent(&related.place).map(|extent| format!(":{}", extent.start.line));
        text.push_str(&format!("\n{}{}: {}", related.place.file, at.unwrap_or_default(), related.message));
    }
    let lines: Vec<_> = text.lines().map(visible).collect();
    data(&lines.join("\n"))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_as_the_runner_unescapes_them() {
        assert_eq!(data("100 %: a,b\r\nc"), "100 %25: a,b%0D%0Ac");
        assert_eq!(property("a:b,c%2C"), "a%3Ab%2Cc%252C");
    }
}
