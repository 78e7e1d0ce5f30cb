//! The line in question, with the words in question marked beneath it.
//!
//! Lines are shortened with `…` around the marked words, as paragraphs are often one very long line.
//! Only the neighbourhood of the marks is looked at, so that a long line costs no more than a short one.

use std::io;
use std::ops::Range;

use super::places::Lines;
use super::terminal::{Paint, Tone, visible, width};
use crate::diagnostic::Span;

/// Columns of the page shown in one line, the line numbers aside.
const ROOM: usize = 94;
/// Columns by which a label may stand out over the line before the line is moved to the left for it.
const OVERHANG: usize = 26;
/// Columns before the marked words that are always kept, and columns after them if there is room.
const CONTEXT: usize = 16;
/// Characters that are looked at on either side; enough to fill a line.
const FAR: usize = 4 * ROOM;
/// Lines up to which a span of many lines is shown whole.
const WHOLE: usize = 6;

/// How the words in question are marked.
pub(super) struct Marks<'a> {
    /// The sign beneath each marked column.
    pub(super) sign: &'a str,
    /// What is said beside the signs, made [`visible`]; may be empty.
    pub(super) label: &'a str,
    /// The colour of both.
    pub(super) tone: Tone,
}

/// The number of the last line that [`write()`] shows of `span`.
pub(super) fn last_line(lines: &Lines, span: Span) -> usize {
    lines.line_at(marked_bytes(lines, span).end) + 1
}

/// Writes the lines of `span` with `marks` beneath, line numbers taking `gutter` columns.
pub(super) fn write(
    out: &mut dyn io::Write,
    lines: &Lines,
    span: Span,
    gutter: usize,
    marks: &Marks,
    paint: Paint,
) -> io::Result<()> {
    let bytes = marked_bytes(lines, span);
    let (first, last) = (lines.line_at(bytes.start), lines.line_at(bytes.end));
    let mut page = Page { out, lines, gutter, paint };
    page.row(None, "")?;
    if first == last {
        page.one_line(first, bytes, marks)
    } else {
        page.many_lines(first..=last, bytes, marks)
    }
}

/// The bytes of `span` without line breaks at its end: nobody means those.
fn marked_bytes(lines: &Lines, span: Span) -> Range<usize> {
    let bytes = lines.bytes(span);
    let marked = lines.text().get(bytes.clone()).unwrap_or_default();
    bytes.start..bytes.start + marked.trim_end_matches(['\n', '\r']).len()
}

struct Page<'a> {
    out: &'a mut dyn io::Write,
    lines: &'a Lines,
    gutter: usize,
    paint: Paint,
}

impl Page<'_> {
    /// One row: a line's number or none, the frame, and what stands to its right.
    fn row(&mut self, line: Option<usize>, text: &str) -> io::Result<()> {
        let number = line.map(|index| (index + 1).to_string()).unwrap_or_default();
        let frame = format!("{number:>0$} |", self.gutter);
        let space = if text.is_empty() { "" } else { " " };
        writeln!(self.out, "{}{space}{text}", self.paint.paint(Tone::Frame, &frame))
    }

    fn one_line(&mut self, index: usize, bytes: Range<usize>, marks: &Marks) -> io::Result<()> {
        let line = self.lines.line(index);
        // A span can start in the line break itself, which is not part of the line.
        let start = bytes.start.min(line.end).max(line.start);
        let end = bytes.end.min(line.end).max(start);
        let piece = |range: Range<usize>| self.lines.text().get(range).unwrap_or_default();
        let excerpt = Excerpt::around(
            piece(line.start..start),
            piece(start..end),
            piece(end..line.end),
            width(marks.label),
        );
        self.row(Some(index), &excerpt.text)?;
        let signs = self.signs(&marks.sign.repeat(excerpt.marked), marks);
        self.row(None, &format!("{}{signs}", " ".repeat(excerpt.before)))
    }

    /// A span of several lines gets a bar at the left from its first to its last line.
    fn many_lines(
        &mut self,
        indices: std::ops::RangeInclusive<usize>,
        bytes: Range<usize>,
        marks: &Marks,
    ) -> io::Result<()> {
        let (first, last) = indices.into_inner();
        let bar = self.paint.paint(marks.tone, "|");
        let start = self.lines.line(first).start;
        let before = self.lines.text().get(start..bytes.start).unwrap_or_default();
        if before.trim().is_empty() {
            let corner = self.paint.paint(marks.tone, "/");
            self.row(Some(first), &format!("{corner} {}", self.opening(first)))?;
        } else {
            self.row(Some(first), &format!("  {}", self.opening(first)))?;
            let line = format!(" {}{}", "_".repeat(columns(before) + 1), marks.sign);
            self.row(None, &self.paint.paint(marks.tone, &line))?;
        }
        let whole = last - first < WHOLE;
        for index in first + 1..=last {
            if whole || index < first + WHOLE / 2 || index + 1 >= last {
                self.row(Some(index), format!("{bar} {}", self.opening(index)).trim_end())?;
            } else if index == first + WHOLE / 2 {
                self.row(None, &format!("{bar} …"))?;
            }
        }
        let start = self.lines.line(last).start;
        let marked = self.lines.text().get(start..bytes.end).unwrap_or_default();
        let line = format!("|{}{}", "_".repeat(columns(marked).max(1)), marks.sign);
        let signs = self.signs(&line, marks);
        self.row(None, &signs)
    }

    /// The signs and the label beside them.
    fn signs(&self, signs: &str, marks: &Marks) -> String {
        let space = if marks.label.is_empty() { "" } else { " " };
        self.paint.paint(marks.tone, &format!("{signs}{space}{}", marks.label))
    }

    /// As much of a line's beginning as fits beside a bar.
    fn opening(&self, index: usize) -> String {
        let line = self.lines.text().get(self.lines.line(index)).unwrap_or_default();
        let (near, cut) = first_characters(line);
        let near = visible(near);
        if !cut && width(&near) <= ROOM - 2 { near.into_owned() } else { shortened(&near, ROOM - 2) }
    }
}

