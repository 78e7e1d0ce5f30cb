//! The start page: the promise, "I am a …", both halves, what is new, tasks.

use serde::Serialize;

use super::concern::{ConcernStatus, ConcernView};
use super::relations::{Relations, is_customer};
use super::text::{self, text, texts};
use super::voice::Figure;
use super::{Day, Hop, Link, Quote, Row, figures, role, section};
use crate::model::{Entry, Handbook, Section, collation_key};
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Concern, Fields, Kind, MeasureName, RaisedBy, Role};
use crate::render::viewpoint::Viewpoint;

/// Fills `start.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StartView {
    /// The promise's statement; without one the page opens with the handbook's title.
    pub statement: Option<String>,
    /// Roles to choose from, by department; empty where the handbook has none.
    pub roles: Vec<RoleGroup>,
    /// One answer a role, in the same order.
    pub answers: Vec<RoleAnswer>,
    /// What customers say, and the newest figure.
    pub customers: Half,
    /// What employees say, and the newest figure.
    pub employees: Half,
    /// Whether either half has anything to show.
    pub halves: bool,
    /// The latest news and changes.
    pub news: Vec<NewsItem>,
    /// What people come for.
    pub tasks: Vec<Link>,
    /// The handbook's parts, for handbooks of plain pages.
    pub parts: Vec<Row>,
}

/// Roles of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleGroup {
    /// The department's name; `None` for roles without one.
    pub department: Option<String>,
    /// Its roles.
    pub roles: Vec<RoleChoice>,
}

/// A role in the select.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleChoice {
    /// Its id, as remembered by the browser.
    pub id: String,
    /// Its page.
    pub link: Link,
}

/// What "I am a …" answers for one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleAnswer {
    /// The role's id.
    pub id: String,
    /// The role's page.
    pub role: Link,
    /// Address from the site's root, remembered for the header's *me*.
    pub address: String,
    /// Whom the work goes to first.
    pub to: Option<Link>,
    /// Whether that is a customer.
    pub customer: bool,
    /// What it is worth to them.
    pub value: Option<String>,
    /// The way as steps.
    pub hops: Vec<Hop>,
    /// What is expected, two or three lines.
    pub expected: Vec<String>,
    /// Goals.
    pub goals: Vec<Row>,
    /// News and pages that concern the role.
    pub news: Vec<Row>,
}

/// One half of the start page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Half {
    /// What was said.
    pub quote: Option<Quote>,
    /// The newest figure.
    pub figure: Option<Figure>,
    /// Where to read on.
    pub more: Option<Link>,
}

/// Something new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsItem {
    /// The page.
    pub link: Link,
    /// When.
    pub on: Day,
    /// What changed, where that was noted.
    pub note: Option<String>,
}

/// How many lines each list of the page has at most.
const EXPECTED: usize = 3;
const NEWS: usize = 5;
const NEWS_FOR_ME: usize = 3;

impl StartView {
    /// What the start page shows.
    pub fn of(from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let statement = handbook.promise().and_then(|promise| match &promise.fields {
            Fields::Promise(promise) => text(&promise.statement, from.words()),
            _ => None,
        });
        let (roles, answers) = choices(from, relations);
        let customers = customers(from);
        let employees = employees(from);
        let plain = answers.is_empty() && statement.is_none();
        Self {
            halves: [&customers, &employees].iter().any(|half| half.quote.is_some() || half.figure.is_some()),
            statement,
            roles,
            answers,
            customers,
            employees,
            news: news(from),
            tasks: tasks(from),
            parts: parts(from, plain),
        }
    }
}

