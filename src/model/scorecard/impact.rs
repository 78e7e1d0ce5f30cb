//! Employee impact: whether I see what my work does, what it is worth, and whether I have what I need for it.

use super::{Evidence, Look, Remark};
use crate::parse::EntryId;
use crate::parse::kind::{Need, NeedStatus};

impl Look<'_> {
    pub(super) fn path(&self, department: Option<EntryId>) -> Vec<Evidence> {
        let line = self.handbook.line_of_sight();
        let role = |role: &EntryId| {
            let complete = line.has_complete_path(*role);
            let remark = if complete { Remark::CompletePath } else { Remark::BrokenPath };
            Evidence::page(*role, remark, complete)
        };
        self.roles(department).iter().map(role).collect()
    }

    pub(super) fn value(&self, department: Option<EntryId>) -> Vec<Evidence> {
        self.role_fields(department)
            .map(|(id, role)| {
                let said = |text: &Option<crate::parse::field::Text>| {
                    text.as_ref().is_some_and(|text| !text.value.trim().is_empty())
                };
                let valued = role.serves.iter().filter(|handover| said(&handover.value)).count();
                Evidence::counted(id, Remark::Handovers, valued, role.serves.len())
            })
            .filter(|evidence| evidence.of > 0)
            .collect()
    }

    pub(super) fn means(&self, department: Option<EntryId>) -> Vec<Evidence> {
        self.role_fields(department)
            .filter(|(_, role)| !role.needs.is_empty())
            .map(|(id, role)| {
                let is_gap =
                    |need: &&Need<EntryId>| need.status.is_some_and(|status| status.value == NeedStatus::Gap);
                let met = role.needs.len() - role.needs.iter().filter(is_gap).count();
                // One that says neither skill nor tool is a gap all the same.
                let named = role.needs.iter().filter(is_gap);
                let named = named.filter_map(|need| need.skill.as_ref().or(need.tool.as_ref()));
                let gaps = named.map(|what| what.value.clone()).collect();
                Evidence { gaps, ..Evidence::counted(id, Remark::Needs, met, role.needs.len()) }
            })
            .collect()
    }
}
