//! A pillar of the promise does not say what keeping it looks like in one of the departments.
//!
//! "Candour" is a fine word, but a packer on the night shift keeps it in another way than the telephone
//! team. Colleagues whose department is not named will take it that the promise is somebody else's
//! business. For departments that have not joined yet, this is advice.
//!
//! ## What to do
//! Add a line to the pillar's `behaviours` for that department. Best ask somebody who works there: what do
//! you do, on an ordinary day, that a guest would notice? Say what they do, and what they leave.
//!
//! ## Example
//! Before:
//! ```yaml
//! behaviours:
//!   - {department: support, do: Ring before the guest does, dont: Quote the policy}
//! ```
//! After:
//! ```yaml
//! behaviours:
//!   - {department: support, do: Ring before the guest does, dont: Quote the policy}
//!   - {department: bakehouse, do: Write the swap on the slip, dont: Send white for rye}
//! ```

use std::collections::BTreeSet;

use super::Scope;
use crate::diagnostic::{Diagnostic, Name, Severity, suggest};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};
use crate::parse::yaml::Value;

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let handbook = scope.handbook;
    let Some(described) = described(entry, scope) else { return };
    let missing = handbook.of_kind(Kind::Department).filter(|department| !described.contains(&department.id));
    let (joined, others): (Vec<&Entry>, Vec<&Entry>) =
        missing.partition(|department| handbook.is_enrolled(department.id));
    for (departments, severity) in [(joined, Severity::Warning), (others, Severity::Advice)] {
        let Some(first) = departments.first() else { continue };
        let names = suggest::list(departments.iter().map(|department| &*department.title));
        let mut finding = Diagnostic::new(
            Name::BehaviourMissing,
            entry.document.facts.place_of_key("behaviours"),
            format!("this pillar does not say what keeping it looks like in {names}"),
        )
        .mend(format!("add a line to `behaviours`: `{{department: {}, do: …}}`", first.name()))
        .severity(severity);
        if severity == Severity::Advice {
            finding = finding.note("a department that has not joined yet: this is advice until it does");
        }
        findings.push(finding);
    }
}

/// The departments for which a pillar has a behaviour; `None` for other pages, and where a behaviour cannot
/// be told a department because of another finding.
fn described(entry: &Entry, scope: Scope<'_>) -> Option<BTreeSet<EntryId>> {
    let facts = &entry.document.facts;
    let (Fields::Pillar(pillar), Fields::Pillar(written)) = (&entry.fields, &facts.fields) else {
        return None;
    };
    let items = match facts.front.as_ref().and_then(|front| front.get("behaviours")).map(|node| &node.value) {
        None if facts.front_broken => return None,
        None => 0,
        Some(Value::List(items)) => items.len(),
        Some(_) => 1,
    };
    if items != pillar.behaviours.len() {
        return None;
    }
    let mut described = BTreeSet::new();
    for (behaviour, written) in pillar.behaviours.iter().zip(&written.behaviours) {
        let unknown = behaviour.department.is_none() && written.department.is_some()
            || behaviour.role.is_none() && written.role.is_some();
        if unknown {
            return None;
        }
        described.extend(behaviour.department.as_ref().map(|department| department.to));
        let role = behaviour.role.as_ref().map(|role| role.to);
        described.extend(role.and_then(|role| scope.handbook.department_of(role)));
    }
    Some(described)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, told};

    const DEPARTMENTS: [(&str, &str); 4] = [
        ("departments/support.md", "---\ntitle: Support\n---\n"),
        ("departments/bakery.md", "---\ntitle: The bakery\n---\n"),
        ("departments/finance.md", "---\ntitle: Finance\n---\n"),
        ("roles/baker.md", "---\ndepartment: bakery\n---\n"),
    ];

    fn pillar(settings: &str, behaviours: &str) -> Vec<String> {
        let pillar = format!("---\nclaim: We answer first\n{behaviours}---\n");
        let mut files = vec![("handbook.yaml", settings), ("promise/pillars/candour.md", &pillar)];
        files.extend(DEPARTMENTS);
        told(Name::BehaviourMissing, &files)
    }

    #[test]
    fn a_department_without_a_behaviour_is_named() {
        assert_eq!(
            pillar("", "behaviours:\n  - {department: support, do: Ring first}\n"),
            [
                "warning [behaviours] this pillar does not say what keeping it looks like in The bakery and Finance"
            ]
        );
    }

    #[test]
    fn a_role_speaks_for_its_department() {
        let all = "behaviours:\n  - {department: support, do: Ring first}\n  - {role: baker, do: Call the oven}\n  - {department: finance, do: Pay}\n";
        assert_eq!(pillar("", all), [""; 0]);
    }

    #[test]
    fn departments_that_have_not_joined_are_advised() {
        let settings = "departments: {support: enrolled, bakery: not yet, finance: not yet}";
        assert_eq!(
            pillar(settings, ""),
            [
                "warning [---] this pillar does not say what keeping it looks like in Support",
                "advice [---] this pillar does not say what keeping it looks like in The bakery and Finance"
            ]
        );
        let settings = "departments: {support: enrolled}";
        assert_eq!(pillar(settings, "behaviours: [{department: support, do: Ring first}]\n").len(), 1);
    }

    #[test]
    fn what_follows_from_another_finding_is_not_told() {
        for behaviours in [
            "behaviours: [{department: suport, do: Ring first}]\n",
            "behaviours: [{role: bakr, do: Call the oven}]\n",
            "behaviours: [Ring first]\n",
            "behaviours: Ring first\n",
            "behaviours: [\n",
        ] {
            assert_eq!(pillar("", behaviours), [""; 0], "{behaviours}");
        }
    }

    #[test]
    fn the_mend_can_be_pasted() {
        let mut files = vec![("promise/pillars/candour.md", "---\nclaim: We answer first\n---\n")];
        files.extend(DEPARTMENTS);
        files.push(("handbook.yaml", ""));
        let told = findings(Name::BehaviourMissing, &files);
        assert_eq!(
            told[0].mend.as_deref(),
            Some("add a line to `behaviours`: `{department: bakery, do: …}`")
        );
    }
}
