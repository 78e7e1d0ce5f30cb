//! AVIF: boxes of a length and a name (ISO/IEC 14496-12), a picture's notes among them as items (23008-12).
//!
//! Boxes point at each other by offset, so notes are not cut out but overwritten with zeros in place: the
//! picture's own bytes stay where they are. The program has no AV1 decoder, so there are no smaller versions.

use std::borrow::Cow;
use std::ops::Range;

use image::metadata::Orientation;

use super::exif::Exif;
use super::{Fault, Format, Header, Stripped};

const fn damaged(what: &'static str) -> Fault {
    Fault::Damaged { format: Format::Avif, what }
}

const ENDS: Fault = damaged("it ends early");

/// Whether the first box says AVIF, as one picture or as a sequence.
pub(super) fn is_marked(bytes: &[u8]) -> bool {
    matches!(bytes.get(4..12), Some(b"ftypavif" | b"ftypavis"))
}

/// Reads numbers of big bytes from the front of some bytes.
#[derive(Clone)]
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(ENDS)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number of `length` bytes, at most eight; none is 0.
    fn number(&mut self, length: usize) -> Result<u64, Fault> {
        Ok(self.take(length)?.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    fn index(&mut self, length: usize) -> Result<usize, Fault> {
        usize::try_from(self.number(length)?).map_err(|_| ENDS)
    }
}

/// A box's name and where its content stands in the file.
type Piece = ([u8; 4], Range<usize>);

/// The boxes in `within`, one after the other.
fn boxes(bytes: &[u8], within: Range<usize>) -> Result<Vec<Piece>, Fault> {
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let mut reader = Reader(bytes.get(at..within.end).ok_or(ENDS)?);
        let short = reader.index(4)?;
        let name = reader.take(4)?;
        let (head, length) = match short {
            0 => (8, within.end - at),
            1 => (16, reader.index(8)?),
            length => (8, length),
        };
        let end = at.checked_add(length).filter(|&end| length >= head && end <= within.end).ok_or(ENDS)?;
        found.push(([name[0], name[1], name[2], name[3]], at + head..end));
        at = end;
    }
    Ok(found)
}

fn find(boxes: &[Piece], wanted: &[u8; 4]) -> Option<Range<usize>> {
    boxes.iter().find(|(name, _)| name == wanted).map(|(_, range)| range.clone())
}

/// The content of `meta`, which has four bytes of version before its boxes.
fn meta(bytes: &[u8]) -> Result<Vec<Piece>, Fault> {
    let top = boxes(bytes, 0..bytes.len())?;
    let meta = find(&top, b"meta").ok_or(damaged("it does not say what is in it"))?;
    boxes(bytes, meta.start.saturating_add(4).min(meta.end)..meta.end)
}

pub(super) fn header(bytes: &[u8]) -> Result<Header, Fault> {
    let properties = find(&meta(bytes)?, b"iprp").ok_or(damaged("it has no size"))?;
    let properties = find(&boxes(bytes, properties)?, b"ipco").ok_or(damaged("it has no size"))?;
    let mut header = Header {
        width: 0,
        height: 0,
        orientation: Orientation::NoTransforms,
        animated: bytes.get(8..12) == Some(b"avis"),
        smaller: None,
        pixel: 4,
    };
    for (name, range) in boxes(bytes, properties)? {
        let mut reader = Reader(&bytes[range]);
        match &name {
            b"ispe" => {
                reader.take(4)?;
                let size = |reader: &mut Reader<'_>| reader.number(4).map(|side| u32::try_from(side).unwrap_or(u32::MAX));
                let (width, height) = (size(&mut reader)?, size(&mut reader)?);
                // A picture of tiles has their size, too: the largest is the whole.
                if u64::from(width) * u64::from(height) > u64::from(header.width) * u64::from(header.height) {
                    (header.width, header.height) = (width, height);
                }
            }
            // Quarter turns to the left; browsers go by them and not by Exif.
            b"irot" if reader.number(1)? % 2 == 1 => header.orientation = Orientation::Rotate90,
            _ => {}
        }
    }
    Ok(header)
}

