//! What `git` knows about a folder: the day of its last commit, and when single files were last changed. Asked with fixed commands,
//! each once.
//!
//! A repository may come from anywhere, so git is kept from running anything that it configures: no file-system monitor,
//! no hooks, no pager, no locks, no other program for differences or signatures, no fetching of what a partial clone lacks. It is ended after
//! ten seconds. A folder that belongs to somebody else, as in containers, is asked all the same: what git fears of it, that it runs what
//! the repository configures, cannot happen here. Whether a file differs from the last commit is never asked: to tell, git would run the repository's filters.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

/// How long git may think.
const PATIENCE: Duration = Duration::from_secs(10);

/// Begins a commit among the names of files, which no name of ours does.
const COMMIT: u8 = 1;

/// The history of a handbook's files, where there is one. Nothing is asked before somebody wants to know.
#[derive(Debug, Clone, Default)]
pub struct History {
    dir: Option<PathBuf>,
    /// Why nothing is known, once somebody has asked in vain.
    untold: Arc<OnceLock<Untold>>,
}

/// Why git does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// There is no repository.
    NoRepository,
    /// There is one, and git is not installed.
    NoGit,
    /// Git refuses, takes too long, or has no commit to tell of.
    NoAnswer,
    /// The repository was fetched without its past, so that its oldest commit seems to have written every file.
    Shallow,
}

impl History {
    /// That of the files in `dir`.
    pub(super) fn of(dir: &Path) -> Self {
        Self { dir: Some(dir.to_owned()), untold: Arc::default() }
    }

    /// When `files`, relative to DIR, were last changed: the moment at which the newest commit was made that touches each, the same in every
    /// clone. A change that is not committed yet has no moment, and neither has a file that git does not know.
    ///
    /// Nothing is known without git, without a repository, and in a shallow clone, whose oldest commit seems to touch every
    /// file.
    pub fn last_changes(&self, files: &BTreeSet<Arc<str>>) -> BTreeMap<Arc<str>, Timestamp> {
        let Some(dir) = self.dir.as_deref().filter(|_| !files.is_empty()) else { return BTreeMap::new() };
        Self::asked(dir, files).unwrap_or_else(|untold| {
            self.untold.set(untold).ok();
            BTreeMap::new()
        })
    }

    /// Why [`last_changes`](Self::last_changes) knew nothing, if it was asked and did not.
    pub fn untold(&self) -> Option<Untold> {
        self.untold.get().copied()
    }

    /// The handbook's folder as seen from the root of the repository that it lies in, with forward slashes; empty if they are the
    /// same, or there is none.
    pub fn folder(&self) -> String {
        let below = |dir: &Path| {
            let dir = dir.canonicalize().ok()?;
            let below = dir.strip_prefix(repository(&dir)?).ok()?;
            let names = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
            Some(names.collect::<Vec<_>>().join("/"))
        };
        self.dir.as_deref().and_then(below).unwrap_or_default()
    }

    fn asked(dir: &Path, files: &BTreeSet<Arc<str>>) -> Result<BTreeMap<Arc<str>, Timestamp>, Untold> {
        let shallow = ask(dir, ["rev-parse", "--is-shallow-repository"], whole)?;
        if shallow.trim_ascii() != b"false" {
            return Err(Untold::Shallow);
        }
        let words =
            ["log", "-z", "--name-only", "--relative", "--no-renames", "-c", "--format=format:%x01%ct"];
        let words = words.into_iter().chain(["--"]).chain(files.iter().map(|file| &**file));
        let files = files.clone();
        ask(dir, words, move |said| newest(said, files))
    }
}

