//! A link's words do not say where it leads.
//!
//! Many people skim a page for its links, and a screen reader can list them on their own. A list of "here,
//! here, more" helps nobody.
//!
//! ## What to do
//! Put the link on the words that name what is behind it; usually they already stand in the sentence. Leave
//! out "click": on a phone or in print nobody does.
//!
//! ## Example
//! Before:
//! ```markdown
//! For the swap slip, click [here](swap-slip.md).
//! ```
//! After:
//! ```markdown
//! When a loaf had to be replaced, fill in [the swap slip](swap-slip.md).
//! ```
