//! One file on disk → its bytes. What has become a link meanwhile, or is no file, is not opened.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;

/// The largest text that is read, in bytes; markdown can be made to take long.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// The largest spreadsheet's export that is read, in bytes: a hundred thousand rows.
pub const LARGEST_EXPORT: usize = 12 * 1024 * 1024;

/// The largest file beside the pages, in bytes. It is held in memory while it is copied, one on each thread.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A text beyond this is not even read: it is refused by its size.
pub(super) fn read_small(path: &Path, size: u64, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    if size > 2 * LARGEST as u64 {
        // Told as `too-large` by whoever reads pages; the bytes themselves are not needed for that.
        bytes.resize(bytes.len() + LARGEST + 1, b' ');
        return Ok(());
    }
    read(path, bytes)
}

/// Adds what the file at `path` holds to `bytes`.
pub(super) fn read(path: &Path, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(std::io::Error::other("it is no longer a file"));
    }
    if metadata.len() > LARGEST_FILE {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    bytes.reserve(usize::try_from(metadata.len()).unwrap_or(0));
    // It may have grown since.
    file.take(LARGEST_FILE + 1).read_to_end(bytes)?;
    Ok(())
}

/// By what a file that was read before is known not to have been written since. Nothing that writes a file leaves all of it
/// as it was, even where it sets the time back; where a system tells less, what an event names is read anyhow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    written: i128,
    /// When anything about it last changed, its name and times included.
    #[cfg(unix)]
    changed: i128,
    /// Which file of the disk it is: an editor that saves beside and renames makes another one.
    #[cfg(unix)]
    inode: u64,
}

impl Stamp {
    /// The stamp of what was never on disk.
    pub(super) fn of_size(size: u64) -> Self {
        Self { size, ..Self::default() }
    }

    /// The stamp of the file that `metadata` is about.
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let nanoseconds =
                |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
            Self {
                size: metadata.len(),
                written: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
                changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
                inode: metadata.ino(),
            }
        }
        #[cfg(not(unix))]
        {
            let since = metadata.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
            let written = since.and_then(|since| i128::try_from(since.as_nanos()).ok()).unwrap_or_default();
            Self { size: metadata.len(), written }
        }
    }
}
