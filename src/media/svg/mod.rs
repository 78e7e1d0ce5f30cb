//! An SVG's bytes → whether it is safe to publish, and how large it is.
//!
//! An SVG is a document: opened on its own it can run scripts, load from other hosts and show other pages. The
//! scan reads it with a strict XML reader, the way a browser does, and not by searching for words, so that
//! `java&#115;cript:` and `<s:script>` are seen for what they are. What could act or load is refused; what is
//! merely not shown inside a page is noted. A file that is not well-formed UTF-8 XML is refused, since a
//! browser runs what stands before the mistake.

mod address;
mod css;
mod prolog;
mod scan;
mod size;

use std::ops::Range;

use roxmltree::{Document, Error, ParsingOptions};

use super::exif::Exif;
use super::{Fault, Format, Stripped};

/// The longest SVG that is looked through, in bytes; as long as the longest page.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The most elements, texts and comments in an SVG.
const MAX_NODES: u32 = 400_000;

/// The namespace of SVG elements.
const SVG: &str = "http://www.w3.org/2000/svg";

/// What was found in an SVG that is not just drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Danger {
    /// An element that holds or starts a script.
    Script,
    /// An attribute that runs a script on an event.
    Handler,
    /// A link that runs a script, or opens something of an unknown kind.
    ScriptAddress,
    /// An animation that changes where a link leads.
    Retarget,
    /// An element that shows or sends to another page: a frame, a form, a base address.
    Page,
    /// Something loaded from another host.
    Elsewhere,
    /// A style sheet around the drawing, which may turn it into anything.
    StyleSheet,
    /// Entities, or a file in a file, which could hold anything.
    Hidden,
    /// HTML inside the drawing. It was looked through too; pictures on a page show it, some programs do not.
    Html,
    /// Something loaded from a file beside it, which pictures on a page do not show.
    OtherFile,
    /// A photo inside the drawing, which keeps what its camera noted.
    Photo,
}

impl Danger {
    /// Whether a file with this in it is never published.
    pub const fn refuses(self) -> bool {
        match self {
            Self::Script
            | Self::Handler
            | Self::ScriptAddress
            | Self::Retarget
            | Self::Page
            | Self::Elsewhere
            | Self::StyleSheet
            | Self::Hidden => true,
            Self::Html | Self::OtherFile | Self::Photo => false,
        }
    }
}

/// One thing found in an SVG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub danger: Danger,
    /// Where it stands, in bytes from the start of the file.
    pub at: Range<usize>,
    /// The element's or attribute's name, or the start of an address.
    pub text: String,
}

impl Found {
    /// What was found, as one short clause.
    pub fn message(&self) -> String {
        let text = &self.text;
        match self.danger {
            Danger::Script => format!("`<{text}>` runs a script"),
            Danger::Handler => format!("`{text}` runs a script"),
            Danger::ScriptAddress => format!("`{text}` is no address of a page, and may run a script"),
            Danger::Retarget => format!("an animation changes `{text}`"),
            Danger::Page => format!("`<{text}>` leads to another page"),
            Danger::Elsewhere => format!("`{text}` is loaded from elsewhere"),
            Danger::StyleSheet => format!("`{text}` changes the whole file"),
            Danger::Hidden => format!("`{text}` may hide anything"),
            Danger::Html => format!("`<{text}>` is not drawing, and some programs leave it out"),
            Danger::OtherFile => format!("`{text}` is another file, and is not shown on a page"),
            Danger::Photo => format!("`{text}` is a photo, and keeps what its camera noted"),
        }
    }
}

/// What a look through an SVG tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SvgReport {
    /// The width it is drawn at when a page does not say, in CSS pixels.
    pub width: u32,
    /// The height it is drawn at when a page does not say, in CSS pixels.
    pub height: u32,
    /// What is in it besides drawing, in the order of the file.
    pub found: Vec<Found>,
}

impl SvgReport {
    /// Whether nothing was found that forbids publishing.
    pub fn may_publish(&self) -> bool {
        !self.found.iter().any(|found| found.danger.refuses())
    }

    /// The fault of a file that may not be published.
    pub(super) fn refusal(&self) -> Result<(), Fault> {
        let found: Vec<Found> = self.found.iter().filter(|found| found.danger.refuses()).cloned().collect();
        if found.is_empty() { Ok(()) } else { Err(Fault::Unsafe { found }) }
    }
}

const fn damaged(what: &'static str) -> Fault {
    Fault::Damaged { format: Format::Svg, what }
}

/// Looks through the SVG `bytes`.
///
/// # Errors
/// When it is not a well-formed SVG in UTF-8 or too long. What is dangerous is no error here but in
/// [`SvgReport::found`], so that a finding can point at each.
pub fn svg(bytes: &[u8]) -> Result<SvgReport, Fault> {
    let text = prolog::text(bytes)?;
    // Positions are from the file's first byte, a byte-order mark included.
    let mark = bytes.len() - text.len();
    if let Some(subset) = prolog::subset(text) {
        let at = subset.start + mark..subset.end + mark;
        let found = vec![Found { danger: Danger::Hidden, at, text: "<!DOCTYPE […]>".to_owned() }];
        return Ok(SvgReport { width: size::DEFAULT.0, height: size::DEFAULT.1, found });
    }
    let document = read(text)?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(damaged("it is not an `<svg>` with `xmlns=\"http://www.w3.org/2000/svg\"`"));
    }
    let mut found = scan::scan(&document);
    for one in &mut found {
        one.at = one.at.start + mark..one.at.end + mark;
    }
    found.sort_by_key(|one| (one.at.start, one.at.end, one.danger));
    let (width, height) = size::size(root);
    Ok(SvgReport { width, height, found })
}

fn read(text: &str) -> Result<Document<'_>, Fault> {
    // Document types that name a standard are fine. One that declares entities was refused before; were it missed,
    // the reader puts them in place, within limits of its own, and the scan sees what a browser would.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        Error::NodesLimitReached | Error::AttributesLimitReached | Error::NamespacesLimitReached => {
            Fault::TooLong { bytes: text.len() }
        }
        Error::UnexpectedEndOfStream | Error::UnclosedRootNode => damaged("it ends early"),
        Error::NoRootNode => damaged("it is empty"),
        _ => damaged("it is not well-formed, so browsers show half of it"),
    })
}

/// The SVG without what programs note in it: `<metadata>`, Illustrator's own copy of the drawing, and the paths of
/// files on somebody's machine. Everything else stays byte by byte, comments too: they hold licences.
pub(super) fn strip(bytes: &[u8]) -> Result<Stripped<'_>, Fault> {
    svg(bytes)?.refusal()?;
    let text = prolog::text(bytes)?;
    let mark = bytes.len() - text.len();
    let mut kept = bytes[..mark].to_vec();
    let mut at = 0;
    for cut in scan::notes(&read(text)?) {
        // An element inside one that is cut is cut with it.
        if cut.start >= at {
            kept.extend_from_slice(&text.as_bytes()[at..cut.start]);
            at = cut.end;
        }
    }
    kept.extend_from_slice(&text.as_bytes()[at..]);
    Ok(Stripped::new(bytes, kept, Exif::default()))
}
