//! A recognition: who cared for whom, how, and who made it possible.

use std::collections::BTreeSet;

use serde::Serialize;

use super::relations::Relations;
use super::text::{self, text};
use super::{Day, Link, Row};
use crate::model::Entry;
use crate::model::appreciation::Part;
use crate::parse::EntryId;
use crate::parse::kind::{Beneficiary, Fields, Recognition};
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
    /// `customer` or `co-worker`, by which the wall is narrowed.
    pub whom: String,
    /// Which customer.
    pub persona: Option<Link>,
    /// The pillar it kept.
    pub pillar: Option<Link>,
    /// The pillar's id, by which the wall is narrowed.
    pub pillar_key: Option<String>,
    /// The ids of the departments it reaches, with spaces between: those thanked and those who made it possible.
    pub departments: String,
    /// Who made it possible.
    pub enabled_by: Vec<Link>,
    /// When.
    pub on: Option<Day>,
}

impl RecognitionView {
    /// What the page of a recognition shows.
    pub fn of(recognition: &Recognition<EntryId>, from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let whom = recognition.r#for.map_or(Beneficiary::Customer, |whom| whom.value);
        let named = recognition.who.iter().chain(&recognition.enabled_by);
        let departments: BTreeSet<&str> = named
            .filter_map(|to| handbook.department_of(to.to))
            .map(|department| &**handbook.entry(department).name())
            .collect();
        Self {
            link: None,
            who: text::links(&recognition.who, from),
            behaviour: text(&recognition.behaviour, from.words()),
            customer: whom == Beneficiary::Customer,
            whom: whom.as_str().to_owned(),
            persona: text::link(&recognition.persona, from),
            pillar: text::link(&recognition.pillar, from),
            pillar_key: recognition.pillar.as_ref().map(|to| handbook.entry(to.to).name().to_string()),
            departments: departments.into_iter().collect::<Vec<_>>().join(" "),
            enabled_by: text::links(&recognition.enabled_by, from),
            on: text::day(recognition.on, from),
        }
    }

    /// The same in a list, with a link to its page.
    pub fn listed(entry: &Entry, recognition: &Recognition<EntryId>, from: &Viewpoint<'_>) -> Self {
        Self { link: Some(from.link(entry.id)), ..Self::of(recognition, from) }
    }
}

/// What somebody was thanked for, and what they made possible: on the pages of people, roles and departments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ThanksReceived {
    /// Thanked for, the newest first.
    pub thanked: Vec<Row>,
    /// Made possible, the newest first.
    pub enabled: Vec<Row>,
}

impl ThanksReceived {
    /// What reached a person, a role or a department.
    pub fn of(somebody: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let mut received = Self::default();
        for share in relations.appreciation().reached(somebody) {
            let remark = match share.part {
                Part::Thanked => share.on.map(|on| from.words().day(on)),
                Part::Enabled => made_possible(share.recognition, from),
            };
            let row = text::row(share.recognition, remark, from);
            match share.part {
                Part::Thanked => received.thanked.push(row),
                Part::Enabled => received.enabled.push(row),
            }
        }
        received
    }
}

/// Whose thanks flowed back, and when: `Saskia de Wit, 8 July 2026`.
fn made_possible(recognition: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    let words = from.words();
    let Fields::Recognition(recognition) = &from.handbook().entry(recognition).fields else { return None };
    let who: Vec<String> = text::links(&recognition.who, from).into_iter().map(|link| link.text).collect();
    let who = Some(text::enumeration(&who, words)).filter(|who| !who.is_empty());
    let on = recognition.on.map(|on| words.day(on.value));
    let parts: Vec<String> = who.into_iter().chain(on).collect();
    (!parts.is_empty()).then(|| parts.join(&format!("{} ", words.get("list.comma"))))
}
