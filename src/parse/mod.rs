//! Source → [`Document`]: one file understood on its own, without any other.
//!
//! A document is *facts*, which other files may depend on, and a *body*, which nobody else does. Nothing here
//! reads a file, knows another document, or decides what is shown.

pub mod address;
pub mod base_url;
pub mod body;
pub mod config;
pub mod counts;
pub mod export;
pub mod field;
pub mod front_matter;
mod html;
pub mod kind;
mod leb128;
pub mod link;
mod reading;
pub mod repeat;
pub mod sessions;
mod slips;
pub mod spans;
mod typography;
pub mod value;
pub mod yaml;
pub mod zone;

use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic, Name, Place, Span};
use crate::source::{LARGEST, TextFile, names};
use field::Written;
use kind::{Common, Fields, Kind};
use spans::Spans;

pub use body::Body;
pub use link::{Destination, Link};

/// An entry of the handbook, by its number. Numbers are given when the handbook is assembled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// What is done with raw HTML in pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Html {
    /// It is shown as it is written.
    #[default]
    Text,
    /// Harmless HTML is let through.
    Sanitised,
}

/// What reading one file depends on, beside the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseRules {
    /// The handbook's language, for quotation marks.
    pub language: String,
    /// What is done with raw HTML.
    pub html: Html,
    /// Whether blocks remember their line, for the preview's edit marks.
    pub line_marks: bool,
    /// Whether there is a `handbook.yaml`. Without one, a folder's name alone makes nothing of a file.
    pub configured: bool,
    /// Folders below `content/` and the kind of their files; the longest that fits wins.
    pub folders: Vec<(String, Kind)>,
}

/// Part of the key under which every document is remembered. Equal rules have one language, and a handbook's rules are
/// hardly ever unlike in anything else, so the rest would only cost time.
impl std::hash::Hash for ParseRules {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.language.hash(state);
    }
}

impl Default for ParseRules {
    fn default() -> Self {
        let folders = Kind::ALL.iter().filter_map(|kind| Some((kind.folder()?.to_owned(), *kind))).collect();
        Self { language: "en".into(), html: Html::Text, line_marks: false, configured: false, folders }
    }
}

/// One markdown file, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What other files may depend on.
    pub facts: Arc<Facts>,
    /// What nobody else does.
    pub body: Arc<Body>,
}

/// What is known of a file without looking at any other.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The file, relative to DIR: `content/roles/driver.md`.
    pub file: Arc<str>,
    /// The file, relative to the folder of content: `roles/driver.md`.
    pub path: Arc<str>,
    /// What it is about.
    pub kind: Kind,
    /// Its name within its kind: `driver`.
    pub id: Arc<str>,
    /// Whether it is its folder's own page.
    pub index: bool,
    /// The front matter as written, if there is one that can be read.
    pub front: Option<yaml::Node>,
    /// Where the front matter ends; findings about what is missing point there.
    pub front_end: Span,
    /// Whether the front matter could not be read: then nothing is said to be missing.
    pub front_broken: bool,
    /// The fields every page may have.
    pub common: Common<Written>,
    /// The fields of its kind.
    pub fields: Fields<Written>,
    /// The opening `# `, where the title comes from there.
    pub opening: Option<(Arc<str>, Span)>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// What else can be linked to on the page, beside its headings.
    pub anchors: Vec<Arc<str>>,
    /// Links and images, in order.
    pub links: Vec<Link>,
    /// Tables, in order.
    pub tables: Vec<Table>,
    /// Terms explained in definition lists.
    pub terms: Vec<TermDefinition>,
    /// Where running text stands: no code, no quotes.
    pub prose: Spans,
    /// Where running text stands in block quotes.
    pub quotes: Spans,
}

/// A heading below the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As written: 1 for `# `.
    pub level: u8,
    /// As shown: 2 and more, since the title is the page's one `h1`.
    pub shown: u8,
    /// Its anchor.
    pub id: Arc<str>,
    /// Its words.
    pub text: Arc<str>,
    /// Its bytes in the file.
    pub span: Span,
}

