//! A page uses a word that we have agreed to replace by another.
//!
//! How we speak of people shapes how we treat them, and customers hear it on the telephone by the
//! afternoon. A word agreed upon works only if all pages use it. Before the day on which a term takes
//! effect this is advice, from then on a warning.
//!
//! ## What to do
//! Write the word that is offered. Where you quote what somebody said, keep their word and put it between
//! quotation marks or in a block quote: those are left alone, and so is code. The list of terms stands in
//! `handbook.yaml`.
//!
//! ## Example
//! Before:
//! ```markdown
//! Each customer service ticket gets a name under the answer.
//! ```
//! After:
//! ```markdown
//! Each guest gets an answer with a name under it.
//! ```
