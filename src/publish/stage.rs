//! The next version of the site while it grows: a folder in the workshop beside the target.
//!
//! ```text
//! .public.throughline-new/    the workshop
//!   WORK-IN-PROGRESS.txt      says that the folder is ours; first to come, last to go
//!   site/                     the next version; after the exchange, the one before
//!   before/                   the version before, only where two renames stand in for the exchange
//! ```

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use super::ground::Ground;
use super::{disk, trouble};
use crate::failure::Failure;

const MARKER: &str = "WORK-IN-PROGRESS.txt";
const MARKER_TEXT: &str =
    "Throughline builds the next version of the site here. When no build runs, this folder may go.\n";

/// The staging folder. Gone with this value, unless it was exchanged before.
#[derive(Debug)]
pub struct Stage {
    workshop: PathBuf,
    target: PathBuf,
    /// The folders that are there already, so that each is made once and none is asked for again.
    made: Mutex<HashSet<OsString>>,
}

impl Stage {
    /// An empty staging folder beside the target.
    ///
    /// # Errors
    /// If the disk refuses, or something that is not ours has the workshop's name.
    pub fn beside(ground: &Ground) -> Result<Self, Failure> {
        let failed = |e| trouble::at("make a folder beside the target", &ground.workshop, e);
        fs::create_dir(&ground.workshop).map_err(failed)?;
        let stage =
            Self { workshop: ground.workshop.clone(), target: ground.target.clone(), made: Mutex::default() };
        disk::write_new(&stage.workshop.join(MARKER), MARKER_TEXT.as_bytes()).map_err(failed)?;
        fs::create_dir(stage.site()).map_err(failed)?;
        Ok(stage)
    }

    /// The next version of the site.
    pub fn site(&self) -> PathBuf {
        site(&self.workshop)
    }

    /// Writes a file of the site.
    ///
    /// # Errors
    /// With the place where the file would have been published.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.place(OsStr::new(name)).and_then(|path| disk::write_new(&path, bytes));
        written.map_err(|e| trouble::at("write the site", &self.target.join(name), e))
    }

    /// Takes over a file of the version before, without touching it. Whether that was possible: `false` if
    /// the file is gone.
    ///
    /// # Errors
    /// With the place where the file stands.
    pub fn take_over(&self, name: &OsStr) -> Result<bool, Failure> {
        let from = self.target.join(Path::new(name));
        match self.place(name).and_then(|path| disk::link(&from, &path)) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(trouble::at("carry a file over into the new site", &from, e)),
        }
    }

    /// Where `name` is staged, its folder made.
    fn place(&self, name: &OsStr) -> io::Result<PathBuf> {
        let site = self.site();
        if let Some(folder) = Path::new(name).parent() {
            self.make_folder(&site, folder)?;
        }
        Ok(site.join(Path::new(name)))
    }

    fn make_folder(&self, site: &Path, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || self.made().contains(folder.as_os_str()) {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.make_folder(site, above)?;
        }
        match fs::create_dir(site.join(folder)) {
            // Another thread was faster.
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            other => other?,
        }
        self.made().insert(folder.as_os_str().to_owned());
        Ok(())
    }

    fn made(&self) -> std::sync::MutexGuard<'_, HashSet<OsString>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = remove_workshop(&self.workshop);
    }
}

/// The next version in `workshop`.
pub fn site(workshop: &Path) -> PathBuf {
    workshop.join("site")
}

/// The version before in `workshop`, while two renames stand in for the exchange.
pub fn before(workshop: &Path) -> PathBuf {
    workshop.join("before")
}

/// Whether something has the name of our workshop and is not ours: it has no marker and is not empty.
pub fn is_foreign(workshop: &Path) -> bool {
    let is_folder = fs::symlink_metadata(workshop).map(|found| found.is_dir());
    match is_folder {
        Ok(true) => {
            let marked = fs::symlink_metadata(workshop.join(MARKER)).is_ok_and(|found| found.is_file());
            !marked && fs::read_dir(workshop).map_or(true, |mut entries| entries.next().is_some())
        }
        Ok(false) => true,
        Err(e) => e.kind() != io::ErrorKind::NotFound,
    }
}

/// Removes `workshop` and all in it, the marker last, so that a run killed meanwhile leaves one that is
/// still known as ours.
pub fn remove_workshop(workshop: &Path) -> io::Result<()> {
    let absent_is_fine = |result: io::Result<()>| match result {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    };
    absent_is_fine(disk::clear(&site(workshop)))?;
    absent_is_fine(disk::clear(&before(workshop)))?;
    absent_is_fine(fs::remove_file(workshop.join(MARKER)))?;
    absent_is_fine(fs::remove_dir(workshop))
}
