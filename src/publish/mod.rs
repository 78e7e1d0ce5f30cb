//! [`Site`] → a folder on disk, whole or not at all.
//!
//! [`publish`] tells the story. At every moment of it, and after a crash, a full disk or a power cut, the
//! target is either the whole old site or the whole new one; the next run clears away what a stopped one
//! left. What publishing did not put into the target, it never takes away.
//!
//! * [`gate`]: which paths may be written at all
//! * `ground`: which targets may be published into
//! * `lock`: one build at a time
//! * `survey`, [`manifest`]: what is there already, and what of it is ours
//! * `leftovers`: what of it goes and what stays
//! * `pages`, `stage`: the next version, made in parallel in a folder beside the target
//! * `exchange`, `retire`: the two change places, and the old one goes

pub mod gate;
pub mod manifest;

mod disk;
mod exchange;
mod ground;
mod leftovers;
mod lock;
mod pages;
mod retire;
mod stage;
mod survey;
mod trouble;

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::prelude::*;

use crate::failure::Failure;
use crate::site::{Site, Unmade};
use ground::Ground;
pub use ground::is_same_folder;
use leftovers::{Keep, Leftovers};
use lock::Lock;
use manifest::{Entry, Manifest};
use pages::{Made, Page, Press};
use stage::Stage;
use survey::{Standing, Survey};

/// Where and how a site is to be published.
pub struct Order<'a> {
    /// The folder that becomes the website. It is made if it is missing.
    pub target: &'a Path,
    /// The handbook's folder. The target may lie in it, but not contain it, nor lie in its `content/` or `themes/`.
    pub sources: &'a Path,
    /// Further folders of the handbook that the target must neither contain nor lie in.
    pub protected: &'a [PathBuf],
    /// Globs of files in the target that are left alone, even where the site has a file of that name.
    pub keep: &'a [String],
    /// Whether the site shows drafts. It is then published only where nothing was before, or drafts as well.
    pub drafts: bool,
    /// Whether addresses that no system could hold are left out and noted, instead of refusing the whole site.
    pub lenient: bool,
    /// Whether a `.gz` is put beside each text file.
    pub gzip: bool,
    /// Where to write the addresses that are new, changed or gone, one a line.
    pub changed: Option<&'a Path>,
    /// Told after each page how many are done, and of how many; from several threads at once.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// Called once, before waiting for another build of the same target to finish.
    pub waiting: &'a (dyn Fn() + Sync),
}

/// What publishing did.
#[derive(Debug, Default)]
pub struct Published {
    /// How many files are new or have changed, those with `.gz` counted too.
    pub written: usize,
    /// How many files are the same as before; they were not touched.
    pub unchanged: usize,
    /// How many files are gone.
    pub removed: usize,
    /// The size of the whole site, in bytes.
    pub bytes: u64,
    /// The addresses that are new, changed or gone, sorted, without the `.gz` beside them.
    pub changed: Vec<String>,
    /// What a person should know: a file that is not ours was kept.
    pub notes: Vec<String>,
}

