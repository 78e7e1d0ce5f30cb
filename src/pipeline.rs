//! The stages in order: what the program does, on one page.
//!
//! There is one build. A full build is one with empty [`Memos`]; nothing here knows what changed since the
//! last one. Memory sits at three calls: a file read, a picture looked at, a block of code coloured.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::assets::{self, Probed};
use crate::check::{self, Scope};
use crate::diagnostic::{Checked, Diagnostic, Name, Place, Severity};
use crate::memo::Memo;
use crate::model::{self, Edition, Export, ExportKind, Handbook, Inventory, health};
use crate::outputs;
use crate::pages::{self, Page, Subject};
use crate::parse::config::{self, Settings};
use crate::parse::counts::Counts;
use crate::parse::{self, Document, ParseRules, export};
use crate::policy;
use crate::render::brand;
use crate::render::colours::Highlights;
use crate::render::renderer::{RenderOptions, Renderer};
use crate::render::theme::Theme;
use crate::search;
use crate::site::{Bytes, Site, Unmade};
use crate::source::{Asset, Sources};

/// What a command asks of the pipeline.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day for which the handbook is made.
    pub date: Date,
    /// The audience's name; everybody, if none is given.
    pub audience: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether every link ends in `.html`, so that the site works from a folder or a zip.
    pub portable: bool,
    /// The site's address, where it is another than `handbook.yaml` says.
    pub base_url: Option<String>,
}

impl Request {
    /// The handbook as everybody sees it on `date`.
    pub fn on(date: Date) -> Self {
        Self { date, audience: None, drafts: false, portable: false, base_url: None }
    }
}

/// What a build remembers for the next one.
#[derive(Default)]
pub struct Memos {
    documents: Memo<(Arc<str>, blake3::Hash, Arc<ParseRules>), Checked<Document>>,
    pictures: Memo<(Arc<str>, blake3::Hash), Probed>,
    highlights: Arc<Highlights>,
    search: search::Memory,
}

