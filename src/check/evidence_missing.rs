//! A persona or a claim stands there without anything that it rests on.
//!
//! A persona without evidence is somebody's idea of a customer. Colleagues will plan their day around her,
//! so they should be able to see whether three people in a meeting thought her up or whether thirty guests
//! were asked.
//!
//! ## What to do
//! Say how you know: which interviews, which survey, how many people, when. If you honestly do not know
//! yet, write `level: assumption`. That is allowed, it is shown as such, and it reminds everybody to go and
//! ask.
//!
//! ## Example
//! Before:
//! ```yaml
//! name: Paula
//! type: customer
//! ```
//! After:
//! ```yaml
//! name: Paula
//! type: customer
//! evidence:
//!   level: interviews
//!   sources: [{what: spring interviews, n: 12, date: 2026-04-02}]
//! ```

use super::{Scope, left_out, left_out_list};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::kind::{Fields, Level};

pub(super) fn check(entry: &Entry, _: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let facts = &entry.document.facts;
    match &entry.fields {
        Fields::Persona(_) if left_out(entry, &["evidence"]) => findings.push(
            Diagnostic::new(
                Name::EvidenceMissing,
                facts.place_of_key("evidence"),
                "this persona does not say what it rests on",
            )
            .mend("add `evidence: {level: …, sources: […]}`")
            .note("`level` is assumption, interviews or survey; an assumption that says so is a fair start"),
        ),
        Fields::Persona(persona) => {
            let level = persona.evidence.as_ref().and_then(|evidence| evidence.level);
            let Some(level) = level.filter(|level| level.value != Level::Assumption) else { return };
            if left_out_list(entry, &["evidence", "sources"]) {
                findings.push(
                    Diagnostic::new(
                        Name::EvidenceMissing,
                        entry.place(level.span),
                        format!("this persona rests on {}, and none are named", what(level.value)),
                    )
                    .mend("add `sources: [{what: …, n: …, date: …}]`, or write `assumption`"),
                );
            }
        }
        Fields::Pillar(_) if left_out_list(entry, &["proof"]) => findings.push(
            Diagnostic::new(
                Name::EvidenceMissing,
                facts.place_of_key("proof"),
                "this pillar makes a claim and proves nothing",
            )
            .mend("add `proof: [{text: …, source: …, as_of: …}]`"),
        ),
        Fields::Pillar(_)
        | Fields::Promise(_)
        | Fields::Role(_)
        | Fields::Department(_)
        | Fields::Person(_)
        | Fields::Goal(_)
        | Fields::Shadowing(_)
        | Fields::Voice(_)
        | Fields::Concern(_)
        | Fields::Recognition(_)
        | Fields::Encounter(_)
        | Fields::Activity(_)
        | Fields::Page => {}
    }
}

/// The level in words: `interviews`, `surveys`.
fn what(level: Level) -> &'static str {
    match level {
        Level::Assumption => "assumptions",
        Level::Interviews => "interviews",
        Level::Survey => "surveys",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    fn persona(front: &str) -> Vec<String> {
        page(Name::EvidenceMissing, "personas/paula.md", &format!("---\nname: Paula\n{front}---\n"))
    }

    #[test]
    fn a_persona_says_what_it_rests_on() {
        assert_eq!(persona(""), ["warning [---] this persona does not say what it rests on"]);
        let sources =
            "evidence: {level: interviews, sources: [{what: ten calls, n: 10, date: 2026-07-14}]}\n";
        assert_eq!(persona(sources), [""; 0]);
        assert_eq!(persona("evidence: {level: assumption}\n"), [""; 0], "another check speaks of that");
    }

    #[test]
    fn interviews_that_nobody_held_are_no_evidence() {
        let told = ["warning [interviews] this persona rests on interviews, and none are named"];
        assert_eq!(persona("evidence: {level: interviews}\n"), told);
        assert_eq!(persona("evidence: {level: interviews, sources: []}\n"), told);
        assert_eq!(
            persona("evidence: {level: survey}\n"),
            ["warning [survey] this persona rests on surveys, and none are named"]
        );
    }

    #[test]
    fn evidence_that_does_not_fit_is_not_missing() {
        for front in [
            "evidence: twelve people\n",
            "evidence:\n",
            "evidence: {level: certain}\n",
            "evidence: {level: survey, sources: {what: a survey}}\n",
            "evidence: [\n",
        ] {
            assert_eq!(persona(front), [""; 0], "{front}");
        }
    }

    #[test]
    fn a_claim_without_proof_rests_on_nothing() {
        let pillar = |front| page(Name::EvidenceMissing, "promise/pillars/care.md", front);
        let told = "this pillar makes a claim and proves nothing";
        assert_eq!(pillar("---\nclaim: We care\n---\n"), [format!("warning [---] {told}")]);
        assert_eq!(pillar("---\nproof: []\n---\n"), [format!("warning [proof] {told}")]);
        assert_eq!(pillar("---\nproof: [{text: x, source: y, as_of: 2020-01-01}]\n---\n"), [""; 0]);
        assert_eq!(pillar("---\nproof: [91 %]\n---\n"), [""; 0]);
    }
}
