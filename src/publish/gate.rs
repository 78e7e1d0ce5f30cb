//! The gate: every path below the target that is ever written passes [`admit`], whoever asked for it.
//!
//! A page's address is checked long before, as a finding with its place in the handbook. This is the last
//! wall: it knows nothing of handbooks, only of what a name may be on Linux, macOS, Windows and in a zip.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::manifest;
use crate::failure::Failure;

/// The most characters an address may have, so that a target of 60 characters stays within the 260 that
/// Windows allows for a whole path.
pub const LONGEST: usize = 200;

/// The most bytes one name in an address may have; Linux file systems refuse longer ones.
const LONGEST_NAME: usize = 255;

/// Names that Windows keeps for devices, with any extension and in any case.
/// See "Naming Files, Paths, and Namespaces" in the Windows documentation.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Devices that are numbered: `COM1`, `LPT9`. Windows takes superscript digits for digits here.
const NUMBERED_DEVICES: &[&str] = &["COM", "LPT"];

/// A path below the target that may be written: relative, normalised, inside, and possible everywhere.
/// There is no way to have one but through [`admit`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// The address as text, with forward slashes: `personas/paula/index.html`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders it lies in, innermost first, without the root.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        folders_of(&self.0)
    }
}

/// A set of addresses may be asked for a text.
impl Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Lets `path` through as an [`Address`].
///
/// # Errors
/// A [`Failure`] that shows the path and says what is wrong with it.
pub fn admit(path: &Arc<str>) -> Result<Address, Failure> {
    match objection(path) {
        None => Ok(Address(path.clone())),
        Some(reason) => Err(Failure::plain(format!("publish the address {path:?}")).advise(reason)),
    }
}

/// Makes sure that `addresses` can live in one folder on every system.
///
/// # Errors
/// A [`Failure`] naming the first two that are the same where capitals do not count (Windows, macOS) or
/// accents are written differently (macOS), or of which one is a file and the other needs a folder there.
pub fn admit_together<'a>(addresses: impl Iterator<Item = &'a Address>) -> Result<(), Failure> {
    let folded: Vec<_> = addresses.map(|address| (folded(address.as_str()), address)).collect();
    let mut seen = HashMap::with_capacity(folded.len());
    for (key, address) in &folded {
        if let Some(first) = seen.insert(key.as_str(), address) {
            return Err(clash(first, address, "some systems take them for the same file"));
        }
    }
    for (key, address) in &folded {
        if let Some(file) = folders_of(key).find_map(|folder| seen.get(folder)) {
            return Err(clash(file, address, "the first is a file where the second needs a folder"));
        }
    }
    Ok(())
}

/// The folders that `path` lies in, innermost first, without the root.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

fn clash(first: &Address, second: &Address, because: &str) -> Failure {
    Failure::plain(format!("publish both {:?} and {:?}", first.as_str(), second.as_str()))
        .advise(format!("{because}; rename one of them"))
}

/// `path` as a file system sees it that knows neither capitals nor ways to write an accent.
///
/// Lower case first, since only that turns `ẞ` into `ß`; then upper case, which turns `ß` into `SS` and
/// makes one of `σ` and `ς`: together at least as coarse as Unicode's full case folding.
fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_uppercase();
    }
    path.nfc().flat_map(char::to_lowercase).flat_map(char::to_uppercase).nfc().collect()
}

/// What speaks against `path`, as a sentence for people; `None` if nothing does.
fn objection(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some("it is empty".into());
    }
    if path.chars().count() > LONGEST {
        return Some(format!("it is longer than {LONGEST} characters"));
    }
    if let Some(odd) = path.chars().find(|&c| is_refused(c)) {
        return Some(format!("the character {odd:?} is not allowed in file names everywhere"));
    }
    if path.eq_ignore_ascii_case(manifest::NAME) {
        return Some("that is where the list of published files stands".into());
    }
    path.split('/').find_map(objection_to_name)
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

fn is_device(stem: &str) -> bool {
    let numbered = || {
        let mut chars = stem.chars();
        let digit = chars.next_back().is_some_and(|last| matches!(last, '0'..='9' | '¹' | '²' | '³'));
        digit && NUMBERED_DEVICES.iter().any(|device| chars.as_str().eq_ignore_ascii_case(device))
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || numbered()
}
