//! The one place where pictures are opened: turned upright, made smaller, coded again.
//!
//! A picture is opened only after its header has met the limits, and then under limits of its own. Large ones are
//! opened one at a time, so that memory does not grow with the number of threads. Resizing uses sums and products
//! only, no sines, so that every machine makes the same bytes.

use std::borrow::Cow;
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits, RgbaImage};

use super::{Cleaned, Fault, Format, Header, MAX_SIDE, Note, Stripped, header, jpeg, png, strip};
use crate::guard;

/// The most memory one opened picture may take, in bytes.
const MAX_MEMORY: u64 = 256 * 1024 * 1024;

/// Pictures over this many pixels are opened one at a time.
const LARGE: u64 = 8_000_000;

/// The quality of a JPEG that is turned: at 88 nobody sees the second coding.
const TURNED_QUALITY: u8 = 88;

/// The quality of a smaller JPEG: at 82 nobody sees it on a page.
const SMALLER_QUALITY: u8 = 82;

static ONE_LARGE: Mutex<()> = Mutex::new(());

/// Whether the picture can be opened in the memory it may take.
pub(super) fn fits(header: &Header) -> bool {
    u64::from(header.width) * u64::from(header.height) * header.pixel <= MAX_MEMORY
}

/// A picture as pixels, with its colour profile.
struct Opened {
    pixels: DynamicImage,
    profile: Option<Vec<u8>>,
}

/// Runs `work` so that a fault in a decoder is a damaged picture and not the end of the build, and so that
/// large pictures wait for each other.
fn guarded<T>(header: &Header, format: Format, work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    let large = u64::from(header.width) * u64::from(header.height) > LARGE;
    let _one = large.then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let unreadable = Fault::Damaged { format, what: "its pixels cannot be read" };
    guard::guarded(work).unwrap_or(Err(unreadable))
}

fn open(format: Format, bytes: &[u8]) -> Result<Opened, Fault> {
    let unreadable = |_| Fault::Damaged { format, what: "its pixels cannot be read" };
    let coded = match format {
        Format::Png => ImageFormat::Png,
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Webp => ImageFormat::WebP,
        Format::Gif | Format::Avif | Format::Svg | Format::Other => {
            return Err(Fault::NotResizable { format });
        }
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), coded);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    limits.reserve(decoder.total_bytes()).map_err(unreadable)?;
    let profile = decoder.icc_profile().map_err(unreadable)?;
    let pixels = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    Ok(Opened { pixels, profile })
}

impl Opened {
    /// The picture in eight bits per sample and in a form that `format` can hold.
    fn plain(self, format: Format) -> Self {
        let colour = self.pixels.color();
        let alpha = colour.has_alpha() && format != Format::Jpeg;
        let pixels = match (colour.has_color(), alpha) {
            (false, false) if format != Format::Webp => DynamicImage::ImageLuma8(self.pixels.into_luma8()),
            (_, true) => DynamicImage::ImageRgba8(self.pixels.into_rgba8()),
            (_, false) => DynamicImage::ImageRgb8(self.pixels.into_rgb8()),
        };
        Self { pixels, profile: self.profile }
    }

    /// Coded as `format`, with the profile where it describes such colours (ICC.1:2022, 7.2.6: bytes 16 to 19).
    fn code(self, format: Format, quality: u8) -> Result<Vec<u8>, Fault> {
        let wanted: &[u8] = if self.pixels.color().has_color() { b"RGB " } else { b"GRAY" };
        let profile = self.profile.filter(|profile| profile.get(16..20) == Some(wanted));
        let mut bytes = Vec::new();
        let coded = match format {
            Format::Png => {
                let encoder =
                    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, PngFilter::Adaptive);
                code_with(encoder, profile, &self.pixels)
            }
            Format::Jpeg => {
                code_with(JpegEncoder::new_with_quality(&mut bytes, quality), profile, &self.pixels)
            }
            Format::Webp => code_with(WebPEncoder::new_lossless(&mut bytes), profile, &self.pixels),
            Format::Gif | Format::Avif | Format::Svg | Format::Other => {
                return Err(Fault::NotResizable { format });
            }
        };
        coded.map_err(|_| Fault::Damaged { format, what: "it cannot be saved again" })?;
        Ok(bytes)
    }
}

/// `pixels` made `width` wide. Sharp from up to four times the size; from more, rows and columns are first
/// averaged down to twice the size, which is several times faster and looks the same.
fn resize(pixels: &DynamicImage, width: u32) -> DynamicImage {
    let (from, tall) = (u64::from(pixels.width()), u64::from(pixels.height()));
    let height = |width: u32| {
        let height = (tall * u64::from(width) + from / 2) / from.max(1);
        u32::try_from(height.max(1)).unwrap_or(u32::MAX)
    };
    let high = height(width);
    let twice = (from > 4 * u64::from(width)).then(|| (width * 2, height(width * 2)));
    macro_rules! smaller {
        ($pixels:expr) => {
            match twice {
                Some((wide, tall)) => imageops::resize(
                    &imageops::thumbnail($pixels, wide, tall),
                    width,
                    high,
                    FilterType::CatmullRom,
                ),
                None => imageops::resize($pixels, width, high, FilterType::CatmullRom),
            }
        };
    }
    match pixels {
        DynamicImage::ImageLuma8(pixels) => DynamicImage::ImageLuma8(smaller!(pixels)),
        DynamicImage::ImageRgb8(pixels) => DynamicImage::ImageRgb8(smaller!(pixels)),
        other => DynamicImage::ImageRgba8(unweigh(smaller!(&weigh(other.to_rgba8())))),
    }
}

