//! WebP: chunks in a RIFF container (WebP Container Specification). Exif, XMP and unknown chunks are left out and
//! the flags that announce them are cleared.
//!
//! Chromium shows a WebP as it is stored, whatever its Exif says about the way up, and other browsers turn it. Without
//! its Exif all show the same, so its size here is the stored one.

use image::metadata::Orientation;

use super::exif::{self, Exif};
use super::{Fault, Format, Header, Stripped};

/// The flags in the first byte of `VP8X`.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const IS_ANIMATED: u8 = 0x02;

const fn damaged(what: &'static str) -> Fault {
    Fault::Damaged { format: Format::Webp, what }
}

const ENDS: Fault = damaged("it ends early");

struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
}

/// Takes the first chunk off `rest`. Chunks of an odd length are followed by one byte that says nothing.
fn next<'a>(rest: &mut &'a [u8]) -> Result<Chunk<'a>, Fault> {
    let (name, after) = rest.split_first_chunk::<4>().ok_or(ENDS)?;
    let (length, after) = after.split_first_chunk::<4>().ok_or(ENDS)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| ENDS)?;
    let (data, after) = after.split_at_checked(length).ok_or(ENDS)?;
    *rest = after.get(length % 2..).unwrap_or_default();
    Ok(Chunk { name: *name, data })
}

/// The chunks' bytes: behind the container's head, and no further than it says it reaches.
fn body(bytes: &[u8]) -> Result<&[u8], Fault> {
    let length =
        bytes.get(4..8).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes).ok_or(ENDS)?;
    let end = usize::try_from(length).ok().and_then(|length| length.checked_add(8)).ok_or(ENDS)?;
    bytes.get(12..end).ok_or(ENDS)
}

/// Appends a chunk to `to`.
fn put(to: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    to.extend_from_slice(name);
    to.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    to.extend_from_slice(data);
    if data.len() % 2 == 1 {
        to.push(0);
    }
}

/// The whole file around `chunks`.
fn contain(chunks: &[u8]) -> Vec<u8> {
    let length = u32::try_from(chunks.len() + 4).unwrap_or(u32::MAX);
    [b"RIFF", &length.to_le_bytes()[..], b"WEBP", chunks].concat()
}

/// Three bytes, least first, as `VP8X` has its sizes, less one.
fn u24(bytes: &[u8]) -> u32 {
    match bytes {
        [a, b, c, ..] => u32::from_le_bytes([*a, *b, *c, 0]) + 1,
        _ => 0,
    }
}

pub(super) fn header(bytes: &[u8]) -> Result<Header, Fault> {
    // A file cut short still has its size at the start; `strip` tells that it ends early.
    let mut rest = bytes.get(12..).unwrap_or_default();
    let mut header = Header {
        width: 0,
        height: 0,
        orientation: Orientation::NoTransforms,
        animated: false,
        smaller: None,
        pixel: 4,
    };
    let mut extended = false;
    let mut transparent = false;
    let mut first = true;
    loop {
        let start = rest;
        let chunk = match next(&mut rest) {
            Ok(chunk) => chunk,
            // The pixels may be cut off here, as long as their first bytes are there.
            Err(_) if first => match start {
                [a, b, c, d, _, _, _, _, data @ ..] => Chunk { name: [*a, *b, *c, *d], data },
                _ => return Err(ENDS),
            },
            Err(_) => return Ok(header),
        };
        first = false;
        match &chunk.name {
            b"VP8X" => {
                let [flags, _, _, _, size @ ..] = chunk.data else { return Err(ENDS) };
                extended = true;
                header.animated = flags & IS_ANIMATED != 0;
                header.width = u24(size);
                header.height = u24(size.get(3..).unwrap_or_default());
            }
            b"ALPH" => transparent = true,
            b"VP8 " => {
                let [_, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1, ..] = *chunk.data else {
                    return Err(damaged("its pixels do not start as they should"));
                };
                // A lossy photo coded again without loss would grow, so it becomes a JPEG unless it is see-through.
                header.smaller = (!transparent).then_some(Format::Jpeg);
                if !extended {
                    header.width = u32::from(u16::from_le_bytes([w0, w1]) & 0x3FFF);
                    header.height = u32::from(u16::from_le_bytes([h0, h1]) & 0x3FFF);
                    return Ok(header);
                }
            }
            b"VP8L" => {
                let [0x2F, b0, b1, b2, b3, ..] = *chunk.data else {
                    return Err(damaged("its pixels do not start as they should"));
                };
                header.smaller = Some(Format::Webp);
                if !extended {
                    let bits = u32::from_le_bytes([b0, b1, b2, b3]);
                    header.width = (bits & 0x3FFF) + 1;
                    header.height = (bits >> 14 & 0x3FFF) + 1;
                    return Ok(header);
                }
            }
            _ if !extended => return Err(damaged("it does not start with a picture")),
            _ => {}
        }
    }
}

/// The Exif in a chunk; some programs put JPEG's mark before it.
fn exif_of(data: &[u8]) -> Exif {
    exif::read(data.strip_prefix(b"Exif\0\0").unwrap_or(data))
}

pub(super) fn strip(bytes: &[u8]) -> Result<Stripped<'_>, Fault> {
    let mut rest = body(bytes)?;
    let mut kept = Vec::with_capacity(bytes.len());
    let mut exif = Exif::default();
    let mut pictures = 0;
    while !rest.is_empty() {
        let chunk = next(&mut rest)?;
        match &chunk.name {
            b"VP8X" => {
                let mut data = chunk.data.to_vec();
                if let Some(flags) = data.first_mut() {
                    *flags &= !(HAS_EXIF | HAS_XMP);
                }
                put(&mut kept, b"VP8X", &data);
            }
            b"ANMF" => {
                pictures += 1;
                put(&mut kept, b"ANMF", &frame(chunk.data)?);
            }
            b"VP8 " | b"VP8L" => {
                pictures += 1;
                put(&mut kept, &chunk.name, chunk.data);
            }
            b"ICCP" | b"ANIM" | b"ALPH" => put(&mut kept, &chunk.name, chunk.data),
            b"EXIF" => {
                let noted = exif_of(chunk.data);
                exif = Exif { orientation: noted.orientation, place: exif.place || noted.place };
            }
            _ => {}
        }
    }
    if pictures == 0 {
        return Err(damaged("it has no pixels"));
    }
    Ok(Stripped::new(bytes, contain(&kept), exif))
}

/// One frame of a moving picture without what is no picture in it: sixteen bytes, then chunks.
fn frame(data: &[u8]) -> Result<Vec<u8>, Fault> {
    let (place, mut rest) = data.split_at_checked(16).ok_or(ENDS)?;
    let mut kept = place.to_vec();
    while !rest.is_empty() {
        let chunk = next(&mut rest)?;
        if matches!(&chunk.name, b"ALPH" | b"VP8 " | b"VP8L") {
            put(&mut kept, &chunk.name, chunk.data);
        }
    }
    Ok(kept)
}
