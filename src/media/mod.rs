//! The bytes of a file beside pages → what of it may be published, how large it is, and its smaller versions.
//!
//! Everything here is a function of bytes: no file is read or written, nothing depends on threads, and the
//! same bytes give the same bytes on every machine. [`probe`] reads headers only; [`clean`] takes out what
//! cameras and editors wrote about people and places, by walking a file's parts without opening the picture;
//! [`variant`] is the one function that opens a picture, under limits that the header has to meet first.
//!
//! A fault says in plain words what is wrong and whether the file may still be published
//! ([`Fault::may_copy`]); an SVG that could run a script never may.

mod avif;
mod exif;
mod fault;
mod gif;
mod jpeg;
mod mime;
mod png;
mod raster;
mod sizes;
pub mod svg;
mod webp;

use std::borrow::Cow;

use image::metadata::Orientation;

pub use fault::Fault;
pub use mime::{Untold, mime, untold};
pub use raster::{variant, variants};
pub use sizes::{WIDTHS, variant_path, variant_paths};
pub use svg::{SvgReport, svg};

/// The longest side a picture may have, in pixels: the limit of WebP, and of what phones show.
pub const MAX_SIDE: u32 = 16_384;

/// The most pixels a picture may have: more than any phone or office camera takes, and 200 MB once opened.
pub const MAX_PIXELS: u64 = 50_000_000;

/// What a file is, as far as this program treats it differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Portable Network Graphics, with or without frames.
    Png,
    /// JPEG, in any of its ways of coding.
    Jpeg,
    /// GIF, with or without frames.
    Gif,
    /// WebP, lossy or lossless, with or without frames.
    Webp,
    /// AV1 pictures: measured and cleaned, but not made smaller.
    Avif,
    /// Scalable Vector Graphics as text.
    Svg,
    /// Anything else: published as it is.
    Other,
}

impl Format {
    /// What the file's name says it is.
    pub fn named(name: &str) -> Self {
        match mime::extension(name).as_str() {
            "png" | "apng" => Self::Png,
            "jpg" | "jpeg" | "jpe" | "jfif" => Self::Jpeg,
            "gif" => Self::Gif,
            "webp" => Self::Webp,
            "avif" => Self::Avif,
            "svg" | "svgz" => Self::Svg,
            _ => Self::Other,
        }
    }

    /// What the first bytes say it is. SVG has no such mark and goes by its name alone.
    pub fn marked(bytes: &[u8]) -> Self {
        if bytes.starts_with(&png::SIGNATURE) {
            Self::Png
        } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Self::Jpeg
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            Self::Gif
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Self::Webp
        } else if avif::is_marked(bytes) {
            Self::Avif
        } else {
            Self::Other
        }
    }

    /// What people call it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Avif => "AVIF",
            Self::Svg => "SVG",
            Self::Other => "something else",
        }
    }
}

/// What a page needs to know of a picture to show it well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// What it is, by its bytes.
    pub format: Format,
    /// Its width as shown, so after the turn its camera noted, in CSS pixels.
    pub width: u32,
    /// Its height as shown, in CSS pixels.
    pub height: u32,
    /// Whether it has more than one frame. An SVG that moves does not count.
    pub animated: bool,
    /// The widths of the smaller versions worth making, smallest first; see [`WIDTHS`].
    pub variants: Vec<u32>,
    /// What the smaller versions are coded as: the same, but JPEG for a lossy WebP.
    pub variant_format: Format,
}

/// A file as it may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The bytes to publish; borrowed when nothing had to change.
    pub bytes: Cow<'a, [u8]>,
    /// What was done, or could not be done.
    pub notes: Vec<Note>,
}

/// What [`clean`] did to a file, or what its writer should know about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// So many bytes were left out that show nothing: camera, date, software, comments, previews.
    Removed {
        /// How many bytes.
        bytes: usize,
    },
    /// Among what was left out was the place where the photo was taken.
    PlaceRemoved,
    /// The photo was turned upright, as its camera had noted.
    Turned,
    /// The photo stays as it is and keeps only the note which way is up.
    TurnNoted,
    /// The photo said that it lies on its side, which browsers do not go by in a WebP: it is shown as it lies.
    Sideways,
    /// This kind of file may carry names, places or cameras, and they were not taken out.
    NotSearched,
}

