//! Many pages were marked as reviewed on one and the same day.
//!
//! Nobody reads dozens of pages in a day. If the date only says that a date was due, readers and owners
//! lose the one sign by which they could tell a page that is looked after. It is said when ten pages or
//! more, and over half of all that have a date, carry the same day.
//!
//! ## What to do
//! Put back the old dates, let each page come up in its turn, and let its owner read it. If the pages
//! really were read together, in an afternoon of all owners for example, spread out the next time.
//!
//! ## Example
//! Before, on 40 pages:
//! ```yaml
//! reviewed: {on: 2026-01-02, by: person/tom}
//! ```
//! After, on the pages that were read:
//! ```yaml
//! reviewed: {on: 2026-01-14, by: person/grace, note: Counting aloud added}
//! ```

use std::collections::BTreeMap;

use super::Scope;
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::parse::value::Date;

/// The fewest pages that are many.
const MANY: usize = 10;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let mut days: BTreeMap<Date, Vec<Place>> = BTreeMap::new();
    for entry in &scope.handbook.entries {
        if let Some(on) = entry.common.reviewed.as_ref().and_then(|reviewed| reviewed.on) {
            days.entry(on.value).or_default().push(entry.place(on.span));
        }
    }
    let dated: usize = days.values().map(Vec::len).sum();
    for (day, places) in days {
        let count = places.len();
        if count < MANY || count * 2 <= dated {
            continue;
        }
        let mut places = places.into_iter();
        let Some(first) = places.next() else { continue };
        let message = format!("{count} of the {dated} pages with a date were all looked over on {day}");
        let mut finding = Diagnostic::new(Name::MassReview, first, message)
            .mend("put back the old dates, and let each page come up in its turn")
            .note("the dates are how readers tell which pages are looked after");
        for place in places {
            finding = finding.related(place, "the same day");
        }
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::findings;

    fn pages(on_one_day: usize, others: usize) -> Vec<Diagnostic> {
        let page = |n: usize| format!("pages/p{n:02}.md");
        let day = |n: usize| {
            if n < on_one_day { "2026-01-02".into() } else { format!("2026-02-{:02}", n - on_one_day + 1) }
        };
        let count = on_one_day + others;
        let files: Vec<_> =
            (0..count).map(|n| (page(n), format!("---\nreviewed: {{on: {}}}\n---\n", day(n)))).collect();
        let mut files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.push(("undated.md", "# No date\n"));
        findings(Name::MassReview, &files)
    }

    #[test]
    fn ten_pages_of_one_day_are_told_once() {
        let told = pages(10, 9);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].message, "10 of the 19 pages with a date were all looked over on 2026-01-02");
        assert_eq!(&*told[0].place.file, "content/pages/p00.md");
        assert_eq!(told[0].related.len(), 9);
    }

    #[test]
    fn nine_pages_or_half_of_them_are_not_many() {
        assert!(pages(9, 0).is_empty());
        assert!(pages(10, 10).is_empty());
        assert_eq!(pages(11, 10).len(), 1);
    }
}
