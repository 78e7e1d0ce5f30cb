//! A file of the theme, which gives the pages their look, has a mistake in it.
//!
//! The theme draws every page, so a mistake in it would be seen by everybody at once. Nothing is published
//! until it is mended; the last good handbook stays where it is.
//!
//! ## What to do
//! The finding names the file and the line. If you changed that file in `themes`, undo your last change or
//! mend that line; removing the file brings back the theme's own. If you did not touch the theme, send the
//! finding to whoever looks after it.
//!
//! ## Example
//! Before, in `themes/ours/templates/page.html`:
//! ```html
//! <h1>{{ page.title </h1>
//! ```
//! After:
//! ```html
//! <h1>{{ page.title }}</h1>
//! ```
