//! A role: whom the work reaches, what is expected, what is needed.

use serde::Serialize;

use super::{Behaviour, Hop, Link, Row};

/// Fills `kinds/role.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleView {
    /// The department.
    pub department: Option<Link>,
    /// Ways from the role, each to its end.
    pub ways: Vec<Way>,
    /// What is expected of whoever does the work.
    pub expected: Vec<String>,
    /// Goals the role carries.
    pub goals: Vec<RoleGoal>,
    /// Skills and tools.
    pub needs: Vec<Need>,
    /// What others give to this role: the same edges read backwards.
    pub relies_on: Vec<Relied>,
    /// What keeping the promise looks like here, a row a pillar.
    pub behaviours: Vec<Behaviour>,
    /// Who does this work.
    pub people: Vec<Row>,
    /// Where the line on the page ends: customers, or the colleagues whom the work goes to.
    pub line_end: Vec<Link>,
}

/// One way from a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Whom it leads to.
    pub to: String,
    /// The steps, the role itself first.
    pub hops: Vec<Hop>,
    /// When it matters.
    pub moment: Option<String>,
    /// The pillar it keeps.
    pub pillar: Option<Link>,
}

/// A goal as a role sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleGoal {
    /// The goal.
    pub goal: Link,
    /// Its statement.
    pub statement: Option<String>,
    /// How far it is, in a few words, one entry a measure: `94 % now, 96 % wanted`.
    pub measures: Vec<GoalFigure>,
    /// The pillars it keeps.
    pub pillars: Vec<Link>,
}

/// Where a measure stands and where it shall stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalFigure {
    /// What is measured.
    pub name: String,
    /// Wanted.
    pub target: Option<String>,
    /// Now; `None` where there is no figure yet.
    pub now: Option<String>,
}

/// A skill or a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Need {
    /// What it is.
    pub what: String,
    /// Where it is taught or described.
    pub from: Option<Link>,
    /// How things stand, if that is said or follows.
    pub status: Option<NeedStatus>,
}

/// Whether a need is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NeedStatus {
    /// There is one.
    Ok,
    /// Missing.
    Gap,
}

/// What another role gives to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relied {
    /// The role.
    pub role: Link,
    /// What it gives.
    pub output: String,
    /// How well or by when.
    pub standard: Option<String>,
    /// What it is worth here.
    pub value: Option<String>,
}
