//! The stages in order: what the program does, on one page.
//!
//! There is one build. A full build is one with empty [`Memos`]; nothing here knows what changed since the
//! last one. Memory sits at seven calls, keyed by what goes into each: a page read, an export read, the handbook assembled, a page
//! checked, a picture looked at, the theme made ready, a block of code coloured.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::assets::{self, PictureKey, Probed};
use crate::check::{self, Said, Scope};
use crate::diagnostic::{Checked, Diagnostic, Name, Place, Severity};
use crate::guard::{self, Stumbled};
use crate::memo::{Memo, Row};
use crate::model::health::{self, FoundLater};
use crate::model::{self, Assembled, Edition, Handbook};
use crate::outputs;
use crate::pages::{self, Page, Subject};
use crate::parse::config::{self, Settings};
use crate::parse::{self, Document, ParseRules};
use crate::policy;
use crate::render::brand;
use crate::render::colours::Highlights;
use crate::render::pictures::Pictures;
use crate::render::renderer::{RenderOptions, Renderer};
use crate::render::search_box;
use crate::render::theme::Theme;
use crate::search;
use crate::site::{Bytes, Site, SiteLater, Unmade};
use crate::source::{History, Sources, Text, TextFile};
use crate::threads::AT_ONCE;

mod aside;
pub mod exports;

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
    /// Whether it is made to be looked at while it is written: blocks know their lines, and the site's root is the
    /// server's.
    pub preview: bool,
    /// The site's address, where it is another than `handbook.yaml` says.
    pub base_url: Option<String>,
    /// Whether the site can be searched: by an index, and by the lists of all titles for whoever runs no scripts. Only who
    /// measures what that costs does without.
    pub search: bool,
}

impl Request {
    /// The handbook as everybody sees it on `date`.
    pub fn on(date: Date) -> Self {
        Self {
            date,
            audience: None,
            drafts: false,
            portable: false,
            preview: false,
            base_url: None,
            search: true,
        }
    }
}

/// What a build remembers for the next one.
#[derive(Default)]
pub struct Memos {
    documents: Row<ParseRules, Checked<Document>>,
    exports: exports::Exports,
    assembled: Mutex<Option<Assembled>>,
    said: Said,
    pictures: Memo<PictureKey, Probed>,
    theme: Mutex<Option<Arc<LoadedTheme>>>,
    themed: Mutex<Option<Themed>>,
    highlights: Arc<Highlights>,
    search: Arc<search::Memory>,
    aside: Arc<aside::Aside>,
}

impl Memos {
    /// For a build after which none comes: what only that would ask for is not kept.
    pub fn of_one_build() -> Self {
        Self {
            documents: Row::of_one_build(),
            search: Arc::new(search::Memory::of_one_build()),
            ..Self::default()
        }
    }
}

#[cfg(test)]
impl Memos {
    /// Whether no index was ever made with them.
    pub(crate) fn search_is_untouched(&self) -> bool {
        self.search.is_untouched()
    }
}

/// The digests of a theme's own files.
type ThemeFiles = Vec<(Arc<str>, blake3::Hash)>;

/// A theme as it was read, and what it was read from.
struct LoadedTheme {
    files: ThemeFiles,
    settings: Arc<Settings>,
    theme: Checked<Theme>,
}

/// A theme made ready for a handbook, and the pages that it has.
#[derive(Clone)]
struct Themed {
    files: ThemeFiles,
    /// What does not hold in them.
    findings: Vec<Diagnostic>,
    /// Whether the lists of all titles are among its pages.
    searchable: bool,
    renderer: Renderer,
    /// In the order of their addresses.
    pages: Arc<[Page]>,
    /// Their files, in order.
    paths: Arc<[Arc<str>]>,
    /// The pages of these files.
    by_file: Arc<[Page]>,
    styles: Bytes,
    scripts: Bytes,
    search_script: Bytes,
}

