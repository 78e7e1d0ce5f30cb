//! The command line: words in, words out. One file a command; nothing here decides what a handbook is.

mod audit;
mod build;
mod check;
mod completions;
mod explain;
mod fault;
mod handbook;
mod init;
mod new;
mod output;
mod schema;
mod search;
mod suggest;
mod watch;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// How a command ended, and with it the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All is well: 0.
    Fine,
    /// Findings stop it: 1.
    Findings,
    /// The command was called in a way that makes no sense: 2.
    Misuse,
    /// The machine failed: 3.
    Failure,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        Self::from(match end {
            End::Fine => 0,
            End::Findings => 1,
            End::Misuse => 2,
            End::Failure => 3,
        })
    }
}

/// Compiles a folder of markdown into the intranet handbook of a brand promise.
#[derive(Debug, Parser)]
#[command(name = "throughline", version, disable_help_subcommand = true, max_term_width = 100)]
struct Arguments {
    /// The handbook's folder; every other path is relative to it.
    #[arg(short = 'C', value_name = "DIR", default_value = ".", global = true)]
    directory: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the website into a folder, whole or not at all.
    Build(build::Options),
    /// Preview the handbook in a browser, from memory, with every save shown at once.
    Watch(watch::Options),
    /// Tell everything that does not hold, and write nothing.
    Check(check::Options),
    /// What the handbook shows for ten questions about customers and employees, by department.
    Audit(audit::Options),
    /// Who could take the open places of a shadowing programme, and why a place stays empty.
    Suggest(suggest::Options),
    /// Make a page that is valid from the start, with hints as comments.
    New(new::Options),
    /// Begin a small handbook that builds clean, with a workflow, editor settings and a page for writers.
    Init(init::Options),
    /// What the site's search box would answer.
    Search(search::Options),
    /// What a check means, and what to do about it.
    Explain(explain::Options),
    /// The fields of front matter as JSON Schema, for editors.
    Schema(schema::Options),
    /// Completions for a shell.
    Completions(completions::Options),
}

/// Runs the program with the arguments `words`.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    fault::listen();
    // Whoever asked for something gets an exit code that was promised, whatever happens.
    fault::caught(|| obey(words)).unwrap_or_else(|| End::Failure.into())
}

fn obey(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            error.print().ok();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let directory = arguments.directory;
    let ended = match arguments.command {
        Command::Build(options) => build::run(&directory, &options),
        Command::Watch(options) => watch::run(&directory, &options),
        Command::Check(options) => check::run(&directory, &options),
        Command::Audit(options) => audit::run(&directory, &options),
        Command::Suggest(options) => suggest::run(&directory, &options),
        Command::New(options) => new::run(&directory, &options),
        Command::Init(options) => init::run(&directory, &options),
        Command::Search(options) => search::run(&directory, &options),
        Command::Explain(options) => explain::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Completions(options) => completions::run(&options),
    };
    match ended {
        Ok(end) => end.into(),
        Err(failure) => {
            output::failure(&failure);
            // A failure without a cause is a refusal: the command asked for something that is not done.
            let end = if failure.cause.is_some() { End::Failure } else { End::Misuse };
            end.into()
        }
    }
}

/// What commands return: how they ended, or what the machine refused.
type Ended = Result<End, Failure>;
