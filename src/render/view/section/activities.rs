//! What keeps the pillars alive: the grid of pillars and sorts, what each role needs, and where it can be learnt.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::relations::Relations;
use super::super::role::{self, needs};
use super::super::{Link, activity, text};
use super::grouped::{Group, grouped};
use crate::model::learning::folded;
use crate::model::{Entry, collation_key};
use crate::parse::EntryId;
use crate::parse::kind::{Activity, ActivityType, Fields, Kind, Need, NeedStatus, Role};
use crate::render::viewpoint::Viewpoint;

/// Fills `sections/activities.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActivityList {
    /// Pillars and sorts; `None` where the handbook has no pillar.
    pub grid: Option<Grid>,
    /// The activities under the headings of their sorts.
    pub groups: Vec<Group>,
    /// What is missing, and where it could be learnt.
    pub missing: Vec<Missing>,
    /// What each role needs, by department.
    pub needs: Vec<DepartmentNeeds>,
    /// Whether there are too many roles for one page, so that only their own pages say what they need.
    pub needs_elsewhere: bool,
}

/// Every pillar with every sort of activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// The columns.
    pub pillars: Vec<Link>,
    /// The rows.
    pub rows: Vec<GridRow>,
    /// What the grid does not have, in words: one entry a pillar with a gap.
    pub gaps: Vec<Gap>,
}

/// One sort of activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// Its name.
    pub sort: String,
    /// A cell a pillar.
    pub cells: Vec<Cell>,
}

/// What keeps one pillar alive in one way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The first activities.
    pub shown: Vec<Link>,
    /// How many more there are; the list below the grid has them all.
    pub more: usize,
}

/// A pillar for which some sort of activity is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The pillar.
    pub pillar: Link,
    /// The sorts, as a list in words; `None` where there is no activity at all.
    pub sorts: Option<String>,
}

/// A skill or tool that roles are missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What is missing.
    pub what: String,
    /// Who is missing it.
    pub roles: Vec<Link>,
    /// How many roles more than are named.
    pub more: usize,
    /// Where it can be learnt.
    pub places: Vec<Link>,
    /// Whether it is a tool, which is bought and not taught.
    pub tool: bool,
}

/// The needs of one department's roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentNeeds {
    /// The department; `None` for roles without one.
    pub department: Option<Link>,
    /// Its roles.
    pub roles: Vec<RoleNeeds>,
}

/// The needs of one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleNeeds {
    /// The role.
    pub role: Link,
    /// Its needs.
    pub needs: Vec<role::Need>,
}

/// How many activities a cell of the grid names.
const NAMED: usize = 2;
/// Of how many roles one page lists the needs.
const LISTED: usize = 300;
/// How many roles are named that are missing one thing.
const LACKING: usize = 6;

impl ActivityList {
    /// All activities among `pages`, and what roles need.
    pub fn of(pages: &[EntryId], from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let needs = department_needs(from, relations);
        let roles: usize = needs.iter().map(|group| group.roles.len()).sum();
        let needs_elsewhere = roles > LISTED;
        Self {
            grid: Grid::of(pages, from),
            groups: by_sort(pages, from),
            missing: missing(from, relations),
            needs: if needs_elsewhere { Vec::new() } else { needs },
            needs_elsewhere,
        }
    }
}

