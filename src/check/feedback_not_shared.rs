//! A department is told nothing of what customers say: no newest voice names it.
//!
//! Feedback that stays with those who asked for it changes nothing. The people who bake, load and pay the
//! invoices serve customers too, if by a longer way, and they can only do it better if they hear how it was.
//!
//! The newest voice of each source is looked at: the last survey, the last quarter of complaints. A department
//! that has joined and is in none of their `departments` has not been told. A voice whose list is empty was
//! shared with nobody.
//!
//! ## What to do
//! Tell the department: at its meeting, on its board, by a page that says what the answers mean for its work.
//! Then add it to `departments` of the newest voice. The list says who *was* told, so do not add a name just
//! to be rid of this message.
//!
//! ## Example
//! Before, in a handbook whose bakery has joined:
//! ```yaml
//! source: survey
//! asked: customers
//! departments: [support]
//! ```
//! After:
//! ```yaml
//! source: survey
//! asked: customers
//! departments: [support, bakery]
//! ```

use std::collections::BTreeSet;

use super::Scope;
use crate::diagnostic::{Diagnostic, Name, Severity};
use crate::model::measures::Heard;
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Kind};
use crate::parse::yaml::{Node, Value};

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let handbook = scope.handbook;
    let newest = handbook.newest_voices();
    for heard in newest.iter().filter(|heard| is_empty(heard)) {
        let finding = Diagnostic::new(
            Name::FeedbackNotShared,
            heard.entry.document.facts.place_of_key("departments"),
            "what was said here was shared with nobody",
        )
        .mend("tell the departments it concerns, and name them here");
        findings.push(if heard.entry.draft { finding.severity(Severity::Advice) } else { finding });
    }
    // A list that is missing, empty or wrong has been told, and says nothing about who was left out.
    let shared: Vec<&Heard<'_>> = newest
        .iter()
        .filter(|heard| heard.asked == AskedOf::Customers && !heard.voice.departments.is_empty())
        .collect();
    let Some(last) = shared.iter().max_by_key(|heard| heard.until) else { return };
    let told: BTreeSet<EntryId> =
        shared.iter().flat_map(|heard| &heard.voice.departments).map(|department| department.to).collect();
    for department in handbook.of_kind(Kind::Department).filter(|entry| !told.contains(&entry.id)) {
        let finding = Diagnostic::new(
            Name::FeedbackNotShared,
            last.entry.document.facts.place_of_key("departments"),
            format!("nothing that customers told us lately was shared with `{}`", department.name()),
        )
        .mend("tell them, and add their name here")
        .related(department.place(Default::default()), "the department");
        let severity = handbook.bound(Some(department.id), Name::FeedbackNotShared.severity());
        let severity = if last.entry.draft { Severity::Advice } else { severity };
        findings.push(finding.severity(severity));
    }
}

/// Whether the list of departments is there and has nobody on it.
fn is_empty(heard: &Heard<'_>) -> bool {
    let front = heard.entry.document.facts.front.as_ref();
    let written = front.and_then(|front: &Node| front.get("departments"));
    written.is_some_and(|node| matches!(&node.value, Value::List(items) if items.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    const BAKERY: (&str, &str) = ("departments/bakery.md", "---\ntitle: Bakery\n---\n");
    const SUPPORT: (&str, &str) = ("departments/support.md", "---\ntitle: Support\n---\n");

    fn voice(front: &str) -> String {
        format!("---\nsource: survey\nasked: customers\nperiod: 2026-Q2\n{front}---\n")
    }

    fn not_shared(settings: &str, voices: &[&str]) -> Vec<String> {
        let paths: Vec<String> = (0..voices.len()).map(|at| format!("voice/v{at}.md")).collect();
        let mut files = vec![("handbook.yaml", settings), BAKERY, SUPPORT];
        files.extend(paths.iter().map(String::as_str).zip(voices.iter().copied()));
        told(Name::FeedbackNotShared, &files)
    }

    #[test]
    fn each_department_wants_to_hear_of_customers() {
        assert_eq!(
            not_shared("", &[&voice("departments: [support]\n")]),
            ["warning [departments] nothing that customers told us lately was shared with `bakery`"]
        );
        assert_eq!(not_shared("", &[&voice("departments: [support, bakery]\n")]), [""; 0]);
        assert_eq!(not_shared("", &[]), [""; 0], "there is nothing to share");
    }

    #[test]
    fn one_of_the_newest_is_enough() {
        let survey = voice("departments: [support]\n");
        let calls = "---\nsource: call-centre\nasked: customers\nperiod: 2026-Q1\ndepartments: bakery\n---\n";
        assert_eq!(not_shared("", &[&survey, calls]), [""; 0]);
        let old = voice("departments: [bakery]\n").replace("2026-Q2", "2025-Q2");
        assert_eq!(not_shared("", &[&survey, &old]).len(), 1, "that was a year ago");
        let colleagues = voice("departments: [bakery]\n").replace("customers", "employees");
        assert_eq!(not_shared("", &[&survey, &colleagues]).len(), 1, "those were not customers");
    }

    #[test]
    fn departments_that_have_not_joined_are_advised() {
        let told =
            not_shared("departments: {support: enrolled, bakery: not yet}", &[&voice("departments: [support]\n")]);
        assert!(told[0].starts_with("advice "), "{told:?}");
    }

    #[test]
    fn shared_with_nobody_is_told_once() {
        assert_eq!(
            not_shared("", &[&voice("departments: []\n")]),
            ["warning [departments] what was said here was shared with nobody"]
        );
        assert_eq!(not_shared("", &[&voice("")]), [""; 0], "told as missing-field");
        assert_eq!(not_shared("", &[&voice("departments: {a: b}\n")]), [""; 0], "told as wrong-type");
    }
}
