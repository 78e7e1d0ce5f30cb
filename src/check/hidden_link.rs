//! A link leads to a page that this edition does not show: a draft, one not yet out, or one that has expired.
//!
//! The link is shown as plain words, so nobody meets a dead end. But the sentence around it often says "see
//! here", and there is nothing to see.
//!
//! The same holds for a `counts_file` or a `sessions_file`: the counts of small groups are in it, so it is data of its
//! page and never a file for readers.
//!
//! ## What to do
//! If the page is ready, take away its `draft: true` or bring forward its `publish_on`. If it has had its
//! day, remove the link or point it to what holds now. If all is as planned and the page comes out next
//! week, you can leave it; the link wakes up by itself.
//!
//! ## Example
//! Before:
//! ```markdown
//! From October our [winter rounds](winter-rounds.md) apply.
//! ```
//! After, while the page is a draft:
//! ```markdown
//! From October our winter rounds apply. We tell you about them in September.
//! ```
