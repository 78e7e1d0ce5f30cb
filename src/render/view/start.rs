//! The start page: the promise, "I am a …", both halves, what is new, tasks.

use serde::Serialize;

use super::concern::{ConcernStatus, ConcernView};
use super::relations::Relations;
use super::start_for_me::{self, PlaceRow, RoleAnswer, RoleGroup};
use super::text::{self, text};
use super::voice::Figure;
use super::{Day, Link, Quote, Row, figures, section};
use crate::model::listening::Tally;
use crate::model::measures::Measured;
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Concern, Fields, Kind, MeasureName, RaisedBy};
use crate::render::viewpoint::Viewpoint;

/// Fills `start.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StartView {
    /// The promise's statement; without one the page opens with the handbook's title.
    pub statement: Option<String>,
    /// Roles to choose from, by department; empty where the handbook has none.
    pub roles: Vec<RoleGroup>,
    /// One answer a role, in the same order; empty where there are too many for one page.
    pub answers: Vec<RoleAnswer>,
    /// Places free, from which each answer's next ones are chosen in the reader's browser.
    pub places: Vec<PlaceRow>,
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

/// One half of the start page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Half {
    /// What was said.
    pub quote: Option<Quote>,
    /// The newest figure.
    pub figure: Option<Figure>,
    /// What became of the concerns that this half raised, in a sentence.
    pub answered: Option<String>,
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

/// How many lines the list of news has at most.
const NEWS: usize = 5;

