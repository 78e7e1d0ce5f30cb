//! The ten questions: the scorecard of all departments, and a page for each of the four concerns.

use serde::Serialize;

use super::Link;
use crate::model::scorecard::{Answer, Area, Evidence, Question, Remark, Scorecard};
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// How wide a meter is, in units of its picture.
const METER: usize = 54;
/// How many places to begin are named.
const BEGINNINGS: usize = 5;

/// Fills `scorecard.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScorecardView {
    /// The departments, after a first column for the whole handbook.
    pub columns: Vec<String>,
    /// The four concerns with their questions.
    pub areas: Vec<AreaRows>,
    /// Where least is answered.
    pub begin: Vec<Beginning>,
    /// Departments that have not joined yet.
    pub not_yet: Vec<Link>,
}

/// One of the four concerns on the scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AreaRows {
    /// Its page.
    pub link: Link,
    /// Its questions.
    pub rows: Vec<QuestionRow>,
}

/// One question on the scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionRow {
    /// The question.
    pub text: String,
    /// What the handbook shows, for each column.
    pub cells: Vec<Cell>,
}

/// How much of a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The department, or the whole handbook.
    pub column: String,
    /// `3 of 4`.
    pub text: String,
    /// The filled part of the meter, of 54 units.
    pub filled: usize,
    /// Whether it is less than half.
    pub low: bool,
    /// Where the evidence stands.
    pub href: String,
}

/// Something with which to begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Beginning {
    /// The page that lacks something, or the department.
    pub link: Link,
    /// What it lacks.
    pub remark: String,
    /// The question.
    pub question: String,
}

/// Fills `concern-area.html`: one of the four concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AreaView {
    /// Its questions.
    pub questions: Vec<QuestionView>,
    /// The scorecard.
    pub scorecard: Link,
}

/// One question with all its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionView {
    /// Its anchor.
    pub id: String,
    /// The question.
    pub text: String,
    /// What counts as evidence.
    pub counts: String,
    /// For the whole handbook where there are no departments, else for each of them.
    pub groups: Vec<Group>,
    /// All of it together.
    pub total: String,
}

/// The evidence of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its anchor.
    pub id: String,
    /// The department, if the handbook has departments.
    pub department: Option<Link>,
    /// `3 of 4`.
    pub text: String,
    /// The filled part of the meter, of 54 units.
    pub filled: usize,
    /// Whether it is less than half.
    pub low: bool,
    /// The evidence.
    pub evidence: Vec<Shown>,
}

/// A piece of evidence, or several that answer the question alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The pages; without one, something is missing altogether.
    pub links: Vec<Link>,
    /// What it shows or lacks.
    pub remark: String,
    /// Whether something is left to do.
    pub open: bool,
}

impl ScorecardView {
    /// The scorecard.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let card = from.handbook().scorecard();
        let words = from.words();
        let column = |department: Option<EntryId>| match department {
            Some(department) => from.link(department).text,
            None => words.get("concerns.all").to_owned(),
        };
        let cell = |answer: &Answer| Cell {
            column: column(answer.department),
            text: share(answer, words),
            filled: filled(answer),
            low: answer.is_low(),
            href: from.to_address(&answer.question.area().address()) + "#" + &anchor(answer, from),
        };
        let areas = Area::ALL.into_iter().map(|area| AreaRows {
            link: Link { text: title(area, words), href: Some(from.to_address(&area.address())) },
            rows: area
                .questions()
                .map(|question| QuestionRow {
                    text: asked(question, words),
                    cells: card.row(question).map(cell).collect(),
                })
                .collect(),
        });
        Self {
            columns: std::iter::once(None)
                .chain(card.departments.iter().copied().map(Some))
                .map(column)
                .collect(),
            areas: areas.collect(),
            begin: beginnings(card, from),
            not_yet: from.links(card.not_yet.iter().copied()),
        }
    }
}

impl AreaView {
    /// One of the four concerns.
    pub fn of(area: Area, from: &Viewpoint<'_>) -> Self {
        let card = from.handbook().scorecard();
        let words = from.words();
        let questions = area.questions().map(|question| {
            let by_department = !card.departments.is_empty();
            let shown = card.row(question).filter(|answer| answer.department.is_some() == by_department);
            QuestionView {
                id: question.code().to_lowercase(),
                text: asked(question, words),
                counts: words.get(&format!("concerns.counts.{}", question.code().to_lowercase())).to_owned(),
                groups: shown.map(|answer| group(answer, from)).collect(),
                total: card.row(question).next().map(|answer| share(answer, words)).unwrap_or_default(),
            }
        });
        Self {
            questions: questions.collect(),
            scorecard: Link {
                text: words.get("concerns.title").to_owned(),
                href: Some(from.to_address("concerns/")),
            },
        }
    }
}

