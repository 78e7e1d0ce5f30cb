//! The first page of a section: each kind is listed in a way of its own.

use serde::Serialize;

use super::concern::{ConcernStatus, ConcernView};
use super::persona::PersonaSort;
use super::promise::{self, PillarStop};
use super::recognition::RecognitionView;
use super::relations::Relations;
use super::shadowing::SessionView;
use super::text::{self, text};
use super::voice_folder::{self, VoiceFolder};
use super::{Link, Portrait, Row, activity, encounter, goal, person, role};
use crate::model::{Entry, Section, SectionId, collation_key};
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
    /// `sections/grouped.html`: roles by department, people by department, activities by sort, encounters by sort.
    Grouped(Vec<Group>),
    /// `sections/people.html`
    People(Vec<PeopleGroup>),
    /// `sections/goals.html`
    Goals(Vec<GoalNode>),
    /// `sections/shadowing.html`
    Shadowing(ShadowingList),
    /// `sections/voice.html`
    Voice(Box<VoiceFolder>),
    /// `sections/listening.html`
    Listening(ListeningList),
    /// `sections/recognition.html`
    Recognition(Vec<RecognitionView>),
}

/// The promise and its pillars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseList {
    /// The promises; one, as a rule.
    pub promises: Vec<PromiseRow>,
    /// The pillars.
    pub pillars: Vec<PillarStop>,
}

/// A promise in its section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseRow {
    /// Its page.
    pub link: Link,
    /// Its words.
    pub statement: String,
}

/// Customers of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaGroup {
    /// The sort.
    pub sort: PersonaSort,
    /// Its personas.
    pub personas: Vec<PersonaCard>,
}

/// A customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaCard {
    /// The page; the text is the name.
    pub link: Link,
    /// The face.
    pub portrait: Portrait,
    /// What is said.
    pub quote: Option<String>,
    /// Which customers are meant.
    pub segment: Option<String>,
    /// Pillars, the most important first.
    pub matters: Vec<Link>,
}

/// Pages under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The heading, ready, with its page if it has one; `None` for what belongs nowhere.
    pub heading: Option<Link>,
    /// The pages.
    pub rows: Vec<Row>,
}

/// People of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleGroup {
    /// The department.
    pub department: Option<Link>,
    /// Its people.
    pub people: Vec<PersonCard>,
}

/// A colleague in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonCard {
    /// The page.
    pub link: Link,
    /// The face.
    pub portrait: Portrait,
    /// The role.
    pub role: Option<String>,
    /// Whether colleagues may come and look.
    pub hosts: bool,
}

/// A goal with the goals under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalNode {
    /// The goal.
    pub link: Link,
    /// Its statement.
    pub statement: Option<String>,
    /// Where its first measure stands.
    pub figure: Option<super::role::GoalFigure>,
    /// Goals below.
    pub below: Vec<GoalNode>,
}

/// Programmes and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShadowingList {
    /// The programmes, the newest first.
    pub programmes: Vec<Row>,
    /// Places still free, soonest first.
    pub open: Vec<SessionView>,
}

/// Concerns by how they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListeningList {
    /// How many there are.
    pub all: usize,
    /// How many have an answer.
    pub answered: usize,
    /// The concerns: waiting first, then newest first.
    pub concerns: Vec<ConcernView>,
}

impl SectionView {
    /// What the first page of a section shows.
    pub fn of(section: &Section, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let kind = section.kind.or_else(|| common_kind(section, from)).unwrap_or(Kind::Page);
        let (own, others): (Vec<EntryId>, Vec<EntryId>) =
            section.pages.iter().partition(|id| kind == Kind::Page || handbook.entry(**id).kind() == kind);
        // Voices of all years are one story, however many folders they lie in.
        let own = if kind == Kind::Voice { voice_folder::pages(section, from) } else { own };
        let list = SectionList::of(kind, &own, from, relations);
        // The promise's pillars stand on its section's page; a link to their folder would say it twice.
        let shown =
            |id: &&SectionId| kind != Kind::Promise || handbook.section(**id).kind != Some(Kind::Pillar);
        let printed = crate::pages::on_paper(handbook).contains(&section.id);
        Self {
            list,
            sections: section.sections.iter().filter(shown).map(|id| folder(*id, from)).collect(),
            others: plain(&others, from),
            print: printed.then(|| from.to_address(&format!("print/{}", section.address))),
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
        }
    }

