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
    before.map_or_else(|| Sources::load(dir, ignored), |before| Sources::again(before, dir, ignored, named))
}

/// Whether a file beside the pages is as it was, as far as can be told without reading it.
pub(super) fn is_same(before: &Asset, now: &Asset) -> bool {
    before.stamp == now.stamp
}

/// The website of `sources`.
pub(super) fn build(sources: &Arc<Sources>, request: &Request, memos: &Memos) -> Checked<Built> {
    pipeline::build(sources.clone(), request, memos)
}
