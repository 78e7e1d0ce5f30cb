//! No other page leads to this one.
//!
//! Whoever does not know that it exists will hardly come upon it. Often that is a sign that the page has
//! been forgotten, or that the page that should mention it has. This is advice and stops nothing.
//!
//! ## What to do
//! Think of the moment in which a colleague needs the page, and link to it from where they are then. If no
//! such moment comes to mind, merge it into another page or let it go.
//!
//! ## Example
//! Before, in `content/welcome/first-week.md`:
//! ```markdown
//! Bring shoes with a closed toe.
//! ```
//! After:
//! ```markdown
//! Bring shoes with a closed toe; [what to wear](what-to-wear.md) has the rest.
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::model::Entry;
use crate::parse::kind::Kind;

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let facts = &entry.document.facts;
    // Typed pages are reached through what they belong to, and a section's own page through its section.
    if entry.kind() != Kind::Page || facts.index || !entry.mentioned_by.is_empty() {
        return;
    }
    // A section without a page of the writer's own gets one that lists all that is in it.
    let Some(index) = scope.handbook.section(entry.section).index else { return };
    let index = scope.handbook.entry(index);
    let place = match (&entry.common.title, &facts.opening) {
        (Some(title), _) => entry.place(title.span),
        (None, Some((_, span))) => entry.place(*span),
        (None, None) => Place::file(entry.file()),
    };
    let name = facts.path.rsplit('/').next().unwrap_or_default();
    findings.push(
        Diagnostic::new(Name::OrphanPage, place, "no page leads here")
            .mend(format!(
                "link to it from where it is needed, or list it in `{}`",
                index.document.facts.path
            ))
            .note(format!("from that page the link is `[{}]({})`", entry.title, name.replace(' ', "%20"))),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, told};

    const INDEX: (&str, &str) = ("welcome/index.md", "# Welcome\n\nBegin with [this](first-week.md).\n");
    const FIRST: (&str, &str) = ("welcome/first-week.md", "# Your first week\n");

    #[test]
    fn a_page_that_its_section_leaves_out_is_an_orphan() {
        let shoes = ("welcome/shoes.md", "# Shoes\n\nA closed toe.\n");
        let told = told(Name::OrphanPage, &[INDEX, FIRST, shoes]);
        assert_eq!(told, ["advice [# Shoes] no page leads here"]);
        let finding = &findings(Name::OrphanPage, &[INDEX, FIRST, shoes])[0];
        assert_eq!(finding.note.as_deref(), Some("from that page the link is `[Shoes](shoes.md)`"));
    }

    #[test]
    fn a_link_from_anywhere_will_do() {
        let shoes = ("welcome/shoes.md", "# Shoes\n");
        let other = ("news/boots.md", "# Boots\n\nSee [shoes](../welcome/shoes.md).\n");
        assert_eq!(told(Name::OrphanPage, &[INDEX, FIRST, shoes, other]), [""; 0]);
    }

    #[test]
    fn a_generated_section_page_lists_everything() {
        assert_eq!(told(Name::OrphanPage, &[FIRST, ("welcome/shoes.md", "# Shoes\n")]), [""; 0]);
    }

    #[test]
    fn sections_and_typed_pages_are_no_orphans() {
        let role = ("welcome/roles.md", "---\nkind: role\ntitle: A\n---\n");
        assert_eq!(told(Name::OrphanPage, &[INDEX, FIRST, role]), [""; 0]);
    }
}