    fn of(kind: Kind, pages: &[EntryId], from: &Viewpoint<'_>, relations: &Relations) -> Self {
        if pages.is_empty() && kind != Kind::Promise {
            return Self::Plain(Vec::new());
        }
        match kind {
            Kind::Promise => Self::Promise(PromiseList {
                promises: pages.iter().filter_map(|id| PromiseRow::of(*id, from)).collect(),
                pillars: promise::stops(from),
            }),
            Kind::Persona => Self::Personas(personas(pages, from)),
            Kind::Role => Self::Grouped(roles(pages, from)),
            Kind::Person => Self::People(people(pages, from)),
            Kind::Goal => Self::Goals(goal::tree(pages, from, relations)),
            Kind::Shadowing => Self::Shadowing(shadowing(pages, from)),
            Kind::Voice => Self::Voice(Box::new(VoiceFolder::of(pages, from))),
            Kind::Concern => Self::Listening(listening(pages, from)),
            Kind::Recognition => Self::Recognition(recognitions(pages, from)),
            Kind::Encounter => Self::Grouped(encounters(pages, from)),
            Kind::Activity => Self::Grouped(activities(pages, from)),
            Kind::Pillar | Kind::Department | Kind::Page => Self::Plain(plain(pages, from)),
        }
    }
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

impl PromiseRow {
    fn of(id: EntryId, from: &Viewpoint<'_>) -> Option<Self> {
        let Fields::Promise(promise) = &from.handbook().entry(id).fields else { return None };
        Some(Self { link: from.link(id), statement: text(&promise.statement, from.words())? })
    }
}

fn personas(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<PersonaGroup> {
    let words = from.words();
    let mut groups: Vec<PersonaGroup> =
        [PersonaSort::Customer, PersonaSort::User, PersonaSort::Internal, PersonaSort::NotForUs]
            .map(|sort| PersonaGroup { sort, personas: Vec::new() })
            .into();
    for id in pages {
        let entry = from.handbook().entry(*id);
        let Fields::Persona(persona) = &entry.fields else { continue };
        let sort = PersonaSort::of(persona);
        let link = from.link(*id);
        let card = PersonaCard {
            portrait: text::portrait(entry, &link.text, &persona.photo, from),
            quote: text(&persona.quote, words).map(|said| text::unquoted(said, words)),
            segment: text(&persona.segment, words),
            matters: text::links(&persona.matters, from),
            link,
        };
        groups
            .iter_mut()
            .filter(|group| group.sort == sort)
            .for_each(|group| group.personas.push(card.clone()));
    }
    groups.retain(|group| !group.personas.is_empty());
    groups
}

/// Pages under the headings that `heading` gives them, in the headings' order; those without one come last.
fn grouped<K: Ord>(
    pages: &[EntryId],
    from: &Viewpoint<'_>,
    heading: impl Fn(&Entry) -> Option<(K, Link)>,
    remark: impl Fn(&Entry) -> Option<String>,
) -> Vec<Group> {
    let mut groups: Vec<(Option<K>, Group)> = Vec::new();
    for id in pages {
        let entry = from.handbook().entry(*id);
        let (key, heading) = heading(entry).unzip();
        let row = text::row(*id, remark(entry), from);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.rows.push(row),
            None => groups.push((key, Group { heading, rows: vec![row] })),
        }
    }
    groups.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    groups.into_iter().map(|(_, group)| group).collect()
}

fn roles(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Group> {
    let heading = |entry: &Entry| {
        let Fields::Role(role) = &entry.fields else { return None };
        let department = role.department.as_ref()?.to;
        let link = from.link(department);
        Some(((collation_key(&link.text), department), link))
    };
    grouped(pages, from, heading, |entry| text::described(entry, from.words()))
}

fn encounters(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Group> {
    let words = from.words();
    let heading = |entry: &Entry| {
        let Fields::Encounter(fields) = &entry.fields else { return None };
        let (sort, text) = encounter::group(fields, words);
        Some((sort, Link { text, href: None }))
    };
    let remark = |entry: &Entry| {
        let Fields::Encounter(fields) = &entry.fields else { return None };
        let day = fields.start.map(|start| words.day(start.value.wall().date()));
        let who = fields.persona.as_ref().map(|persona| from.link(persona.to).text);
        let parts: Vec<String> = who.into_iter().chain(day).collect();
        (!parts.is_empty()).then(|| parts.join(&format!("{} ", words.get("list.comma"))))
    };
    grouped(pages, from, heading, remark)
}

fn activities(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Group> {
    let words = from.words();
    let heading = |entry: &Entry| {
        let Fields::Activity(fields) = &entry.fields else { return None };
        let (sort, text) = activity::group(fields, words);
        Some((sort, Link { text, href: None }))
    };
    let remark = |entry: &Entry| {
        text::described(entry, words).or_else(|| {
            let Fields::Activity(fields) = &entry.fields else { return None };
            let pillars: Vec<String> =
                fields.pillars.iter().map(|pillar| from.link(pillar.to).text).collect();
            (!pillars.is_empty()).then(|| text::enumeration(&pillars, words))
        })
    };
    grouped(pages, from, heading, remark)
}

fn people(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<PeopleGroup> {
    let handbook = from.handbook();
    let mut groups: Vec<(Option<(String, EntryId)>, PeopleGroup)> = Vec::new();
    for id in pages {
        let entry = handbook.entry(*id);
        let Fields::Person(fields) = &entry.fields else { continue };
        let role = fields.role.as_ref().map(|role| &handbook.entry(role.to).fields);
        let department = match role {
            Some(Fields::Role(role)) => role.department.as_ref().map(|department| department.to),
            _ => None,
        };
        let card = PersonCard {
            link: from.link(*id),
            portrait: text::portrait(entry, &entry.title, &fields.photo, from),
            role: person::role_title(*id, from),
            hosts: role::hosts(*id, from).is_some(),
        };
        let link = department.map(|department| from.link(department));
        let key = link.as_ref().map(|link| collation_key(&link.text)).zip(department);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.people.push(card),
            None => groups.push((key, PeopleGroup { department: link, people: vec![card] })),
        }
    }
    groups.sort_by(|(a, _), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b)));
    groups.into_iter().map(|(_, group)| group).collect()
}

fn shadowing(pages: &[EntryId], from: &Viewpoint<'_>) -> ShadowingList {
    let handbook = from.handbook();
    let mut programmes = pages.to_vec();
    programmes.sort_by_cached_key(|id| match &handbook.entry(*id).fields {
        Fields::Shadowing(fields) => {
            std::cmp::Reverse(fields.cycle.as_ref().and_then(|cycle| cycle.from).map(|from| from.value))
        }
        _ => std::cmp::Reverse(None),
    });
    let mut open: Vec<SessionView> = Vec::new();
    for id in &programmes {
        let entry = handbook.entry(*id);
        let Fields::Shadowing(fields) = &entry.fields else { continue };
        let sessions = (0..fields.sessions.len()).filter_map(|at| SessionView::elsewhere(entry, at, from));
        open.extend(sessions.filter(|session| session.free > 0));
    }
    open.sort_by(|a, b| a.start.iso.cmp(&b.start.iso).then_with(|| a.href.cmp(&b.href)));
    ShadowingList { programmes: plain(&programmes, from), open }
}

/// Voices by the end of their period, the newest first.
pub fn newest_voices(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<EntryId> {
    let mut voices = pages.to_vec();
    voices.sort_by_cached_key(|id| match &from.handbook().entry(*id).fields {
        Fields::Voice(voice) => std::cmp::Reverse(voice.period.map(|period| period.value.last())),
        _ => std::cmp::Reverse(None),
    });
    voices
}

/// Concerns that wait first, then by how they stand, each the newest first.
fn listening(pages: &[EntryId], from: &Viewpoint<'_>) -> ListeningList {
    let mut concerns: Vec<ConcernView> = pages
        .iter()
        .filter_map(|id| {
            let entry = from.handbook().entry(*id);
            let Fields::Concern(concern) = &entry.fields else { return None };
            Some(ConcernView::listed(entry, concern, from))
        })
        .collect();
    let on = |concern: &ConcernView| concern.on.as_ref().map(|on| on.iso.clone());
    concerns.sort_by(|a, b| a.status.cmp(&b.status).then_with(|| on(b).cmp(&on(a))));
    ListeningList {
        all: concerns.len(),
        answered: concerns.iter().filter(|concern| concern.status != ConcernStatus::Waiting).count(),
        concerns,
    }
}

/// Recognitions, the newest first.
fn recognitions(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<RecognitionView> {
    let mut thanks: Vec<RecognitionView> = pages
        .iter()
        .filter_map(|id| {
            let entry = from.handbook().entry(*id);
            let Fields::Recognition(recognition) = &entry.fields else { return None };
            Some(RecognitionView::listed(entry, recognition, from))
        })
        .collect();
    let on = |thanks: &RecognitionView| thanks.on.as_ref().map(|on| on.iso.clone());
    thanks.sort_by_key(|thanks| std::cmp::Reverse(on(thanks)));
    thanks
}