fn group(answer: &Answer, from: &Viewpoint<'_>) -> Group {
    let words = from.words();
    Group {
        id: anchor(answer, from),
        department: answer.department.map(|department| from.link(department)),
        text: share(answer, words),
        filled: filled(answer),
        low: answer.is_low(),
        evidence: shown(&answer.evidence, from),
    }
}

/// What is open, one by one; then what answers the question, those together of which the same is to be said.
fn shown(evidence: &[Evidence], from: &Viewpoint<'_>) -> Vec<Shown> {
    let words = from.words();
    let mut all: Vec<(Option<Remark>, Shown)> = Vec::new();
    for one in evidence {
        let link = one.entry.map(|entry| from.link(entry));
        let alike = (!one.is_open()).then_some(one.remark);
        match all.iter_mut().find(|(known, _)| alike.is_some() && *known == alike) {
            Some((_, shown)) => shown.links.extend(link),
            None => all.push((
                alike,
                Shown { links: link.into_iter().collect(), remark: remark(one, words), open: one.is_open() },
            )),
        }
    }
    let several = |shown: &Shown| shown.links.len() > 1;
    all.into_iter()
        .map(|(_, shown)| match several(&shown) {
            true => Shown { remark: words.fill("concerns.each", &[("remark", &shown.remark)]), ..shown },
            false => shown,
        })
        .collect()
}

/// The least answered questions of departments, with one thing to do about each.
fn beginnings(card: &Scorecard, from: &Viewpoint<'_>) -> Vec<Beginning> {
    let words = from.words();
    let whole_only = card.departments.is_empty();
    let mut low: Vec<&Answer> = card
        .answers
        .iter()
        .filter(|answer| (answer.department.is_some() || whole_only) && answer.percent() < 100)
        .collect();
    low.sort_by_key(|answer| (answer.percent(), answer.question));
    let mut seen = Vec::new();
    let mut begin = Vec::new();
    for answer in low {
        let Some(open) = answer.open().next() else { continue };
        // One thing may be missing for several departments: it is named once.
        let what = (open.entry, open.remark, if open.entry.is_none() { answer.department } else { None });
        if seen.contains(&what) {
            continue;
        }
        seen.push(what);
        let about = open.entry.or(answer.department);
        begin.push(Beginning {
            link: about.map_or_else(
                || Link { text: words.get("concerns.all").to_owned(), href: None },
                |id| from.link(id),
            ),
            remark: remark(open, words),
            question: asked(answer.question, words),
        });
        if begin.len() == BEGINNINGS {
            break;
        }
    }
    begin
}

/// What one of the four concerns is called.
pub fn title(area: Area, words: &Words) -> String {
    words.get(&format!("concerns.areas.{}", area.slug().replace('-', "_"))).to_owned()
}

/// A question in a reader's first person.
pub fn asked(question: Question, words: &Words) -> String {
    words.get(&format!("concerns.questions.{}", question.code().to_lowercase())).to_owned()
}

/// What a piece of evidence shows or lacks, in words.
pub fn remark(evidence: &Evidence, words: &Words) -> String {
    let key = match (evidence.remark, evidence.is_open()) {
        (Remark::Handovers, false) => "all_handovers",
        (Remark::Needs, false) => "all_needs",
        (remark, _) => remark.key(),
    };
    let mut text = words.fill(
        &format!("concerns.remarks.{key}"),
        &[("n", &evidence.answered.to_string()), ("of", &evidence.of.to_string())],
    );
    if !evidence.gaps.is_empty() {
        let gaps: Vec<String> = evidence.gaps.iter().map(ToString::to_string).collect();
        text.push_str(&words.fill("concerns.gaps", &[("gaps", &super::text::enumeration(&gaps, words))]));
    }
    text
}

/// `3 of 4`; where there is nothing to count, so in words.
pub fn share(answer: &Answer, words: &Words) -> String {
    if answer.of == 0 {
        return words.get("concerns.nothing").to_owned();
    }
    let (answered, of) = (answer.answered.to_string(), answer.of.to_string());
    words.fill("concerns.share", &[("n", &answered), ("of", &of)])
}

fn filled(answer: &Answer) -> usize {
    (answer.answered * METER).checked_div(answer.of).unwrap_or(0)
}

fn anchor(answer: &Answer, from: &Viewpoint<'_>) -> String {
    let code = answer.question.code().to_lowercase();
    match answer.department {
        Some(department) => {
            format!("{code}-{}", crate::parse::address::slug(from.handbook().entry(department).name()))
        }
        None => code,
    }
}
