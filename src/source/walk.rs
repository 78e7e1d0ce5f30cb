//! A folder → the names of its files. Links are told and never followed, and what editors leave behind is passed over.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Name, Place};
use crate::failure::Failure;

/// What was found in folders.
#[derive(Default)]
pub(super) struct Walked {
    /// Files, by their names relative to the folder of the handbook, and where they are.
    pub(super) found: Vec<(String, PathBuf)>,
    /// Links, and what cannot be read.
    pub(super) findings: Vec<Diagnostic>,
    /// Folders that were seen and not entered.
    folders: Vec<PathBuf>,
}

/// Everything below `dir/folder`, in no order. Links are told, not followed.
pub(super) fn walk(dir: &Path, folder: &str, ignored: &[PathBuf]) -> Result<Walked, Failure> {
    let root = if folder.is_empty() { dir.to_owned() } else { dir.join(folder) };
    let metadata = root.symlink_metadata().map_err(|cause| {
        Failure::io("find the handbook", &root, cause)
            .advise("name its folder with -C, or begin one with `throughline init DIR`")
    })?;
    if metadata.is_symlink() {
        let findings = vec![link(&folder.into(), &root)];
        return Ok(Walked { findings, ..Walked::default() });
    }
    let mut all = Walked::default();
    let unread = all.take(WalkDir::new(&root).max_depth(1), dir, ignored);
    if let Some(cause) = unread {
        return Err(Failure::io("read the handbook's folder", &root, cause));
    }
    // The folders in it side by side: nothing else can be done before all names are known.
    let below = std::mem::take(&mut all.folders).into_par_iter().map(|folder| {
        let mut below = Walked::default();
        if let Some(cause) = below.take(WalkDir::new(&folder), dir, ignored) {
            below.findings.push(unreadable(&relative(dir, &folder).as_str().into(), &cause));
        }
        below
    });
    for below in below.collect::<Vec<_>>() {
        all.found.extend(below.found);
        all.findings.extend(below.findings);
    }
    Ok(all)
}

impl Walked {
    /// Goes where `walker` leads. Answers with the cause where its folder itself cannot be read.
    fn take(&mut self, walker: WalkDir, dir: &Path, ignored: &[PathBuf]) -> Option<std::io::Error> {
        let is_entered = |entry: &walkdir::DirEntry| {
            entry.depth() == 0
                || !(is_hidden(entry.file_name())
                    || ignored.iter().any(|path| path == entry.path())
                    || entry.file_type().is_dir() && is_published(entry.path()))
        };
        for entry in walker.follow_links(false).into_iter().filter_entry(is_entered) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map(|path| relative(dir, path)).unwrap_or_default();
                    let depth = error.depth();
                    let a_loop = || std::io::Error::other("a loop of folders");
                    let cause = error.into_io_error().unwrap_or_else(a_loop);
                    if depth == 0 {
                        return Some(cause);
                    }
                    self.findings.push(unreadable(&path.as_str().into(), &cause));
                    continue;
                }
            };
            let kind = entry.file_type();
            if kind.is_symlink() {
                let name = relative(dir, entry.path());
                self.findings.push(link(&name.as_str().into(), entry.path()));
            } else if kind.is_dir() && entry.depth() == 1 {
                self.folders.push(entry.into_path());
            } else if kind.is_file() {
                let name = relative(dir, entry.path());
                if entry.path().to_str().is_none() {
                    let cause = std::io::Error::other("its name is not UTF-8");
                    self.findings.push(unreadable(&name.as_str().into(), &cause));
                    continue;
                }
                self.found.push((name, entry.into_path()));
            }
        }
        None
    }
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

/// Whether `folder` is what a build published, wherever that was: it holds the list of what is ours.
pub(super) fn is_published(folder: &Path) -> bool {
    folder.join(super::LIST).symlink_metadata().is_ok()
}

/// `path` below `dir`, with forward slashes.
pub(super) fn relative(dir: &Path, path: &Path) -> String {
    // What was walked to begins with the folder letter by letter, which is quicker to see than part by part.
    if let (Some(text), Some(dir)) = (path.to_str(), dir.to_str())
        && let Some(below) = text.strip_prefix(dir).and_then(|below| below.strip_prefix('/'))
        && std::path::MAIN_SEPARATOR == '/'
        && !is_odd(below)
    {
        return below.to_owned();
    }
    let below = path.strip_prefix(dir).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Whether a path may have other parts than names.
fn is_odd(path: &str) -> bool {
    path.starts_with('.') || path.contains("/.") || path.contains("//") || path.ends_with('/')
}

pub(super) fn unreadable(file: &Arc<str>, cause: &std::io::Error) -> Diagnostic {
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
