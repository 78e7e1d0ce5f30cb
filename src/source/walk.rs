//! A folder → the names of its files. Links are told and never followed, and what editors leave behind is passed over.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Name, Place};
use crate::failure::Failure;

/// Everything below `dir/folder`, as names relative to `dir`, paths and sizes. Links are told, not followed.
pub(super) fn walk(
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
            || !(is_hidden(entry.file_name())
                || ignored.iter().any(|path| path == entry.path())
                || entry.file_type().is_dir() && is_published(entry.path()))
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

/// Whether `folder` is what a build published, wherever that was: it holds the list of what is ours.
pub(super) fn is_published(folder: &Path) -> bool {
    folder.join(super::LIST).symlink_metadata().is_ok()
}

/// `path` below `dir`, with forward slashes.
pub(super) fn relative(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
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
