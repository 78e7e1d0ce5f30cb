//! A concern was declined, and nobody says why.
//!
//! A "no" with a reason is something one can live with, argue with, or learn from. A "no" without one says
//! that it was not worth an answer, and everybody else reads that as well.
//!
//! ## What to do
//! Add `declined_because`, in a sentence you would say to the person's face. If you find no such sentence,
//! perhaps the answer should not be no. Say also what you did instead, if there is something.
//!
//! ## Example
//! Before:
//! ```yaml
//! response:
//!   status: declined
//!   owner: role/head-of-support
//! ```
//! After:
//! ```yaml
//! response:
//!   status: declined
//!   owner: role/head-of-support
//!   declined_because: Between six and seven a guest can still make another plan.
//!   told_on: 2026-02-20
//! ```

use super::{Scope, bound, left_out};
use crate::diagnostic::{Diagnostic, Name, Severity};
use crate::model::Entry;
use crate::parse::kind::{Answer, Fields};

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Concern(concern) = &entry.fields else { return };
    let status = concern.response.as_ref().and_then(|response| response.status);
    let Some(status) = status.filter(|status| status.value == Answer::Declined) else { return };
    if left_out(entry, &["response", "declined_because"]) {
        findings.push(
            Diagnostic::new(
                Name::DeclinedWithoutReason,
                entry.place(status.span),
                "the answer is no, and the reason is missing",
            )
            .mend("add `declined_because: …`, as you would say it to the person's face")
            .severity(bound(entry, scope, Severity::Error)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    fn response(response: &str) -> Vec<String> {
        let text = format!("---\nsaid: Deliver until eight\nresponse: {response}\n---\n");
        page(Name::DeclinedWithoutReason, "listening/later.md", &text)
    }

    #[test]
    fn a_no_comes_with_a_reason() {
        let told = ["error [declined] the answer is no, and the reason is missing"];
        assert_eq!(response("{status: declined, owner: role/driver}"), told);
        assert_eq!(response("{status: declined, declined_because: ' '}"), told);
        assert_eq!(response("{status: declined, declined_because: A guest can still plan}"), [""; 0]);
    }

    #[test]
    fn other_answers_need_none() {
        for other in
            ["{status: done}", "{status: no}", "declined", "{status: declined, declined_because: []}"]
        {
            assert_eq!(response(other), [""; 0], "{other}");
        }
    }
}
