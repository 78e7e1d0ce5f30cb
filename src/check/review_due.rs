//! A page was last looked over longer ago than it should be, or never.
//!
//! Pages do not become wrong overnight; they drift. A colleague who once found an outdated page trusts the
//! others less. This is advice and stops nothing: it is meant for the owner's next quiet hour.
//!
//! ## What to do
//! Read the page once as a newcomer would. Mend what no longer holds, then note the day and your name under
//! `reviewed`. If once a year is too often for a page that hardly changes, give it a `review_every` of its
//! own.
//!
//! ## Example
//! Before:
//! ```yaml
//! reviewed: {on: 2024-09-10, by: person/tom}
//! ```
//! After:
//! ```yaml
//! reviewed: {on: 2026-09-02, by: person/tom, note: New cut-off for orders}
//! ```