impl Note {
    /// The note as one plain sentence without a full stop.
    pub fn message(self) -> String {
        match self {
            Self::Removed { bytes } => format!("{bytes} bytes that nobody sees were left out"),
            Self::PlaceRemoved => "the place where this photo was taken was left out".to_owned(),
            Self::Turned => "the photo was turned upright".to_owned(),
            Self::TurnNoted => "the photo keeps its note which way is up".to_owned(),
            Self::Sideways => {
                "browsers show this WebP lying on its side: turn it and save it again".to_owned()
            }
            Self::NotSearched => {
                "this kind of file may say who made it and where, and is published as it is".to_owned()
            }
        }
    }
}

/// What a header tells before the picture is opened.
struct Header {
    /// The width as stored, before any turn.
    width: u32,
    height: u32,
    orientation: Orientation,
    animated: bool,
    /// What smaller versions are coded as; `None` where none should be made.
    smaller: Option<Format>,
    /// How many bytes one pixel takes once opened.
    pixel: u64,
}

impl Header {
    /// Width and height as shown.
    fn shown(&self) -> (u32, u32) {
        match self.orientation {
            Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical => (self.width, self.height),
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (self.height, self.width),
        }
    }

    fn check(&self, format: Format) -> Result<(), Fault> {
        let Self { width, height, .. } = *self;
        if width == 0 || height == 0 {
            return Err(Fault::Damaged { format, what: "it says it has no width or no height" });
        }
        if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(Fault::TooManyPixels { width, height });
        }
        Ok(())
    }
}

/// The parts of a file that are worth publishing, and what the rest said about the way up and the place.
struct Stripped<'a> {
    bytes: Cow<'a, [u8]>,
    /// How many bytes were left out or overwritten.
    removed: usize,
    exif: exif::Exif,
}

impl<'a> Stripped<'a> {
    /// `kept` of `bytes`, borrowed where that is all.
    fn new(bytes: &'a [u8], kept: Vec<u8>, exif: exif::Exif) -> Self {
        let removed = bytes.len().saturating_sub(kept.len());
        let bytes = if kept == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(kept) };
        Self { bytes, removed, exif }
    }
}

/// What the file is, when its name and its bytes agree; `None` for what is not a picture.
fn agreed(name: &str, bytes: &[u8]) -> Result<Option<Format>, Fault> {
    let (named, found) = (Format::named(name), Format::marked(bytes));
    match (named, found) {
        (Format::Other, Format::Other) => Ok(None),
        (Format::Svg, Format::Other) => Ok(Some(Format::Svg)),
        (Format::Other, found) => Ok(Some(found)),
        (named, found) if named == found => Ok(Some(found)),
        (named, Format::Other) if bytes.is_empty() => {
            Err(Fault::Damaged { format: named, what: "it is empty" })
        }
        (named, found) => Err(Fault::OtherThanNamed { named, found }),
    }
}

fn header(format: Format, bytes: &[u8]) -> Result<Header, Fault> {
    match format {
        Format::Png => png::header(bytes),
        Format::Jpeg => jpeg::header(bytes),
        Format::Gif => gif::header(bytes),
        Format::Webp => webp::header(bytes),
        Format::Avif => avif::header(bytes),
        Format::Svg | Format::Other => Err(Fault::NotResizable { format }),
    }
}

/// The parts worth publishing, by walking the whole file.
fn strip(format: Format, bytes: &[u8]) -> Result<Stripped<'_>, Fault> {
    match format {
        Format::Png => png::strip(bytes),
        Format::Jpeg => jpeg::strip(bytes),
        Format::Gif => gif::strip(bytes),
        Format::Webp => webp::strip(bytes),
        Format::Avif => avif::strip(bytes),
        Format::Svg => svg::strip(bytes),
        Format::Other => {
            Ok(Stripped { bytes: Cow::Borrowed(bytes), removed: 0, exif: exif::Exif::default() })
        }
    }
}

/// What a page needs to know about the picture `bytes`, from its header alone; `None` for what is no picture.
///
/// # Errors
/// When the picture has too many pixels, is not what its name says, is damaged in its header, or is an SVG
/// that may not be published. A file whose name promises no picture has no faults.
pub fn probe(name: &str, bytes: &[u8]) -> Result<Option<Image>, Fault> {
    let Some(format) = agreed(name, bytes)? else { return Ok(None) };
    match picture(format, bytes) {
        // No page shows it, and it may be another format that starts in the same way.
        Err(_) if Format::named(name) == Format::Other => Ok(None),
        picture => picture.map(Some),
    }
}

