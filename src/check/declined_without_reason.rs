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
