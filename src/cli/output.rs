//! Words out: findings to stderr, data to stdout, colour where a terminal wants it.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use crate::check;
use crate::diagnostic::report::{self, Format, Summary, Texts};
use crate::diagnostic::{Diagnostic, Name, Severity};
use crate::failure::Failure;
use crate::source::Sources;

/// The handbook's texts, as findings quote them.
struct Quoted<'s> {
    sources: &'s Sources,
    /// From the repository's root to the handbook, where a forge reads the report.
    folder: String,
}

impl Texts for Quoted<'_> {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        self.sources.text(file)
    }

    fn summary(&self, name: Name) -> Option<std::borrow::Cow<'static, str>> {
        Some(check::summary(name).into())
    }

    fn folder(&self) -> &str {
        &self.folder
    }
}

/// Whether colour is wanted on stderr: `NO_COLOR` and a dumb terminal say no, `CLICOLOR_FORCE` says yes.
pub fn colour() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    if set("CLICOLOR_FORCE") {
        return true;
    }
    io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Reports findings. Data formats go to stdout, since they are data; words go to stderr.
pub fn report(
    format: Format,
    findings: &[Diagnostic],
    pages: usize,
    sources: &Sources,
) -> Result<(), Failure> {
    let folder = match format {
        Format::Human | Format::Json => String::new(),
        Format::Github | Format::Sarif => sources.history.folder(),
    };
    let texts = Quoted { sources, folder };
    let written = match format {
        Format::Human => {
            let mut out = anstream::stderr().lock();
            report::write(&mut out, format, findings, pages, &texts, colour()).and_then(|()| out.flush())
        }
        Format::Json | Format::Github | Format::Sarif => {
            let mut out = io::stdout().lock();
            report::write(&mut out, format, findings, pages, &texts, false).and_then(|()| out.flush())
        }
    };
    match written {
        // Whoever reads us may stop reading, as `head` does.
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(cause) => Err(Failure::io("write the report", "stdout", cause)),
        Ok(()) => Ok(()),
    }
}

/// Tells some findings to the person at the keyboard, and `summary`, which counts them all.
pub fn some(findings: &[Diagnostic], summary: &Summary, sources: &Sources) -> Result<(), Failure> {
    let mut out = anstream::stderr().lock();
    let written =
        report::write_some(&mut out, findings, summary, &Quoted { sources, folder: String::new() }, colour());
    match written.and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io("write the report", "stderr", cause))
        }
        _ => Ok(()),
    }
}

/// Writes data to stdout.
pub fn data(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io("write to stdout", "stdout", cause))
        }
        _ => Ok(()),
    }
}

/// A line for the person at the keyboard.
pub fn line(text: &str) {
    writeln!(anstream::stderr(), "{text}").ok();
}

/// Tells what the machine refused.
pub fn failure(failure: &Failure) {
    line(&format!("throughline {failure}"));
}

/// Whether findings stop a command.
pub fn stops(findings: &[Diagnostic], strict: bool) -> bool {
    findings.iter().any(|finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Advice => false,
    })
}
