//! A picture has no description for those who cannot see it.
//!
//! A screen reader reads the description aloud, the search finds it, and it stands in for the picture where
//! the connection is poor. Without it, a colleague hears "image" and goes away with a piece missing.
//!
//! ## What to do
//! Say between the square brackets what the picture tells, as you would on the telephone, in a sentence
//! without "picture of". For a chart, say its message. If a picture is mere decoration, leave the brackets
//! empty and give it the title "decorative".
//!
//! ## Example
//! Before:
//! ```markdown
//! ![](doors-by-seven.svg)
//! ```
//! After:
//! ```markdown
//! ![From April to June, doors reached by seven rose from 84 to 91 in a hundred](doors-by-seven.svg)
//! ```
//! Or, for mere decoration:
//! ```markdown
//! ![](flour-dust.jpg "decorative")
//! ```

use super::alone::Alone;
use crate::diagnostic::{Diagnostic, Name};
use crate::parse::{Destination, Link};

/// Words that say no more than that there is a picture.
const EMPTY: &[&str] = &[
    "bild",
    "chart",
    "diagram",
    "foto",
    "graphic",
    "grafik",
    "icon",
    "image",
    "img",
    "logo",
    "photo",
    "picture",
    "screenshot",
    "untitled",
];

/// How names of pictures' files end.
const ENDINGS: &[&str] =
    &[".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".heic", ".bmp", ".tif", ".tiff"];

pub(super) fn check(page: Alone<'_>, findings: &mut Vec<Diagnostic>) {
    let images = page.facts.links.iter().filter(|link| link.image);
    for image in images.filter(|image| &*image.title != "decorative") {
        let message = if image.text.is_empty() {
            "this picture says nothing to those who cannot see it".to_owned()
        } else if says_nothing(image) {
            format!("`{}` does not tell what this picture shows", image.text)
        } else {
            continue;
        };
        findings.push(
            Diagnostic::new(Name::ImageAlt, page.place(image.span), message)
                .mend("write between the brackets what it shows, as you would on the telephone")
                .note("a picture that is mere decoration has the title \"decorative\": `![](flour.jpg \"decorative\")`"),
        );
    }
}

/// Whether a description is only a file's name, or a word for pictures.
fn says_nothing(image: &Link) -> bool {
    let text = image.text.to_lowercase();
    let path = match &image.destination {
        Destination::Within { path, .. } => path.to_lowercase(),
        Destination::Elsewhere(url) => url.to_lowercase(),
        Destination::Here(_) | Destination::Unsafe => String::new(),
    };
    let file = path.rsplit('/').next().unwrap_or_default();
    // A file that is called as people call what it shows ("saltmere harbour.png") is well described so.
    let is_file = text == file || !text.contains(' ') && ENDINGS.iter().any(|end| text.ends_with(end));
    let word = text.trim_matches(|c: char| !c.is_alphabetic());
    is_file || EMPTY.contains(&word) || is_from_a_camera(&text)
}

/// `IMG_1234`, `dsc-0042`, `screenshot 2026-09-01 at 10.12.13`
fn is_from_a_camera(text: &str) -> bool {
    let named =
        ["img", "dsc", "dscn", "dscf", "pxl", "image", "photo", "screenshot", "bildschirmfoto", "scan"];
    let rest = named.iter().filter_map(|start| text.strip_prefix(start)).min_by_key(|rest| rest.len());
    rest.is_some_and(|rest| {
        let rest = rest.replace(" at ", " ").replace(" um ", " ");
        rest.chars().any(|c| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || " _-.:()".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    fn image(markdown: &str) -> Vec<String> {
        page(Name::ImageAlt, "a.md", markdown)
    }

    #[test]
    fn a_picture_without_words_is_told() {
        assert_eq!(
            image("See:\n\n![](doors.svg)\n"),
            ["warning [![](doors.svg)] this picture says nothing to those who cannot see it"]
        );
        assert_eq!(image("![ ](doors.svg \"Doors by seven\")").len(), 1, "a caption is no description");
        assert_eq!(image("[![](doors.svg)](b.md)").len(), 1);
    }

    #[test]
    fn decoration_says_so() {
        assert_eq!(image("![](dust.jpg \"decorative\")"), [""; 0]);
    }

    #[test]
    fn a_files_name_describes_nothing() {
        for alt in [
            "doors.svg",
            "IMG_1234",
            "IMG_1234.jpg",
            "dsc0042",
            "Image",
            "photo",
            "Screenshot 2026-09-01 at 10.12.13",
        ] {
            let told = image(&format!("![{alt}](doors.svg)"));
            assert_eq!(told.len(), 1, "{alt}");
            assert!(told[0].ends_with(&format!("`{alt}` does not tell what this picture shows")), "{told:?}");
        }
    }

    #[test]
    fn a_sentence_describes() {
        for alt in ["A blue door", "Doors", "Photo of the yard", "Chart: 91 in 100", "Imogen", "Saltmere"] {
            assert_eq!(image(&format!("![{alt}](saltmere.png)")), [""; 0], "{alt}");
        }
    }
}
