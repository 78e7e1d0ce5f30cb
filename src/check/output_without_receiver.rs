//! Colleagues give something to this role, and it gives nothing to anybody.
//!
//! What others hand over comes to rest here: a report that nobody reads on, a list that ends in a drawer.
//! Perhaps the role does pass something on and has not said so. Perhaps the others could stop. For
//! departments that have not joined yet, this is advice.
//!
//! ## What to do
//! Ask what becomes of what arrives here, and who would miss it. Add that colleague or customer to `serves`.
//! If nobody would, take the line out of the `serves` of those who give it.
//!
//! ## Example
//! Before:
//! ```yaml
//! serves: []
//! ```
//! After:
//! ```yaml
//! serves:
//!   - {to: role/head-of-delivery, output: what the month's late rounds cost, value: he can say where a van is needed}
//! ```

use super::{Scope, joined_or_advice};
use crate::diagnostic::{Diagnostic, Name, Severity, suggest};
use crate::model::Entry;
use crate::parse::kind::Fields;

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Role(role) = &entry.fields else { return };
    let handbook = scope.handbook;
    let line = handbook.line_of_sight();
    let to_others = |serves: &crate::parse::kind::Serves<_>| serves.to.as_ref().is_some_and(|to| to.to != entry.id);
    if line.is_faulty(entry.id) || role.serves.iter().any(to_others) {
        return;
    }
    let givers: Vec<_> = line.relies_on(entry.id).collect();
    if givers.is_empty() {
        return;
    }
    let names: Vec<&str> = givers.iter().map(|hop| &*handbook.entry(hop.from).title).collect();
    let give = if names.len() == 1 { "gives" } else { "give" };
    let mut finding = Diagnostic::new(
        Name::OutputWithoutReceiver,
        entry.document.facts.place_of_key("serves"),
        format!("nobody receives anything from this role, though {} {give} something to it", suggest::list(names)),
    )
    .mend("add to `serves` who receives what becomes of it, or take it out of theirs");
    for hop in givers {
        let giver = handbook.entry(hop.from);
        if let Some(to) = handbook.handover(hop.from, hop.at).and_then(|edge| edge.to.as_ref()) {
            finding = finding.related(giver.place(to.span), "what is given stands here");
        }
    }
    findings.push(joined_or_advice(finding, entry, scope, Severity::Warning));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, told};

    fn clerk(settings: &str, serves: &str) -> Vec<String> {
        let clerk = format!("---\ntitle: Clerk\ndepartment: office\n{serves}---\n");
        told(Name::OutputWithoutReceiver, &with(settings, &clerk))
    }

    fn with<'a>(settings: &'a str, clerk: &'a str) -> Vec<(&'a str, &'a str)> {
        vec![
            ("handbook.yaml", settings),
            ("departments/office.md", "---\ntitle: Office\n---\n"),
            ("roles/clerk.md", clerk),
            ("roles/driver.md", "---\ntitle: Driver\nserves: [{to: role/clerk, output: a, value: b}]\n---\n"),
        ]
    }

    #[test]
    fn what_arrives_goes_on_to_somebody() {
        let told = "warning [serves] nobody receives anything from this role, though Driver gives something to it";
        assert_eq!(clerk("", "serves: []\n"), [told]);
        assert_eq!(clerk("", "serves: [{to: role/clerk, output: a, value: b}]\n"), [told]);
        assert_eq!(clerk("", "serves: [{to: role/driver, output: a, value: b}]\n"), [""; 0]);
    }

    #[test]
    fn a_role_to_which_nobody_gives_anything_is_another_matter() {
        let alone = "---\ntitle: Alone\nserves: []\n---\n";
        assert_eq!(told(Name::OutputWithoutReceiver, &[("handbook.yaml", ""), ("roles/alone.md", alone)]), [""; 0]);
    }

    #[test]
    fn departments_that_have_not_joined_are_advised() {
        assert!(clerk("departments: {yard: enrolled}", "serves: []\n")[0].starts_with("advice "));
    }

    #[test]
    fn what_follows_from_another_finding_is_not_told() {
        for serves in ["", "serves:\n", "serves: [{to: role/drivr, output: a, value: b}]\n", "serves: [\n"] {
            assert_eq!(clerk("", serves), [""; 0], "{serves}");
        }
    }

    #[test]
    fn the_givers_lines_are_shown() {
        let found = findings(Name::OutputWithoutReceiver, &with("", "---\ntitle: Clerk\nserves: []\n---\n"));
        assert_eq!(&*found[0].related[0].place.file, "content/roles/driver.md");
    }
}
