//! Somebody raised a concern, and there is no response to it.
//!
//! People speak up once, perhaps twice. When nothing comes back they stop, and we no longer hear what gets
//! in the way of good work or what a guest nearly left us for. An open "no" does far less harm than
//! silence.
//!
//! ## What to do
//! Add a `response` with its `status`, what is being done, and the name of somebody who sees to it. If it
//! is too early to say, `status: planned` with an owner and a `due` date is an answer. Then tell the person
//! who asked, and note the day in `told_on`.
//!
//! ## Example
//! Before:
//! ```yaml
//! said: My screen thinks every raindrop is a finger.
//! ```
//! After:
//! ```yaml
//! said: My screen thinks every raindrop is a finger.
//! response:
//!   status: doing
//!   did: Six waterproof tablets are on trial in the vans.
//!   owner: role/app-developer
//!   due: 2026-11-30
//!   told_on: 2026-03-27
//! ```
