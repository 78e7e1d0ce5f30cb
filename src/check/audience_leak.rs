//! A page for many people refers to a page that only some may see.
//!
//! The page for the smaller circle is left out of the wider edition, with everything made from it. A
//! reference to it would give away that it exists, and often its title and gist as well, to people it was
//! not written for.
//!
//! ## What to do
//! Decide who should know. Take the reference out of the wider page, or give the wider page the same
//! `audience:` as the one it refers to, or, if there is no secret in it, let everybody see the other page
//! by removing its `audience:`.
//!
//! ## Example
//! Before, in a page for everyone:
//! ```markdown
//! Why we part with a café is set out in [our notes](managers/partings.md).
//! ```
//! After:
//! ```markdown
//! Why we part with a café is for the head of support to explain. Do ask.
//! ```
