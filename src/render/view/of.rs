//! Which template a page has, and what it shows.

use serde::Serialize;

use super::activity::ActivityView;
use super::concern::ConcernView;
use super::department::DepartmentView;
use super::encounter::EncounterView;
use super::goal::GoalView;
use super::health::HealthView;
use super::line::LineView;
use super::line_tables::LineTablesView;
use super::person::PersonView;
use super::persona::PersonaView;
use super::pillar::PillarView;
use super::print::PrintView;
use super::promise::PromiseView;
use super::recognition::RecognitionView;
use super::relations::Relations;
use super::role::RoleView;
use super::scorecard::{AreaView, ScorecardView};
use super::search::{self, RegisterView, SearchView};
use super::section::{SectionView, folder};
use super::shadowing::ShadowingView;
use super::start::StartView;
use super::starter_pack::StarterPackView;
use super::tags::{TagView, TagsView};
use super::visits::coverage::CoverageView;
use super::visits::debriefs::DebriefsView;
use super::voice::VoiceView;
use super::{Link, PageView, text};
use crate::model::Entry;
use crate::pages::{Page, Subject};
use crate::render::renderer::Shown;
use crate::render::viewpoint::Viewpoint;

/// What a page of one kind shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum KindView {
    /// The promise.
    Promise(PromiseView),
    /// A pillar of it.
    Pillar(PillarView),
    /// A customer.
    Persona(Box<PersonaView>),
    /// A role.
    Role(RoleView),
    /// A department.
    Department(DepartmentView),
    /// A colleague.
    Person(PersonView),
    /// A goal.
    Goal(GoalView),
    /// A programme of visits.
    Shadowing(Box<ShadowingView>),
    /// What we were told.
    Voice(VoiceView),
    /// What was raised.
    Concern(ConcernView),
    /// Thanks.
    Recognition(RecognitionView),
    /// A meeting with customers.
    Encounter(EncounterView),
    /// What keeps a pillar alive.
    Activity(ActivityView),
    /// Anything else: the text is all.
    Page(Nothing),
}

/// Nothing of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Nothing {}

/// Fills `not-found.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotFoundView {
    /// The start page.
    pub home: String,
    /// The search page.
    pub search: String,
    /// The handbook's parts.
    pub parts: Vec<Link>,
}

impl KindView {
    /// What the page of `entry` shows beside its text.
    pub fn of(entry: &Entry, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        use crate::parse::kind::Fields;
        match &entry.fields {
            Fields::Promise(fields) => Self::Promise(PromiseView::of(entry, fields, from)),
            Fields::Pillar(fields) => Self::Pillar(PillarView::of(entry, fields, from, relations)),
            Fields::Persona(fields) => {
                Self::Persona(Box::new(PersonaView::of(entry, fields, from, relations)))
            }
            Fields::Role(fields) => Self::Role(RoleView::of(entry, fields, from, relations)),
            Fields::Department(fields) => {
                Self::Department(DepartmentView::of(entry, fields, from, relations))
            }
            Fields::Person(fields) => Self::Person(PersonView::of(entry, fields, from, relations)),
            Fields::Goal(fields) => Self::Goal(GoalView::of(entry, fields, from, relations)),
            Fields::Shadowing(_) => Self::Shadowing(Box::new(ShadowingView::of(entry, from))),
            Fields::Voice(fields) => Self::Voice(VoiceView::of(entry, fields, from)),
            Fields::Concern(fields) => Self::Concern(ConcernView::of(entry, fields, from)),
            Fields::Recognition(fields) => Self::Recognition(RecognitionView::of(fields, from)),
            Fields::Encounter(fields) => Self::Encounter(EncounterView::of(fields, from)),
            Fields::Activity(fields) => Self::Activity(ActivityView::of(entry, fields, from, relations)),
            Fields::Page => Self::Page(Nothing {}),
        }
    }

    /// The same with what its own page shows beside it: lines of sight, and their pictures. Paper that holds many pages
    /// goes without.
    fn drawn(mut self, entry: &Entry, from: &Viewpoint<'_>) -> Self {
        match &mut self {
            Self::Role(role) => role.draw(entry, from),
            Self::Persona(persona) => persona.draw(entry, from),
            _ => {}
        }
        self
    }

    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Promise(_) => "kinds/promise.html",
            Self::Pillar(_) => "kinds/pillar.html",
            Self::Persona(_) => "kinds/persona.html",
            Self::Role(_) => "kinds/role.html",
            Self::Department(_) => "kinds/department.html",
            Self::Person(_) => "kinds/person.html",
            Self::Goal(_) => "kinds/goal.html",
            Self::Shadowing(_) => "kinds/shadowing.html",
            Self::Voice(_) => "kinds/voice.html",
            Self::Concern(_) => "kinds/concern.html",
            Self::Recognition(_) => "kinds/recognition.html",
            Self::Encounter(_) => "kinds/encounter.html",
            Self::Activity(_) => "kinds/activity.html",
            Self::Page(_) => "page.html",
        }
    }
}

