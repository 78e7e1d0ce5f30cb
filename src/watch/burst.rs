//! A burst of the system's events → when it is over, and where to look first.
//!
//! A debounce of its own stands here instead of `notify-debouncer-full`: that one holds an event back for a fixed time and
//! pairs renames by walking the tree, while a look at the state needs neither, and a writer should not wait for them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::Event;
use notify::event::{CreateKind, EventKind, ModifyKind, RemoveKind};

/// A burst is over when nothing has happened for this long. Editors write, rename and set times within one millisecond.
const QUIET: Duration = Duration::from_millis(8);
/// The same while many files change: a checkout, a folder that is copied.
const QUIET_OF_MANY: Duration = Duration::from_millis(60);
/// The same while a file is away or empty: most editors put it back at once.
const QUIET_OF_LOST: Duration = Duration::from_millis(80);
/// How long a burst may last before it is looked at all the same, and how long one of many files.
pub(super) const BOUND: Duration = Duration::from_millis(100);
const BOUND_OF_MANY: Duration = Duration::from_millis(1500);
/// From how many files on they are many, and only the whole tree is worth a look.
pub(super) const MANY: usize = 48;

/// Files that differ in a burst, so far.
#[derive(Default)]
pub(super) struct Burst {
    named: BTreeSet<PathBuf>,
    made: BTreeSet<PathBuf>,
    /// Whether more may have changed than is named.
    all: bool,
    lost: bool,
}

impl Burst {
    /// Whether nothing has happened yet.
    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty() && !self.all
    }

    /// Whether the system has lost events, perhaps those of new folders: then it must be asked again to tell of them.
    pub(super) fn has_lost_events(&self) -> bool {
        self.lost
    }

    /// How long it must be quiet for the burst to be over, and how long it may last at most.
    pub(super) fn patience(&self) -> (Duration, Duration) {
        if self.named.len() > MANY {
            (QUIET_OF_MANY, BOUND_OF_MANY)
        } else if self.has_lost_file() {
            (QUIET_OF_LOST, BOUND)
        } else {
            (QUIET, BOUND)
        }
    }

    /// Adds what `event` says about paths that `concern` the preview.
    pub(super) fn take(&mut self, event: notify::Result<Event>, concern: impl Fn(&Path) -> bool) {
        let Some(event) = event.ok().filter(|event| !event.need_rescan()) else {
            self.all = true;
            self.lost = true;
            return;
        };
        let folder = match event.kind {
            EventKind::Access(_) => return,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
            EventKind::Create(_) => {
                self.made.extend(event.paths.iter().cloned());
                false
            }
            EventKind::Modify(ModifyKind::Name(_)) => event.paths.iter().any(|path| path.is_dir()),
            EventKind::Any | EventKind::Other | EventKind::Modify(_) | EventKind::Remove(_) => false,
        };
        for path in event.paths {
            if concern(&path) {
                self.all |= folder || path.is_dir();
                self.named.insert(path);
            }
        }
    }

    /// The files to look at first; `None` where only a look at everything helps.
    pub(super) fn named(mut self) -> Option<Vec<PathBuf>> {
        if self.all || self.named.len() > MANY {
            return None;
        }
        // What was made and is gone again was an editor's try.
        self.named.retain(|path| !(self.made.contains(path) && path.symlink_metadata().is_err()));
        Some(self.named.into_iter().collect())
    }

    /// Whether a file of the burst is away or empty at this moment.
    fn has_lost_file(&self) -> bool {
        let lost =
            |path: &PathBuf| path.symlink_metadata().map_or(true, |file| file.is_file() && file.len() == 0);
        self.named.iter().any(lost)
    }
}