/// The numbers of the items that are notes: Exif, and XMP as text.
fn notes(bytes: &[u8], list: Range<usize>) -> Result<Vec<u64>, Fault> {
    let mut reader = Reader(&bytes[list.clone()]);
    let count = if reader.number(4)? >> 24 == 0 { 2 } else { 4 };
    reader.take(count)?;
    let mut found = Vec::new();
    for (name, range) in boxes(bytes, list.end - reader.0.len()..list.end)? {
        let mut reader = Reader(&bytes[range]);
        let version = reader.number(4)? >> 24;
        // Older forms have no type; no AVIF is that old.
        if &name == b"infe" && version >= 2 {
            let id = reader.number(if version == 2 { 2 } else { 4 })?;
            reader.take(2)?;
            if matches!(reader.take(4)?, b"Exif" | b"mime" | b"uri ") {
                found.push(id);
            }
        }
    }
    Ok(found)
}

/// Where the bytes of the items `wanted` stand in the file.
fn places(
    bytes: &[u8], list: Range<usize>, data: Option<Range<usize>>, wanted: &[u64],
) -> Result<Vec<Range<usize>>, Fault> {
    let mut reader = Reader(&bytes[list]);
    let version = reader.number(4)? >> 24;
    let sizes = reader.index(2)?;
    let [offset, length, base, index] = [sizes >> 12 & 15, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15];
    if [offset, length, base, index].iter().any(|&size| size > 8) {
        return Err(damaged("it does not say where its parts are"));
    }
    let mut found = Vec::new();
    for _ in 0..reader.number(if version < 2 { 2 } else { 4 })? {
        let id = reader.number(if version < 2 { 2 } else { 4 })?;
        let from = if version > 0 { reader.number(2)? & 15 } else { 0 };
        reader.take(2)?;
        let base = reader.index(base)?;
        for _ in 0..reader.number(2)? {
            reader.take(if version > 0 { index } else { 0 })?;
            let (offset, length) = (reader.index(offset)?, reader.index(length)?);
            if !wanted.contains(&id) {
                continue;
            }
            let whole = match from {
                0 => Some(0..bytes.len()),
                1 => data.clone(),
                _ => None,
            };
            let whole = whole.ok_or(damaged("it does not say where its parts are"))?;
            let start = whole.start.checked_add(base).and_then(|at| at.checked_add(offset)).ok_or(ENDS)?;
            // No length means to the end.
            let length = if length == 0 { whole.end.saturating_sub(start) } else { length };
            let end = start.checked_add(length).filter(|&end| end <= whole.end).ok_or(ENDS)?;
            found.push(start..end);
        }
    }
    Ok(found)
}

pub(super) fn strip(bytes: &[u8]) -> Result<Stripped<'_>, Fault> {
    let top = boxes(bytes, 0..bytes.len())?;
    let meta = meta(bytes)?;
    // Boxes beside the picture that any program may fill with anything.
    let aside = top.iter().filter(|(name, _)| matches!(name, b"uuid" | b"udta" | b"free" | b"skip"));
    let mut blank: Vec<Range<usize>> = aside.map(|(_, range)| range.clone()).collect();
    if let (Some(list), Some(located)) = (find(&meta, b"iinf"), find(&meta, b"iloc")) {
        let wanted = notes(bytes, list)?;
        blank.extend(places(bytes, located, find(&meta, b"idat"), &wanted)?);
    }
    let mut kept = Cow::Borrowed(bytes);
    let mut exif = Exif::default();
    for range in blank {
        // An Exif item starts with where its TIFF part does.
        exif.place |= super::exif::read(bytes.get(range.start + 4..range.end).unwrap_or_default()).place;
        if bytes[range.clone()].iter().any(|&byte| byte != 0) {
            kept.to_mut()[range].fill(0);
        }
    }
    Ok(Stripped { bytes: kept, exif })
}
