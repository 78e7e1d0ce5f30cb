//! A recognition thanks somebody without saying what they did.
//!
//! "Great team!" pleases for a moment and teaches nothing. When a thank-you names the deed, the person
//! knows that somebody really looked, and others can do the same tomorrow.
//!
//! ## What to do
//! Fill in `behaviour` with one thing that happened, so that somebody who was not there could picture it.
//! If it helped a certain customer or colleague, say how.
//!
//! ## Example
//! Before:
//! ```yaml
//! who: [person/alun]
//! for: customer
//! pillar: care
//! ```
//! After:
//! ```yaml
//! who: [person/alun]
//! for: customer
//! pillar: care
//! behaviour: Keeps a list of doors with sleeping babies, and uses the boot tray there instead of the knocker.
//! ```

use super::{Scope, left_out};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::kind::Fields;

/// Words of which praise is made, and nothing else: a behaviour of these alone tells nobody what happened.
const PRAISE: &[&str] = &[
    // English
    "a",
    "all",
    "always",
    "amazing",
    "and",
    "as",
    "awesome",
    "brilliant",
    "do",
    "doing",
    "done",
    "effort",
    "everything",
    "excellent",
    "fantastic",
    "for",
    "good",
    "great",
    "hard",
    "he",
    "her",
    "him",
    "is",
    "it",
    "job",
    "keep",
    "lots",
    "many",
    "much",
    "nice",
    "of",
    "outstanding",
    "really",
    "she",
    "so",
    "star",
    "such",
    "super",
    "superb",
    "team",
    "terrific",
    "thank",
    "thanks",
    "the",
    "their",
    "them",
    "they",
    "up",
    "very",
    "was",
    "well",
    "what",
    "wonderful",
    "work",
    "you",
    "your",
    // German
    "alles",
    "arbeit",
    "dank",
    "danke",
    "das",
    "der",
    "die",
    "ein",
    "eine",
    "einsatz",
    "euch",
    "für",
    "gemacht",
    "gut",
    "gute",
    "herzlichen",
    "ihr",
    "immer",
    "klasse",
    "leistung",
    "spitze",
    "toll",
    "tolle",
    "und",
    "vielen",
    "weiter",
];

pub(super) fn check(entry: &Entry, _: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Recognition(recognition) = &entry.fields else { return };
    let (place, message) = if left_out(entry, &["behaviour"]) {
        (entry.document.facts.place_of_key("behaviour"), "this thank-you does not say what was done")
    } else if let Some(behaviour) = recognition.behaviour.as_ref().filter(|text| is_praise(text)) {
        (entry.place(behaviour.span), "this praises, and does not say what was done")
    } else {
        return;
    };
    findings.push(
        Diagnostic::new(Name::BarePraise, place, message)
            .mend("write in `behaviour` one thing that happened, so that others can do it too"),
    );
}

fn is_praise(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().next().is_some() && words.clone().all(|word| PRAISE.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    fn behaviour(line: &str) -> Vec<String> {
        page(Name::BarePraise, "recognition/x.md", &format!("---\nwho: person/alun\n{line}---\n"))
    }

    #[test]
    fn a_thank_you_names_the_deed() {
        let told = "this thank-you does not say what was done";
        assert_eq!(behaviour(""), [format!("error [---] {told}")]);
        assert_eq!(behaviour("behaviour: ''\n"), [format!("error [behaviour] {told}")]);
        assert_eq!(behaviour("behaviour: Keeps a list of doors with sleeping babies\n"), [""; 0]);
        assert_eq!(behaviour("behaviour: [rang]\n"), [""; 0], "told as wrong-type");
        assert_eq!(behaviour("behaviour:\n"), [""; 0], "told as wrong-type");
    }

    #[test]
    fn praise_alone_is_no_deed() {
        for praise in ["Great team!", "Well done, keep it up.", "Vielen Dank"] {
            assert_eq!(behaviour(&format!("behaviour: {praise}\n")).len(), 1, "{praise}");
        }
        assert_eq!(
            behaviour("behaviour: Great job!\n"),
            ["error [Great job!] this praises, and does not say what was done"]
        );
        for deed in ["Rang all of round 7", "Great job with the third oven", "Waited"] {
            assert_eq!(behaviour(&format!("behaviour: {deed}\n")), [""; 0], "{deed}");
        }
    }
}
