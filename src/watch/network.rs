//! Whether a folder lies where the system tells no changes: on another machine, or behind somebody's program.

use std::path::Path;

/// What the file system of `folder` is called, if it is one whose changes elsewhere are not told. The numbers are those of
/// `linux/magic.h` and `statfs(2)`.
#[cfg(target_os = "linux")]
pub(super) fn file_system(folder: &Path) -> Option<&'static str> {
    let found = rustix::fs::statfs(folder).ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the numbers have 32 bits")]
    #[allow(clippy::unnecessary_cast, reason = "the field's type differs between machines")]
    let kind = found.f_type as u32;
    match kind {
        0x6969 => Some("a network share (NFS)"),
        0x517B | 0xFE53_4D42 | 0xFF53_4D42 => Some("a network share (SMB)"),
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
