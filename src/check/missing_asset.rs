//! A picture or another file that a page uses is not there.
//!
//! Where the picture should be, readers would see a gap, and some of them would wait for it to load. A
//! missing table of figures leaves a whole page without its content.
//!
//! ## What to do
//! Put the file beside the page, or correct the path to it: it starts from the file you are writing in, and
//! capital and small letters count, even on a computer where they seem not to. The logo's path in
//! `handbook.yaml` starts from `content`.
//!
//! ## Example
//! Before, where the file is called `night-clock.svg`:
//! ```markdown
//! ![What happens between one and seven](../images/Night-Clock.svg)
//! ```
//! After:
//! ```markdown
//! ![What happens between one and seven](../images/night-clock.svg)
//! ```
