//! Texts that were read together and lie side by side in one piece of memory, which is given back at once when
//! nobody needs them any more.

use std::ops::{Deref, DerefMut, Range};
use std::sync::Arc;

use memmap2::MmapMut;

/// The bytes of a text.
#[derive(Debug, Clone, Default)]
pub struct Text {
    piece: Arc<Piece>,
    range: Range<usize>,
}

/// What texts lie in.
#[derive(Debug)]
pub(super) enum Piece {
    /// Memory from the system, which gets it back at once.
    Mapped(MmapMut),
    /// Memory as any other: a single text, or where the system gives none.
    Owned(Vec<u8>),
}

impl Piece {
    /// A piece of `size` bytes, all zero.
    pub(super) fn of(size: usize) -> Self {
        MmapMut::map_anon(size).map_or_else(|_| Self::Owned(vec![0; size]), Self::Mapped)
    }
}

impl Default for Piece {
    fn default() -> Self {
        Self::Owned(Vec::new())
    }
}

impl Deref for Piece {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Mapped(bytes) => bytes,
            Self::Owned(bytes) => bytes,
        }
    }
}

impl DerefMut for Piece {
    fn deref_mut(&mut self) -> &mut [u8] {
        match self {
            Self::Mapped(bytes) => bytes,
            Self::Owned(bytes) => bytes,
        }
    }
}

impl Text {
    /// The bytes `range` of `piece`; none, if they do not lie in it.
    pub(super) fn within(piece: &Arc<Piece>, range: Range<usize>) -> Self {
        Self { piece: piece.clone(), range }
    }
}

impl From<Vec<u8>> for Text {
    fn from(bytes: Vec<u8>) -> Self {
        let range = 0..bytes.len();
        Self { piece: Arc::new(Piece::Owned(bytes)), range }
    }
}

impl Deref for Text {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.piece.get(self.range.clone()).unwrap_or_default()
    }
}
