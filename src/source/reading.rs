//! One file below a folder → its bytes. What has become a link meanwhile, or lies behind one, or is no file, is not opened.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// The largest text that is read, in bytes; markdown can be made to take long.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// The largest spreadsheet's export that is read, in bytes: a hundred thousand rows.
pub const LARGEST_EXPORT: usize = 12 * 1024 * 1024;

/// The largest file beside the pages, in bytes. It is held in memory while it is copied, one on each thread.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A folder that is held open, so that files below it are found from there, name by name, and never through a link.
#[derive(Debug)]
pub(super) struct Folder {
    #[cfg(unix)]
    held: std::os::fd::OwnedFd,
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

impl Folder {
    /// A text beyond this is not even read: it is refused by its size.
    pub(super) fn read_small(&self, file: &str, size: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
        if size > 2 * LARGEST as u64 {
            // Told as `too-large` by whoever reads pages; the bytes themselves are not needed for that.
            bytes.resize(bytes.len() + LARGEST + 1, b' ');
            return Ok(());
        }
        self.read(file, bytes)
    }

    /// Puts what `file`, a path below the folder, holds into `slot`. Where it has another size by now, `slot` is good for
    /// nothing, and what the file holds is the answer.
    pub(super) fn fill(&self, file: &str, slot: &mut [u8]) -> io::Result<Option<Vec<u8>>> {
        let (mut opened, size) = self.open_file(file)?;
        if size == slot.len() as u64 && opened.read_exact(slot).is_ok() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.read(file, &mut bytes).map(|()| Some(bytes))
    }

    /// Adds what `file`, a path below the folder, holds to `bytes`.
    pub(super) fn read(&self, file: &str, bytes: &mut Vec<u8>) -> io::Result<()> {
        let (opened, size) = self.open_file(file)?;
        bytes.reserve(usize::try_from(size).unwrap_or(0));
        // It may have grown since.
        opened.take(LARGEST_FILE + 1).read_to_end(bytes)?;
        Ok(())
    }

    /// Opens `file`, a path below the folder, which is a file and not too large, and tells its size.
    fn open_file(&self, file: &str) -> io::Result<(File, u64)> {
        let opened = self.open_below(file)?;
        let metadata = opened.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::other("it is no longer a file"));
        }
        if metadata.len() > LARGEST_FILE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok((opened, metadata.len()))
    }
}

#[cfg(unix)]
mod below {
    use super::{File, Folder, Path, io};
    use rustix::fs::{CWD, Mode, OFlags, openat};
    use rustix::io::Errno;

    /// How a file is opened: never through a link, and without waiting for whoever may write into a pipe.
    const FILE: OFlags =
        OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW).union(OFlags::NONBLOCK);
    const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::DIRECTORY);

    impl Folder {
        /// The folder at `path`, which may well be reached through links: it is the one that was asked for.
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            Ok(Self { held: openat(CWD, path, FOLDER, Mode::empty())? })
        }

        pub(super) fn open_below(&self, file: &str) -> io::Result<File> {
            #[cfg(target_os = "linux")]
            {
                use rustix::fs::{ResolveFlags, openat2};
                let never = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);
                match openat2(&self.held, file, FILE, Mode::empty(), never) {
                    Ok(opened) => return Ok(opened.into()),
                    // A kernel before 5.6, or a container that does not know the call.
                    Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => {}
                    Err(error) => return Err(told(error)),
                }
            }
            self.open_step_by_step(file)
        }

        /// The same where the system has no one call for it: each folder is opened from the one before.
        pub(super) fn open_step_by_step(&self, file: &str) -> io::Result<File> {
            let (folders, name) = file.rsplit_once('/').unwrap_or(("", file));
            let mut within = None;
            for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
                if folder == ".." {
                    return Err(told(Errno::XDEV));
                }
                let from = within.as_ref().unwrap_or(&self.held);
                within =
                    Some(openat(from, folder, FOLDER.union(OFlags::NOFOLLOW), Mode::empty()).map_err(told)?);
            }
            let opened = openat(within.as_ref().unwrap_or(&self.held), name, FILE, Mode::empty());
            opened.map(File::from).map_err(told)
        }
    }

    fn told(error: Errno) -> io::Error {
        match error {
            Errno::LOOP | Errno::XDEV | Errno::MLINK => {
                io::Error::other("a link has been put in its place, and links are not followed")
            }
            error => error.into(),
        }
    }
}

#[cfg(not(unix))]
impl Folder {
    /// The folder at `path`.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        path.metadata().map(|_| Self { path: path.to_owned() })
    }

    fn open_below(&self, file: &str) -> io::Result<File> {
        let mut path = self.path.clone();
        for name in file.split('/') {
            path.push(name);
            if path.symlink_metadata()?.is_symlink() {
                return Err(io::Error::other("a link has been put in its place, and links are not followed"));
            }
        }
        File::open(path)
    }
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

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_file_that_has_another_size_by_now_is_read_whole() {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join("a.md"), "bread").unwrap();
        let folder = Folder::open(desk.path()).unwrap();
        let mut slot = [0; 5];
        assert_eq!(folder.fill("a.md", &mut slot).unwrap(), None);
        assert_eq!(&slot, b"bread");
        for size in [0, 4, 6, 4096] {
            assert_eq!(
                folder.fill("a.md", &mut vec![0; size]).unwrap().as_deref(),
                Some(&b"bread"[..]),
                "{size}"
            );
        }
        assert!(folder.fill("b.md", &mut slot).is_err());
    }

    #[test]
    fn no_link_on_the_way_is_followed() {
        let desk = tempfile::tempdir().unwrap();
        let at = |name: &str| desk.path().join(name);
        fs::create_dir_all(at("handbook/content/deep")).unwrap();
        fs::create_dir(at("outside")).unwrap();
        fs::write(at("outside/a.md"), "secret").unwrap();
        fs::write(at("handbook/content/deep/a.md"), "ours").unwrap();
        symlink(at("outside"), at("handbook/content/absolute")).unwrap();
        symlink("../../outside", at("handbook/content/relative")).unwrap();
        symlink("deep", at("handbook/content/inside")).unwrap();
        symlink("deep/a.md", at("handbook/content/file.md")).unwrap();
        // The folder itself may be reached through one.
        symlink("handbook", at("link")).unwrap();
        for root in ["handbook", "link"] {
            let folder = Folder::open(&at(root)).unwrap();
            for file in ["absolute/a.md", "relative/a.md", "inside/a.md", "file.md", "../../outside/a.md"] {
                let file = format!("content/{file}");
                let mut bytes = Vec::new();
                assert!(folder.read(&file, &mut bytes).is_err(), "{file}");
                assert!(folder.open_step_by_step(&file).is_err(), "{file}, step by step");
                assert_eq!(bytes, b"", "{file}");
            }
            let mut bytes = Vec::new();
            folder.read("content/deep/a.md", &mut bytes).unwrap();
            folder.open_step_by_step("content/deep/a.md").unwrap().read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes, b"oursours");
        }
    }
}
