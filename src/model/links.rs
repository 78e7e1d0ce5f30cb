//! Links in text → pages, files and anchors. What leads nowhere is told once, with every place that links there.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::inventory::{ExportKind, Inventory};
use super::names::audience_leak;
use super::navigation::Sections;
use super::{GENERATED, OVERVIEWS, VIEWS, Visibility, scorecard};
use crate::diagnostic::{Diagnostic, Name, Place, Span, suggest};
use crate::parse::config::Settings;
use crate::parse::kind::Kind;
use crate::parse::{Destination, Document, EntryId, Facts, address};
use crate::paths;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the handbook.
    Elsewhere(Arc<str>),
    /// To a page, and perhaps a place on it.
    Page(EntryId, Option<Arc<str>>),
    /// To an address that has no page of its own: a folder's list, a generated view.
    Address(Box<(Arc<str>, Option<Arc<str>>)>),
    /// To a file beside the pages, by its path.
    File(Arc<str>),
    /// To a place on the same page.
    Here(Arc<str>),
    /// Nowhere: it is shown as plain text.
    Nowhere,
}

/// Everything that a link can lead to.
pub struct Map<'d> {
    by_path: HashMap<Cow<'d, str>, EntryId>,
    by_address: HashMap<&'d str, EntryId>,
    hidden: HashMap<&'d str, (&'d Facts, &'d Visibility)>,
    folders: HashSet<&'d str>,
    addresses: HashSet<&'d str>,
    inventory: &'d Inventory,
    pages: Vec<&'d Facts>,
    paths: Vec<&'d str>,
}

impl<'d> Map<'d> {
    /// The map of one edition.
    pub fn new(
        shown: &[&'d Document],
        addresses: &'d [Arc<str>],
        hidden: &'d BTreeMap<Arc<str>, Visibility>,
        all: &'d [Document],
        sections: &'d Sections,
        inventory: &'d Inventory,
    ) -> Self {
        let number = |at: usize| EntryId(u32::try_from(at).unwrap_or(u32::MAX));
        let mut folders: HashSet<&str> = sections.all.iter().map(|section| &*section.folder).collect();
        folders.extend(VIEWS);
        // The list of all pages of a kind stays where it is, wherever their folder lies.
        let written = |kind: Kind| shown.iter().any(|document| document.facts.kind == kind);
        if written(Kind::Role) {
            folders.extend(GENERATED.iter().filter(|address| address.starts_with(scorecard::FOLDER)));
        }
        if written(Kind::Shadowing) {
            folders.extend(GENERATED.iter().filter(|address| address.starts_with("shadowing/")));
        }
        folders.extend(OVERVIEWS.iter().filter(|(kind, _)| written(*kind)).map(|(_, folder)| *folder));
        Self {
            by_path: shown.iter().enumerate().map(|(at, d)| (normal(&d.facts.path), number(at))).collect(),
            by_address: addresses.iter().enumerate().map(|(at, address)| (&**address, number(at))).collect(),
            hidden: all
                .iter()
                .filter_map(|d| Some((&*d.facts.path, (&*d.facts, hidden.get(&d.facts.path)?))))
                .collect(),
            addresses: sections.all.iter().map(|section| &*section.address).collect(),
            folders,
            inventory,
            pages: shown.iter().map(|document| &*document.facts).collect(),
            paths: shown.iter().map(|document| &*document.facts.path).collect(),
        }
    }
}

/// A path in the one spelling that is looked up.
fn normal(path: &str) -> Cow<'_, str> {
    if path.is_ascii() { Cow::Borrowed(path) } else { Cow::Owned(path.nfc().collect()) }
}

/// A link that leads nowhere: what is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Missing {
    /// A page or folder that is not there, by the path it would have.
    Page(String),
    /// A file that is not there.
    File(String),
    /// An anchor that a page does not have.
    Anchor(Arc<str>, Arc<str>),
}

/// Links that lead nowhere, with every place.
#[derive(Default)]
pub struct Broken {
    missing: BTreeMap<Missing, (Vec<Place>, Diagnostic)>,
}

impl Broken {
    /// Adds those of one file.
    pub fn add(&mut self, other: Self) {
        for (missing, (places, finding)) in other.missing {
            match self.missing.get_mut(&missing) {
                Some((known, _)) => known.extend(places),
                None => {
                    self.missing.insert(missing, (places, finding));
                }
            }
        }
    }

