//! A pillar of the promise does not say what keeping it looks like in one of the departments.
//!
//! "Candour" is a fine word, but a packer on the night shift keeps it in another way than the telephone
//! team. Colleagues whose department is not named will take it that the promise is somebody else's
//! business. For departments that have not joined yet, this is advice.
//!
//! ## What to do
//! Add a line to the pillar's `behaviours` for that department. Best ask somebody who works there: what do
//! you do, on an ordinary day, that a guest would notice? Say what they do, and what they leave.
//!
//! ## Example
//! Before:
//! ```yaml
//! behaviours:
//!   - {department: support, do: Ring before the guest does, dont: Quote the policy}
//! ```
//! After:
//! ```yaml
//! behaviours:
//!   - {department: support, do: Ring before the guest does, dont: Quote the policy}
//!   - {department: bakehouse, do: Write the swap on the slip, dont: Send white for rye}
//! ```
