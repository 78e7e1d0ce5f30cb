//! Organisational strategy: where we are headed, and what is expected of me.

use std::collections::BTreeSet;

use super::{Evidence, Look, Remark};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};

impl Look<'_> {
    pub(super) fn direction(&self, department: Option<EntryId>) -> Vec<Evidence> {
        let goals: BTreeSet<EntryId> = match department {
            None => self.handbook.of_kind(Kind::Goal).map(|goal| goal.id).collect(),
            Some(_) => {
                self.role_fields(department).flat_map(|(_, role)| &role.goals).map(|to| to.to).collect()
            }
        };
        if goals.is_empty() {
            return vec![Evidence::missing(Remark::NoGoal)];
        }
        goals.into_iter().filter_map(|id| self.goal(id)).collect()
    }

    fn goal(&self, id: EntryId) -> Option<Evidence> {
        let Fields::Goal(goal) = &self.handbook.entry(id).fields else { return None };
        let over = goal.period.is_none_or(|period| period.value.last() < self.handbook.edition.date);
        let remark = match (over, goal.pillars.is_empty()) {
            (true, _) => Remark::GoalOver,
            (false, true) => Remark::GoalWithoutPillar,
            (false, false) => Remark::CurrentGoal,
        };
        Some(Evidence::page(id, remark, remark == Remark::CurrentGoal))
    }

    pub(super) fn expectations(&self, department: Option<EntryId>) -> Vec<Evidence> {
        self.role_fields(department)
            .map(|(id, role)| {
                let remark = match (role.expected.is_empty(), role.goals.is_empty()) {
                    (true, _) => Remark::NothingExpected,
                    (false, true) => Remark::CarriesNoGoal,
                    (false, false) => Remark::SaysBoth,
                };
                Evidence::page(id, remark, remark == Remark::SaysBoth)
            })
            .collect()
    }
}