    /// One finding for each thing that is missing, at the first place that links there.
    pub fn into_findings(self) -> impl Iterator<Item = Diagnostic> {
        self.missing.into_values().map(|(places, mut finding)| {
            finding.mentions = places.len() - 1;
            for place in places.into_iter().skip(1) {
                finding = finding.related(place, "linked from here too");
            }
            finding
        })
    }
}

/// What came of one file's links.
pub struct Linked {
    /// What does not hold.
    pub findings: Vec<Diagnostic>,
    /// Links that lead nowhere.
    pub broken: Broken,
    /// Whom the text mentions.
    pub mentions: Vec<EntryId>,
    /// The files it shows or links.
    pub files: Vec<Arc<str>>,
}

/// Resolves the links of one file.
pub struct Linker<'m, 'd> {
    map: &'m Map<'d>,
    facts: &'m Facts,
    settings: &'m Settings,
    linked: Linked,
}

impl<'m, 'd> Linker<'m, 'd> {
    /// Nothing resolved yet.
    pub fn new(map: &'m Map<'d>, facts: &'m Facts, settings: &'m Settings) -> Self {
        let linked = Linked {
            findings: Vec::new(),
            broken: Broken::default(),
            mentions: Vec::new(),
            files: Vec::new(),
        };
        Self { map, facts, settings, linked }
    }

    /// What came of it.
    pub fn finish(self) -> Linked {
        self.linked
    }

    /// Where each link leads.
    pub fn resolve(&mut self) -> Vec<LinkTarget> {
        let facts = self.facts;
        facts
            .links
            .iter()
            .map(|link| match &link.destination {
                Destination::Elsewhere(url) if link.image => {
                    self.linked.findings.push(
                        Diagnostic::new(
                            Name::MissingAsset,
                            self.place(link.span),
                            format!("this picture would come from elsewhere: {url}"),
                        )
                        .mend("put the picture's file beside the page")
                        .note("a handbook loads nothing from other hosts: it must work offline and tell nobody who reads it"),
                    );
                    LinkTarget::Nowhere
                }
                Destination::Elsewhere(url) => LinkTarget::Elsewhere(url.clone()),
                Destination::Unsafe => LinkTarget::Nowhere,
                Destination::Here(anchor) => {
                    self.anchor(None, facts, anchor, link.span);
                    LinkTarget::Here(anchor.clone())
                }
                Destination::Within { path, anchor } => self.within(path, anchor.as_ref(), link.image, link.span),
            })
            .collect()
    }

    fn place(&self, span: Span) -> Place {
        Place::new(&self.facts.file, span)
    }

    fn within(&mut self, written: &str, anchor: Option<&Arc<str>>, image: bool, span: Span) -> LinkTarget {
        let Some(path) = beside(&self.facts.path, written) else {
            self.linked.findings.push(
                Diagnostic::new(
                    Name::BrokenLink,
                    self.place(span),
                    format!("`{written}` leads out of the handbook's folder"),
                )
                .mend("link to a page of the handbook, or write the whole web address"),
            );
            return LinkTarget::Nowhere;
        };
        if !image && let Some(target) = self.page(&path, anchor, span) {
            return target;
        }
        if let Some(file) = self.map.inventory.file(&path) {
            if let Some(kind) = self.map.inventory.export_kind(&file) {
                let (holds, shows) = match kind {
                    ExportKind::Counts => ("the counts of small groups", "its figures"),
                    ExportKind::Sessions => ("visits that are long past", "its visits"),
                };
                self.linked.findings.push(
                    Diagnostic::new(
                        Name::HiddenLink,
                        self.place(span),
                        format!("`{written}` also holds {holds}, so it is never published and the link is shown as plain text"),
                    )
                    .mend(format!("link to the page that shows {shows}")),
                );
                return LinkTarget::Nowhere;
            }
            if paths::is_active(&address::of_file(&file)) {
                self.linked.findings.push(
                    Diagnostic::new(
                        Name::HiddenLink,
                        self.place(span),
                        format!("`{written}` could run a program for everybody who opens it here, so it is never published and the link is shown as plain text"),
                    )
                    .mend("write it as a page, save it as PDF, or link to where else it stands"),
                );
                return LinkTarget::Nowhere;
            }
            self.linked.files.push(file.clone());
            return LinkTarget::File(file);
        }
        let is_file =
            image || path.rsplit('/').next().is_some_and(|name| name.contains('.') && !name.ends_with(".md"));
        let missing = if is_file { Missing::File(path.clone()) } else { Missing::Page(path.clone()) };
        let place = self.place(span);
        if let Some((places, _)) = self.linked.broken.missing.get_mut(&missing) {
            places.push(place);
            return LinkTarget::Nowhere;
        }
        let finding = if is_file {
            missing_file(written, place.clone(), self.map.inventory)
        } else {
            Diagnostic::new(Name::BrokenLink, place.clone(), format!("there is no page `{path}`"))
                .maybe_mend(self.nearest_page(&path))
        };
        self.linked.broken.missing.insert(missing, (vec![place], finding));
        LinkTarget::Nowhere
    }

