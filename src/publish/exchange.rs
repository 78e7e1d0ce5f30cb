//! The moment of publishing: the new site and the old one change places.
//!
//! On Linux and macOS in one step, so that there is no moment without a site. Where the disk cannot do that,
//! in two renames; a run killed between them leaves the old site in the workshop, and [`repair`] puts it back.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::ground::Ground;
use super::stage::{self, Stage};
use super::trouble;
use crate::failure::Failure;

/// Cleans up after a run that was killed: the site back in its place, the workshop gone.
///
/// # Errors
/// If the disk refuses, or something that is not ours has the workshop's name.
pub fn repair(ground: &Ground) -> Result<(), Failure> {
    let Ground { target, workshop, .. } = ground;
    if stage::is_foreign(workshop) {
        return Err(Failure::plain(format!("work in {}: it is not ours", workshop.display()))
            .advise("move it elsewhere; the next version of the site is built under that name"));
    }
    let before = stage::before(workshop);
    if is_missing(target) && before.is_dir() {
        fs::rename(&before, target).map_err(|e| trouble::at("put the site back in its place", target, e))?;
    }
    stage::remove_workshop(workshop).map_err(|e| trouble::at("remove what a stopped build left", workshop, e))
}

/// Puts the staged site in the target's place, safely on the disk. Returns where the old one is now, if
/// there was one.
///
/// # Errors
/// Then the target is as it was.
pub fn exchange(ground: &Ground, stage: &Stage) -> Result<Option<PathBuf>, Failure> {
    let Ground { target, workshop, .. } = ground;
    let failed = |e| trouble::at("put the new site in its place", target, e);
    let site = stage.site();
    sync_all(&site).map_err(|e| trouble::at("save the new site", target, e))?;
    let old = if is_missing(target) {
        fs::rename(&site, target).map_err(failed)?;
        None
    } else {
        // Who may read the site, and under which group, is the administrator's business.
        let permissions = fs::symlink_metadata(target).map_err(failed)?.permissions();
        fs::set_permissions(&site, permissions).map_err(failed)?;
        match swap(&site, target) {
            Ok(()) => Some(site),
            Err(e) if knows_no_swap(&e) => {
                Some(rename_pair(&site, target, &stage::before(workshop)).map_err(failed)?)
            }
            Err(e) => return Err(failed(e)),
        }
    };
    // Before the old site goes for good, the exchange should be beyond a power cut. It is done, though: a
    // disk that cannot promise more (some network disks) has not failed.
    if let Some(above) = target.parent() {
        let _ = sync_folder(above);
    }
    Ok(old)
}

fn is_missing(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|e| e.kind() == io::ErrorKind::NotFound)
}

/// Exchanges two folders in one step: `renameat2` with `RENAME_EXCHANGE`, on macOS `renameatx_np`.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the disk does not know the exchange: `ENOSYS`, `EOPNOTSUPP`, `EINVAL`.
fn knows_no_swap(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Exchanges in two steps: `target` to `before`, `site` to `target`.
fn rename_pair(site: &Path, target: &Path, before: &Path) -> io::Result<PathBuf> {
    fs::rename(target, before)?;
    match fs::rename(site, target) {
        Ok(()) => Ok(before.to_owned()),
        Err(e) => {
            fs::rename(before, target)?;
            Err(e)
        }
    }
}

/// Waits until everything staged is on the disk: one call for all of it.
#[cfg(target_os = "linux")]
fn sync_all(site: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(site)?)?)
}

/// Waits until everything staged is on the disk. The files were synced one by one; here go their names.
#[cfg(not(target_os = "linux"))]
fn sync_all(site: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(site).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            sync_folder(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Windows keeps the order of renames itself, and opens no folders.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sites() -> (tempfile::TempDir, Ground) {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let ground = Ground { target: at("public"), workshop: at(".new"), lock: at(".lock") };
        fs::create_dir(&ground.target).unwrap();
        fs::write(ground.target.join("index.html"), "old").unwrap();
        (folder, ground)
    }

    fn index(folder: &Path) -> String {
        fs::read_to_string(folder.join("index.html")).unwrap()
    }

    #[test]
    fn both_ways_exchange() {
        for way in [swap, |site: &Path, target: &Path| {
            let before = rename_pair(site, target, &target.with_file_name("before"))?;
            fs::rename(before, site)
        }] {
            let (_folder, ground) = sites();
            let stage = Stage::beside(&ground).unwrap();
            stage.write("index.html", b"new").unwrap();
            match way(&stage.site(), &ground.target) {
                Err(e) if knows_no_swap(&e) => continue,
                other => other.unwrap(),
            }
            assert_eq!((index(&ground.target), index(&stage.site())), ("new".into(), "old".into()));
        }
    }

    #[test]
    fn a_second_rename_that_fails_undoes_the_first() {
        let (_folder, ground) = sites();
        let stage = Stage::beside(&ground).unwrap();
        let missing = stage.site().join("missing");
        rename_pair(&missing, &ground.target, &stage::before(&ground.workshop)).unwrap_err();
        assert_eq!(index(&ground.target), "old");
    }

    #[test]
    fn a_run_killed_between_two_renames_is_repaired() {
        let (_folder, ground) = sites();
        let stage = Stage::beside(&ground).unwrap();
        stage.write("index.html", b"new").unwrap();
        fs::rename(&ground.target, stage::before(&ground.workshop)).unwrap();
        std::mem::forget(stage);

        repair(&ground).unwrap();

        assert_eq!(index(&ground.target), "old");
        assert!(!ground.workshop.exists());
    }

    #[test]
    fn a_run_killed_after_both_renames_leaves_the_new_site() {
        let (_folder, ground) = sites();
        let stage = Stage::beside(&ground).unwrap();
        stage.write("index.html", b"new").unwrap();
        rename_pair(&stage.site(), &ground.target, &stage::before(&ground.workshop)).unwrap();
        std::mem::forget(stage);

        repair(&ground).unwrap();

        assert_eq!(index(&ground.target), "new");
        assert!(!ground.workshop.exists());
    }

    #[test]
    fn a_folder_of_someone_else_under_our_name_is_left_alone() {
        let (_folder, ground) = sites();
        repair(&ground).unwrap();
        fs::create_dir_all(ground.workshop.join("site")).unwrap();
        fs::write(ground.workshop.join("site/theirs"), "x").unwrap();
        let failure = repair(&ground).unwrap_err();
        assert!(failure.doing.ends_with("it is not ours"), "{failure}");
        assert!(ground.workshop.join("site/theirs").exists());
    }
}
