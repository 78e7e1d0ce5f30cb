//! The finished website as a value: every address, and the bytes behind it, made on demand.
//!
//! Publishing walks all addresses; the preview asks for one at a time. Neither knows how a page is made.

use std::collections::BTreeMap;
use std::sync::Arc;

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

/// A website: file paths below its root (`personas/paula/index.html`) and what makes each.
#[derive(Default)]
pub struct Site {
    files: BTreeMap<Arc<str>, Make>,
}

impl Site {
    /// Puts a file whose bytes are already known. The last one put at an address stays.
    pub fn put(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Vec<u8>>) {
        let bytes = Bytes::new(bytes.into());
        self.put_lazy(path, Box::new(move || Ok(bytes.clone())));
    }

    /// Puts a file that is made when it is asked for.
    pub fn put_lazy(&mut self, path: impl Into<Arc<str>>, make: Make) {
        self.files.insert(path.into(), make);
    }

    /// All paths, sorted by byte.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &Arc<str>> + Clone {
        self.files.keys()
    }

    /// Whether the site has a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The bytes at `path`; `None` if the site has no such file.
    pub fn make(&self, path: &str) -> Option<Result<Bytes, Unmade>> {
        self.files.get(path).map(|make| make())
    }
}
