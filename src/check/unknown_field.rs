//! A field has a name that this kind of page does not know.
//!
//! What stands in such a field appears nowhere: the page is built without it. Mostly the name is a slip of
//! the keyboard, and somebody's careful sentence stays invisible to the people it was written for.
//!
//! ## What to do
//! If a nearest name is offered and it is the one you meant, take it. Otherwise look up the fields of the
//! kind with `throughline schema KIND`, or move what you want to say into the text below the front matter,
//! where everything is welcome.
//!
//! ## Example
//! Before:
//! ```yaml
//! name: Paula
//! pain: [An empty doorstep at seven]
//! ```
//! After:
//! ```yaml
//! name: Paula
//! pains: [An empty doorstep at seven]
//! ```