/// Each colour times its opacity, so that what cannot be seen does not bleed into what can.
fn weigh(mut pixels: RgbaImage) -> RgbaImage {
    for pixel in pixels.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        for sample in &mut pixel.0[..3] {
            *sample = u8::try_from((u16::from(*sample) * alpha + 127) / 255).unwrap_or(u8::MAX);
        }
    }
    pixels
}

/// The opposite of [`weigh`].
fn unweigh(mut pixels: RgbaImage) -> RgbaImage {
    for pixel in pixels.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        for sample in &mut pixel.0[..3] {
            let whole = (u16::from(*sample) * 255 + alpha / 2).checked_div(alpha).unwrap_or(0);
            *sample = u8::try_from(whole).unwrap_or(u8::MAX);
        }
    }
    pixels
}

fn code_with(
    mut encoder: impl ImageEncoder,
    profile: Option<Vec<u8>>,
    pixels: &DynamicImage,
) -> Result<(), image::ImageError> {
    if let Some(profile) = profile {
        // Every encoder here takes one; were it refused, the picture would still be right.
        let _ = encoder.set_icc_profile(profile);
    }
    encoder.write_image(pixels.as_bytes(), pixels.width(), pixels.height(), pixels.color().into())
}

/// What is published of `bytes`: `stripped`, turned upright where its camera noted a turn.
pub(super) fn upright(format: Format, stripped: Stripped<'_>) -> Cleaned<'_> {
    let mut notes = Vec::new();
    if stripped.removed > 0 {
        notes.push(Note::Removed { bytes: stripped.removed });
    }
    if stripped.exif.place {
        notes.push(Note::PlaceRemoved);
    }
    let orientation = stripped.exif.orientation;
    let bytes = match format {
        _ if orientation == Orientation::NoTransforms => stripped.bytes,
        Format::Png | Format::Jpeg => match turn(format, &stripped.bytes, orientation) {
            Some(turned) => {
                notes.push(Note::Turned);
                Cow::Owned(turned)
            }
            None => {
                notes.push(Note::TurnNoted);
                let note_turn = if format == Format::Png { png::note_turn } else { jpeg::note_turn };
                Cow::Owned(note_turn(&stripped.bytes, orientation))
            }
        },
        // AVIF has a turn of its own that browsers go by; the others have none.
        Format::Webp | Format::Gif | Format::Avif | Format::Svg | Format::Other => stripped.bytes,
    };
    if stays_sideways(format, orientation) {
        notes.push(Note::Sideways);
    }
    Cleaned { bytes, notes }
}

/// Whether a picture that its camera noted as turned is shown as it lies: browsers do not turn a WebP.
pub(super) fn stays_sideways(format: Format, orientation: Orientation) -> bool {
    format == Format::Webp && orientation != Orientation::NoTransforms
}

/// The picture turned upright; `None` where it is too large to open, moves, or would change its format.
fn turn(format: Format, bytes: &[u8], orientation: Orientation) -> Option<Vec<u8>> {
    let header = header(format, bytes).ok()?;
    header.check(format).ok()?;
    if header.animated || header.smaller != Some(format) || !fits(&header) {
        return None;
    }
    let turned = guarded(&header, format, || {
        let mut opened = open(format, bytes)?;
        opened.pixels.apply_orientation(orientation);
        opened.code(format, TURNED_QUALITY)
    });
    turned.ok()
}

/// The picture `bytes` made `width` pixels wide, coded as [`Image::variant_format`](super::Image::variant_format)
/// says: PNG and lossless WebP as themselves, JPEG and lossy WebP as JPEG of quality 82. It is upright, keeps its
/// colour profile and carries no notes; `bytes` may be the file as found or as cleaned.
///
/// # Errors
/// When the picture has no smaller versions, `width` is not smaller, the header breaks a limit, or the pixels
/// cannot be read.
pub fn variant(bytes: &[u8], width: u32) -> Result<Vec<u8>, Fault> {
    let mut made = variants(bytes, &[width])?;
    made.pop().ok_or(Fault::NotResizable { format: Format::marked(bytes) })
}

/// The same for several widths, in their order, opening the picture once.
///
/// # Errors
/// As [`variant`].
pub fn variants(bytes: &[u8], widths: &[u32]) -> Result<Vec<Vec<u8>>, Fault> {
    let format = Format::marked(bytes);
    let header = header(format, bytes)?;
    header.check(format)?;
    let unfit = Fault::NotResizable { format };
    let Some(smaller) = header.smaller.filter(|_| !header.animated && fits(&header)) else {
        return Err(unfit);
    };
    if widths.iter().any(|&width| width == 0 || width >= header.shown().0) {
        return Err(unfit);
    }
    let stripped = strip(format, bytes)?;
    guarded(&header, format, || {
        let mut opened = open(format, &stripped.bytes)?.plain(smaller);
        opened.pixels.apply_orientation(header.orientation);
        let one = |&width: &u32| {
            let pixels = resize(&opened.pixels, width);
            Opened { pixels, profile: opened.profile.clone() }.code(smaller, SMALLER_QUALITY)
        };
        widths.iter().map(one).collect()
    })
}
