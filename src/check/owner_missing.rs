//! Nobody is named who keeps this page.
//!
//! Readers see the owner as the one to ask and to tell when something is wrong. A page without one is right
//! on the day it is written and on no other day in particular. Plain pages may go without; personas, roles,
//! promises and the other kinds may not.
//!
//! ## What to do
//! Add `owner` with a role, a person or a department. A role is often best, as it stays when people move
//! on. If nobody wants the page, ask whether anybody would miss it.
//!
//! ## Example
//! Before:
//! ```yaml
//! title: Dispatcher
//! department: delivery
//! ```
//! After:
//! ```yaml
//! title: Dispatcher
//! department: delivery
//! owner: role/head-of-delivery
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::kind::Kind;

pub(super) fn check(entry: &Entry, _: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let facts = &entry.document.facts;
    if entry.kind() == Kind::Page || facts.has("owner") || facts.front_broken {
        return;
    }
    findings.push(
        Diagnostic::new(
            Name::OwnerMissing,
            facts.place_of("owner"),
            format!("nobody keeps this {}", entry.kind()),
        )
        .mend("add `owner: …`, a role, person or department"),
    );
}
