//! Bytes → lines and columns, as people and editors count them.
//!
//! Lines and columns start at 1; a column counts characters (Unicode scalar values). A byte-order mark
//! is no character. Lines end with `\n`, `\r\n` or a lone `\r`, as in CommonMark (section 2.1) and YAML
//! (section 5.4). Any offset gets an answer: one inside a character means that character, one past the
//! end means the end.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Texts;
use crate::diagnostic::{Diagnostic, Place, Span};

/// How many bytes lie between two remembered counts of characters. Short enough to count from one in no
/// time, so that a file of 4 MB in a single line costs no more than others.
const STRIDE: usize = 4096;

/// A place as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in that line, from 1.
    pub column: usize,
}

/// From a place up to, not including, another one; both are the same for an empty span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The first character.
    pub start: Position,
    /// The character after the last one.
    pub end: Position,
}

/// A text with its lines counted once.
#[derive(Debug, Clone)]
pub struct Lines {
    text: Arc<str>,
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    /// How many characters start before every `STRIDE`th byte.
    counted: Vec<usize>,
}

impl Lines {
    /// Counts the lines of `text`.
    pub fn new(text: Arc<str>) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_here = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_here {
                starts.push(at + 1);
            }
        }
        let mut counted = vec![0];
        let mut sum = 0;
        for stride in bytes.chunks(STRIDE) {
            sum += characters(stride);
            counted.push(sum);
        }
        Self { text, starts, counted }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line that `offset` is in, counted from 0.
    pub fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of a line counted from 0, without its line break; empty past the last line.
    pub fn line(&self, index: usize) -> Range<usize> {
        let Some(&start) = self.starts.get(index) else { return self.text.len()..self.text.len() };
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        start..start + line.len()
    }

    /// The line and column of `offset`. A line break belongs to the line it ends.
    pub fn position(&self, offset: usize) -> Position {
        let index = self.line_at(offset);
        let line = self.line(index);
        let offset = self.floor(offset).clamp(line.start, line.end);
        Position { line: index + 1, column: self.before(offset) - self.before(line.start) + 1 }
    }

    /// The places where `span` starts and ends.
    pub fn extent(&self, span: Span) -> Extent {
        let Range { start, end } = self.bytes(span);
        Extent { start: self.position(start), end: self.position(end) }
    }

    /// `span` made fit for slicing the text: within it, on whole characters, and never backwards.
    pub fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.floor(span.start as usize);
        start..self.floor(span.end as usize).max(start)
    }

    /// The nearest start of a character at or before `offset`.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// How many characters start before the byte `offset`, which lies within the text.
    fn before(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let counted = self.counted.get(stride).copied().unwrap_or_default();
        counted + characters(self.text.as_bytes().get(stride * STRIDE..offset).unwrap_or_default())
    }
}

/// How many characters of UTF-8 start in `bytes`: all bytes but the continuations `10xxxxxx`.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The lines of every file that a report mentions, each counted once.
pub(super) struct Places<'a> {
    files: BTreeMap<&'a str, Lines>,
}

impl<'a> Places<'a> {
    /// Reads what `findings` mention. Files that cannot be read are left out, and so are files that are
    /// only meant as a whole.
    pub(super) fn of(findings: &[&'a Diagnostic], texts: &dyn Texts) -> Self {
        let mut files = BTreeMap::new();
        for finding in findings {
            let related = finding.related.iter().map(|related| &related.place);
            for place in std::iter::once(&finding.place).chain(related) {
                let file: &str = &place.file;
                if is_in_text(place)
                    && !files.contains_key(file)
                    && let Some(text) = texts.text(file)
                {
                    files.insert(file, Lines::new(text));
                }
            }
        }
        Self { files }
    }

    /// The lines of the file `place` points into; `None` if the file as a whole is meant or unreadable.
    pub(super) fn lines(&self, place: &Place) -> Option<&Lines> {
        self.files.get(&*place.file).filter(|_| is_in_text(place))
    }

    /// Where `place` starts and ends; `None` if the file as a whole is meant or unreadable.
    pub(super) fn extent(&self, place: &Place) -> Option<Extent> {
        self.lines(place).map(|lines| lines.extent(place.span))
    }
}

/// Whether `place` is somewhere in a file rather than the file as a whole.
fn is_in_text(place: &Place) -> bool {
    place.span != Span::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let Position { line, column } = Lines::new(text.into()).position(offset);
        (line, column)
    }

    #[test]
    fn columns_count_characters_from_one() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("abc", 2), (1, 3));
        assert_eq!(at("züge\nfür", 3), (1, 3));
        assert_eq!(at("züge\nfür", 6), (2, 1));
        assert_eq!(at("🥖🥖x", 8), (1, 3));
    }

    #[test]
    fn every_kind_of_line_break_ends_one_line() {
        for text in ["a\nb", "a\r\nb", "a\rb"] {
            assert_eq!(at(text, text.len() - 1), (2, 1), "{text:?}");
        }
        assert_eq!(at("a\r\nb", 1), (1, 2));
        assert_eq!(at("a\r\nb", 2), (1, 2), "between the two halves of a line break");
        assert_eq!(at("a\n", 2), (2, 1), "the end of the file is a line of its own");
    }

    #[test]
    fn a_byte_order_mark_is_no_character() {
        assert_eq!(at("\u{feff}ab", 0), (1, 1));
        assert_eq!(at("\u{feff}ab", 3), (1, 1));
        assert_eq!(at("\u{feff}ab", 4), (1, 2));
        assert_eq!(at("a\u{feff}b", 4), (1, 3), "elsewhere the same character is one");
    }

    #[test]
    fn impossible_offsets_mean_the_nearest_possible_ones() {
        assert_eq!(at("züge", 2), (1, 2), "inside a character");
        assert_eq!(at("ab\ncd", 99), (2, 3), "past the end");
        let lines = Lines::new("züge".into());
        assert_eq!(lines.bytes(Span { start: 9, end: 2 }), 5..5);
        assert_eq!(lines.bytes(Span { start: 2, end: 2 }), 1..1);
    }

    #[test]
    fn columns_in_a_very_long_line_are_counted_in_strides() {
        let text = "é".repeat(STRIDE * 3);
        assert_eq!(at(&text, STRIDE * 4 + 2), (1, STRIDE * 2 + 2));
    }
}