/// How long each stage took, in order.
pub type Timings = Vec<(&'static str, Duration)>;

/// The handbook, and the website made of it.
pub struct Built {
    /// The handbook.
    pub handbook: Arc<Handbook>,
    /// The website; its pages are rendered when they are asked for.
    pub site: Site,
    /// Its pages, in the order of their addresses.
    pub pages: Arc<[Page]>,
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
    let settings = Arc::new(asked_settings(&sources, request).take(&mut findings));
    // The theme knows of no page, and can be read meanwhile.
    let (handbook, theme) = rayon::join(
        || assemble(&sources, &settings, request, memos, &mut clock),
        || theme(&sources, &settings, memos),
    );
    let handbook = handbook.take(&mut findings);
    let sources = released(sources, &findings);
    // What is looked at while it is written has no last commit.
    let history = if request.preview { History::default() } else { sources.history.clone() };

    let looked =
        assets::look(&handbook, &sources, |key, look| memos.pictures.try_get(key, look)).take(&mut findings);
    clock.lap("pictures");

    let mut site = Site::default();
    assets::put(&mut site, &handbook, &sources, &looked);
    let themed = themed(&handbook, theme, looked.pictures, request, memos);
    findings.extend(themed.findings.iter().cloned());
    clock.lap("theme");

    let options = themed.renderer.options();
    site.put(options.style.as_str(), themed.styles.clone());
    site.put(options.script.as_str(), themed.scripts.clone());
    site.put(options.search_script.as_str(), themed.search_script.clone());
    let (own, pages, memory) = (handbook.clone(), themed.pages.clone(), memos.search.clone());
    let (desk, portable) = (themed.renderer.clone(), request.portable);
    let index = move || search::site(&own, &pages, desk.desk().words, portable, &memory);
    // A preview's index is made when somebody searches, while others read and the writer saves.
    let aside = request.preview.then(|| memos.aside.clone());
    let index = move || aside.map_or_else(&index, |aside| aside.run(&index));
    let index = Arc::new(SiteLater::new(Box::new(index)));
    let (own, memory, searched) = (handbook.clone(), memos.search.clone(), index.clone());
    let promised = move || search::promised::check(&own, &searched, &memory);
    // The preview shows a page before it knows every word of the handbook: a search there waits for them, and so does the
    // owners' page, which tells what the search does not find.
    let found = if request.preview {
        let (own, texts, early) = (handbook.clone(), sources.clone(), findings.clone());
        FoundLater::new(move || {
            let all = [early, promised()].concat();
            health::found(&own, &all, |file| texts.text(file))
        })
    } else {
        if request.search {
            LazyLock::force(&index);
            site.put_later(search::FOLDER, index.clone());
            clock.lap("search");
            findings.extend(promised());
            clock.lap("search tests");
        }
        let found = health::found(&handbook, &findings, |file| sources.text(file));
        FoundLater::new(move || found)
    };
    let renderer = Arc::new(themed.renderer.again(handbook.clone(), found));
    outputs::put(&mut site, &handbook, &themed.pages, &renderer.desk(), &changes(&handbook, history));
    let pages = themed.by_file.clone();
    site.put_pages(themed.paths.clone(), move |at| rendered(&renderer, &pages[at]));
    if request.preview {
        // Last, since whoever asks for all paths asks for those of the index, which is not made yet.
        site.put_later(search::FOLDER, index);
    }
    clock.lap("outputs");
    memos.pictures.turn();
    sort(&mut findings);
    Checked { value: Built { handbook, site, pages: themed.pages, sources, timings: clock.laps }, findings }
}

/// The theme made ready for `handbook`: the last one, where nothing that it depends on has changed.
fn themed(
    handbook: &Arc<Handbook>,
    loaded: Arc<LoadedTheme>,
    pictures: Pictures,
    request: &Request,
    memos: &Memos,
) -> Themed {
    let mut last = memos.themed.lock().unwrap_or_else(PoisonError::into_inner);
    let fits = |last: &&Themed| {
        last.files == loaded.files
            && last.renderer.handbook().differs_only_in_texts(handbook)
            && *last.renderer.pictures() == pictures
            && last.renderer.options().portable == request.portable
            && last.renderer.options().preview == request.preview
            && last.searchable == request.search
    };
    if let Some(last) = last.as_ref().filter(fits) {
        return last.clone();
    }
    let mut findings = Vec::new();
    let theme = loaded.theme.clone().take(&mut findings);
    let styles = styled(&theme.styles, &handbook.settings);
    let scripts = theme.scripts.clone();
    let words = theme.words_for(handbook.settings.language());
    let search_script = search_box::script(&theme.search_scripts, &words, handbook, request.portable);
    let options = RenderOptions {
        portable: request.portable,
        preview: request.preview,
        style: hashed("assets/site", "css", &styles),
        script: hashed("assets/site", "js", &scripts),
        search: search::ENTRY.to_owned(),
        search_script: hashed("assets/search", "js", &search_script),
    };
    let highlights = memos.highlights.clone();
    let (renderer, (pages, paths, by_file)) = rayon::join(
        || Renderer::new(handbook.clone(), theme, pictures, highlights, options),
        || {
            let mut pages = pages::pages(handbook);
            pages.retain(|page| request.search || !matches!(page.subject, Subject::Register(..)));
            let mut by_file: Vec<(Arc<str>, Page)> =
                pages.iter().map(|page| (page.file().into(), page.clone())).collect();
            by_file.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
            let (paths, by_file): (Vec<_>, Vec<_>) = by_file.into_iter().unzip();
            (pages, paths, by_file)
        },
    );
    let themed = Themed {
        files: loaded.files.clone(),
        findings,
        searchable: request.search,
        renderer,
        pages: pages.into(),
        paths: paths.into(),
        by_file: by_file.into(),
        styles: styles.into_bytes().into(),
        scripts: scripts.into_bytes().into(),
        search_script: search_script.into_bytes().into(),
    };
    let old = last.replace(themed.clone());
    // Taking apart what ten thousand pages were made with is nothing to wait for.
    rayon::spawn(move || drop(old));
    themed
}

/// The theme as it is read: the last one, where neither its files nor the settings have changed.
fn theme(sources: &Sources, settings: &Arc<Settings>, memos: &Memos) -> Arc<LoadedTheme> {
    let files: Vec<_> = sources.themes.iter().map(|(path, file)| (path.clone(), file.digest)).collect();
    let mut last = memos.theme.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(last) = last.as_ref().filter(|last| last.files == files && last.settings == *settings) {
        return last.clone();
    }
    let loaded =
        Arc::new(LoadedTheme { files, settings: settings.clone(), theme: Theme::load(sources, settings) });
    *last = Some(loaded.clone());
    loaded
}

/// Sources → the handbook, and everything that does not hold in it. Also looks at the theme and at pictures, so
/// that `check` tells all that `build` would.
pub fn check(sources: &Arc<Sources>, request: &Request) -> Checked<Arc<Handbook>> {
    let checked = build(sources.clone(), request, &Memos::of_one_build());
    let mut findings = checked.findings;
    // A mistake in a template may show only when a page is rendered.
    let Built { handbook, site, .. } = checked.value;
    // After one that shows at once, every page would only repeat it.
    let theme_holds = !findings.iter().any(|finding| finding.name == Name::ThemeError);
    let paths = site.paths().into_iter().filter(|path| theme_holds && path.ends_with(".html"));
    let paths: Vec<&Arc<str>> = paths.collect();
    let made = paths.into_par_iter().with_max_len(AT_ONCE).filter_map(|path| match site.make(path) {
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
            let texts = sources.keep_pages(&findings.iter().flat_map(Diagnostic::files).collect());
            // Giving memory back takes a while, for which nobody has to wait.
            rayon::spawn(move || drop(texts));
            Arc::new(sources)
        }
        Err(shared) => shared,
    }
}

/// The settings, with what was asked for instead of them.
fn asked_settings(sources: &Sources, request: &Request) -> Checked<Settings> {
    settings(sources).map(|mut settings| {
        if let Some(url) = &request.base_url {
            settings.config.base_url =
                Some(parse::field::Spot { value: url.as_str().into(), span: Default::default() });
        }
        settings
    })
}

fn assemble(
    sources: &Sources,
    settings: &Arc<Settings>,
    request: &Request,
    memos: &Memos,
    clock: &mut Stopwatch,
) -> Checked<Arc<Handbook>> {
    let mut findings = Vec::new();
    let documents = documents(sources, settings, request, memos, &mut findings);
    clock.lap("parse");
    let audience = request.audience.as_deref().and_then(|name| settings.audience(name)).unwrap_or(0);
    let edition = Edition { date: request.date, audience, drafts: request.drafts };
    let inventory = exports::inventory(sources, settings, &documents, &memos.exports).take(&mut findings);
    memos.exports.turn();
    let mut last = memos.assembled.lock().unwrap_or_else(PoisonError::into_inner);
    let again = last.as_ref().and_then(|last| last.again(settings, &edition, &documents, &inventory));
    let assembled = again.unwrap_or_else(|| model::assemble(settings, &edition, &documents, &inventory));
    let handbook = Arc::new(assembled.value);
    findings.extend(assembled.findings.iter().cloned());
    let old = last.replace(Assembled {
        settings: settings.clone(),
        edition,
        documents,
        inventory,
        handbook: handbook.clone(),
        findings: assembled.findings,
    });
    drop(last);
    rayon::spawn(move || drop(old));
    clock.lap("assemble");
    findings.extend(check::check(Scope { handbook: &handbook, sources }, &memos.said));
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
    request: &Request,
    memos: &Memos,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let rules = settings.parse_rules(request.preview);
    let read = memos.documents.each(
        rules.clone(),
        &sources.pages,
        |page| (&page.path, page.digest),
        |page| document(page, &rules),
    );
    read.into_iter().map(|checked| checked.take(findings)).collect()
}

/// One page, read by itself.
pub fn document(page: &TextFile, rules: &ParseRules) -> Checked<Document> {
    let mut checked = match guard::guarded(|| parse::read(page, rules)) {
        Ok(checked) => checked,
        Err(stumbled) => {
            let empty = parse::read(&TextFile { bytes: Text::default(), ..page.clone() }, rules);
            Checked { value: empty.value, findings: vec![fault(&page.file, &stumbled)] }
        }
    };
    // A draft is work in progress: what does not fit yet is no reason to stop anybody.
    if checked.value.facts.common.draft.is_some_and(|draft| draft.value) {
        checked.findings.iter_mut().for_each(|finding| finding.severity = Severity::Advice);
    }
    checked
}

/// What is told of a file over which the program itself stumbled.
fn fault(file: &Arc<str>, stumbled: &Stumbled) -> Diagnostic {
    let finding = Diagnostic::new(
        Name::UnreadableFile,
        Place::file(file),
        "Throughline stumbles over this file, which is its own fault",
    )
    .mend("undo the last change to it, and send the file to those who look after Throughline");
    match &stumbled.place {
        Some(place) => finding.note(format!("for them: {place}")),
        None => finding,
    }
}

/// When the files of programmes were last changed: asked once, for all of them, when the first calendar is made.
fn changes(handbook: &Arc<Handbook>, history: History) -> outputs::Changes {
    let handbook = handbook.clone();
    let known = LazyLock::new(move || {
        let schedule = handbook.schedule();
        let pages = schedule.programmes.iter().map(|programme| &programme.file);
        let files = pages.chain(schedule.sessions.iter().map(|session| &session.file));
        history.last_changes(&files.cloned().collect())
    });
    Arc::new(move |file| known.get(file).copied())
}

fn rendered(renderer: &Renderer, page: &Page) -> Result<Bytes, Unmade> {
    match guard::guarded(|| renderer.render(page)) {
        Ok(Ok(html)) => Ok(html.into()),
        Ok(Err(finding)) => Err(Unmade::Findings(vec![*finding])),
        Err(stumbled) => {
            let handbook = renderer.handbook();
            let written = match page.subject {
                Subject::Entry(id) => Some(id),
                Subject::Section(id) => handbook.section(id).index,
                _ => None,
            };
            // What nobody wrote is at its address.
            let file = written.map_or_else(|| page.file().into(), |id| handbook.entry(id).file().clone());
            Err(Unmade::Findings(vec![fault(&file, &stumbled)]))
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_no_code_was_ready_for_is_a_finding_about_that_page() {
        let broken = [b"# Broken\n".as_slice(), parse::STUMBLE].concat();
        let sources = Sources::in_memory([
            ("content/index.md", b"# Warm bread\n\n[To it](broken.md)\n".as_slice()),
            ("content/broken.md", &broken),
        ]);
        let built = build(Arc::new(sources), &Request::on(jiff::civil::date(2026, 9, 1)), &Memos::default());
        let told: Vec<_> = built.findings.iter().map(|found| (found.name, &*found.place.file)).collect();
        assert_eq!(told, [(Name::UnreadableFile, "content/broken.md")], "{:?}", built.findings);
        assert!(built.value.site.make("index.html").is_some_and(|made| made.is_ok()));
    }

    #[test]
    fn a_preview_makes_no_index_before_somebody_searches() {
        let sources = Sources::in_memory([("content/index.md", b"# Warm bread\n".as_slice())]);
        let request = Request { preview: true, ..Request::on(jiff::civil::date(2026, 9, 1)) };
        let memos = Memos::default();
        let built = build(Arc::new(sources), &request, &memos).value;
        assert!(built.site.make("index.html").is_some_and(|made| made.is_ok()));
        assert!(memos.search_is_untouched());
        assert!(built.site.make("search/entry.js").is_some_and(|made| made.is_ok()));
        assert!(!memos.search_is_untouched());
    }
}
