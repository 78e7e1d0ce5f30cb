//! The finished website as a value: every address, and the bytes behind it, made on demand.
//!
//! Publishing walks all addresses; the preview asks for one at a time. Neither knows how a page is made.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::diagnostic::Diagnostic;
use crate::failure::Failure;

/// Why an address could not be made.
#[derive(Debug)]
pub enum Unmade {
    /// The handbook or its theme is at fault, as the findings say.
    Findings(Vec<Diagnostic>),
    /// The machine is at fault.
    Failure(Failure),
}

/// What a file holds, as it was made: a page is never copied on its way to the disk or the browser.
pub type Bytes = Arc<Vec<u8>>;

/// What makes the bytes of one address, each time the same ones.
pub type Make = Box<dyn Fn() -> Result<Bytes, Unmade> + Send + Sync>;

/// Files that one function makes, each by its place in a sorted list. A list is shared by all websites that have the same
/// pages, as the preview makes one after the other.
struct Listed {
    paths: Arc<[Arc<str>]>,
    make: Box<MakeNth>,
}

/// Files below one folder that are known only once one of them is asked for, or all are named.
struct Later {
    folder: &'static str,
    site: Arc<SiteLater>,
}

/// A site that is made when somebody first asks for it.
pub type SiteLater = LazyLock<Site, Box<dyn FnOnce() -> Site + Send>>;

type MakeNth = dyn Fn(usize) -> Result<Bytes, Unmade> + Send + Sync;

/// A website: file paths below its root (`personas/paula/index.html`) and what makes each.
#[derive(Default)]
pub struct Site {
    files: BTreeMap<Arc<str>, Make>,
    listed: Option<Listed>,
    later: Vec<Later>,
}

impl Site {
    /// Puts a file whose bytes are already known. The last one put at an address stays.
    pub fn put(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Bytes>) {
        let bytes = bytes.into();
        self.put_lazy(path, Box::new(move || Ok(bytes.clone())));
    }

    /// Puts a file that is made when it is asked for.
    pub fn put_lazy(&mut self, path: impl Into<Arc<str>>, make: Make) {
        self.files.insert(path.into(), make);
    }

    /// Puts the site's pages at `paths`, sorted by byte, each made by its number when it is asked for. Whatever else was put
    /// at one of these addresses gives way.
    pub fn put_pages(
        &mut self,
        paths: Arc<[Arc<str>]>,
        make: impl Fn(usize) -> Result<Bytes, Unmade> + Send + Sync + 'static,
    ) {
        debug_assert!(paths.is_sorted(), "pages are found by halving");
        self.listed = Some(Listed { paths, make: Box::new(make) });
    }

    /// Puts the files of `site` below `folder`, which ends in a slash: it is made when somebody asks for one of them, or for
    /// all paths, and may never be.
    pub fn put_later(&mut self, folder: &'static str, site: Arc<SiteLater>) {
        self.later.push(Later { folder, site });
    }

    /// What is put later and may be at `path`.
    fn later(&self, path: &str) -> impl Iterator<Item = &Self> {
        self.later.iter().filter(move |later| path.starts_with(later.folder)).map(|later| &**later.site)
    }

    /// All paths, sorted by byte.
    pub fn paths(&self) -> Vec<&Arc<str>> {
        let listed = self.listed.iter().flat_map(|listed| listed.paths.iter());
        let later = self.later.iter().flat_map(|later| later.site.paths());
        let mut paths: Vec<_> = self.files.keys().chain(listed).chain(later).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The paths of the site's pages, sorted by byte. Asking for them makes nothing that was put for later.
    pub fn pages(&self) -> &[Arc<str>] {
        self.listed.as_ref().map_or(&[], |listed| &listed.paths)
    }

    /// Whether the site has a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        let is_listed =
            |listed: &Listed| listed.paths.binary_search_by(|listed| (**listed).cmp(path)).is_ok();
        self.listed.as_ref().is_some_and(is_listed)
            || self.files.contains_key(path)
            || self.later(path).any(|later| later.has(path))
    }

    /// The bytes at `path`; `None` if the site has no such file.
    pub fn make(&self, path: &str) -> Option<Result<Bytes, Unmade>> {
        if let Some(listed) = &self.listed
            && let Ok(at) = listed.paths.binary_search_by(|listed| (**listed).cmp(path))
        {
            return Some((listed.make)(at));
        }
        match self.files.get(path) {
            Some(make) => Some(make()),
            None => self.later(path).find_map(|later| later.make(path)),
        }
    }
}
