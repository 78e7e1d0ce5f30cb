//! What the disk refused, with what can be done about it.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::failure::Failure;

/// The failure of `doing` something to `path`, with advice where there is some.
pub fn at(doing: &str, path: &Path, cause: io::Error) -> Failure {
    let advice = match cause.kind() {
        ErrorKind::StorageFull => Some(match free_space(path) {
            Some(bytes) => format!("the disk is full, {} are free; make room and build again", size(bytes)),
            None => "the disk is full; make room and build again".into(),
        }),
        ErrorKind::QuotaExceeded => Some("your share of the disk is used up; make room and build again".into()),
        ErrorKind::FileTooLarge => Some("the system allows no larger files here".into()),
        ErrorKind::ReadOnlyFilesystem => Some("this disk can only be read; choose another target".into()),
        ErrorKind::PermissionDenied => Some("you may not write here; ask who owns the folder".into()),
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => {
            Some("the target is a disk of its own, or part of a container's image; publish into a folder inside it".into())
        }
        _ => None,
    };
    let failure = Failure::io(doing, path, cause);
    match advice {
        Some(advice) => failure.advise(advice),
        None => failure,
    }
}

/// The bytes that are free where `path` is, or will be.
#[cfg(unix)]
fn free_space(path: &Path) -> Option<u64> {
    let space = path.ancestors().find_map(|place| rustix::fs::statvfs(place).ok())?;
    Some(space.f_bavail.saturating_mul(space.f_frsize))
}

#[cfg(not(unix))]
fn free_space(_: &Path) -> Option<u64> {
    None
}

/// `bytes` as people say it: `640 bytes`, `12 kB`, `3 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_with_the_space_that_is_free() {
        let full =
            at("write a page", Path::new("/nowhere/at/all"), ErrorKind::StorageFull.into()).to_string();
        assert!(full.starts_with("could not write a page: /nowhere/at/all ("), "{full}");
        assert!(full.contains("are free; make room"), "{full}");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!(
            [0, 999, 1_000, 999_999, 1_500_000].map(size),
            ["0 bytes", "999 bytes", "1 kB", "999 kB", "1 MB"]
        );
    }
}
