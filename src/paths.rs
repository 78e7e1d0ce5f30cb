//! What a path of the website may be, so that it can be a file on Linux, macOS and Windows and in a zip.
//!
//! The handbook is asked first, so that a name which cannot be is told at its place; publishing asks once more, about
//! everything it writes. Both ask here, so that neither lets pass what the other refuses.

use globset::{Glob, GlobBuilder};
use unicode_normalization::UnicodeNormalization;

/// The most characters a path may have, so that a target of 60 characters stays within the 260 that Windows allows for a
/// whole path.
pub const LONGEST: usize = 200;

/// The most bytes one name in a path may have; Linux file systems refuse longer ones.
const LONGEST_NAME: usize = 255;

/// What may stand beside every file on request, compressed.
pub const PACKED: &str = ".gz";

/// Names that Windows keeps for devices, with any extension and in any case.
/// See "Naming Files, Paths, and Namespaces" in the Windows documentation.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Devices that are numbered: `COM1`, `LPT9`. Windows takes superscript digits for digits here.
const NUMBERED_DEVICES: &[&str] = &["COM", "LPT"];

/// What speaks against a file at `path`, which has forward slashes, as a sentence for people; `None` if nothing does.
pub fn objection(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some("it is empty".into());
    }
    if path.chars().count() > LONGEST {
        return Some(format!("it is longer than {LONGEST} characters"));
    }
    if let Some(odd) = path.chars().find(|&c| is_refused(c)) {
        return Some(format!("the character {odd:?} is not allowed in file names everywhere"));
    }
    path.split('/').find_map(objection_to_name)
}

/// The same for the file at `path` and the compressed one that may stand beside it.
pub fn objection_if_packed(path: &str) -> Option<String> {
    objection(path).or_else(|| objection(&format!("{path}{PACKED}")))
}

/// Whether Windows refuses the character in a name, or a terminal might obey it. The slash is not among them:
/// it parts names.
fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

fn objection_to_name(name: &str) -> Option<String> {
    let device = name.split('.').next().unwrap_or_default().trim_end();
    if name.is_empty() {
        Some("it starts or ends with a slash, or has two in a row".into())
    } else if name == "." || name == ".." {
        Some(format!("`{name}` would leave the place where it belongs"))
    } else if name.ends_with(['.', ' ']) {
        Some(format!("`{name}` ends with a dot or a space, which Windows drops"))
    } else if name.len() > LONGEST_NAME {
        Some(format!("one of its names is longer than {LONGEST_NAME} bytes"))
    } else if is_device(device) {
        Some(format!("Windows keeps the name `{device}` for a device"))
    } else {
        None
    }
}

/// Whether Windows keeps the name `stem`, which has no extension, for a device.
pub fn is_device(stem: &str) -> bool {
    let numbered = || {
        let mut chars = stem.chars();
        let digit = chars.next_back().is_some_and(|last| matches!(last, '0'..='9' | '¹' | '²' | '³'));
        digit && NUMBERED_DEVICES.iter().any(|device| chars.as_str().eq_ignore_ascii_case(device))
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || numbered()
}

/// `path` as a file system sees it that knows neither capitals nor ways to write an accent: two paths that are alike here
/// cannot both be files there.
///
/// Lower case first, since only that turns `ẞ` into `ß`; then upper case, which turns `ß` into `SS` and
/// makes one of `σ` and `ς`: together at least as coarse as Unicode's full case folding.
pub fn without_case(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_uppercase();
    }
    path.nfc().flat_map(char::to_lowercase).flat_map(char::to_uppercase).nfc().collect()
}

/// The folders that `path` lies in, innermost first, without the root.
pub fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

/// The paths that `text` stands for, as it is written under `keep` in `handbook.yaml`. `*` stays within a folder, `**` does not;
/// `static/` means everything in that folder.
///
/// # Errors
/// What is wrong with it, if it stands for nothing.
pub fn glob(text: &str) -> Result<Glob, globset::Error> {
    let bare = text.trim_start_matches("./").trim_start_matches('/');
    let whole = if bare.ends_with('/') { format!("{bare}**") } else { bare.to_owned() };
    GlobBuilder::new(&whole).literal_separator(true).build()
}

/// Endings of files that a browser runs in the name of the website they come from, or that a server runs itself. XML is among
/// them: a browser looks for scripts in it as in HTML.
const ACTIVE: &[&str] = &[
    "htm", "html", "mht", "mhtml", "shtm", "shtml", "stm", "xht", "xhtml", "atom", "rdf", "rss", "xml",
    "xsl", "xslt", "cjs", "js", "mjs", "asp", "aspx", "ashx", "asmx", "cfm", "cgi", "jsp", "jspx", "phar",
    "php", "php3", "php4", "php5", "php7", "php8", "phtml",
];

/// Whether the file at `address` could act in the name of the website, by its ending. Drawings could, too, and are looked through.
pub fn is_active(address: &str) -> bool {
    let ending = address.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ACTIVE.iter().any(|active| ending.eq_ignore_ascii_case(active)))
}
