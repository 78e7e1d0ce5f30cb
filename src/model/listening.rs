//! Concerns → how they stand, and how many of them were answered and told so, by department.

use std::collections::BTreeMap;

use super::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::{Answer, Concern, Fields, Kind};

/// How a concern stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// No answer yet.
    Waiting,
    /// Will be done.
    Planned,
    /// Under way.
    Doing,
    /// Done.
    Done,
    /// Will not be done.
    Declined,
}

impl Standing {
    /// All of them, what waits first.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Planned, Self::Doing, Self::Done, Self::Declined];

    /// How the answer to a concern stands; it waits, where there is none.
    #[must_use]
    pub fn of(concern: &Concern<EntryId>) -> Self {
        match concern.response.as_ref().and_then(|response| response.status).map(|status| status.value) {
            None => Self::Waiting,
            Some(Answer::Planned) => Self::Planned,
            Some(Answer::Doing) => Self::Doing,
            Some(Answer::Done) => Self::Done,
            Some(Answer::Declined) => Self::Declined,
        }
    }

    /// Whether something is still to be done. A no is an end, too.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Planned | Self::Doing => true,
            Self::Done | Self::Declined => false,
        }
    }
}

/// How many concerns there are, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were raised.
    pub said: usize,
    /// How many have an answer, be it a no.
    pub answered: usize,
    /// How many of those who asked were told, on a day that is written down.
    pub told: usize,
    /// How many are still open: waiting, planned or under way.
    pub open: usize,
}

impl Tally {
    /// Counts one concern.
    pub fn add(&mut self, concern: &Concern<EntryId>) {
        let standing = Standing::of(concern);
        self.said += 1;
        self.answered += usize::from(standing != Standing::Waiting);
        self.told +=
            usize::from(concern.response.as_ref().is_some_and(|response| response.told_on.is_some()));
        self.open += usize::from(standing.is_open());
    }
}

/// The concerns of each department, counted; those about no department under `None`.
pub fn by_department(handbook: &Handbook) -> BTreeMap<Option<EntryId>, Tally> {
    let mut tallies: BTreeMap<Option<EntryId>, Tally> = BTreeMap::new();
    for entry in handbook.of_kind(Kind::Concern) {
        let Fields::Concern(concern) = &entry.fields else { continue };
        tallies.entry(handbook.department_of(entry.id)).or_default().add(concern);
    }
    tallies
}
