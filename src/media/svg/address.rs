//! An address in an SVG → what it may do.

use super::Danger;

/// How an address is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A reader may follow it.
    Link,
    /// It is loaded as a picture or font.
    Picture,
    /// It is loaded as part of the drawing.
    Part,
}

/// Namespaces look like addresses, but nothing is loaded from them.
const NAMESPACES: [&str; 3] =
    ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml"];

/// Pictures and fonts that are no documents.
const DATA: [&str; 14] = [
    "image/png",
    "image/gif",
    "image/jpeg",
    "image/jpg",
    "image/webp",
    "image/avif",
    "font/",
    "application/font",
    "application/x-font",
    "application/vnd.ms-fontobject",
    "application/octet-stream",
    "image/bmp",
    "image/x-icon",
    "image/vnd.microsoft.icon",
];

/// The address as a browser takes it: without white space and control characters, in lower case, `\` as `/`.
pub(super) fn fold(address: &str) -> String {
    let plain = address.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    plain.map(|c| if c == '\\' { '/' } else { c.to_ascii_lowercase() }).collect()
}

/// The scheme of a folded address.
fn scheme(folded: &str) -> Option<&str> {
    let (scheme, _) = folded.split_once(':')?;
    let mut characters = scheme.chars();
    let named = characters.next().is_some_and(|c| c.is_ascii_lowercase())
        && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    named.then_some(scheme)
}

/// What is wrong with `address` where it is used so.
pub(super) fn judge(address: &str, used: Use) -> Option<Danger> {
    let folded = fold(address);
    if folded.is_empty() || folded.starts_with('#') || NAMESPACES.contains(&folded.as_str()) {
        return None;
    }
    let beside = if used == Use::Link { None } else { Some(Danger::OtherFile) };
    match (scheme(&folded), used) {
        (None, _) if folded.starts_with("//") => (used != Use::Link).then_some(Danger::Elsewhere),
        (None, _) => beside,
        (Some("http" | "https" | "mailto" | "tel"), Use::Link) => None,
        (Some(_), Use::Link) => Some(Danger::ScriptAddress),
        (Some("javascript" | "vbscript"), Use::Picture | Use::Part) => Some(Danger::ScriptAddress),
        (Some("data"), Use::Picture) => {
            let kind = &folded["data:".len()..];
            if ["image/jp", "image/webp", "image/avif"].iter().any(|photo| kind.starts_with(photo)) {
                Some(Danger::Photo)
            } else if DATA.iter().any(|known| kind.starts_with(known)) {
                None
            } else {
                Some(Danger::Hidden)
            }
        }
        (Some("data"), Use::Part) => Some(Danger::Hidden),
        (Some(_), Use::Picture | Use::Part) => Some(Danger::Elsewhere),
    }
}

/// The start of an address, short enough to be shown.
pub(super) fn shown(address: &str) -> String {
    let plain: String = address.trim().chars().filter(|c| !c.is_control()).take(41).collect();
    match plain.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain,
    }
}
