//! PNG: a signature, then chunks of length, name, data and checksum (W3C PNG, third edition, section 5).
//!
//! Chunks are kept by an allow-list of what changes how the picture looks. Text is dropped without being
//! inflated, so that a small file cannot claim a gigabyte of it.

use flate2::Crc;
use image::metadata::Orientation;

use super::exif::{self, Exif};
use super::{Fault, Format, Header, Stripped};

/// The eight bytes every PNG starts with.
pub(super) const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];

/// The chunks besides the required ones that decide how the picture looks.
const LOOKS: [&[u8; 4]; 15] = [
    b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs",
    b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

const fn damaged(what: &'static str) -> Fault {
    Fault::Damaged { format: Format::Png, what }
}

/// One chunk: its name, its data, and all its bytes.
struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
    whole: &'a [u8],
}

/// Takes the first chunk off `rest`.
fn next<'a>(rest: &mut &'a [u8]) -> Result<Chunk<'a>, Fault> {
    const ENDS: Fault = damaged("it ends early");
    let (length, after) = rest.split_first_chunk::<4>().ok_or(ENDS)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| ENDS)?;
    let (name, after) = after.split_first_chunk::<4>().ok_or(ENDS)?;
    let data = after.get(..length).ok_or(ENDS)?;
    let whole = rest.get(..length.saturating_add(12)).ok_or(ENDS)?;
    *rest = &rest[whole.len()..];
    Ok(Chunk { name: *name, data, whole })
}

impl Chunk<'_> {
    /// Whether the checksum after the data belongs to it.
    fn holds(&self) -> bool {
        let mut crc = Crc::new();
        crc.update(&self.name);
        crc.update(self.data);
        self.whole.ends_with(&crc.sum().to_be_bytes())
    }

    /// Whether the chunk decides how the picture looks: required ones have a capital first letter.
    fn is_looks(&self) -> bool {
        self.name[0].is_ascii_uppercase() || LOOKS.contains(&&self.name)
    }
}

pub(super) fn header(bytes: &[u8]) -> Result<Header, Fault> {
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    let first = next(&mut rest)?;
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, ..] = *first.data else {
        return Err(damaged("its header is too short"));
    };
    if &first.name != b"IHDR" || !first.holds() {
        return Err(damaged("its header does not hold together"));
    }
    let mut header = Header {
        width: u32::from_be_bytes([w0, w1, w2, w3]),
        height: u32::from_be_bytes([h0, h1, h2, h3]),
        orientation: Orientation::NoTransforms,
        animated: false,
        // Drawings of few colours grow when they are resized: between two colours lie many.
        smaller: (depth >= 8 && colour != 3).then_some(Format::Png),
        // One to four samples of one or two bytes.
        pixel: u64::from(depth.div_ceil(8)) * [1, 1, 3, 4, 2, 1, 4][usize::from(colour.min(6))],
    };
    // Until the first pixels; notes behind them are ignored by browsers, too.
    while let Ok(chunk) = next(&mut rest) {
        match &chunk.name {
            b"acTL" => header.animated = chunk.data.get(..4).is_some_and(|frames| frames > &[0, 0, 0, 1][..]),
            b"eXIf" => header.orientation = exif::read(chunk.data).orientation,
            // Colours of a screen brighter than usual would be lost in smaller versions.
            b"cICP" => header.smaller = None,
            b"IDAT" | b"IEND" => break,
            _ => {}
        }
    }
    Ok(header)
}

pub(super) fn strip(bytes: &[u8]) -> Result<Stripped<'_>, Fault> {
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    let mut kept = SIGNATURE.to_vec();
    let mut exif = Exif::default();
    let mut pixels = false;
    loop {
        let chunk = next(&mut rest)?;
        if chunk.is_looks() {
            if !chunk.holds() {
                return Err(damaged("a part of it does not match its checksum"));
            }
            kept.extend_from_slice(chunk.whole);
        }
        match &chunk.name {
            b"eXIf" => {
                let noted = exif::read(chunk.data);
                exif.place |= noted.place;
                if !pixels {
                    exif.orientation = noted.orientation;
                }
            }
            b"IDAT" => pixels = true,
            b"IEND" => break,
            _ => {}
        }
    }
    if !pixels {
        return Err(damaged("it has no pixels"));
    }
    // Whatever stands behind the end shows nothing and is left out with the rest.
    Ok(Stripped::new(bytes, kept, exif))
}

/// `bytes`, stripped, with one more chunk behind its header that says which way is up.
pub(super) fn note_turn(bytes: &[u8], orientation: Orientation) -> Vec<u8> {
    let data = exif::only(orientation);
    let mut crc = Crc::new();
    crc.update(b"eXIf");
    crc.update(&data);
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    let head = SIGNATURE.len() + next(&mut rest).map_or(0, |chunk| chunk.whole.len());
    let (head, tail) = bytes.split_at(head.min(bytes.len()));
    [head, &26_u32.to_be_bytes(), b"eXIf", &data, &crc.sum().to_be_bytes(), tail].concat()
}
