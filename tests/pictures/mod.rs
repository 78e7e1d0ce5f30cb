//! Small pictures, made of code: plain ones, and ones that tell more than they should.

use std::io::{Cursor, Write};

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use image::codecs::gif::{GifEncoder, Repeat};
use image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// A picture coded as `format`.
pub fn coded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("coded");
    bytes.into_inner()
}

/// Colours that flow from corner to corner.
fn flow(width: u32, height: u32) -> DynamicImage {
    let part = |at: u32, of: u32| u8::try_from(at * 255 / of).unwrap_or(255);
    RgbImage::from_fn(width, height, |x, y| Rgb([part(x, width), part(y, height), 90])).into()
}

/// One half of one colour, one of another.
pub fn two_colours(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x * 2 < width { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) },
    )
    .into()
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    coded(&flow(width, height), ImageFormat::Png)
}

/// A PNG that does not compress, so that it is worth making smaller.
pub fn noisy_png(width: u32, height: u32) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    coded(&RgbImage::from_fn(width, height, |_, _| Rgb([next(), next(), next()])).into(), ImageFormat::Png)
}

/// A JPEG; a wide one is noisy, so that it is worth making smaller.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = if width > 1000 {
        image::load_from_memory(&noisy_png(width, height)).expect("a PNG")
    } else {
        flow(width, height)
    };
    coded(&picture, ImageFormat::Jpeg)
}

pub fn lossless_webp(width: u32, height: u32) -> Vec<u8> {
    coded(&flow(width, height), ImageFormat::WebP)
}

/// A lossy WebP of 64 by 48: there is no encoder for one here.
pub fn lossy_webp() -> Vec<u8> {
    const HEX: &str = "52494646b20000005745425056503820a6000000f005009d012a400030003f1178b250bfada4a3b01aa803f02209\
                       666d737ff58313d4e016d66c78def90f33203248d64077ffff4a87fffe2800feed206ceb503bfe26f6f328cee6fa93\
                       011edd0887b583454a94aefba2f446d2b579a97a2c22c33664905c4cc528b4899a55582a8e3b67215a26db4801677c\
                       05c6b912a766367a0cde3fc92ddc870afa4f74c392ed17130e4000900d0cce44a5fd3560058e6d4fc84bfd985000";
    let digits: Vec<u8> =
        HEX.chars().filter_map(|c| c.to_digit(16)).map(|digit| u8::try_from(digit).unwrap_or(0)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// A GIF of 8 by 6 with so many frames.
pub fn gif(frames: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut bytes);
        if frames > 1 {
            encoder.set_repeat(Repeat::Infinite).expect("a loop");
        }
        for frame in 0..frames {
            let picture = RgbaImage::from_pixel(8, 6, Rgba([frame * 60, 90, 90, 255]));
            encoder.encode_frame(Frame::new(picture)).expect("a frame");
        }
    }
    bytes
}

/// The same with a comment, a note of a program, XMP and bytes behind the end.
pub fn noted_gif(plain: &[u8]) -> Vec<u8> {
    let (pictures, end) = plain.split_at(plain.len() - 1);
    let notes = [
        &b"\x21\xFE\x06CANARY\x00"[..],
        b"\x21\xFF\x0BXMP DataXMP\x06CANARY\x00",
        b"\x21\xFF\x0BMGK8BIM0000\x06CANARY\x00",
    ];
    [pictures, &notes.concat(), end, b"CANARY"].concat()
}

/// A block of Exif with a turn and a camera, and a place if `place`. The place's own list is not read by anyone here.
pub fn exif_block(turn: u8, place: bool) -> Vec<u8> {
    let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
    block.extend([0, if place { 3 } else { 2 }]);
    // The camera's name stands behind the list, 12 bytes per entry.
    let behind = 8 + 2 + 12 * (if place { 3 } else { 2 }) + 4;
    block.extend([0x01, 0x0F, 0, 2, 0, 0, 0, 7, 0, 0, 0, behind]);
    block.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]);
    if place {
        block.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0]);
    }
    block.extend([0; 4]);
    block.extend(b"CANARY\0");
    block
}

/// One segment of a JPEG.
pub fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("short");
    [&[0xFF, marker], &length.to_be_bytes()[..], data].concat()
}

/// A JPEG with `segments` behind its JFIF segment.
pub fn after_start(jpeg: &[u8], segments: &[u8]) -> Vec<u8> {
    let end = 2 + 2 + usize::from(u16::from_be_bytes([jpeg[4], jpeg[5]]));
    [&jpeg[..end], segments, &jpeg[end..]].concat()
}

pub fn with_exif(jpeg: &[u8], turn: u8, place: bool) -> Vec<u8> {
    after_start(jpeg, &segment(0xE1, &[b"Exif\0\0", &exif_block(turn, place)[..]].concat()))
}

/// As much of a colour profile as says which colours it is for.
pub fn icc(space: &[u8; 4]) -> Vec<u8> {
    let mut profile = vec![7; 128];
    profile[16..20].copy_from_slice(space);
    profile
}

/// One chunk of a PNG.
pub fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(name);
    crc.update(data);
    let length = u32::try_from(data.len()).expect("short");
    [&length.to_be_bytes()[..], name, data, &crc.sum().to_be_bytes()].concat()
}

/// A PNG with `chunks` behind its header.
pub fn after_header(png: &[u8], chunks: &[u8]) -> Vec<u8> {
    [&png[..33], chunks, &png[33..]].concat()
}

