//! A heading skips a level: a small one follows where a larger one is missing in between.
//!
//! Headings are the contents list of a page. People who listen to a page jump from heading to heading, and
//! a missing level sounds like a missing chapter.
//!
//! ## What to do
//! Choose the level by what a part belongs to, not by how large it looks: `##` for the parts of a page,
//! `###` for the parts of such a part. The page's title is the `#` above them all.
//!
//! ## Example
//! Before:
//! ```markdown
//! # How we handle a complaint
//! ### Listen first
//! ```
//! After:
//! ```markdown
//! # How we handle a complaint
//! ## Listen first
//! ```
