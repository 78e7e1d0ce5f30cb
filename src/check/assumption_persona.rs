//! A persona rests on an assumption: nobody has asked a customer yet.
//!
//! It is good to say so openly, and a fair place to start. But decisions are made for the customer on this
//! page, and the longer she is only imagined, the more she resembles ourselves.
//!
//! ## What to do
//! Talk to five customers, or listen in on ten calls; that already shows what was wrong. Then raise `level`
//! to `interviews` or `survey` and list what you did under `sources`. Until then this warning stays, as a
//! promise to go and look.
//!
//! ## Example
//! Before:
//! ```yaml
//! evidence: {level: assumption}
//! ```
//! After:
//! ```yaml
//! evidence:
//!   level: interviews
//!   sources: [{what: ten calls listened to, n: 10, date: 2026-07-14}]
//! ```
