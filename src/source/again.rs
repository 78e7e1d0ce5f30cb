//! A later look at the same folder: what something says has changed is looked at first, the whole tree when there is time.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::reading::{Folder, Stamp};
use super::walk::{is_hidden, is_published, relative, unreadable};
use super::{Sources, Stored, Text};
use crate::diagnostic::Checked;
use crate::failure::Failure;

impl Sources {
    /// The handbook in `dir` as it is now, where `before` is what was found there last; only what differs is read.
    ///
    /// Where `named` lists files, below `dir`, only they are looked at, and read whatever their stamps say. That is what an
    /// event is good for: it is a hint, and the whole tree, which an empty list asks for, is the truth.
    ///
    /// # Errors
    /// As for [`Sources::load`].
    pub fn again(
        before: &Checked<Self>,
        dir: &Path,
        ignored: &[PathBuf],
        named: &[PathBuf],
    ) -> Result<Checked<Self>, Failure> {
        let some =
            (!named.is_empty()).then(|| before.value.with(&before.findings, dir, ignored, named)).flatten();
        some.map_or_else(|| Self::look(dir, ignored, Some(&before.value)), Ok)
    }

    /// These sources with the files `named` looked at; `None` where more than files may have changed.
    fn with(
        &self,
        findings: &[crate::diagnostic::Diagnostic],
        dir: &Path,
        ignored: &[PathBuf],
        named: &[PathBuf],
    ) -> Option<Checked<Self>> {
        let mut sources = self.clone();
        let mut findings = findings.to_vec();
        for path in named {
            let file = plain_name(dir, path)?;
            let seen = file.split('/').all(|part| !is_hidden(part.as_ref()));
            if !seen || ignored.iter().any(|ignored| path.starts_with(ignored)) {
                continue;
            }
            // Whether it is told depends on what lies beside it.
            if sources.is_lost_settings(&file) {
                return None;
            }
            let text = sources.is_text(&file);
            if !text && sources.below_content(&file).is_none() {
                continue;
            }
            let metadata = match path.symlink_metadata() {
                Ok(metadata) if metadata.is_file() => Some(metadata),
                // A folder, a link, a pipe: who knows what else changed.
                Ok(_) => return None,
                Err(gone) if gone.kind() == std::io::ErrorKind::NotFound => None,
                Err(_) => return None,
            };
            findings.retain(|finding| *finding.place.file != *file);
            match metadata {
                // What went away may have been a folder.
                None if !sources.remove(&file) => return None,
                None => {}
                Some(metadata) => {
                    let stamp = Stamp::of(&metadata);
                    sources.remove(&file);
                    if !text {
                        sources.add_asset(&file, stamp, Stored::Below(dir.into()));
                        continue;
                    }
                    let mut bytes = Vec::new();
                    let read =
                        Folder::open(dir).and_then(|folder| folder.read_small(&file, stamp.size, &mut bytes));
                    match read {
                        Ok(()) => sources.put_text(sources.text_file(&file, Text::from(bytes), stamp)),
                        Err(cause) => findings.push(unreadable(&file.as_str().into(), &cause)),
                    }
                }
            }
        }
        Some(Checked { value: sources, findings })
    }

    /// Puts a text where it belongs, a page into its place among the pages.
    fn put_text(&mut self, text: super::TextFile) {
        self.add_text(text);
        if let Some(last) = self.pages.pop() {
            let at = self.pages.partition_point(|page| page.path < last.path);
            self.pages.insert(at, last);
        }
    }

    /// Forgets `file`; whether it was known.
    fn remove(&mut self, file: &str) -> bool {
        if let Some(path) = file.strip_prefix("themes/") {
            return self.themes.remove(path).is_some();
        }
        let Some(path) = self.below_content(file) else { return false };
        if path == super::names::SETTINGS {
            return self.settings.take().is_some();
        }
        let path: Arc<str> = path.into();
        match self.pages.binary_search_by(|page| page.path.cmp(&path)) {
            Ok(at) => {
                self.pages.remove(at);
                true
            }
            Err(_) => self.assets.remove(&path).is_some(),
        }
    }
}

/// The name of `path` relative to `dir`, with forward slashes; `None` if it does not lie there, is not UTF-8, or a folder on
/// the way to it is a link or what a build published.
fn plain_name(dir: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(dir).ok()?;
    below.to_str()?;
    let mut folder = dir.to_owned();
    let folders = below.parent()?.components();
    for part in folders {
        let Component::Normal(part) = part else { return None };
        folder.push(part);
        if folder.symlink_metadata().ok()?.is_symlink() || is_published(&folder) {
            return None;
        }
    }
    Some(relative(dir, path))
}