impl From<Failure> for Unmade {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Publishes `site` as `order` says.
///
/// # Errors
/// The findings of all pages that could not be made, or the machine's failure. A [`Failure`] without a
/// `cause` is a refusal: the order itself is at fault, and nothing on the disk was changed. Whatever the
/// error, the target is as it was.
pub fn publish(site: &Site, order: &Order<'_>) -> Result<Published, Unmade> {
    // Before anything is touched: may these files be written, and there?
    let mut notes = Vec::new();
    let pages = Page::all(site, order, &mut notes)?;
    let addresses: BTreeSet<_> = pages.iter().flat_map(Page::addresses).cloned().collect();
    let keep = Keep::of(order.keep)?;
    let ground = Ground::of(order)?;

    // From here on we are alone.
    let _lock = lock_beside(&ground, order.waiting, &mut notes)?;
    exchange::repair(&ground)?;
    ground.check_content()?;

    // What is there, and what becomes of it.
    let old = Survey::of(&ground.target)?;
    ground.check_drafts(order, &old.record)?;
    let leftovers = Leftovers::of(&old, &addresses, &keep)?;
    notes.extend(leftovers.notes(&old));

    // The next version: first what differs, then the rest.
    let stage = Stage::beside(&ground)?;
    let press = Press { site, old: &old, leftovers: &leftovers, stage: &stage };
    let made = press.run(&pages, order.progress)?;
    notes.extend(judge(&made)?);
    let published = summary(&made, &leftovers, notes);
    let list = list(order, &made, &leftovers);
    write_changed(order.changed, &published.changed)?;
    let listed_alike = fs::read(old.path(manifest::NAME)).is_ok_and(|before| before == list.as_bytes());
    if published.written == 0 && listed_alike {
        return Ok(published);
    }
    take_over_unchanged(&stage, &made)?;
    leftovers.carried.par_iter().try_for_each(|name| stage.take_over(name).map(drop))?;
    stage.write(manifest::NAME, list.as_bytes())?;

    // The moment itself, and the clearing away.
    let before = exchange::exchange(&ground, &stage)?;
    let late = before.map(|before| retire::retire(&before, &old)).unwrap_or_default();
    Ok(Published { notes: [published.notes, late].concat(), ..published })
}

/// Takes the lock, in a folder that may have to be made.
fn lock_beside(ground: &Ground, waiting: &dyn Fn(), notes: &mut Vec<String>) -> Result<Lock, Failure> {
    if let Some(above) = ground.target.parent() {
        fs::create_dir_all(above).map_err(|e| trouble::at("make the folder for the site", above, e))?;
    }
    Lock::take(&ground.lock, waiting, notes)
}

/// Stops where the site would replace what is not ours, and notes where it replaces what was edited.
fn judge(made: &[Made]) -> Result<Vec<String>, Failure> {
    let at = |standing| -> Vec<OsString> {
        made.iter()
            .filter(|file| file.standing == standing)
            .map(|file| file.address.as_str().into())
            .collect()
    };
    let foreign = at(Standing::Foreign);
    if !foreign.is_empty() {
        return Err(leftovers::blocked(&foreign));
    }
    let edited = at(Standing::Edited);
    let note =
        || format!("replaced, though they were edited after publishing: {}", leftovers::several(&edited));
    Ok((!edited.is_empty()).then(note).into_iter().collect())
}

fn summary(made: &[Made], leftovers: &Leftovers, notes: Vec<String>) -> Published {
    let unchanged = made.iter().filter(|file| file.standing == Standing::Same).count();
    let differs = made.iter().filter(|file| file.standing != Standing::Same && !file.packed);
    // Nearly always nothing is gone.
    let known = LazyCell::new(|| {
        let gone = leftovers.removed.iter().map(String::as_str);
        made.iter().map(|file| file.address.as_str()).chain(gone).collect::<BTreeSet<&str>>()
    });
    // A `.gz` is gone with its page, or alone when it is not asked for any more: neither is an address.
    let is_pack = |path: &str| path.strip_suffix(".gz").is_some_and(|page| known.contains(page));
    let gone = leftovers.removed.iter().filter(|path| !is_pack(path));
    let mut changed: Vec<_> =
        differs.map(|file| file.address.as_str().to_owned()).chain(gone.cloned()).collect();
    changed.sort();
    Published {
        written: made.len() - unchanged,
        unchanged,
        removed: leftovers.removed.len(),
        bytes: made.iter().map(|file| file.size).sum(),
        changed,
        notes,
    }
}

/// The text of the new list.
fn list(order: &Order<'_>, made: &[Made], leftovers: &Leftovers) -> String {
    let made = made
        .iter()
        .map(|file| (file.address.as_str().to_owned(), Entry { hash: file.hash, size: file.size }));
    let files = leftovers.listed.iter().map(|(path, entry)| (path.clone(), *entry)).chain(made).collect();
    Manifest { drafts: order.drafts, files }.text()
}

/// Written before the exchange, so that a list that cannot be written stops the publication, too.
fn write_changed(list: Option<&Path>, changed: &[String]) -> Result<(), Failure> {
    let Some(path) = list else { return Ok(()) };
    let text: String = changed.iter().map(|address| format!("{address}\n")).collect();
    fs::write(path, text).map_err(|e| trouble::at("write the list of changed addresses", path, e))
}

fn take_over_unchanged(stage: &Stage, made: &[Made]) -> Result<(), Failure> {
    made.par_iter().filter(|file| file.standing == Standing::Same).try_for_each(|file| {
        let address = file.address.as_str();
        if stage.take_over(OsStr::new(address))? {
            return Ok(());
        }
        let gone = io::ErrorKind::NotFound.into();
        Err(Failure::io("carry a page over, for it was removed during the build", address, gone)
            .advise("build again; the rest of the old site was left as it is"))
    })
}
