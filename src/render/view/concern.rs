//! A concern: what was said, and what we did about it.

use serde::Serialize;

use super::{Day, Link};

/// Fills `kinds/concern.html`, and one row of `sections/listening.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConcernView {
    /// The concern's page, unless this is it.
    pub link: Option<Link>,
    /// What was said.
    pub said: String,
    /// `employee` or `customer`, the key of a word.
    pub raised_by: String,
    /// Which question was asked, the key of a word: `gets_in_the_way`, `ceo_for_a_day`, `refer_a_friend`, `other`.
    pub question: Option<String>,
    /// The department it concerns.
    pub department: Option<Link>,
    /// When it was said.
    pub on: Option<Day>,
    /// What it is about, in a word.
    pub theme: Option<String>,
    /// How things stand.
    pub status: ConcernStatus,
    /// What we did, or will do.
    pub did: Option<String>,
    /// Why not.
    pub declined_because: Option<String>,
    /// Who sees to it.
    pub owner: Option<Link>,
    /// By when.
    pub due: Option<Day>,
    /// When those who asked were told.
    pub told_on: Option<Day>,
}

/// How an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConcernStatus {
    /// No answer yet.
    Waiting,
    /// Will be done.
    Planned,
    /// Under way.
    Doing,
    /// Done.
    Done,
    /// Will not be done, and why.
    Declined,
}
