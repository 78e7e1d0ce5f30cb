//! A field names a page, a person or a role that does not exist.
//!
//! Such names are what holds a handbook together: they draw the line from a role to a customer, and they
//! tell people whom to ask. When one leads nowhere, somebody's work no longer reaches anyone, at least on
//! paper.
//!
//! ## What to do
//! Mostly a letter is wrong; take the name that is offered. A name is the file's name without `.md`, if
//! need be with its kind in front: `persona/paula`. If the page was renamed, use the new name. If it does
//! not exist yet, make it with `throughline new`. When other places mention the same unknown name, they are
//! counted here and not reported again: mend all of them.
//!
//! ## Example
//! Before:
//! ```yaml
//! serves:
//!   - {to: persona/paula, output: a call when late, value: she can plan, pillar: on-tme}
//! ```
//! After:
//! ```yaml
//! serves:
//!   - {to: persona/paula, output: a call when late, value: she can plan, pillar: on-time}
//! ```
