//! What becomes of pictures beside pages: sizes, what is taken out, smaller versions, faults, and SVGs that act.
//!
//! All pictures are made here. `CANARY` stands for whatever a camera or a program noted about people and places.

mod pictures;

use std::borrow::Cow;

use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};
use pictures::*;
use proptest::prelude::*;
use rayon::prelude::*;
use throughline::media::svg::Danger;
use throughline::media::{
    Fault, Format, Image, Note, clean, examine, mime, probe, svg, variant, variant_path, variant_paths,
    variants,
};

const CANARY: &[u8] = b"CANARY";

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn probed(name: &str, bytes: &[u8]) -> Image {
    probe(name, bytes).expect("no fault").expect("a picture")
}

/// Cleans and checks that no canary is left.
fn cleaned(name: &str, bytes: &[u8]) -> (Vec<u8>, Vec<Note>) {
    let cleaned = clean(name, bytes).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    assert!(!has(&cleaned.bytes, CANARY), "{name} still tells");
    let again = clean(name, &cleaned.bytes).expect("clean is clean");
    assert_eq!(again.bytes, cleaned.bytes, "{name}: cleaning twice changes nothing more");
    assert!(!again.notes.iter().any(|note| matches!(note, Note::Turned | Note::PlaceRemoved)), "{name}");
    (cleaned.bytes.into_owned(), cleaned.notes)
}

fn open(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("a picture that opens")
}

// What pages need to know.

#[test]
fn pictures_tell_their_size_and_the_versions_worth_making() {
    let image = probed("van.jpg", &jpeg(2000, 100));
    assert_eq!((image.format, image.width, image.height, image.animated), (Format::Jpeg, 2000, 100, false));
    assert_eq!(image.variants, [480, 960, 1440]);
    assert_eq!(image.variant_format, Format::Jpeg);
    // Each version is at least a fifth narrower than the next wider one.
    for (width, wanted) in
        [(1800, vec![480, 960, 1440]), (1799, vec![480, 960]), (1200, vec![480, 960]), (1199, vec![480])]
    {
        assert_eq!(probed("van.jpg", &jpeg(width, 100)).variants, wanted, "{width}");
    }
    // Without loss, a version is worth its bytes at half the width.
    for (width, wanted) in
        [(2880, vec![480, 960, 1440]), (1920, vec![480, 960]), (1919, vec![480]), (959, vec![])]
    {
        assert_eq!(probed("van.png", &noisy_png(width, 100)).variants, wanted, "{width}");
    }
    assert_eq!(probed("small.png", &png(2000, 10)).variants, [0; 0], "few bytes are few enough");
    assert_eq!(probed("a.gif", &gif(1)).variants, [0; 0]);
}

#[test]
fn every_format_tells_its_size() {
    for (name, bytes, size) in [
        ("a.png", png(30, 20), (30, 20)),
        ("a.JPG", jpeg(30, 20), (30, 20)),
        ("a.jpeg", jpeg(30, 20), (30, 20)),
        ("a.gif", gif(1), (8, 6)),
        ("a.webp", lossless_webp(30, 20), (30, 20)),
        ("a.webp", lossy_webp(), (64, 48)),
        ("a.webp", noted_webp(1), (64, 48)),
        ("a.avif", avif(30, 20), (30, 20)),
        ("a.svg", drawing("width=\"30\" height=\"20\"", ""), (30, 20)),
    ] {
        let image = probed(name, &bytes);
        assert_eq!((image.width, image.height), size, "{name}");
        assert!(!image.animated, "{name}");
    }
    assert_eq!(probe("notes.pdf", b"%PDF-1.7"), Ok(None));
    assert_eq!(probe("README", b""), Ok(None));
}

#[test]
fn moving_pictures_are_known_and_never_made_smaller() {
    for (name, bytes) in [("a.gif", gif(3)), ("a.png", moving_png()), ("a.webp", moving_webp())] {
        let image = probed(name, &bytes);
        assert!(image.animated, "{name}");
        assert_eq!(image.variants, [0; 0], "{name}");
        assert!(matches!(variant(&bytes, 4), Err(Fault::NotResizable { .. })), "{name}");
    }
}

#[test]
fn a_turned_photo_tells_the_size_it_is_shown_at() {
    for turn in 1..=8_u8 {
        let noted = with_exif(&jpeg(30, 20), turn, true);
        let image = probed("a.jpg", &noted);
        let shown = if turn >= 5 { (20, 30) } else { (30, 20) };
        assert_eq!((image.width, image.height), shown, "{turn}");
        let (bytes, _) = cleaned("a.jpg", &noted);
        let image = probed("a.jpg", &bytes);
        assert_eq!((image.width, image.height), shown, "{turn}, cleaned");
        assert_eq!(open(&bytes).dimensions(), shown, "{turn}, opened");
    }
}

// What is taken out.

