//! "You said, we did": what was raised, how it stands, where it came from and what it was about.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::concern::{ConcernStatus, ConcernView};
use super::super::text::{self, text};
use super::super::{Choice, Link};
use crate::model::collation_key;
use crate::model::listening::{Standing, Tally, by_department};
use crate::parse::EntryId;
use crate::parse::address::slug;
use crate::parse::kind::{Concern, ConcernQuestion as Asked, Fields, RaisedBy};
use crate::render::viewpoint::Viewpoint;

/// Fills `sections/listening.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListeningList {
    /// How many concerns there are.
    pub all: usize,
    /// How many have an answer.
    pub answered: usize,
    /// How many of those who asked were told.
    pub told: usize,
    /// How many are waiting, planned or under way.
    pub open: usize,
    /// Who spoke, in the order of the two halves: colleagues, customers.
    pub voices: Vec<Choice>,
    /// The three questions that are always asked, in their order.
    pub questions: Vec<QuestionRow>,
    /// Concerns by how they stand, what waits first; each group the newest first.
    pub groups: Vec<StatusGroup>,
    /// Where they were raised.
    pub departments: Vec<TallyRow>,
    /// What they are about.
    pub themes: Vec<TallyRow>,
}

/// One of the standing questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionRow {
    /// The key of its words: `gets_in_the_way`, `ceo_for_a_day`, `refer_a_friend`.
    pub key: String,
    /// How many answers came.
    pub said: usize,
    /// How many of them were answered in turn.
    pub answered: usize,
}

/// Concerns that stand alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusGroup {
    /// How they stand.
    pub status: ConcernStatus,
    /// The concerns.
    pub concerns: Vec<ConcernView>,
}

/// Concerns of one department or theme, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TallyRow {
    /// What is counted; a department has a page.
    pub link: Link,
    /// What the list's entries carry to be found.
    pub key: String,
    /// How many were raised.
    pub said: usize,
    /// How many have an answer.
    pub answered: usize,
    /// How many are still open.
    pub open: usize,
}

impl ListeningList {
    /// Everything that was raised.
    pub fn of(pages: &[EntryId], from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let concerns: Vec<(EntryId, &Concern<EntryId>)> = pages
            .iter()
            .filter_map(|id| match &handbook.entry(*id).fields {
                Fields::Concern(concern) => Some((*id, &**concern)),
                _ => None,
            })
            .collect();
        let mut all = Tally::default();
        concerns.iter().for_each(|(_, concern)| all.add(concern));
        Self {
            all: all.said,
            answered: all.answered,
            told: all.told,
            open: all.open,
            voices: voices(&concerns, from),
            questions: questions(&concerns),
            groups: groups(&concerns, from),
            departments: departments(from),
            themes: themes(&concerns, from),
        }
    }
}

fn voices(concerns: &[(EntryId, &Concern<EntryId>)], from: &Viewpoint<'_>) -> Vec<Choice> {
    [RaisedBy::Employee, RaisedBy::Customer]
        .into_iter()
        .map(|by| {
            let count = concerns.iter().filter(|(_, concern)| raised_by(concern) == by).count();
            let text = from.words().get(&format!("concern.voices.{}", by.as_str())).to_owned();
            Choice { value: by.as_str().to_owned(), text, count }
        })
        .collect()
}

/// Who raised it; a colleague, where nothing is said.
fn raised_by(concern: &Concern<EntryId>) -> RaisedBy {
    concern.raised_by.map_or(RaisedBy::Employee, |by| by.value)
}

fn questions(concerns: &[(EntryId, &Concern<EntryId>)]) -> Vec<QuestionRow> {
    [Asked::GetsInTheWay, Asked::CeoForADay, Asked::ReferAFriend]
        .into_iter()
        .map(|question| {
            let mut tally = Tally::default();
            let asked = concerns
                .iter()
                .filter(|(_, concern)| concern.question.is_some_and(|asked| asked.value == question));
            asked.for_each(|(_, concern)| tally.add(concern));
            QuestionRow { key: text::key(question.as_str()), said: tally.said, answered: tally.answered }
        })
        .collect()
}

fn groups(concerns: &[(EntryId, &Concern<EntryId>)], from: &Viewpoint<'_>) -> Vec<StatusGroup> {
    let mut by_status: BTreeMap<Standing, Vec<(EntryId, &Concern<EntryId>)>> = BTreeMap::new();
    for (id, concern) in concerns {
        by_status.entry(Standing::of(concern)).or_default().push((*id, concern));
    }
    by_status
        .into_iter()
        .map(|(standing, mut concerns)| {
            concerns.sort_by_key(|(id, concern)| (std::cmp::Reverse(concern.on.map(|on| on.value)), *id));
            let listed = |(id, concern)| ConcernView::listed(from.handbook().entry(id), concern, from);
            StatusGroup {
                status: ConcernStatus::from(standing),
                concerns: concerns.into_iter().map(listed).collect(),
            }
        })
        .collect()
}

/// Departments with concerns, by name; those about no department are nobody's row.
fn departments(from: &Viewpoint<'_>) -> Vec<TallyRow> {
    let handbook = from.handbook();
    let mut rows: Vec<TallyRow> = by_department(handbook)
        .into_iter()
        .filter_map(|(department, tally)| {
            let department = department?;
            let key = handbook.entry(department).name().to_string();
            Some(TallyRow::of(from.link(department), key, tally))
        })
        .collect();
    rows.sort_by_cached_key(|row| (collation_key(&row.link.text), row.key.clone()));
    rows
}

/// Themes, those raised most often first. Two spellings of one address are one theme, under the first of them.
fn themes(concerns: &[(EntryId, &Concern<EntryId>)], from: &Viewpoint<'_>) -> Vec<TallyRow> {
    let mut themes: BTreeMap<String, (String, Tally)> = BTreeMap::new();
    for (_, concern) in concerns {
        let Some(theme) = text(&concern.theme, from.words()) else { continue };
        themes.entry(slug(&theme)).or_insert_with(|| (theme, Tally::default())).1.add(concern);
    }
    let mut rows: Vec<TallyRow> = themes
        .into_iter()
        .map(|(key, (theme, tally))| TallyRow::of(Link { text: theme, href: None }, key, tally))
        .collect();
    rows.sort_by_cached_key(|row| (std::cmp::Reverse(row.said), collation_key(&row.link.text)));
    rows
}

impl TallyRow {
    fn of(link: Link, key: String, tally: Tally) -> Self {
        Self { link, key, said: tally.said, answered: tally.answered, open: tally.open }
    }
}
