//! Two scores that are never merged: who knows where the organisation is headed, and whose work arrives.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::LineOfSight;
use crate::model::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::kind::Fields;

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Of which something holds.
    pub some: usize,
    /// All.
    pub all: usize,
}

impl Share {
    fn count(&mut self, holds: bool) {
        self.some += usize::from(holds);
        self.all += 1;
    }
}

/// What the handbook says about the line of sight: evidence of what is written, never of what people know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// Roles that know a goal: they have `goals`.
    pub objectives: Share,
    /// Roles with a complete path: a customer is reached, and every step says output and value.
    pub actions: Share,
    /// The same for each department that has a role: objectives, then actions.
    pub by_department: BTreeMap<EntryId, (Share, Share)>,
    /// Of each role, in the order of [`LineOfSight::roles`], whether its path is complete.
    complete: Vec<bool>,
}

impl LineOfSight {
    /// Whether a role reaches a customer by steps that all say output and value.
    pub fn has_complete_path(&self, role: EntryId) -> bool {
        self.role(role).is_some_and(|role| self.scores.complete[role])
    }

    pub(super) fn count_scores(&self, entries: &[Arc<Entry>]) -> Scores {
        let mut scores = Scores { complete: self.graph.complete(), ..Scores::default() };
        for (number, role) in self.roles.iter().enumerate() {
            let Fields::Role(fields) = &entries[role.0 as usize].fields else { continue };
            let (knows, arrives) = (!fields.goals.is_empty(), scores.complete[number]);
            scores.objectives.count(knows);
            scores.actions.count(arrives);
            if let Some(department) = self.departments[number] {
                let (objectives, actions) = scores.by_department.entry(department).or_default();
                objectives.count(knows);
                actions.count(arrives);
            }
        }
        scores
    }
}

impl Handbook {
    /// Whether a role knows a goal.
    pub fn knows_a_goal(&self, role: EntryId) -> bool {
        matches!(&self.entry(role).fields, Fields::Role(fields) if !fields.goals.is_empty())
    }
}
