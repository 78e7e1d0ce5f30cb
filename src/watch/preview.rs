//! Look, build, keep: one turn of the loop without the waiting. There is no second way to build, and no rule about what a
//! change touches: the pipeline's memory decides what is made again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use super::changes::{self, Change, Part};
use super::hold::{Held, Hold};
use super::look;
use crate::diagnostic::{Checked, Diagnostic};
use crate::failure::Failure;
use crate::model::Handbook;
use crate::pages::OWNERS;
use crate::pipeline::{self, Built, Memos, Request};
use crate::site::{Site, Unmade};
use crate::source::Sources;

/// How many pages are rendered between two looks at whether something else is to be done.
const AT_ONCE: usize = 64;

/// What is previewed, and how.
pub struct Order {
    /// The handbook's folder.
    pub dir: PathBuf,
    /// Folders in it that are not looked at: where builds are published.
    pub ignored: Vec<PathBuf>,
    /// The day for which it is made, given the one that `handbook.yaml` names. Asked again for every build, since a
    /// preview may run past midnight.
    pub day: Box<dyn Fn(Option<Date>) -> Date + Send>,
    /// The audience's name; everybody, if none is given.
    pub audience: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// A handbook under the writer's hands.
pub struct Preview {
    order: Order,
    memos: Memos,
    /// What was found at the last look.
    looked: Option<Checked<Sources>>,
    /// What the last build was made of.
    shown: Option<Arc<Sources>>,
    hold: Hold,
    last: Option<(Arc<Handbook>, Arc<Site>, Date)>,
    spare: Option<Arc<Site>>,
    /// Pages that are to be rendered, to know whether their templates hold.
    unsettled: BTreeSet<Arc<str>>,
    /// Pages that could not be made when they were rendered last, and why.
    unmade: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    gone: Arc<BTreeMap<Arc<str>, Arc<str>>>,
}

/// What one turn made.
pub struct Step {
    /// What differs from the turn before; nothing at the first one.
    pub changes: Vec<Change>,
    /// The handbook.
    pub handbook: Arc<Handbook>,
    /// The website.
    pub site: Arc<Site>,
    /// Everything that does not hold, in the order of reports.
    pub findings: Vec<Diagnostic>,
    /// The files as they are now, for findings to quote.
    pub sources: Arc<Sources>,
    /// Files whose last good version is shown.
    pub held: BTreeMap<Arc<str>, Held>,
    /// Addresses whose pages were removed since the beginning, and their titles.
    pub gone: Arc<BTreeMap<Arc<str>, Arc<str>>>,
    /// How long looking and building took.
    pub took: Duration,
}

impl Preview {
    /// A preview that has seen nothing yet.
    pub fn new(order: Order) -> Self {
        Self {
            order,
            memos: Memos::default(),
            looked: None,
            shown: None,
            hold: Hold::default(),
            last: None,
            spare: None,
            unsettled: BTreeSet::new(),
            unmade: BTreeMap::new(),
            gone: Arc::default(),
        }
    }

    /// Forgets what was remembered for the next build, which may be half done: that one is made from nothing.
    pub fn forget(&mut self) {
        self.memos = Memos::default();
    }

    /// The handbook's folder.
    pub fn dir(&self) -> &PathBuf {
        &self.order.dir
    }

    /// The last website whose theme held, while it is not known whether the present one's does.
    pub fn spare(&self) -> Option<Arc<Site>> {
        self.spare.clone()
    }

    /// Looks at the files `named`, or at all where it lists none, and builds if anything differs.
    ///
    /// # Errors
    /// The folder is not there or cannot be read. What was shown stays.
    pub fn step(&mut self, named: &[PathBuf]) -> Result<Option<Step>, Failure> {
        let began = Instant::now();
        let looked = look::again(self.looked.as_ref(), &self.order.dir, &self.order.ignored, named)?;
        let (changes, told_before) = match &self.looked {
            Some(before) => (changes::between(&before.value, &looked.value), before.findings.clone()),
            None => (Vec::new(), Vec::new()),
        };
        let first = self.looked.is_none();
        let tells_more = looked.findings != told_before;
        let now = Arc::new(looked.value.clone());
        let unread = looked.findings.clone();
        self.looked = Some(looked);
        let day = (self.order.day)(pipeline::settings(&now).value.config.date.map(|date| date.value));
        let same_day = self.last.as_ref().is_some_and(|(_, _, last)| *last == day);
        if !first && changes.is_empty() && !tells_more && same_day {
            return Ok(None);
        }

        let sources = self.hold.put_back(&now, self.shown.as_ref(), &changes, &unread);
        let request = Request {
            audience: self.order.audience.clone(),
            drafts: self.order.drafts,
            preview: true,
            ..Request::on(day)
        };
        let Checked { value: built, findings: found } = look::build(&sources, &request, &self.memos);
        let Built { handbook, site, .. } = built;
        let site = Arc::new(site);
        let mut findings = unread;
        findings.extend(found);
        self.hold.tell(&mut findings);
        findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        findings.dedup();

        if let Some((before, last, _)) = &self.last {
            self.gone = gone(&self.gone, before, &handbook);
            if changes.iter().any(|change| matches!(change.part, Part::Theme | Part::Settings)) {
                self.spare.get_or_insert_with(|| last.clone());
            }
        }
        self.unsettle(&changes, &handbook, &site);
        self.shown = Some(sources);
        self.last = Some((handbook.clone(), site.clone(), day));
        Ok(Some(Step {
            changes,
            handbook,
            site,
            findings,
            sources: now,
            held: self.hold.files().map(|(file, held)| (file.clone(), held.clone())).collect(),
            gone: self.gone.clone(),
            took: began.elapsed(),
        }))
    }

