//! A pillar of the promise: claim, proof, behaviours, and who keeps it.

use serde::Serialize;

use super::{Behaviour, Day, Hop, Link, Row};

/// Fills `kinds/pillar.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PillarView {
    /// What the pillar says of us.
    pub claim: Option<String>,
    /// What proves it.
    pub proofs: Vec<Proof>,
    /// What keeping it looks like, a row a department or role.
    pub behaviours: Vec<Behaviour>,
    /// Customers to whom it matters.
    pub matters_to: Vec<Link>,
    /// Which handovers keep it: from whom, what, to whom.
    pub kept_by: Vec<Handover>,
    /// Goals tied to it.
    pub goals: Vec<Row>,
    /// What keeps it alive.
    pub activities: Vec<Row>,
    /// Thanks for keeping it.
    pub recognitions: Vec<Row>,
}

/// A proof with its source and day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// What is so.
    pub text: String,
    /// Where it is known from.
    pub source: Option<String>,
    /// On which day it was so.
    pub as_of: Option<Day>,
}

/// One edge of the line of sight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// Who gives, and what.
    pub from: Hop,
    /// Who receives.
    pub to: Link,
    /// Whether a customer receives it.
    pub customer: bool,
}
