//! Two things of one kind have the same name.
//!
//! Every reference to that name could mean either. A colleague who wants to visit Omar should arrive at the
//! right Omar. For most pages the name is the file's name, even when the files lie in different folders; a
//! shadowing session has its own `id`.
//!
//! ## What to do
//! Both places are shown. Rename one of the two and use the new name wherever that one is meant. If they
//! are really the same, keep the better one and remove the other.
//!
//! ## Example
//! Before:
//! ```text
//! content/people/omar.md
//! content/people/drivers/omar.md
//! ```
//! After:
//! ```text
//! content/people/omar-haddad.md
//! content/people/drivers/omar-price.md
//! ```

use std::collections::BTreeMap;

use super::Scope;
use crate::diagnostic::{Diagnostic, Name, Place, Severity};

/// Two sessions of one programme. Two pages of one kind have been told when names were looked up.
pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    for programme in &scope.handbook.schedule().programmes {
        let mut sessions: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
        for (id, place) in &programme.ids {
            sessions.entry(id.trim()).or_default().push(place);
        }
        for (id, places) in sessions {
            let [first, second, others @ ..] = places.as_slice() else { continue };
            let count = if others.is_empty() { "two".to_owned() } else { (others.len() + 2).to_string() };
            let message = format!("{count} sessions of this programme are called `{id}`");
            let finding = Diagnostic::new(Name::DuplicateId, (*second).clone(), message)
                .mend("give one of them another id")
                .related((*first).clone(), "the first");
            let finding = others.iter().fold(finding, |finding, place| finding.related((*place).clone(), "another"));
            let draft = scope.handbook.entry(programme.entry).draft;
            findings.push(if draft { finding.severity(Severity::Advice) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    #[test]
    fn sessions_of_a_programme_have_names_of_their_own() {
        let session = |id: &str| format!("{{id: {id}, host: omar, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: cancelled}}");
        let (one, other) = (session("s1"), session("s2"));
        assert_eq!(schedule(Name::DuplicateId, "", &[&one, &other]), [""; 0]);
        assert_eq!(
            schedule(Name::DuplicateId, "", &[&one, &other, &one]),
            ["error [s1] two sessions of this programme are called `s1`"]
        );
        assert_eq!(
            schedule(Name::DuplicateId, "", &[&one, &one, &session("s1").replace("omar", "nobody")]),
            ["error [s1] 3 sessions of this programme are called `s1`"],
            "also where one cannot be held"
        );
    }
}
