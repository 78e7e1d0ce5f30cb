//! A department: its roles, its people, what it takes care of.

use serde::Serialize;

use super::{Behaviour, Link, Row};

/// Fills `kinds/department.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentView {
    /// Who leads it.
    pub lead: Option<Link>,
    /// The function it belongs to.
    pub function: Option<String>,
    /// Whether it has joined the handbook's checks.
    pub enrolled: bool,
    /// Its roles.
    pub roles: Vec<Row>,
    /// Its people.
    pub people: Vec<Row>,
    /// What keeping the promise looks like here, a row a pillar.
    pub behaviours: Vec<Behaviour>,
    /// What it raised, and what came of it.
    pub concerns: Vec<Row>,
    /// What is done here to keep the promise alive.
    pub activities: Vec<Row>,
}