/// Roles by department, and what each is answered.
fn choices(from: &Viewpoint<'_>, relations: &Relations) -> (Vec<RoleGroup>, Vec<RoleAnswer>) {
    let handbook = from.handbook();
    let mut roles: Vec<(&Entry, &Role<EntryId>)> = handbook
        .of_kind(Kind::Role)
        .filter_map(|entry| match &entry.fields {
            Fields::Role(role) => Some((entry, &**role)),
            _ => None,
        })
        .collect();
    let department = |role: &Role<EntryId>| role.department.as_ref().map(|to| &handbook.entry(to.to).title);
    roles.sort_by_cached_key(|(entry, role)| {
        let department = department(role);
        (
            department.is_none(),
            department.map(|title| collation_key(title)),
            collation_key(&entry.title),
            entry.id,
        )
    });
    let mut groups: Vec<RoleGroup> = Vec::new();
    let mut answers = Vec::with_capacity(roles.len());
    for (entry, fields) in roles {
        let name = department(fields).map(ToString::to_string);
        let choice = RoleChoice { id: entry.name().to_string(), link: from.link(entry.id) };
        match groups.last_mut().filter(|group| group.department == name) {
            Some(group) => group.roles.push(choice),
            None => groups.push(RoleGroup { department: name, roles: vec![choice] }),
        }
        answers.push(RoleAnswer::of(entry, fields, from, relations));
    }
    (groups, answers)
}

impl RoleAnswer {
    fn of(entry: &Entry, fields: &Role<EntryId>, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let edges = || fields.serves.iter().filter_map(|edge| Some((edge, edge.to.as_ref()?.to)));
        let first = edges().find(|(_, to)| is_customer(handbook, *to)).or_else(|| edges().next());
        let goals = fields.goals.iter();
        Self {
            id: entry.name().to_string(),
            role: from.link(entry.id),
            address: from.without_root(&from.to_entry(entry.id)),
            to: first.map(|(_, to)| from.link(to)),
            customer: first.is_some_and(|(_, to)| is_customer(handbook, to)),
            value: first
                .and_then(|(edge, _)| text(&edge.value, words))
                .map(|value| value.trim_end_matches('.').to_owned()),
            hops: first.map_or_else(Vec::new, |(edge, to)| {
                vec![role::giving(entry.id, edge, from), role::receiving(to, from)]
            }),
            expected: texts(&fields.expected, words).into_iter().take(EXPECTED).collect(),
            goals: goals.map(|goal| text::row(goal.to, None, from)).collect(),
            news: fields.department.as_ref().map_or_else(Vec::new, |to| news_for(to.to, from, relations)),
        }
    }
}

