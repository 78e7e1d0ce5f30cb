//! GIF: a header, then blocks (GIF89a specification). Comments, notes of programs and text blocks are left out;
//! the loop count and a colour profile are kept.

use image::metadata::Orientation;

use super::exif::Exif;
use super::{Fault, Format, Header, Stripped};

const fn damaged(what: &'static str) -> Fault {
    Fault::Damaged { format: Format::Gif, what }
}

const ENDS: Fault = damaged("it ends early");

/// What a block is for.
enum Block {
    Frame,
    /// How the next frame is shown, or how often all are.
    Looks,
    Note,
    End,
}

/// The length of a colour table, from the byte that announces it.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The length of the header with its colour table.
fn head(bytes: &[u8]) -> Result<usize, Fault> {
    let head = 13 + table(*bytes.get(10).ok_or(ENDS)?);
    if bytes.len() < head { Err(ENDS) } else { Ok(head) }
}

/// The length of the sub-blocks at the start of `bytes`, their end included.
fn sub_blocks(bytes: &[u8]) -> Result<usize, Fault> {
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(0) => return Ok(at + 1),
            Some(&length) => at += 1 + usize::from(length),
            None => return Err(ENDS),
        }
    }
}

/// Takes the first block off `rest`.
fn next<'a>(rest: &mut &'a [u8]) -> Result<(Block, &'a [u8]), Fault> {
    let from = *rest;
    let (block, length) = match from {
        [0x3B, ..] => (Block::End, 1),
        [0x2C, frame @ ..] => {
            // Place and size, a colour table, one byte of code size, then the pixels.
            let start = 10 + table(*frame.get(8).ok_or(ENDS)?) + 1;
            (Block::Frame, start + sub_blocks(from.get(start..).ok_or(ENDS)?)?)
        }
        [0x21, label, data @ ..] => {
            let block = match (label, data) {
                (0xF9, _) => Block::Looks,
                (0xFF, [11, name @ ..])
                    if name.starts_with(b"NETSCAPE2.0")
                        || name.starts_with(b"ANIMEXTS1.0")
                        || name.starts_with(b"ICCRGBG1012") =>
                {
                    Block::Looks
                }
                _ => Block::Note,
            };
            (block, 2 + sub_blocks(data)?)
        }
        [] | [0x21] => return Err(ENDS),
        [_, ..] => return Err(damaged("a part of it is no part of a GIF")),
    };
    let (block_bytes, after) = from.split_at_checked(length).ok_or(ENDS)?;
    *rest = after;
    Ok((block, block_bytes))
}

pub(super) fn header(bytes: &[u8]) -> Result<Header, Fault> {
    let mut rest = &bytes[head(bytes)?..];
    let size = |at: usize| u32::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let mut frames = 0;
    while frames < 2 {
        match next(&mut rest) {
            Ok((Block::Frame, _)) => frames += 1,
            Ok((Block::Looks | Block::Note, _)) => {}
            Ok((Block::End, _)) | Err(_) => break,
        }
    }
    Ok(Header {
        width: size(6),
        height: size(8),
        orientation: Orientation::NoTransforms,
        animated: frames > 1,
        // Drawings of few colours grow when they are resized.
        smaller: None,
        pixel: 4,
    })
}

pub(super) fn strip(bytes: &[u8]) -> Result<Stripped<'_>, Fault> {
    let head = head(bytes)?;
    let mut rest = &bytes[head..];
    let mut kept = bytes[..head].to_vec();
    let mut frames = 0;
    loop {
        // Some programs forget the end mark; a browser does not mind.
        if rest.is_empty() && frames > 0 {
            kept.push(0x3B);
            break;
        }
        let (block, block_bytes) = next(&mut rest)?;
        match block {
            Block::Frame => {
                frames += 1;
                kept.extend_from_slice(block_bytes);
            }
            Block::Looks => kept.extend_from_slice(block_bytes),
            Block::Note => {}
            Block::End => {
                kept.push(0x3B);
                break;
            }
        }
    }
    if frames == 0 {
        return Err(damaged("it has no pixels"));
    }
    Ok(Stripped::new(bytes, kept, Exif::default()))
}
