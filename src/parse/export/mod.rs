//! A spreadsheet's export → [`Export`]: headings and rows of cells that know their places in the file.
//!
//! CSV has no standard that spreadsheets keep. RFC 4180 describes commas, CRLF and doubled quotation marks; Excel writes
//! what the machine's region says: semicolons where the comma is a decimal, a byte-order mark, tabs, a first line
//! `sep=;`. All of that is taken as it comes. What a column means is not known here: whoever asks for rows brings
//! the table of fields, and a row becomes the same tree of nodes that front matter is.

mod cells;
mod columns;
mod days;

use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic, Name, Place, Span};

pub use columns::{Column, Columns};
pub use days::is_date_format;

/// The largest export of counts that is read, in bytes: ten thousand rows, where real ones have a dozen.
pub const LARGEST: usize = 1024 * 1024;

/// A table, as a spreadsheet saved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The file, relative to DIR.
    pub file: Arc<str>,
    /// The first row that holds anything: what the columns are called.
    pub head: Vec<Cell>,
    /// The others that hold anything.
    pub rows: Vec<Row>,
    /// Whether cells are parted by semicolons or tabs: then a comma may be a decimal point.
    pub decimal_comma: bool,
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells, the empty ones too.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says, without quotation marks and spaces around it.
    pub text: Arc<str>,
    /// Its bytes in the file, quotation marks included.
    pub span: Span,
}

impl Row {
    /// The bytes from its first cell to its last.
    pub fn span(&self) -> Span {
        let first = self.cells.first().map_or_else(Span::default, |cell| cell.span);
        Span { start: first.start, end: self.cells.last().map_or(first.end, |cell| cell.span.end) }
    }
}

/// Reads the export in `file`. What cannot be used is told, and nothing of it kept.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> Checked<Option<Export>> {
    let mut findings = Vec::new();
    let value = text(file, bytes, &mut findings).and_then(|text| table(file, text, &mut findings));
    Checked { value, findings }
}

/// The finding that an export is larger than the `most` bytes that are read.
pub fn too_large(file: &Arc<str>, most: usize) -> Diagnostic {
    let message = format!("this export is larger than {} MB, and at most that is read", most / (1024 * 1024));
    Diagnostic::new(Name::TooLarge, Place::file(file), message)
        .mend("save only the rows that this page is about")
}

fn refuse(file: &Arc<str>, at: Span, message: impl Into<String>, mend: &str) -> Diagnostic {
    Diagnostic::new(Name::UnreadableFile, Place::new(file, at), message).mend(mend)
}

/// The text of the file: UTF-8, as every spreadsheet can save it.
fn text<'b>(file: &Arc<str>, bytes: &'b [u8], findings: &mut Vec<Diagnostic>) -> Option<&'b str> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let message = "this export is written in UTF-16, as “Unicode text” is saved";
        findings.push(refuse(file, Span::default(), message, "save it again as “CSV UTF-8”"));
        return None;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let message = "this is the spreadsheet itself and not an export of it";
        findings.push(refuse(file, Span::default(), message, "save it as “CSV UTF-8”"));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let message = "from here on this export is not UTF-8, so letters would come out wrong";
            let at = Span::at(error.valid_up_to());
            findings.push(refuse(file, at, message, "save it again as “CSV UTF-8”"));
            None
        }
    }
}

fn table(file: &Arc<str>, text: &str, findings: &mut Vec<Diagnostic>) -> Option<Export> {
    let form = cells::Form::of(text);
    let mut rows = cells::rows(text, &form);
    if let Some(open) = cells::never_closed(text, rows.last()) {
        let message = "the quotation mark that opens this cell is never closed";
        findings.push(refuse(file, open, message, "close it, or take it away"));
        return None;
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.text.is_empty()));
    if rows.is_empty() {
        let mend = "its first line names the columns, and each line below is a row";
        findings.push(refuse(file, Span::default(), "this export is empty", mend));
        return None;
    }
    let head = rows.remove(0).cells;
    Some(Export { file: file.clone(), head, rows, decimal_comma: form.delimiter != b',' })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Checked<Option<Export>> {
        read(&"content/voice/q2.csv".into(), text.as_bytes())
    }

    fn export(text: &str) -> Vec<Vec<String>> {
        let export = read_text(text).value.expect("a table");
        let texts = |cells: &[Cell]| cells.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>();
        std::iter::once(texts(&export.head)).chain(export.rows.iter().map(|row| texts(&row.cells))).collect()
    }

    #[test]
    fn spreadsheets_write_the_same_table_in_many_ways() {
        let wanted = [["measure", "yes"], ["refer-a-friend", "12"]];
        for text in [
            "measure,yes\nrefer-a-friend,12\n",
            "measure;yes\r\nrefer-a-friend;12\r\n",
            "\u{feff}measure;yes\r\nrefer-a-friend;12",
            "measure\tyes\nrefer-a-friend\t12\n",
            "\"measure\",\"yes\"\n\"refer-a-friend\",\"12\"\n",
            "sep=;\r\nmeasure;yes\r\nrefer-a-friend;12\r\n;\r\n;;\r\n",
            "\u{feff}sep=,\nmeasure,yes\n\n\nrefer-a-friend, 12 \n",
            "measure,yes\rrefer-a-friend,12\r",
        ] {
            assert_eq!(export(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn quoted_cells_keep_what_they_hold() {
        assert_eq!(
            export("a,b\n\"x, \"\"y\"\"\nz\",2\n"),
            [["a".to_owned(), "b".to_owned()], ["x, \"y\"\nz".to_owned(), "2".to_owned()]]
        );
        // A comma inside quotation marks is no sign of what parts the cells.
        assert_eq!(export("\"a, b, c\";d\n1;2\n")[0], ["a, b, c", "d"]);
    }

    #[test]
    fn cells_know_their_bytes() {
        for text in [
            "measure;label;yes\r\nnps;\"a;\"\"b\";12\r\n",
            "\u{feff}measure;label;yes\r\nnps;\"a;\"\"b\";12\r\n",
            "sep=;\nmeasure;label;yes\n\n\nnps;\"a;\"\"b\";12",
        ] {
            let export = read_text(text).value.expect("a table");
            let marked: Vec<_> = export.head.iter().map(|cell| &text[cell.span.range()]).collect();
            assert_eq!(marked, ["measure", "label", "yes"], "{text:?}");
            let marked: Vec<_> = export.rows[0].cells.iter().map(|cell| &text[cell.span.range()]).collect();
            assert_eq!(marked, ["nps", "\"a;\"\"b\"", "12"], "{text:?}");
        }
    }

    #[test]
    fn what_is_no_export_is_told() {
        let told = |bytes: &[u8]| -> Vec<String> {
            let checked = read(&"q2.csv".into(), bytes);
            assert_eq!(checked.value, None);
            checked.findings.into_iter().map(|finding| finding.message).collect()
        };
        assert_eq!(told(b""), ["this export is empty"]);
        assert_eq!(told(b";;;\n"), ["this export is empty"]);
        assert_eq!(told(b"measure\ncsat,\xe4\n").len(), 1);
        assert_eq!(told(b"\xff\xfem\0").len(), 1);
        assert_eq!(told(b"PK\x03\x04").len(), 1);
        assert_eq!(told(b"a,b\n1,\"2\n3,4\n"), ["the quotation mark that opens this cell is never closed"]);
    }
}
