//! Which folders may be published into, and where the work is done beside them.
//!
//! Generators have wiped home folders, repositories and their own sources. So a target is refused unless
//! it is empty, new, or says itself that it was published before; and some are refused whatever they say.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

use super::manifest::{self, Record};
use super::{Order, trouble};
use crate::failure::Failure;

/// A target that may be replaced.
#[derive(Debug)]
pub struct Ground {
    /// The target, with everything above it resolved.
    pub target: PathBuf,
    /// The folder beside it in which the next version grows. In the same folder, so on the same disk.
    pub workshop: PathBuf,
    /// The lock file beside it.
    pub lock: PathBuf,
}

impl Ground {
    /// The place that `order` names, if it may be published into. Changes nothing on the disk.
    ///
    /// # Errors
    /// A plain [`Failure`] (one without a `cause`) if the order is refused.
    pub fn of(order: &Order<'_>) -> Result<Self, Failure> {
        let target = settled(order.target).map_err(|e| trouble::at("look at the target", order.target, e))?;
        let (Some(above), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(refusal(&target, "it is the top of the disk"));
        };
        let beside = |suffix: &str| {
            let mut file = OsString::from(".");
            file.push(name);
            file.push(suffix);
            above.join(file)
        };
        let (workshop, lock) = (beside(".throughline-new"), beside(".throughline-lock"));
        if let Some(reason) = objection(&target, order) {
            return Err(refusal(&target, &reason));
        }
        let ground = Self { target, workshop, lock };
        ground.check_content()?;
        Ok(ground)
    }

    /// Refuses a target that holds what we did not publish. Asked again under the lock.
    ///
    /// # Errors
    /// The refusal, or the failure to look.
    pub fn check_content(&self) -> Result<(), Failure> {
        let target = &self.target;
        let failed = |e| trouble::at("look at the target", target, e);
        let kind = match fs::symlink_metadata(target) {
            Ok(metadata) => metadata.file_type(),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(failed(e)),
        };
        if kind.is_symlink() {
            return Err(refusal(target, "it is a link; name the folder it leads to"));
        }
        if !kind.is_dir() {
            return Err(refusal(target, "it is not a folder"));
        }
        let published = fs::symlink_metadata(target.join(manifest::NAME)).is_ok_and(|found| found.is_file());
        if !published && fs::read_dir(target).map_err(failed)?.next().is_some() {
            return Err(refusal(target, "it holds files that were not published from a handbook"));
        }
        Ok(())
    }

    /// Refuses to put drafts where a site without them stands, which may be the one that everybody reads. `record` is what the
    /// target says about itself.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_drafts(&self, order: &Order<'_>, record: &Record) -> Result<(), Failure> {
        let live = match record {
            Record::Absent => false,
            Record::Known(published) => !published.drafts,
            // Nobody can tell.
            Record::Unknown => true,
        };
        if !order.drafts || !live {
            return Ok(());
        }
        let doing = format!(
            "publish drafts into {}: what stands there was published without them",
            self.target.display()
        );
        Err(Failure::plain(doing).advise(
            "drafts are for previews: use `throughline watch --drafts`, or name a new folder with -o; nothing was changed",
        ))
    }
}

/// Whether two paths name one folder, however they are written, and whether or not it is there.
pub fn is_same_folder(one: &Path, other: &Path) -> bool {
    resolved(one) == resolved(other)
}

/// What speaks against `target`, whatever it holds.
fn objection(target: &Path, order: &Order<'_>) -> Option<String> {
    let holds = |path: &Path| path.starts_with(target);
    let sources = resolved(order.sources);
    if holds(&sources) {
        return Some("it is, or contains, the folder of the handbook itself".into());
    }
    for folder in [&sources.join("content"), &sources.join("themes")].into_iter().chain(order.protected) {
        let real = resolved(folder);
        // A plain folder of markdown is its own content; the website may lie in it as in any handbook.
        let within = target.starts_with(&real) && !sources.starts_with(&real);
        if holds(&real) || within {
            return Some(format!("the handbook's own files lie in {}", folder.display()));
        }
    }
    if env::home_dir().is_some_and(|home| holds(&resolved(&home))) {
        return Some("it is, or contains, your home folder".into());
    }
    if env::current_dir().is_ok_and(|here| holds(&resolved(&here))) {
        return Some("it is, or contains, the folder you are in".into());
    }
    if order.changed.is_some_and(|list| holds(&resolved(list))) {
        return Some("the list of changed addresses would lie in it; write that list elsewhere".into());
    }
    None
}

fn refusal(target: &Path, reason: &str) -> Failure {
    Failure::plain(format!("publish into {}: {reason}", target.display())).advise(
        "choose a new or an empty folder, such as `public` in the handbook's folder; nothing was changed",
    )
}

/// `path` in full, links above the last name followed, the last name left as it is (it need not exist, and
/// must not be a link).
fn settled(path: &Path) -> io::Result<PathBuf> {
    let mut settled = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        if let Ok(real) = fs::canonicalize(&settled) {
            settled = real;
        }
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                settled.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => settled.push(part),
        }
    }
    Ok(settled)
}

/// `path` with all links followed as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| settled(path)).unwrap_or_else(|_| path.to_owned())
}
