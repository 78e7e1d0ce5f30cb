//! One run of a program: how long it took, how long processors worked for it, and how much memory it held at most.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often the running program's figures are read. They only ever grow, so what is missed is at most what a program
/// does in its last moment, when it is giving memory back. Looking costs the program time: two milliseconds' pace took a
/// tenth of its seconds.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// From the start to the end, in seconds.
    pub seconds: f64,
    /// What all processors together worked, in seconds: steadier than the clock where others use the machine too.
    pub work: Option<f64>,
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
    let about = PathBuf::from(format!("/proc/{}", child.id()));
    let (status, seconds, (peak, work)) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let (mut peak, mut work) = (None, None);
            while !ended.load(Ordering::Relaxed) {
                peak = peak.max(peak_of(&about));
                work = work_of(&about).or(work);
                std::thread::sleep(LOOK_EVERY);
            }
            (peak, work)
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
    Ok(Run { seconds, work, peak })
}

// `VmHWM:	   81920 kB`, the "high water mark" of proc(5).
fn peak_of(about: &Path) -> Option<u64> {
    let status = std::fs::read_to_string(about.join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

// `utime` and `stime` of proc(5), the 14th and 15th field, in hundredths of a second. The second field is the program's
// name in brackets and may hold anything, so fields are counted from its end.
fn work_of(about: &Path) -> Option<f64> {
    let stat = std::fs::read_to_string(about.join("stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some((next()? + next()?) / 100.0)
}

/// The median, or the upper one of two.
pub fn median<T: Copy + PartialOrd>(values: &[T]) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    sorted.get(sorted.len() / 2).copied()
}
