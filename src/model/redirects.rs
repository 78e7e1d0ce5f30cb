//! Old addresses → the pages they lead to. What is taken, or leads out of the site, is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Entry, GENERATED, GENERATED_FILES, OWN_FOLDERS, Section};
use crate::diagnostic::{Checked, Diagnostic, Name, Place};
use crate::parse::{EntryId, address};
use crate::paths;

/// The old addresses of all `entries`, without slashes at their ends.
pub fn redirects(
    entries: &[Arc<Entry>],
    sections: &[Section],
    files: &BTreeSet<Arc<str>>,
) -> Checked<BTreeMap<String, EntryId>> {
    if entries.iter().all(|entry| entry.common.aliases.is_empty()) {
        return Checked::default();
    }
    let (mut redirects, mut findings) = (BTreeMap::new(), Vec::new());
    let mut taken = Taken::new(entries, sections, files);
    for entry in entries {
        for alias in &entry.common.aliases {
            let written = &*alias.value;
            let tell = |name, message: String, mend: &str| {
                Diagnostic::new(name, entry.place(alias.span), message).mend(mend)
            };
            let clash = |whose: &str, mend| {
                tell(Name::AddressClash, format!("the old address `{written}` is {whose}"), mend)
            };
            let Some(path) = address::of_alias(alias, &entry.address) else {
                findings.push(tell(
                    Name::WrongType,
                    format!("the old address `{written}` leads out of the site"),
                    "write it from the site's root: `/roles/route-planner/`",
                ));
                continue;
            };
            if let Some(reason) = paths::objection_if_packed(&redirect_file(&path)) {
                let finding = tell(
                    Name::WrongType,
                    format!("the old address `{written}` cannot be a file on every system"),
                    "take it out, and let your server lead on from there",
                );
                findings.push(finding.note(reason));
                continue;
            }
            match taken.by(&path, entry.id) {
                None => {
                    taken.once.insert(paths::without_case(&path), entry.id);
                    redirects.insert(path, entry.id);
                }
                Some(Holder::Same) => {}
                Some(Holder::Page(other)) => findings.push(
                    clash("taken by another page", "keep it on one page only")
                        .related(Place::file(entries[other.0 as usize].file()), "the page that has it"),
                ),
                Some(Holder::Section) => findings.push(clash("that of a section", "take this line out")),
                Some(Holder::File) => findings.push(clash("that of a file", "take this line out")),
            }
        }
    }
    Checked { value: redirects, findings }
}

/// The file at an old address: `old/index.html`, or `old.html` where the address is already that of a file.
pub fn redirect_file(from: &str) -> String {
    if from.ends_with(".html") { from.to_owned() } else { format!("{from}/index.html") }
}

/// Who has an address already.
enum Holder {
    /// The page that names it: there is nothing to do.
    Same,
    /// Another page, now or once.
    Page(EntryId),
    /// A folder's page, or one that the program makes.
    Section,
    /// A file; or a folder would be needed where a file is, or a file where a folder is.
    File,
}

/// All that an old address must not meet, neither to the letter nor on a system that knows no capitals.
struct Taken<'h> {
    entries: &'h [Arc<Entry>],
    /// Where pages are.
    now: BTreeMap<String, EntryId>,
    /// Where pages were.
    once: BTreeMap<String, EntryId>,
    sections: BTreeSet<String>,
    files: BTreeSet<String>,
}

impl<'h> Taken<'h> {
    fn new(entries: &'h [Arc<Entry>], sections: &[Section], files: &BTreeSet<Arc<str>>) -> Self {
        let key = |address: &str| paths::without_case(address.trim_end_matches('/'));
        let generated = GENERATED.iter().map(|address| key(address));
        let own = GENERATED_FILES.iter().map(|file| key(file));
        Self {
            entries,
            now: entries.iter().map(|entry| (key(&entry.address), entry.id)).collect(),
            once: BTreeMap::new(),
            sections: sections.iter().map(|section| key(&section.address)).chain(generated).collect(),
            files: files.iter().map(|path| key(&address::of_file(path))).chain(own).collect(),
        }
    }

    /// Who has `path`, which `id` names as an old address of its own.
    fn by(&self, path: &str, id: EntryId) -> Option<Holder> {
        let key = paths::without_case(path);
        if let Some(now) = self.now.get(&key) {
            let spelt_alike = self.entries[now.0 as usize].address.trim_end_matches('/') == path;
            return match (*now == id, spelt_alike) {
                (true, true) => Some(Holder::Same),
                // `Roles/Driver` is worth leading on to `roles/driver/`, where a server tells them apart.
                (true, false) => None,
                (false, _) => Some(Holder::Page(*now)),
            };
        }
        if let Some(once) = self.once.get(&key) {
            return Some(if *once == id { Holder::Same } else { Holder::Page(*once) });
        }
        let first = path.split('/').next().unwrap_or(path);
        if self.sections.contains(&key) || OWN_FOLDERS.iter().any(|own| own.eq_ignore_ascii_case(first)) {
            return Some(Holder::Section);
        }
        self.is_file(&key).then_some(Holder::File)
    }

    /// Whether the page at an old address would meet a file: be one, lie below one, or hold one.
    fn is_file(&self, key: &str) -> bool {
        let is_page = |key: &str| key.ends_with(".HTML") && self.once.contains_key(key);
        let mut above = key.match_indices('/').map(|(at, _)| &key[..at]);
        let below = format!("{key}/");
        self.files.contains(key)
            || self.files.contains(&format!("{below}INDEX.HTML"))
            || above.any(|folder| self.files.contains(folder) || is_page(folder))
            || key.ends_with(".HTML")
                && self.once.range(below.clone()..).next().is_some_and(|(old, _)| old.starts_with(&below))
    }
}
