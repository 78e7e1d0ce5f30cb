//! Text → rows of cells with their bytes.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::{Cell, Row};
use crate::diagnostic::Span;

/// How an export is written.
pub(super) struct Form {
    /// What parts the cells.
    pub(super) delimiter: u8,
    /// Where the table begins, after a byte-order mark and a line that only names the delimiter.
    start: usize,
}

/// What parts cells, the more usual first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

impl Form {
    /// How `text` is written: what parts its cells is what parts most of its first line, quoted cells left out.
    pub(super) fn of(text: &str) -> Self {
        let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        // Excel writes and reads this line; nothing else stands on it.
        let first = text[bom..].split(['\r', '\n']).next().unwrap_or_default();
        if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = *first.as_bytes()
            && DELIMITERS.contains(&delimiter)
        {
            return Self { delimiter, start: bom + first.len() };
        }
        let head = text[bom..].trim_start_matches(['\r', '\n']);
        let mut counts = [0_usize; DELIMITERS.len()];
        let mut quoted = false;
        for byte in head.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b'\r' | b'\n' if !quoted => break,
                byte if !quoted => {
                    if let Some(at) = DELIMITERS.iter().position(|known| *known == byte) {
                        counts[at] += 1;
                    }
                }
                _ => {}
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        let at = counts.iter().position(|count| *count == most).unwrap_or(0);
        Self { delimiter: DELIMITERS[at], start: bom }
    }
}

/// The rows of `text`.
pub(super) fn rows(text: &str, form: &Form) -> Vec<Row> {
    let mut reader: Reader = ReaderBuilder::new().delimiter(form.delimiter).build();
    let bytes = text.as_bytes();
    // No cell is longer than the file.
    let mut buffer = vec![0; bytes.len() + 1];
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut at = form.start;
    let mut start = at;
    let mut filled = 0;
    loop {
        let (result, read, written) = reader.read_field(&bytes[at..], &mut buffer[filled..]);
        at += read;
        filled += written;
        match result {
            ReadFieldResult::Field { record_end } => {
                let content = String::from_utf8_lossy(&buffer[..filled]);
                // Empty lines are read with the first cell that follows them.
                let raw = text.get(start..at).unwrap_or_default();
                let begun = if cells.is_empty() { raw.trim_start_matches(['\r', '\n']) } else { raw };
                let span = span(begun, start + raw.len() - begun.len(), form.delimiter);
                cells.push(Cell { text: content.trim().into(), span });
                start = at;
                filled = 0;
                if record_end {
                    rows.push(Row { cells: std::mem::take(&mut cells) });
                }
            }
            // The end of the input has to be shown once; then comes the last cell, or the end.
            ReadFieldResult::InputEmpty if at < bytes.len() => {}
            ReadFieldResult::InputEmpty if read > 0 => {}
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull | ReadFieldResult::End => break,
        }
    }
    if !cells.is_empty() {
        rows.push(Row { cells });
    }
    rows
}

/// The bytes of a cell whose `raw` text begins at byte `start`: what parts it from its neighbours and spaces do not
/// belong to it.
fn span(raw: &str, start: usize, delimiter: u8) -> Span {
    let ended = raw.trim_end_matches(['\r', '\n']);
    let ended = ended.strip_suffix(char::from(delimiter)).unwrap_or(ended).trim_end_matches(' ');
    let cell = ended.trim_start_matches(' ');
    let start = start + ended.len() - cell.len();
    Span::new(start..start + cell.len())
}

/// The place of a last cell that was opened with a quotation mark and never closed.
pub(super) fn never_closed(text: &str, last: Option<&Row>) -> Option<Span> {
    let cell = last?.cells.last()?;
    let raw = text.get(cell.span.range()).unwrap_or_default();
    let marks = raw.bytes().filter(|byte| *byte == b'"').count();
    (raw.starts_with('"') && !marks.is_multiple_of(2))
        .then(|| Span { start: cell.span.start, end: cell.span.start + 1 })
}
