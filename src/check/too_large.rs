//! A file, or a part of it, is larger than a handbook page or picture ever needs to be.
//!
//! A reader on a phone in the yard waits for every byte, and one giant file can bring the whole build to a
//! halt. The limits are far above anything written by hand, so this is nearly always a file that landed in
//! the folder by accident, or a photo straight from the camera.
//!
//! ## What to do
//! The finding names the limit. Save a photo at a sensible size: 2,400 pixels on the long side are plenty.
//! (A photo of too many pixels is published as it is, and every reader loads all of it; a file over 256 MB is not published.)
//! Divide a very long text into pages. Keep films, archives and other people's exports elsewhere, and link
//! to them. If there are too many visits, a few sessions repeat very often: end them with `COUNT` or `UNTIL`.
//!
//! ## Example
//! Before:
//! ```text
//! content/news/regatta.jpg      12,000 × 9,000 pixels
//! ```
//! After:
//! ```text
//! content/news/regatta.jpg      2,400 × 1,800 pixels
//! ```
