//! An activity: what keeps a pillar alive.

use serde::Serialize;

use super::{Day, Link, Row};

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
