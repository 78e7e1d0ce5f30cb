//! An encounter: a visit, an event, listening in, or a customer who was adopted.

use serde::Serialize;

use super::{Day, Link};

/// Fills `kinds/encounter.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EncounterView {
    /// `visit`, `event`, `call_listening` or `adoption`, the key of a word.
    pub sort: String,
    /// Which customer.
    pub persona: Option<Link>,
    /// The customer's own words, as the persona's page has them.
    pub quote: Option<String>,
    /// Who hosts.
    pub host: Option<Link>,
    /// Who comes along.
    pub guests: Vec<Link>,
    /// When it starts.
    pub start: Option<Day>,
    /// When it ends, ISO 8601.
    pub end: Option<String>,
    /// The day of the month.
    pub day: Option<String>,
    /// The month and year, short.
    pub month: Option<String>,
    /// From when to when.
    pub hours: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who agreed.
    pub approved_by: Vec<Link>,
    /// What it is for.
    pub purpose: Option<String>,
    /// What came of it.
    pub learned: Option<String>,
    /// An adopted customer: since when.
    pub since: Option<Day>,
    /// How often we meet, in words.
    pub cadence: Option<String>,
    /// When we last met.
    pub last_contact: Option<Day>,
    /// What the customer needs.
    pub needs_heard: Option<String>,
}
