//! A field is filled in with another sort of thing than it can hold.
//!
//! Dates become calendar entries, figures become charts, and a choice from a list decides where a page is
//! shown. A value of another sort cannot take part in that, and it would go missing without anybody
//! noticing.
//!
//! ## What to do
//! The finding says what the field takes. Dates are written year, month, day (`2026-09-01`), lengths of
//! time in words (`7 days`, `6 months`, `2 hours`), and a choice is spelt as it stands in the list. A list
//! may be a single value.
//!
//! ## Example
//! Before:
//! ```yaml
//! reviewed: {on: 1st of September, by: person/ines}
//! fit: {needs_served: very, profitable: medium}
//! ```
//! After:
//! ```yaml
//! reviewed: {on: 2026-09-01, by: person/ines}
//! fit: {needs_served: high, profitable: medium}
//! ```