#[test]
fn a_photo_loses_its_place_and_keeps_its_pixels() {
    let plain = jpeg(30, 20);
    let noted = with_exif(&plain, 1, true);
    assert!(has(&noted, CANARY));
    let (bytes, notes) = cleaned("a.jpg", &noted);
    assert_eq!(bytes, plain, "bit by bit what it was before the camera noted anything");
    assert_eq!(notes, [Note::Removed { bytes: noted.len() - plain.len() }, Note::PlaceRemoved]);
}

#[test]
fn a_photo_on_its_side_is_turned_upright() {
    // Left half red, right half blue; turn 6 means: turn right by a quarter to see it, so red is on top.
    let sides =
        RgbImage::from_fn(64, 32, |x, _| if x < 32 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) });
    let noted = with_exif(&coded(&sides.into(), ImageFormat::Jpeg), 6, true);
    let (bytes, notes) = cleaned("a.jpg", &noted);
    let upright = open(&bytes).into_rgb8();
    assert_eq!(upright.dimensions(), (32, 64));
    let (top, bottom) = (upright.get_pixel(16, 10), upright.get_pixel(16, 54));
    assert!(top[0] > 150 && top[2] < 90, "{top:?}");
    assert!(bottom[2] > 150 && bottom[0] < 90, "{bottom:?}");
    assert!(notes.contains(&Note::Turned) && notes.contains(&Note::PlaceRemoved), "{notes:?}");
}

#[test]
fn a_photo_too_large_to_open_keeps_the_note_which_way_is_up() {
    // The header alone says so: 9,000 by 9,000.
    let mut large = jpeg(30, 20);
    let frame = large.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
    large[frame + 5..frame + 9].copy_from_slice(&[0x23, 0x28, 0x23, 0x28]);
    let (bytes, notes) = cleaned("a.jpg", &with_exif(&large, 6, true));
    assert!(notes.contains(&Note::TurnNoted), "{notes:?}");
    assert!(has(&bytes, b"Exif\0\0MM"));
    assert!(matches!(probe("a.jpg", &bytes), Err(Fault::TooManyPixels { width: 9000, height: 9000 })));
    assert_eq!(clean("a.jpg", &bytes).expect("clean").bytes, bytes);
}

#[test]
fn a_photo_loses_all_other_notes_and_keeps_its_colours() {
    let profile = icc(b"RGB ");
    let plain = jpeg(30, 20);
    let segments: Vec<Vec<u8>> = vec![
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>CANARY</x>"),
        segment(0xE0, b"JFXX\0\x10CANARY as a preview"),
        segment(0xE2, b"MPF\0CANARY"),
        segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile[..]].concat()),
        segment(0xED, b"Photoshop 3.0\0CANARY"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"),
        segment(0xEB, b"CANARY"),
        segment(0xFE, b"CANARY was here"),
    ];
    let mut noted = after_start(&plain, &segments.concat());
    noted.extend_from_slice(b"ftypmp42 a film behind the photo: CANARY");
    let (bytes, _) = cleaned("a.jpg", &noted);
    assert_eq!(bytes, after_start(&plain, &[segments[3].clone(), segments[5].clone()].concat()));
}

#[test]
fn a_preview_inside_a_photo_is_left_out() {
    let mut plain = jpeg(30, 20);
    let jfif = plain.windows(5).position(|window| window == b"JFIF\0").expect("JFIF");
    let end = jfif - 2 + 16;
    let preview =
        [&plain[..jfif - 2], &[0, 16 + 6], &plain[jfif..jfif + 12], &[1, 2], b"CANARY", &plain[end..]]
            .concat();
    let (bytes, _) = cleaned("a.jpg", &preview);
    plain[jfif + 12..jfif + 14].copy_from_slice(&[0, 0]);
    assert_eq!(bytes, plain);
}

#[test]
fn a_png_loses_its_texts_without_opening_them() {
    let plain = png(30, 20);
    let mut texts = Vec::new();
    for (name, data) in [
        (b"tEXt", &b"Author\0CANARY"[..]),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0CANARY"),
        (b"eXIf", &exif_block(1, true)),
        (b"tIME", b"\x07\xE8CANARY"),
        (b"caBX", b"CANARY"),
        // Two hundred megabytes of zeros in two hundred kilobytes.
        (b"zTXt", &[b"CANARY\0\0", &deflated_zeros(200 << 20)[..]].concat()),
    ] {
        texts.extend(chunk(name, data));
    }
    let profile = chunk(b"iCCP", b"name\0\0not opened either");
    let noted = after_header(&plain, &[&texts[..], &profile].concat());
    let noted = [&noted[..], b"CANARY behind the end"].concat();
    let started = std::time::Instant::now();
    let (bytes, notes) = cleaned("a.png", &noted);
    assert!(started.elapsed().as_secs() < 5, "nothing was inflated");
    assert_eq!(bytes, after_header(&plain, &profile));
    assert!(notes.contains(&Note::PlaceRemoved));
}

