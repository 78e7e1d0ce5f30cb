//! A customer: a person first, evidence after.

use serde::Serialize;

use super::{Day, Link, Portrait, Quote};

/// Fills `kinds/persona.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaView {
    /// The human name, which is also the page's heading.
    pub name: String,
    /// Which customers are meant.
    pub segment: Option<String>,
    /// `customer`, `user`, `internal` or `not_for_us`, the key of a word.
    pub sort: PersonaSort,
    /// What the customer says.
    pub quote: String,
    /// The face in the ring.
    pub portrait: Portrait,
    /// First question: who is it?
    pub who: Option<String>,
    /// Second: why us?
    pub why_us: Option<String>,
    /// Third: how is it used?
    pub how: Option<String>,
    /// Fourth: what do they think of us?
    pub thinks: Option<String>,
    /// Job stories, in the customer's own words.
    pub jobs: Vec<String>,
    /// What the customer wants to reach.
    pub goals: Vec<String>,
    /// What hurts.
    pub pains: Vec<String>,
    /// What delights.
    pub gains: Vec<String>,
    /// Ways in which we meet.
    pub channels: Vec<String>,
    /// Pillars, the most important first.
    pub matters: Vec<Link>,
    /// Roles that serve this customer in one step.
    pub reached_by: Vec<Reach>,
    /// What customers of this kind have said, newest first.
    pub quotes: Vec<Quote>,
    /// What the page rests on.
    pub evidence: Evidence,
    /// When and how to part, for those who are not for us.
    pub leaving: Option<Leaving>,
}

/// What a persona is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonaSort {
    /// Buys.
    Customer,
    /// Uses what another bought.
    User,
    /// A colleague.
    Internal,
    /// Better served elsewhere.
    NotForUs,
}

/// A role that reaches a customer directly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// The role.
    pub role: Link,
    /// What it gives.
    pub output: String,
}

/// What a persona rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// `assumption`, `interviews` or `survey`, the key of a word; `None` where nothing is said.
    pub level: Option<String>,
    /// Interviews and surveys.
    pub sources: Vec<EvidenceSource>,
    /// How well we serve the needs: `high`, `medium`, `low`.
    pub needs_served: Option<String>,
    /// Whether it pays its way: `high`, `medium`, `low`.
    pub profitable: Option<String>,
}

/// One source of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceSource {
    /// What it was.
    pub what: String,
    /// How many were heard, formatted.
    pub n: Option<String>,
    /// When.
    pub on: Option<Day>,
}

/// How we part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leaving {
    /// How it shows.
    pub signals: Vec<String>,
    /// Who decides.
    pub decided_by: Option<Link>,
    /// The words.
    pub how_we_say_it: Option<String>,
    /// Who serves them better.
    pub alternative: Option<String>,
}
