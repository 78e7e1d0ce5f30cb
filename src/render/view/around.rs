//! What stands around a page: head, header, footer, the list of its folder. The same for all pages of one
//! depth and part, so that each is rendered once.

use super::Link;
use super::base::top;
use super::shell::{Current, FooterView, HeadView, HeaderView, Logo, Part, SectionNavView};
use crate::model::scorecard;
use crate::model::{Handbook, Section, SectionId, overview_of};
use crate::pages::directory::FOLDER;
use crate::pages::{Page, Subject};
use crate::parse::kind::Kind;
use crate::policy::POLICY;
use crate::render::renderer::RenderOptions;
use crate::render::viewpoint::Viewpoint;

/// How many parts the header has room for.
const PARTS: usize = 7;
/// The longest list of a folder that stands beside a page.
const LISTED: usize = 30;

/// The part of the handbook that a page belongs to, as the key of what is around it.
pub fn part_key(page: &Page, from: &Viewpoint<'_>) -> String {
    let part = part_of(page, from);
    let own = match page.subject {
        Subject::Section(id) if Some(id) == part => "first",
        Subject::LineOfSight => "line-of-sight",
        Subject::LineTables => "line-of-sight-tables",
        Subject::Scorecard => "concerns",
        Subject::Area(_) => "concern",
        Subject::Coverage | Subject::Debriefs => "visits",
        Subject::Overview(kind) => overview_of(kind).unwrap_or_default(),
        _ => "",
    };
    format!("{part:?} {own}")
}

/// How the header shows the line of sight.
fn line_state(page: &Page) -> Current {
    match page.subject {
        Subject::LineOfSight => Current::Page,
        Subject::LineTables => Current::Within,
        _ => Current::No,
    }
}

fn part_of(page: &Page, from: &Viewpoint<'_>) -> Option<SectionId> {
    let section = match page.subject {
        Subject::Entry(id) => from.handbook().entry(id).section,
        Subject::Section(id) => id,
        Subject::Coverage | Subject::Debriefs => {
            from.handbook()
                .sections
                .iter()
                .find(|section| {
                    section.kind == Some(Kind::Shadowing)
                        || overview_of(Kind::Shadowing) == Some(&section.folder)
                })?
                .id
        }
        _ => return None,
    };
    top(from.handbook(), section)
}

/// What stands in `<head>` before the title.
pub fn head(from: &Viewpoint<'_>, options: &RenderOptions) -> HeadView {
    let logo = logo_path(from);
    HeadView {
        root: from.to_file(""),
        policy: POLICY.to_owned(),
        style: from.to_file(&options.style),
        script: from.to_file(&options.script),
        search: from.to_file(&options.search),
        search_script: from.to_file(&options.search_script),
        icon: logo.map(|path| from.to_asset(&path)),
        feed: from.handbook().settings.base().is_some().then(|| from.to_file("feed.xml")),
    }
}

fn logo_path(from: &Viewpoint<'_>) -> Option<std::sync::Arc<str>> {
    let brand = from.handbook().settings.config.brand.as_ref()?;
    let written = &brand.logo.as_ref()?.value.0;
    from.handbook().files.get(written.trim_start_matches('/')).cloned()
}

