//! JPEG: segments of a marker, a length and data, with coded pixels behind some (ITU-T T.81, annex B).
//!
//! Of the application segments only JFIF (without its preview), colour profiles and Adobe's colour mark are
//! kept: they decide how the picture looks. Exif, XMP, Photoshop's notes, comments and further pictures
//! behind the end (phones put films and depth there, with places of their own) are left out.

use std::borrow::Cow;

use image::metadata::Orientation;

use super::exif::{self, Exif};
use super::{Fault, Format, Header, Stripped};

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

/// The most scans a picture may have. Cameras and programs write at most a dozen; each one makes opening the
/// picture take longer, so that a file of a few kilobytes could keep a build busy for hours.
const MAX_SCANS: usize = 64;

const fn damaged(what: &'static str) -> Fault {
    Fault::Damaged { format: Format::Jpeg, what }
}

const ENDS: Fault = damaged("it ends early");

/// One marker with what belongs to it.
struct Segment<'a> {
    marker: u8,
    /// What stands behind the length; empty for markers that have none.
    data: &'a [u8],
    /// All its bytes, from the marker on, coded pixels included.
    whole: &'a [u8],
}

impl Segment<'_> {
    /// The size of the picture, where this segment tells it: depth, height, width, components.
    fn frame(&self) -> Option<(u32, u32, u8)> {
        match (self.marker, self.data) {
            (0xC4 | 0xC8 | 0xCC, _) => None,
            (0xC0..=0xCF, [_, h0, h1, w0, w1, components, ..]) => Some((
                u32::from_be_bytes([0, 0, *w0, *w1]),
                u32::from_be_bytes([0, 0, *h0, *h1]),
                *components,
            )),
            _ => None,
        }
    }

    fn exif(&self) -> Option<Exif> {
        (self.marker == APP1).then(|| self.data.strip_prefix(b"Exif\0\0").map(exif::read)).flatten()
    }

    /// What to keep of this segment.
    fn looks(&self) -> Option<Cow<'_, [u8]>> {
        let kept = match self.marker {
            APP0 if self.data.starts_with(b"JFIF\0") => match self.data.get(..12) {
                // Fourteen bytes of data are JFIF without a preview.
                Some(start) if self.data.len() > 14 => {
                    return Some(Cow::Owned([&[0xFF, APP0, 0, 16], start, &[0, 0]].concat()));
                }
                Some(_) | None => true,
            },
            APP2 => self.data.starts_with(b"ICC_PROFILE\0"),
            APP14 => self.data.starts_with(b"Adobe"),
            // Tables, frames, scans, restarts, the start and the end.
            0xC0..=0xDF => true,
            _ => false,
        };
        kept.then_some(Cow::Borrowed(self.whole))
    }
}

/// Takes the first segment off `rest`, skipping stray bytes before it as browsers do.
fn next<'a>(rest: &mut &'a [u8]) -> Result<Segment<'a>, Fault> {
    // A marker is the last of any number of 0xFF and the byte behind it.
    let at = rest.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xFF)).ok_or(ENDS)?;
    let from = &rest[at..];
    let marker = from[1];
    let mut end = 2;
    let mut data: &[u8] = &[];
    if !matches!(marker, SOI | EOI | 0x01 | 0xD0..=0xD7) {
        let length = match from.get(2..4) {
            Some(&[high, low]) => usize::from(u16::from_be_bytes([high, low])),
            Some(_) | None => return Err(ENDS),
        };
        data = from.get(4..2 + length.max(2)).ok_or(ENDS)?;
        end = 2 + length.max(2);
    }
    if marker == SOS {
        // Coded pixels: 0xFF is followed by 0 or by a restart; anything else is the next marker.
        let pixels = &from[end..];
        let is_marker = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF);
        end += pixels.windows(2).position(is_marker).ok_or(ENDS)?;
    }
    let whole = &from[..end];
    *rest = &from[end..];
    Ok(Segment { marker, data, whole })
}

pub(super) fn header(bytes: &[u8]) -> Result<Header, Fault> {
    let mut rest = bytes;
    let mut orientation = Orientation::NoTransforms;
    let mut frame = None;
    loop {
        // The first scan may be long and need not be whole here.
        if let (Some(&[0xFF, SOS]), Some((width, height, components, marker))) = (rest.get(..2), frame) {
            // Coded as browsers and this program read it, and not in the inks of a printer.
            let usual = matches!(marker, 0xC0..=0xC2) && matches!(components, 1 | 3);
            return Ok(Header {
                width,
                height,
                orientation,
                animated: false,
                smaller: usual.then_some(Format::Jpeg),
                // Progressive pictures are held as coefficients of two bytes besides the pixels.
                pixel: u64::from(components) * if marker == 0xC2 { 3 } else { 1 },
            });
        }
        let segment = next(&mut rest)?;
        if let Some(exif) = segment.exif() {
            orientation = exif.orientation;
        }
        if let (Some((width, height, components)), None) = (segment.frame(), frame) {
            frame = Some((width, height, components, segment.marker));
        }
        if matches!(segment.marker, SOS | EOI) {
            return Err(damaged("it has no size"));
        }
    }
}

pub(super) fn strip(bytes: &[u8]) -> Result<Stripped<'_>, Fault> {
    let mut rest = bytes;
    let mut kept = Vec::with_capacity(bytes.len());
    let mut exif = Exif::default();
    let mut scans = 0;
    loop {
        let segment = next(&mut rest)?;
        if let Some(noted) = segment.exif() {
            exif.place |= noted.place;
            if scans == 0 {
                exif.orientation = noted.orientation;
            }
        }
        if let Some(looks) = segment.looks() {
            kept.extend_from_slice(&looks);
        }
        match segment.marker {
            SOS => scans += 1,
            EOI => break,
            _ => {}
        }
        if scans > MAX_SCANS {
            return Err(damaged("it is coded in more steps than any program writes"));
        }
    }
    if scans == 0 {
        return Err(damaged("it has no pixels"));
    }
    Ok(Stripped::new(bytes, kept, exif))
}

/// `bytes`, stripped, with one more segment behind its start that says which way is up.
pub(super) fn note_turn(bytes: &[u8], orientation: Orientation) -> Vec<u8> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    let jfif = next(&mut rest).map_or(0, |first| if first.marker == APP0 { first.whole.len() } else { 0 });
    let (head, tail) = bytes.split_at((2 + jfif).min(bytes.len()));
    // Two bytes of length, the mark of six, and the block.
    [head, &[0xFF, APP1, 0, 2 + 6 + 26], b"Exif\0\0", &exif::only(orientation), tail].concat()
}