impl StartView {
    /// What the start page shows.
    pub fn of(from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let statement = handbook.promise().and_then(|promise| match &promise.fields {
            Fields::Promise(promise) => text(&promise.statement, from.words()),
            _ => None,
        });
        let (roles, answers) = start_for_me::choices(from, relations);
        let customers = customers(from);
        let employees = employees(from);
        let plain = roles.is_empty() && statement.is_none();
        Self {
            halves: [&customers, &employees].iter().any(|half| half.quote.is_some() || half.figure.is_some()),
            statement,
            places: if answers.is_empty() { Vec::new() } else { start_for_me::free_places(from) },
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
        answered: answered(RaisedBy::Customer, from),
        more: handbook.overview(Kind::Voice).map(|address| Link {
            text: words.get("start.all_voices").to_owned(),
            href: Some(from.to_address(&address)),
        }),
    }
}

/// The last answer that a colleague was given, and the newest figure that employees gave.
fn employees(from: &Viewpoint<'_>) -> Half {
    let handbook = from.handbook();
    let words = from.words();
    let greets = |concern: &Concern<EntryId>| {
        let by_employee = concern.raised_by.is_none_or(|by| by.value == RaisedBy::Employee);
        let status = ConcernStatus::of(concern);
        // What was done comes before what will be, and a no is no way to greet anybody.
        let done = matches!(status, ConcernStatus::Doing | ConcernStatus::Done);
        (by_employee && (done || status == ConcernStatus::Planned)).then_some((done, status))
    };
    let newest_answer = handbook
        .of_kind(Kind::Concern)
        .filter_map(|entry| match &entry.fields {
            Fields::Concern(concern) => {
                let (done, status) = greets(concern)?;
                let told = concern.response.as_ref().and_then(|response| response.told_on).or(concern.on);
                Some(((done, told.map(|on| on.value), std::cmp::Reverse(entry.id)), entry, concern, status))
            }
            _ => None,
        })
        .max_by_key(|(newest, ..)| *newest);
    let quote = newest_answer.map(|(_, entry, concern, status)| {
        let what = match status {
            ConcernStatus::Doing | ConcernStatus::Done => words.get("start.what_we_did").to_owned(),
            _ => status.word(words),
        };
        Quote {
            text: ConcernView::of(entry, concern, from).said,
            by: Some(from.link_as(what, entry.id)),
            remark: None,
        }
    });
    Half {
        quote,
        figure: newest(AskedOf::Employees, from),
        answered: answered(RaisedBy::Employee, from),
        more: handbook.overview(Kind::Concern).map(|address| Link {
            text: words.get("parts.listening").to_owned(),
            href: Some(from.to_address(&address)),
        }),
    }
}

/// How many of the concerns of one half have an answer: `9 of the 10 things they raised have an answer`.
fn answered(by: RaisedBy, from: &Viewpoint<'_>) -> Option<String> {
    let mut tally = Tally::default();
    for entry in from.handbook().of_kind(Kind::Concern) {
        if let Fields::Concern(concern) = &entry.fields
            && concern.raised_by.map_or(RaisedBy::Employee, |by| by.value) == by
        {
            tally.add(concern);
        }
    }
    let number = |n: usize| from.words().number(n as u64);
    let key = format!("start.answered.{}", by.as_str());
    let values = [("answered", &*number(tally.answered)), ("all", &*number(tally.said))];
    (tally.said > 0).then(|| from.words().fill(&key, &values))
}

/// The newest figure that may be shown; a recommendation, if there is one.
fn newest(asked: AskedOf, from: &Viewpoint<'_>) -> Option<Figure> {
    let handbook = from.handbook();
    let voices: Vec<EntryId> = handbook.of_kind(Kind::Voice).map(|entry| entry.id).collect();
    let mut first = None;
    for id in super::voice_folder::newest_voices(&voices, from) {
        let Fields::Voice(voice) = &handbook.entry(id).fields else { continue };
        if voice.asked.is_none_or(|of| of.value != asked) {
            continue;
        }
        let all = figures::of(id, from);
        let period = voice.period.map(|period| text::period(period.value, from.words()));
        for figure in all.into_iter().filter(|figure| figure.value.is_some()) {
            let mut figure = Figure { label: None, period: period.clone(), ..figure };
            if figure.measure == MeasureName::Nps.as_str() {
                if let Some((period, change)) = figure.period.as_ref().zip(change(id, from)) {
                    figure.period = Some(format!("{period}{} {change}", from.words().get("list.comma")));
                }
                return Some(figure);
            }
            first.get_or_insert(figure);
        }
    }
    first
}

/// How a recommendation has moved since the same source last asked: `up 4 since second quarter 2025`. Of all who were
/// asked, never of one department, and only where both figures may be shown.
fn change(voice: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    let measures = from.handbook().measures();
    let whole = |measured: &&Measured| measured.name == MeasureName::Nps && measured.department.is_none();
    let now = measures.of(voice).iter().find(whole)?;
    let day = |measured: &Measured| measured.period.map(|period| period.last());
    let before = measures
        .all()
        .iter()
        .filter(whole)
        .filter(|before| before.asked == now.asked && before.source == now.source && day(before) < day(now))
        .max_by_key(|before| (day(before), std::cmp::Reverse(before.voice)))?;
    // Both as they are shown, so that readers who look back find the same difference.
    let moved = now.figure?.value.round() - before.figure?.value.round();
    let key = if moved > 0.0 {
        "start.change.up"
    } else if moved < 0.0 {
        "start.change.down"
    } else {
        "start.change.same"
    };
    let since = text::period(before.period?, from.words());
    Some(from.words().fill(key, &[("n", &format!("{:.0}", moved.abs())), ("period", &since)]))
}

/// Dated pages, and pages that were reviewed with a note: the newest first.
fn news(from: &Viewpoint<'_>) -> Vec<NewsItem> {
    let handbook = from.handbook();
    let written = handbook.entries.iter().filter(|entry| !entry.address.is_empty());
    let mut news: Vec<_> = written
        .filter_map(|entry| {
            let (on, note) = start_for_me::changed(entry, from)?;
            Some((on, entry, note))
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
            let address = handbook.overview(kind)?;
            Some(Link {
                text: from.words().get(&format!("start.tasks.{word}")).to_owned(),
                href: Some(from.to_address(&address)),
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
