//! Figures about who stayed are called loyalty.
//!
//! Retention counts who is still there: (end − new) / start. People stay because changing is a nuisance, because
//! there is nobody else, because they have not got round to it. Loyalty is whether they mean to stay and buy
//! more. A page that calls the first by the name of the second hides trouble until it is too late.
//!
//! This speaks where a label, a page's title or a theme says loyalty over retention figures (`start`, `end`,
//! `new`). A title or theme may say it where the page has a measure of loyalty as well.
//!
//! ## What to do
//! Call retention what it is: who stayed. If you want to know about loyalty, ask for it: "Do you mean to stay, and to
//! buy more?", with five boxes, and count the answers as `measure: loyalty`.
//!
//! ## Example
//! Before:
//! ```yaml
//! measures:
//!   - {measure: retention, label: Customer loyalty, start: 100, end: 105, new: 20}
//! ```
//! After:
//! ```yaml
//! measures:
//!   - {measure: retention, label: Customers who stayed, start: 100, end: 105, new: 20}
//!   - {measure: loyalty, label: Mean to stay and buy more, scale: 5, counts: {5: 96, 4: 128, 3: 88, 2: 38, 1: 20}}
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::model::Entry;
use crate::model::measures::Measured;
use crate::parse::kind::{Fields, MeasureName};

/// What says loyalty, in small letters: `loyal`, `loyalty`, `disloyal`, `Loyalität`, `Kundentreue`.
const SAYS_LOYALTY: [&str; 2] = ["loyal", "treue"];

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Voice(voice) = &entry.fields else { return };
    let measures = scope.handbook.measures().of(entry.id);
    // Counted as who stayed, and called loyalty by the measure's very name.
    for place in scope.handbook.measures().stayed_as_loyalty(entry.id) {
        findings.push(finding(place.clone(), "this measure counts who stayed and is called loyalty"));
    }
    let retention: Vec<&Measured> =
        measures.iter().filter(|measured| measured.name == MeasureName::Retention).collect();
    for measured in &retention {
        if let Some(label) = measured.label.as_ref().filter(|label| says_loyalty(label)) {
            let place = Place::new(&measured.place.file, label.span);
            findings.push(finding(place, "this label calls retention loyalty"));
        }
    }
    let has_loyalty = measures.iter().any(|measured| measured.name == MeasureName::Loyalty);
    let Some(first) = retention.first().filter(|_| !has_loyalty) else { return };
    let figures = |finding: Diagnostic| finding.related(first.place.clone(), "the figures count who stayed");
    if says_loyalty(&entry.title) {
        let facts = &entry.document.facts;
        let place = match (facts.title_field(), &facts.opening) {
            (Some(title), _) => entry.place(title.span),
            (None, Some((_, span))) => entry.place(*span),
            (None, None) => Place::file(entry.file()),
        };
        findings.push(figures(finding(place, "this title says loyalty, and the page has figures of retention")));
    }
    for theme in voice.themes.iter().filter_map(|theme| theme.theme.as_ref()) {
        if says_loyalty(theme) {
            let message = "this theme says loyalty, and the page has figures of retention";
            findings.push(figures(finding(entry.place(theme.span), message)));
        }
    }
}

fn finding(place: Place, message: &str) -> Diagnostic {
    Diagnostic::new(Name::RetentionCalledLoyalty, place, message)
        .mend("call it who stayed, or ask who means to stay and count that as `loyalty`")
}

fn says_loyalty(text: &str) -> bool {
    let text = text.to_lowercase();
    SAYS_LOYALTY.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{page, told};

    const STAYED: &str = "start: 100, end: 105, new: 20";

    fn voice(front: &str) -> Vec<String> {
        let text = format!("---\nsource: survey\nasked: customers\nperiod: 2026-Q2\n{front}---\n");
        page(Name::RetentionCalledLoyalty, "voice/q2.md", &text)
    }

    #[test]
    fn a_label_that_says_loyalty_is_told() {
        for label in ["Customer loyalty", "Loyal guests, in per cent", "Kundentreue", "Loyalität"] {
            let told = voice(&format!("measures: [{{measure: retention, label: \"{label}\", {STAYED}}}]\n"));
            assert_eq!(told, [format!("error [\"{label}\"] this label calls retention loyalty")]);
        }
        assert_eq!(voice(&format!("measures: [{{measure: retention, label: Who stayed, {STAYED}}}]\n")), [""; 0]);
        assert_eq!(voice("measures: [{measure: loyalty, label: Loyalty, scale: 2, counts: {1: 9, 2: 9}}]\n"), [""; 0]);
    }

    #[test]
    fn a_title_and_a_theme_may_say_it_beside_a_measure_of_loyalty() {
        let retention = format!("{{measure: retention, {STAYED}}}");
        let loyalty = "{measure: loyalty, scale: 2, counts: {1: 9, 2: 9}}";
        let front = |measures: &str| {
            format!("title: How loyal they are\nthemes: [{{theme: loyalty card, count: 9}}]\nmeasures: [{measures}]\n")
        };
        assert_eq!(
            voice(&front(&retention)),
            [
                "error [How loyal they are] this title says loyalty, and the page has figures of retention",
                "error [loyalty card] this theme says loyalty, and the page has figures of retention"
            ]
        );
        assert_eq!(voice(&front(&format!("{retention}, {loyalty}"))), [""; 0]);
        assert_eq!(voice(&front(loyalty)), [""; 0]);
        let text = format!(
            "---\nsource: survey\nasked: customers\nperiod: 2026-Q2\nmeasures: [{retention}]\n---\n# Loyalty\n"
        );
        assert_eq!(page(Name::RetentionCalledLoyalty, "voice/q2.md", &text).len(), 1, "a title in the text");
    }

    #[test]
    fn loyalty_counted_by_who_stayed_is_retention() {
        assert_eq!(
            voice(&format!("measures: [{{measure: loyalty, {STAYED}}}]\n")),
            ["error [loyalty] this measure counts who stayed and is called loyalty"]
        );
    }

    #[test]
    fn labels_in_a_spreadsheets_export_are_read_too() {
        let text = "---\nsource: survey\nasked: customers\nperiod: 2026-Q2\ncounts_file: q2.csv\n---\n";
        let counts = "measure;label;start;end;new\nretention;Loyalty index;100;105;20\nloyalty;;100;105;20\n";
        assert_eq!(
            told(
                Name::RetentionCalledLoyalty,
                &[("handbook.yaml", ""), ("voice/q2.md", text), ("voice/q2.csv", counts)]
            ),
            [
                "error [Loyalty index] this label calls retention loyalty",
                "error [loyalty] this measure counts who stayed and is called loyalty"
            ]
        );
    }

    #[test]
    fn figures_that_are_too_few_to_show_have_a_name_as_well() {
        let told = voice("measures: [{measure: retention, label: Loyalty, start: 3, end: 3, new: 1}]\n");
        assert_eq!(told.len(), 1, "{told:?}");
    }
}
