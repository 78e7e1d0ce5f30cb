//! Findings about the handbook, as data: what is wrong, where, and how to mend it.
//!
//! A finding is made by whichever stage notices it and travels beside that stage's value in
//! [`Checked`]; its wording for a terminal, a pipeline or an editor is made in [`report`].

pub mod name;
pub mod report;
pub mod suggest;

use std::ops::Range;
use std::sync::Arc;

pub use name::Name;

/// How much a finding matters. Errors stop a build; warnings stop it under `--strict`; advice never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The handbook says something that does not hold.
    Error,
    /// The handbook holds, but a reader is let down.
    Warning,
    /// Worth knowing, never in the way.
    Advice,
}

impl Severity {
    /// The word in reports and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// A range of bytes in one file, from the file's first byte (a byte-order mark included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span of `range`. Offsets fit in 32 bits because no file over 4 MB is read as text.
    pub fn new(range: Range<usize>) -> Self {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: small(range.start), end: small(range.end.max(range.start)) }
    }

    /// An empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset..offset)
    }

    /// The same as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// This span moved `by` bytes further into the file.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self::new(self.start as usize + by..self.end as usize + by)
    }
}

/// Where something stands: a file, and the bytes in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, relative to the handbook's DIR, with forward slashes: `content/roles/driver.md`.
    pub file: Arc<str>,
    /// The bytes in that file; empty at 0 when the file as a whole is meant.
    pub span: Span,
}

impl Place {
    /// The bytes `span` of `file`.
    pub fn new(file: &Arc<str>, span: Span) -> Self {
        Self { file: file.clone(), span }
    }

    /// The file as a whole.
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: file.clone(), span: Span::default() }
    }
}

/// Another place that belongs to a finding: the first of two pages that want one address, say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where it stands.
    pub place: Place,
    /// What stands there, as a short clause.
    pub message: String,
}

/// One thing that does not hold, told in plain words.
///
/// One cause makes one finding: places that merely follow from the same cause are counted in
/// [`mentions`](Self::mentions) or listed in [`related`](Self::related).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which check speaks.
    pub name: Name,
    /// How much it matters here; a check may be softer for a department that has not joined yet.
    pub severity: Severity,
    /// What is wrong, as one plain sentence without a full stop.
    pub message: String,
    /// The mend, short enough to stand under the marked words: ``did you mean `on-time`?``
    pub mend: Option<String>,
    /// What else helps: the allowed values, the rule behind it.
    pub note: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How many further places mention the same thing.
    pub mentions: usize,
}

impl Diagnostic {
    /// The files in which it has a place.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let related = self.related.iter().map(|related| &related.place);
        std::iter::once(&self.place).chain(related).map(|place| &*place.file)
    }
}

impl Diagnostic {
    /// A finding by the check `name`, with that check's usual severity.
    pub fn new(name: Name, place: Place, message: impl Into<String>) -> Self {
        Self {
            name,
            severity: name.severity(),
            message: message.into(),
            mend: None,
            note: None,
            place,
            related: Vec::new(),
            mentions: 0,
        }
    }

    /// The same finding with its mend.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    /// The same finding with a mend, where one is known.
    #[must_use]
    pub fn maybe_mend(mut self, mend: Option<String>) -> Self {
        self.mend = mend;
        self
    }

    /// The same finding with a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The same finding with another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related { place, message: message.into() });
        self
    }

    /// The same finding at another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// What JSON calls the hint: the mend and the note in one text.
    pub fn hint(&self) -> Option<String> {
        match (&self.mend, &self.note) {
            (Some(mend), Some(note)) if mend.ends_with(['?', '.', '!']) => Some(format!("{mend} {note}")),
            (Some(mend), Some(note)) => Some(format!("{mend}; {note}")),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        }
    }

    /// The order of reports: by file, then place, then name, so that it never depends on threads.
    pub fn sort_key(&self) -> (&str, Span, Name, &str) {
        (&self.place.file, self.place.span, self.name, &self.message)
    }
}

/// A value, and what was found wrong while making it. The middle of the program returns this
/// instead of failing, so that one run tells everything.
#[derive(Debug, Clone, Default)]
pub struct Checked<T> {
    /// As much of the value as could be made.
    pub value: T,
    /// What does not hold.
    pub findings: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value without a finding.
    pub fn clean(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// What `change` makes of the value, with the same findings.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: change(self.value), findings: self.findings }
    }

    /// Moves the findings into `into` and returns the value.
    pub fn take(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.findings);
        self.value
    }
}
