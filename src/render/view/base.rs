//! What every page has: its title, the way to it, who keeps it, what lies beside it.

use super::{Direction, FoundView, Heading, Link, MarginView, Notice, PageView, SiteView};
use crate::model::{Entry, Handbook, Section, SectionId};
use crate::pages::directory::FOLDER;
use crate::pages::{Page, Subject};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};
use crate::render::shared::SharedLink;
use crate::render::viewpoint::{Viewpoint, absolute};
use crate::render::words::Words;

/// How many pages that mention a page are listed beside it.
const MENTIONS: usize = 12;
/// From how many headings on a text has a list of contents.
const CONTENTS: usize = 3;

impl SiteView {
    /// What is the same on every page of `handbook`.
    pub fn of(handbook: &Handbook) -> Self {
        let config = &handbook.settings.config;
        let start = handbook.sections[0].index.map(|index| handbook.entry(index).title.to_string());
        let organisation = config.organisation.as_ref().map(|text| text.value.to_string());
        let title = config.title.as_ref().map(|text| text.value.to_string());
        let title = title.or_else(|| organisation.clone()).or(start).unwrap_or_else(|| "Handbook".to_owned());
        let statement = handbook.promise().and_then(|promise| match &promise.fields {
            Fields::Promise(promise) => promise.statement.as_ref().map(|text| text.value.to_string()),
            _ => None,
        });
        Self { organisation: organisation.unwrap_or_else(|| title.clone()), title, statement }
    }
}

impl PageView {
    /// What a page has that no writer wrote: its title and the way to it.
    pub fn bare(title: &str, page: &Page, from: &Viewpoint<'_>) -> Self {
        let site = from.desk.site;
        let language = from.handbook().settings.language();
        let full_title = match page.subject {
            Subject::Start => site.title.clone(),
            _ => format!("{title} · {}", site.title),
        };
        Self {
            title: title.to_owned(),
            full_title,
            description: None,
            language: language.to_owned(),
            direction: Direction::of(language),
            canonical: canonical(page, from),
            crumbs: crumbs(page, from),
            section_nav: None,
            toc: Vec::new(),
            margin: MarginView::default(),
            before: None,
            next: None,
            notice: None,
            body: String::new(),
            found: page.subject.is_found().then(|| FoundView::bare(from.desk.words)),
        }
    }

    /// What the page of `entry` has; for a folder's page, its introduction.
    pub fn of_entry(entry: &Entry, page: &Page, from: &Viewpoint<'_>) -> Self {
        let (before, next) = neighbours(entry, from);
        let language = entry.common.language.as_ref().map(|text| text.value.to_string());
        let mut view = Self::bare(&entry.title, page, from);
        view.description = entry.common.description.as_ref().map(|text| text.value.to_string());
        view.found = view.found.map(|_| FoundView::of(entry, from.handbook(), from.desk.words));
        if let Some(language) = language {
            view.direction = Direction::of(&language);
            view.language = language;
        }
        view.toc = contents(entry);
        view.margin = margin(entry, from);
        view.before = before;
        view.next = next;
        view.notice = entry.draft.then_some(Notice::Draft);
        view.body = from.body(entry);
        view
    }
}

fn canonical(page: &Page, from: &Viewpoint<'_>) -> Option<String> {
    if page.subject == Subject::NotFound || from.desk.portable {
        return None;
    }
    Some(absolute(&from.handbook().settings.base()?, &page.address))
}

/// The folders from the start page to this one.
fn crumbs(page: &Page, from: &Viewpoint<'_>) -> Vec<SharedLink> {
    let handbook = from.handbook();
    let named = |key: &str, address: &str| -> SharedLink {
        Link { text: from.words().get(key).to_owned(), href: Some(from.to_address(address)) }.into()
    };
    let mut way = Vec::new();
    let mut at = match page.subject {
        Subject::Start | Subject::NotFound => return way,
        Subject::Entry(id) => Some(handbook.entry(id).section),
        Subject::Section(id) => handbook.section(id).parent,
        Subject::Print(Some(id)) => Some(id),
        Subject::StarterPack(id) => Some(handbook.entry(id).section),
        Subject::Overview(_)
        | Subject::LineOfSight
        | Subject::LineTables
        | Subject::Coverage
        | Subject::Debriefs
        | Subject::Scorecard
        | Subject::Area(_)
        | Subject::Health
        | Subject::Search(_)
        | Subject::Register(..)
        | Subject::Tags
        | Subject::Tag(_)
        | Subject::Print(None) => None,
    };
    while let Some(id) = at {
        let section = handbook.section(id);
        if section.parent.is_some() {
            way.push(from.shared_section(id));
        }
        at = section.parent;
    }
    if page.subject == Subject::LineTables {
        way.push(named("parts.line_of_sight", "line-of-sight/"));
    }
    if matches!(page.subject, Subject::Coverage | Subject::Debriefs) {
        way.push(agenda(from).into());
    }
    if let Subject::Area(_) = page.subject {
        way.push(named("concerns.title", "concerns/"));
    }
    if let Subject::Register(..) = page.subject {
        way.push(named("search.title", FOLDER));
    }
    if let Subject::Tag(_) = page.subject {
        way.push(named("shell.tags", "tags/"));
    }
    way.push(named("shell.start", ""));
    way.reverse();
    way
}