/// A table, as far as a screen reader cares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its bytes in the file.
    pub span: Span,
    /// How many columns it has.
    pub columns: usize,
    /// Columns whose head is empty.
    pub empty_headers: Vec<(usize, Span)>,
}

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermDefinition {
    /// The term.
    pub term: Arc<str>,
    /// Its anchor.
    pub id: Arc<str>,
    /// What it means, in plain words.
    pub meaning: Arc<str>,
}

/// From here on a page is told to be large.
pub const LARGE: usize = 1024 * 1024;

impl Facts {
    /// The title field, wherever the kind keeps it.
    pub fn title_field(&self) -> Option<&field::Text> {
        match &self.fields {
            Fields::Role(role) => role.title.as_ref(),
            _ => self.common.title.as_ref(),
        }
    }

    /// The page's title: the field, else the opening heading, else what its kind calls itself, else its file.
    pub fn title(&self) -> Arc<str> {
        if let Some(title) = self.title_field() {
            return title.value.clone();
        }
        if let Some((opening, _)) = &self.opening {
            return opening.clone();
        }
        let own = match &self.fields {
            Fields::Persona(persona) => persona.name.as_ref(),
            Fields::Promise(promise) => promise.statement.as_ref(),
            Fields::Goal(goal) => goal.statement.as_ref(),
            Fields::Concern(concern) => concern.said.as_ref(),
            _ => None,
        };
        own.map_or_else(|| humanise(&self.id).into(), |text| text.value.clone())
    }

    /// Whether other files learn the same from these facts as from `other`: they differ at most in what only this file's own
    /// page shows, and in where things stand in its text.
    pub fn tells_the_same(&self, other: &Self) -> bool {
        // Every field is named, so that a new one has to be thought about.
        let Self {
            file,
            path,
            kind,
            id,
            index,
            front,
            front_end,
            front_broken,
            common,
            fields,
            opening,
            headings,
            anchors,
            links,
            tables: _,
            terms,
            prose: _,
            quotes: _,
        } = self;
        let link = |a: &Link, b: &Link| {
            let Link { destination, image, text, title, span: _ } = a;
            *destination == b.destination && *image == b.image && *text == b.text && *title == b.title
        };
        let said = |opening: &Option<(Arc<str>, Span)>| opening.as_ref().map(|(title, _)| title.clone());
        *file == other.file
            && *path == other.path
            && *kind == other.kind
            && *id == other.id
            && *index == other.index
            && *front == other.front
            && *front_end == other.front_end
            && *front_broken == other.front_broken
            && *common == other.common
            && *fields == other.fields
            && said(opening) == said(&other.opening)
            && *anchors == other.anchors
            && headings.iter().map(|heading| &heading.id).eq(other.headings.iter().map(|heading| &heading.id))
            && links.len() == other.links.len()
            && links.iter().zip(&other.links).all(|(a, b)| link(a, b))
            && *terms == other.terms
    }

    /// Gives back what the lists grew by while the file was read.
    fn fit(&mut self) {
        fit(&mut self.headings);
        fit(&mut self.anchors);
        fit(&mut self.links);
        fit(&mut self.tables);
        fit(&mut self.terms);
    }

    /// Whether the front matter has the field `name`, fitting or not.
    pub fn has(&self, name: &str) -> bool {
        self.front.as_ref().is_some_and(|front| front.get(name).is_some())
    }

    /// The place of the field `name`'s value; where the field is missing, the end of the front matter.
    pub fn place_of(&self, name: &str) -> Place {
        let span =
            self.front.as_ref().and_then(|front| front.get(name)).map_or(self.front_end, |node| node.span);
        Place::new(&self.file, span)
    }

    /// The place of the field `name`'s key; where the field is missing, the end of the front matter.
    pub fn place_of_key(&self, name: &str) -> Place {
        let key = self.front.as_ref().and_then(|f| f.entries().iter().find(|(key, _)| &*key.text == name));
        Place::new(&self.file, key.map_or(self.front_end, |(key, _)| key.span))
    }
}

