//! Who serves whom → a picture: places are worked out first, without a look at the handbook, then written as SVG.
//!
//! The rules of drawing. Columns lead from a role to a customer and on to the promise. Names rest on the line: a
//! station is a straight piece as wide as its column with the name above it, and curves live only between columns, so
//! that text never meets a curve. An edge that skips a column has an empty row there; one inside a column bulges. Rows
//! are put in order by the mean place of their neighbours, in two sweeps, and ties keep the order of ids: the same
//! handbook gives the same bytes. Everything is coloured by classes of the theme. On pages that run from right to left
//! the picture is mirrored.
//!
//! How wide text will be is estimated (`measure`), on the generous side, since the reader's fonts are not known here.

mod gather;
mod labels;
mod layout;
pub mod map;
mod measure;
pub mod persona;
pub mod role;
mod scene;
mod svg;

use crate::model::Entry;
use crate::parse::address;

/// The width of a picture that has the page to itself, in units of about a pixel.
const WIDE: f64 = 1150.0;
/// The same on paper.
const PAPER: f64 = 684.0;
/// The width of a picture in a column of text.
const COLUMN: f64 = 860.0;

/// How the script that follows lines, and links to a station, call an entry: `role-dispatcher`. Ids of one kind differ in
/// their addresses, so no two are called alike.
pub fn key(entry: &Entry) -> String {
    format!("{}-{}", entry.kind(), address::slug(entry.name()))
}
