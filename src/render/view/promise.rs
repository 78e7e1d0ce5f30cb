//! The promise: its words, its pillars as stops on the line, the customers at its end.

use serde::Serialize;

use super::pillar::Proof;
use super::{Behaviour, Link};

/// Fills `kinds/promise.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseView {
    /// The promise itself.
    pub statement: String,
    /// Whom it is made to; also the end of the line.
    pub to: Vec<Link>,
    /// Who answers for it.
    pub sponsor: Option<Link>,
    /// Departments whose work keeps it.
    pub contributors: Vec<Link>,
    /// Values it rests on; pillars where they are such.
    pub values: Vec<Link>,
    /// The pillars, in order.
    pub pillars: Vec<PillarStop>,
    /// What we are.
    pub we_are: Vec<String>,
    /// What we are not.
    pub we_are_not: Vec<String>,
    /// How we sound.
    pub voice: Vec<VoiceTrait>,
}

/// A pillar on the promise's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PillarStop {
    /// Its anchor on the page.
    pub id: String,
    /// The pillar.
    pub link: Link,
    /// Its claim.
    pub claim: Option<String>,
    /// What proves it.
    pub proofs: Vec<Proof>,
    /// What keeping it looks like.
    pub behaviours: Vec<Behaviour>,
}

/// One trait of how we sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceTrait {
    /// The attribute.
    pub attribute: String,
    /// Like this.
    pub like: Vec<String>,
    /// Not like this.
    pub unlike: Vec<String>,
}
