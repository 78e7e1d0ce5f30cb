//! The two calls into the rest of the program: look at the folder, build.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Checked;
use crate::failure::Failure;
use crate::pipeline::{self, Built, Memos, Request};
use crate::source::{Asset, Sources};

/// The handbook in `dir` as it is now. Where `named` lists files, only they are looked at; an empty list means all.
pub(super) fn again(
    before: Option<&Checked<Sources>>,
    dir: &Path,
    ignored: &[PathBuf],
    named: &[PathBuf],
) -> Result<Checked<Sources>, Failure> {
    let Some(before) = before else { return Sources::load(dir, ignored) };
    // Without its folder of content a handbook would be whatever else lies there. It has only gone for a moment.
    let content = dir.join(before.value.content);
    if !before.value.content.is_empty() && !content.is_dir() {
        let cause = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(Failure::io("find the handbook", content, cause));
    }
    Sources::again(before, dir, ignored, named)
}

/// Whether a file beside the pages is as it was, as far as can be told without reading it.
pub(super) fn is_same(before: &Asset, now: &Asset) -> bool {
    before.stamp == now.stamp
}

/// The website of `sources`.
pub(super) fn build(sources: &Arc<Sources>, request: &Request, memos: &Memos) -> Checked<Built> {
    pipeline::build(sources.clone(), request, memos)
}
