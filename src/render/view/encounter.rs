//! An encounter: a visit, an event, listening in, or a customer who was adopted.

use serde::Serialize;

use super::text::{self, text};
use super::visits::when::hours;
use super::{Day, Link};
use crate::model::contact;
use crate::parse::EntryId;
use crate::parse::kind::{Encounter, EncounterType, Fields};
use crate::render::viewpoint::Viewpoint;

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
    /// By when we should have met again; whether that day has passed is decided in the reader's browser.
    pub next_by: Option<Day>,
    /// What the customer needs.
    pub needs_heard: Option<String>,
}

impl EncounterView {
    /// What the page of an encounter shows.
    pub fn of(encounter: &Encounter<EntryId>, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let start = encounter.start.map(|start| start.value.wall());
        let end = encounter.end.map(|end| end.value.wall());
        let persona = encounter.persona.as_ref().map(|persona| &from.handbook().entry(persona.to).fields);
        let quote = match persona {
            Some(Fields::Persona(persona)) => {
                text(&persona.quote, words).map(|said| text::unquoted(said, words))
            }
            _ => None,
        };
        Self {
            sort: key(encounter),
            persona: text::link(&encounter.persona, from),
            quote,
            host: text::link(&encounter.host, from),
            guests: text::links(&encounter.guests, from),
            start: start.map(|start| from.day(start.date())),
            hours: start.zip(end).map(|(start, end)| hours(start, end, words)),
            place: text(&encounter.place, words),
            approved_by: text::links(&encounter.approved_by, from),
            purpose: text(&encounter.purpose, words),
            learned: text(&encounter.learned, words),
            since: text::day(encounter.since, from),
            cadence: encounter.cadence.map(|cadence| text::duration(cadence.value.0, words)),
            last_contact: text::day(encounter.last_contact, from),
            next_by: contact::next_by(encounter).map(|day| from.day(day)),
            needs_heard: text(&encounter.needs_heard, words),
        }
    }
}

/// The key of the word for an encounter's sort; a visit, where nothing is said.
fn key(encounter: &Encounter<EntryId>) -> String {
    text::key(encounter.r#type.map_or(EncounterType::Visit, |sort| sort.value).as_str())
}
