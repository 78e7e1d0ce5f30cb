//! What stands in the target and the new site does not make: removed, or carried over.
//!
//! Removed is only what the list names and what is still as it was published. Everything else stays where
//! it is, in the next version as in this one.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::Path;

use globset::{GlobSet, GlobSetBuilder};
use rayon::prelude::*;

use super::gate::Address;
use super::manifest::{Entry, Record};
use super::survey::Survey;
use crate::failure::Failure;
use crate::paths;

/// The handbook's `keep`: which files in the target publishing leaves alone.
#[derive(Debug)]
pub struct Keep(GlobSet);

impl Keep {
    /// The globs as written in `handbook.yaml`.
    ///
    /// # Errors
    /// A plain [`Failure`] if one of them is not a glob.
    pub fn of(globs: &[String]) -> Result<Self, Failure> {
        let mut set = GlobSetBuilder::new();
        let failed = |text: &str, e: globset::Error| {
            Failure::plain(format!("understand {text:?} in `keep`")).advise(e.kind().to_string())
        };
        for text in globs {
            set.add(paths::glob(text).map_err(|e| failed(text, e))?);
        }
        set.build().map(Self).map_err(|e| failed(&globs.join(", "), e))
    }

    fn holds(&self, name: &OsStr) -> bool {
        self.0.is_match(Path::new(name))
    }
}

/// What becomes of everything the site does not make.
#[derive(Debug, Default)]
pub struct Leftovers {
    /// What is in the next version as it is in this one, by path, sorted.
    pub carried: Vec<OsString>,
    /// What of it is ours all the same, and stays in the list: a page that is gone, but that `keep` holds.
    pub listed: BTreeMap<String, Entry>,
    /// The addresses at which `keep` wins over the site, and of which no `.gz` is made either.
    pub instead: BTreeSet<Address>,
    /// What is ours, as published, and gone from the site.
    pub removed: Vec<String>,
    /// What of it was edited by hand since it was published.
    pub edited: Vec<OsString>,
    /// What of it was never ours.
    pub foreign: Vec<OsString>,
}

impl Leftovers {
    /// Sorts everything in `old` that is not at one of `addresses`, or that `keep` holds.
    ///
    /// # Errors
    /// A plain [`Failure`] if something that is to stay is in the way of the site.
    pub fn of(old: &Survey, addresses: &BTreeSet<Address>, keep: &Keep) -> Result<Self, Failure> {
        let wanted = |name: &OsStr| name.to_str().and_then(|path| addresses.get(path));
        let candidates: Vec<_> =
            old.found.keys().filter(|name| keep.holds(name) || wanted(name).is_none()).collect();
        // Telling whether a file is as published takes reading it.
        let ours: Vec<_> = candidates.par_iter().map(|name| old.is_as_published(name)).collect();

        let mut leftovers = Self::default();
        for (name, ours) in candidates.into_iter().zip(ours) {
            let listed = name.to_str().and_then(|path| Some((path.to_owned(), *old.record.get(path)?)));
            match (keep.holds(name), ours, listed) {
                (true, true, Some((path, entry))) => _ = leftovers.listed.insert(path, entry),
                (true, _, _) => {}
                (false, true, Some((path, _))) => {
                    leftovers.removed.push(path);
                    continue;
                }
                (false, _, Some(_)) => leftovers.edited.push(name.clone()),
                (false, _, None) => leftovers.foreign.push(name.clone()),
            }
            leftovers.instead.extend(wanted(name).cloned());
            leftovers.carried.push(name.clone());
        }
        leftovers.check_room(addresses)?;
        Ok(leftovers)
    }

    /// Makes sure that no file that stays is where the site needs a folder, or the other way round.
    fn check_room(&self, addresses: &BTreeSet<Address>) -> Result<(), Failure> {
        if self.carried.is_empty() {
            return Ok(());
        }
        let folders: BTreeSet<&str> = addresses.iter().flat_map(Address::folders).collect();
        let in_the_way = self.carried.iter().filter(|name| {
            let is_folder = name.to_str().is_some_and(|path| folders.contains(path));
            let mut above = Path::new(name).ancestors().skip(1).filter_map(Path::to_str);
            is_folder || above.any(|folder| addresses.contains(folder))
        });
        let names: Vec<_> = in_the_way.cloned().collect();
        if names.is_empty() { Ok(()) } else { Err(blocked(&names)) }
    }

    /// What a person should know about what stayed.
    pub fn notes(&self, old: &Survey) -> Vec<String> {
        let mut notes = Vec::new();
        let mut note = |names: &[OsString], what: &str| {
            if !names.is_empty() {
                notes.push(format!("{what}: {}", several(names)));
            }
        };
        let instead: Vec<OsString> = self.instead.iter().map(|address| address.as_str().into()).collect();
        note(&instead, "kept as `keep` asks, although the handbook has its own");
        note(
            &self.edited,
            "kept, since they were edited after publishing, although the handbook has them no more",
        );
        match old.record {
            Record::Unknown => {
                note(&self.foreign, "the list of published files was damaged, so these were kept")
            }
            Record::Absent | Record::Known(_) => {
                note(&self.foreign, "kept, since they were not published from here")
            }
        }
        notes
    }
}

/// The failure of publishing where files that are not ours stand.
pub fn blocked(names: &[OsString]) -> Failure {
    Failure::plain(format!("publish over what was not published from here: {}", several(names)))
        .advise("move it elsewhere, or name it under `keep` in handbook.yaml; nothing was changed")
}

/// Up to five names and the number of the others, fit for a terminal.
pub fn several(names: &[OsString]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<_> =
        names.iter().take(SHOWN).map(|name| name.to_string_lossy().escape_debug().to_string()).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keep_globs_reach_as_far_as_they_say() {
        let globs = ["static/**", "*.pdf", "/fonts/", "./robots.txt"].map(String::from);
        let keep = Keep::of(&globs).unwrap();
        for kept in
            ["static/a", "static/a/b.css", "static/.hidden", "menu.pdf", "fonts/a/b.woff2", "robots.txt"]
        {
            assert!(keep.holds(OsStr::new(kept)), "{kept}");
        }
        for other in ["static", "a/menu.pdf", "statics/a", "a/static/b", "fonts.css", "a/robots.txt"] {
            assert!(!keep.holds(OsStr::new(other)), "{other}");
        }
        let failure = Keep::of(&["a[".to_owned()]).unwrap_err();
        assert_eq!(failure.doing, "understand \"a[\" in `keep`");
    }

    #[test]
    fn long_lists_are_cut_and_no_name_commands_the_terminal() {
        let names: Vec<OsString> = (1..=7).map(|i| format!("{i}\u{1b}[31m").into()).collect();
        let text = several(&names);
        assert!(text.starts_with("1\\u{1b}[31m, ") && text.ends_with(" and 2 more"), "{text}");
        assert_eq!(several(&names[..1]), "1\\u{1b}[31m");
    }
}
