//! What `git` knows about a folder: the day of its last commit, and when single files were last changed. Asked with fixed commands,
//! each once.
//!
//! A repository may come from anywhere, so git is kept from running anything that it configures: no file-system monitor,
//! no hooks, no pager, no locks, no other program for differences or signatures, no fetching of what a partial clone lacks. It is ended after
//! ten seconds. Whether a file differs from the last commit is never asked: to tell, git would run the repository's filters.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
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
}

impl History {
    /// That of the files in `dir`.
    pub(super) fn of(dir: &Path) -> Self {
        Self { dir: Some(dir.to_owned()) }
    }

    /// When `files`, relative to DIR, were last changed: the moment at which the newest commit was made that touches each, the same in every
    /// clone. A change that is not committed yet has no moment, and neither has a file that git does not know.
    ///
    /// Nothing is known without git, without a repository, and in a shallow clone, whose oldest commit seems to touch every
    /// file.
    pub fn last_changes(&self, files: &BTreeSet<Arc<str>>) -> BTreeMap<Arc<str>, Timestamp> {
        self.asked(files).unwrap_or_default()
    }

    fn asked(&self, files: &BTreeSet<Arc<str>>) -> Option<BTreeMap<Arc<str>, Timestamp>> {
        let dir = self.dir.as_deref().filter(|_| !files.is_empty())?;
        let shallow = ask(dir, ["rev-parse", "--is-shallow-repository"], whole)?;
        if shallow.trim_ascii() != b"false" {
            return None;
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

/// The day of the last commit that `dir` is part of; `None` without git or without a commit.
pub fn last_commit_day(dir: &Path) -> Option<Date> {
    let day = ask(dir, ["log", "-1", "--format=%cs"], whole)?;
    std::str::from_utf8(day.trim_ascii()).ok()?.parse().ok()
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
) -> Option<T> {
    let mut child = Command::new("git")
        .args(["-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"])
        .args(["-c", "log.follow=false", "--no-pager", "--no-optional-locks", "--no-replace-objects"])
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
        .ok()?;
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
    match answer? {
        Answer::All(value) => ended.is_ok_and(|status| status.success()).then_some(value),
        Answer::Enough(value) => Some(value),
    }
}
