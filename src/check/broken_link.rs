//! A link leads to a page of the handbook that is not there.
//!
//! People click on a link because they need the next piece. A dead end in the middle of a busy morning
//! teaches them not to click again.
//!
//! ## What to do
//! Links start from the file they stand in: `../` goes up one folder. Check the path and its spelling,
//! small and capital letters included; the nearest existing page is offered where there is one. If the page
//! was moved, link to its new place; if it was removed, remove the link and keep the words.
//!
//! ## Example
//! Before, in `content/roles/dispatcher.md`:
//! ```markdown
//! We do this for [Paula](persona/paula.md).
//! ```
//! After:
//! ```markdown
//! We do this for [Paula](../personas/paula.md).
//! ```
