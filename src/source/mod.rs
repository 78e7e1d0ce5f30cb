//! A folder on disk → [`Sources`]: the one door through which files come in.
//!
//! Links are never followed, only regular files are opened, and whatever cannot be used is told and left out.
//! Nothing after this module reads a file; pictures, which may be large, stay on disk until their bytes are
//! asked for here.

mod again;
mod history;
mod look;
pub mod names;
mod reading;
mod text;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Checked;
use crate::failure::Failure;

pub use history::{History, Untold, last_commit_day};
use reading::Folder;
pub use reading::{LARGEST, LARGEST_EXPORT, LARGEST_FILE, Stamp};
pub use text::Text;
pub use walk::is_hidden;

/// The file in which a build lists what it published. A folder that holds one is output and never content, so that nothing
/// a build writes is read again, wherever it was told to write.
pub const LIST: &str = ".throughline.json";

/// A file whose text is wanted: markdown, settings, a part of a theme.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// The file, relative to DIR, with forward slashes.
    pub file: Arc<str>,
    /// The file, relative to the folder of content or to its theme.
    pub path: Arc<str>,
    /// What it holds.
    pub bytes: Text,
    /// The digest of what it holds: the key under which anything made from it is remembered.
    pub digest: blake3::Hash,
    /// By what it is known that nobody has written it since.
    pub stamp: Stamp,
}

/// A file beside the pages: a picture, a table, something to download.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The file, relative to DIR, with forward slashes.
    pub file: Arc<str>,
    /// Its size in bytes, and by what it is known that nobody has written it since.
    pub stamp: Stamp,
    stored: Stored,
    /// The digest of what it holds, once somebody asked for it. Copies of one look at the file share it.
    digest: Arc<OnceLock<blake3::Hash>>,
}

/// What a file holds.
pub type Held = Arc<Vec<u8>>;

#[derive(Debug, Clone)]
enum Stored {
    /// Below DIR, at the file's own path.
    Below(Arc<Path>),
    InMemory(Held),
}

impl Asset {
    /// The digest of what the file holds, and the bytes, if they had to be read for it.
    ///
    /// # Errors
    /// The file can no longer be read, or has become a link.
    pub fn digest(&self) -> Result<(blake3::Hash, Option<Held>), Failure> {
        if let Some(known) = self.digest.get() {
            return Ok((*known, None));
        }
        let bytes = self.bytes()?;
        Ok((*self.digest.get_or_init(|| blake3::hash(&bytes)), Some(bytes)))
    }

    /// What the file holds.
    ///
    /// # Errors
    /// The file can no longer be read, or has become a link.
    pub fn bytes(&self) -> Result<Held, Failure> {
        match &self.stored {
            Stored::InMemory(bytes) => Ok(bytes.clone()),
            Stored::Below(dir) => {
                let mut bytes = Vec::new();
                match Folder::open(dir).and_then(|folder| folder.read(&self.file, &mut bytes)) {
                    Ok(()) => Ok(bytes.into()),
                    Err(cause) => Err(Failure::io("read a file", dir.join(&*self.file), cause)),
                }
            }
        }
    }
}

/// Everything a handbook is made from, as it was on disk at one moment.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// `handbook.yaml`, if there is one.
    pub settings: Option<TextFile>,
    /// The markdown files, sorted by path; those with another ending than `.md` are among them, to be told and never shown.
    pub pages: Vec<TextFile>,
    /// All other files below the folder of content, by path.
    pub assets: BTreeMap<Arc<str>, Asset>,
    /// The files of `themes/`, by path: `NAME/templates/page.html`.
    pub themes: BTreeMap<Arc<str>, TextFile>,
    /// The folder of content, relative to DIR: `content`, or nothing where DIR is itself that folder.
    pub content: &'static str,
    /// When its files were changed, as far as somebody has kept that.
    pub history: History,
}

