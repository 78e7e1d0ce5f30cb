//! What can no longer be understood keeps its last good version: the rest of the preview goes on as if the file had not
//! been touched, while its mistake is told.
//!
//! It happens to the sources, before anything is built of them. So nothing later knows of it, a page that mentions the
//! broken one still finds it, and as soon as the file is mended the bytes are those of a clean build.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::changes::{Change, Part};
use crate::diagnostic::{Diagnostic, Name, Severity};
use crate::parse::ParseRules;
use crate::pipeline;
use crate::render::theme::Theme;
use crate::source::{Sources, TextFile};

/// A file whose last good version is shown.
#[derive(Debug, Clone)]
pub struct Held {
    /// Since when.
    pub since: Timestamp,
    /// Why: what was found while reading what the file holds now.
    pub findings: Vec<Diagnostic>,
    good: TextFile,
}

/// The files whose last good version is shown, by their path below DIR.
#[derive(Debug, Default)]
pub(super) struct Hold {
    pages: BTreeMap<Arc<str>, Held>,
    settings: Option<Held>,
    theme: Option<HeldTheme>,
}

/// A theme's last good files, and what is wrong with those there are now.
#[derive(Debug)]
struct HeldTheme {
    good: BTreeMap<Arc<str>, TextFile>,
    findings: Vec<Diagnostic>,
}

impl Hold {
    /// `looked`, with what cannot be understood as it was in `shown`, which is what the last build was made of.
    /// `unread` is what the look itself could not read.
    pub(super) fn put_back(
        &mut self,
        looked: &Arc<Sources>,
        shown: Option<&Arc<Sources>>,
        changes: &[Change],
        unread: &[Diagnostic],
    ) -> Arc<Sources> {
        let has = |part| shown.is_none() || changes.iter().any(|change| change.part == part);
        if has(Part::Settings) {
            self.settings(looked, shown);
        }
        let mut sources = looked.clone();
        if let Some(held) = &self.settings {
            Arc::make_mut(&mut sources).settings = Some(held.good.clone());
        }
        if has(Part::Settings) || has(Part::Theme) {
            self.theme(&sources, shown);
        }
        if let Some(held) = &self.theme {
            Arc::make_mut(&mut sources).themes.clone_from(&held.good);
        }
        self.pages(&sources, shown, changes, unread);
        if !self.pages.is_empty() {
            let sources = Arc::make_mut(&mut sources);
            for held in self.pages.values() {
                match sources.pages.binary_search_by(|page| page.path.cmp(&held.good.path)) {
                    Ok(at) => sources.pages[at] = held.good.clone(),
                    Err(at) => sources.pages.insert(at, held.good.clone()),
                }
            }
        }
        sources
    }

    /// The findings that count: those of a build of what [`Hold::put_back`] gave, and what is wrong with the files as
    /// they are now instead of what was found in their last good version.
    pub(super) fn tell(&self, findings: &mut Vec<Diagnostic>) {
        if self.is_empty() {
            return;
        }
        let held = |file: &str| self.files().any(|(held, _)| &**held == file);
        findings.retain(|finding| {
            let of_theme = self.theme.is_some() && finding.name == Name::ThemeError;
            !(of_theme || held(&finding.place.file))
        });
        findings.extend(self.files().flat_map(|(_, held)| held.findings.iter().cloned()));
        findings.extend(self.theme.iter().flat_map(|held| held.findings.iter().cloned()));
    }

    /// The files whose last good version is shown.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Arc<str>, &Held)> {
        self.pages.iter().chain(self.settings.iter().map(|held| (&held.good.file, held)))
    }

    /// Whether everything is shown as it is.
    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.settings.is_none() && self.theme.is_none()
    }

    fn settings(&mut self, looked: &Arc<Sources>, shown: Option<&Arc<Sources>>) {
        let read = pipeline::settings(looked);
        let mut findings = errors(read.findings);
        // A theme that is not there is the settings' mistake, not the theme's.
        let file = looked.settings.as_ref().map(|settings| settings.file.clone());
        let named = Theme::load(looked, &read.value).findings;
        findings.extend(named.into_iter().filter(|finding| Some(&finding.place.file) == file.as_ref()));
        let was_good = |shown: &&Arc<Sources>| errors(pipeline::settings(shown).findings).is_empty();
        let good = shown.filter(was_good).and_then(|shown| shown.settings.clone());
        self.settings = match (&looked.settings, good) {
            (Some(_), Some(good)) if !findings.is_empty() => {
                let since = self.settings.as_ref().map_or_else(Timestamp::now, |held| held.since);
                Some(Held { since, findings, good })
            }
            _ => None,
        };
    }

    /// Keeps the last good theme; where there never was one, that of the program.
    fn theme(&mut self, looked: &Arc<Sources>, shown: Option<&Arc<Sources>>) {
        let findings = Theme::load(looked, &pipeline::settings(looked).value).findings;
        self.theme = (!findings.is_empty()).then(|| {
            let good = shown.map_or_else(BTreeMap::new, |shown| shown.themes.clone());
            HeldTheme { good, findings }
        });
    }

    fn pages(
        &mut self,
        looked: &Arc<Sources>,
        shown: Option<&Arc<Sources>>,
        changes: &[Change],
        unread: &[Diagnostic],
    ) {
        let Some(shown) = shown else { return };
        let rules = pipeline::settings(looked).value.parse_rules(true);
        // A page that went away and was told to be unreadable is still there.
        let unreadable = |file: &str| -> Vec<Diagnostic> {
            unread.iter().filter(|finding| &*finding.place.file == file).cloned().collect()
        };
        let rules_changed = changes.iter().any(|change| change.part == Part::Settings);
        let again: Vec<Arc<str>> =
            if rules_changed { self.pages.keys().cloned().collect() } else { Vec::new() };
        let pages = changes.iter().filter(|change| change.part == Part::Page).map(|change| &change.file);
        for file in pages.chain(&again) {
            let now = page(looked, file);
            let findings = match now {
                Some(page) => unfit(page, &rules),
                None => unreadable(file),
            };
            // Where what was shown had its mistakes as well, there is no good version to keep.
            let good = page(shown, file)
                .filter(|good| findings.is_empty() || unfit(good, &rules).is_empty())
                .cloned();
            match good {
                Some(good) if !findings.is_empty() => {
                    let since = self.pages.get(file).map_or_else(Timestamp::now, |held| held.since);
                    self.pages.insert(file.clone(), Held { since, findings, good });
                }
                _ => {
                    self.pages.remove(file);
                }
            }
        }
    }
}

/// The page of `sources` that is the file `file`.
fn page<'s>(sources: &'s Sources, file: &str) -> Option<&'s TextFile> {
    let path = match sources.content {
        "" => file,
        content => file.strip_prefix(content)?.strip_prefix('/')?,
    };
    let at = sources.pages.binary_search_by(|page| (*page.path).cmp(path)).ok()?;
    sources.pages.get(at)
}

/// Why a page cannot be understood; nothing, if it can.
fn unfit(page: &TextFile, rules: &ParseRules) -> Vec<Diagnostic> {
    let findings = pipeline::document(page, rules).findings;
    let unfit = |finding: &Diagnostic| {
        finding.severity == Severity::Error
            && matches!(
                finding.name,
                Name::InvalidFrontMatter
                    | Name::MissingField
                    | Name::WrongType
                    | Name::UnreadableFile
                    | Name::TooLarge
            )
    };
    if findings.iter().any(unfit) { findings } else { Vec::new() }
}

fn errors(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if findings.iter().any(|finding| finding.severity == Severity::Error) { findings } else { Vec::new() }
}