#[test]
fn a_turned_png_is_turned_without_loss() {
    let picture = two_colours(40, 20);
    let turned = after_header(&coded(&picture, ImageFormat::Png), &chunk(b"eXIf", &exif_block(6, true)));
    assert_eq!(probed("a.png", &turned).width, 20);
    let (bytes, notes) = cleaned("a.png", &turned);
    assert_eq!(open(&bytes).into_rgb8(), picture.rotate90().into_rgb8());
    assert!(notes.contains(&Note::Turned));
}

#[test]
fn a_webp_loses_its_notes_and_the_flags_that_announce_them() {
    let (bytes, notes) = cleaned("a.webp", &noted_webp(1));
    assert_eq!(notes.last(), Some(&Note::PlaceRemoved));
    assert_eq!(bytes[20] & 0x0C, 0, "neither Exif nor XMP is announced");
    assert_eq!(
        usize::try_from(u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]])),
        Ok(bytes.len() - 8)
    );
    assert_eq!(open(&bytes).into_rgb8(), open(&lossy_webp()).into_rgb8());

    // Chromium does not turn a WebP, so nobody does, and its writer is told.
    assert_eq!(probed("a.webp", &noted_webp(6)).width, 64);
    let (turned, notes) = cleaned("a.webp", &noted_webp(6));
    assert_eq!(turned, bytes);
    assert!(notes.contains(&Note::Sideways));

    let (bytes, _) = cleaned("a.webp", &moving_webp());
    assert!(probed("a.webp", &bytes).animated);
}

#[test]
fn a_gif_loses_its_comments_and_keeps_moving() {
    let plain = gif(3);
    let noted = noted_gif(&plain);
    assert!(has(&noted, CANARY));
    let (bytes, _) = cleaned("a.gif", &noted);
    assert_eq!(bytes, plain);
    assert!(has(&bytes, b"NETSCAPE2.0"), "and how often");
    // Without its end mark it is whole all the same.
    let (bytes, _) = cleaned("a.gif", &plain[..plain.len() - 1]);
    assert_eq!(bytes, plain);
}

#[test]
fn an_avif_loses_its_notes_in_place() {
    let noted = avif(30, 20);
    assert!(has(&noted, CANARY));
    let (bytes, notes) = cleaned("a.avif", &noted);
    assert_eq!(bytes.len(), noted.len());
    assert!(has(&bytes, b"the pixels"));
    assert!(notes.contains(&Note::PlaceRemoved));
    assert_eq!(probed("a.avif", &bytes).width, 30);

    // Notes that are said to start where the list of parts does: the list is not overwritten.
    let place = noted.windows(4).position(|name| name == b"iloc").expect("a list of places");
    let mut over = noted;
    let second = place + 4 + 8 + 14;
    over[second + 6..second + 10].copy_from_slice(&u32::try_from(place).expect("short").to_be_bytes());
    let fault = clean("a.avif", &over).expect_err("over each other");
    assert_eq!(fault.to_string(), "this AVIF is damaged: its notes lie over its other parts");
}

#[test]
fn what_is_clean_or_no_picture_is_passed_on_as_it_is() {
    for (name, bytes) in [
        ("a.png", png(30, 20)),
        ("a.jpg", jpeg(30, 20)),
        ("a.gif", gif(2)),
        ("a.webp", lossless_webp(30, 20)),
        ("a.webp", lossy_webp()),
        ("a.svg", drawing("", "<path d='M0 0h1'/>")),
        ("a.csv", b"name;place\r\nCANARY;here\r\n".to_vec()),
        ("a.zip", b"PK\x03\x04CANARY".to_vec()),
        ("empty.txt", Vec::new()),
    ] {
        let cleaned = clean(name, &bytes).expect("no fault");
        assert!(matches!(cleaned.bytes, Cow::Borrowed(same) if same == bytes), "{name}");
        assert_eq!(cleaned.notes, [], "{name}");
    }
    for name in ["a.pdf", "film.MOV", "photo.heic", "talk.pptx"] {
        let cleaned = clean(name, b"anything").expect("no fault");
        assert_eq!(cleaned.notes, [Note::NotSearched], "{name}");
    }
    assert!(!Note::NotSearched.message().is_empty());
}

// Smaller versions.

#[test]
fn smaller_versions_are_smaller_upright_and_silent() {
    let photo = with_exif(&after_start(&jpeg(1300, 260), &segment(0xFE, CANARY)), 6, true);
    assert_eq!(probed("a.jpg", &photo).width, 260);
    let bytes = variant(&photo, 120).expect("a variant");
    let image = probed("a.jpg", &bytes);
    assert_eq!((image.format, image.width, image.height), (Format::Jpeg, 120, 600));
    assert!(!has(&bytes, CANARY) && !has(&bytes, b"Exif"));
    for width in [0, 260, 1000] {
        assert!(matches!(variant(&photo, width), Err(Fault::NotResizable { .. })), "{width}");
    }
}

