//! What those who keep the handbook want to know: whose pages want to be looked over, what is missing, what was found.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use super::scorecard::Answer;
use super::{Entry, Handbook};
use crate::diagnostic::report::places::Lines;
use crate::diagnostic::{Diagnostic, Name, Severity, Span};
use crate::parse::EntryId;
use crate::parse::kind::Kind;
use crate::parse::value::Date;

/// A finding as the owners' page tells it: which check spoke, and where. Its words may quote what an edition hides, so
/// they are not among it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The file, relative to DIR.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The check.
    pub name: Name,
    /// How much it matters.
    pub severity: Severity,
}

/// What was found, for the few pages that tell it: worked out when the first of them asks.
pub struct FoundLater(LazyLock<Vec<Found>, Box<dyn FnOnce() -> Vec<Found> + Send>>);

impl FoundLater {
    /// What `find` will find.
    pub fn new(find: impl FnOnce() -> Vec<Found> + Send + 'static) -> Self {
        Self(LazyLock::new(Box::new(find)))
    }

    /// All of it, by place.
    pub fn all(&self) -> &[Found] {
        &self.0
    }
}

impl fmt::Debug for FoundLater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FoundLater").finish_non_exhaustive()
    }
}

/// A page and the day until which its last review counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The page.
    pub entry: EntryId,
    /// The day; none, if nobody has looked it over yet.
    pub until: Option<Date>,
}

/// The handbook's state, for its owners.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// Pages that want a review one day, by owner (those that nobody keeps come first), the most urgent first.
    pub queue: Vec<(Option<EntryId>, Vec<Due>)>,
    /// Questions of the four concerns that are not fully answered, for departments that have joined; for the whole handbook,
    /// where it has no departments.
    pub gaps: Vec<Answer>,
    /// How many pages there are of each kind.
    pub counts: BTreeMap<Kind, usize>,
}

impl Health {
    /// The state of `handbook`.
    #[must_use]
    pub fn of(handbook: &Handbook) -> Self {
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        let mut queue: BTreeMap<Option<(u32, EntryId)>, Vec<Due>> = BTreeMap::new();
        for entry in &handbook.entries {
            *counts.entry(entry.kind()).or_default() += 1;
            if is_kept(entry) {
                let owner = entry.common.owner.as_ref().map(|owner| owner.to);
                let owner = owner.map(|owner| (handbook.entry(owner).rank, owner));
                let due = Due { entry: entry.id, until: handbook.review_due(entry) };
                queue.entry(owner).or_default().push(due);
            }
        }
        for pages in queue.values_mut() {
            pages.sort_by_key(|due| (due.until, handbook.entry(due.entry).rank));
        }
        let card = handbook.scorecard();
        let by_department = !card.departments.is_empty();
        let open = |answer: &Answer| {
            answer.department.is_some() == by_department && (answer.answered < answer.of || answer.of == 0)
        };
        Self {
            queue: queue.into_iter().map(|(owner, pages)| (owner.map(|(_, id)| id), pages)).collect(),
            gaps: card.answers.iter().filter(|answer| open(answer)).cloned().collect(),
            counts,
        }
    }
}

/// Whether a page is one that somebody should look over: all typed ones, and plain ones that have an owner or a review.
fn is_kept(entry: &Entry) -> bool {
    entry.kind() != Kind::Page || entry.common.owner.is_some() || entry.common.reviewed.is_some()
}

/// What was found in files that the edition shows, by place. `text_of` knows what a file holds.
pub fn found(
    handbook: &Handbook,
    findings: &[Diagnostic],
    text_of: impl Fn(&str) -> Option<Arc<str>>,
) -> Vec<Found> {
    let settings = handbook.settings.place(Span::default()).file;
    let shown = |file: &str| {
        *settings == *file || handbook.entries.binary_search_by(|entry| (**entry.file()).cmp(file)).is_ok()
    };
    // Each file's lines are counted once, however much was found in it.
    let mut lines: BTreeMap<&str, Lines> = BTreeMap::new();
    let mut found: Vec<Found> = Vec::new();
    for finding in findings.iter().filter(|finding| shown(&finding.place.file)) {
        let file = &finding.place.file;
        let lines = lines.entry(file).or_insert_with(|| Lines::new(text_of(file).unwrap_or_default()));
        found.push(Found {
            file: file.clone(),
            line: lines.position(finding.place.span.start as usize).line,
            name: finding.name,
            severity: finding.severity,
        });
    }
    found.sort();
    found
}
