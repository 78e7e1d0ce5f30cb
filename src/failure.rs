//! What the machine could not do: a full disk, a missing permission, a port in use.
//!
//! Failures are apart from [findings](crate::diagnostic): a finding is about the handbook and never
//! stops the pipeline; a failure is about the machine, ends the command, and exits with 3.

use std::path::{Path, PathBuf};
use std::{fmt, io};

/// The machine refused something that the command cannot do without.
#[derive(Debug)]
pub struct Failure {
    /// What was being done, as the second half of "could not …": `write the page`.
    pub doing: String,
    /// The file, folder or address it was being done to.
    pub path: Option<PathBuf>,
    /// The operating system's own reason.
    pub cause: Option<io::Error>,
    /// What the person at the keyboard can do about it.
    pub advice: Option<String>,
}

impl Failure {
    /// A failure of the operating system while `doing` something to `path`.
    pub fn io(doing: impl Into<String>, path: impl AsRef<Path>, cause: io::Error) -> Self {
        Self { doing: doing.into(), path: Some(path.as_ref().to_owned()), cause: Some(cause), advice: None }
    }

    /// A failure that no system call reported, such as a target that is not ours.
    pub fn plain(doing: impl Into<String>) -> Self {
        Self { doing: doing.into(), path: None, cause: None, advice: None }
    }

    /// The same failure with what can be done about it.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not {}", self.doing)?;
        if let Some(path) = &self.path {
            write!(f, ": {}", path.display())?;
        }
        if let Some(cause) = &self.cause {
            write!(f, " ({cause})")?;
        }
        if let Some(advice) = &self.advice {
            write!(f, "\n  {advice}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
