//! No role carries this goal.
//!
//! A goal that is nobody's is a wish. Colleagues look at a goal's page to find out whose it is and where
//! their own part begins; where no role names it, they find a figure and no way to move it. A goal is carried
//! as well where a role carries one of the goals that are part of it.
//!
//! ## What to do
//! Add the goal to `goals` of the roles whose work moves it; two or three are better than all. If none does,
//! split it into goals that somebody can work for, and tie them to it with `part_of`.
//!
//! ## Example
//! Before, in the role of somebody who can move it:
//! ```yaml
//! goals: [warm-on-arrival]
//! ```
//! After:
//! ```yaml
//! goals: [warm-on-arrival, doors-by-seven]
//! ```

use std::collections::BTreeSet;

use super::meant::without_doubt;
use super::{Scope, unless_draft};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let handbook = scope.handbook;
    // Without roles there is nobody yet who could carry it.
    if handbook.of_kind(Kind::Role).next().is_none() {
        return;
    }
    let mut carried = BTreeSet::new();
    for entry in handbook.of_kind(Kind::Role) {
        let Fields::Role(role) = &entry.fields else { continue };
        role.goals.iter().for_each(|goal| carry(goal.to, handbook, &mut carried));
    }
    let loose: Vec<&Entry> = handbook.of_kind(Kind::Goal).filter(|goal| !carried.contains(&goal.id)).collect();
    let left = without_doubt(loose.clone(), scope, "goals", &[Kind::Goal], |two| {
        let written = two.written.goals.iter();
        let unknown = written.filter(|goal| two.role.goals.iter().all(|known| known.span != goal.span));
        unknown.map(|goal| goal.to.clone()).collect()
    });
    // Whoever carries a goal that was probably meant carries those above it.
    for goal in loose.iter().filter(|goal| left.iter().all(|other| other.id != goal.id)) {
        carry(goal.id, handbook, &mut carried);
    }
    let loose = left.into_iter().filter(|goal| !carried.contains(&goal.id));
    for goal in loose {
        let finding = Diagnostic::new(
            Name::GoalWithoutRole,
            goal.document.facts.place_of("statement"),
            "no role carries this goal",
        )
        .mend(format!("add `{}` to the `goals` of a role whose work moves it", goal.name()));
        findings.push(unless_draft(finding, goal));
    }
}

/// Puts in `goal`, and all that it is part of.
fn carry(goal: EntryId, handbook: &Handbook, carried: &mut BTreeSet<EntryId>) {
    let mut at = Some(goal);
    // A goal that is in already has those above it with it; goals may be part of each other in a circle.
    while let Some(goal) = at.filter(|goal| carried.insert(*goal)) {
        at = match &handbook.entry(goal).fields {
            Fields::Goal(fields) => fields.part_of.as_ref().map(|above| above.to),
            _ => None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    fn goals(driver: &str) -> Vec<String> {
        told(
            Name::GoalWithoutRole,
            &[
                ("handbook.yaml", ""),
                ("goals/doors.md", "---\nstatement: Doors by seven\npart_of: promise\n---\n"),
                ("goals/night.md", "---\nstatement: A good night\npart_of: night\n---\n"),
                ("goals/promise.md", "---\nstatement: The promise\n---\n"),
                ("roles/driver.md", driver),
            ],
        )
    }

    const NIGHT: &str = "warning [A good night] no role carries this goal";

    #[test]
    fn a_goal_is_carried_by_a_role_or_through_its_parts() {
        assert_eq!(goals("---\ngoals: [doors]\n---\n"), [NIGHT]);
        assert_eq!(
            goals("---\ngoals: [promise, night]\n---\n"),
            ["warning [Doors by seven] no role carries this goal"]
        );
    }

    #[test]
    fn the_goal_that_was_meant_is_not_told() {
        assert_eq!(goals("---\ngoals: [doors, nigth]\n---\n"), [""; 0]);
        assert_eq!(goals("---\ngoals: [dors]\n---\n"), [NIGHT]);
        assert_eq!(goals("---\ngoals: {doors: night}\n---\n"), [""; 0]);
    }

    #[test]
    fn a_role_that_cannot_be_read_at_all_is_heard() {
        let told = told(
            Name::GoalWithoutRole,
            &[
                ("handbook.yaml", ""),
                ("goals/doors.md", "---\nstatement: Doors by seven\n---\n"),
                ("goals/night.md", "---\nstatement: A good night\n---\n"),
                ("roles/baker.md", "---\ntitle: Baker\n---\n"),
                ("roles/driver.md", "---\ngoals: [doors\n---\n"),
            ],
        );
        assert_eq!(told, [NIGHT]);
    }
}
