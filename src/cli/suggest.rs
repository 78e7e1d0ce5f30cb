//! `throughline suggest PROGRAMME`: who could take the open places, why a place stays empty, and what to write down.

mod paste;
mod told;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::handbook::{self, EditionOptions, Loaded};
use super::{End, Ended, output};
use crate::diagnostic::{Checked, Severity, suggest as near};
use crate::failure::Failure;
use crate::model::Handbook;
use crate::model::suggest;
use crate::pipeline;

/// How suggestions are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Words, and YAML to paste.
    Human,
    /// One object.
    Json,
}

/// What `suggest` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The programme: the name of its file without `.md`.
    programme: String,
    /// How suggestions are told.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "F")]
    format: Format,
    #[command(flatten)]
    edition: EditionOptions,
}

/// Suggests who could take the open places of a programme of the handbook in `directory`.
pub fn run(directory: &Path, options: &Options) -> Ended {
    let public: PathBuf = directory.join("public");
    let Loaded { sources, request, .. } = handbook::load(directory, &options.edition, &[public])?;
    let Checked { value: built, findings } = pipeline::build(sources.clone(), &request, &Default::default());
    let handbook = &built.handbook;
    let programme = programme(handbook, &options.programme)?;
    let suggestion = suggest::suggest(handbook, programme);
    match options.format {
        Format::Human => {
            let mut text = told::words(handbook, &suggestion);
            text.push_str(&paste::instructions(handbook, &suggestion, &sources));
            output::data(&text)?;
        }
        Format::Json => {
            let data = told::data(handbook, &suggestion);
            output::data(&format!("{}\n", serde_json::to_string_pretty(&data).unwrap_or_default()))?;
        }
    }
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        output::line(
            "The handbook has errors, so some visits may be missing: `throughline check` tells them.",
        );
    }
    Ok(End::Fine)
}

/// The place of the programme called `written` in the schedule.
fn programme(handbook: &Handbook, written: &str) -> Result<usize, Failure> {
    let programmes = &handbook.schedule().programmes;
    let names: Vec<&str> = programmes.iter().map(|one| &**handbook.entry(one.entry).name()).collect();
    let name = written.strip_prefix("shadowing/").unwrap_or(written);
    if let Some(at) = names.iter().position(|known| *known == name) {
        return Ok(at);
    }
    let failure = Failure::plain(format!("find a shadowing programme called `{written}`"));
    Err(match near::nearest(name, names.iter().copied()) {
        Some(near) => failure.advise(format!("did you mean `{near}`?")),
        None if names.is_empty() => {
            failure.advise("it has none yet: begin one with `throughline new shadowing`")
        }
        None => failure.advise(format!("the programmes are {}", near::list(names))),
    })
}
