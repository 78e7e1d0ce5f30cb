//! The first page of a section: each kind is listed in a way of its own, and each way has a file of its own.

pub mod activities;
pub mod encounters;
pub mod grouped;
pub mod listening;
pub mod people;
pub mod personas;
pub mod promise;
pub mod recognition;
mod roles;
pub mod shadowing;

use serde::Serialize;

use self::activities::ActivityList;
use self::encounters::EncounterList;
use self::grouped::Group;
use self::listening::ListeningList;
use self::people::PeopleGroup;
use self::personas::PersonaGroup;
use self::promise::PromiseList;
use self::recognition::Wall;
use self::shadowing::ShadowingList;
use super::concern::ConcernStatus;
use super::goal::GoalNode;
use super::relations::Relations;
use super::text::{self, text};
use super::voice_folder::VoiceFolder;
use super::{Link, Row, activity, goal, person};
use crate::model::{Entry, Section, SectionId, overview_of};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};
use crate::render::viewpoint::Viewpoint;

/// Fills `sections/plain.html`, and every section template where it lists what has no design of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// What the section lists.
    pub list: SectionList,
    /// Folders within the section.
    pub sections: Vec<Row>,
    /// Pages of other kinds in the same folder.
    pub others: Vec<Row>,
    /// The page that prints the whole section.
    pub print: Option<String>,
}

/// What a section lists, by the kind of its pages. Each is shown by the template of its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "items")]
pub enum SectionList {
    /// `sections/plain.html`
    Plain(Vec<Row>),
    /// `sections/promise.html`
    Promise(PromiseList),
    /// `sections/personas.html`
    Personas(Vec<PersonaGroup>),
    /// `sections/grouped.html`: roles by department.
    Grouped(Vec<Group>),
    /// `sections/people.html`
    People(Vec<PeopleGroup>),
    /// `sections/goals.html`
    Goals(Vec<GoalNode>),
    /// `sections/shadowing.html`
    Shadowing(Box<ShadowingList>),
    /// `sections/voice.html`
    Voice(Box<VoiceFolder>),
    /// `sections/listening.html`
    Listening(ListeningList),
    /// `sections/recognition.html`
    Recognition(Wall),
    /// `sections/encounters.html`
    Encounters(EncounterList),
    /// `sections/activities.html`
    Activities(ActivityList),
}

impl SectionView {
    /// What the first page of a section shows.
    pub fn of(section: &Section, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let listed = handbook.overview_at(&section.folder);
        let kind = listed.or(section.kind).or_else(|| common_kind(section, from)).unwrap_or(Kind::Page);
        let (own, others): (Vec<EntryId>, Vec<EntryId>) =
            section.pages.iter().partition(|id| kind == Kind::Page || handbook.entry(**id).kind() == kind);
        // A kind's list stands in one place. A folder of other pages that was named after it introduces it; the
        // kind's own folder, if it has another name, lists its files and leads there.
        let elsewhere =
            listed.is_none().then(|| overview_of(kind)).flatten().and_then(|_| handbook.overview(kind));
        let list = match (listed, &elsewhere) {
            (Some(kind), _) => SectionList::overview(kind, from, relations),
            (None, Some(_)) => SectionList::Plain(plain(&own, from)),
            (None, None) => SectionList::of(kind, &own, from, relations),
        };
        // The promise's pillars stand on its section's page; a link to their folder would say it twice.
        let shown =
            |id: &&SectionId| kind != Kind::Promise || handbook.section(**id).kind != Some(Kind::Pillar);
        let printed = crate::pages::on_paper(handbook).contains(&section.id);
        let mut sections: Vec<Row> =
            section.sections.iter().filter(shown).map(|id| folder(*id, from)).collect();
        sections.extend(elsewhere.map(|address| Row {
            link: Link {
                text: super::base::kind_title(kind, from.words()).unwrap_or_default(),
                href: Some(from.to_address(&address)),
            },
            remark: None,
        }));
        Self {
            list,
            sections,
            others: plain(&others, from),
            print: printed.then(|| from.to_address(&format!("print/{}", section.address))),
        }
    }

    /// The list of all pages of a kind, where the writer has no folder at its address.
    pub fn overview(kind: Kind, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        Self {
            list: SectionList::overview(kind, from, relations),
            sections: Vec::new(),
            others: Vec::new(),
            print: None,
        }
    }
}

/// The kind of all pages of a folder, if they have one in common.
fn common_kind(section: &Section, from: &Viewpoint<'_>) -> Option<Kind> {
    let mut kinds = section.pages.iter().map(|id| from.handbook().entry(*id).kind());
    let first = kinds.next()?;
    kinds.all(|kind| kind == first).then_some(first)
}

