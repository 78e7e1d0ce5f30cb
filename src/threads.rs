//! How work on many pages is shared out among threads.

/// How many pages a thread takes at once, at most. Left to itself, rayon cuts ten thousand pages into a handful of pieces, and
/// whoever has the last one, or the one with the largest pages, works on alone while the others wait: on two cores a tenth of
/// the time went by so.
pub const AT_ONCE: usize = 32;