#[test]
fn smaller_versions_keep_their_format_but_a_lossy_webp_becomes_a_jpeg() {
    for (bytes, wanted) in [
        (png(60, 40), Format::Png),
        (jpeg(60, 40), Format::Jpeg),
        (lossless_webp(60, 40), Format::Webp),
        (lossy_webp(), Format::Jpeg),
    ] {
        let made = variant(&bytes, 30).expect("a variant");
        assert_eq!(Format::marked(&made), wanted);
        assert_eq!(open(&made).width(), 30);
        let colour = |picture: &DynamicImage| picture.thumbnail_exact(1, 1).into_rgb8().get_pixel(0, 0).0;
        let (before, after) = (colour(&open(&bytes)), colour(&open(&made)));
        assert!(before.iter().zip(after).all(|(a, b)| a.abs_diff(b) < 12), "{before:?} {after:?}");
    }
}

#[test]
fn what_cannot_be_seen_does_not_bleed_into_what_can() {
    // Red that is seen beside green that is not.
    let picture = image::RgbaImage::from_fn(64, 64, |x, _| {
        if x % 2 == 0 { image::Rgba([255, 0, 0, 255]) } else { image::Rgba([0, 255, 0, 0]) }
    });
    let made = open(&variant(&coded(&picture.into(), ImageFormat::Png), 16).expect("a variant")).into_rgba8();
    for pixel in made.pixels() {
        assert!(pixel[0] > 240 && pixel[1] < 15 && pixel[3].abs_diff(128) < 12, "{pixel:?}");
    }
}

#[test]
fn a_colour_profile_stays_where_it_describes_the_colours() {
    let with = |space| {
        after_start(&jpeg(60, 40), &segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &icc(space)[..]].concat()))
    };
    assert!(has(&variant(&with(b"RGB "), 30).expect("a variant"), &icc(b"RGB ")));
    assert!(!has(&variant(&with(b"CMYK"), 30).expect("a variant"), b"ICC_PROFILE"));
}

#[test]
fn the_same_picture_makes_the_same_bytes_on_any_thread() {
    let photo = with_exif(&jpeg(700, 300), 3, true);
    let drawing = noisy_png(700, 90);
    let alone: Vec<Vec<u8>> = [
        clean("a.jpg", &photo).expect("clean").bytes.into_owned(),
        variant(&photo, 480).expect("a variant"),
        variant(&photo, 100).expect("a variant"),
        variant(&drawing, 480).expect("a variant"),
    ]
    .into();
    assert_eq!(variants(&photo, &[480, 100]).expect("variants"), alone[1..3]);
    (0..8).into_par_iter().for_each(|_| {
        assert_eq!(clean("a.jpg", &photo).expect("clean").bytes, alone[0]);
        assert_eq!(variants(&photo, &[480, 100]).expect("variants"), alone[1..3]);
        assert_eq!(variant(&drawing, 480).expect("a variant"), alone[3]);
    });
}

#[test]
fn versions_have_names_that_never_clash() {
    for (path, format, wanted) in [
        ("images/van.jpg", Format::Jpeg, "images/van.480.jpg"),
        ("images/van.JPEG", Format::Jpeg, "images/van.480.JPEG"),
        ("van.webp", Format::Webp, "van.480.webp"),
        ("van.webp", Format::Jpeg, "van.webp.480.jpg"),
        ("a.b/van", Format::Png, "a.b/van.480.png"),
        ("a.b/.png", Format::Png, "a.b/.png.480.png"),
        ("van.480.png", Format::Png, "van.480.480.png"),
    ] {
        assert_eq!(variant_path(path, 480, format), wanted);
    }
    let image = probed("van.jpg", &jpeg(2000, 100));
    let free = variant_paths("a/van.jpg", &image, |path| path == "a/van.960.jpg");
    assert_eq!(free, [(480, "a/van.480.jpg".to_owned()), (1440, "a/van.1440.jpg".to_owned())]);
}

// Faults.

#[test]
fn a_picture_of_too_many_pixels_is_told_from_its_header() {
    let bomb = header_of_png(16_384, 16_384);
    assert!(bomb.len() <= 65);
    let fault = probe("a.png", &bomb).expect_err("too large");
    assert_eq!(fault, Fault::TooManyPixels { width: 16_384, height: 16_384 });
    assert!(fault.may_copy(), "nothing here opens it");
    assert!(matches!(variant(&bomb, 480), Err(Fault::TooManyPixels { .. })));
    assert!(matches!(probe("a.png", &header_of_png(16_385, 1)), Err(Fault::TooManyPixels { .. })));
    assert!(probe("a.png", &header_of_png(16_384, 3_000)).is_ok());
    assert!(matches!(probe("a.png", &header_of_png(0, 5)), Err(Fault::Damaged { .. })));
    assert!(matches!(
        probe("a.webp", &extended_webp(&lossy_webp(), 1 << 24, 1 << 24, None)),
        Err(Fault::TooManyPixels { .. })
    ));
}

