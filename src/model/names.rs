//! Names → entries. Ids are resolved across kinds; one that names nobody is told once, however often it stands there.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Edition, Visibility};
use crate::diagnostic::{Checked, Diagnostic, Name, Place, Span, suggest};
use crate::parse::config::Settings;
use crate::parse::field::{Follow, alternatives, is_full_name};
use crate::parse::kind::Kind;
use crate::parse::{Document, EntryId, Facts};

/// Who can be named.
pub struct Names<'d> {
    shown: HashMap<(Kind, &'d str), EntryId>,
    hidden: HashMap<(Kind, &'d str), (&'d Facts, &'d Visibility)>,
    /// Every id of each kind, for suggestions.
    known: BTreeMap<Kind, Vec<&'d str>>,
    /// The pages, by number, to see whether one is for a narrower audience.
    pages: Vec<&'d Facts>,
}

impl<'d> Names<'d> {
    /// The names of all shown pages, and of hidden ones with the reason. Tells two pages of one kind and id.
    pub fn new(
        shown: &[&'d Document],
        all: &'d [Document],
        hidden: &'d BTreeMap<Arc<str>, Visibility>,
    ) -> Checked<Self> {
        let mut findings = Vec::new();
        let mut names = Self {
            shown: HashMap::with_capacity(shown.len()),
            hidden: HashMap::new(),
            known: BTreeMap::new(),
            pages: shown.iter().map(|document| &*document.facts).collect(),
        };
        for (number, document) in shown.iter().enumerate() {
            let facts = &document.facts;
            let id = EntryId(u32::try_from(number).unwrap_or(u32::MAX));
            match names.shown.get(&(facts.kind, &*facts.id)) {
                // Plain pages are linked by their file, so two `notes.md` in two folders are no clash.
                Some(_) if facts.kind == Kind::Page => {}
                Some(first) => {
                    let other = &shown[first.0 as usize].facts;
                    findings.push(
                        Diagnostic::new(
                            Name::DuplicateId,
                            Place::file(&facts.file),
                            format!("two files are {} `{}`", article(facts.kind), facts.id),
                        )
                        .mend("give one of the two files another name")
                        .related(Place::file(&other.file), "the other file"),
                    );
                }
                None => {
                    names.shown.insert((facts.kind, &facts.id), id);
                    names.known.entry(facts.kind).or_default().push(&facts.id);
                }
            }
        }
        for document in all {
            if let Some(reason) = hidden.get(&document.facts.path) {
                names.hidden.insert((document.facts.kind, &document.facts.id), (&document.facts, reason));
            }
        }
        Checked { value: names, findings }
    }
}

/// `the role`, since ids are names of something particular.
fn article(kind: Kind) -> String {
    format!("the {kind}")
}

/// A name that names nobody: what was written, and among which kinds it was looked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    written: String,
    kinds: &'static [Kind],
}

/// Names that name nobody, with every place they stand at.
#[derive(Default)]
pub struct Unknown {
    wanted: BTreeMap<Wanted, (Vec<Place>, Diagnostic)>,
}

impl Unknown {
    /// Adds those of one file.
    pub fn add(&mut self, other: Self) {
        for (wanted, (places, finding)) in other.wanted {
            match self.wanted.get_mut(&wanted) {
                Some((known, _)) => known.extend(places),
                None => {
                    self.wanted.insert(wanted, (places, finding));
                }
            }
        }
    }

    fn put(&mut self, wanted: Wanted, place: Place, finding: impl FnOnce() -> Diagnostic) {
        match self.wanted.get_mut(&wanted) {
            Some((places, _)) => places.push(place),
            None => {
                self.wanted.insert(wanted, (vec![place], finding()));
            }
        }
    }

    /// One finding for each name, at its first place, with the others beside it.
    pub fn into_findings(self) -> impl Iterator<Item = Diagnostic> {
        self.wanted.into_values().map(|(places, mut finding)| {
            finding.mentions = places.len() - 1;
            for place in places.into_iter().skip(1) {
                finding = finding.related(place, "mentioned here too");
            }
            finding
        })
    }
}

/// What came of following one file's references.
pub struct Followed {
    /// What does not hold.
    pub findings: Vec<Diagnostic>,
    /// Names that name nobody.
    pub unknown: Unknown,
    /// Whom the fields of its kind mention.
    pub mentions: Vec<EntryId>,
}

/// Follows the references of one file.
pub struct Follower<'n, 'd> {
    names: &'n Names<'d>,
    facts: &'n Facts,
    /// The file that is read: the page's, or one that belongs to it.
    file: &'n Arc<str>,
    settings: &'n Settings,
    edition: &'n Edition,
    followed: Followed,
    mentioning: bool,
}

impl<'n, 'd> Follower<'n, 'd> {
    /// Nothing followed yet.
    pub fn new(names: &'n Names<'d>, facts: &'n Facts, settings: &'n Settings, edition: &'n Edition) -> Self {
        let followed = Followed { findings: Vec::new(), unknown: Unknown::default(), mentions: Vec::new() };
        Self { names, facts, file: &facts.file, settings, edition, followed, mentioning: false }
    }

    /// From here on references stand in `file`, which belongs to the page: a spreadsheet's export.
    pub fn turn_to(&mut self, file: &'n Arc<str>) {
        self.file = file;
    }

    /// From here on, who is named is mentioned: an owner is not, a role that is served is.
    pub fn begin_mentions(&mut self) {
        self.mentioning = true;
    }

    /// What came of it.
    pub fn finish(self) -> Followed {
        self.followed
    }

    /// The entry, if exactly one of `kinds` has it, and everything else it could be.
    fn find(&self, written: &str, kinds: &'static [Kind]) -> Found<'d> {
        let (kinds, id): (Vec<Kind>, &str) = match written.split_once('/') {
            Some((prefix, id)) => match Kind::find(prefix) {
                Some(kind) if kinds.is_empty() || kinds.contains(&kind) => (vec![kind], id),
                Some(kind) => return Found::WrongKind(kind),
                None => return Found::Nobody,
            },
            None if kinds.is_empty() => (Kind::ALL.to_vec(), written),
            None => (kinds.to_vec(), written),
        };
        let found: Vec<_> =
            kinds.iter().filter_map(|kind| Some((*kind, *self.names.shown.get(&(*kind, id))?))).collect();
        match found.as_slice() {
            [(_, entry)] => Found::Entry(*entry),
            [] => {
                let hidden = kinds.iter().find_map(|kind| self.names.hidden.get(&(*kind, id)));
                hidden.map_or(Found::Nobody, |(facts, reason)| Found::Hidden(facts, reason))
            }
            several => Found::Several(several.iter().map(|(kind, _)| *kind).collect()),
        }
    }

    fn rank(&self, facts: &Facts) -> usize {
        facts.common.audience.as_ref().and_then(|audience| self.settings.audience(audience)).unwrap_or(0)
    }

    /// A wider page must not name a narrower one, whichever edition is built.
    fn leaks(&mut self, to: &Facts, span: Span) -> bool {
        let leak = self.rank(to) > self.rank(self.facts);
        if leak {
            let place = Place::new(self.file, span);
            self.followed.findings.push(Diagnostic { place, ..audience_leak(self.facts, to, span) });
        }
        leak
    }
}

/// The finding that a page names one for a narrower audience.
pub fn audience_leak(from: &Facts, to: &Facts, span: Span) -> Diagnostic {
    let audience = to.common.audience.as_ref().map_or("", |text| &*text.value);
    Diagnostic::new(
        Name::AudienceLeak,
        Place::new(&from.file, span),
        format!("this page has more readers than the one it names, which is for `{audience}` only"),
    )
    .mend(format!("take the mention out, or give this page `audience: {audience}`"))
    .related(Place::file(&to.file), "the narrower page")
}

enum Found<'d> {
    Entry(EntryId),
    Hidden(&'d Facts, &'d Visibility),
    Several(Vec<Kind>),
    WrongKind(Kind),
    Nobody,
}

impl Follow for Follower<'_, '_> {
    type Entry = EntryId;

    fn follow(&mut self, written: &str, span: Span, kinds: &'static [Kind]) -> Option<EntryId> {
        let place = Place::new(self.file, span);
        match self.find(written, kinds) {
            Found::Entry(entry) => {
                let to = self.names.pages[entry.0 as usize];
                if self.edition.audience > 0 && self.leaks(to, span) {
                    return None;
                }
                if self.mentioning {
                    self.followed.mentions.push(entry);
                }
                Some(entry)
            }
            Found::Hidden(to, reason) => {
                if !self.leaks(to, span) && *reason != Visibility::Unreadable {
                    self.followed.findings.push(
                        Diagnostic::new(
                            Name::HiddenLink,
                            place,
                            format!("`{written}` {}, so this edition leaves it out here", reason.reason()),
                        )
                        .related(Place::file(&to.file), "the hidden page"),
                    );
                }
                None
            }
            Found::Several(kinds) => {
                let full: Vec<String> = kinds.iter().map(|kind| format!("{kind}/{written}")).collect();
                let wanted = Wanted { written: written.into(), kinds: &[] };
                self.followed.unknown.put(wanted, place.clone(), || {
                    Diagnostic::new(
                        Name::UnknownReference,
                        place,
                        format!("`{written}` could be {}", suggest::list(full.iter().map(String::as_str))),
                    )
                    .mend("write it with its kind")
                });
                None
            }
            Found::WrongKind(kind) => {
                self.followed.findings.push(
                    Diagnostic::new(
                        Name::UnknownReference,
                        place,
                        format!("`{written}` is a {kind}, and here belongs a {}", alternatives(kinds)),
                    )
                    .maybe_mend(self.nearest(written, kinds)),
                );
                None
            }
            Found::Nobody => {
                let mend = self.nearest(written, kinds);
                let message = match kinds {
                    [] => format!("no page is called `{written}`"),
                    kinds => format!("no {} is called `{written}`", alternatives(kinds)),
                };
                let mend = mend.or_else(|| self.first_of_its_kind(kinds));
                let note = self.whoever_there_is(kinds);
                let wanted = Wanted { written: written.into(), kinds };
                self.followed.unknown.put(wanted, place.clone(), || {
                    let finding = Diagnostic::new(Name::UnknownReference, place, message).maybe_mend(mend);
                    match note {
                        Some(note) => finding.note(note),
                        None => finding,
                    }
                });
                None
            }
        }
    }

    fn look(&mut self, written: &str, span: Span, kinds: &'static [Kind]) -> Option<EntryId> {
        match self.find(written, kinds) {
            Found::Entry(_) => {
                let mentioning = std::mem::replace(&mut self.mentioning, false);
                let entry = self.follow(written, span, kinds);
                self.mentioning = mentioning;
                entry
            }
            _ if is_full_name(written) => self.follow(written, span, kinds),
            _ => None,
        }
    }
}

impl Follower<'_, '_> {
    fn nearest(&self, written: &str, kinds: &'static [Kind]) -> Option<String> {
        let id = written.rsplit('/').next().unwrap_or(written);
        let id = id.strip_suffix(".md").unwrap_or(id);
        let looked: &[Kind] = if kinds.is_empty() { Kind::ALL } else { kinds };
        let known = looked.iter().filter_map(|kind| self.names.known.get(kind)).flatten().copied();
        let near = suggest::nearest(id, known)?;
        let kind = looked.iter().find(|kind| self.names.shown.contains_key(&(**kind, near)))?;
        // A bare id where one kind is possible, the whole name where several are.
        let whole = kinds.len() != 1 || written.contains('/');
        Some(if whole { format!("did you mean `{kind}/{near}`?") } else { format!("did you mean `{near}`?") })
    }

    /// How to make the first one, where a name can only be that of a kind of which there is none yet.
    fn first_of_its_kind(&self, kinds: &'static [Kind]) -> Option<String> {
        let [kind] = kinds else { return None };
        let none = self.names.known.get(kind).is_none_or(|known| known.is_empty());
        none.then(|| format!("there is no {kind} yet: make one with `throughline new {kind}`"))
    }

    /// `pillars are the files in promise/pillars: care, candour, on-time`
    fn whoever_there_is(&self, kinds: &'static [Kind]) -> Option<String> {
        let [kind] = kinds else { return None };
        let known = self.names.known.get(kind)?;
        let folder = self.settings.parse_rules(false).folders.into_iter().find(|(_, k)| k == kind)?.0;
        Some(format!("{} are the files in {folder}: {}", plural(*kind), suggest::list(known.iter().copied())))
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Promise => "promises",
        Kind::Pillar => "pillars",
        Kind::Persona => "personas",
        Kind::Role => "roles",
        Kind::Department => "departments",
        Kind::Person => "people",
        Kind::Goal => "goals",
        Kind::Shadowing => "shadowing programmes",
        Kind::Voice => "surveys and reports",
        Kind::Concern => "concerns",
        Kind::Recognition => "recognitions",
        Kind::Encounter => "encounters",
        Kind::Activity => "activities",
        Kind::Page => "pages",
    }
}
