//! Documents → [`Handbook`]: many files, one handbook. After this, no name dangles.
//!
//! What this edition may not show is decided first, by [`edition::visibility`], and is not in the value at
//! all: no later stage can leak what it never sees.

mod addresses;
pub mod appreciation;
pub mod calendars;
pub mod contact;
mod departments;
pub mod edition;
mod facets;
pub mod health;
mod inventory;
pub mod learning;
pub mod line_of_sight;
mod links;
pub mod listening;
pub mod measures;
mod names;
mod navigation;
mod overview;
mod redirects;
mod reuse;
mod review;
pub mod schedule;
pub mod scorecard;
pub mod suggest;
mod tags;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, Place, Severity, Span};
use crate::parse::config::Settings;
use crate::parse::field::Resolve;
use crate::parse::kind::{self, Common, Fields, Kind};
use crate::parse::{Document, EntryId, address};
use crate::paths;
use crate::threads::AT_ONCE;

pub use addresses::starter_pack;
pub use edition::{Edition, Visibility};
pub use inventory::{Export, ExportKind, Inventory};
pub use line_of_sight::LineOfSight;
pub use links::{LinkTarget, beside};
pub use measures::Measures;
pub use navigation::{Section, SectionId, collation_key};
pub use overview::{OVERVIEWS, overview_of};
pub use redirects::redirect_file;
pub use reuse::Assembled;
pub use schedule::Schedule;
pub use scorecard::Scorecard;

/// The handbook of one edition. A copy shares everything with it.
#[derive(Debug, Clone)]
pub struct Handbook {
    /// What holds for all of it.
    pub settings: Arc<Settings>,
    /// For whom and for which day it is.
    pub edition: Edition,
    /// Its pages, by path of their files; an [`EntryId`] is a place in this list.
    pub entries: Vec<Arc<Entry>>,
    /// Its folders, each before those inside it; the first is the handbook itself.
    pub sections: Arc<Vec<Section>>,
    /// Tags, folded to their address, with the spelling of the first mention and the pages.
    pub tags: Arc<BTreeMap<String, Tag>>,
    /// The address of each tag, by how pages write it.
    spellings: Arc<HashMap<Arc<str>, Arc<str>>>,
    /// Old addresses, without slashes at the ends, and where they lead.
    pub redirects: Arc<BTreeMap<String, EntryId>>,
    /// Files beside the pages that a shown page mentions, by path below the folder of content.
    pub files: Arc<BTreeSet<Arc<str>>>,
    /// Pages that this edition hides, with the reason, by path: for findings and the owners' page, never for readers.
    pub hidden: Arc<BTreeMap<Arc<str>, Visibility>>,
    /// Terms explained in the glossary, by their folded words.
    pub glossary: Arc<BTreeMap<String, GlossaryTerm>>,
    /// The pages of each kind, by path: every page asks for some.
    kinds: Arc<BTreeMap<Kind, Vec<EntryId>>>,
    line_of_sight: Arc<LineOfSight>,
    /// What customers and employees told us in figures; see [`Handbook::measures`].
    measures: Arc<Measures>,
    /// Who visits whom, when; see [`Handbook::schedule`].
    schedule: Arc<Schedule>,
    /// Made when it is first asked for: eight pages and files show it, `check` none.
    scorecard: Arc<OnceLock<Scorecard>>,
    /// Made when it is first asked for.
    calendars: Arc<OnceLock<calendars::Calendars>>,
}

/// A page of the handbook.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number.
    pub id: EntryId,
    /// The file as read.
    pub document: Document,
    /// Its title.
    pub title: Arc<str>,
    /// Its address below the site's root: `personas/paula/`; the start page's is empty.
    pub address: Arc<str>,
    /// The fields every page may have.
    pub common: Common<EntryId>,
    /// The fields of its kind.
    pub fields: Fields<EntryId>,
    /// Where its links lead, in the order of [`Facts::links`](crate::parse::Facts::links).
    pub links: Vec<LinkTarget>,
    /// The folder it stands in (for a folder's own page, that folder).
    pub section: SectionId,
    /// Its place among its folder's [`pages`](Section::pages); a folder's own page has none.
    pub nth: Option<u32>,
    /// Its place among all pages in the order of their titles: what lists of pages are sorted by.
    pub rank: u32,
    /// The pages that mention it in their text or in the fields of their kind.
    pub mentioned_by: BTreeSet<EntryId>,
    /// Whether it is a draft, shown because drafts were asked for.
    pub draft: bool,
}

