//! A page makes a claim that we have decided not to make.
//!
//! Somebody will repeat it to a customer, in good faith, because it stood in the handbook. Such claims are
//! on the list because we cannot keep them, cannot prove them, or may not make them.
//!
//! ## What to do
//! Say what you can show instead; the `proof` of your pillars is a good place to look. If you must mention
//! the claim, to explain why it is not made for example, put it between quotation marks. The list is
//! `forbidden_claims` in `handbook.yaml`.
//!
//! ## Example
//! Before:
//! ```markdown
//! We bake the best bread in Britain.
//! ```
//! After:
//! ```markdown
//! 91 of 100 doors have warm bread by seven.
//! ```

use super::alone::Alone;
use super::phrases::{Found, Meaning};
use crate::diagnostic::{Diagnostic, Name};

pub(super) fn check(found: &Found<'_>, page: Alone<'_>) -> Option<Diagnostic> {
    let Meaning::Claim = found.meaning else { return None };
    let message = format!("`{}` is a claim that we do not make", found.words);
    Some(
        Diagnostic::new(Name::ForbiddenClaim, page.place(found.span), message)
            .mend("say what you can show instead")
            .note("`forbidden_claims` in handbook.yaml lists it; quoted words and code are left alone"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    #[test]
    fn a_claim_is_found_across_a_line_break() {
        let settings = "forbidden_claims: [best bread in Britain]";
        let page = |text| told(Name::ForbiddenClaim, &[("handbook.yaml", settings), ("a.md", text)]);
        assert_eq!(
            page("We bake the Best bread\nin Britain, they say.\n"),
            ["error [Best bread\nin Britain] `Best bread in Britain` is a claim that we do not make"]
        );
        assert_eq!(page("We bake good bread in Britain.\n"), [""; 0]);
        assert_eq!(page("Do not say \"best bread in Britain\".\n"), [""; 0]);
    }
}
