//! A page contains HTML, which readers will see as it is written, angle brackets and all.
//!
//! HTML can do more than set text: it can load things from elsewhere or break a page for people who use a
//! screen reader. The handbook shows it as text instead, which is safe, but surely not what you had in
//! mind.
//!
//! ## What to do
//! Write the same in markdown: emphasis, lists, tables, footnotes, pictures with captions and notes in a
//! box all have a form of their own. If you meant the brackets literally, put the words between backticks.
//! If your handbook really needs HTML, the line `html: sanitised` in `handbook.yaml` lets the harmless part
//! of it through.
//!
//! ## Example
//! Before:
//! ```markdown
//! Ring the guest <b>before</b> seven.<br>
//! Not after.
//! ```
//! After:
//! ```markdown
//! Ring the guest **before** seven.
//!
//! Not after.
//! ```
