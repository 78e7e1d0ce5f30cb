//! A page contains what looks like a private telephone number, an address or a birthday.
//!
//! The handbook is copied, printed and searched by everybody in the house. What identifies or locates a
//! private person, customer or colleague, does not belong there, and the law in most places agrees.
//!
//! ## What to do
//! Take it out, or replace it by the way that is meant for the purpose: the number of the team, the shared
//! mailbox, a link to the customer file that only some can open. If the finding is mistaken, because the
//! digits are an order number for example, put them between backticks.
//!
//! ## Example
//! Before:
//! ```markdown
//! If the ward is locked, ring Joy on 07700 900123.
//! ```
//! After:
//! ```markdown
//! If the ward is locked, ring the number on the delivery slip.
//! ```

use super::Scope;
use crate::diagnostic::Diagnostic;
use crate::model::Entry;

pub(super) fn check(_: &Entry, _: Scope<'_>, _: &mut Vec<Diagnostic>) {}
