//! Files beside pages: what of them is published, and what their writer hears of them.

#[path = "../pictures/mod.rs"]
#[expect(dead_code, reason = "only some of them are needed here")]
mod pictures;

use pictures::{drawing, jpeg, noted_webp, with_exif};
use throughline::diagnostic::Severity::{self, Advice, Error, Warning};

use super::website::Website;
use super::*;
use throughline::diagnostic::Name;

/// A handbook whose start page shows and links the file `name`.
fn with(name: &str, bytes: &[u8]) -> Website {
    let page = format!("# Welcome\n\n[late](how/late.md) ![A picture]({name}) and [the file]({name})\n");
    handbook().with("content/index.md", page).with(&format!("content/{name}"), bytes).site()
}

/// What is told of the file itself.
fn told_of(site: &Website, name: &str) -> Vec<(Name, Severity, String)> {
    let of = site.findings.iter().filter(|finding| *finding.place.file == format!("content/{name}"));
    of.map(|finding| (finding.name, finding.severity, finding.message.clone())).collect()
}

#[test]
fn photos_whose_place_stays_in_them_are_not_published() {
    for name in ["a.heic", "a.HEIF", "a.tif", "a.tiff", "a.dng", "a.cr2", "a.jxl"] {
        let site = with(name, b"anything");
        let told = told_of(&site, name);
        assert!(
            matches!(told.as_slice(), [(Name::UnreadableFile, Error, said)] if said.contains("where they were taken")),
            "{name}: {told:?}"
        );
        let mend = site.told(Name::UnreadableFile)[0].mend.clone();
        assert_eq!(mend.as_deref(), Some("save it as JPEG, PNG, WebP or AVIF"));
        assert!(!site.has(&name.to_lowercase()), "{name}");
    }
}

#[test]
fn what_files_tell_is_told_to_their_writer() {
    for (name, bytes, expected, severity, words) in [
        (
            "a.jpg",
            with_exif(&jpeg(30, 20), 1, true),
            Name::PersonalData,
            Advice,
            "what is published does not",
        ),
        ("a.webp", noted_webp(6), Name::UnreadableFile, Warning, "lies on its side"),
        ("a.pdf", b"%PDF-1.7".to_vec(), Name::PersonalData, Advice, "who wrote it"),
        ("a.docx", b"PK".to_vec(), Name::PersonalData, Advice, "who wrote it"),
        ("a.mov", b"film".to_vec(), Name::PersonalData, Advice, "where and by whom"),
        (
            "a.svg",
            drawing(
                "",
                "<image href='data:image/jpeg;base64,AAAA'/><image href='data:image/jpeg;base64,AAAB'/>",
            ),
            Name::PersonalData,
            Warning,
            "is a photo, and keeps what its camera noted, and 1 more",
        ),
        ("b.svg", drawing("", "<image href='other.png'/>"), Name::UnreadableFile, Warning, "is another file"),
        ("c.svg", drawing("", "<foreignObject/>"), Name::UnreadableFile, Warning, "is not drawing"),
    ] {
        let site = with(name, &bytes);
        let told = told_of(&site, name);
        let here = |(told, at, said): &&(Name, Severity, String)| {
            (*told, *at) == (expected, severity) && said.contains(words)
        };
        assert_eq!(told.iter().filter(here).count(), 1, "{name}: {told:?}");
        // That photo has a place as well.
        assert_eq!(told.len(), if name == "a.webp" { 2 } else { 1 }, "{name}: {told:?}");
        assert!(site.has(name), "{name} is published");
    }
    for (name, bytes) in
        [("a.jpg", with_exif(&jpeg(30, 20), 6, false)), ("a.zip", b"PK".to_vec()), ("a.txt", b"a".to_vec())]
    {
        assert_eq!(told_of(&with(name, &bytes), name), [], "{name}");
    }
}

#[test]
fn what_is_too_large_is_called_so() {
    // The header alone says so: 9,000 by 9,000.
    let mut large = jpeg(30, 20);
    let frame = large.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
    large[frame + 5..frame + 9].copy_from_slice(&[0x23, 0x28, 0x23, 0x28]);
    let told = told_of(&with("a.jpg", &large), "a.jpg");
    assert!(matches!(told.as_slice(), [(Name::TooLarge, Warning, _)]), "{told:?}");
    let told = told_of(&with("a.svg", &drawing("", "<script/>")), "a.svg");
    assert!(matches!(told.as_slice(), [(Name::UnreadableFile, Error, _)]), "{told:?}");
}

#[test]
fn what_could_run_a_program_is_never_published() {
    for name in [
        "evil.html",
        "evil.HTM",
        "evil.xhtml",
        "evil.js",
        "evil.mjs",
        "evil.xml",
        "evil.xsl",
        "evil.rss",
        "evil.php",
        "evil.aspx",
        "evil.shtml",
        "evil.cgi",
    ] {
        let site = with(name, b"<script src='e.js'></script>");
        let told = site.told(Name::HiddenLink);
        assert_eq!(told.len(), 2, "{name}: {}", website::told(&site.findings));
        assert_eq!((&*told[0].place.file, told[0].severity), ("content/index.md", Warning));
        assert!(!site.files.keys().any(|path| path.starts_with("evil.")), "{name}");
        assert!(
            site.text("index.html").contains("and the file"),
            "its words stay: {}",
            site.text("index.html")
        );
    }
    // What stands around an ending is left out of the address.
    for (name, bytes) in [
        ("evil.!html", b"<script src='e.js'></script>".to_vec()),
        ("evil.js!", b"alert(1)".to_vec()),
        ("evil.svg!", drawing("", "<script/>")),
        ("evil.+svg", drawing("", "<script/>")),
        ("evil.md!", b"draft: true".to_vec()),
    ] {
        let site = with(name, &bytes);
        assert!(!site.findings.is_empty(), "{name}");
        assert!(!site.files.keys().any(|path| path.starts_with("evil.")), "{name}: {:?}", site.files.keys());
    }
    // A field that names one is no way in either.
    let site = handbook()
        .with("content/handbook.yaml", "brand: {logo: evil.html}\n")
        .with("content/evil.html", "<script src='e.js'></script>")
        .site();
    assert!(!site.has("evil.html"));
}