#[test]
fn a_wrong_name_is_told_and_keeps_no_place_in() {
    let photo = with_exif(&jpeg(30, 20), 1, true);
    let fault = probe("photo.png", &photo).expect_err("another name");
    assert_eq!(fault, Fault::OtherThanNamed { named: Format::Png, found: Format::Jpeg });
    assert!(fault.may_copy());
    assert_eq!(fault.mend(), "rename it to end in `.jpg`");
    cleaned("photo.png", &photo);
    cleaned("photo", &photo);

    let page = b"<html><script>alert(1)</script>";
    for name in ["a.png", "a.jpg", "a.gif", "a.webp", "a.avif"] {
        let fault = clean(name, page).expect_err("no picture");
        assert!(matches!(fault, Fault::OtherThanNamed { found: Format::Other, .. }), "{name}");
        assert!(!fault.may_copy(), "{name}");
        assert!(!clean(name, b"").expect_err("empty").may_copy(), "{name}");
    }
    assert!(!clean("a.svg", &photo).expect_err("no drawing").may_copy());
}

#[test]
fn what_ends_early_is_told_and_not_published() {
    for (name, bytes) in [
        ("a.png", png(30, 20)),
        ("a.jpg", jpeg(30, 20)),
        ("a.jpg", with_exif(&jpeg(30, 20), 6, true)),
        ("a.gif", noted_gif(&gif(2))),
        ("a.webp", lossless_webp(30, 20)),
        ("a.webp", noted_webp(1)),
        ("a.webp", moving_webp()),
        ("a.avif", avif(30, 20)),
        ("a.svg", drawing("", "<g><path d='M0 0h1'/></g>")),
    ] {
        let whole = clean(name, &bytes).expect("whole").bytes;
        // A drawing may lose the line end behind it.
        let needed = bytes.trim_ascii_end().len();
        for end in 0..needed {
            let part = &bytes[..end];
            // Nothing breaks, whatever is missing.
            let _ = (probe(name, part), variant(part, 8));
            match clean(name, part) {
                Err(fault) => {
                    assert!(!fault.may_copy(), "{name} at {end}: {fault}");
                    let told = examine(name, part).expect_err("told before it is published");
                    assert!(!told.may_copy(), "{name} at {end}: {told}");
                }
                // A GIF needs no end mark, and may end after any of its pictures; bytes behind an end are not missed.
                Ok(cleaned) => {
                    assert!(name == "a.gif" || cleaned.bytes == whole, "{name} at {end}");
                    assert!(!has(&cleaned.bytes, CANARY), "{name} at {end}");
                }
            }
        }
    }
    // A file that no page shows as a picture may be anything that starts like one.
    assert_eq!(clean("a.bin", &jpeg(30, 20)[..200]).expect("passed on").notes, [Note::NotSearched]);
    let fault = clean("a.jpg", &jpeg(30, 20)[..200]).expect_err("ends early");
    assert_eq!(fault.to_string(), "this JPEG is damaged: it ends early");
    assert_eq!(fault.mend(), "copy or export it again from where it came from");
}

#[test]
fn bits_that_fell_over_are_noticed() {
    let mut bytes = png(30, 20);
    let pixels = bytes.windows(4).position(|name| name == b"IDAT").expect("pixels");
    bytes[pixels + 9] ^= 0x40;
    assert!(matches!(clean("a.png", &bytes), Err(Fault::Damaged { .. })));
    // A JPEG that would take hours to open: a thousand scans.
    let photo = jpeg(30, 20);
    let scan = photo.windows(2).position(|pair| pair == [0xFF, 0xDA]).expect("a scan");
    let many = [&photo[..scan], &photo[scan..photo.len() - 2].repeat(1000), &[0xFF, 0xD9]].concat();
    assert!(matches!(clean("a.jpg", &many), Err(Fault::Damaged { .. })));
}

// Drawings.

