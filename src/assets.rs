//! The files beside the pages: looked at before pages are rendered, made ready when they are published.
//!
//! Only files that a shown page mentions are published: what nobody refers to may belong to a page that this
//! edition hides.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, Name, Place, Severity};
use crate::media::svg::{Danger, Found};
use crate::media::{self, Fault, Note, Seen, Untold};
use crate::model::{GENERATED, GENERATED_FILES, Handbook};
use crate::parse::address;
use crate::paths;
use crate::render::pictures::{Picture, Pictures};
use crate::site::{Bytes, Site, Unmade};
use crate::source::{Asset, LARGEST_FILE, Sources};

/// What looking at a file found.
pub type Probed = Result<Seen, Fault>;

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
            // What it is called once it is published: `plan.svg!` is an SVG then.
            let name = address::of_file(path);
            if let Some(finding) = unfit(&name, asset) {
                return Some((path, Err(finding)));
            }
            // Films and archives are copied as they are; only what may be a picture is opened.
            if media::Format::named(&name) == media::Format::Other {
                return None;
            }
            let probed = asset.digest().map_err(|failure| failure.to_string()).and_then(|(digest, bytes)| {
                let bytes = || bytes.clone().map_or_else(|| asset.bytes(), Ok);
                let examined = || Ok(media::look(&name, &bytes().map_err(|failure| failure.to_string())?));
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
            Ok(Seen { image, notes, found }) => {
                let asset = sources.assets.get(path);
                findings.extend(asset.into_iter().flat_map(|asset| told(asset, &notes, &found)));
                let Some(image) = image else { continue };
                // A copy whose name is no file everywhere is done without, like one whose name is taken.
                let unfit = |path: &str| taken.contains(path) || paths::objection_if_packed(path).is_some();
                let smaller = media::variant_paths(&address::of_file(path), &image, unfit);
                let picture = Picture { width: Some(image.width), height: Some(image.height), smaller };
                pictures.insert(path.clone(), picture);
            }
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
    let name = match fault {
        Fault::TooManyPixels { .. } | Fault::TooLong { .. } => Name::TooLarge,
        Fault::OtherThanNamed { .. }
        | Fault::Damaged { .. }
        | Fault::Unsafe { .. }
        | Fault::NotResizable { .. } => Name::UnreadableFile,
    };
    Diagnostic::new(name, Place::file(&asset.file), fault.to_string()).mend(fault.mend()).severity(severity)
}

/// What speaks against a file before it is opened: its size, or a kind of which nobody can say what is in it. Files that are
/// published all the same are told as advice.
fn unfit(name: &str, asset: &Asset) -> Option<Diagnostic> {
    let tell = |name, message: String| Diagnostic::new(name, Place::file(&asset.file), message);
    if asset.stamp.size > LARGEST_FILE {
        let (size, most) = (asset.stamp.size.div_ceil(1 << 20), LARGEST_FILE >> 20);
        let message = format!("this file has {size} MB, and at most {most} MB are published");
        return Some(tell(Name::TooLarge, message).mend("keep it elsewhere, and link to it"));
    }
    let finding = match media::untold(name)? {
        Untold::Photo => tell(
            Name::UnreadableFile,
            "pictures of this kind may say where they were taken, which cannot be taken out, and few browsers show them".into(),
        )
        .mend("save it as JPEG, PNG, WebP or AVIF"),
        Untold::Film => tell(
            Name::PersonalData,
            "a film may say where and by whom it was taken, and is published as it is".into(),
        )
        .mend("export it without its place, as phones and film programs offer when one shares it")
        .severity(Severity::Advice),
        Untold::Document => tell(
            Name::PersonalData,
            "a document may say who wrote it and what was changed, and is published as it is".into(),
        )
        .mend("take its author and comments out before you save it, as office programs offer")
        .severity(Severity::Advice),
    };
    Some(finding)
}

/// What the writer of a picture that can be published should know of it.
fn told(asset: &Asset, notes: &[Note], found: &[Found]) -> Vec<Diagnostic> {
    let tell = |name, message: String, mend: &str| {
        Diagnostic::new(name, Place::file(&asset.file), message).mend(mend).severity(Severity::Warning)
    };
    let mut told = Vec::new();
    for note in notes {
        match note {
            Note::PlaceRemoved => {
                let mend = "take it out of the file as well, if the folder is shared";
                let message = "this photo says where it was taken; what is published does not".into();
                told.push(tell(Name::PersonalData, message, mend).severity(Severity::Advice));
            }
            Note::Sideways => {
                let message = "this picture lies on its side, and browsers do not turn a WebP".into();
                told.push(tell(Name::UnreadableFile, message, "turn it upright and save it again"));
            }
            Note::Removed { .. } | Note::Turned | Note::TurnNoted | Note::NotSearched => {}
        }
    }
    // One sentence for all of a sort: a drawing may hold hundreds.
    for danger in [Danger::Photo, Danger::OtherFile, Danger::Html] {
        let mut of = found.iter().filter(|found| found.danger == danger);
        let Some(first) = of.next() else { continue };
        let more = match of.count() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let message = format!("in this drawing, {}{more}", first.message());
        let (name, mend) = match danger {
            Danger::Photo => {
                (Name::PersonalData, "save the drawing as PNG, or put the photo on the page by itself")
            }
            _ => (Name::UnreadableFile, "export it again as plain SVG, or save it as PNG"),
        };
        told.push(tell(name, message, mend));
    }
    told
}

/// Tells files that want an address which is taken: by another file, since addresses know neither case nor
/// punctuation, by a page, or by what the program writes itself.
fn clashes(handbook: &Handbook, sources: &Sources, findings: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, &Asset> = BTreeMap::new();
    let (mut pages, mut folders) = (None, None);
    for path in handbook.files.iter() {
        let Some(asset) = sources.assets.get(path) else { continue };
        let address = address::of_file(path);
        let tell = |message: String, mend: &str| {
            Diagnostic::new(Name::AddressClash, Place::file(&asset.file), message).mend(mend)
        };
        if let Some(reason) = paths::objection_if_packed(&address) {
            let message = format!("this file's address `{address}` cannot be a file on every system");
            findings.push(tell(message, "give the file or its folders shorter names").note(reason));
            continue;
        }
        if GENERATED_FILES.contains(&&*address) || GENERATED.contains(&&*address) || is_generated(&address) {
            let message =
                format!("this file's address `{address}` belongs to a file that the program writes itself");
            findings.push(tell(message, "give the file another name"));
        }
        // Only a file without an extension can meet a folder: folders' names have no dot, and no HTML is published.
        if !address.rsplit('/').next().unwrap_or(&address).contains('.') {
            let folder = paths::without_case(&address);
            if pages.get_or_insert_with(|| folders_of_pages(handbook)).contains(&folder) {
                let message = format!("this file's address `{address}` belongs to a page");
                findings.push(tell(message, "give the file or the page another name"));
            } else if let Some(other) = folders.get_or_insert_with(|| folders_of_files(handbook)).get(&folder)
                && let Some(other) = sources.assets.get(*other)
            {
                let message = format!("this file's address `{address}` is that of a folder with other files");
                let finding = tell(message, "give the file or the folder another name");
                findings.push(finding.related(Place::file(&other.file), "a file in that folder"));
            }
        }
        match taken.entry(paths::without_case(&address)) {
            Entry::Occupied(other) => {
                let message = format!("two files want the address `{address}`");
                let finding = tell(message, "give one of the two another name");
                findings.push(finding.related(Place::file(&other.get().file), "the other file"));
            }
            Entry::Vacant(free) => _ = free.insert(asset),
        }
    }
}

/// Whether the program itself may write at `address`, in a folder where writers may have files, too.
fn is_generated(address: &str) -> bool {
    address.starts_with("calendar/") && address.ends_with(".ics")
}

/// The folders in which published files lie, as a system takes them that knows no capitals, and a file of each.
fn folders_of_files(handbook: &Handbook) -> BTreeMap<String, &Arc<str>> {
    let address = |path: &Arc<str>| paths::without_case(&address::of_file(path));
    let of_file = |path| paths::folders(&address(path)).map(str::to_owned).collect::<Vec<_>>();
    handbook
        .files
        .iter()
        .flat_map(|path| of_file(path).into_iter().map(move |folder| (folder, path)))
        .collect()
}

/// Every folder that holds a page, or a folder with one, as a system takes it that knows no capitals.
fn folders_of_pages(handbook: &Handbook) -> BTreeSet<String> {
    let pages = handbook.entries.iter().map(|entry| &*entry.address);
    let sections = handbook.sections.iter().map(|section| &*section.address);
    let folders =
        pages.chain(sections).flat_map(|address| address.match_indices('/').map(|(at, _)| &address[..at]));
    folders.map(paths::without_case).collect()
}

/// Puts the files and the pictures' smaller copies into the site.
pub fn put(site: &mut Site, handbook: &Handbook, sources: &Arc<Sources>, looked: &Looked) {
    for path in handbook.files.difference(&looked.refused) {
        let Some(asset) = sources.assets.get(path).cloned() else { continue };
        for (width, address) in looked.pictures.get(path).map_or(&[][..], |picture| &picture.smaller) {
            let (asset, width) = (asset.clone(), *width);
            site.put_lazy(address.as_str(), Box::new(move || smaller(&asset, width)));
        }
        let name: Arc<str> = address::of_file(path).into();
        site.put_lazy(name.clone(), Box::new(move || ready(&name, &asset)));
    }
}

/// A file without what nobody sees but should not be told: where a photo was taken, by whose camera.
fn ready(name: &str, asset: &Asset) -> Result<Bytes, Unmade> {
    let bytes = asset.bytes().map_err(Unmade::Failure)?;
    match media::clean(name, &bytes) {
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
