//! A recognition: who cared for whom, how, and who made it possible.

use serde::Serialize;

use super::text::{self, text};
use super::{Day, Link};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{Beneficiary, Recognition};
use crate::render::viewpoint::Viewpoint;

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

impl RecognitionView {
    /// What the page of a recognition shows.
    pub fn of(recognition: &Recognition<EntryId>, from: &Viewpoint<'_>) -> Self {
        Self {
            link: None,
            who: text::links(&recognition.who, from),
            behaviour: text(&recognition.behaviour, from.words()),
            customer: recognition.r#for.is_none_or(|sort| sort.value == Beneficiary::Customer),
            persona: text::link(&recognition.persona, from),
            pillar: text::link(&recognition.pillar, from),
            enabled_by: text::links(&recognition.enabled_by, from),
            on: text::day(recognition.on, from),
        }
    }

    /// The same in a list, with a link to its page.
    pub fn listed(entry: &Entry, recognition: &Recognition<EntryId>, from: &Viewpoint<'_>) -> Self {
        Self { link: Some(from.link(entry.id)), ..Self::of(recognition, from) }
    }
}
