//! A file in the handbook cannot be opened, is not text in UTF-8, or has a name by which nobody looks for it.
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
//! A picture is unreadable to us as well if it is damaged, or if nobody can say what is in it: photos as phones and cameras keep them
//! for themselves (HEIC, TIFF, DNG) may say where they were taken. Save them as JPEG, PNG, WebP or AVIF, which we clean. A drawing
//! (SVG) is a small program if it holds scripts, handlers, other pages, or what comes from elsewhere; then it is never published.
//! Export it again as plain SVG, or save it as PNG.
//!
//! The name of a page ends in `.md`, in small letters: `Menu.MD` and `menu.markdown` are no pages, and are never published as
//! files either, since they may say who must not see them. Settings are read from `content/handbook.yaml` and from nowhere else.
//! The finding says what to rename.
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
