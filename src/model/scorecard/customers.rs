//! Customer understanding: who our customers are, whether what they say is shared, and who acts on it.

use std::collections::BTreeSet;

use super::{Evidence, Look, Remark};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Concern, Fields, Kind, Level};

impl Look<'_> {
    pub(super) fn customers(&self, department: Option<EntryId>) -> Vec<Evidence> {
        let line = self.handbook.line_of_sight();
        let mut known: BTreeSet<EntryId> = BTreeSet::new();
        if department.is_none() {
            known.extend(line.customers());
        }
        let mut evidence = Vec::new();
        for role in self.roles(department) {
            let reached = line.reaches(*role);
            let remark = if reached.is_empty() { Remark::ReachesNobody } else { Remark::Reaches };
            evidence.push(Evidence::page(*role, remark, !reached.is_empty()));
            known.extend(reached.into_iter().map(|(customer, _)| customer));
        }
        evidence.extend(known.into_iter().map(|customer| {
            let remark = self.standing(self.handbook.entry(customer));
            Evidence::page(customer, remark, remark == Remark::Researched)
        }));
        evidence
    }

    /// Whether a customer's page is complete, researched and current, or which of these it is not.
    fn standing(&self, entry: &Entry) -> Remark {
        let Fields::Persona(persona) = &entry.fields else { return Remark::Incomplete };
        let texts = [&persona.quote, &persona.who, &persona.why_us, &persona.how_they_use];
        let lists = [&persona.jobs, &persona.goals, &persona.pains];
        let complete = texts.iter().all(|text| text.as_ref().is_some_and(|text| !text.value.is_empty()))
            && lists.iter().all(|list| !list.is_empty())
            && !persona.matters.is_empty();
        let researched = persona.evidence.as_ref().is_some_and(|evidence| {
            evidence.level.is_some_and(|level| level.value != Level::Assumption)
                && !evidence.sources.is_empty()
        });
        let current = self.handbook.review_due(entry).is_some_and(|due| due >= self.handbook.edition.date);
        match (complete, researched, current) {
            (false, _, _) => Remark::Incomplete,
            (true, false, _) => Remark::Assumed,
            (true, true, false) => Remark::NotCurrent,
            (true, true, true) => Remark::Researched,
        }
    }

    pub(super) fn feedback(&self, department: Option<EntryId>) -> Vec<Evidence> {
        let newest = self.handbook.newest_voices();
        let of_customers = newest.into_iter().filter(|heard| heard.asked == AskedOf::Customers);
        let evidence: Vec<Evidence> = of_customers
            .map(|heard| {
                let named = &heard.voice.departments;
                let shared = match department {
                    Some(department) => named.iter().any(|named| named.to == department),
                    None => !named.is_empty(),
                };
                let remark = match (shared, heard.is_in_date(self.handbook.edition.date)) {
                    (_, false) => Remark::NotInDate,
                    (false, true) => Remark::NotNamed,
                    (true, true) => Remark::Shared,
                };
                Evidence::page(heard.entry.id, remark, remark == Remark::Shared)
            })
            .collect();
        if evidence.is_empty() { vec![Evidence::missing(Remark::NoVoice)] } else { evidence }
    }

    pub(super) fn improving(&self, department: Option<EntryId>) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        for entry in self.handbook.of_kind(Kind::Concern) {
            let Fields::Concern(concern) = &entry.fields else { continue };
            let owner = self.answering(concern);
            let found = match department {
                Some(here) if owner == Some(here) => Some((Remark::OwnedHere, true)),
                Some(here) if self.handbook.department_of(entry.id) == Some(here) => {
                    let remark =
                        if concern.response.is_some() { Remark::OwnedElsewhere } else { Remark::NotAnswered };
                    Some((remark, false))
                }
                Some(_) => None,
                None if concern.response.is_none() => Some((Remark::NotAnswered, false)),
                None => {
                    let behind = owner.is_some_and(|owner| !self.customer_facing.contains(&owner));
                    Some((if behind { Remark::OwnedHere } else { Remark::OwnedElsewhere }, behind))
                }
            };
            evidence.extend(found.map(|(remark, holds)| Evidence::page(entry.id, remark, holds)));
        }
        if evidence.is_empty() { vec![Evidence::missing(Remark::NothingRaised)] } else { evidence }
    }

    /// The department of whoever owns the answer to a concern.
    fn answering(&self, concern: &Concern<EntryId>) -> Option<EntryId> {
        let owner = concern.response.as_ref()?.owner.as_ref()?;
        self.handbook.department_of(owner.to)
    }
}
