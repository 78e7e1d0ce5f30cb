//! The few things done to single files.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use blake3::Hash;
use rayon::prelude::*;

/// Writes a file that must not exist yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    // On Linux one call does this for all files before the exchange.
    if cfg!(not(target_os = "linux")) {
        file.sync_all()?;
    }
    Ok(())
}

/// Gives the file at `from` a second name, `to`; where a disk knows no such thing, copies it with its time.
/// A link is copied as a link.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists) => Err(e),
        Err(_) => copy(from, to),
    }
}

/// Copies a file with its time and permissions, or a link as a link.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(from)?;
    if metadata.is_symlink() {
        return copy_link(from, to);
    }
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "neither a file, a folder nor a link"));
    }
    let mut copy = File::create_new(to)?;
    io::copy(&mut open(from)?, &mut copy)?;
    copy.set_modified(metadata.modified()?)?;
    copy.sync_all()?;
    fs::set_permissions(to, metadata.permissions())
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "links cannot be carried over on this system"))
}

/// Whether the file at `path` holds exactly `bytes`; not, if it cannot be read. `buffer` is room for it.
pub fn holds(path: &Path, bytes: &[u8], buffer: &mut Vec<u8>) -> bool {
    // One byte more than expected, so that a longer file is noticed and no file is read to its end in vain.
    buffer.resize(bytes.len() + 1, 0);
    let read = open(path).and_then(|mut file| {
        let mut filled = 0;
        // Where there is room for more, fewer bytes mean the file's end (read(2)): one call is enough for nearly all.
        loop {
            match file.read(&mut buffer[filled..])? {
                0 => return Ok(filled),
                some => filled += some,
            }
            if filled >= bytes.len() {
                return Ok::<_, io::Error>(filled);
            }
        }
    });
    read.is_ok_and(|length| buffer[..length] == *bytes)
}

/// The BLAKE3 of the file at `path`.
pub fn hash(path: &Path) -> io::Result<Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(open(path)?)?;
    Ok(hasher.finalize())
}

/// Opens a file for reading that must be no link, and never waits for one that turned into a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options.open(path)
}

/// Removes `path` with everything in it. Links are removed, not followed.
pub fn clear(path: &Path) -> io::Result<()> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    folders.par_iter().try_for_each(|folder| clear(folder))?;
    fs::remove_dir(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_time_permissions_and_content() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        write_new(&from, b"bread").unwrap();
        let before = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&from).unwrap().set_modified(before).unwrap();
        let mut permissions = fs::metadata(&from).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&from, permissions.clone()).unwrap();

        copy(&from, &to).unwrap();

        assert_eq!(fs::read(&to).unwrap(), b"bread");
        let copied = fs::metadata(&to).unwrap();
        assert_eq!((copied.modified().unwrap(), copied.permissions()), (before, permissions));
        assert_eq!(
            copy(&from, &to).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists,
            "never over another file"
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_copied_and_removed_but_never_followed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("kept")).unwrap();
        write_new(&at("kept/file"), b"bread").unwrap();
        fs::create_dir(at("gone")).unwrap();
        std::os::unix::fs::symlink("../kept", at("gone/link")).unwrap();

        copy(&at("gone/link"), &at("copied")).unwrap();
        assert_eq!(fs::read_link(at("copied")).unwrap(), Path::new("../kept"));
        assert!(hash(&at("gone/link")).is_err() && !holds(&at("gone/link"), b"bread", &mut Vec::new()));
        clear(&at("gone")).unwrap();
        assert!(at("kept/file").exists() && !at("gone").exists());
    }

    #[test]
    fn a_file_holds_its_bytes_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        write_new(&path, b"bread").unwrap();
        let mut buffer = Vec::new();
        assert!(holds(&path, b"bread", &mut buffer));
        for other in ["brea", "bread!", "", "broad"] {
            assert!(!holds(&path, other.as_bytes(), &mut buffer), "{other:?}");
        }
        assert_eq!(hash(&path).unwrap(), blake3::hash(b"bread"));
    }
}
