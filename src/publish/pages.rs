//! Every page made, compared with the one before, and written if it differs: in one step, in parallel, so
//! that no more pages are in memory than there are threads.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use blake3::Hash;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use super::gate::{self, Address};
use super::leftovers::Leftovers;
use super::stage::Stage;
use super::survey::{Standing, Survey};
use super::{Order, trouble};
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::paths;
use crate::site::{Site, Unmade};
use crate::threads::AT_ONCE;

/// What a `.gz` is worth making for.
const TEXT: &[&str] = &["html", "css", "js", "svg", "json", "xml", "txt", "ics"];

/// One file of the site, and the compressed one beside it if there is to be one.
#[derive(Debug)]
pub struct Page {
    /// Where the file goes.
    pub address: Address,
    /// Where its `.gz` goes.
    pub packed: Option<Address>,
}

impl Page {
    /// All pages of `site`, through the gate. A lenient order leaves out those that may not be written, and says so in `notes`.
    ///
    /// # Errors
    /// The first address that may not be written, or the first two that cannot be told apart everywhere.
    pub fn all(site: &Site, order: &Order<'_>, notes: &mut Vec<String>) -> Result<Vec<Self>, Failure> {
        let mut pages = Vec::new();
        for path in site.paths() {
            match Self::of(path, order.gzip) {
                Ok(page) => pages.push(page),
                Err(failure) if order.lenient => notes.push(left_out(&failure)),
                Err(failure) => return Err(failure),
            }
        }
        while let Err(clash) = gate::admit_together(pages.iter().flat_map(Self::addresses)) {
            if !order.lenient {
                return Err(clash.failure());
            }
            notes.push(left_out(&clash.failure()));
            let second = clash.second;
            pages.retain(|page| page.addresses().all(|address| *address != second));
        }
        Ok(pages)
    }

    fn of(path: &Arc<str>, gzip: bool) -> Result<Self, Failure> {
        let packable = path.rsplit_once('.').is_some_and(|(_, end)| TEXT.contains(&end));
        let address = gate::admit(path)?;
        let packed = (gzip && packable).then(|| gate::admit(&Arc::from(format!("{path}{}", paths::PACKED))));
        Ok(Self { address, packed: packed.transpose()? })
    }

    /// The page's addresses: one, or two with the `.gz`.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> + Clone {
        std::iter::once(&self.address).chain(&self.packed)
    }
}

/// What a lenient publication says of an address that it does without.
fn left_out(failure: &Failure) -> String {
    let why = failure.advice.as_ref().map(|why| format!(", since {why}")).unwrap_or_default();
    format!("left out: could not {}{why}", failure.doing)
}

/// A file that was made.
#[derive(Debug)]
pub struct Made {
    /// Where it goes.
    pub address: Address,
    /// What it holds.
    pub hash: Hash,
    /// How much, in bytes.
    pub size: u64,
    /// How it stands to what was there. [`Standing::Same`] ones are yet to be taken over; the others are
    /// staged, except the foreign ones, which stop the publication.
    pub standing: Standing,
    /// Whether it is the `.gz` beside another file.
    pub packed: bool,
}

/// What making pages needs to know.
pub struct Press<'a> {
    /// The pages' makers.
    pub site: &'a Site,
    /// What was published before.
    pub old: &'a Survey,
    /// What `keep` holds instead.
    pub leftovers: &'a Leftovers,
    /// Where pages go that differ.
    pub stage: &'a Stage,
}

impl Press<'_> {
    /// Makes all `pages`, and stages those that differ from what was published before.
    ///
    /// # Errors
    /// The findings of *all* pages that could not be made, each told once; or a failure of the machine.
    pub fn run(&self, pages: &[Page], progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Vec<Made>, Unmade> {
        let done = AtomicUsize::new(0);
        // Once one page has findings nothing will be published: the others are made only for theirs.
        let hopeless = AtomicBool::new(false);
        let make = |buffer: &mut Vec<u8>, page: &Page| {
            let result = match self.site.make(page.address.as_str()) {
                Some(Ok(_)) if hopeless.load(Ordering::Relaxed) => Ok(Ok(Vec::new())),
                Some(Ok(bytes)) => self.place_page(page, &bytes, buffer).map(Ok),
                Some(Err(Unmade::Findings(findings))) => {
                    hopeless.store(true, Ordering::Relaxed);
                    Ok(Err(findings))
                }
                Some(Err(Unmade::Failure(failure))) => Err(failure),
                None => Ok(Ok(Vec::new())),
            };
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, pages.len());
            result
        };
        let each = pages.par_iter().with_max_len(AT_ONCE).map_init(Vec::new, make);
        let results = each.collect::<Result<Vec<_>, Failure>>()?;

        let mut made = Vec::with_capacity(pages.len());
        let mut findings = Vec::new();
        for result in results {
            match result {
                Ok(files) => made.extend(files),
                Err(found) => findings.extend(found),
            }
        }
        if findings.is_empty() { Ok(made) } else { Err(Unmade::Findings(told_once(findings))) }
    }

    /// Places a page and its `.gz`, unless `keep` holds what is there.
    fn place_page(&self, page: &Page, bytes: &[u8], buffer: &mut Vec<u8>) -> Result<Vec<Made>, Failure> {
        let mut made = Vec::with_capacity(2);
        let kept = |address| self.leftovers.instead.contains(address);
        if kept(&page.address) {
            return Ok(made);
        }
        made.push(self.place(&page.address, bytes, false, buffer)?);
        if let Some(address) = page.packed.as_ref().filter(|address| !kept(address)) {
            let packed =
                pack(bytes).map_err(|e| trouble::at("compress a page", Path::new(address.as_str()), e))?;
            made.push(self.place(address, &packed, true, buffer)?);
        }
        Ok(made)
    }

    /// Compares `bytes` with what stands at `address`, and stages them if they differ.
    fn place(
        &self,
        address: &Address,
        bytes: &[u8],
        packed: bool,
        buffer: &mut Vec<u8>,
    ) -> Result<Made, Failure> {
        let hash = blake3::hash(bytes);
        let standing = self.old.standing(address, hash, bytes, buffer);
        match standing {
            Standing::Same | Standing::Foreign => {}
            Standing::Absent | Standing::Ours | Standing::Edited => {
                self.stage.write(address.as_str(), bytes)?
            }
        }
        Ok(Made { address: address.clone(), hash, size: bytes.len() as u64, standing, packed })
    }
}

/// `bytes` compressed, the same on every machine and at every hour: no name, no time, no system in the head.
fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    const UNKNOWN_SYSTEM: u8 = 255; // RFC 1952, section 2.3.1
    let head = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM);
    let mut encoder = head.write(Vec::with_capacity(bytes.len() / 2), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The findings in the order of reports, the same ones of many pages (a mistake in a template) told once.
fn told_once(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings.dedup_by(|next, first| {
        let mentions = std::mem::replace(&mut next.mentions, first.mentions);
        let same = next == first;
        next.mentions = mentions;
        if same {
            first.mentions += 1 + mentions;
        }
        same
    });
    findings
}
