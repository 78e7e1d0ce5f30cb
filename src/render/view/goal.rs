//! A goal: its place in the tree, how far it is, who carries it.

use serde::Serialize;

use super::{Day, Link, Row};

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
