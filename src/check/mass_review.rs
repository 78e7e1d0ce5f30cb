//! Many pages were marked as reviewed on one and the same day.
//!
//! Nobody reads dozens of pages in a day. If the date only says that a date was due, readers and owners
//! lose the one sign by which they could tell a page that is looked after. It is said when ten pages or
//! more, and over half of all that have a date, carry the same day.
//!
//! ## What to do
//! Put back the old dates, let each page come up in its turn, and let its owner read it. If the pages
//! really were read together, in an afternoon of all owners for example, spread out the next time.
//!
//! ## Example
//! Before, on 40 pages:
//! ```yaml
//! reviewed: {on: 2026-01-02, by: person/tom}
//! ```
//! After, on the pages that were read:
//! ```yaml
//! reviewed: {on: 2026-01-14, by: person/grace, note: Counting aloud added}
//! ```
