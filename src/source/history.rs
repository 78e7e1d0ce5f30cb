//! The day of the last commit, from `git`, asked once and with a fixed command.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::Date;

/// The day of the last commit that `dir` is part of; `None` without git or without a commit.
///
/// A repository may come from anywhere, so git is kept from running anything it configures: no file-system
/// monitor, no hooks, no pager, no locks, and it is ended after ten seconds.
pub fn last_commit_day(dir: &Path) -> Option<Date> {
    let mut child = Command::new("git")
        .args(["-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"])
        .args(["--no-pager", "--no-optional-locks", "log", "-1", "--format=%cs"])
        .current_dir(dir)
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => break,
            Ok(Some(_)) | Err(_) => return None,
            Ok(None) if started.elapsed() > Duration::from_secs(10) => {
                child.kill().ok();
                child.wait().ok();
                return None;
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
    let output = child.wait_with_output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
