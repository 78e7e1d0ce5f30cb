//! A goal: its place in the tree, how far it is, who carries it.

use serde::Serialize;

use super::relations::Relations;
use super::role::GoalFigure;
use super::text::{self, text};
use super::{Day, Link, Row};
use crate::model::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Goal};
use crate::render::viewpoint::Viewpoint;

/// Fills `kinds/goal.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalView {
    /// What shall be so.
    pub statement: Option<String>,
    /// For which time.
    pub period: Option<String>,
    /// The goals above it, the highest first.
    pub above: Vec<Link>,
    /// The goals below it.
    pub below: Vec<Row>,
    /// How far it is.
    pub measures: Vec<GoalMeasure>,
    /// The pillars it keeps.
    pub pillars: Vec<Link>,
    /// The customers it is for.
    pub personas: Vec<Link>,
    /// The roles that carry it.
    pub roles: Vec<Row>,
}

/// One measure of a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalMeasure {
    /// What is measured.
    pub name: String,
    /// Wanted.
    pub target: Option<String>,
    /// Now.
    pub now: Option<String>,
    /// On which day.
    pub as_of: Option<Day>,
}

/// A goal with the goals under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalNode {
    /// The goal.
    pub link: Link,
    /// Its statement.
    pub statement: Option<String>,
    /// Where its first measure stands.
    pub figure: Option<GoalFigure>,
    /// Roles that carry it themselves.
    pub roles: Vec<Link>,
    /// How many roles do so beyond those.
    pub more_roles: usize,
    /// Goals below.
    pub below: Vec<GoalNode>,
}

/// How deep goals under goals are followed; a circle of goals ends here.
const DEEPEST: usize = 12;

/// How many roles are named beside a goal in the tree.
const CARRIERS: usize = 5;

impl GoalView {
    /// What the page of a goal shows.
    pub fn of(entry: &Entry, goal: &Goal<EntryId>, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let roles = relations.roles_of_goal(entry.id).iter();
        let below = relations.goals_below(entry.id).iter();
        Self {
            statement: text(&goal.statement, words),
            period: goal.period.map(|period| text::period(period.value, words)),
            above: from.links(above(entry.id, handbook)),
            below: below.map(|(id, _)| text::row(*id, statement(*id, from), from)).collect(),
            measures: goal
                .measures
                .iter()
                .filter_map(|measure| {
                    Some(GoalMeasure {
                        name: text(&measure.name, words)?,
                        target: text(&measure.target, words),
                        now: text(&measure.now, words),
                        as_of: text::day(measure.as_of, from),
                    })
                })
                .collect(),
            pillars: text::links(&goal.pillars, from),
            personas: text::links(&goal.personas, from),
            roles: roles.map(|(id, _)| text::row(*id, department(*id, from), from)).collect(),
        }
    }
}

/// The goals above a goal, the highest first.
fn above(goal: EntryId, handbook: &Handbook) -> Vec<EntryId> {
    let mut way = Vec::new();
    let mut at = goal;
    while let Fields::Goal(fields) = &handbook.entry(at).fields
        && let Some(part_of) = &fields.part_of
        && way.len() < DEEPEST
        && !way.contains(&part_of.to)
        && part_of.to != goal
    {
        at = part_of.to;
        way.push(at);
    }
    way.reverse();
    way
}

/// All goals of a handbook as a tree. A circle of goals begins at its first goal.
pub fn tree(goals: &[EntryId], from: &Viewpoint<'_>, relations: &Relations) -> Vec<GoalNode> {
    let handbook = from.handbook();
    let top = goals.iter().filter(|id| match &handbook.entry(**id).fields {
        Fields::Goal(goal) => goal.part_of.as_ref().is_none_or(|to| !goals.contains(&to.to)),
        _ => false,
    });
    let mut shown = Vec::new();
    let mut nodes: Vec<GoalNode> =
        top.filter_map(|id| node(*id, from, relations, DEEPEST, &mut shown)).collect();
    for id in goals {
        if !shown.contains(id) {
            nodes.extend(node(*id, from, relations, DEEPEST, &mut shown));
        }
    }
    nodes
}

fn node(
    id: EntryId,
    from: &Viewpoint<'_>,
    relations: &Relations,
    deepest: usize,
    shown: &mut Vec<EntryId>,
) -> Option<GoalNode> {
    let Fields::Goal(goal) = &from.handbook().entry(id).fields else { return None };
    if shown.contains(&id) || deepest == 0 {
        return None;
    }
    shown.push(id);
    let below = relations.goals_below(id).iter();
    let roles = relations.roles_of_goal(id);
    Some(GoalNode {
        roles: from.links(roles.iter().take(CARRIERS).map(|(role, _)| *role)),
        more_roles: roles.len().saturating_sub(CARRIERS),
        link: from.link(id),
        statement: text(&goal.statement, from.words()),
        figure: goal.measures.iter().find_map(|measure| GoalFigure::of(measure, from)),
        below: below.filter_map(|(id, _)| node(*id, from, relations, deepest - 1, shown)).collect(),
    })
}

fn statement(goal: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    match &from.handbook().entry(goal).fields {
        Fields::Goal(goal) => text(&goal.statement, from.words()),
        _ => None,
    }
}

fn department(role: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    match &from.handbook().entry(role).fields {
        Fields::Role(role) => {
            role.department.as_ref().map(|to| from.handbook().entry(to.to).title.to_string())
        }
        _ => None,
    }
}