/// How long each stage took, in order.
pub type Timings = Vec<(&'static str, Duration)>;

/// The handbook, and the website made of it.
pub struct Built {
    /// The handbook.
    pub handbook: Arc<Handbook>,
    /// The website; its pages are rendered when they are asked for.
    pub site: Site,
    /// Where a search of the website begins.
    pub scripts: search::Scripts,
    /// What the handbook was made from. Where nobody else holds it, only texts in which something was found are left,
    /// for a report to quote: publishing needs the room.
    pub sources: Arc<Sources>,
    /// How long each stage took.
    pub timings: Timings,
}

/// Sources → the website, and everything that does not hold.
pub fn build(sources: Arc<Sources>, request: &Request, memos: &Memos) -> Checked<Built> {
    let mut clock = Stopwatch::start();
    let mut findings = Vec::new();
    let handbook = Arc::new(assemble(&sources, request, memos, &mut clock).take(&mut findings));
    let sources = released(sources, &findings);

    let theme = Theme::load(&sources, &handbook.settings).take(&mut findings);
    clock.lap("theme");
    let looked =
        assets::look(&handbook, &sources, |key, look| memos.pictures.get(key, look)).take(&mut findings);
    clock.lap("pictures");

    let mut site = Site::default();
    let styles = styled(&theme.styles, &handbook.settings);
    let options = RenderOptions {
        portable: request.portable,
        style: hashed("assets/site", "css", &styles),
        script: hashed("assets/site", "js", &theme.scripts),
        search: search::ENTRY.to_owned(),
    };
    site.put(options.style.as_str(), styles.into_bytes());
    site.put(options.script.as_str(), theme.scripts.clone().into_bytes());
    assets::put(&mut site, &handbook, &sources, &looked);

    let found = health::found(&handbook, &findings, |file| sources.text(file));
    let pages = pages::pages(&handbook);
    let renderer = Arc::new(Renderer::new(
        handbook.clone(),
        theme,
        looked.pictures,
        memos.highlights.clone(),
        found,
        options,
    ));
    clock.lap("pages");
    let scripts =
        search::put(&mut site, &handbook, &pages, renderer.desk().words, request.portable, &memos.search);
    clock.lap("search");
    outputs::put(&mut site, &handbook, &pages, &renderer.desk());
    for page in pages {
        let renderer = renderer.clone();
        site.put_lazy(page.file(), Box::new(move || rendered(&renderer, &page)));
    }
    clock.lap("outputs");
    findings.extend(search::promised::check(&handbook, &site, &scripts, &memos.search));
    clock.lap("search tests");
    memos.documents.turn();
    memos.pictures.turn();
    memos.search.turn();
    sort(&mut findings);
    Checked { value: Built { handbook, site, scripts, sources, timings: clock.laps }, findings }
}

/// Sources → the handbook, and everything that does not hold in it. Also looks at the theme and at pictures, so
/// that `check` tells all that `build` would.
pub fn check(sources: &Arc<Sources>, request: &Request) -> Checked<Arc<Handbook>> {
    let checked = build(sources.clone(), request, &Memos::default());
    let mut findings = checked.findings;
    // A mistake in a template may show only when a page is rendered.
    let Built { handbook, site, .. } = checked.value;
    // After one that shows at once, every page would only repeat it.
    let theme_holds = !findings.iter().any(|finding| finding.name == Name::ThemeError);
    let paths: Vec<&Arc<str>> = site.paths().filter(|path| theme_holds && path.ends_with(".html")).collect();
    let made = paths.into_par_iter().filter_map(|path| match site.make(path) {
        Some(Err(Unmade::Findings(findings))) => Some(findings),
        _ => None,
    });
    findings.extend(made.collect::<Vec<_>>().into_iter().flatten());
    sort(&mut findings);
    findings.dedup();
    Checked { value: handbook, findings }
}

/// `sources` without the texts in which nothing was found, unless somebody else holds them as well.
fn released(sources: Arc<Sources>, findings: &[Diagnostic]) -> Arc<Sources> {
    match Arc::try_unwrap(sources) {
        Ok(mut sources) => {
            sources.keep_pages(&findings.iter().flat_map(Diagnostic::files).collect());
            Arc::new(sources)
        }
        Err(shared) => shared,
    }
}

fn assemble(sources: &Sources, request: &Request, memos: &Memos, clock: &mut Stopwatch) -> Checked<Handbook> {
    let mut findings = Vec::new();
    let mut settings = settings(sources).take(&mut findings);
    if let Some(url) = &request.base_url {
        settings.config.base_url =
            Some(parse::field::Spot { value: url.as_str().into(), span: Default::default() });
    }
    let settings = Arc::new(settings);
    let documents = documents(sources, &settings, memos, &mut findings);
    clock.lap("parse");
    let audience = request.audience.as_deref().and_then(|name| settings.audience(name)).unwrap_or(0);
    let edition = Edition { date: request.date, audience, drafts: request.drafts };
    let inventory = inventory(sources, &documents).take(&mut findings);
    let handbook = model::assemble(&settings, &edition, &documents, &inventory).take(&mut findings);
    clock.lap("assemble");
    findings.extend(check::check(Scope { handbook: &handbook, sources }));
    clock.lap("check");
    Checked { value: handbook, findings }
}

/// `handbook.yaml`, read.
pub fn settings(sources: &Sources) -> Checked<Settings> {
    sources.settings.as_ref().map_or_else(Checked::default, |file| config::read(&file.file, &file.bytes))
}

fn documents(
    sources: &Sources,
    settings: &Settings,
    memos: &Memos,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let rules = Arc::new(settings.parse_rules(false));
    let read: Vec<Checked<Document>> = sources
        .pages
        .par_iter()
        .map(|page| {
            let key = (page.path.clone(), page.digest, rules.clone());
            memos.documents.get(&key, || parse::read(&page.file, &page.path, &page.bytes, &rules))
        })
        .collect();
    read.into_iter()
        .map(|mut checked| {
            // A draft is work in progress: what does not fit yet is no reason to stop anybody.
            if checked.value.facts.common.draft.is_some_and(|draft| draft.value) {
                checked.findings.iter_mut().for_each(|finding| finding.severity = Severity::Advice);
            }
            checked.take(findings)
        })
        .collect()
}

/// The files beside the pages, and what those of them say that are data of their page.
pub fn inventory(sources: &Sources, documents: &[Document]) -> Checked<Inventory> {
    let mut findings = Vec::new();
    let mut inventory = Inventory::new(sources.assets.keys().cloned());
    for (path, (kind, draft)) in inventory.named_exports(documents) {
        let Some(asset) = sources.assets.get(&path) else { continue };
        let export = match kind {
            ExportKind::Counts => Export::Counts(counts(asset).take(&mut findings)),
            ExportKind::Sessions => Export::Sessions,
        };
        if draft {
            findings
                .iter_mut()
                .filter(|finding| finding.place.file == asset.file)
                .for_each(|finding| finding.severity = Severity::Advice);
        }
        inventory.put(path, export);
    }
    Checked { value: inventory, findings }
}

fn counts(asset: &Asset) -> Checked<Counts> {
    let nothing = |finding| Checked {
        value: Counts { file: asset.file.clone(), measures: Vec::new() },
        findings: vec![finding],
    };
    if asset.size > export::LARGEST as u64 {
        return nothing(export::too_large(&asset.file));
    }
    match asset.bytes() {
        Ok(bytes) => parse::counts::read(&asset.file, &bytes),
        Err(failure) => {
            let cause = failure.cause.map_or_else(String::new, |cause| format!(": {cause}"));
            nothing(
                Diagnostic::new(
                    Name::UnreadableFile,
                    Place::file(&asset.file),
                    format!("this export cannot be read{cause}"),
                )
                .mend("look at its permissions"),
            )
        }
    }
}

fn rendered(renderer: &Renderer, page: &Page) -> Result<Bytes, Unmade> {
    match renderer.render(page) {
        Ok(html) => Ok(html.into()),
        Err(finding) => Err(Unmade::Findings(vec![*finding])),
    }
}

/// The styles with the brand's colours. Colours that are none are told by the check on them.
fn styled(styles: &str, settings: &Settings) -> String {
    let named = settings.config.brand.as_ref();
    let colour = named.and_then(|brand| brand.colour.as_ref()).map_or(brand::COLOUR, |text| &text.value);
    let accent = named.and_then(|brand| brand.accent.as_ref()).map_or(brand::ACCENT, |text| &text.value);
    match brand::tokens(colour, accent) {
        Ok(tokens) => tokens.write_into(styles),
        Err(_) => styles.to_owned(),
    }
}

/// A path that changes with what the file holds, so that browsers may keep the file for ever.
fn hashed(stem: &str, extension: &str, text: &str) -> String {
    format!("{stem}.{}.{extension}", &blake3::hash(text.as_bytes()).to_hex()[..policy::DIGITS])
}

fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
}

/// Counts pages as a summary names them: by kind, and what the program made itself.
pub fn count(handbook: &Handbook, pages: &[Page]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for page in pages {
        let name = match page.subject {
            Subject::Entry(id) => handbook.entry(id).kind().to_string(),
            Subject::Section(id) if handbook.section(id).index.is_some() => "page".to_owned(),
            _ => "generated".to_owned(),
        };
        *counts.entry(name).or_insert(0) += 1;
    }
    counts
}

struct Stopwatch {
    last: Instant,
    laps: Timings,
}

impl Stopwatch {
    fn start() -> Self {
        Self { last: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, name: &'static str) {
        let now = Instant::now();
        self.laps.push((name, now - self.last));
        self.last = now;
    }
}
