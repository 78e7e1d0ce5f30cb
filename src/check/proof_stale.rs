//! The newest proof of a claim or of a persona is older than its page's review time.
//!
//! "94 % of doors by seven" convinces as long as it is true. Colleagues who know that the figure is from
//! two summers ago will believe the other sentences less as well, and so will the customers they repeat it
//! to. Customers change too, so a persona rests on her newest dated source.
//!
//! ## What to do
//! Ask the source for a new figure and put its date in `as_of`; for a persona, ask customers again and add the
//! new source with its `date`. If the new figure is worse, say so; that is
//! worth more than the old one. If there is none any more, find another proof, or change the claim to what
//! you can show. How long a proof lasts is set by `review_every`, on the page or in `handbook.yaml`.
//!
//! ## Example
//! Before:
//! ```yaml
//! proof:
//!   - {text: 94 % of doors by 07:00, source: dispatch log, as_of: 2024-06-30}
//! ```
//! After:
//! ```yaml
//! proof:
//!   - {text: 91 % of doors by 07:00, source: dispatch log, as_of: 2026-06-30}
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::field::Spot;
use crate::parse::kind::{Fields, Level};
use crate::parse::value::Date;

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let (dates, what, mend): (Vec<Spot<Date>>, _, _) = match &entry.fields {
        Fields::Pillar(pillar) => {
            let dates = pillar.proof.iter().filter_map(|proof| proof.as_of).collect();
            (dates, "the newest proof here", "ask for a new figure and put its day in `as_of`")
        }
        Fields::Persona(persona) => {
            let Some(evidence) = &persona.evidence else { return };
            // An assumption does not become older by the day on which it was made.
            if evidence.level.is_some_and(|level| level.value == Level::Assumption) {
                return;
            }
            let dates = evidence.sources.iter().filter_map(|source| source.date).collect();
            (
                dates,
                "what this persona rests on",
                "ask customers again and add the new source with its `date`",
            )
        }
        Fields::Promise(_)
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
        | Fields::Page => return,
    };
    let every = scope.handbook.review_every(entry);
    let Some(newest) = dates.into_iter().max_by_key(|date| date.value) else { return };
    if every.after(newest.value) < scope.handbook.edition.date {
        let message =
            format!("{what} dates from {}, and should be no older than {}", newest.value, every.in_words());
        let finding = Diagnostic::new(Name::ProofStale, entry.place(newest.span), message).mend(mend);
        findings.push(finding.note("`review_every`, here or in handbook.yaml, says how long it lasts"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    fn pillar(settings: &str, front: &str) -> Vec<String> {
        let text = format!("---\nclaim: We care\n{front}---\n");
        told(Name::ProofStale, &[("handbook.yaml", settings), ("promise/pillars/care.md", &text)])
    }

    fn proof(days: &[&str]) -> String {
        let items: Vec<_> = days.iter().map(|day| format!("{{text: x, source: y, as_of: {day}}}")).collect();
        format!("proof: [{}]\n", items.join(", "))
    }

    #[test]
    fn the_newest_proof_counts() {
        assert_eq!(
            pillar("", &proof(&["2023-06-30", "2025-08-31"])),
            [
                "warning [2025-08-31] the newest proof here dates from 2025-08-31, and should be no older than 12 months"
            ]
        );
        assert_eq!(pillar("", &proof(&["2025-09-01", "2023-06-30"])), [""; 0], "a year to the day");
    }

    #[test]
    fn the_page_knows_best_how_long_a_proof_lasts() {
        let settings = "review_every: {pillar: 6 months}";
        assert_eq!(pillar(settings, &proof(&["2026-02-01"])).len(), 1);
        assert_eq!(pillar(settings, &proof(&["2026-03-01"])), [""; 0]);
        let own = format!("review_every: 2 years\n{}", proof(&["2025-01-01"]));
        assert_eq!(pillar(settings, &own), [""; 0]);
    }

    #[test]
    fn what_has_no_day_has_no_age() {
        assert_eq!(pillar("", "proof: [{text: x, source: y}]\n"), [""; 0], "told as missing-field");
        assert_eq!(pillar("", ""), [""; 0], "told as evidence-missing");
    }

    #[test]
    fn a_persona_rests_on_her_newest_source() {
        let persona = |evidence: &str| {
            let text = format!("---\nname: Paula\nevidence: {evidence}\n---\n");
            told(Name::ProofStale, &[("handbook.yaml", ""), ("personas/paula.md", &text)])
        };
        assert_eq!(
            persona("{level: interviews, sources: [{what: a, date: 2024-04-02}]}"),
            [
                "warning [2024-04-02] what this persona rests on dates from 2024-04-02, and should be no older than 12 months"
            ]
        );
        assert_eq!(
            persona("{level: survey, sources: [{what: a, date: 2024-04-02}, {what: b, date: 2026-01-02}]}"),
            [""; 0]
        );
        assert_eq!(persona("{level: assumption, sources: [{what: a, date: 2024-04-02}]}"), [""; 0]);
        assert_eq!(persona("{level: survey, sources: [{what: a}]}"), [""; 0]);
    }
}
