//! A page makes a claim that we have decided not to make.
//!
//! Somebody will repeat it to a customer, in good faith, because it stood in the handbook. Such claims are
//! on the list because we cannot keep them, cannot prove them, or may not make them.
//!
//! ## What to do
//! Say what you can show instead; the `proof` of your pillars is a good place to look. If you must mention
//! the claim, to explain why it is not made for example, put it between quotation marks. The list is
//! `forbidden_claims` in `handbook.yaml`.
//!
//! ## Example
//! Before:
//! ```markdown
//! We bake the best bread in Britain.
//! ```
//! After:
//! ```markdown
//! 91 of 100 doors have warm bread by seven.
//! ```
