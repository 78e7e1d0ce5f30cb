//! The version before, after the exchange: removed, but for what arrived in it while the new one was built.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::{fs, io};

use rayon::prelude::*;

use super::survey::{Survey, below};
use super::{disk, leftovers, manifest};

/// Removes the folder `before`, once the target that `old` describes. Returns what a person should know.
///
/// It cannot fail: the new site is published. What could not be removed goes with the next run.
pub fn retire(before: &Path, old: &Survey) -> Vec<String> {
    let mut notes = Vec::new();
    remove_known(before, old);
    match remove(before, OsStr::new(""), old) {
        Ok(late) if late.is_empty() => {}
        Ok(late) => notes.push(format!("kept what arrived meanwhile: {}", leftovers::several(&late))),
        Err(e) => notes.push(format!("the old site is still in {} ({e}); it may go", before.display())),
    }
    notes
}

/// Removes what the survey has seen, and the folders that are empty then. Nearly always that is all there is, and no
/// folder has to be listed again; what cannot be removed is met, and told, by [`remove`].
fn remove_known(before: &Path, old: &Survey) {
    let mut folders = BTreeSet::new();
    for name in old.found.keys() {
        let above = Path::new(name).ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty());
        // If a folder is known, so are those above it.
        above.take_while(|folder| folders.insert(*folder)).for_each(drop);
    }
    let names: Vec<&OsString> = old.found.keys().collect();
    names.par_iter().for_each(|name| drop(fs::remove_file(before.join(Path::new(name)))));
    // In reverse order a folder comes after those inside it.
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(before.join(folder));
    }
}

/// Removes `folder` and returns what was found below it that the survey had not seen, now in the target.
fn remove(folder: &Path, prefix: &OsStr, old: &Survey) -> io::Result<Vec<OsString>> {
    let mut late = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = below(prefix, &entry.file_name());
        if entry.file_type()?.is_dir() {
            folders.push((entry.path(), name));
            continue;
        }
        let is_list = name == OsStr::new(manifest::NAME);
        if !is_list && !old.found.contains_key(&name) && rescue(&entry.path(), &old.path(&name)) {
            late.push(name);
        }
        fs::remove_file(entry.path())?;
    }
    let deeper = folders.par_iter().map(|(path, name)| remove(path, name, old));
    late.extend(deeper.collect::<io::Result<Vec<_>>>()?.into_iter().flatten());
    fs::remove_dir(folder)?;
    late.sort();
    Ok(late)
}

/// Puts a late file where it would have been carried to, unless the new site has that address.
fn rescue(from: &Path, to: &Path) -> bool {
    to.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok()) && disk::link(from, to).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_arrives_during_the_build_is_in_the_new_site() {
        let folder = tempfile::tempdir().unwrap();
        let (target, before) = (folder.path().join("public"), folder.path().join("before"));
        fs::create_dir_all(before.join("a/b")).unwrap();
        fs::write(before.join("a/page.html"), "old").unwrap();
        let mut old = Survey::of(&before).unwrap();
        old.target = target.clone();
        for (name, text) in [("a/b/late.txt", "late"), ("taken.txt", "theirs"), (manifest::NAME, "{}")] {
            fs::write(before.join(name), text).unwrap();
        }
        fs::create_dir(&target).unwrap();
        fs::write(target.join("taken.txt"), "ours").unwrap();

        assert_eq!(retire(&before, &old), ["kept what arrived meanwhile: a/b/late.txt"]);

        assert!(
            !before.exists() && !target.join("a/page.html").exists() && !target.join(manifest::NAME).exists()
        );
        assert_eq!(fs::read(target.join("a/b/late.txt")).unwrap(), b"late");
        assert_eq!(fs::read(target.join("taken.txt")).unwrap(), b"ours");
    }
}
