//! A page uses a word that we have agreed to replace by another.
//!
//! How we speak of people shapes how we treat them, and customers hear it on the telephone by the
//! afternoon. A word agreed upon works only if all pages use it. Before the day on which a term takes
//! effect this is advice, from then on a warning.
//!
//! ## What to do
//! Write the word that is offered. Where you quote what somebody said, keep their word and put it between
//! quotation marks or in a block quote: those are left alone, and so is code. The list of terms stands in
//! `handbook.yaml`.
//!
//! ## Example
//! Before:
//! ```markdown
//! Each customer service ticket gets a name under the answer.
//! ```
//! After:
//! ```markdown
//! Each guest gets an answer with a name under it.
//! ```

use super::alone::Alone;
use super::phrases::{Found, Meaning};
use crate::diagnostic::{Diagnostic, Name, Severity};

pub(super) fn check(found: &Found<'_>, page: Alone<'_>) -> Option<Diagnostic> {
    let Meaning::Term(term) = found.meaning else { return None };
    let wanted = term.r#use.as_ref()?;
    let later = term.since.filter(|since| since.value > page.given.date);
    let message = match later {
        Some(since) => format!("from {} on we no longer say `{}`", since.value, found.words),
        None => format!("we no longer say `{}`", found.words),
    };
    let finding = Diagnostic::new(Name::Term, page.place(found.span), message)
        .mend(format!("write `{}`", &*wanted.value));
    Some(if later.is_some() { finding.severity(Severity::Advice) } else { finding })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, told};

    const TERMS: &str =
        "terms: [{use: guest, instead_of: [customer service ticket, punter], since: 2026-03-01}]";

    fn page(settings: &str, text: &str) -> Vec<String> {
        told(Name::Term, &[("handbook.yaml", settings), ("a.md", text)])
    }

    #[test]
    fn the_word_is_marked_and_the_other_one_offered() {
        assert_eq!(page(TERMS, "Ring the punter.\n"), ["warning [punter] we no longer say `punter`"]);
        let finding = &findings(Name::Term, &[("handbook.yaml", TERMS), ("a.md", "Two Punters.\n")])[0];
        assert_eq!(finding.message, "we no longer say `Punters`");
        assert_eq!(finding.mend.as_deref(), Some("write `guest`"));
    }

    #[test]
    fn each_place_is_told() {
        assert_eq!(page(TERMS, "A punter.\n\n- Another punter\n").len(), 2);
    }

    #[test]
    fn before_its_day_a_term_is_advice() {
        let settings = TERMS.replace("2026-03-01", "2026-09-02");
        assert!(page(&settings, "A punter.\n")[0].starts_with("advice "));
        let today = TERMS.replace("2026-03-01", "2026-09-01");
        assert!(page(&today, "A punter.\n")[0].starts_with("warning "));
        let always = TERMS.replace(", since: 2026-03-01", "");
        assert!(page(&always, "A punter.\n")[0].starts_with("warning "));
    }
}
