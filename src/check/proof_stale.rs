//! The newest proof for a claim is older than the time after which its page should be reviewed.
//!
//! "94 % of doors by seven" convinces as long as it is true. Colleagues who know that the figure is from
//! two summers ago will believe the other sentences less as well, and so will the customers they repeat it
//! to.
//!
//! ## What to do
//! Ask the source for a new figure and put its date in `as_of`. If the new figure is worse, say so; that is
//! worth more than the old one. If there is none any more, find another proof, or change the claim to what
//! you can show. How long a proof lasts is set by `review_every`, on the page or in `handbook.yaml`.
//!
//! ## Example
//! Before:
//! ```yaml
//! proof:
//!   - {text: 94 % of doors by 07:00, source: dispatch log, as_of: 2024-06-30}
//! ```
//! After:
//! ```yaml
//! proof:
//!   - {text: 91 % of doors by 07:00, source: dispatch log, as_of: 2026-06-30}
//! ```
