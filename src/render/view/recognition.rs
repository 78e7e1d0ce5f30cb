//! A recognition: who cared for whom, how, and who made it possible.

use serde::Serialize;

use super::{Day, Link};

/// Fills `kinds/recognition.html`, and one entry of `sections/recognition.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecognitionView {
    /// The recognition's page, unless this is it.
    pub link: Option<Link>,
    /// Who is thanked.
    pub who: Vec<Link>,
    /// What they did.
    pub behaviour: Option<String>,
    /// Whether a customer was cared for; else a co-worker.
    pub customer: bool,
    /// Which customer.
    pub persona: Option<Link>,
    /// The pillar it kept.
    pub pillar: Option<Link>,
    /// Who made it possible.
    pub enabled_by: Vec<Link>,
    /// When.
    pub on: Option<Day>,
}