/// `what-keeps-it-up` as `What keeps it up`.
pub fn humanise(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars.next().map_or_else(|| id.to_owned(), |first| first.to_uppercase().chain(chars).collect())
}

/// What a test ends a page with to make reading it stumble.
#[cfg(test)]
pub const STUMBLE: &[u8] = b"stumble, on purpose";

/// `list` without room to grow. It moves, since an allocator may leave what only shrinks where it is, with half of its room
/// for nothing.
fn fit<T>(list: &mut Vec<T>) {
    let mut fitting = Vec::with_capacity(list.len());
    fitting.append(list);
    *list = fitting;
}

/// Reads one markdown file.
pub fn read(page: &TextFile, rules: &ParseRules) -> Checked<Document> {
    let TextFile { file, path, bytes, digest, stamp: _ } = page;
    #[cfg(test)]
    if bytes.ends_with(STUMBLE) {
        std::panic::resume_unwind(Box::new("as a library might, some day"));
    }
    let mut findings = Vec::new();
    let (text, (front, body_at)) = match names::stem_of_misnamed(path) {
        // It may well say who may see it: until it has a page's name, nobody does.
        Some(stem) => {
            findings.push(by_another_name(file, stem));
            (Default::default(), (front_matter::Front::unread(), 0))
        }
        None => {
            let text = readable(file, bytes, &mut findings);
            let split = front_matter::split(file, &text, &mut findings);
            (text, split)
        }
    };
    let mut facts = front_matter::read(file, path, front, rules, &mut findings);
    let titled = facts.title_field().map(|title| title.value.clone());
    let body = body::read((&text, digest), body_at, titled.as_deref(), rules, &mut facts, &mut findings);
    facts.fit();
    Checked { value: Document { facts: Arc::new(facts), body: Arc::new(body) }, findings }
}

/// Tells a page that is not called so. `stem` is its path without the ending.
fn by_another_name(file: &Arc<str>, stem: &str) -> Diagnostic {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    Diagnostic::new(
        Name::UnreadableFile,
        Place::file(file),
        "the name of a page ends in `.md`, so this one is neither read nor published",
    )
    .mend(format!("rename it to `{name}{}`", names::PAGE))
}

/// `1.5 MB`, rounded up.
fn megabytes(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// The text of a file; what cannot be read is told, and the rest of the file kept.
fn readable<'b>(
    file: &Arc<str>,
    bytes: &'b [u8],
    findings: &mut Vec<Diagnostic>,
) -> std::borrow::Cow<'b, str> {
    use std::borrow::Cow;
    let refuse = |findings: &mut Vec<Diagnostic>, name, at: usize, message: String, mend: &str| {
        findings.push(Diagnostic::new(name, Place::new(file, Span::at(at)), message).mend(mend));
    };
    if bytes.len() > LARGEST {
        refuse(
            findings,
            Name::TooLarge,
            0,
            format!("this page has {}, and at most 4 MB are read", megabytes(bytes.len())),
            "split it into several pages",
        );
        return Cow::Borrowed("");
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        refuse(
            findings,
            Name::UnreadableFile,
            0,
            "this file is written in UTF-16, as some editors save it".into(),
            "save it again as UTF-8",
        );
        return Cow::Borrowed("");
    }
    if bytes.len() > LARGE {
        findings.push(
            Diagnostic::new(
                Name::TooLarge,
                Place::file(file),
                format!("this page has {}, more than anybody reads at once", megabytes(bytes.len())),
            )
            .mend("split it into several pages")
            .severity(crate::diagnostic::Severity::Warning),
        );
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            refuse(
                findings,
                Name::UnreadableFile,
                error.valid_up_to(),
                "from here on this file is not UTF-8, so letters would come out wrong".into(),
                "save it again as UTF-8",
            );
            Cow::Owned(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}
