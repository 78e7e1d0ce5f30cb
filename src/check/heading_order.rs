//! A heading skips a level: a small one follows where a larger one is missing in between.
//!
//! Headings are the contents list of a page. People who listen to a page jump from heading to heading, and
//! a missing level sounds like a missing chapter.
//!
//! ## What to do
//! Choose the level by what a part belongs to, not by how large it looks: `##` for the parts of a page,
//! `###` for the parts of such a part. The page's title is the `#` above them all.
//!
//! ## Example
//! Before:
//! ```markdown
//! # How we handle a complaint
//! ### Listen first
//! ```
//! After:
//! ```markdown
//! # How we handle a complaint
//! ## Listen first
//! ```

use super::alone::Alone;
use crate::diagnostic::{Diagnostic, Name};
use crate::parse::Heading;

pub(super) fn check(page: Alone<'_>, findings: &mut Vec<Diagnostic>) {
    let headings = &page.facts.headings;
    for heading in headings.iter().filter(|heading| heading.text.is_empty()) {
        let message = "this heading has no words";
        findings.push(
            Diagnostic::new(Name::HeadingOrder, page.place(heading.span), message)
                .mend("write what this part is about, or take the line out"),
        );
    }
    // The page's title is the one heading of level 1.
    let above = std::iter::once(1).chain(headings.iter().map(|heading| heading.shown));
    let skips: Vec<(u8, &Heading)> =
        above.zip(headings).filter(|(above, heading)| heading.shown > above + 1).collect();
    let Some((above, first)) = skips.first() else { return };
    let before = if *above == 1 { "the title".to_owned() } else { format!("one of level {above}") };
    let message = format!("a heading of level {} comes right after {before}", first.shown);
    let mut finding = Diagnostic::new(Name::HeadingOrder, page.place(first.span), message).mend(format!(
        "write `{} {}`",
        "#".repeat(usize::from(above + 1)),
        first.text
    ));
    for (_, heading) in &skips[1..] {
        finding = finding.related(page.place(heading.span), "a level is left out here too");
    }
    findings.push(finding);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, page};

    fn headings(markdown: &str) -> Vec<String> {
        page(Name::HeadingOrder, "a.md", markdown)
    }

    #[test]
    fn a_level_left_out_is_told_at_its_first_place() {
        let text = "# Title\n\n## One\n\n#### Two\n\n## Three\n\n##### Four\n";
        assert_eq!(
            headings(text),
            ["warning [#### Two] a heading of level 4 comes right after one of level 2"]
        );
        let finding = &findings(Name::HeadingOrder, &[("a.md", text)])[0];
        assert_eq!(finding.mend.as_deref(), Some("write `### Two`"));
        assert_eq!(finding.related.len(), 1);
    }

    #[test]
    fn the_title_is_the_first_level() {
        let told = "a heading of level 3 comes right after the title";
        assert_eq!(headings("# Title\n\n### Listen first\n"), [format!("warning [### Listen first] {told}")]);
        assert_eq!(headings("---\ntitle: Title\n---\n\n### Listen first\n").len(), 1);
    }

    #[test]
    fn going_up_is_free_and_later_titles_are_parts() {
        assert_eq!(headings("# T\n\n## A\n\n### B\n\n## C\n\n# D\n\n### E\n"), [""; 0]);
        assert_eq!(headings("Nothing but text.\n"), [""; 0]);
    }

    #[test]
    fn a_heading_has_words() {
        assert_eq!(headings("# T\n\n##\n\nText.\n"), ["warning [##] this heading has no words"]);
    }
}