impl Entry {
    /// What it is about.
    pub fn kind(&self) -> Kind {
        self.document.facts.kind
    }

    /// Its name within its kind.
    pub fn name(&self) -> &Arc<str> {
        &self.document.facts.id
    }

    /// `role/dispatcher`.
    pub fn reference(&self) -> String {
        format!("{}/{}", self.kind(), self.name())
    }

    /// Its file, relative to DIR.
    pub fn file(&self) -> &Arc<str> {
        &self.document.facts.file
    }

    /// A place in its file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file(), span)
    }
}

/// A tag and its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// As first written.
    pub name: Arc<str>,
    /// The pages that carry it, in order of title.
    pub pages: Vec<EntryId>,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryTerm {
    /// As written.
    pub term: Arc<str>,
    /// What it means.
    pub meaning: Arc<str>,
    /// The page that explains it.
    pub entry: EntryId,
    /// Its anchor there.
    pub anchor: Arc<str>,
}

/// Addresses that the program's own pages and files have.
pub const GENERATED: &[&str] = &[
    "line-of-sight",
    "line-of-sight/tables",
    "concerns",
    "concerns/customer-understanding",
    "concerns/employee-impact",
    "concerns/organisational-strategy",
    "concerns/employee-appreciation",
    "shadowing",
    "shadowing/coverage",
    "shadowing/debriefs",
    "voice",
    "listening",
    "recognition",
    "search",
    "tags",
    "print",
    "health",
    "data",
    "assets",
    "calendar",
];

/// Files that the program writes itself, and those that steer servers.
pub const GENERATED_FILES: &[&str] = &[
    "404.html",
    "feed.xml",
    "redirects",
    "robots.txt",
    "sitemap.xml",
    "data/handbook.json",
    "data/health.json",
    "search/entry.js",
    "server/nginx.conf",
    ".htaccess",
    ".throughline.json",
    "_headers",
    "web.config",
];

/// Folders in which every address is the program's own.
const OWN_FOLDERS: &[&str] = &["tags", "print", "search", "data", "assets", "calendar", "health"];

/// Generated views for which a writer's `index.md` at the same address is the introduction.
pub const INTRODUCED: &[&str] =
    &["line-of-sight", "concerns", "shadowing", "voice", "listening", "recognition", "search", "tags"];

/// Generated views that exist in every handbook, whether or not a folder of that name does.
pub const VIEWS: &[&str] = &["line-of-sight", "line-of-sight/tables", "search", "tags", "print"];

impl Handbook {
    /// The page with this number.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// All pages, by path.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.entries.iter().map(|entry| &**entry)
    }

    /// The pages of one kind, by path.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.kinds.get(&kind).into_iter().flatten().map(|id| self.entry(*id))
    }

    /// The folder with this number.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0 as usize]
    }

    /// The departments that have joined.
    pub fn is_enrolled(&self, department: EntryId) -> bool {
        self.settings.enrolled(self.entry(department).name())
    }

    /// The severity of a finding that binds only departments that have joined.
    pub fn bound(&self, department: Option<EntryId>, severity: Severity) -> Severity {
        match department {
            Some(department) if !self.is_enrolled(department) => Severity::Advice,
            Some(_) | None => severity,
        }
    }

    /// The promise: the first one, where a handbook has several.
    pub fn promise(&self) -> Option<&Entry> {
        self.of_kind(Kind::Promise).next()
    }
}

/// What the spreadsheet's export of a page says, with its file.
struct Exported {
    counts: Option<(Arc<str>, Vec<kind::Measure<EntryId>>)>,
    sessions: Option<schedule::FromPage>,
}

