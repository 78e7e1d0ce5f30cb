//! Employee appreciation: whether care is thanked for, and whether what employees say is answered.

use super::{Evidence, Look, Remark};
use crate::model::appreciation::is_recent;
use crate::model::listening::Standing;
use crate::parse::EntryId;
use crate::parse::kind::{Beneficiary, Fields, Kind, RaisedBy};

impl Look<'_> {
    pub(super) fn recognised(&self, department: Option<EntryId>) -> Vec<Evidence> {
        [Beneficiary::Customer, Beneficiary::CoWorker]
            .into_iter()
            .map(|whom| {
                let (there, absent) = match whom {
                    Beneficiary::Customer => (Remark::ThanksForCustomers, Remark::NoThanksForCustomers),
                    Beneficiary::CoWorker => (Remark::ThanksForCoWorkers, Remark::NoThanksForCoWorkers),
                };
                match self.thanks(department, whom) {
                    Some(recognition) => Evidence::page(recognition, there, true),
                    None => Evidence::missing(absent),
                }
            })
            .collect()
    }

    /// The newest recent thanks of one sort that reached a department, or anybody.
    fn thanks(&self, department: Option<EntryId>, whom: Beneficiary) -> Option<EntryId> {
        let today = self.handbook.edition.date;
        let all = &self.appreciation;
        match department {
            Some(department) => {
                all.recent(department, today).find(|share| share.whom == whom).map(|share| share.recognition)
            }
            None => all.newest().iter().copied().find(|id| match &self.handbook.entry(*id).fields {
                Fields::Recognition(recognition) => {
                    recognition.r#for.map_or(Beneficiary::Customer, |whom| whom.value) == whom
                        && recognition.on.is_some_and(|on| is_recent(on.value, today))
                }
                _ => false,
            }),
        }
    }

    pub(super) fn valued(&self, department: Option<EntryId>) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        for entry in self.handbook.of_kind(Kind::Concern) {
            let Fields::Concern(concern) = &entry.fields else { continue };
            let by_employees = concern.raised_by.is_some_and(|by| by.value == RaisedBy::Employee);
            let here = department.is_none_or(|here| self.handbook.department_of(entry.id) == Some(here));
            if !by_employees || !here {
                continue;
            }
            let told = concern.response.as_ref().is_some_and(|response| response.told_on.is_some());
            let remark = match (Standing::of(concern), told) {
                (Standing::Waiting, _) => Remark::NotAnswered,
                (_, false) => Remark::NotTold,
                (_, true) => Remark::AnsweredAndTold,
            };
            evidence.push(Evidence::page(entry.id, remark, remark == Remark::AnsweredAndTold));
        }
        evidence.push(self.asked(department));
        evidence
    }

    /// The newest thing that employees were asked and that may be shown.
    fn asked(&self, department: Option<EntryId>) -> Evidence {
        let of_department = |entry: &EntryId| match (&self.handbook.entry(*entry).fields, department) {
            (Fields::Voice(voice), Some(here)) => voice.departments.iter().any(|named| named.to == here),
            (_, None) => true,
            (_, Some(_)) => false,
        };
        let mut measured = self.handbook.employee_measures().into_iter().map(|measured| measured.voice);
        match measured.find(of_department) {
            Some(entry) => Evidence::page(entry, Remark::Asked, true),
            None => Evidence::missing(Remark::NotAsked),
        }
    }
}