/// The agenda of visits, under the title that its writer gave it.
fn agenda(from: &Viewpoint<'_>) -> Link {
    let handbook = from.handbook();
    let folder = handbook.sections.iter().find(|section| &*section.folder == "shadowing");
    folder.map_or_else(
        || Link {
            text: kind_title(Kind::Shadowing, from.words()).unwrap_or_default(),
            href: super::visits::agenda_href(from),
        },
        |folder| Link { text: section_title(folder, from.words()), ..from.section(folder.id) },
    )
}

/// Headings of the text, from [`CONTENTS`] on and unless the writer wants none.
fn contents(entry: &Entry) -> Vec<Heading> {
    let headings = &entry.document.facts.headings;
    let wanted = entry.common.toc.is_none_or(|toc| toc.value);
    let shown = || headings.iter().filter(|heading| heading.shown <= 3 && !heading.text.is_empty());
    if !wanted || shown().count() < CONTENTS {
        return Vec::new();
    }
    shown()
        .map(|heading| Heading {
            level: heading.shown,
            text: heading.text.to_string(),
            id: heading.id.to_string(),
        })
        .collect()
}

fn margin(entry: &Entry, from: &Viewpoint<'_>) -> MarginView {
    let handbook = from.handbook();
    let common = &entry.common;
    let reviewed = common.reviewed.as_ref();
    let mut mentions: Vec<&Entry> = entry.mentioned_by.iter().map(|id| handbook.entry(*id)).collect();
    mentions.sort_by_key(|entry| entry.rank);
    let ask = common.ask.first().map(|contact| match contact.to {
        Some(to) => from.link(to),
        None => Link { text: contact.text.value.to_string(), href: None },
    });
    MarginView {
        kept_by: common.owner.as_ref().map(|owner| from.shared_link(owner.to)),
        reviewed: reviewed.and_then(|reviewed| reviewed.on).map(|on| from.day(on.value)),
        note: reviewed.and_then(|reviewed| reviewed.note.as_ref()).map(|note| note.value.to_string()),
        ask,
        edit: edit(entry, handbook),
        mentioned_on: mentions.iter().take(MENTIONS).map(|entry| from.shared_link(entry.id)).collect(),
        mentioned_more: mentions.len().saturating_sub(MENTIONS),
        tags: common
            .tags
            .iter()
            .map(|written| match handbook.tag_of(written) {
                Some((slug, tag)) => from.shared_tag(slug, tag),
                None => Link { text: written.value.to_string(), href: None }.into(),
            })
            .collect(),
    }
}

/// Where the page can be changed: `edit_url` with the file in the place of `{path}`.
fn edit(entry: &Entry, handbook: &Handbook) -> Option<String> {
    let pattern = handbook.settings.config.edit_url.as_ref()?;
    if !pattern.starts_with("https://") && !pattern.starts_with("http://") {
        return None;
    }
    let mut path = String::new();
    crate::render::viewpoint::encode(&mut path, entry.file());
    Some(pattern.replace("{path}", &path))
}

/// The pages before and after this one in its folder.
fn neighbours(entry: &Entry, from: &Viewpoint<'_>) -> (Option<SharedLink>, Option<SharedLink>) {
    let section = from.handbook().section(entry.section);
    let Some(at) = entry.nth.map(|nth| nth as usize) else { return (None, None) };
    let link = |id: &EntryId| from.shared_link(*id);
    (at.checked_sub(1).and_then(|at| section.pages.get(at)).map(link), section.pages.get(at + 1).map(link))
}

/// The top-level folder that a folder lies in; `None` for the handbook itself.
pub fn top(handbook: &Handbook, section: SectionId) -> Option<SectionId> {
    let mut at = section;
    let mut top = None;
    while let Some(parent) = handbook.section(at).parent {
        top = Some(at);
        at = parent;
    }
    top
}

/// What a folder without a page of its own is called: the word for its kind, else its name.
pub fn section_title(section: &Section, words: &Words) -> String {
    let kind = section.kind.and_then(|kind| kind_title(kind, words));
    kind.unwrap_or_else(|| section.title.to_string())
}

/// The word for the part of the handbook that holds the pages of a kind.
pub fn kind_title(kind: Kind, words: &Words) -> Option<String> {
    let key = format!("parts.{}", super::around::part_word(kind)?);
    words.has(&key).then(|| words.get(&key).to_owned())
}
