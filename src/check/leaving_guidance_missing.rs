//! A persona whom we cannot serve well has no word about how to part with her.
//!
//! Some customers are better served elsewhere: their needs are not ours to meet, and nobody gains by
//! trying. If the handbook says so and then stops, each colleague has to find a way out alone, and guests
//! feel it as coldness. This concerns personas of the type `not-for-us`, and those for whom both parts of
//! `fit` are low.
//!
//! ## What to do
//! Add `leaving`: by what signs one notices it, who decides, how we say it, and what better place we can
//! name. Write `how_we_say_it` as you would wish to hear it.
//!
//! ## Example
//! Before:
//! ```yaml
//! type: not-for-us
//! fit: {needs_served: low, profitable: low}
//! ```
//! After:
//! ```yaml
//! type: not-for-us
//! fit: {needs_served: low, profitable: low}
//! leaving:
//!   signals: [asks for sliced white at trade prices]
//!   decided_by: role/head-of-support
//!   how_we_say_it: We are not the right bakery for this, and I know one that is.
//!   alternative: Quay Street Wholesale, who deliver from four
//! ```

use super::{Scope, left_out};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::kind::{Fields, PersonaType, Strength};

pub(super) fn check(entry: &Entry, _: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Persona(persona) = &entry.fields else { return };
    if !left_out(entry, &["leaving"]) {
        return;
    }
    let not_for_us = persona.r#type.filter(|sort| sort.value == PersonaType::NotForUs);
    let low = persona.fit.as_ref().and_then(|fit| fit.needs_served.zip(fit.profitable));
    let low = low.filter(|(served, pays)| served.value == Strength::Low && pays.value == Strength::Low);
    let (span, why) = match (not_for_us, low) {
        (Some(sort), _) => (sort.span, "is not for us"),
        (None, Some((served, _))) => (served.span, "is served badly and pays badly"),
        (None, None) => return,
    };
    findings.push(
        Diagnostic::new(
            Name::LeavingGuidanceMissing,
            entry.place(span),
            format!("{} {why}, and nothing says how to part", super::assumption_persona::name(entry)),
        )
        .mend("add `leaving: {signals: […], decided_by: …, how_we_say_it: …, alternative: …}`"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    fn persona(front: &str) -> Vec<String> {
        page(Name::LeavingGuidanceMissing, "personas/clive.md", &format!("---\nname: Clive\n{front}---\n"))
    }

    #[test]
    fn whoever_is_not_for_us_is_told_kindly() {
        let told = ["error [not-for-us] Clive is not for us, and nothing says how to part"];
        assert_eq!(persona("type: not-for-us\n"), told);
        assert_eq!(persona("type: not-for-us\nfit: {needs_served: low, profitable: low}\n"), told, "once");
    }

    #[test]
    fn both_parts_of_fit_must_be_low() {
        let told = ["error [low] Clive is served badly and pays badly, and nothing says how to part"];
        assert_eq!(persona("type: customer\nfit: {needs_served: low, profitable: low}\n"), told);
        assert_eq!(persona("type: customer\nfit: {needs_served: low, profitable: medium}\n"), [""; 0]);
        assert_eq!(persona("type: customer\nfit: {needs_served: high, profitable: low}\n"), [""; 0]);
    }

    #[test]
    fn guidance_that_is_there_is_not_missing() {
        assert_eq!(persona("type: not-for-us\nleaving: {signals: [asks for white]}\n"), [""; 0]);
        assert_eq!(persona("type: not-for-us\nleaving: politely\n"), [""; 0], "told as wrong-type");
        assert_eq!(persona("type: not-for-us\nleaving:\n"), [""; 0], "told as wrong-type");
    }
}
