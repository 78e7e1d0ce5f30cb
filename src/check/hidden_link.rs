//! A link leads to a page that this edition does not show: a draft, one not yet out, or one that has expired.
//!
//! The link is shown as plain words, so nobody meets a dead end. But the sentence around it often says "see
//! here", and there is nothing to see.
//!
//! The same holds for a `counts_file` or a `sessions_file`: the counts of small groups are in it, so it is data of its
//! page and never a file for readers.
//!
//! And it holds for files that a browser or a server would run as a program, such as HTML, XML, JavaScript or PHP: whoever opens
//! one here runs it in the handbook's name, with all that the handbook may see.
//!
//! ## What to do
//! If the page is ready, take away its `draft: true` or bring forward its `publish_on`. If it has had its
//! day, remove the link or point it to what holds now. If all is as planned and the page comes out next
//! week, you can leave it; the link wakes up by itself. What an HTML file says fits into a page, or into a PDF.
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
