//! What stands before an SVG's first element: how its bytes are text, and whether it declares entities.

use std::ops::Range;

use super::super::Fault;
use super::{MAX_BYTES, damaged};

/// The bytes as text, without a byte-order mark.
///
/// Only UTF-8 is read, because a scan has to see the same characters as a browser. A file that names another
/// encoding passes if it is all ASCII and the encoding agrees with ASCII.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::TooLong { bytes: bytes.len() });
    }
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return Err(damaged("it is compressed, and so cannot be looked through"));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let foreign = damaged("it is not written in UTF-8");
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(foreign) };
    match encoding(text).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => Ok(text),
        Some("iso-8859-1" | "iso-8859-15" | "latin1" | "windows-1252") if text.is_ascii() => Ok(text),
        Some(_) => Err(foreign),
    }
}

/// The encoding that the XML declaration names, in lower case.
fn encoding(text: &str) -> Option<String> {
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_ascii_lowercase())
}

/// Where the document type declares something of its own, in bytes of `text`. A document type that only names
/// a standard, as older programs write it, declares nothing.
pub(super) fn subset(text: &str) -> Option<Range<usize>> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let skipped = match rest {
            _ if rest.starts_with("<?") => rest.split_once("?>"),
            _ if rest.starts_with("<!--") => rest.get(4..).and_then(|rest| rest.split_once("-->")),
            _ => break,
        };
        rest = skipped?.1;
    }
    if !rest.starts_with("<!DOCTYPE") {
        return None;
    }
    let start = text.len() - rest.len();
    let mut quote = None;
    for (at, character) in rest.char_indices() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '[') => return Some(start..start + at + 1),
            (None, '>') => return None,
            (None, _) => {}
        }
    }
    // It never ends: the XML reader says so.
    None
}