/// Activities by sort, each with the pillars it keeps alive or a sentence about it.
fn by_sort(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Group> {
    let words = from.words();
    let heading = |entry: &Entry| {
        let Fields::Activity(fields) = &entry.fields else { return None };
        let (sort, text) = activity::group(fields, words);
        Some((sort, Link { text, href: None }))
    };
    let remark = |entry: &Entry| {
        text::described(entry, words).or_else(|| {
            let Fields::Activity(fields) = &entry.fields else { return None };
            let pillars: Vec<String> =
                fields.pillars.iter().map(|pillar| from.link(pillar.to).text).collect();
            (!pillars.is_empty()).then(|| text::enumeration(&pillars, words))
        })
    };
    grouped(pages, from, heading, remark)
}

impl Grid {
    fn of(pages: &[EntryId], from: &Viewpoint<'_>) -> Option<Self> {
        let handbook = from.handbook();
        let mut pillars: Vec<&Entry> = handbook.of_kind(Kind::Pillar).collect();
        if pillars.is_empty() || pages.is_empty() {
            return None;
        }
        pillars.sort_by_cached_key(|entry| (collation_key(&entry.title), entry.id));
        let activities: Vec<(EntryId, &Activity<EntryId>)> = pages
            .iter()
            .filter_map(|id| match &handbook.entry(*id).fields {
                Fields::Activity(activity) => Some((*id, &**activity)),
                _ => None,
            })
            .collect();
        let keeps = |activity: &Activity<EntryId>, pillar: EntryId, sort: ActivityType| {
            activity.pillars.iter().any(|to| to.to == pillar) && activity::sort_of(activity) == sort
        };
        let rows: Vec<GridRow> = SORTS
            .into_iter()
            .map(|sort| GridRow {
                sort: activity::name(sort, from.words()),
                cells: pillars
                    .iter()
                    .map(|pillar| {
                        let found = activities.iter().filter(|(_, it)| keeps(it, pillar.id, sort));
                        Cell::of(found.map(|(id, _)| *id).collect(), from)
                    })
                    .collect(),
            })
            .collect();
        let gaps = pillars.iter().enumerate().filter_map(|(at, pillar)| {
            let empty: Vec<String> = rows
                .iter()
                .filter(|row| row.cells[at].shown.is_empty())
                .map(|row| row.sort.clone())
                .collect();
            let sorts = (empty.len() < rows.len()).then(|| text::enumeration(&empty, from.words()));
            (!empty.is_empty()).then(|| Gap { pillar: from.link(pillar.id), sorts })
        });
        Some(Self { gaps: gaps.collect(), pillars: from.links(pillars.iter().map(|it| it.id)), rows })
    }
}

/// The sorts in the order of the grid: learning first, thanks to customers last.
const SORTS: [ActivityType; 7] = [
    ActivityType::Training,
    ActivityType::Reinforcement,
    ActivityType::Empowerment,
    ActivityType::InformationSharing,
    ActivityType::TeamBuilding,
    ActivityType::ManagementSupport,
    ActivityType::LoyaltyProgramme,
];

impl Cell {
    fn of(found: Vec<EntryId>, from: &Viewpoint<'_>) -> Self {
        // A single one more takes no more room than the words that there is one.
        let named = if found.len() == NAMED + 1 { found.len() } else { NAMED };
        Self { more: found.len().saturating_sub(named), shown: from.links(found.into_iter().take(named)) }
    }
}

/// Roles by department and name, those without a department last.
fn roles<'h>(from: &Viewpoint<'h>) -> Vec<(&'h Entry, &'h Role<EntryId>)> {
    let handbook = from.handbook();
    let mut roles: Vec<(&Entry, &Role<EntryId>)> = handbook
        .of_kind(Kind::Role)
        .filter_map(|entry| match &entry.fields {
            Fields::Role(role) => Some((entry, &**role)),
            _ => None,
        })
        .collect();
    roles.sort_by_cached_key(|(entry, _)| {
        let department = handbook.department_of(entry.id);
        let name = department.map(|department| collation_key(&handbook.entry(department).title));
        (name.is_none(), name, department, collation_key(&entry.title), entry.id)
    });
    roles
}

fn department_needs(from: &Viewpoint<'_>, relations: &Relations) -> Vec<DepartmentNeeds> {
    let mut groups: Vec<(Option<EntryId>, DepartmentNeeds)> = Vec::new();
    for (entry, role) in roles(from) {
        let needs = needs(role, from, relations);
        if needs.is_empty() {
            continue;
        }
        let department = from.handbook().department_of(entry.id);
        let row = RoleNeeds { role: from.link(entry.id), needs };
        match groups.last_mut().filter(|(known, _)| *known == department) {
            Some((_, group)) => group.roles.push(row),
            None => {
                let link = department.map(|department| from.link(department));
                groups.push((department, DepartmentNeeds { department: link, roles: vec![row] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// What roles say is missing, each skill or tool once, in the order of departments and roles.
fn missing(from: &Viewpoint<'_>, relations: &Relations) -> Vec<Missing> {
    let words = from.words();
    let gap = |need: &&Need<EntryId>| need.status.is_some_and(|status| status.value == NeedStatus::Gap);
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows: Vec<Missing> = Vec::new();
    for (entry, role) in roles(from) {
        for need in role.needs.iter().filter(gap) {
            let skill = text::text(&need.skill, words);
            let tool = skill.is_none();
            let Some(what) = skill.or_else(|| text::text(&need.tool, words)) else { continue };
            let at = *found.entry(folded(&what)).or_insert(rows.len());
            if at == rows.len() {
                rows.push(Missing { what, roles: Vec::new(), more: 0, places: Vec::new(), tool });
            }
            let Some(row) = rows.get_mut(at) else { continue };
            if row.roles.len() < LACKING {
                row.roles.push(from.link(entry.id));
            } else {
                row.more += 1;
            }
            for place in from.links(relations.learning().places(need)) {
                if !row.places.contains(&place) {
                    row.places.push(place);
                }
            }
        }
    }
    rows
}
