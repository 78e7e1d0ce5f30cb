//! A persona or a claim stands there without anything that it rests on.
//!
//! A persona without evidence is somebody's idea of a customer. Colleagues will plan their day around her,
//! so they should be able to see whether three people in a meeting thought her up or whether thirty guests
//! were asked.
//!
//! ## What to do
//! Say how you know: which interviews, which survey, how many people, when. If you honestly do not know
//! yet, write `level: assumption`. That is allowed, it is shown as such, and it reminds everybody to go and
//! ask.
//!
//! ## Example
//! Before:
//! ```yaml
//! name: Paula
//! type: customer
//! ```
//! After:
//! ```yaml
//! name: Paula
//! type: customer
//! evidence:
//!   level: interviews
//!   sources: [{what: spring interviews, n: 12, date: 2026-04-02}]
//! ```