/// Concerns of the role's department that were answered last.
fn news_for(department: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Vec<Row> {
    let handbook = from.handbook();
    let mut told: Vec<_> = relations
        .concerns_of_department(department)
        .iter()
        .filter_map(|(id, _)| {
            let Fields::Concern(concern) = &handbook.entry(*id).fields else { return None };
            Some((
                concern.response.as_ref()?.told_on?.value,
                *id,
                ConcernStatus::of(concern).word(from.words()),
            ))
        })
        .collect();
    told.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    told.into_iter().take(NEWS_FOR_ME).map(|(_, id, status)| text::row(id, Some(status), from)).collect()
}

/// The first customer of the promise, and the newest figure that customers gave.
fn customers(from: &Viewpoint<'_>) -> Half {
    let handbook = from.handbook();
    let words = from.words();
    let promised = handbook.promise().and_then(|promise| match &promise.fields {
        Fields::Promise(promise) => promise.r#for.first().map(|to| handbook.entry(to.to)),
        _ => None,
    });
    let quote =
        promised.or_else(|| handbook.of_kind(Kind::Persona).next()).and_then(|entry| match &entry.fields {
            Fields::Persona(persona) => Some(Quote {
                text: text::unquoted(text(&persona.quote, words)?, words),
                by: Some(from.link(entry.id)),
                remark: text(&persona.segment, words),
            }),
            _ => None,
        });
    Half {
        quote,
        figure: newest(AskedOf::Customers, from),
        more: section_of(Kind::Voice, handbook).map(|section| Link {
            text: words.get("start.all_voices").to_owned(),
            href: Some(from.to_address(&section.address)),
        }),
    }
}

/// The last answer that a colleague was given, and the newest figure that employees gave.
fn employees(from: &Viewpoint<'_>) -> Half {
    let handbook = from.handbook();
    let words = from.words();
    let by_employee = |concern: &Concern<EntryId>| {
        let answered = matches!(ConcernStatus::of(concern), ConcernStatus::Doing | ConcernStatus::Done);
        answered && concern.raised_by.is_none_or(|by| by.value == RaisedBy::Employee)
    };
    let newest_answer = handbook
        .of_kind(Kind::Concern)
        .filter_map(|entry| match &entry.fields {
            Fields::Concern(concern) if by_employee(concern) => {
                Some((concern.response.as_ref()?.told_on?.value, entry, concern))
            }
            _ => None,
        })
        .max_by_key(|(told_on, entry, _)| (*told_on, std::cmp::Reverse(entry.id)));
    let quote = newest_answer.map(|(_, entry, concern)| Quote {
        text: ConcernView::of(entry, concern, from).said,
        by: Some(from.link_as(words.get("start.what_we_did"), entry.id)),
        remark: None,
    });
    Half {
        quote,
        figure: newest(AskedOf::Employees, from),
        more: section_of(Kind::Concern, handbook).map(|section| Link {
            text: words.get("parts.listening").to_owned(),
            href: Some(from.to_address(&section.address)),
        }),
    }
}

/// The newest figure that may be shown; a recommendation, if there is one.
fn newest(asked: AskedOf, from: &Viewpoint<'_>) -> Option<Figure> {
    let handbook = from.handbook();
    let voices: Vec<EntryId> = handbook.of_kind(Kind::Voice).map(|entry| entry.id).collect();
    let mut first = None;
    for id in section::newest_voices(&voices, from) {
        let Fields::Voice(voice) = &handbook.entry(id).fields else { continue };
        if voice.asked.is_none_or(|of| of.value != asked) {
            continue;
        }
        let all = figures::of(id, from);
        let period = voice.period.map(|period| text::period(period.value, from.words()));
        for figure in all.into_iter().filter(|figure| figure.value.is_some()) {
            let figure = Figure { label: None, period: period.clone(), ..figure };
            if figure.measure == MeasureName::Nps.as_str() {
                return Some(figure);
            }
            first.get_or_insert(figure);
        }
    }
    first
}

/// Dated pages, and pages that were reviewed with a note: the newest first.
fn news(from: &Viewpoint<'_>) -> Vec<NewsItem> {
    let handbook = from.handbook();
    let mut news: Vec<_> = handbook
        .entries
        .iter()
        .filter_map(|entry| {
            let reviewed = entry.common.reviewed.as_ref();
            let note = reviewed.and_then(|reviewed| text(&reviewed.note, from.words()));
            let changed = reviewed.and_then(|reviewed| reviewed.on).filter(|_| note.is_some());
            let dated = entry.common.date.map(|date| date.value);
            let on = dated.max(changed.map(|on| on.value))?;
            let start = entry.address.is_empty();
            (!start).then_some((on, entry, note.filter(|_| dated != Some(on))))
        })
        .collect();
    news.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    news.into_iter()
        .take(NEWS)
        .map(|(on, entry, note)| NewsItem { link: from.link(entry.id), on: from.day(on), note })
        .collect()
}

/// What people come for, as far as the handbook has it.
fn tasks(from: &Viewpoint<'_>) -> Vec<Link> {
    let handbook = from.handbook();
    let kinds = [
        (Kind::Shadowing, "shadowing"),
        (Kind::Concern, "listening"),
        (Kind::Recognition, "recognition"),
        (Kind::Persona, "personas"),
        (Kind::Role, "roles"),
    ];
    let mut tasks: Vec<Link> = kinds
        .into_iter()
        .filter_map(|(kind, word)| {
            let section = section_of(kind, handbook)?;
            Some(Link {
                text: from.words().get(&format!("start.tasks.{word}")).to_owned(),
                href: Some(from.to_address(&section.address)),
            })
        })
        .collect();
    if !tasks.is_empty() {
        tasks.push(Link {
            text: from.words().get("start.tasks.print").to_owned(),
            href: Some(from.to_address("print/")),
        });
    }
    tasks
}

/// Pages beside the start page and, where nothing else leads on, the folders.
fn parts(from: &Viewpoint<'_>, plain: bool) -> Vec<Row> {
    let Some(root) = from.handbook().sections.first() else { return Vec::new() };
    let folders = root.sections.iter().filter(|_| plain).map(|id| section::folder(*id, from));
    section::plain(&root.pages, from).into_iter().chain(folders).collect()
}

/// The folder of a kind, if it has pages.
fn section_of(kind: Kind, handbook: &Handbook) -> Option<&Section> {
    handbook.sections.iter().find(|section| section.kind == Some(kind) && !section.pages.is_empty())
}