    /// The page, folder or view at `path`; `None` if there is none.
    fn page(&mut self, path: &str, anchor: Option<&Arc<str>>, span: Span) -> Option<LinkTarget> {
        let map = self.map;
        let normal = normal(path);
        // Nearly every link names a file as it is; only the others are looked for elsewhere.
        let index = || {
            format!("{}{}index.md", normal, if normal.is_empty() || normal.ends_with('/') { "" } else { "/" })
        };
        let markdown = || format!("{}.md", normal.trim_end_matches('/'));
        let found = map
            .by_path
            .get(&*normal)
            .or_else(|| map.by_path.get(&*index()))
            .or_else(|| (!normal.ends_with(".md")).then(|| map.by_path.get(&*markdown())).flatten())
            .or_else(|| map.by_address.get(&*address::of_folder(&normal)));
        if let Some(entry) = found {
            let to = map.pages[entry.0 as usize];
            if self.rank(to) > self.rank(self.facts) {
                self.linked.findings.push(audience_leak(self.facts, to, span));
                return Some(LinkTarget::Nowhere);
            }
            if let Some(anchor) = anchor {
                self.anchor(Some(*entry), to, anchor, span);
            }
            self.linked.mentions.push(*entry);
            return Some(LinkTarget::Page(*entry, anchor.cloned()));
        }
        let hidden = map
            .hidden
            .get(&*normal)
            .or_else(|| map.hidden.get(&*markdown()))
            .or_else(|| map.hidden.get(&*index()));
        if let Some((to, reason)) = hidden {
            if self.rank(to) > self.rank(self.facts) {
                self.linked.findings.push(audience_leak(self.facts, to, span));
            } else if **reason != Visibility::Unreadable {
                self.linked.findings.push(
                    Diagnostic::new(
                        Name::HiddenLink,
                        self.place(span),
                        format!(
                            "the page this leads to {}, so the link is shown as plain text",
                            reason.reason()
                        ),
                    )
                    .related(Place::file(&to.file), "the hidden page"),
                );
            }
            return Some(LinkTarget::Nowhere);
        }
        let folder = normal.trim_end_matches('/');
        let folder = folder
            .strip_suffix("/index.md")
            .or_else(|| (folder == "index.md").then_some(""))
            .unwrap_or(folder);
        let address = address::of_folder(folder);
        if map.folders.contains(folder) || map.addresses.contains(&*address) {
            return Some(LinkTarget::Address(Box::new((address.into(), anchor.cloned()))));
        }
        // A folder of which this edition hides every page is hidden like a page.
        let inside = format!("{folder}/");
        let (_, (to, reason)) =
            map.hidden.iter().filter(|(path, _)| path.starts_with(&inside)).min_by_key(|(path, _)| **path)?;
        self.linked.findings.push(
            Diagnostic::new(
                Name::HiddenLink,
                self.place(span),
                format!("the folder this leads to has only pages such as one that {}, so the link is shown as plain text", reason.reason()),
            )
            .related(Place::file(&to.file), "a hidden page in it"),
        );
        Some(LinkTarget::Nowhere)
    }

    fn rank(&self, facts: &Facts) -> usize {
        facts.common.audience.as_ref().and_then(|audience| self.settings.audience(audience)).unwrap_or(0)
    }

