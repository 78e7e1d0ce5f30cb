//! Whether a folder lies where the system tells no changes: on another machine, or behind somebody's program.

use std::path::Path;

/// What the file system of `folder` is called, if it is one whose changes elsewhere are not told.
#[cfg(target_os = "linux")]
pub(super) fn file_system(folder: &Path) -> Option<&'static str> {
    let found = rustix::fs::statfs(folder).ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the numbers have 32 bits")]
    #[allow(clippy::unnecessary_cast, reason = "the field's type differs between machines")]
    let kind = found.f_type as u32;
    silent(kind)
}

/// The same by the number of its kind, as in `linux/magic.h` and `statfs(2)`.
#[cfg(target_os = "linux")]
fn silent(kind: u32) -> Option<&'static str> {
    match kind {
        0x6969 => Some("a network share (NFS)"),
        0x517B | 0xFE53_4D42 | 0xFF53_4D42 => Some("a network share (SMB)"),
        0x00C3_6400 => Some("a network share (Ceph)"),
        0x5346_414F | 0x6B41_4653 => Some("a network share (AFS)"),
        0x0102_1997 => Some("a shared folder of the host (9p)"),
        0x6573_5546 => Some("a file system of another program (FUSE)"),
        0x786F_4256 => Some("a shared folder of the host (VirtualBox)"),
        _ => None,
    }
}

/// Elsewhere `--poll` says so.
#[cfg(not(target_os = "linux"))]
pub(super) fn file_system(_: &Path) -> Option<&'static str> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn shares_are_known_by_their_numbers_and_disks_are_none() {
        // ext4, XFS, Btrfs, tmpfs, overlay, ZFS
        for disk in [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1] {
            assert_eq!(silent(disk), None, "{disk:#x}");
        }
        for share in [0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x0102_1997, 0x6573_5546] {
            assert!(silent(share).is_some(), "{share:#x}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_lies_on_no_share() {
        assert_eq!(file_system(Path::new("/nowhere/at/all")), None);
        assert_eq!(file_system(Path::new("/proc")), None);
    }
}
