//! Recognitions → who was thanked and who made it possible, by person, role and department.
//!
//! Three rules hold for the wall, the pages of people, roles and departments, the check `appreciation-gap` and the
//! scorecard alike:
//! * Thanks to a person are thanks to the role and to the department behind it; the role's own go to its department.
//! * Whoever made it possible is thanked, too: that is what `enabled_by` is for, and the only way in which thanks
//!   reach people whom no customer ever sees.
//! * One recognition counts once for a department, however many of its people it names.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::{Beneficiary, Fields, Kind, Recognition};

/// How long thanks are recent, in days, the first and the last included.
pub const RECENT_DAYS: i64 = 90;

/// What part somebody has in a recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Did it, and is thanked.
    Thanked,
    /// Made it possible.
    Enabled,
}

/// Somebody's share in one recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The recognition.
    pub recognition: EntryId,
    /// What part it is; the greater, where somebody has both.
    pub part: Part,
    /// The day, if it can be read.
    pub on: Option<Date>,
    /// Whom it was done for; a customer, where nothing is said.
    pub whom: Beneficiary,
}

/// All thanks of a handbook, by whom they reach.
#[derive(Debug, Clone, Default)]
pub struct Appreciation {
    newest: Vec<EntryId>,
    shares: BTreeMap<EntryId, Vec<Share>>,
}

impl Appreciation {
    /// Reads all recognitions of `handbook` once.
    #[must_use]
    pub fn of(handbook: &Handbook) -> Self {
        let mut found: Vec<(EntryId, &Recognition<EntryId>)> = handbook
            .of_kind(Kind::Recognition)
            .filter_map(|entry| match &entry.fields {
                Fields::Recognition(recognition) => Some((entry.id, &**recognition)),
                _ => None,
            })
            .collect();
        found.sort_by_key(|(id, recognition)| (std::cmp::Reverse(recognition.on.map(|on| on.value)), *id));
        let mut all = Self::default();
        for (id, recognition) in found {
            all.newest.push(id);
            for (somebody, part) in parts(handbook, recognition) {
                let share = Share {
                    recognition: id,
                    part,
                    on: recognition.on.map(|on| on.value),
                    whom: recognition.r#for.map_or(Beneficiary::Customer, |whom| whom.value),
                };
                all.shares.entry(somebody).or_default().push(share);
            }
        }
        all
    }

    /// All recognitions, the newest first; those without a day come last.
    pub fn newest(&self) -> &[EntryId] {
        &self.newest
    }

    /// What reached a person, a role or a department, the newest first, each recognition once.
    pub fn reached(&self, somebody: EntryId) -> &[Share] {
        self.shares.get(&somebody).map_or(&[], Vec::as_slice)
    }

    /// What of it lies within the last [`RECENT_DAYS`] before `today`, this day included.
    pub fn recent(&self, somebody: EntryId, today: Date) -> impl Iterator<Item = &Share> {
        self.reached(somebody).iter().filter(move |share| share.on.is_some_and(|on| is_recent(on, today)))
    }
}

/// Whether `on` is one of the last [`RECENT_DAYS`] days up to `today`. What will only be is not yet thanks.
pub fn is_recent(on: Date, today: Date) -> bool {
    let window: Span = RECENT_DAYS.days();
    on <= today && today.checked_sub(window).is_ok_and(|first| on >= first)
}

/// Everybody whom a recognition reaches, with the greater of their parts.
fn parts(handbook: &Handbook, recognition: &Recognition<EntryId>) -> BTreeMap<EntryId, Part> {
    let mut parts: BTreeMap<EntryId, Part> = BTreeMap::new();
    let named = recognition.who.iter().map(|to| (to.to, Part::Thanked));
    for (somebody, part) in named.chain(recognition.enabled_by.iter().map(|to| (to.to, Part::Enabled))) {
        let role = match &handbook.entry(somebody).fields {
            Fields::Person(person) => person.role.as_ref().map(|role| role.to),
            _ => None,
        };
        for reached in [Some(somebody), role, handbook.department_of(somebody)].into_iter().flatten() {
            let known = parts.entry(reached).or_insert(part);
            *known = part.min(*known);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ninety_days_are_counted_to_the_day() {
        let today = date(2026, 9, 1);
        assert!(is_recent(today, today));
        assert!(is_recent(date(2026, 6, 3), today));
        assert!(!is_recent(date(2026, 6, 2), today));
        assert!(!is_recent(date(2026, 9, 2), today));
    }
}
