//! No role says that its work keeps this pillar of the promise.
//!
//! A pillar is kept by what people hand to each other and to customers, or it is a word on a poster. Where
//! no `serves` names it, colleagues who open the page find nobody who keeps it, and take it that nobody has
//! to.
//!
//! ## What to do
//! Look through what roles hand over. Where something keeps this pillar, add `pillar` to that line. If
//! nothing does, the promise says more than the house does: change one of the two.
//!
//! ## Example
//! Before:
//! ```yaml
//! serves:
//!   - {to: persona/paula, output: a call when we run late, value: she can plan breakfast}
//! ```
//! After:
//! ```yaml
//! serves:
//!   - {to: persona/paula, output: a call when we run late, value: she can plan breakfast, pillar: candour}
//! ```

use std::collections::BTreeSet;

use super::meant::without_doubt;
use super::{Scope, unless_draft};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let handbook = scope.handbook;
    // Without roles there is nobody yet who could keep it.
    if handbook.of_kind(Kind::Role).next().is_none() {
        return;
    }
    let kept: BTreeSet<EntryId> = handbook
        .of_kind(Kind::Role)
        .filter_map(|entry| match &entry.fields {
            Fields::Role(role) => Some(&role.serves),
            _ => None,
        })
        .flatten()
        .filter_map(|edge| Some(edge.pillar.as_ref()?.to))
        .collect();
    let unkept: Vec<&Entry> =
        handbook.of_kind(Kind::Pillar).filter(|pillar| !kept.contains(&pillar.id)).collect();
    let unkept = without_doubt(unkept, scope, "serves", &[Kind::Pillar], |two| {
        let pairs = two.written.serves.iter().zip(&two.role.serves);
        let unknown = pairs.filter(|(_, understood)| understood.pillar.is_none());
        unknown.filter_map(|(written, _)| Some(written.pillar.as_ref()?.to.clone())).collect()
    });
    for pillar in unkept {
        let finding = Diagnostic::new(
            Name::UnkeptPillar,
            pillar.document.facts.place_of("claim"),
            "no role says that what it hands on keeps this pillar",
        )
        .mend(format!("add `pillar: {}` to a line of `serves` that does", pillar.name()));
        findings.push(unless_draft(finding, pillar));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    fn pillars(driver: &str) -> Vec<String> {
        told(
            Name::UnkeptPillar,
            &[
                ("handbook.yaml", ""),
                ("promise/pillars/care.md", "---\nclaim: As if for us\n---\n"),
                ("promise/pillars/on-time.md", "---\nclaim: By seven\n---\n"),
                ("roles/baker.md", "---\nserves: []\n---\n"),
                ("roles/driver.md", driver),
            ],
        )
    }

    const CARE: &str = "warning [As if for us] no role says that what it hands on keeps this pillar";

    #[test]
    fn a_handover_keeps_a_pillar() {
        assert_eq!(pillars("---\nserves: [{to: paula, output: bread, pillar: on-time}]\n---\n"), [CARE]);
        let both = "---\nserves: [{to: a, pillar: on-time}, {to: a, pillar: care}]\n---\n";
        assert_eq!(pillars(both), [""; 0]);
    }

    #[test]
    fn the_pillar_that_was_meant_is_not_told() {
        assert_eq!(pillars("---\nserves: [{to: paula, output: bread, pillar: on-tme}]\n---\n"), [CARE]);
        assert_eq!(pillars("---\nserves: [{to: a, pillar: [on-time, care\n---\n"), [""; 0]);
    }

    #[test]
    fn without_roles_there_is_nobody_to_keep_it() {
        let care = ("promise/pillars/care.md", "---\nclaim: As if for us\n---\n");
        assert_eq!(told(Name::UnkeptPillar, &[("handbook.yaml", ""), care]), [""; 0]);
    }
}
