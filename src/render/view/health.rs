//! The owners' page: what waits for whom. Linked from nowhere that a reader comes by.

use serde::Serialize;

use super::scorecard::{asked, remark};
use super::{Day, Link};
use crate::model::health::{Due, Health};
use crate::model::scorecard::Answer;
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;

/// How many pages of one owner are listed; `data/health.json` has all.
const LISTED: usize = 5;
/// How many findings are listed.
const FINDINGS: usize = 200;

/// Fills `health.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HealthView {
    /// The day for which the handbook was built: the one page that shows it.
    pub on: Day,
    /// Everything as data.
    pub data: String,
    /// How many pages there are, by kind.
    pub counts: Vec<Count>,
    /// Whose pages want a review.
    pub queue: Vec<Owner>,
    /// Questions that are not fully answered.
    pub gaps: Vec<Gap>,
    /// What was found.
    pub findings: Vec<FindingRow>,
    /// How many findings there are beyond those.
    pub more_findings: usize,
}

/// How many pages of a kind there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The kind's word.
    pub kind: String,
    /// How many.
    pub n: usize,
}

/// The pages that one owner keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owner {
    /// The owner; nobody, if there is none.
    pub owner: Option<Link>,
    /// The pages, the most urgent first.
    pub pages: Vec<DueRow>,
    /// How many there are beyond those.
    pub more: usize,
    /// How many of all are overdue.
    pub overdue: usize,
}

/// A page that wants a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueRow {
    /// The page.
    pub link: Link,
    /// Until when its last review counts, as a sentence.
    pub when: String,
    /// Whether that day is over.
    pub overdue: bool,
}

/// A question that is not fully answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The department, if the handbook has departments.
    pub department: Option<Link>,
    /// The question.
    pub question: String,
    /// `2 of 5`.
    pub share: String,
    /// What is open.
    pub open: Vec<String>,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRow {
    /// The check.
    pub name: &'static str,
    /// The severity, the key of a word.
    pub severity: String,
    /// Where: `content/roles/driver.md:14`.
    pub place: String,
}

impl HealthView {
    /// The owners' page.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let health = Health::of(from.handbook());
        let words = from.words();
        let found = from.desk.found.all();
        Self {
            on: from.day(from.handbook().edition.date),
            data: from.to_file("data/health.json"),
            counts: health
                .counts
                .iter()
                .map(|(kind, n)| Count { kind: words.get(&format!("kinds.{kind}")).to_owned(), n: *n })
                .collect(),
            queue: health.queue.iter().map(|(owner, pages)| queue(*owner, pages, from)).collect(),
            gaps: health.gaps.iter().map(|answer| gap(answer, from)).collect(),
            findings: found
                .iter()
                .take(FINDINGS)
                .map(|found| FindingRow {
                    name: found.name.as_str(),
                    severity: found.severity.as_str().to_owned(),
                    place: format!("{}:{}", found.file, found.line),
                })
                .collect(),
            more_findings: found.len().saturating_sub(FINDINGS),
        }
    }
}

fn queue(owner: Option<EntryId>, pages: &[Due], from: &Viewpoint<'_>) -> Owner {
    let today = from.handbook().edition.date;
    let is_overdue = |due: &Due| due.until.is_none_or(|until| until < today);
    let row = |due: &Due| DueRow {
        link: from.link(due.entry),
        when: match due.until {
            None => from.words().get("health.never").to_owned(),
            Some(until) => {
                let key = if is_overdue(due) { "health.was_due" } else { "health.due" };
                from.words().fill(key, &[("day", &from.words().day(until))])
            }
        },
        overdue: is_overdue(due),
    };
    Owner {
        owner: owner.map(|owner| from.link(owner)),
        pages: pages.iter().take(LISTED).map(row).collect(),
        more: pages.len().saturating_sub(LISTED),
        overdue: pages.iter().filter(|due| is_overdue(due)).count(),
    }
}

fn gap(answer: &Answer, from: &Viewpoint<'_>) -> Gap {
    let words = from.words();
    let open = answer.open().map(|evidence| {
        let about = evidence.entry.map(|entry| from.link(entry).text);
        let remark = remark(evidence, words);
        about.map_or_else(|| remark.clone(), |about| format!("{about} {remark}"))
    });
    Gap {
        department: answer.department.map(|department| from.link(department)),
        question: asked(answer.question, words),
        share: super::scorecard::share(answer, words),
        open: open.collect(),
    }
}
