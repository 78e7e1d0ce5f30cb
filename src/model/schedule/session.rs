//! A session as written, and a visit: one time at which it takes place.

use std::ops::Deref;
use std::sync::Arc;

use jiff::Zoned;

use crate::diagnostic::{Place, Span};
use crate::parse::EntryId;
use crate::parse::kind::{self, SessionStatus};

/// A session of a programme: written once, in front matter or as a row of a spreadsheet's export.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Its programme, a place in [`Schedule::programmes`](super::Schedule::programmes).
    pub programme: usize,
    /// Who takes the guests along.
    pub host: EntryId,
    /// Who comes, each once, as far as this edition shows them.
    pub guests: Vec<EntryId>,
    /// How many guests were written, shown or not.
    pub guests_written: usize,
    /// How many people are written as having approved, found or not; each counts once.
    pub approvals_written: usize,
    /// How it stands.
    pub status: SessionStatus,
    /// The file it stands in: the programme's page, or its export.
    pub file: Arc<str>,
    /// Everything else as it was written: place, mode, objectives, whom to observe, who approved, the debrief.
    pub written: kind::Session<EntryId>,
}

impl Session {
    /// Where it stands: its id, in the file it was written in; a spreadsheet's own line and column for one of its rows.
    pub fn at(&self) -> Place {
        self.place(self.written.span())
    }

    /// A place in its file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.file, span)
    }

    /// Whether it is called off, and counts for nothing.
    pub fn is_cancelled(&self) -> bool {
        self.status == SessionStatus::Cancelled
    }

    /// Who takes part: the host first, then the guests.
    pub fn people(&self) -> impl Iterator<Item = EntryId> {
        std::iter::once(self.host).chain(self.guests.iter().copied())
    }

    /// Everybody it names: who takes part, who approved, whom to watch out for.
    pub fn mentions(&self) -> impl Iterator<Item = EntryId> {
        let approved = self.written.approved_by.iter().map(|person| person.to);
        self.people().chain(approved).chain(self.written.observe.iter().map(|persona| persona.to))
    }

    /// Its id as written; nothing, where it is missing.
    pub fn name(&self) -> &str {
        self.written.id.as_ref().map_or("", |id| &id.value)
    }
}

/// One time at which a session takes place. It has all that its [`Session`] has.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// What was written.
    pub session: Arc<Session>,
    /// Its name, unlike all others in its programme: the session's for the first time, then `s1-2`, `s1-3` and so on. The same as
    /// long as the session's own line is the same.
    pub id: Arc<str>,
    /// Which of the session's repeats it is, from 1.
    pub nth: u32,
    /// When it begins, in its programme's zone.
    pub start: Zoned,
    /// When it ends, in its programme's zone; always after its start.
    pub end: Zoned,
    /// Whether pages, calendars and data may still show it.
    pub shown: bool,
}

impl Visit {
    /// Whether the two take up the same moment. One may begin as the other ends.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl Deref for Visit {
    type Target = Session;
    fn deref(&self) -> &Session {
        &self.session
    }
}
