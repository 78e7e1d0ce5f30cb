//! The whole tree, looked at: every file that was not known before is read, every other one taken over.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::reading::{Folder, LARGEST, Stamp};
use super::text::Piece;
use super::walk::{Walked, unreadable, walk};
use super::{History, Sources, Stored, Text, TextFile, names};
use crate::diagnostic::{Checked, Diagnostic, Name, Place};
use crate::failure::Failure;

/// How many files are read into one piece of memory.
const TOGETHER: usize = 128;

/// What became of one file.
enum Read {
    Text(std::io::Result<TextFile>),
    Beside(Stamp),
}

/// Where a text was read to.
enum Placed {
    /// These bytes of the piece.
    At(Range<usize>),
    /// Beside it, since the file was not as large any more as it had been.
    Alone(Vec<u8>),
}

impl Sources {
    /// Reads the handbook in `dir`, but for what `before` knows already.
    pub(super) fn look(
        dir: &Path,
        ignored: &[PathBuf],
        before: Option<&Self>,
    ) -> Result<Checked<Self>, Failure> {
        let mut findings = Vec::new();
        let content = if dir.join("content").symlink_metadata().is_ok() { "content" } else { "" };
        let mut sources = Self { content, history: History::of(dir), ..Self::default() };
        let Walked { mut found, findings: told, .. } = walk(dir, content, ignored)?;
        findings.extend(told);
        if content.is_empty() {
            found.retain(|(file, _)| !file.starts_with("themes/"));
        }
        if dir.join("themes").is_dir() {
            let themes = walk(dir, "themes", ignored)?;
            found.extend(themes.found);
            findings.extend(themes.findings);
        }
        found.par_sort_unstable();
        findings.extend(sources.lost_settings(dir, &found));
        let before = before.filter(|before| before.content == content);
        let folder =
            Folder::open(dir).map_err(|cause| Failure::io("read the handbook's folder", dir, cause))?;
        let dir: Arc<Path> = dir.into();
        // Small texts are read at once and side by side; everything else waits on disk.
        let read: Vec<_> = found
            .par_chunks(TOGETHER)
            .with_max_len(1)
            .flat_map_iter(|found| sources.read(&folder, found, before))
            .collect();
        for ((file, _), read) in found.into_iter().zip(read) {
            match read {
                Read::Text(Ok(text)) => sources.add_text(text),
                Read::Text(Err(cause)) => findings.push(unreadable(&file.into(), &cause)),
                Read::Beside(stamp) => match before.and_then(|before| before.asset_named(&file, stamp)) {
                    Some((path, asset)) => {
                        sources.assets.insert(path, asset);
                    }
                    None => sources.add_asset(&file, stamp, Stored::Below(dir.clone())),
                },
            }
        }
        Ok(Checked { value: sources, findings })
    }

    /// Tells settings that nobody reads, since they have another name or lie beside the folder of content.
    fn lost_settings(&self, dir: &Path, found: &[(String, PathBuf)]) -> Vec<Diagnostic> {
        let beside = (!self.content.is_empty()).then(|| fs::read_dir(dir).ok()).flatten();
        let beside =
            beside.into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut lost: Vec<String> = beside.filter(|name| self.is_lost_settings(name)).collect();
        lost.extend(found.iter().map(|(file, _)| file).filter(|file| self.is_lost_settings(file)).cloned());
        lost.sort();
        let place = below(self.content, names::SETTINGS);
        let tell = |file: &String| {
            let within = self.below_content(file).is_some();
            let mend = match (within, dir.join(&place).exists()) {
                (_, true) => format!("put into `{place}` what it says, and take it out"),
                (true, false) => format!("rename it to `{}`", names::SETTINGS),
                (false, false) => format!("move it to `{place}`"),
            };
            let message = format!("settings are read from `{place}`, so what this file says is not heard");
            Diagnostic::new(Name::UnreadableFile, Place::file(&file.as_str().into()), message).mend(mend)
        };
        lost.iter().map(tell).collect()
    }

    /// The files `found`: the texts among them that `before` does not know are read, into one piece of memory.
    fn read(&self, folder: &Folder, found: &[(String, PathBuf)], before: Option<&Self>) -> Vec<Read> {
        let stamps: Vec<Stamp> = found
            .iter()
            .map(|(_, path)| path.symlink_metadata().map_or_else(|_| Stamp::default(), |at| Stamp::of(&at)))
            .collect();
        let known = |file: &str, stamp: Stamp| {
            before.and_then(|before| before.text_named(file)).filter(|text| text.stamp == stamp)
        };
        let to_read = |file: &str, stamp: Stamp| self.is_text(file) && known(file, stamp).is_none();
        let wanted = found.iter().zip(&stamps).filter(|((file, _), stamp)| to_read(file, **stamp));
        // What is larger is refused, and has no place beside others.
        let fits = |size: u64| usize::try_from(size).ok().filter(|size| *size <= LARGEST);
        let room: usize = wanted.filter_map(|(_, stamp)| fits(stamp.size)).sum();
        let mut piece = Piece::of(room);
        let mut filled = 0;
        let placed: Vec<_> = found
            .iter()
            .zip(&stamps)
            .map(|((file, _), stamp)| {
                to_read(file, *stamp).then(|| {
                    let slot = fits(stamp.size).and_then(|size| piece.get_mut(filled..filled + size));
                    let Some(slot) = slot else {
                        let mut bytes = Vec::new();
                        return folder
                            .read_small(file, stamp.size, &mut bytes)
                            .map(|()| Placed::Alone(bytes));
                    };
                    let range = filled..filled + slot.len();
                    let placed = folder.fill(file, slot)?.map_or(Placed::At(range.clone()), Placed::Alone);
                    filled = range.end;
                    Ok(placed)
                })
            })
            .collect();
        let piece = Arc::new(piece);
        let text = |placed| match placed {
            Placed::At(range) => Text::within(&piece, range),
            Placed::Alone(bytes) => Text::from(bytes),
        };
        let files = found.iter().zip(stamps).zip(placed);
        files
            .map(|(((file, _), stamp), placed)| match (placed, known(file, stamp)) {
                (Some(placed), _) => {
                    Read::Text(placed.map(|placed| self.text_file(file, text(placed), stamp)))
                }
                (None, Some(text)) => Read::Text(Ok(text.clone())),
                (None, None) => Read::Beside(stamp),
            })
            .collect()
    }

    /// The file beside the pages `file` with this stamp, if there is one, and its path.
    fn asset_named(&self, file: &str, stamp: Stamp) -> Option<(Arc<str>, super::Asset)> {
        let (path, asset) = self.assets.get_key_value(self.below_content(file)?)?;
        (asset.stamp == stamp).then(|| (path.clone(), asset.clone()))
    }
}

/// `name` in the folder of content.
fn below(content: &str, name: &str) -> String {
    if content.is_empty() { name.to_owned() } else { format!("{content}/{name}") }
}
