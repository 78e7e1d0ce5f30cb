//! A recognition thanks somebody without saying what they did.
//!
//! "Great team!" pleases for a moment and teaches nothing. When a thank-you names the deed, the person
//! knows that somebody really looked, and others can do the same tomorrow.
//!
//! ## What to do
//! Fill in `behaviour` with one thing that happened, so that somebody who was not there could picture it.
//! If it helped a certain customer or colleague, say how.
//!
//! ## Example
//! Before:
//! ```yaml
//! who: [person/alun]
//! for: customer
//! pillar: care
//! ```
//! After:
//! ```yaml
//! who: [person/alun]
//! for: customer
//! pillar: care
//! behaviour: Keeps a list of doors with sleeping babies, and uses the boot tray there instead of the knocker.
//! ```
