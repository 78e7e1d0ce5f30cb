//! Texts that were read together and lie side by side in one piece of memory, which is given back at once when
//! nobody needs them any more.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// The bytes of a text.
#[derive(Debug, Clone, Default)]
pub struct Text {
    piece: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Text {
    /// The bytes `range` of `piece`; none, if they do not lie in it.
    pub fn within(piece: &Arc<Vec<u8>>, range: Range<usize>) -> Self {
        Self { piece: piece.clone(), range }
    }
}

impl From<Vec<u8>> for Text {
    fn from(bytes: Vec<u8>) -> Self {
        let range = 0..bytes.len();
        Self { piece: Arc::new(bytes), range }
    }
}

impl Deref for Text {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.piece.get(self.range.clone()).unwrap_or_default()
    }
}
