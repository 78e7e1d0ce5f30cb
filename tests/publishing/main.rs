//! Publishing: whole or not at all, and nothing taken away that was not ours.
#![expect(
    clippy::print_stderr,
    reason = "figures, and why a test cannot run here, are for whoever reads the log"
)]

mod alone;
mod crash;
mod damage;
mod foreign;
mod gate;
mod reproducible;
mod speed;
mod starved;
mod targets;
mod unchanged;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use tempfile::TempDir;
use throughline::failure::Failure;
use throughline::publish::{Order, Published, publish};
use throughline::site::{Site, Unmade};

/// A handbook's folder with a place for the site, as in `DIR/public`.
struct Desk {
    folder: TempDir,
    keep: Vec<String>,
    drafts: bool,
    gzip: bool,
    /// Whether a publication had to wait for another one.
    waits: AtomicBool,
}

impl Desk {
    fn new() -> Self {
        Self::within(&std::env::temp_dir())
    }

    /// On a memory disk where there is one: for tests that publish hundreds of times.
    fn fast() -> Self {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Self::within(memory) } else { Self::new() }
    }

    fn within(place: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("throughline-test-").tempdir_in(place).unwrap();
        fs::create_dir_all(folder.path().join("content")).unwrap();
        Self { folder, keep: Vec::new(), drafts: false, gzip: false, waits: AtomicBool::new(false) }
    }

    fn dir(&self) -> &Path {
        self.folder.path()
    }

    fn target(&self) -> PathBuf {
        self.dir().join("public")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.target().join(name)
    }

    fn try_publish(&self, site: &Site) -> Result<Published, Unmade> {
        publish(
            site,
            &Order {
                target: &self.target(),
                sources: self.dir(),
                protected: &[],
                keep: &self.keep,
                drafts: self.drafts,
                lenient: false,
                gzip: self.gzip,
                changed: Some(&self.dir().join("changed.txt")),
                progress: &|_, _| {},
                waiting: &|| self.waits.store(true, Ordering::Relaxed),
            },
        )
    }

    fn publish(&self, files: &[(&str, &str)]) -> Published {
        self.try_publish(&site(files)).unwrap()
    }

    fn refuses(&self, files: &[(&str, &str)]) -> Failure {
        match self.try_publish(&site(files)) {
            Err(Unmade::Failure(failure)) => failure,
            other => panic!("it was not refused: {other:?}"),
        }
    }

    /// Everything in the target but the list, as text.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = tree(&self.target());
        files.remove(".throughline.json").expect("there is a list");
        files
    }

    /// What stands beside the target: nothing is left lying about.
    fn beside(&self) -> Vec<String> {
        names(self.dir())
    }

    fn changed(&self) -> String {
        fs::read_to_string(self.dir().join("changed.txt")).unwrap()
    }
}

fn site(files: &[(&str, &str)]) -> Site {
    let mut site = Site::default();
    for (path, text) in files {
        site.put(*path, text.as_bytes().to_vec());
    }
    site
}

fn as_map(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// All files below `folder` with what they hold, and links with where they lead. Empty folders appear, too.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() {
            if names(entry.path()).is_empty() {
                tree.insert(name + "/", String::new());
            }
        } else if entry.file_type().is_symlink() {
            tree.insert(name, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
        } else {
            tree.insert(name, String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned());
        }
    }
    tree
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

/// Moves a file's time well into the past, so that any touch shows.
fn age(path: &Path) -> SystemTime {
    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    long_ago
}
