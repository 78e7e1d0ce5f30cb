//! A link leads to a part of a page that has no such heading.
//!
//! The reader arrives at the top of a long page and has to search for the sentence that was meant. That
//! happens easily when somebody improves a heading, because a heading's words are its address.
//!
//! ## What to do
//! Take the heading that is offered, or look at the other page: the address of a heading is its words in
//! small letters with `-` between them. A heading that others link to can be given an address that lasts,
//! whatever its words: write `{#before-you-come}` after it.
//!
//! ## Example
//! Before:
//! ```markdown
//! Read what to bring in [your first week](first-week.md#what-to-wear).
//! ```
//! After, with `## Before you come {#before-you-come}` on the other page:
//! ```markdown
//! Read what to bring in [your first week](first-week.md#before-you-come).
//! ```