    /// What only rendering can tell: a template's mistake may show on one page alone. After a change to the theme all
    /// pages are rendered, otherwise those of the files that were saved and those that had a mistake. What is left when
    /// `hurried` says that there is something else to do is rendered the next time.
    pub fn verify(&mut self, site: &Site, hurried: &dyn Fn() -> bool) -> Vec<Diagnostic> {
        while !self.unsettled.is_empty() && !hurried() {
            let paths: Vec<Arc<str>> =
                std::iter::from_fn(|| self.unsettled.pop_first()).take(AT_ONCE).collect();
            let made: Vec<_> = paths.par_iter().map(|path| site.make(path)).collect();
            for (path, made) in paths.into_iter().zip(made) {
                match made {
                    Some(Err(Unmade::Findings(findings))) => drop(self.unmade.insert(path, findings)),
                    _ => drop(self.unmade.remove(&path)),
                }
            }
        }
        if self.is_settled() && self.unmade.is_empty() {
            self.spare = None;
        }
        self.rendered()
    }

    /// What the pages that were rendered have told and was not mended since, as far as they were rendered again.
    pub fn rendered(&self) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.unmade.values().flatten().cloned().collect();
        findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        findings.dedup();
        findings
    }

    /// Whether all pages that had to be rendered were.
    pub fn is_settled(&self) -> bool {
        self.unsettled.is_empty()
    }

    /// Takes note of the pages that are to be rendered after these changes.
    fn unsettle(&mut self, changes: &[Change], handbook: &Handbook, site: &Site) {
        let shared = |change: &Change| matches!(change.part, Part::Theme | Part::Settings);
        if changes.is_empty() || changes.iter().any(shared) {
            // The owners' page asks a question of the search, for which every word of the handbook has to be known: it waits
            // until somebody opens it.
            let own = format!("{OWNERS}index.html");
            self.unsettled = site.pages().iter().filter(|path| ***path != *own).cloned().collect();
        } else {
            let saved: BTreeSet<&str> = changes.iter().map(|change| &*change.file).collect();
            let own = handbook.entries.iter().filter(|entry| saved.contains(&**entry.file()));
            self.unsettled.extend(own.map(|entry| format!("{}index.html", entry.address).into()));
            self.unsettled.extend(self.unmade.keys().cloned());
        }
    }
}

/// `gone` with the pages that `now` no longer has, and without those it has again.
fn gone(
    gone: &Arc<BTreeMap<Arc<str>, Arc<str>>>,
    before: &Handbook,
    now: &Handbook,
) -> Arc<BTreeMap<Arc<str>, Arc<str>>> {
    let same = before.entries.len() == now.entries.len()
        && before.entries.iter().zip(now.entries.iter()).all(|(old, new)| old.address == new.address);
    if same {
        return gone.clone();
    }
    let there: BTreeSet<&Arc<str>> = now.entries.iter().map(|entry| &entry.address).collect();
    let mut all: BTreeMap<_, _> = (**gone).clone();
    all.extend(before.entries.iter().map(|entry| (entry.address.clone(), entry.title.clone())));
    all.retain(|address, _| !there.contains(&address));
    Arc::new(all)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn rendering_all_pages_makes_no_index() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |file: &str, text: &str| fs::write(folder.path().join("content").join(file), text).unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        write("handbook.yaml", "title: Test\nsearch_tests: [{query: bread, expect: bread.md}]\n");
        write("bread.md", "# Bread\n");
        let order = Order {
            dir: folder.path().to_owned(),
            ignored: Vec::new(),
            day: Box::new(|_| jiff::civil::date(2026, 9, 1)),
            audience: None,
            drafts: false,
        };
        let mut preview = Preview::new(order);
        for title in ["Test", "Other"] {
            write(
                "handbook.yaml",
                &format!("title: {title}\nsearch_tests: [{{query: bread, expect: bread.md}}]\n"),
            );
            let step = preview.step(&[]).unwrap().unwrap();
            assert!(!preview.is_settled());
            assert_eq!(preview.verify(&step.site, &|| false), []);
            assert!(preview.is_settled() && preview.memos.search_is_untouched());
        }
    }
}