/// The header of a PNG and not much more: 65 bytes that claim any size.
pub fn header_of_png(width: u32, height: u32) -> Vec<u8> {
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [&png(1, 1)[..8], &chunk(b"IHDR", &size), &chunk(b"IDAT", b""), &chunk(b"IEND", b"")].concat()
}

/// A PNG that says it has two frames.
pub fn moving_png() -> Vec<u8> {
    after_header(&png(30, 20), &chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]))
}

/// So many zeros, deflated.
pub fn deflated_zeros(length: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let zeros = vec![0; 1 << 20];
    for _ in 0..length >> 20 {
        encoder.write_all(&zeros).expect("deflated");
    }
    encoder.finish().expect("deflated")
}

fn webp_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("short");
    let even: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
    [name, &length.to_le_bytes()[..], data, even].concat()
}

fn webp_file(chunks: &[u8]) -> Vec<u8> {
    let length = u32::try_from(chunks.len() + 4).expect("short");
    [b"RIFF", &length.to_le_bytes()[..], b"WEBP", chunks].concat()
}

fn webp_head(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let side = |side: u32| (side - 1).to_le_bytes();
    let (width, height) = (side(width), side(height));
    webp_chunk(b"VP8X", &[&[flags, 0, 0, 0], &width[..3], &height[..3]].concat())
}

/// A simple WebP in the extended form, with Exif if there is any.
pub fn extended_webp(simple: &[u8], width: u32, height: u32, exif: Option<&[u8]>) -> Vec<u8> {
    let mut chunks = webp_head(if exif.is_some() { 8 } else { 0 }, width, height);
    chunks.extend(&simple[12..]);
    chunks.extend(exif.map(|block| webp_chunk(b"EXIF", block)).unwrap_or_default());
    webp_file(&chunks)
}

/// A lossy WebP with Exif, XMP, an unknown chunk and bytes behind the end.
pub fn noted_webp(turn: u8) -> Vec<u8> {
    let mut chunks = webp_head(0x08 | 0x04, 64, 48);
    chunks.extend(&lossy_webp()[12..]);
    chunks.extend(webp_chunk(b"EXIF", &exif_block(turn, true)));
    chunks.extend(webp_chunk(b"XMP ", b"<x>CANARY</x>"));
    chunks.extend(webp_chunk(b"UNKN", b"CANARY"));
    [&webp_file(&chunks)[..], b"CANARY"].concat()
}

/// A WebP of two frames, with a note in one of them.
pub fn moving_webp() -> Vec<u8> {
    let mut frame = vec![0; 6];
    frame.extend([63, 0, 0, 47, 0, 0, 100, 0, 0, 0]);
    frame.extend(&lossy_webp()[12..]);
    let mut noted = frame.clone();
    noted.extend(webp_chunk(b"UNKN", b"CANARY"));
    let chunks = [
        webp_head(0x02, 64, 48),
        webp_chunk(b"ANIM", &[0; 6]),
        webp_chunk(b"ANMF", &frame),
        webp_chunk(b"ANMF", &noted),
    ];
    webp_file(&chunks.concat())
}

fn avif_box(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).expect("short");
    [&length.to_be_bytes()[..], name, content].concat()
}

/// The boxes of an AVIF around no pixels worth the name: one picture, one Exif in its own box, one XMP.
pub fn avif(width: u32, height: u32) -> Vec<u8> {
    let item =
        |id: u8, kind: &[u8; 4]| avif_box(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], &kind[..], b"\0"].concat());
    let list = [&[0, 0, 0, 0, 0, 3][..], &item(1, b"av01"), &item(2, b"Exif"), &item(3, b"mime")].concat();
    let size = [&[0; 4], &width.to_be_bytes()[..], &height.to_be_bytes()].concat();
    let properties = avif_box(b"iprp", &avif_box(b"ipco", &avif_box(b"ispe", &size)));
    let exif = [&[0; 4], &exif_block(1, true)[..]].concat();
    let xmp = b"<x>CANARY</x>";
    let pixels = b"the pixels";
    let build = |start: u32| {
        let place = |id: u8, offset: usize, length: usize| {
            let offset = start + u32::try_from(offset).expect("short");
            let length = u32::try_from(length).expect("short");
            [&[0, id, 0, 0, 0, 1][..], &offset.to_be_bytes(), &length.to_be_bytes()].concat()
        };
        let places = [
            &[0, 0, 0, 0, 0x44, 0x00, 0, 3][..],
            &place(1, 0, pixels.len()),
            &place(2, pixels.len(), exif.len()),
            &place(3, pixels.len() + exif.len(), xmp.len()),
        ];
        let meta =
            [&[0; 4][..], &avif_box(b"iinf", &list), &avif_box(b"iloc", &places.concat()), &properties]
                .concat();
        let head = [
            avif_box(b"ftyp", b"avif\0\0\0\0avifmif1"),
            avif_box(b"uuid", b"0123456789abcdefCANARY"),
            avif_box(b"meta", &meta),
        ];
        head.concat()
    };
    let start = u32::try_from(build(0).len() + 8).expect("short");
    [build(start), avif_box(b"mdat", &[&pixels[..], &exif, xmp].concat())].concat()
}

/// A drawing with these attributes and this body.
pub fn drawing(attributes: &str, body: &str) -> Vec<u8> {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" {attributes}>{body}</svg>\n"
    )
    .into_bytes()
}