/// What `page` shows, seen `from` its place.
pub fn of(page: &Page, from: &Viewpoint<'_>) -> Shown {
    let handbook = from.handbook();
    let words = from.words();
    let relations = from.desk.relations;
    let bare = |title: &str| PageView::bare(title, page, from);
    match &page.subject {
        Subject::Start => {
            let index = handbook.sections.first().and_then(|root| root.index);
            let base = match index {
                Some(index) => PageView::of_entry(handbook.entry(index), page, from),
                None => bare(&super::SiteView::of(handbook).title),
            };
            Shown::new("start.html", base, &StartView::of(from, relations))
        }
        Subject::Entry(id) => {
            let entry = handbook.entry(*id);
            let view = KindView::of(entry, from, relations).drawn(entry, from);
            let mut base = PageView::of_entry(entry, page, from);
            base.description = text::described(entry, words);
            if let KindView::Persona(persona) = &view {
                base.title.clone_from(&persona.name);
            }
            Shown::new(view.template(), base, &view)
        }
        Subject::Section(id) => {
            let section = handbook.section(*id);
            // A folder's page may be of a kind itself: a promise that is its folder's `index.md`.
            if let Some(entry) = section.index.map(|index| handbook.entry(index))
                && entry.kind() != crate::parse::kind::Kind::Page
            {
                let view = KindView::of(entry, from, relations).drawn(entry, from);
                return Shown::new(view.template(), PageView::of_entry(entry, page, from), &view);
            }
            let base = match section.index {
                Some(index) => PageView::of_entry(handbook.entry(index), page, from),
                None => bare(&super::base::section_title(section, words)),
            };
            let view = SectionView::of(section, from, relations);
            Shown::new(view.list.template(), base, &view)
        }
        Subject::Overview(kind) => {
            let title = super::base::kind_title(*kind, words).unwrap_or_else(|| kind.to_string());
            let view = SectionView::overview(*kind, from, relations);
            Shown::new(view.list.template(), bare(&title), &view)
        }
        Subject::StarterPack(id) => {
            let view = StarterPackView::of(*id, from, relations);
            Shown::new("starter-pack.html", bare(&words.fill("pack.of", &[("role", &view.role)])), &view)
        }
        Subject::LineOfSight => {
            let section = handbook.sections.iter().find(|section| &*section.folder == "line-of-sight");
            let base = match section.and_then(|section| section.index) {
                Some(index) => PageView::of_entry(handbook.entry(index), page, from),
                None => bare(words.get("parts.line_of_sight")),
            };
            Shown::new("line-of-sight.html", base, &LineView::of(from))
        }
        Subject::LineTables => {
            Shown::new("line-of-sight-tables.html", bare(words.get("line.tables")), &LineTablesView::of(from))
        }
        Subject::Coverage => Shown::new(
            "shadowing-coverage.html",
            described(bare(words.get("shadowing.coverage")), words.get("shadowing.coverage_lead")),
            &CoverageView::of(from),
        ),
        Subject::Debriefs => Shown::new(
            "shadowing-debriefs.html",
            described(bare(words.get("shadowing.debriefs")), words.get("shadowing.debriefs_lead")),
            &DebriefsView::of(from),
        ),
        Subject::Scorecard => {
            let section =
                handbook.sections.iter().find(|section| &*section.folder == crate::model::scorecard::FOLDER);
            let base = match section.and_then(|section| section.index) {
                Some(index) => PageView::of_entry(handbook.entry(index), page, from),
                None => bare(words.get("concerns.title")),
            };
            Shown::new("scorecard.html", base, &ScorecardView::of(from))
        }
        Subject::Area(area) => {
            let base = bare(&super::scorecard::title(*area, words));
            Shown::new("concern-area.html", base, &AreaView::of(*area, from))
        }
        Subject::Health => Shown::new("health.html", bare(words.get("health.title")), &HealthView::of(from)),
        Subject::Search(directory) => {
            let section = handbook.sections.iter().find(|section| &*section.folder == "search");
            let base = match section.and_then(|section| section.index) {
                Some(index) => PageView::of_entry(handbook.entry(index), page, from),
                None => bare(words.get("search.title")),
            };
            Shown::new("search.html", base, &SearchView::of(directory, from))
        }
        Subject::Register(register, nth) => {
            let base = bare(&search::title(register, from));
            Shown::new("search-list.html", base, &RegisterView::of(register, *nth, from))
        }
        Subject::Tags => Shown::new("tags.html", bare(words.get("shell.tags")), &TagsView::of(from)),
        Subject::Tag(slug) => match handbook.tags.get(slug) {
            Some(tag) => Shown::new("tag.html", bare(&tag.name), &TagView::of(tag, from)),
            None => Shown::new("tags.html", bare(words.get("shell.tags")), &TagsView::of(from)),
        },
        Subject::Print(part) => {
            let view = PrintView::of(*part, from, relations);
            Shown::new("print.html", bare(&words.fill("print.of", &[("title", &view.title)])), &view)
        }
        Subject::NotFound => {
            let root = handbook.sections.first();
            let parts = root.map_or(&[][..], |root| &root.sections).iter().map(|id| folder(*id, from).link);
            let view = NotFoundView {
                home: from.to_address(""),
                search: from.to_address(crate::pages::directory::FOLDER),
                parts: parts.take(8).collect(),
            };
            Shown::new("not-found.html", bare(words.get("not_found.title")), &view)
        }
    }
}

/// A page with a sentence about it.
fn described(mut page: PageView, sentence: &str) -> PageView {
    page.description = Some(sentence.to_owned());
    page
}
