//! `throughline completions SHELL`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, End, Ended, output};

/// What `completions` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints completions for a shell.
pub fn run(options: &Options) -> Ended {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "throughline", &mut script);
    output::data(&String::from_utf8_lossy(&script))?;
    Ok(End::Fine)
}
