//! The opening block of a page, between its two `---` lines, cannot be read.
//!
//! That block tells what a page is: a persona, a role, who keeps it. While it cannot be read, nothing else
//! in it can be shown or checked, so colleagues would miss the very facts they came for. It is nearly
//! always one character.
//!
//! ## What to do
//! Go to the marked place. The usual slips are
//!
//! * a colon inside a text: put the whole text between straight quotation marks;
//! * a tab at the start of a line: use spaces;
//! * curly quotation marks around a value, brought along by a word processor: use straight ones;
//! * a field that stands there twice: keep one;
//! * a closing `---` that is missing: add it on a line of its own.
//!
//! ## Example
//! Before:
//! ```yaml
//! title: Our promise: warm bread by seven
//! ```
//! After:
//! ```yaml
//! title: "Our promise: warm bread by seven"
//! ```