/// The columns that the beginning of a line takes, within those that are shown.
fn columns(text: &str) -> usize {
    width(&visible(first_characters(text).0)).min(ROOM - 2)
}

/// A line as it is shown, and where in it the marks go.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    text: String,
    /// Columns before the marked words.
    before: usize,
    /// Columns of the marked words, at least one.
    marked: usize,
}

impl Excerpt {
    fn around(before: &str, marked: &str, after: &str, label: usize) -> Self {
        let (near_before, cut_before) = last_characters(before);
        let (near_marked, cut_marked) = first_characters(marked);
        let (near_after, cut_after) = first_characters(after);
        let (mut before, mut marked, mut after) =
            (visible(near_before), visible(near_marked), visible(near_after));
        let full = width(&before) + width(&marked);
        let fits = full + width(&after) <= ROOM && full + 1 + label <= ROOM + OVERHANG;
        if cut_before || cut_marked || cut_after || !fits {
            let room_for_marked = width(&marked).min(ROOM - 2 * CONTEXT);
            let right = (label + 1).saturating_sub(OVERHANG).max(width(&after).min(CONTEXT));
            let room_before = ROOM.saturating_sub(room_for_marked + right).max(CONTEXT);
            if cut_before || width(&before) > room_before {
                before = format!("…{}", last_columns(&before, room_before - 1)).into();
            }
            if cut_marked || width(&marked) > room_for_marked {
                marked = shortened(&marked, room_for_marked).into();
            }
            let rest = ROOM.saturating_sub(width(&before) + width(&marked));
            if cut_after || width(&after) > rest {
                after = shortened(&after, rest).into();
            }
        }
        Self {
            text: format!("{before}{marked}{after}"),
            before: width(&before),
            marked: width(&marked).max(1),
        }
    }
}

/// The first characters of `text` that can matter, and whether there are more.
fn first_characters(text: &str) -> (&str, bool) {
    match text.char_indices().nth(FAR) {
        Some((end, _)) => (&text[..end], true),
        None => (text, false),
    }
}

/// The last characters of `text` that can matter, and whether there are more.
fn last_characters(text: &str) -> (&str, bool) {
    match text.char_indices().rev().nth(FAR - 1) {
        Some((start, _)) => (&text[start..], start > 0),
        None => (text, false),
    }
}

/// The beginning of `text` in at most `room` columns, ending with `…`.
fn shortened(text: &str, room: usize) -> String {
    let room = room.saturating_sub(1);
    let end =
        text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&end| width(&text[..end]) <= room);
    format!("{}…", &text[..end.last().unwrap_or(0)])
}

/// The end of `text` in at most `room` columns.
fn last_columns(text: &str, room: usize) -> &str {
    let start = text.char_indices().rev().map(|(at, _)| at).take_while(|&at| width(&text[at..]) <= room);
    &text[start.last().unwrap_or(text.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_fits_is_shown_as_it_is() {
        let excerpt = Excerpt::around("pillar: ", "on-tme", "}", 20);
        assert_eq!(excerpt, Excerpt { text: "pillar: on-tme}".into(), before: 8, marked: 6 });
    }

    #[test]
    fn a_long_line_is_shortened_around_the_marked_words() {
        let excerpt = Excerpt::around(&"before ".repeat(100), "HERE", &" after".repeat(100), 20);
        assert_eq!(width(&excerpt.text), ROOM);
        assert!(excerpt.text.starts_with('…') && excerpt.text.ends_with('…'));
        let marked: String = excerpt.text.chars().skip(excerpt.before).take(excerpt.marked).collect();
        assert_eq!(marked, "HERE");
    }

    #[test]
    fn a_long_label_moves_the_line_to_the_left() {
        let before = "x".repeat(ROOM - 4);
        let near = Excerpt::around(&before, "HERE", "", 20);
        let far = Excerpt::around(&before, "HERE", "", 60);
        assert_eq!(near.before, ROOM - 4);
        assert!(far.before + far.marked + 1 + 60 <= ROOM + OVERHANG, "{far:?}");
    }

    #[test]
    fn wide_characters_and_tabs_count_as_the_columns_they_take() {
        let excerpt = Excerpt::around("\t面包: ", "早餐", "", 0);
        assert_eq!((excerpt.before, excerpt.marked), (4 + 4 + 2, 4));
    }

    #[test]
    fn an_empty_span_is_one_mark_wide() {
        assert_eq!(Excerpt::around("title:", "", "", 0).marked, 1);
    }
}
