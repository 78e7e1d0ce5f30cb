//! AVIF: boxes of a length and a name (ISO/IEC 14496-12), a picture's notes among them as items (23008-12).
//!
//! Boxes point at each other by offset, so notes are not cut out but overwritten with zeros in place: the
//! picture's own bytes stay where they are. Exif becomes an empty list, since decoders refuse what is none. The program has no AV1 decoder, so there are no smaller versions.

use std::ops::Range;

use image::metadata::Orientation;

use super::exif::Exif;
use super::{Fault, Format, Header, Stripped};

const fn damaged(what: &'static str) -> Fault {
    Fault::Damaged { format: Format::Avif, what }
}

const ENDS: Fault = damaged("it ends early");
const OVER: Fault = damaged("its notes lie over its other parts");
const MANY: Fault = damaged("its notes are in more pieces than any program writes");

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
                let size = |reader: &mut Reader<'_>| {
                    reader.number(4).map(|side| u32::try_from(side).unwrap_or(u32::MAX))
                };
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

/// The most pieces that notes may stand in. Programs write one for Exif and one for XMP; each one more makes cleaning
/// take longer.
const MAX_PIECES: usize = 64;

/// An empty block of Exif as an item: no bytes to skip, then a list of no entries.
const NO_EXIF: &[u8; 18] = b"\0\0\0\0MM\0\x2A\0\0\0\x08\0\0\0\0\0\0";

/// The items that are notes, Exif and XMP as text: their numbers, and whether they are Exif.
fn notes(bytes: &[u8], list: Range<usize>) -> Result<Vec<(u64, bool)>, Fault> {
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
            let kind = reader.take(4)?;
            if matches!(kind, b"Exif" | b"mime" | b"uri ") {
                found.push((id, kind == b"Exif"));
            }
            if found.len() > MAX_PIECES {
                return Err(MANY);
            }
        }
    }
    Ok(found)
}

/// Where the bytes of the items `wanted` stand in the file, and whether they are Exif.
fn places(
    bytes: &[u8],
    list: Range<usize>,
    data: Option<Range<usize>>,
    wanted: &[(u64, bool)],
) -> Result<Vec<(Range<usize>, bool)>, Fault> {
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
            let Some(&(_, exif)) = wanted.iter().find(|(wanted, _)| *wanted == id) else { continue };
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
            found.push((start..end, exif));
            if found.len() > MAX_PIECES {
                return Err(MANY);
            }
        }
    }
    Ok(found)
}

pub(super) fn strip(bytes: &[u8]) -> Result<Stripped<'_>, Fault> {
    let top = boxes(bytes, 0..bytes.len())?;
    let meta = meta(bytes)?;
    // Boxes beside the picture that any program may fill with anything.
    let aside = top.iter().filter(|(name, _)| matches!(name, b"uuid" | b"udta" | b"free" | b"skip"));
    let mut blank: Vec<(Range<usize>, bool)> = aside.map(|(_, range)| (range.clone(), false)).collect();
    if blank.len() > MAX_PIECES {
        return Err(MANY);
    }
    if let (Some(list), Some(located)) = (find(&meta, b"iinf"), find(&meta, b"iloc")) {
        let wanted = notes(bytes, list)?;
        let data = find(&meta, b"idat");
        let inside = find(&top, b"meta").unwrap_or_default();
        let places = places(bytes, located, data.clone(), &wanted)?;
        // What says where everything is must not be overwritten with it.
        let apart = |place: &Range<usize>| {
            let in_data =
                data.as_ref().is_some_and(|data| data.start <= place.start && place.end <= data.end);
            in_data || place.end <= inside.start || inside.end <= place.start
        };
        if !places.iter().all(|(place, _)| apart(place)) {
            return Err(OVER);
        }
        blank.extend(places);
    }
    let mut kept = bytes.to_vec();
    let mut removed = 0;
    let mut exif = Exif::default();
    for (range, is_exif) in blank {
        let before = &bytes[range.clone()];
        let after = &mut kept[range];
        after.fill(0);
        if is_exif {
            exif.place |= place(before).unwrap_or(false);
            if let Some(start) = after.first_chunk_mut() {
                *start = *NO_EXIF;
            }
        }
        if after != before {
            removed += before.len();
        }
    }
    if boxes(&kept, 0..kept.len())? != top {
        return Err(OVER);
    }
    Ok(Stripped { removed, ..Stripped::new(bytes, kept, exif) })
}

/// Whether an item of Exif names a place. It starts with how far behind its first four bytes the TIFF part is.
fn place(item: &[u8]) -> Option<bool> {
    let mut reader = Reader(item);
    let skipped = reader.index(4).ok()?;
    reader.take(skipped).ok()?;
    Some(super::exif::read(reader.0).place)
}