fn picture(format: Format, bytes: &[u8]) -> Result<Image, Fault> {
    if format == Format::Svg {
        let report = svg::svg(bytes)?;
        report.refusal()?;
        return Ok(Image {
            format,
            width: report.width,
            height: report.height,
            animated: false,
            variants: Vec::new(),
            variant_format: format,
        });
    }
    let header = header(format, bytes)?;
    header.check(format)?;
    let (width, height) = header.shown();
    let smaller = header.smaller.filter(|_| !header.animated && raster::fits(&header));
    let variants = match smaller {
        Some(smaller) if bytes.len() >= sizes::WORTH_SHRINKING => {
            sizes::widths(width, format == Format::Jpeg && smaller == format)
        }
        Some(_) | None => Vec::new(),
    };
    let variant_format = smaller.unwrap_or(format);
    Ok(Image { format, width, height, animated: header.animated, variants, variant_format })
}

/// What a look through a whole file tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// What pages need to know of it, if it is a picture.
    pub image: Option<Image>,
    /// What its writer should know: that it names a place, that it lies on its side.
    pub notes: Vec<Note>,
    /// What is in a drawing besides drawing, and does not forbid to publish it.
    pub found: Vec<svg::Found>,
}

/// The same as [`probe`], after a walk through the whole file, so that a file cut short is told before it is
/// published. Nothing is opened: a megabyte takes about a millisecond.
///
/// # Errors
/// As [`probe`] and [`clean`]. What passes here, or fails with a fault that [may be copied](Fault::may_copy), is
/// cleaned without a fault.
pub fn look(name: &str, bytes: &[u8]) -> Result<Seen, Fault> {
    let probed = probe(name, bytes);
    let format = match Format::named(name) {
        Format::Svg => Format::Svg,
        Format::Png | Format::Jpeg | Format::Gif | Format::Webp | Format::Avif => Format::marked(bytes),
        Format::Other => return probed.map(|image| Seen { image, ..Seen::default() }),
    };
    let mut seen = Seen::default();
    if probed.as_ref().is_ok_and(Option::is_some) || probed.as_ref().is_err_and(Fault::may_copy) {
        let stripped = strip(format, bytes)?;
        if stripped.exif.place {
            seen.notes.push(Note::PlaceRemoved);
        }
        if raster::stays_sideways(format, stripped.exif.orientation) {
            seen.notes.push(Note::Sideways);
        }
        if format == Format::Svg {
            seen.found = svg::svg(bytes)?.found;
        }
    }
    seen.image = probed?;
    Ok(seen)
}

/// What [`look`] tells about the picture alone.
///
/// # Errors
/// As [`look`].
pub fn examine(name: &str, bytes: &[u8]) -> Result<Option<Image>, Fault> {
    look(name, bytes).map(|seen| seen.image)
}

/// The file as it may be published: without what cameras, phones and editors noted about people, places and
/// machines; colours, frames and pixels as they were.
///
/// Pixels stay as they are, bit by bit, with one exception: a JPEG or PNG that its camera marked as lying on its
/// side is opened, turned and coded again (JPEG with quality 88, PNG without loss). Where that cannot be done
/// well, the note which way is up is kept, and nothing else. Pictures go by
/// their bytes even when their name says otherwise, so that a wrong name never keeps a place in. Files that
/// are no pictures pass unchanged.
///
/// # Errors
/// When the picture ends early or is otherwise damaged, so that nobody can say what is in it, or is an SVG
/// that may not be published. A picture of too many pixels is no error here: it is never opened.
pub fn clean<'a>(name: &str, bytes: &'a [u8]) -> Result<Cleaned<'a>, Fault> {
    let format = match agreed(name, bytes) {
        Ok(Some(format)) => format,
        Ok(None) => {
            let notes = if mime::untold(name).is_some() { vec![Note::NotSearched] } else { Vec::new() };
            return Ok(Cleaned { bytes: Cow::Borrowed(bytes), notes });
        }
        Err(Fault::OtherThanNamed { named, found }) if found != Format::Other && named != Format::Svg => {
            found
        }
        Err(fault) => return Err(fault),
    };
    let stripped = match strip(format, bytes) {
        // No page shows it, and it may be another format that starts in the same way.
        Err(_) if Format::named(name) == Format::Other => {
            return Ok(Cleaned { bytes: Cow::Borrowed(bytes), notes: vec![Note::NotSearched] });
        }
        stripped => stripped?,
    };
    Ok(raster::upright(format, stripped))
}
