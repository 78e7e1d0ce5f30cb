//! An activity: what keeps a pillar alive.

use serde::Serialize;

use super::relations::Relations;
use super::text::{self, text, texts};
use super::{Day, Link, Row};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{Activity, ActivityType, Fields};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// Fills `kinds/activity.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActivityView {
    /// `training`, `reinforcement`, `empowerment`, `information_sharing`, `team_building`, `management_support` or
    /// `loyalty_programme`, the key of a word.
    pub sort: String,
    /// The pillars it keeps alive.
    pub pillars: Vec<Link>,
    /// For which departments.
    pub departments: Vec<Link>,
    /// When, or since when.
    pub on: Option<Day>,
    /// Skills and tools it teaches.
    pub teaches: Vec<String>,
    /// Roles that need what it teaches.
    pub needed_by: Vec<Row>,
}

impl ActivityView {
    /// What the page of an activity shows.
    pub fn of(
        entry: &Entry,
        activity: &Activity<EntryId>,
        from: &Viewpoint<'_>,
        relations: &Relations,
    ) -> Self {
        let words = from.words();
        Self {
            sort: text::key(sort_of(activity).as_str()),
            pillars: text::links(&activity.pillars, from),
            departments: text::links(&activity.departments, from),
            on: text::day(activity.on, from),
            teaches: texts(&activity.teaches, words),
            needed_by: relations
                .needed_from(entry.id)
                .iter()
                .map(|(role, at)| text::row(*role, need(*role, *at, from), from))
                .collect(),
        }
    }
}

fn need(role: EntryId, at: usize, from: &Viewpoint<'_>) -> Option<String> {
    let Fields::Role(fields) = &from.handbook().entry(role).fields else { return None };
    let need = fields.needs.get(at)?;
    text(&need.skill, from.words()).or_else(|| text(&need.tool, from.words()))
}

/// What sort of activity it is; training, where nothing is said.
pub fn sort_of(activity: &Activity<EntryId>) -> ActivityType {
    activity.r#type.map_or(ActivityType::Training, |sort| sort.value)
}

/// What sort of activity it is, in words, where that is said.
pub fn sort(activity: &Activity<EntryId>, words: &Words) -> Option<String> {
    activity
        .r#type
        .map(|sort| words.get(&format!("activity.sort.{}", text::key(sort.value.as_str()))).to_owned())
}

/// What activities of one sort are called.
pub fn name(sort: ActivityType, words: &Words) -> String {
    words.get(&format!("activity.group.{}", text::key(sort.as_str()))).to_owned()
}

/// The heading under which an activity is listed, and its place among the headings.
pub fn group(activity: &Activity<EntryId>, words: &Words) -> (ActivityType, String) {
    let sort = sort_of(activity);
    (sort, name(sort, words))
}
