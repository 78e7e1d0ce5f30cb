//! What stands in the target before anything is done: every file, and whether it is ours.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

use blake3::Hash;
use rayon::prelude::*;

use super::gate::Address;
use super::manifest::{self, Record};
use super::{disk, trouble};
use crate::failure::Failure;

/// What something in a folder is. Links are never followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A link, a pipe, a device: nothing that publishing makes.
    Odd,
}

/// The target as it was found.
#[derive(Debug)]
pub struct Survey {
    /// The target itself.
    pub target: PathBuf,
    /// What its list says.
    pub record: Record,
    /// Everything in it that is not a folder, without the list, by its path with forward slashes. Such a
    /// name need not be text.
    pub found: BTreeMap<OsString, Kind>,
}

/// How the file at an address stands to what is going to be published there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is nothing.
    Absent,
    /// It holds the very same bytes.
    Same,
    /// It is ours and may be replaced.
    Ours,
    /// It is ours, but someone edited it since.
    Edited,
    /// It is not ours.
    Foreign,
}

impl Survey {
    /// Looks through `target`, which may be missing.
    ///
    /// # Errors
    /// If a folder in it cannot be read.
    pub fn of(target: &Path) -> Result<Self, Failure> {
        let record =
            Record::of(target).map_err(|e| trouble::at("read the list of published files", target, e))?;
        let mut found: BTreeMap<_, _> = match walk(target, OsStr::new("")) {
            Ok(found) => found.into_iter().collect(),
            Err(e) if e.kind() == io::ErrorKind::NotFound && !target.exists() => BTreeMap::new(),
            Err(e) => return Err(trouble::at("look through the target", target, e)),
        };
        found.remove(OsStr::new(manifest::NAME));
        Ok(Self { target: target.to_owned(), record, found })
    }

    /// Where `name` is on the disk.
    pub fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.target.join(Path::new(name.as_ref()))
    }

    /// How `address` stands to the `bytes` with the hash `hash`. `buffer` is room for reading the file.
    pub fn standing(&self, address: &Address, hash: Hash, bytes: &[u8], buffer: &mut Vec<u8>) -> Standing {
        let Some(kind) = self.found.get(OsStr::new(address.as_str())) else { return Standing::Absent };
        let mut holds = || *kind == Kind::File && disk::holds(&self.path(address.as_str()), bytes, buffer);
        match (&self.record, self.record.get(address.as_str())) {
            (_, Some(entry)) if entry.hash != hash => Standing::Ours,
            (_, Some(_)) => {
                if holds() {
                    Standing::Same
                } else {
                    Standing::Edited
                }
            }
            // Someone put there what we were going to publish: it becomes ours.
            (_, None) if holds() => Standing::Same,
            // The list is damaged, and a plain file at an address of ours is most likely ours.
            (Record::Unknown, None) if *kind == Kind::File => Standing::Ours,
            (Record::Unknown | Record::Known(_) | Record::Absent, None) => Standing::Foreign,
        }
    }

    /// Whether `name` is ours and as it was published.
    pub fn is_as_published(&self, name: &OsStr) -> bool {
        let entry = name.to_str().and_then(|path| self.record.get(path));
        match (entry, self.found.get(name)) {
            (Some(entry), Some(Kind::File)) => {
                disk::hash(&self.path(name)).is_ok_and(|hash| hash == entry.hash)
            }
            (Some(_), Some(Kind::Odd)) | (None, _) | (_, None) => false,
        }
    }
}

/// Everything below `folder` but folders, each name with `prefix` before it.
fn walk(folder: &Path, prefix: &OsStr) -> io::Result<Vec<(OsString, Kind)>> {
    let mut found = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = below(prefix, &entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push((entry.path(), name));
        } else {
            found.push((name, if kind.is_file() { Kind::File } else { Kind::Odd }));
        }
    }
    let deeper = folders.par_iter().map(|(path, name)| walk(path, name)).collect::<io::Result<Vec<_>>>()?;
    found.extend(deeper.into_iter().flatten());
    Ok(found)
}

/// The path of `name` in the folder `prefix`, with a forward slash on every system.
pub fn below(prefix: &OsStr, name: &OsStr) -> OsString {
    let mut path = OsString::with_capacity(prefix.len() + 1 + name.len());
    if !prefix.is_empty() {
        path.push(prefix);
        path.push("/");
    }
    path.push(name);
    path
}
