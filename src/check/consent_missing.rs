//! A person is quoted or named, and it is not noted that they agreed.
//!
//! Somebody told us something, or did something worth thanks. Whether colleagues may read it under their
//! name is for them to say. Those who find themselves in print without having been asked will tell us less
//! next time. Personas are invented and need no consent.
//!
//! ## What to do
//! Ask the person, show them the words, and note `consent: true`. If you cannot ask, take the quote or the
//! name out; a thank-you may also go to a role.
//!
//! ## Example
//! Before:
//! ```yaml
//! quotes:
//!   - {text: "You are the only ones who ring before I do.", persona: paula}
//! ```
//! After, once she has said yes:
//! ```yaml
//! quotes:
//!   - {text: "You are the only ones who ring before I do.", persona: paula, consent: true}
//! ```
