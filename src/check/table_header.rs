//! A table has columns without a heading.
//!
//! Seen as a whole, a table may explain itself. Those who hear it cell by cell, or look at it on a narrow
//! phone, need the column's heading to know what "05:40" is.
//!
//! ## What to do
//! Write a word or two into every cell of the first row, above the dashes, also into the first cell. If
//! there is nothing sensible to write, a list may be the better form.
//!
//! ## Example
//! Before:
//! ```markdown
//! |          |       |
//! | -------- | ----- |
//! | Round 1  | 05:40 |
//! ```
//! After:
//! ```markdown
//! | Round    | Leaves at |
//! | -------- | --------- |
//! | Round 1  | 05:40     |
//! ```
