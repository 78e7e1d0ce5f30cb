//! One build at a time: an advisory lock on a file beside the target.
//!
//! The system takes the lock back when its holder ends, however it ends, so a lock cannot be stale.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The lock, held until this is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Waits until no other build publishes to the same target; calls `waiting` at once if that takes waiting.
    ///
    /// # Errors
    /// If the file cannot be made; the folder is read-only, say.
    pub fn take(path: &Path, waiting: &dyn Fn(), notes: &mut Vec<String>) -> Result<Self, Failure> {
        let failed = |e| Failure::io("take the lock that keeps two builds apart", path, e);
        let mut waited = false;
        loop {
            let file = open(path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if !std::mem::replace(&mut waited, true) {
                        waiting();
                    }
                    file.lock().map_err(failed)?;
                }
                Err(TryLockError::Error(e)) if e.kind() == std::io::ErrorKind::Unsupported => {
                    notes.push("this disk knows no locks: nothing keeps two builds at once apart".into());
                }
                Err(TryLockError::Error(e)) => return Err(failed(e)),
            }
            // Whoever held the lock may have removed the file, and a third build made a new one.
            if is_still(&file, path) {
                return Ok(Self { path: path.to_owned(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is held, and only where `is_still` can tell the others. A file left over does no harm.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    options.open(path)
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(there)) => (held.dev(), held.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}