/// The parts of the handbook: the folders of its kinds in the order of the mission, the line of sight, then
/// the writers' own folders.
fn parts(page: &Page, from: &Viewpoint<'_>) -> Vec<Part> {
    let handbook = from.handbook();
    let current = part_of(page, from);
    let mut parts: Vec<(usize, Part)> = Vec::new();
    for id in &handbook.sections[0].sections {
        let section = handbook.section(*id);
        if matches!(&*section.folder, "line-of-sight" | "search" | "tags" | scorecard::FOLDER)
            || introduces(section, handbook)
        {
            continue;
        }
        let known = section.kind.and_then(|kind| RANK.iter().position(|(ranked, _)| *ranked == kind));
        let text = match known {
            Some(at) => from.words().get(&format!("parts.{}", RANK[at].1)).to_owned(),
            None => section.title.to_string(),
        };
        // The list of a kind's pages may stand elsewhere than in their folder.
        let address = section.kind.filter(|_| is_listed(section)).and_then(|kind| handbook.overview(kind));
        let address = address.unwrap_or_else(|| section.address.clone());
        let state = match (&page.subject, current) {
            _ if *address == *page.address => Current::Page,
            (_, Some(part)) if part == *id => Current::Within,
            _ => Current::No,
        };
        parts.push((
            2 * known.unwrap_or(RANK.len()),
            Part { link: Link { text, href: Some(from.to_address(&address)) }, current: state },
        ));
    }
    if handbook.of_kind(Kind::Role).next().is_some() {
        let link = Link {
            text: from.words().get("parts.line_of_sight").to_owned(),
            href: Some(from.to_address("line-of-sight/")),
        };
        let state = line_state(page);
        parts.push((LINE, Part { link, current: state }));
    }
    if handbook.has_scorecard() {
        let link = Link {
            text: from.words().get("concerns.title").to_owned(),
            href: Some(from.to_address(&format!("{}/", scorecard::FOLDER))),
        };
        let state = match page.subject {
            Subject::Scorecard => Current::Page,
            Subject::Area(_) => Current::Within,
            _ => Current::No,
        };
        parts.push((QUESTIONS, Part { link, current: state }));
    }
    // Stable: the writers' own folders stay in their order.
    parts.sort_by_key(|(rank, _)| *rank);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Whether a folder of another kind only holds the introduction of a kind's list, which is a part already.
fn introduces(section: &Section, handbook: &Handbook) -> bool {
    let kind = handbook.overview_at(&section.folder);
    kind.is_some_and(|kind| {
        section.kind != Some(kind) && handbook.sections.iter().any(|other| other.kind == Some(kind))
    })
}

/// Whether the pages of a folder's kind are listed at an address of their own.
fn is_listed(section: &Section) -> bool {
    section.kind.and_then(overview_of).is_some()
}

/// Kinds' folders in the order of the mission, with the key of their word.
const RANK: &[(Kind, &str)] = &[
    (Kind::Promise, "promise"),
    (Kind::Persona, "personas"),
    (Kind::Role, "roles"),
    (Kind::Shadowing, "shadowing"),
    (Kind::Voice, "voice"),
    (Kind::Concern, "listening"),
    (Kind::Goal, "goals"),
    (Kind::Recognition, "recognition"),
    (Kind::Activity, "activities"),
    (Kind::Encounter, "encounters"),
    (Kind::Department, "departments"),
    (Kind::Person, "people"),
];
/// The key of the word for the folder of a kind.
pub fn part_word(kind: Kind) -> Option<&'static str> {
    RANK.iter().find(|(ranked, _)| *ranked == kind).map(|(_, word)| *word)
}

/// The places among them of what has no kind, between two that do: the line of sight comes before shadowing, the ten
/// questions come after what we hear.
const LINE: usize = 2 * 3 - 1;
const QUESTIONS: usize = 2 * 5 - 1;

/// The header.
pub fn header(page: &Page, from: &Viewpoint<'_>) -> HeaderView {
    let mut shown = parts(page, from);
    let more = shown.split_off(shown.len().min(PARTS));
    let logo = logo_path(from).map(|path| {
        let picture = from.desk.pictures.get(&path);
        Logo {
            src: from.to_asset(&path),
            width: picture.and_then(|picture| picture.width),
            height: picture.and_then(|picture| picture.height),
        }
    });
    HeaderView { home: from.to_address(""), logo, parts: shown, more, search: from.to_address(FOLDER) }
}

/// The footer.
pub fn footer(from: &Viewpoint<'_>) -> FooterView {
    let page = Page { address: "".into(), subject: Subject::NotFound };
    let word = |key: &str| from.words().get(key).to_owned();
    let mut pages = Vec::new();
    if !from.handbook().tags.is_empty() {
        pages.push(Link { text: word("shell.tags"), href: Some(from.to_address("tags/")) });
    }
    pages.push(Link { text: word("shell.print"), href: Some(from.to_address("print/")) });
    if from.handbook().settings.base().is_some() {
        pages.push(Link { text: word("shell.feed"), href: Some(from.to_file("feed.xml")) });
    }
    FooterView { parts: parts(&page, from).into_iter().map(|part| part.link).collect(), pages }
}

/// The folder whose list stands beside an article; kinds have designs that need none.
pub fn listed_section(page: &Page, from: &Viewpoint<'_>) -> Option<SectionId> {
    let Subject::Entry(id) = page.subject else { return None };
    let entry = from.handbook().entry(id);
    let section = from.handbook().section(entry.section);
    let listed = entry.kind() == Kind::Page && section.parent.is_some() && section.pages.len() <= LISTED;
    listed.then_some(section.id)
}

/// The list of a folder's pages.
pub fn section_nav(section: SectionId, from: &Viewpoint<'_>) -> SectionNavView {
    let pages = &from.handbook().section(section).pages;
    SectionNavView { section: from.section(section), pages: from.links(pages.iter().copied()) }
}