/// Makes one handbook of all `documents`, which are sorted by path, and the files beside them.
pub fn assemble(
    settings: &Arc<Settings>,
    edition: &Edition,
    documents: &[Document],
    inventory: &Inventory,
) -> Checked<Handbook> {
    let mut findings = Vec::new();
    // First of all: who may see what. Everything below knows only the shown ones.
    let mut shown = Vec::with_capacity(documents.len());
    let mut hidden = BTreeMap::new();
    let seen: Vec<_> = documents
        .par_iter()
        .map(|document| edition::visibility(&document.facts, settings, edition))
        .collect();
    for (document, seen) in documents.iter().zip(seen) {
        match seen {
            Visibility::Shown => shown.push(document),
            reason => {
                hidden.insert(document.facts.path.clone(), reason);
            }
        }
    }
    edition::unknown_audiences(documents, settings, &mut findings);

    let (addresses, names) =
        rayon::join(|| addresses::addresses(&shown), || names::Names::new(&shown, documents, &hidden));
    let (addresses, names) = (addresses.take(&mut findings), names.take(&mut findings));
    let sections = navigation::sections(&shown, &addresses, settings);
    let map = links::Map::new(&shown, &addresses, &hidden, documents, &sections, inventory);

    let resolved: Vec<_> = shown
        .par_iter()
        .with_max_len(AT_ONCE)
        .enumerate()
        .map(|(number, document)| {
            let id = EntryId(u32::try_from(number).unwrap_or(u32::MAX));
            let mut follower = names::Follower::new(&names, &document.facts, settings, edition);
            let common = document.facts.common.resolve(&mut follower).unwrap_or_default();
            follower.begin_mentions();
            let fields = document.facts.fields.resolve(&mut follower).unwrap_or(Fields::Page);
            let counts = inventory.counts(&document.facts).and_then(|counts| {
                follower.turn_to(&counts.file);
                Some((counts.file.clone(), counts.measures.resolve(&mut follower)?))
            });
            let sessions = inventory.sessions(&document.facts).and_then(|sessions| {
                follower.turn_to(&sessions.file);
                Some(schedule::FromPage {
                    file: sessions.file.clone(),
                    sessions: sessions.sessions.resolve(&mut follower)?,
                    people: schedule::written(&sessions.sessions),
                })
            });
            // Hardly any page has one, and all of them wait here.
            let exported =
                (counts.is_some() || sessions.is_some()).then(|| Box::new(Exported { counts, sessions }));
            let mut linker = links::Linker::new(&map, &document.facts, settings);
            let entry = Entry {
                id,
                document: (*document).clone(),
                title: document.facts.title(),
                address: addresses[number].clone(),
                common,
                fields,
                links: linker.resolve(),
                section: sections.of[number],
                nth: None,
                rank: 0,
                mentioned_by: BTreeSet::new(),
                draft: document.facts.common.draft.is_some_and(|draft| draft.value),
            };
            (Arc::new(entry), exported, follower.finish(), linker.finish())
        })
        .collect();
    // Whoever could be named or linked makes room for who was.
    drop((map, names));

    let mut unknown = names::Unknown::default();
    let mut broken = links::Broken::default();
    let mut entries = Vec::with_capacity(shown.len());
    let mut files = BTreeSet::new();
    let mut mentions: Vec<BTreeSet<EntryId>> = vec![BTreeSet::new(); shown.len()];
    let mut counts = measures::FromFile::new();
    let mut sessions = schedule::FromFile::new();
    for (entry, exported, followed, linked) in resolved {
        let id = entry.id;
        findings.extend(followed.findings);
        unknown.add(followed.unknown);
        broken.add(linked.broken);
        findings.extend(linked.findings);
        files.extend(linked.files);
        for target in followed.mentions.into_iter().chain(linked.mentions).filter(|target| *target != id) {
            mentions[target.0 as usize].insert(id);
        }
        if let Some(exported) = exported {
            counts.extend(exported.counts.map(|counts| (id, counts)));
            sessions.extend(exported.sessions.map(|sessions| (id, sessions)));
        }
        entries.push(entry);
    }
    for (entry, mentioned_by) in entries.iter_mut().zip(mentions) {
        Arc::make_mut(entry).mentioned_by = mentioned_by;
    }
    findings.extend(unknown.into_findings());
    findings.extend(broken.into_findings());
    fields_files(&entries, inventory, settings, &mut files, &mut findings);
    let measures = measures::measure(&mut entries, counts, settings);
    let (redirects, tags) =
        rayon::join(|| redirects::redirects(&entries, &sections.all, &files), || tags::tags(&entries));
    let (redirects, tags) = (redirects.take(&mut findings), tags.take(&mut findings));
    let (mut tags, spellings) = (tags.all, tags.spellings);
    addresses::starter_packs(&entries, &mut findings);
    let glossary = glossary(&entries);
    let mut sections = sections.all;
    navigation::order(&mut entries, &mut sections, &mut tags);
    let mut kinds: BTreeMap<Kind, Vec<EntryId>> = BTreeMap::new();
    entries.iter().for_each(|entry| kinds.entry(entry.kind()).or_default().push(entry.id));
    let line_of_sight = LineOfSight::of(&entries);
    let schedule = Schedule::of(&entries, sessions, settings, edition);
    forget(&mut entries, &schedule);
    findings.extend(schedule.too_many());
    let handbook = Handbook {
        settings: settings.clone(),
        edition: edition.clone(),
        entries,
        sections: sections.into(),
        tags: tags.into(),
        spellings: spellings.into(),
        redirects: redirects.into(),
        files: files.into(),
        hidden: hidden.into(),
        glossary: glossary.into(),
        kinds: kinds.into(),
        line_of_sight: line_of_sight.into(),
        measures: measures.into(),
        schedule: schedule.into(),
        scorecard: Arc::default(),
        calendars: Arc::default(),
    };
    Checked { value: handbook, findings }
}

