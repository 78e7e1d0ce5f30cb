//! The files beside the pages: looked at before pages are rendered, made ready when they are published.
//!
//! Only files that a shown page mentions are published: what nobody refers to may belong to a page that this
//! edition hides.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, Name, Place, Severity};
use crate::media::{self, Fault, Image};
use crate::model::{GENERATED, GENERATED_FILES, Handbook};
use crate::parse::address;
use crate::render::pictures::{Picture, Pictures};
use crate::site::{Bytes, Site, Unmade};
use crate::source::{Asset, Sources};

/// What looking at a file found.
pub type Probed = Result<Option<Image>, Fault>;

/// Why a file could not be looked at, in the machine's words. The next look may find it readable.
type Unread = String;

/// Under what it is remembered: the file's path below the folder of content, and the digest of what it holds.
pub type PictureKey = (Arc<str>, blake3::Hash);

/// What looking at all files found.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// The pictures that can be shown.
    pub pictures: Pictures,
    /// Files that are never published, whatever else is: a drawing with scripts, a photo nobody can search.
    pub refused: BTreeSet<Arc<str>>,
}

/// Looks at every published file: what it is, how large it is shown, whether it can be shown at all.
/// `remember` finds earlier answers again by path and digest.
pub fn look(
    handbook: &Handbook,
    sources: &Sources,
    remember: impl Fn(&PictureKey, &dyn Fn() -> Result<Probed, Unread>) -> Result<Probed, Unread> + Sync,
) -> Checked<Looked> {
    let mut findings = Vec::new();
    let looked: Vec<_> = handbook
        .files
        .par_iter()
        .filter_map(|path| {
            let asset = sources.assets.get(path)?;
            // Films and archives are copied as they are; only what may be a picture is opened.
            if media::Format::named(path) == media::Format::Other {
                return None;
            }
            let probed = asset.digest().map_err(|failure| failure.to_string()).and_then(|(digest, bytes)| {
                let bytes = || bytes.clone().map_or_else(|| asset.bytes(), Ok);
                let examined = || Ok(media::examine(path, &bytes().map_err(|failure| failure.to_string())?));
                remember(&(path.clone(), digest), &examined)
            });
            let looked = match probed {
                Ok(probed) => probed.map_err(|fault| finding(&fault, asset)),
                Err(cause) => {
                    let message = format!("this file cannot be read: {cause}");
                    Err(Diagnostic::new(Name::UnreadableFile, Place::file(&asset.file), message))
                }
            };
            Some((path, looked))
        })
        .collect();
    let taken: BTreeSet<String> = handbook.files.iter().map(|path| address::of_file(path)).collect();
    let mut pictures = Pictures::new();
    let mut refused = BTreeSet::new();
    for (path, probed) in looked {
        match probed {
            Ok(Some(image)) => {
                let smaller =
                    media::variant_paths(&address::of_file(path), &image, |path| taken.contains(path));
                let picture = Picture { width: Some(image.width), height: Some(image.height), smaller };
                pictures.insert(path.clone(), picture);
            }
            Ok(None) => {}
            Err(finding) => {
                if finding.severity == Severity::Error {
                    refused.insert(path.clone());
                }
                findings.push(finding);
            }
        }
    }
    clashes(handbook, sources, &mut findings);
    Checked { value: Looked { pictures, refused }, findings }
}

fn finding(fault: &Fault, asset: &Asset) -> Diagnostic {
    let severity = if fault.may_copy() { Severity::Warning } else { Severity::Error };
    Diagnostic::new(Name::UnreadableFile, Place::file(&asset.file), fault.to_string())
        .mend(fault.mend())
        .severity(severity)
}

/// Tells files that want an address which is taken: by another file, since addresses know neither case nor
/// punctuation, by a page, or by what the program writes itself.
fn clashes(handbook: &Handbook, sources: &Sources, findings: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, &Asset> = BTreeMap::new();
    let mut pages = None;
    for path in handbook.files.iter() {
        let Some(asset) = sources.assets.get(path) else { continue };
        let address = address::of_file(path);
        let tell = |message: String, mend: &str| {
            Diagnostic::new(Name::AddressClash, Place::file(&asset.file), message).mend(mend)
        };
        if GENERATED_FILES.contains(&&*address) || GENERATED.contains(&&*address) {
            let message =
                format!("this file's address `{address}` belongs to a file that the program writes itself");
            findings.push(tell(message, "give the file another name"));
        }
        // Only a file called index.html, or one without an extension, can meet a page: pages are folders.
        let name = address.rsplit('/').next().unwrap_or(&address);
        if name == "index.html" || !name.contains('.') {
            let folder =
                address.strip_suffix("index.html").map_or_else(|| format!("{address}/"), str::to_owned);
            let pages = pages.get_or_insert_with(|| folders_of_pages(handbook));
            if pages.contains(folder.as_str()) {
                let message = format!("this file's address `{address}` belongs to a page");
                findings.push(tell(message, "give the file or the page another name"));
            }
        }
        if let Some(other) = taken.get(&address) {
            findings.push(
                tell(format!("two files want the address `{address}`"), "give one of the two another name")
                    .related(Place::file(&other.file), "the other file"),
            );
        } else {
            taken.insert(address, asset);
        }
    }
}

/// Every folder that holds a page, or a folder with one, by its address.
fn folders_of_pages(handbook: &Handbook) -> BTreeSet<&str> {
    let pages = handbook.entries.iter().map(|entry| &*entry.address);
    let sections = handbook.sections.iter().map(|section| &*section.address);
    let folders =
        pages.chain(sections).flat_map(|address| address.match_indices('/').map(|(at, _)| &address[..=at]));
    folders.chain([""]).collect()
}

/// Puts the files and the pictures' smaller copies into the site.
pub fn put(site: &mut Site, handbook: &Handbook, sources: &Arc<Sources>, looked: &Looked) {
    for path in handbook.files.difference(&looked.refused) {
        let Some(asset) = sources.assets.get(path).cloned() else { continue };
        for (width, address) in looked.pictures.get(path).map_or(&[][..], |picture| &picture.smaller) {
            let (asset, width) = (asset.clone(), *width);
            site.put_lazy(address.as_str(), Box::new(move || smaller(&asset, width)));
        }
        let name = path.clone();
        site.put_lazy(address::of_file(path), Box::new(move || ready(&name, &asset)));
    }
}

/// A file without what nobody sees but should not be told: where a photo was taken, by whose camera.
fn ready(path: &str, asset: &Asset) -> Result<Bytes, Unmade> {
    let bytes = asset.bytes().map_err(Unmade::Failure)?;
    match media::clean(path, &bytes) {
        Ok(cleaned) => Ok(match cleaned.bytes {
            // Nothing had to change. A cleaned file may well have its old length, so only this says so.
            Cow::Borrowed(_) => bytes,
            Cow::Owned(clean) => clean.into(),
        }),
        Err(fault) => Err(Unmade::Findings(vec![finding(&fault, asset).severity(Severity::Error)])),
    }
}

fn smaller(asset: &Asset, width: u32) -> Result<Bytes, Unmade> {
    let bytes = asset.bytes().map_err(Unmade::Failure)?;
    match media::variant(&bytes, width) {
        Ok(bytes) => Ok(bytes.into()),
        Err(fault) => Err(Unmade::Findings(vec![finding(&fault, asset).severity(Severity::Error)])),
    }
}
