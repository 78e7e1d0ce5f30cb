//! Many places of one file in little room: a page has fifty, and all pages are in memory.

use super::leb128;
use crate::diagnostic::Span;

/// Places in the order of the file. Of each is kept how many bytes it begins after the end of the one before, and its size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spans(Box<[u8]>);

impl Spans {
    /// The places, in order.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        let (mut bytes, mut end) = (self.0.iter(), 0_u32);
        std::iter::from_fn(move || {
            let (gap, size) = (leb128::take(&mut bytes)?, leb128::take(&mut bytes)?);
            let start = end.wrapping_add(gap as u32);
            end = start.wrapping_add(size as u32);
            Some(Span { start, end })
        })
    }
}

impl From<&[Span]> for Spans {
    fn from(spans: &[Span]) -> Self {
        let (mut bytes, mut end) = (Vec::with_capacity(spans.len() * 3), 0_u32);
        for span in spans {
            // Where one begins before the last has ended, the number is a large one, and comes back all the same.
            leb128::put(&mut bytes, span.start.wrapping_sub(end).into());
            leb128::put(&mut bytes, span.end.wrapping_sub(span.start).into());
            end = span.end;
        }
        Self(bytes.as_slice().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_in_whatever_order() {
        let spans = [(0, 0), (3, 5), (5, 400), (90_000, 90_001), (2, 4_000_000), (0, u32::MAX)];
        let spans = spans.map(|(start, end)| Span { start, end });
        assert_eq!(Spans::from(&spans[..]).iter().collect::<Vec<_>>(), spans);
        assert_eq!(Spans::default().iter().count(), 0);
    }
}
