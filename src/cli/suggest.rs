//! `throughline suggest PROGRAMME`: who could take the open places, why a place stays empty, and what to write down.

mod paste;
mod told;

use std::path::Path;

use clap::{Args, ValueEnum};

use super::handbook::{self, EditionOptions};
use super::{End, Ended, output};
use crate::diagnostic::{Checked, Severity, suggest as near};
use crate::failure::Failure;
use crate::model::Handbook;
use crate::model::suggest;

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
    let Checked { value: built, findings } = handbook::built(directory, &options.edition)?;
    let handbook = &built.handbook;
    let suggestion = programme(handbook, &options.programme)
        .and_then(|programme| suggest::suggest(handbook, programme))
        .ok_or_else(|| unknown(handbook, &options.programme))?;
    match options.format {
        Format::Human => {
            let mut text = told::words(handbook, &suggestion);
            text.push_str(&paste::instructions(handbook, &suggestion, &built.sources));
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

/// The name of a programme without its kind.
fn plain(written: &str) -> &str {
    written.strip_prefix("shadowing/").unwrap_or(written)
}

fn names(handbook: &Handbook) -> impl Iterator<Item = &str> {
    handbook.schedule().programmes.iter().map(|one| &**handbook.entry(one.entry).name())
}

/// The place of the programme called `written` in the schedule.
fn programme(handbook: &Handbook, written: &str) -> Option<usize> {
    names(handbook).position(|known| known == plain(written))
}

/// That there is no programme called `written`, and what there is instead.
fn unknown(handbook: &Handbook, written: &str) -> Failure {
    let names: Vec<&str> = names(handbook).collect();
    let failure = Failure::plain(format!("find a shadowing programme called `{written}`"));
    match near::nearest(plain(written), names.iter().copied()) {
        Some(near) => failure.advise(format!("did you mean `{near}`?")),
        None if names.is_empty() => {
            failure.advise("it has none yet: begin one with `throughline new shadowing`")
        }
        None => failure.advise(format!("the programmes are {}", near::list(names))),
    }
}