impl SectionList {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Plain(_) => "sections/plain.html",
            Self::Promise(_) => "sections/promise.html",
            Self::Personas(_) => "sections/personas.html",
            Self::Grouped(_) => "sections/grouped.html",
            Self::People(_) => "sections/people.html",
            Self::Goals(_) => "sections/goals.html",
            Self::Shadowing(_) => "sections/shadowing.html",
            Self::Voice(_) => "sections/voice.html",
            Self::Listening(_) => "sections/listening.html",
            Self::Recognition(_) => "sections/recognition.html",
            Self::Encounters(_) => "sections/encounters.html",
            Self::Activities(_) => "sections/activities.html",
        }
    }

    /// All pages of a kind, wherever they lie.
    fn overview(kind: Kind, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let pages: Vec<EntryId> = from.handbook().of_kind(kind).map(|entry| entry.id).collect();
        Self::of(kind, &pages, from, relations)
    }

    fn of(kind: Kind, pages: &[EntryId], from: &Viewpoint<'_>, relations: &Relations) -> Self {
        if pages.is_empty() && !says_what_would_stand_here(kind) {
            return Self::Plain(Vec::new());
        }
        match kind {
            Kind::Promise => Self::Promise(PromiseList::of(pages, from)),
            Kind::Persona => Self::Personas(personas::personas(pages, from)),
            Kind::Role => Self::Grouped(roles::roles(pages, from)),
            Kind::Person => Self::People(people::people(pages, from)),
            Kind::Goal => Self::Goals(goal::tree(pages, from, relations)),
            Kind::Shadowing => Self::Shadowing(Box::new(shadowing::shadowing(pages, from))),
            Kind::Voice => Self::Voice(Box::new(VoiceFolder::of(pages, from))),
            Kind::Concern => Self::Listening(ListeningList::of(pages, from)),
            Kind::Recognition => Self::Recognition(Wall::of(from, relations)),
            Kind::Encounter => Self::Encounters(EncounterList::of(pages, from)),
            Kind::Activity => Self::Activities(ActivityList::of(pages, from, relations)),
            Kind::Pillar | Kind::Department | Kind::Page => Self::Plain(plain(pages, from)),
        }
    }
}

/// Whether an empty folder of this kind has a page of its own, which says what would stand there.
fn says_what_would_stand_here(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Promise
            | Kind::Shadowing
            | Kind::Concern
            | Kind::Recognition
            | Kind::Encounter
            | Kind::Activity
    )
}

/// Pages as rows, each with the best remark its kind has.
pub fn plain(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Row> {
    pages.iter().map(|id| text::row(*id, remark(from.handbook().entry(*id), from), from)).collect()
}

/// What stands under a page's title in a list: its day, its description, or what its kind says first.
pub fn remark(entry: &Entry, from: &Viewpoint<'_>) -> Option<String> {
    let words = from.words();
    let described = text::described(entry, words);
    if let Some(date) = entry.common.date {
        let day = words.day(date.value);
        return Some(
            described.map_or_else(
                || day.clone(),
                |text| words.fill("list.day", &[("day", &day), ("text", &text)]),
            ),
        );
    }
    described.or_else(|| match &entry.fields {
        Fields::Promise(promise) => text(&promise.statement, words),
        Fields::Pillar(pillar) => text(&pillar.claim, words),
        Fields::Persona(persona) => text(&persona.segment, words),
        Fields::Department(department) => {
            let lead = department.lead.as_ref().map(|lead| from.link(lead.to).text)?;
            Some(words.fill("section.led_by", &[("lead", &lead)]))
        }
        Fields::Person(_) => person::role_title(entry.id, from),
        Fields::Goal(goal) => text(&goal.statement, words),
        Fields::Concern(concern) => Some(ConcernStatus::of(concern).word(words)),
        Fields::Recognition(recognition) => recognition.on.map(|on| words.day(on.value)),
        Fields::Encounter(encounter) => text(&encounter.purpose, words),
        Fields::Activity(activity) => activity::sort(activity, words),
        Fields::Role(role) => role.department.as_ref().map(|to| from.link(to.to).text),
        Fields::Shadowing(_) | Fields::Voice(_) | Fields::Page => None,
    })
}

/// A folder as a row.
pub fn folder(id: SectionId, from: &Viewpoint<'_>) -> Row {
    let index = from.handbook().section(id).index;
    let remark = index.and_then(|index| text::described(from.handbook().entry(index), from.words()));
    Row { link: from.section(id), remark }
}