/// Takes back who is mentioned by a programme only in visits that nothing tells of any more.
fn forget(entries: &mut [Arc<Entry>], schedule: &Schedule) {
    for (programme, person) in schedule.forgotten() {
        let mut links = entries[programme.0 as usize].links.iter();
        if !links.any(|link| matches!(link, LinkTarget::Page(to, _) if *to == person)) {
            Arc::make_mut(&mut entries[person.0 as usize]).mentioned_by.remove(&programme);
        }
    }
}

/// Files that fields name: pictures, spreadsheets' exports, the logo.
fn fields_files(
    entries: &[Arc<Entry>],
    inventory: &Inventory,
    settings: &Arc<Settings>,
    files: &mut BTreeSet<Arc<str>>,
    findings: &mut Vec<Diagnostic>,
) {
    for entry in entries {
        // A spreadsheet's export is read by the program, and is no file for readers.
        let (named, published) = match &entry.fields {
            Fields::Persona(persona) => (&persona.photo, true),
            Fields::Person(person) => (&person.photo, true),
            Fields::Shadowing(shadowing) => (&shadowing.sessions_file, false),
            Fields::Voice(voice) => (&voice.counts_file, false),
            Fields::Promise(_)
            | Fields::Pillar(_)
            | Fields::Role(_)
            | Fields::Department(_)
            | Fields::Goal(_)
            | Fields::Concern(_)
            | Fields::Recognition(_)
            | Fields::Encounter(_)
            | Fields::Activity(_)
            | Fields::Page => continue,
        };
        let Some(named) = named else { continue };
        let path = links::beside(&entry.document.facts.path, &named.value.0);
        match path.and_then(|path| inventory.file(&path)) {
            Some(path)
                if published
                    && !inventory.is_export(&path)
                    && !paths::is_active(&address::of_file(&path)) =>
            {
                files.insert(path);
            }
            Some(_) => {}
            None => findings.push(links::missing_file(&named.value.0, entry.place(named.span), inventory)),
        }
    }
    if let Some(logo) = settings.config.brand.as_ref().and_then(|brand| brand.logo.as_ref()) {
        match inventory.file(logo.value.0.trim_start_matches('/')) {
            Some(path) if inventory.is_export(&path) || paths::is_active(&address::of_file(&path)) => {}
            Some(path) => {
                files.insert(path);
            }
            None => findings.push(links::missing_file(&logo.value.0, settings.place(logo.span), inventory)),
        }
    }
}

/// The terms of pages that call themselves a glossary, by keyword, tag or file name.
fn glossary(entries: &[Arc<Entry>]) -> BTreeMap<String, GlossaryTerm> {
    let mut glossary = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_glossary(entry)) {
        for term in &entry.document.facts.terms {
            glossary.entry(term.term.to_lowercase()).or_insert_with(|| GlossaryTerm {
                term: term.term.clone(),
                meaning: term.meaning.clone(),
                entry: entry.id,
                anchor: term.id.clone(),
            });
        }
    }
    glossary
}

fn is_glossary(entry: &Entry) -> bool {
    let says = |text: &str| text.eq_ignore_ascii_case("glossary") || text.eq_ignore_ascii_case("glossar");
    says(entry.name()) || entry.common.keywords.iter().chain(&entry.common.tags).any(|word| says(word))
}
