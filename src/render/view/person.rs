//! A colleague: who hosts, visits, owns, is thanked.

use serde::Serialize;

use super::shadowing::SessionView;
use super::{Day, Link, Portrait, Row};

/// Fills `kinds/person.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// The role.
    pub role: Option<Link>,
    /// The role's department.
    pub department: Option<Link>,
    /// The face.
    pub portrait: Portrait,
    /// Whether colleagues may come and look.
    pub hosts: bool,
    /// When away.
    pub away: Vec<Span>,
    /// E-mail, where the person has given one.
    pub email: Option<String>,
    /// What the role gives to whom, one row a handover.
    pub gives: Vec<Row>,
    /// Visits as host or guest.
    pub sessions: Vec<SessionView>,
    /// Thanks received, or a part in somebody's.
    pub thanked: Vec<Row>,
    /// Pages the person keeps.
    pub keeps: Vec<Link>,
}

/// Days from one to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}