    /// Tells an anchor that the page does not have.
    fn anchor(&mut self, page: Option<EntryId>, to: &Facts, anchor: &Arc<str>, span: Span) {
        let own = to.kind.own_anchors();
        let written = || to.headings.iter().map(|heading| &heading.id).chain(&to.anchors);
        let known = || written().map(|anchor| &**anchor).chain(own.iter().copied());
        if known().any(|known| known == &**anchor) || &**anchor == "content" {
            return;
        }
        let place = self.place(span);
        let missing = Missing::Anchor(to.path.clone(), anchor.clone());
        if let Some((places, _)) = self.linked.broken.missing.get_mut(&missing) {
            places.push(place);
            return;
        }
        let whose = if page.is_some() { format!("`{}` has", to.path) } else { "this page has".to_owned() };
        let near =
            suggest::nearest(anchor, known()).or_else(|| suggest::nearest(&address::slug(anchor), known()));
        let finding =
            Diagnostic::new(Name::BrokenAnchor, place.clone(), format!("{whose} no heading `#{anchor}`"))
                .maybe_mend(near.map(|near| format!("did you mean `#{near}`?")));
        let finding = match to.headings.is_empty() {
            true => finding.note("that page has no headings to link to"),
            false => finding
                .note(format!("its headings are {}", suggest::list(to.headings.iter().map(|h| &*h.id)))),
        };
        self.linked.broken.missing.insert(missing, (vec![place], finding));
    }

    /// `did you mean `../people/omar.md`?`, from the folder of this page.
    fn nearest_page(&self, path: &str) -> Option<String> {
        let paths = &self.map.paths;
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        let moved = || {
            let end =
                format!("/{}", if name.ends_with(".md") { name.to_owned() } else { format!("{name}.md") });
            let mut same = paths.iter().filter(|known| known.ends_with(&end) || known[..] == end[1..]);
            same.next().filter(|_| same.next().is_none()).copied()
        };
        let near = moved().or_else(|| suggest::nearest(path, paths.iter().copied()))?;
        Some(format!("did you mean `{}`?", relative(&self.facts.path, near)))
    }
}

/// The finding that a file is not there.
pub fn missing_file(written: &str, place: Place, inventory: &Inventory) -> Diagnostic {
    let name = written.rsplit('/').next().unwrap_or(written);
    let names = inventory.files().map(|file| file.rsplit('/').next().unwrap_or(file));
    let near = suggest::nearest(name, names.clone().filter(|known| *known != name))
        .map(|near| format!("did you mean `{near}`?"));
    let elsewhere = inventory.files().find(|file| file.rsplit('/').next() == Some(name));
    Diagnostic::new(Name::MissingAsset, place, format!("there is no file `{written}`")).maybe_mend(
        elsewhere.map(|file| format!("there is one at `{file}`, from the handbook's root")).or(near),
    )
}

/// The path that `written` has from the folder of the page at `page`, or from the root with a leading slash.
/// `None` where it leads out of the handbook.
pub fn beside(page: &str, written: &str) -> Option<String> {
    if written.contains('\\') || written.contains('\0') {
        return None;
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path = String::with_capacity(folder.len() + written.len() + 1);
    if !written.starts_with('/') {
        path.push_str(folder);
    }
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    if written.ends_with('/') && !path.is_empty() {
        path.push('/');
    }
    Some(path)
}

/// How the page at `from` writes a link to the file `to`.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; folders - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_to_their_page() {
        assert_eq!(beside("roles/driver.md", "../personas/paula.md").as_deref(), Some("personas/paula.md"));
        assert_eq!(beside("roles/driver.md", "/images/van.svg").as_deref(), Some("images/van.svg"));
        assert_eq!(beside("roles/driver.md", "../../secret").as_deref(), None);
        assert_eq!(beside("index.md", "line-of-sight/").as_deref(), Some("line-of-sight/"));
        assert_eq!(relative("roles/driver.md", "people/omar.md"), "../people/omar.md");
        assert_eq!(relative("index.md", "people/omar.md"), "people/omar.md");
        assert_eq!(relative("a/b/c.md", "a/b/d.md"), "d.md");
    }
}
