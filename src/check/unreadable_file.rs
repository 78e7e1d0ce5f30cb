//! A file in the handbook cannot be opened, or is not text in UTF-8.
//!
//! A page that cannot be read cannot be published, and its neighbours would link into the void. Most such
//! files were saved by an older program in its own way of writing letters, in which `é` or `ü` mean
//! something else; or they are not files at all but a device or a pipe that got into the folder.
//!
//! ## What to do
//! Open the file in your editor and save it again with the encoding `UTF-8` (in most editors under "Save
//! as" or in the line at the bottom). If it is the permission that is missing, ask whoever shares the
//! folder with you to let you read it. If it is no page, move it out of `content`.
//!
//! ## Example
//! Before:
//! ```text
//! content/personas/inès.md      saved as Windows-1252
//! ```
//! After:
//! ```text
//! content/personas/inès.md      saved as UTF-8
//! ```