#[test]
fn a_drawing_that_could_act_is_refused_at_the_place() {
    for (danger, word, body) in [
        (Danger::Script, "<script", "<script>alert(1)</script>"),
        (Danger::Script, "<script", "<script href='#a'/>"),
        (Danger::Script, "<s:script", "<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>"),
        (Danger::Script, "<h:script", "<h:script xmlns:h='http://www.w3.org/1999/xhtml' src='a.js'/>"),
        (Danger::Script, "<handler", "<handler type='text/ecmascript'>alert(1)</handler>"),
        (Danger::Handler, "onclick", "<rect onclick='alert(1)'/>"),
        (Danger::Handler, "ONLOAD", "<g ONLOAD='alert(1)'/>"),
        (Danger::Handler, "onbegin", "<animate onbegin='alert(1)' attributeName='x'/>"),
        (Danger::ScriptAddress, "href", "<a href='javascript:alert(1)'><text>a</text></a>"),
        (
            Danger::ScriptAddress,
            "href",
            "<a href=' &#1 ;java&#115;cript&#58;alert(1)'/>".replace("&#1 ;", "").leak(),
        ),
        (Danger::ScriptAddress, "href", "<a href='java&#10;script&#9;:alert(1)'/>"),
        (Danger::ScriptAddress, "xlink:href", "<a xlink:href='JaVaScRiPt:alert(1)'/>"),
        (Danger::ScriptAddress, "href", "<a href='data:text/html,&lt;script&gt;'/>"),
        (Danger::ScriptAddress, "href", "<a href='vbscript:x'/>"),
        (Danger::ScriptAddress, "to", "<set to='javascript:alert(1)'/>"),
        (Danger::ScriptAddress, "values", "<animate values='#a; java&#9;script:alert(1)'/>"),
        (Danger::Retarget, "attributeName", "<a><animate attributeName='href' values='#a'/></a>"),
        (Danger::Retarget, "attributeName", "<a><set attributeName=' xlink:href' to='#a'/></a>"),
        (
            Danger::Page,
            "<iframe",
            "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        ),
        (Danger::Page, "<x:form", "<x:form xmlns:x='http://www.w3.org/1999/xhtml'/>"),
        (Danger::Page, "<x:base", "<x:base xmlns:x='http://www.w3.org/1999/xhtml' href='a/'/>"),
        (Danger::Page, "formaction", "<x:button xmlns:x='http://www.w3.org/1999/xhtml' formaction='a'/>"),
        (Danger::Elsewhere, "href", "<image href='https://example.org/a.png'/>"),
        (Danger::Elsewhere, "href", "<image href='//example.org/a.png'/>"),
        (Danger::Elsewhere, "href", "<image href='/\\example.org/a.png'/>"),
        (Danger::Elsewhere, "xlink:href", "<use xlink:href='http://example.org/a.svg#b'/>"),
        (Danger::Elsewhere, "href", "<feImage href='ftp://example.org/a.png'/>"),
        (Danger::Elsewhere, "fill", "<rect fill='url(https://example.org/a.svg#b)'/>"),
        (Danger::Elsewhere, "style", "<rect style='background: url( \"//example.org/a\" )'/>"),
        (Danger::Elsewhere, "style", "<rect style='fill: \\75 rl(h\\74tps://example.org/a)'/>"),
        (Danger::Elsewhere, "style", "<rect style='background: image-set(\"https://example.org/a\" 1x)'/>"),
        (Danger::Elsewhere, "<style", "<style>@import 'https://example.org/a.css';</style>"),
        (Danger::Elsewhere, "<style", "<style><![CDATA[@\\69mport url(a.css);]]></style>"),
        (
            Danger::Elsewhere,
            "<style",
            "<style>a{content:'/*';fill:url(https://example.org/a#b)}b{content:'*/'}</style>",
        ),
        (
            Danger::Elsewhere,
            "srcset",
            "<h:img xmlns:h='http://www.w3.org/1999/xhtml' srcset='a.png 1x, https://example.org/b 2x'/>",
        ),
        (Danger::Hidden, "href", "<use href='data:image/svg+xml,&lt;svg/&gt;#a'/>"),
        (Danger::Hidden, "href", "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>"),
        (Danger::StyleSheet, "<?xml-stylesheet", "<?xml-stylesheet href='a.xsl' type='text/xsl'?>"),
    ] {
        let bytes = drawing("", body);
        let report = svg(&bytes).unwrap_or_else(|fault| panic!("{body}: {fault}"));
        let found: Vec<_> = report.found.iter().filter(|found| found.danger.refuses()).collect();
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert_eq!(found[0].danger, danger, "{body}");
        let marked = &bytes[found[0].at.clone()];
        assert!(marked.starts_with(word.as_bytes()), "{body}: {}", String::from_utf8_lossy(marked));
        let fault = clean("a.svg", &bytes).expect_err("refused");
        assert!(matches!(&fault, Fault::Unsafe { found } if found.len() == 1), "{body}");
        assert!(
            !fault.may_copy() && fault.to_string().starts_with("this SVG cannot be published: "),
            "{fault}"
        );
        assert!(probe("a.svg", &bytes).is_err());
    }
}

#[test]
fn a_drawing_that_only_draws_is_published() {
    for body in [
        "<a href='https://example.org/'><text>a</text></a><a href='mailto:a@example.org'/><a href='#a'/><a href='../b/'/>",
        "<defs><linearGradient id='g'/></defs><rect fill='url(#g)' style='filter:url(\"#f\")'/><use href='#g'/>",
        "<style>@namespace url(http://www.w3.org/2000/svg); .a { fill: #fff; } @media print { .a { fill: none } }</style>",
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
        "<style>@font-face { src: url(data:font/woff2;base64,d09GMg==) }</style>",
        "<animate attributeName='x' from='0' to='5'/><text>javascript: onclick= &lt;script&gt;</text><!-- <script/> -->",
        "<rect aria-label='once (upon a time)' transform='rotate(5)' data-once='1'/><desc>href='https://example.org'</desc>",
    ] {
        let report = svg(&drawing("", body)).unwrap_or_else(|fault| panic!("{body}: {fault}"));
        assert_eq!(report.found, [], "{body}");
        assert!(report.may_publish());
    }
    for (danger, body) in [
        (Danger::Html, "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>"),
        (Danger::OtherFile, "<image href='van.png'/>"),
        (Danger::OtherFile, "<use href='icons.svg#van'/>"),
        (Danger::Photo, "<image href='data:image/jpeg;base64,/9j/'/>"),
    ] {
        let bytes = drawing("", body);
        let report = svg(&bytes).expect("well-formed");
        assert_eq!(report.found.iter().map(|found| found.danger).collect::<Vec<_>>(), [danger], "{body}");
        assert!(!report.found[0].message().is_empty());
        assert!(clean("a.svg", &bytes).is_ok(), "{body}");
    }
}

#[test]
fn entities_and_half_read_drawings_are_refused() {
    let laughs = "<?xml version='1.0'?>\n<!-- a --><!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>\n<svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>";
    let report = svg(laughs.as_bytes()).expect("read no further");
    assert_eq!(report.found[0].danger, Danger::Hidden);
    assert!(laughs[report.found[0].at.clone()].starts_with("<!DOCTYPE svg ["));
    // A document type that only names the standard is harmless, brackets in its quotes too.
    let standard = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd?[x]'>\n";
    assert!(
        svg(format!("{standard}<svg xmlns='http://www.w3.org/2000/svg'/>").as_bytes())
            .expect("well-formed")
            .may_publish()
    );

    for (bytes, why) in [
        (&b""[..], "it is empty"),
        (b"hello", "not well-formed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script>", "ends early"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "not well-formed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' a=1/>", "not well-formed"),
        (b"<svg/>", "it is not an `<svg>`"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><script/></html>", "it is not an `<svg>`"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>\xE4</svg>", "not written in UTF-8"),
        (b"\xFF\xFE<\0s\0v\0g\0", "not written in UTF-8"),
        (b"<?xml version='1.0' encoding='UTF-7'?><svg xmlns='http://www.w3.org/2000/svg'/>", "not written in UTF-8"),
        (b"<?xml version='1.0' encoding=\"iso-8859-1\"?><svg xmlns='http://www.w3.org/2000/svg'>\xC3\xA4</svg>", "not written in UTF-8"),
        (b"\x1F\x8B\x08\0", "compressed"),
    ] {
        let fault = svg(bytes).expect_err(why);
        assert!(fault.to_string().contains(why), "{fault} / {why}");
        assert!(!fault.may_copy());
    }
    assert!(matches!(svg(&vec![b' '; 5 << 20]), Err(Fault::TooLong { .. })));
    // As deep as four megabytes allow: refused or read, but never out of room.
    let deep = format!(
        "<svg xmlns='http://www.w3.org/2000/svg'>{}{}</svg>",
        "<g>".repeat(300_000),
        "</g>".repeat(300_000)
    );
    assert!(svg(deep.as_bytes()).is_ok());
}

#[test]
fn places_in_a_drawing_count_from_its_first_byte() {
    let bytes = [
        &b"\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\r\n"[..],
        &drawing("", "<text>\u{e4}</text>\r\n<script/>"),
    ]
    .concat();
    let report = svg(&bytes).expect("well-formed");
    assert_eq!(&bytes[report.found[0].at.clone()], b"<script");
    let both = drawing("", "<rect onclick='a()'/><script/><rect onload='b()'/>");
    let found: Vec<_> = svg(&both).expect("well-formed").found.iter().map(|found| found.danger).collect();
    assert_eq!(found, [Danger::Handler, Danger::Script, Danger::Handler], "in the order of the file");
}

#[test]
fn a_drawing_loses_what_programs_noted() {
    let noted = br#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/" sodipodi:docname="CANARY.svg" width="10" inkscape:export-filename="/home/CANARY/a.png" height="20"><!-- licence --><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">CANARY<i:pgf>x</i:pgf></rdf:RDF></metadata><i:pgf>CANARY</i:pgf><path d="M0 0h1"/></svg>"#;
    let (bytes, notes) = cleaned("a.svg", noted);
    let text = String::from_utf8(bytes).expect("text");
    assert!(text.contains("<!-- licence -->") && text.contains("<path d=\"M0 0h1\"/>"), "{text}");
    assert!(!text.contains("metadata") && !text.contains("pgf>"), "{text}");
    assert!(matches!(notes[..], [Note::Removed { .. }]));
    let image = probed("a.svg", text.as_bytes());
    assert_eq!((image.width, image.height), (10, 20));
}

#[test]
fn a_drawing_has_the_size_browsers_give_it() {
    for (attributes, size) in [
        ("width='30' height='20'", (30, 20)),
        ("width='30px' height='1in'", (30, 96)),
        ("width='10mm' height='72pt'", (38, 96)),
        ("viewBox='0 0 400 100'", (400, 100)),
        ("viewBox='0,0,400,100' width='200'", (200, 50)),
        ("viewBox='0 0 400 100' height='50'", (200, 50)),
        ("viewBox='0 0 400 100' width='100%' height='100%'", (400, 100)),
        ("width='1em' height='20'", (300, 20)),
        ("viewBox='0 0 0 100'", (300, 150)),
        ("viewBox='a b c d' width='-5'", (300, 150)),
        ("width='1e99' height='0.001'", (300, 1)),
        ("", (300, 150)),
    ] {
        let report = svg(&drawing(attributes, "")).expect("well-formed");
        assert_eq!((report.width, report.height), size, "{attributes}");
    }
}

// Types.

#[test]
fn every_file_has_a_type() {
    for (path, wanted) in [
        ("index.html", "text/html; charset=utf-8"),
        ("a/b.c/van.JPG", "image/jpeg"),
        ("search/x.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/atom+xml; charset=utf-8"),
        ("de/feed.xml", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("calendar/all.ics", "text/calendar; charset=utf-8"),
        ("logo.svg", "image/svg+xml; charset=utf-8"),
        ("a.b/README", "application/octet-stream"),
        (".htaccess", "application/octet-stream"),
        ("a.svgz", "application/octet-stream"),
    ] {
        assert_eq!(mime(path), wanted, "{path}");
    }
}

// Whatever comes.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any bytes under any name and behind any mark: a value or a fault.
    #[test]
    fn any_bytes_are_survived(
        mark in prop::sample::select(vec![
            &b""[..], b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR", b"\xFF\xD8\xFF", b"\xFF\xD8\xFF\xE1\0\x40Exif\0\0MM\0\x2A\0\0\0\x08",
            b"GIF89a", b"RIFF\x40\0\0\0WEBP", b"RIFF\x40\0\0\0WEBPVP8X\x0A\0\0\0", b"RIFF\x40\0\0\0WEBPVP8L",
            b"\0\0\0\x0Cftypavif\0\0\0\x40meta\0\0\0\0", b"<svg xmlns='http://www.w3.org/2000/svg'>",
        ]),
        name in prop::sample::select(vec!["a.png", "a.jpg", "a.gif", "a.webp", "a.avif", "a.svg", "a.svgz", "a"]),
        tail in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let bytes = [mark, &tail].concat();
        // What is examined can be cleaned.
        let cleaned = clean(name, &bytes);
        prop_assert!(cleaned.is_ok() || examine(name, &bytes).is_err_and(|fault| !fault.may_copy()));
        let _ = variant(&bytes, 2);
        let _ = svg(&bytes);
    }

    /// Any one byte of any picture changed: a value or a fault, and what is published opens no canary.
    #[test]
    fn any_changed_byte_is_survived(which in 0..7_usize, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let (name, mut bytes) = match which {
            0 => ("a.png", after_header(&png(12, 8), &chunk(b"eXIf", &exif_block(6, true)))),
            1 => ("a.jpg", with_exif(&jpeg(12, 8), 6, true)),
            2 => ("a.gif", noted_gif(&gif(2))),
            3 => ("a.webp", noted_webp(6)),
            4 => ("a.webp", lossless_webp(12, 8)),
            5 => ("a.avif", avif(12, 8)),
            _ => ("a.svg", drawing("viewBox='0 0 4 4'", "<style>a{fill:url(#b)}</style><a href='#b'/>")),
        };
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let cleaned = clean(name, &bytes);
        prop_assert!(cleaned.is_ok() || examine(name, &bytes).is_err_and(|fault| !fault.may_copy()));
        let _ = variant(&bytes, 6);
    }

    /// Any text as a drawing: nothing that acts gets through by accident of writing.
    #[test]
    fn any_drawing_is_survived(body in "(<|>|/|script|on|=|'|\"|a|:|href|javascript|&|#|;|url\\(|\\\\|@import|style| |!--|\\[CDATA\\[|\\?){0,30}") {
        let bytes = drawing("", &body);
        if let Ok(report) = svg(&bytes) {
            prop_assert!(report.found.iter().all(|found| found.at.end <= bytes.len()));
        }
        let _ = clean("a.svg", &bytes);
    }
}

#[test]
fn the_turns_of_exif_are_those_of_the_decoder() {
    for turn in 1..=8_u8 {
        let block = exif_block(turn, false);
        assert_eq!(Orientation::from_exif_chunk(&block), Orientation::from_exif(turn));
    }
}
