//! A brand colour is too pale, or too dark, to be read comfortably as text.
//!
//! Text in that colour fades out on a phone in the sun, on an old screen, and for all who do not see well.
//! The measure is level AA of the Web Content Accessibility Guidelines (WCAG 2.2), which many organisations
//! must keep by law.
//!
//! ## What to do
//! Take the shade that is offered: it is the nearest one to yours that can be read. Keep your original
//! colour for the logo and for large areas without text. The colours are set under `brand` in
//! `handbook.yaml`.
//!
//! ## Example
//! Before:
//! ```yaml
//! brand: {colour: "#7fd1d8"}
//! ```
//! After:
//! ```yaml
//! brand: {colour: "#298088"}
//! ```
