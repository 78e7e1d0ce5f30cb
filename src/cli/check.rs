//! `throughline check`: all findings, no output written.

use std::path::{Path, PathBuf};

use clap::Args;

use super::handbook::{self, EditionOptions, Loaded};
use super::{End, Ended, output};
use crate::diagnostic::Checked;
use crate::diagnostic::report::Format;
use crate::pipeline;

/// What `check` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Let warnings count, too.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    edition: EditionOptions,
    /// How findings are told.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "F")]
    format: Format,
}

/// Checks the handbook in `directory`.
pub fn run(directory: &Path, options: &Options) -> Ended {
    let public: PathBuf = directory.join("public");
    let Loaded { sources, request, mut findings } = handbook::load(directory, &options.edition, &[public])?;
    let Checked { value: handbook, findings: found } = pipeline::check(&sources, &request);
    findings.extend(found);
    output::report(options.format, &findings, handbook.entries.len(), &sources)?;
    Ok(if output::stops(&findings, options.strict) { End::Findings } else { End::Fine })
}
