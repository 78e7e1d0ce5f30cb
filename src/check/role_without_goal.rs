//! A role does not say which goal it works for.
//!
//! "Where are we headed, and which part is mine?" is one of the first things a new colleague asks. A role
//! without a goal answers the first half at best. For departments that have not joined yet, this is advice.
//!
//! ## What to do
//! Add `goals` with the one or two goals that this work moves most. If none fits, a goal is missing, perhaps
//! a smaller one: write it down in `goals/` with `part_of`, so that it hangs in the tree.
//!
//! ## Example
//! Before:
//! ```yaml
//! title: Dispatcher
//! department: delivery
//! ```
//! After:
//! ```yaml
//! title: Dispatcher
//! department: delivery
//! goals: [doors-by-seven]
//! ```

use super::{Scope, joined_or_advice, left_out_list};
use crate::diagnostic::{Diagnostic, Name, Severity, suggest};
use crate::model::Entry;
use crate::parse::kind::Kind;

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    if entry.kind() != Kind::Role || !left_out_list(entry, &["goals"]) {
        return;
    }
    let finding = Diagnostic::new(
        Name::RoleWithoutGoal,
        entry.document.facts.place_of_key("goals"),
        "this role works for no goal",
    );
    let goals: Vec<&str> = scope.handbook.of_kind(Kind::Goal).map(|goal| &**goal.name()).collect();
    let finding = match goals.as_slice() {
        [] => finding.mend("write down in `goals/` where you are headed, and name it here: `goals: […]`"),
        goals => finding
            .mend("add `goals: […]` with the one or two that this work moves most")
            .note(format!("the goals are {}", suggest::list(goals.iter().copied()))),
    };
    findings.push(joined_or_advice(finding, entry, scope, Severity::Error));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, told};

    fn role(settings: &str, goals: &str) -> Vec<String> {
        let role = format!("---\ntitle: Driver\ndepartment: yard\n{goals}---\n");
        told(
            Name::RoleWithoutGoal,
            &[
                ("handbook.yaml", settings),
                ("departments/yard.md", "---\ntitle: Yard\n---\n"),
                ("goals/doors.md", "---\nstatement: Doors by seven\n---\n"),
                ("roles/driver.md", &role),
            ],
        )
    }

    #[test]
    fn a_role_wants_a_goal() {
        assert_eq!(role("", ""), ["error [---] this role works for no goal"]);
        assert_eq!(role("", "goals: []\n"), ["error [goals] this role works for no goal"]);
        assert_eq!(role("", "goals: [doors]\n"), [""; 0]);
        assert_eq!(role("", "goals: doors\n"), [""; 0]);
    }

    #[test]
    fn departments_that_have_not_joined_are_advised() {
        assert_eq!(role("departments: {shop: enrolled}", ""), ["advice [---] this role works for no goal"]);
    }

    #[test]
    fn what_follows_from_another_finding_is_not_told() {
        for goals in ["goals:\n", "goals: [dors]\n", "goals: {a: b}\n", "goals: [\n"] {
            assert_eq!(role("", goals), [""; 0], "{goals}");
        }
    }

    #[test]
    fn the_goals_there_are_stand_under_the_mend() {
        let found = findings(
            Name::RoleWithoutGoal,
            &[("handbook.yaml", ""), ("goals/doors.md", "---\nstatement: A\n---\n"), ("roles/a.md", "---\ntitle: A\n---\n")],
        );
        assert_eq!(found[0].note.as_deref(), Some("the goals are doors"));
    }
}
