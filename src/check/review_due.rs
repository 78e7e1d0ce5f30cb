//! A page was last looked over longer ago than it should be, or never.
//!
//! Pages do not become wrong overnight; they drift. A colleague who once found an outdated page trusts the
//! others less. This is advice and stops nothing: it is meant for the owner's next quiet hour.
//!
//! ## What to do
//! Read the page once as a newcomer would. Mend what no longer holds, then note the day and your name under
//! `reviewed`. If once a year is too often for a page that hardly changes, give it a `review_every` of its
//! own.
//!
//! ## Example
//! Before:
//! ```yaml
//! reviewed: {on: 2024-09-10, by: person/tom}
//! ```
//! After:
//! ```yaml
//! reviewed: {on: 2026-09-02, by: person/tom, note: New cut-off for orders}
//! ```

use super::{Scope, left_out};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::kind::Kind;

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let facts = &entry.document.facts;
    let every = scope.handbook.review_every(entry);
    let (place, message) = match entry.common.reviewed.as_ref().and_then(|reviewed| reviewed.on) {
        Some(on) if every.after(on.value) < scope.handbook.edition.date => (
            entry.place(on.span),
            format!(
                "this page was last looked over on {}; it wants that every {}",
                on.value,
                every.in_words()
            ),
        ),
        None if entry.kind() != Kind::Page && left_out(entry, &["reviewed"]) => {
            (facts.place_of_key("reviewed"), format!("nobody has looked over this {} yet", entry.kind()))
        }
        Some(_) | None => return,
    };
    findings.push(
        Diagnostic::new(Name::ReviewDue, place, message)
            .mend("read it as a newcomer would, then write `reviewed: {on: …, by: …}`"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    fn due(settings: &str, path: &str, front: &str) -> Vec<String> {
        let text = format!("---\n{front}---\n");
        told(Name::ReviewDue, &[("handbook.yaml", settings), (path, &text)])
    }

    #[test]
    fn a_page_is_due_the_day_after() {
        let plain = |day: &str| due("", "a.md", &format!("reviewed: {{on: {day}}}\n"));
        assert_eq!(
            plain("2025-08-31"),
            [
                "advice [2025-08-31] this page was last looked over on 2025-08-31; it wants that every 12 months"
            ]
        );
        assert_eq!(plain("2025-09-01"), [""; 0]);
        assert_eq!(plain("2027-01-01"), [""; 0]);
    }

    #[test]
    fn the_pages_own_time_wins_then_its_kinds_then_that_of_pages() {
        let settings = "review_every: {page: 18 months, role: 6 months}";
        let reviewed = "reviewed: {on: 2026-01-15}\n";
        assert_eq!(due(settings, "roles/a.md", reviewed).len(), 1);
        assert_eq!(due(settings, "roles/a.md", &format!("{reviewed}review_every: 2 years\n")), [""; 0]);
        assert_eq!(due(settings, "personas/a.md", "reviewed: {on: 2025-04-01}\n"), [""; 0]);
        assert_eq!(due(settings, "personas/a.md", "reviewed: {on: 2025-02-01}\n").len(), 1);
    }

    #[test]
    fn a_typed_page_never_reviewed_is_due_and_a_plain_one_is_not() {
        assert_eq!(
            due("", "roles/a.md", "title: A\n"),
            ["advice [---] nobody has looked over this role yet"]
        );
        assert_eq!(due("", "a.md", "title: A\n"), [""; 0]);
    }

    #[test]
    fn a_review_that_cannot_be_read_is_told_as_such() {
        assert_eq!(due("", "roles/a.md", "reviewed: {on: in spring}\n"), [""; 0]);
        assert_eq!(due("", "roles/a.md", "reviewed: 2026-01-01\n"), [""; 0]);
        assert_eq!(due("", "roles/a.md", "reviewed: [\n"), [""; 0]);
    }
}
