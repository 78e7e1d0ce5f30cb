//! One run of a program: how long it took, and how much memory it held at most.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often the running program's peak is read. It only ever grows, so what is missed is at most what a program
/// takes up in its last moment, when it is giving memory back.
const LOOK_EVERY: Duration = Duration::from_millis(2);

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// From the start to the end, in seconds.
    pub seconds: f64,
    /// The largest resident set in bytes; absent where the system does not tell (anything but Linux).
    pub peak: Option<u64>,
}

/// Runs `command` to its end. What it prints goes to the file `said`; an exit code other than 0 is an error that
/// quotes it.
pub fn run(command: &mut Command, said: &Path) -> std::io::Result<Run> {
    let out = File::create(said)?;
    let started = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).stdout(out.try_clone()?).stderr(out).spawn().map_err(|error| {
            std::io::Error::other(format!("{}: {error}", command.get_program().to_string_lossy()))
        })?;
    let ended = AtomicBool::new(false);
    let status_file = format!("/proc/{}/status", child.id());
    let (status, seconds, peak) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut peak = None;
            while !ended.load(Ordering::Relaxed) {
                peak = peak.max(peak_of(&status_file));
                std::thread::sleep(LOOK_EVERY);
            }
            peak
        });
        let status = child.wait();
        let seconds = started.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        (status, seconds, watcher.join().unwrap_or_default())
    });
    if !status?.success() {
        let said = std::fs::read_to_string(said)?;
        let last: Vec<&str> = said.lines().rev().take(20).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        return Err(std::io::Error::other(format!("{command:?} failed:\n{}", last.join("\n"))));
    }
    Ok(Run { seconds, peak })
}

// `VmHWM:	   81920 kB`, the "high water mark" of proc(5).
fn peak_of(status_file: &str) -> Option<u64> {
    let status = std::fs::read_to_string(status_file).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// The median, or the upper one of two.
pub fn median<T: Copy + PartialOrd>(values: &[T]) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    sorted.get(sorted.len() / 2).copied()
}
