//! A persona rests on an assumption: nobody has asked a customer yet.
//!
//! It is good to say so openly, and a fair place to start. But decisions are made for the customer on this
//! page, and the longer she is only imagined, the more she resembles ourselves.
//!
//! ## What to do
//! Talk to five customers, or listen in on ten calls; that already shows what was wrong. Then raise `level`
//! to `interviews` or `survey` and list what you did under `sources`. Until then this warning stays, as a
//! promise to go and look.
//!
//! ## Example
//! Before:
//! ```yaml
//! evidence: {level: assumption}
//! ```
//! After:
//! ```yaml
//! evidence:
//!   level: interviews
//!   sources: [{what: ten calls listened to, n: 10, date: 2026-07-14}]
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::kind::{Fields, Level};

pub(super) fn check(entry: &Entry, _: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Persona(persona) = &entry.fields else { return };
    let level = persona.evidence.as_ref().and_then(|evidence| evidence.level);
    let Some(level) = level.filter(|level| level.value == Level::Assumption) else { return };
    findings.push(
        Diagnostic::new(
            Name::AssumptionPersona,
            entry.place(level.span),
            format!("what this page says of {} is an assumption", name(entry)),
        )
        .mend("talk to five customers, then write `interviews` and list them under `sources`"),
    );
}

/// What a persona is called, without what its title adds.
pub(super) fn name(entry: &Entry) -> &str {
    match &entry.fields {
        Fields::Persona(persona) => persona.name.as_ref().map_or(&*entry.title, |name| &*name.value),
        _ => &entry.title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    #[test]
    fn an_assumption_is_told_until_somebody_asks() {
        let persona = |level: &str| {
            let text = format!("---\ntitle: Paula, at six\nname: Paula\nevidence: {{level: {level}}}\n---\n");
            page(Name::AssumptionPersona, "personas/paula.md", &text)
        };
        assert_eq!(
            persona("assumption"),
            ["warning [assumption] what this page says of Paula is an assumption"]
        );
        assert_eq!(persona("interviews"), [""; 0]);
        assert_eq!(persona("guess"), [""; 0]);
    }
}