/// Commits, the newest first, each with the names of files → when each of `wanted` was last changed. Reads no further than it must.
fn newest(
    said: BufReader<ChildStdout>,
    mut wanted: BTreeSet<Arc<str>>,
) -> Answer<BTreeMap<Arc<str>, Timestamp>> {
    let mut changed = BTreeMap::new();
    let mut at = None;
    for piece in said.split(0) {
        let Ok(piece) = piece else { break };
        let name = match piece.strip_prefix(&[COMMIT]) {
            None => &*piece,
            // The first name stands on the line below.
            Some(commit) => {
                let end = commit.iter().position(|byte| *byte == b'\n').unwrap_or(commit.len());
                let (moment, name) = commit.split_at(end);
                at = moment_of(moment);
                name.trim_ascii_start()
            }
        };
        let Some(file) = std::str::from_utf8(name).ok().and_then(|name| wanted.take(name)) else { continue };
        changed.extend(at.map(|at| (file, at)));
        if wanted.is_empty() {
            return Answer::Enough(changed);
        }
    }
    Answer::All(changed)
}

/// Seconds since 1970, as git writes them.
fn moment_of(seconds: &[u8]) -> Option<Timestamp> {
    Timestamp::from_second(std::str::from_utf8(seconds).ok()?.parse().ok()?).ok()
}

/// The day of the last commit that `dir` is part of.
///
/// # Errors
/// Why it is not known.
pub fn last_commit_day(dir: &Path) -> Result<Date, Untold> {
    let day = ask(dir, ["log", "-1", "--format=%cs"], whole)?;
    std::str::from_utf8(day.trim_ascii()).ok().and_then(|day| day.parse().ok()).ok_or(Untold::NoAnswer)
}

/// The root of the repository that `dir`, a whole path, lies in: there is `.git`, a folder, or a file in a worktree.
fn repository(dir: &Path) -> Option<&Path> {
    dir.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok())
}

/// What was made of git's answer.
enum Answer<T> {
    /// All of it was read; it holds if git ends well.
    All(T),
    /// The rest is not needed.
    Enough(T),
}

fn whole(mut said: BufReader<ChildStdout>) -> Answer<Vec<u8>> {
    let mut bytes = Vec::new();
    match said.read_to_end(&mut bytes) {
        Ok(_) | Err(_) => Answer::All(bytes),
    }
}

/// What `read` makes of git's answer to `words` in `dir`.
fn ask<T: Send + 'static>(
    dir: &Path,
    words: impl IntoIterator<Item = impl AsRef<OsStr>>,
    read: impl FnOnce(BufReader<ChildStdout>) -> Answer<T> + Send + 'static,
) -> Result<T, Untold> {
    // Where there is no repository it does not matter why git is silent.
    let in_vain = |untold| match dir.canonicalize().ok().as_deref().and_then(repository) {
        Some(_) => untold,
        None => Untold::NoRepository,
    };
    let mut child = Command::new("git")
        .args(["-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"])
        .args([
            "-c",
            "safe.directory=*",
            "-c",
            "log.follow=false",
            "--no-pager",
            "--no-optional-locks",
            "--no-replace-objects",
        ])
        .arg("--literal-pathspecs")
        .args(words)
        .current_dir(dir)
        .env("GIT_TERMINAL_PROMPT", "0")
        // Two words for one thing: older versions know only the second.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| in_vain(Untold::NoGit))?;
    let (sender, answers) = channel();
    // On a thread of its own: an answer that never comes is not waited for.
    let reading = child.stdout.take().and_then(|said| {
        let thread = std::thread::Builder::new();
        thread.spawn(move || sender.send(read(BufReader::new(said))).is_ok()).ok()
    });
    let answer = reading.and_then(|_| answers.recv_timeout(PATIENCE).ok());
    if !matches!(answer, Some(Answer::All(_))) {
        child.kill().ok();
    }
    let ended = child.wait();
    match answer {
        Some(Answer::Enough(value)) => Ok(value),
        Some(Answer::All(value)) if ended.is_ok_and(|status| status.success()) => Ok(value),
        Some(Answer::All(_)) | None => Err(in_vain(Untold::NoAnswer)),
    }
}
