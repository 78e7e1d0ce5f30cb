//! The work of no role reaches this customer.
//!
//! A persona on which nobody's work ends is a picture on the wall: well drawn, and nobody's business. Either
//! somebody does serve her and has not said so, or nobody does. Personas of the types `internal` and
//! `not-for-us` are not meant.
//!
//! ## What to do
//! Find out who meets her: who brings it, answers the telephone, sends the invoice? Add her to that role's
//! `serves`. If really nobody does anything for her, ask whether she is a customer; if not, give her
//! `type: not-for-us` and say in `leaving` who serves her better.
//!
//! ## Example
//! Before, in the role of whoever meets her:
//! ```yaml
//! serves:
//!   - {to: persona/paula, output: bread on the step, value: breakfast happens without her}
//! ```
//! After:
//! ```yaml
//! serves:
//!   - {to: persona/paula, output: bread on the step, value: breakfast happens without her}
//!   - {to: persona/joy, output: the crate at the east entrance, value: the night ends with something warm}
//! ```

use super::meant::without_doubt;
use super::{Scope, unless_draft};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::kind::Kind;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let handbook = scope.handbook;
    let line = handbook.line_of_sight();
    let unreached: Vec<&Entry> = line
        .customers()
        .iter()
        .filter(|customer| line.relies_on(**customer).next().is_none())
        .map(|customer| handbook.entry(*customer))
        .collect();
    let unreached = without_doubt(unreached, scope, "serves", &[Kind::Persona, Kind::Role], |two| {
        let pairs = two.written.serves.iter().zip(&two.role.serves);
        let unknown = pairs.filter(|(_, understood)| understood.to.is_none());
        unknown.filter_map(|(written, _)| Some(written.to.as_ref()?.to.clone())).collect()
    });
    for persona in unreached {
        let finding = Diagnostic::new(
            Name::UnreachedPersona,
            persona.document.facts.place_of("name"),
            "no role's work reaches this customer",
        )
        .mend(format!(
            "add a line to the `serves` of a role that meets them: `{{to: {}, output: …, value: …}}`",
            persona.reference()
        ));
        findings.push(unless_draft(finding, persona));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    fn personas(driver: &str) -> Vec<String> {
        told(
            Name::UnreachedPersona,
            &[
                ("handbook.yaml", ""),
                ("personas/clive.md", "---\nname: Clive\ntype: not-for-us\n---\n"),
                ("personas/joy.md", "---\nname: Joy\ntype: user\n---\n"),
                ("personas/noor.md", "---\nname: Noor\ntype: internal\n---\n"),
                ("personas/paula.md", "---\nname: Paula\ntype: customer\n---\n"),
                ("roles/baker.md", "---\nserves: []\n---\n"),
                ("roles/driver.md", driver),
            ],
        )
    }

    #[test]
    fn customers_and_users_want_to_be_reached() {
        assert_eq!(
            personas("---\nserves: [{to: persona/paula, output: bread, value: breakfast}]\n---\n"),
            ["warning [Joy] no role's work reaches this customer"]
        );
        assert_eq!(personas("---\nserves: [{to: paula, output: a}, {to: joy, output: b}]\n---\n"), [""; 0]);
    }

    #[test]
    fn whoever_was_meant_is_not_told() {
        assert_eq!(
            personas("---\nserves: [{to: persona/pula, output: bread, value: breakfast}]\n---\n"),
            ["warning [Joy] no role's work reaches this customer"]
        );
        assert_eq!(personas("---\nserves: [paula, joy]\n---\n"), [""; 0]);
        assert_eq!(
            personas("---\nserves: [{to: persona/paula\n---\n"),
            ["warning [Joy] no role's work reaches this customer"]
        );
    }

    #[test]
    fn without_roles_there_is_no_line_to_be_missed() {
        let paula = ("personas/paula.md", "---\nname: Paula\ntype: customer\n---\n");
        assert_eq!(told(Name::UnreachedPersona, &[("handbook.yaml", ""), paula]), [""; 0]);
    }
}
