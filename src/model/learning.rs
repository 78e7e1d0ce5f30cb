//! Needs and what activities teach → where each skill and tool can be learnt.

use std::collections::BTreeMap;

use super::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind, Need};

/// Which activities teach what, by the folded name of the skill or tool.
#[derive(Debug, Clone, Default)]
pub struct Learning {
    taught: BTreeMap<String, Vec<EntryId>>,
}

impl Learning {
    /// Reads all activities of `handbook` once.
    #[must_use]
    pub fn of(handbook: &Handbook) -> Self {
        let mut taught: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
        for entry in handbook.of_kind(Kind::Activity) {
            let Fields::Activity(activity) = &entry.fields else { continue };
            for what in &activity.teaches {
                let teachers = taught.entry(folded(what)).or_default();
                if teachers.last() != Some(&entry.id) {
                    teachers.push(entry.id);
                }
            }
        }
        Self { taught }
    }

    /// Where a need can be met: where the role says, and wherever else an activity teaches it.
    pub fn places(&self, need: &Need<EntryId>) -> Vec<EntryId> {
        let mut places: Vec<EntryId> = need.from.iter().map(|from| from.to).collect();
        let what = need.skill.as_ref().or(need.tool.as_ref());
        let taught = what.and_then(|what| self.taught.get(&folded(what)));
        for place in taught.into_iter().flatten() {
            if !places.contains(place) {
                places.push(*place);
            }
        }
        places
    }
}

/// A skill's name as it is compared: case and spaces around it make no difference.
pub fn folded(what: &str) -> String {
    what.trim().to_lowercase()
}
