//! Somebody raised a concern, and there is no response to it.
//!
//! People speak up once, perhaps twice. When nothing comes back they stop, and we no longer hear what gets
//! in the way of good work or what a guest nearly left us for. An open "no" does far less harm than
//! silence.
//!
//! ## What to do
//! Add a `response` with its `status`, what is being done, and the name of somebody who sees to it. If it
//! is too early to say, `status: planned` with an owner and a `due` date is an answer. Then tell the person
//! who asked, and note the day in `told_on`.
//!
//! ## Example
//! Before:
//! ```yaml
//! said: My screen thinks every raindrop is a finger.
//! ```
//! After:
//! ```yaml
//! said: My screen thinks every raindrop is a finger.
//! response:
//!   status: doing
//!   did: Six waterproof tablets are on trial in the vans.
//!   owner: role/app-developer
//!   due: 2026-11-30
//!   told_on: 2026-03-27
//! ```

use super::{Scope, bound, left_out};
use crate::diagnostic::{Diagnostic, Name, Severity};
use crate::model::Entry;
use crate::parse::kind::Fields;

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Concern(concern) = &entry.fields else { return };
    if !left_out(entry, &["response"]) {
        return;
    }
    let since = concern.on.map_or_else(String::new, |on| format!(" since {}", on.value));
    let place = match &concern.said {
        Some(said) => entry.place(said.span),
        None => entry.document.facts.place_of("said"),
    };
    findings.push(
        Diagnostic::new(
            Name::ConcernUnanswered,
            place,
            format!("this has been waiting for an answer{since}"),
        )
        .mend("add `response: {status: planned, owner: …, due: …}`")
        .note("`status` is planned, doing, done or declined; an open no is an answer too")
        .severity(bound(entry, scope, Severity::Warning)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{page, told};

    const WAITING: &str = "---\nsaid: My screen is wet\non: 2026-03-02\ndepartment: delivery\n---\n";

    #[test]
    fn a_concern_wants_a_response() {
        assert_eq!(
            page(Name::ConcernUnanswered, "listening/wet.md", WAITING),
            ["warning [My screen is wet] this has been waiting for an answer since 2026-03-02"]
        );
    }

    #[test]
    fn any_response_will_do() {
        for response in ["{status: planned, owner: role/driver}", "{status: declined}", "we are at it"] {
            let text = format!("---\nsaid: My screen is wet\nresponse: {response}\n---\n");
            assert_eq!(page(Name::ConcernUnanswered, "listening/wet.md", &text), [""; 0], "{response}");
        }
    }

    #[test]
    fn departments_that_have_not_joined_are_advised() {
        let told = told(
            Name::ConcernUnanswered,
            &[
                ("handbook.yaml", "departments: {delivery: not yet}"),
                ("departments/delivery.md", "---\ntitle: Delivery\n---\n"),
                ("listening/wet.md", WAITING),
            ],
        );
        assert!(told[0].starts_with("advice "), "{told:?}");
    }
}
