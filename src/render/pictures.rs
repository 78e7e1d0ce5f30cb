//! The pictures that pages show: their sizes, and the smaller ones made of them.

use std::collections::BTreeMap;
use std::sync::Arc;

/// What is known of a picture before any page is rendered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Its width in pixels, as shown; `None` where the file does not say.
    pub width: Option<u32>,
    /// Its height in pixels, as shown.
    pub height: Option<u32>,
    /// Widths of smaller copies, the smallest first, with their addresses below the site's root.
    pub smaller: Vec<(u32, String)>,
}

/// Pictures by their path below the folder of content.
pub type Pictures = BTreeMap<Arc<str>, Picture>;
