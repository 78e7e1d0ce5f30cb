//! The gate: every path below the target that is ever written passes [`admit`], whoever asked for it.
//!
//! A page's address is checked long before, as a finding with its place in the handbook. This is the last
//! wall: it knows nothing of handbooks, only of [what a path may be](crate::paths).

use std::borrow::Borrow;
use std::collections::HashMap;
use std::sync::Arc;

use super::manifest;
use crate::failure::Failure;
use crate::paths;

pub use crate::paths::LONGEST;

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
        paths::folders(&self.0)
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

/// Two addresses that cannot both be written.
#[derive(Debug)]
pub struct Clash {
    /// The one that comes first.
    pub first: Address,
    /// The other one.
    pub second: Address,
    because: &'static str,
}

impl Clash {
    /// The same as a failure that shows both.
    pub fn failure(&self) -> Failure {
        Failure::plain(format!("publish both {:?} and {:?}", self.first.as_str(), self.second.as_str()))
            .advise(format!("{}; rename one of them", self.because))
    }
}

/// Makes sure that `addresses` can live in one folder on every system.
///
/// # Errors
/// The first two that are the same where capitals do not count (Windows, macOS) or
/// accents are written differently (macOS), or of which one is a file and the other needs a folder there.
pub fn admit_together<'a>(addresses: impl Iterator<Item = &'a Address>) -> Result<(), Clash> {
    let folded: Vec<_> = addresses.map(|address| (paths::without_case(address.as_str()), address)).collect();
    let clash = |first: &Address, second: &Address, because| Clash {
        first: first.clone(),
        second: second.clone(),
        because,
    };
    let mut seen = HashMap::with_capacity(folded.len());
    for (key, address) in &folded {
        if let Some(first) = seen.insert(key.as_str(), *address) {
            return Err(clash(first, address, "some systems take them for the same file"));
        }
    }
    for (key, address) in &folded {
        if let Some(file) = paths::folders(key).find_map(|folder| seen.get(folder)) {
            return Err(clash(file, address, "the first is a file where the second needs a folder"));
        }
    }
    Ok(())
}

/// What speaks against `path`, as a sentence for people; `None` if nothing does.
fn objection(path: &str) -> Option<String> {
    if path.eq_ignore_ascii_case(manifest::NAME) {
        return Some("that is where the list of published files stands".into());
    }
    paths::objection(path)
}
