//! A folder on disk → [`Sources`]: the one door through which files come in.
//!
//! Links are never followed, only regular files are opened, and whatever cannot be used is told and left out.
//! Nothing after this module reads a file; pictures, which may be large, stay on disk until their bytes are
//! asked for here.

mod history;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Checked, Diagnostic, Name, Place};
use crate::failure::Failure;

pub use history::last_commit_day;
pub use text::Text;

/// How many files are read into one piece of memory.
const TOGETHER: usize = 128;

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
}

/// A file beside the pages: a picture, a table, something to download.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The file, relative to DIR, with forward slashes.
    pub file: Arc<str>,
    /// Its size in bytes.
    pub size: u64,
    stored: Stored,
}

#[derive(Debug, Clone)]
enum Stored {
    OnDisk(PathBuf),
    InMemory(Arc<Vec<u8>>),
}

impl Asset {
    /// What the file holds.
    ///
    /// # Errors
    /// The file can no longer be read, or has become a link.
    pub fn bytes(&self) -> Result<Arc<Vec<u8>>, Failure> {
        match &self.stored {
            Stored::InMemory(bytes) => Ok(bytes.clone()),
            Stored::OnDisk(path) => {
                let mut bytes = Vec::new();
                match read(path, &mut bytes) {
                    Ok(()) => Ok(bytes.into()),
                    Err(cause) => Err(Failure::io("read a file", path, cause)),
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
    /// The markdown files, sorted by path.
    pub pages: Vec<TextFile>,
    /// All other files below the folder of content, by path.
    pub assets: BTreeMap<Arc<str>, Asset>,
    /// The files of `themes/`, by path: `NAME/templates/page.html`.
    pub themes: BTreeMap<Arc<str>, TextFile>,
    /// The folder of content, relative to DIR: `content`, or nothing where DIR is itself that folder.
    pub content: &'static str,
}

impl Sources {
    /// Sources that were never on disk: `path` relative to DIR, and what each file holds.
    pub fn in_memory<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut sources = Self { content: "content", ..Self::default() };
        for (path, bytes) in files {
            let text = sources.is_text(path).then(|| sources.text_file(path, bytes.to_vec().into()));
            sources.add(path, bytes.len() as u64, Stored::InMemory(bytes.to_vec().into()), text);
        }
        sources.pages.sort_by(|a, b| a.path.cmp(&b.path));
        sources
    }

    /// Reads the handbook in `dir`. Files in `ignored` (the target, say) are not looked at.
    ///
    /// # Errors
    /// There is no handbook in `dir`, or the folder cannot be read.
    pub fn load(dir: &Path, ignored: &[PathBuf]) -> Result<Checked<Self>, Failure> {
        let mut findings = Vec::new();
        let content = if dir.join("content").symlink_metadata().is_ok() { "content" } else { "" };
        let mut sources = Self { content, ..Self::default() };
        let mut found = Vec::new();
        walk(dir, content, ignored, &mut found, &mut findings)?;
        if content.is_empty() {
            found.retain(|(file, _)| !file.starts_with("themes/"));
        }
        if dir.join("themes").is_dir() {
            walk(dir, "themes", ignored, &mut found, &mut findings)?;
        }
        found.sort();
        // Small texts are read at once and side by side; everything else waits on disk.
        let read: Vec<_> = found.par_chunks(TOGETHER).flat_map_iter(|found| sources.read(found)).collect();
        for ((file, path), (size, text)) in found.into_iter().zip(read) {
            match text.transpose() {
                Ok(text) => sources.add(&file, size, Stored::OnDisk(path), text),
                Err(cause) => findings.push(unreadable(&file.into(), &cause)),
            }
        }
        Ok(Checked { value: sources, findings })
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
            || self.below_content(file).is_some_and(|path| path.ends_with(".md") || path == "handbook.yaml")
    }

    /// The size of each of the files `found`, and those that are texts read, into one piece of memory.
    fn read(&self, found: &[(String, PathBuf)]) -> Vec<(u64, Option<std::io::Result<TextFile>>)> {
        let sizes: Vec<u64> =
            found.iter().map(|(_, path)| path.symlink_metadata().map_or(0, |found| found.len())).collect();
        let texts = found.iter().zip(&sizes).filter(|((file, _), _)| self.is_text(file));
        let room: u64 = texts.map(|(_, size)| (*size).min(2 * LARGEST as u64)).sum();
        let mut piece = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
        let ranges: Vec<_> = found
            .iter()
            .zip(&sizes)
            .map(|((file, path), size)| {
                self.is_text(file).then(|| {
                    let start = piece.len();
                    let read = read_small(path, *size, &mut piece);
                    read.inspect_err(|_| piece.truncate(start)).map(|()| start..piece.len())
                })
            })
            .collect();
        let piece = Arc::new(piece);
        let texts = found.iter().zip(ranges).map(|((file, _), range)| {
            range.map(|range| range.map(|range| self.text_file(file, Text::within(&piece, range))))
        });
        sizes.iter().copied().zip(texts).collect()
    }

    /// The text file `file` that holds `bytes`.
    fn text_file(&self, file: &str, bytes: Text) -> TextFile {
        let path = file.strip_prefix("themes/").or_else(|| self.below_content(file)).unwrap_or(file);
        TextFile { file: file.into(), path: path.into(), digest: blake3::hash(&bytes), bytes }
    }

    /// Puts a file where it belongs: a text, or anything else beside the pages.
    fn add(&mut self, file: &str, size: u64, stored: Stored, text: Option<TextFile>) {
        match text {
            Some(text) if file.starts_with("themes/") => {
                self.themes.insert(text.path.clone(), text);
            }
            Some(text) if &*text.path == "handbook.yaml" => self.settings = Some(text),
            Some(text) => self.pages.push(text),
            None => {
                if let Some(path) = self.below_content(file) {
                    self.assets.insert(path.into(), Asset { file: file.into(), size, stored });
                }
            }
        }
    }

    /// What the page at `path`, below the folder of content, holds.
    pub fn page(&self, path: &str) -> Option<&[u8]> {
        let at = self.pages.binary_search_by(|page| (*page.path).cmp(path)).ok()?;
        self.pages.get(at).map(|page| &*page.bytes)
    }

    /// Forgets what pages hold whose file is not among `files`.
    pub fn keep_pages(&mut self, files: &BTreeSet<&str>) {
        let nothing = Text::default();
        for page in self.pages.iter_mut().filter(|page| !files.contains(&*page.file)) {
            page.bytes = nothing.clone();
        }
    }

    /// The text of a file, as findings quote it.
    pub fn text(&self, file: &str) -> Option<Arc<str>> {
        let page = || {
            let path = self.below_content(file)?;
            let at = self.pages.binary_search_by(|page| (*page.path).cmp(path)).ok()?;
            self.pages.get(at)
        };
        let theme = || self.themes.get(file.strip_prefix("themes/")?);
        let settings = || self.settings.as_ref().filter(|settings| &*settings.file == file);
        if let Some(found) = settings().or_else(theme).or_else(page) {
            return Some(String::from_utf8_lossy(&found.bytes).into());
        }
        // A spreadsheet's export is looked at like a page; pictures and downloads are not text.
        let export = self.assets.get(self.below_content(file).filter(|path| path.ends_with(".csv"))?)?;
        let bytes = (export.size <= LARGEST as u64).then(|| export.bytes().ok()).flatten()?;
        Some(String::from_utf8_lossy(&bytes).into())
    }
}

/// Everything below `dir/folder`, as names relative to `dir`, paths and sizes. Links are told, not followed.
fn walk(
    dir: &Path,
    folder: &str,
    ignored: &[PathBuf],
    found: &mut Vec<(String, PathBuf)>,
    findings: &mut Vec<Diagnostic>,
) -> Result<(), Failure> {
    let root = if folder.is_empty() { dir.to_owned() } else { dir.join(folder) };
    let metadata = root.symlink_metadata().map_err(|cause| {
        Failure::io("find the handbook", &root, cause)
            .advise("name its folder with -C, or begin one with `throughline init DIR`")
    })?;
    if metadata.is_symlink() {
        findings.push(link(&folder.into(), &root));
        return Ok(());
    }
    let walker = WalkDir::new(&root).follow_links(false).into_iter().filter_entry(|entry| {
        entry.depth() == 0
            || !(is_hidden(entry.file_name()) || ignored.iter().any(|path| path == entry.path()))
    });
    for entry in walker {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => {
                let cause =
                    error.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of folders"));
                return Err(Failure::io("read the handbook's folder", &root, cause));
            }
            Err(error) => {
                let path = error.path().unwrap_or(&root);
                let name = relative(dir, path);
                let cause =
                    error.io_error().map_or_else(|| "a loop of folders".to_owned(), ToString::to_string);
                findings.push(unreadable(&name.as_str().into(), &std::io::Error::other(cause)));
                continue;
            }
        };
        let kind = entry.file_type();
        if kind.is_symlink() {
            findings.push(link(&relative(dir, entry.path()).as_str().into(), entry.path()));
        } else if kind.is_file() {
            if entry.path().to_str().is_none() {
                let name = relative(dir, entry.path());
                findings
                    .push(unreadable(&name.as_str().into(), &std::io::Error::other("its name is not UTF-8")));
                continue;
            }
            found.push((relative(dir, entry.path()), entry.into_path()));
        }
    }
    Ok(())
}

/// Files that editors and systems leave behind, and whatever they hide.
pub fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swx", ".tmp", ".bak", ".orig"].iter().any(|end| name.ends_with(end))
        || matches!(&*name, "node_modules" | "Thumbs.db" | "desktop.ini")
}

/// `path` below `dir`, with forward slashes.
fn relative(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The largest text that is read, in bytes; markdown can be made to take long.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// A text beyond this is not even read: it is refused by its size.
fn read_small(path: &Path, size: u64, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    if size > 2 * LARGEST as u64 {
        // Told as `too-large` by whoever reads pages; the bytes themselves are not needed for that.
        bytes.resize(bytes.len() + LARGEST + 1, b' ');
        return Ok(());
    }
    read(path, bytes)
}

/// Adds what the file at `path` holds to `bytes`.
fn read(path: &Path, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    let mut file = options.open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(std::io::Error::other("it is no longer a file"));
    }
    bytes.reserve(usize::try_from(metadata.len()).unwrap_or(0));
    file.read_to_end(bytes)?;
    Ok(())
}

fn unreadable(file: &Arc<str>, cause: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Name::UnreadableFile, Place::file(file), format!("this file cannot be read: {cause}"))
        .mend("look at its permissions, or take it out of the handbook")
}

fn link(file: &Arc<str>, path: &Path) -> Diagnostic {
    let target =
        std::fs::read_link(path).map_or_else(|_| "elsewhere".into(), |target| target.display().to_string());
    Diagnostic::new(
        Name::Symlink,
        Place::file(file),
        format!("this is a link to {target}, and links are not followed"),
    )
    .mend("put the file itself here")
}