impl Sources {
    /// Sources that were never on disk: `path` relative to DIR, and what each file holds.
    pub fn in_memory<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut sources = Self { content: "content", ..Self::default() };
        for (path, bytes) in files {
            let stamp = Stamp::of_size(bytes.len() as u64);
            let text = sources.is_text(path).then(|| sources.text_file(path, bytes.to_vec().into(), stamp));
            match text {
                Some(text) => sources.add_text(text),
                None => sources.add_asset(path, stamp, Stored::InMemory(bytes.to_vec().into())),
            }
        }
        sources.pages.sort_by(|a, b| a.path.cmp(&b.path));
        sources
    }

    /// Reads the handbook in `dir`. Files in `ignored` (the target, say) are not looked at.
    ///
    /// # Errors
    /// There is no handbook in `dir`, or the folder cannot be read.
    pub fn load(dir: &Path, ignored: &[PathBuf]) -> Result<Checked<Self>, Failure> {
        Self::look(dir, ignored, None)
    }

    /// The path of `file` below the folder of content.
    fn below_content<'f>(&self, file: &'f str) -> Option<&'f str> {
        match self.content {
            "" => Some(file),
            content => file.strip_prefix(content)?.strip_prefix('/'),
        }
    }

    fn is_text(&self, file: &str) -> bool {
        file.starts_with("themes/")
            || self
                .below_content(file)
                .is_some_and(|path| names::is_markdown(path) || path == names::SETTINGS)
    }

    /// Whether `file` holds settings that nobody reads: it has another name than they have, or lies beside the folder of content.
    fn is_lost_settings(&self, file: &str) -> bool {
        match self.below_content(file) {
            Some(path) => names::is_misnamed_settings(path),
            None => file == names::SETTINGS || names::is_misnamed_settings(file),
        }
    }

    /// The text file `file` that holds `bytes`.
    fn text_file(&self, file: &str, bytes: Text, stamp: Stamp) -> TextFile {
        let path = file.strip_prefix("themes/").or_else(|| self.below_content(file)).unwrap_or(file);
        TextFile { file: file.into(), path: path.into(), digest: blake3::hash(&bytes), bytes, stamp }
    }

    /// Puts a text where it belongs; pages are put in order by whoever adds several.
    fn add_text(&mut self, text: TextFile) {
        if text.file.starts_with("themes/") {
            self.themes.insert(text.path.clone(), text);
        } else if &*text.path == names::SETTINGS {
            self.settings = Some(text);
        } else {
            self.pages.push(text);
        }
    }

    /// Puts a file beside the pages.
    fn add_asset(&mut self, file: &str, stamp: Stamp, stored: Stored) {
        if let Some(path) = self.below_content(file).filter(|_| !self.is_lost_settings(file)) {
            let asset = Asset { file: file.into(), stamp, stored, digest: Arc::default() };
            self.assets.insert(path.into(), asset);
        }
    }

    /// The text `file`, if there is one.
    fn text_named(&self, file: &str) -> Option<&TextFile> {
        if let Some(path) = file.strip_prefix("themes/") {
            return self.themes.get(path);
        }
        let path = self.below_content(file)?;
        if path == names::SETTINGS {
            return self.settings.as_ref();
        }
        let at = self.pages.binary_search_by(|page| (*page.path).cmp(path)).ok()?;
        self.pages.get(at)
    }

    /// What the page at `path`, below the folder of content, holds.
    pub fn page(&self, path: &str) -> Option<&[u8]> {
        let at = self.pages.binary_search_by(|page| (*page.path).cmp(path)).ok()?;
        self.pages.get(at).map(|page| &*page.bytes)
    }

    /// Takes out what pages hold whose file is not among `files`.
    pub fn keep_pages(&mut self, files: &BTreeSet<&str>) -> Vec<Text> {
        let nothing = Text::default();
        let pages = self.pages.iter_mut().filter(|page| !files.contains(&*page.file));
        pages.map(|page| std::mem::replace(&mut page.bytes, nothing.clone())).collect()
    }

    /// The text of a file, as findings quote it.
    pub fn text(&self, file: &str) -> Option<Arc<str>> {
        if let Some(found) = self.text_named(file) {
            return Some(String::from_utf8_lossy(&found.bytes).into());
        }
        // A spreadsheet's export is looked at like a page; pictures and downloads are not text.
        let export = self.assets.get(self.below_content(file).filter(|path| path.ends_with(".csv"))?)?;
        let bytes = (export.stamp.size <= LARGEST_EXPORT as u64).then(|| export.bytes().ok()).flatten()?;
        Some(String::from_utf8_lossy(&bytes).into())
    }
}
