//! Coloured blocks of code, remembered by what they hold: colouring costs more than all the rest of a page.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::highlight::Highlighter;

/// Blocks that were coloured, and what colours them.
#[derive(Default)]
pub struct Highlights {
    highlighter: Highlighter,
    remembered: Mutex<HashMap<blake3::Hash, Option<Arc<str>>>>,
}

impl Highlights {
    /// The HTML of `code` in colours; `None` where it is to be shown plain.
    pub fn get(&self, language: &str, code: &str) -> Option<Arc<str>> {
        if language.is_empty() {
            return None;
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(language.as_bytes()).update(&[0]).update(code.as_bytes());
        let key = hasher.finalize();
        let remembered = || self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = remembered().get(&key) {
            return known.clone();
        }
        // Not under the lock: colouring is slow, and doing it twice now and then is cheaper than waiting.
        let coloured: Option<Arc<str>> = self.highlighter.highlight(language, code).map(Into::into);
        remembered().insert(key, coloured.clone());
        coloured
    }
}
