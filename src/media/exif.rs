//! What cameras note in Exif → which way is up, and whether it names a place.
//!
//! Exif is a TIFF file in small (Exif 2.32, section 4.5): a byte order, then a list of entries of 12 bytes. Only the
//! first list is read: tag 0x0112 is the orientation, tag 0x8825 points to the place.

use image::metadata::Orientation;

/// The tag that says which way is up.
const ORIENTATION: u16 = 0x0112;

/// The tag that points to where the photo was taken.
const PLACE: u16 = 0x8825;

/// The little that matters of a picture's Exif.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exif {
    pub(super) orientation: Orientation,
    pub(super) place: bool,
}

impl Default for Exif {
    fn default() -> Self {
        Self { orientation: Orientation::NoTransforms, place: false }
    }
}

/// Reads a block of Exif without its `Exif\0\0` mark. Whatever does not hold together says nothing.
pub(super) fn read(block: &[u8]) -> Exif {
    let mut exif = Exif::default();
    let little = match block.get(..4) {
        Some([b'I', b'I', 42, 0]) => true,
        Some([b'M', b'M', 0, 42]) => false,
        Some(_) | None => return exif,
    };
    let u16_at = |at: usize| {
        let bytes: [u8; 2] = block.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let Some(start) = block.get(4..8).and_then(|bytes| bytes.try_into().ok()).and_then(|bytes: [u8; 4]| {
        let offset = if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        usize::try_from(offset).ok()
    }) else {
        return exif;
    };
    let Some(entries) = u16_at(start) else { return exif };
    for entry in 0..usize::from(entries) {
        let at = start.saturating_add(2 + entry * 12);
        match u16_at(at) {
            // The value of a 16-bit entry stands first in its four bytes of value.
            Some(ORIENTATION) => {
                let noted = u16_at(at.saturating_add(8)).and_then(|noted| u8::try_from(noted).ok());
                if let Some(orientation) = noted.and_then(Orientation::from_exif) {
                    exif.orientation = orientation;
                }
            }
            Some(PLACE) => exif.place = true,
            Some(_) => {}
            None => break,
        }
    }
    exif
}

/// A block of Exif that says which way is up and nothing else, without the `Exif\0\0` mark.
pub(super) fn only(orientation: Orientation) -> [u8; 26] {
    let [high, low] = ORIENTATION.to_be_bytes();
    let mut block = *b"MM\0\x2A\0\0\0\x08\0\x01\0\0\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    block[10] = high;
    block[11] = low;
    block[19] = orientation.to_exif();
    block
}
