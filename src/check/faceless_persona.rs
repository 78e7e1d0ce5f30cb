//! A persona is called by a segment, a number or an account instead of a human name.
//!
//! Nobody gets up at three in the morning for "Segment 3". A persona is there so that colleagues who never
//! meet a customer can think of one, and for that she needs a name that one could call across a bakery.
//!
//! ## What to do
//! Give the persona a first name. It is an invented person, so choose one that belongs to no actual
//! customer. What you wanted to say about the segment has a place in `segment`.
//!
//! ## Example
//! Before:
//! ```yaml
//! name: Segment 3 (households)
//! ```
//! After:
//! ```yaml
//! name: Paula
//! segment: households
//! ```
