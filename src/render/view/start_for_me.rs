//! "I am a …": what the start page answers for each role, and how much of it a large handbook can carry in one page.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::concern::ConcernStatus;
use super::relations::Relations;
use super::text::{self, text};
use super::visits::{self, places};
use super::{Hop, Link, Row, activity, sight};
use crate::model::{Entry, collation_key};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind, Role};
use crate::render::viewpoint::Viewpoint;

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
    /// Address from the site's root, remembered for the header's *me*.
    pub address: String,
}

/// What "I am a …" answers for one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleAnswer {
    /// The role's id.
    pub id: String,
    /// The role's page.
    pub role: Link,
    /// Where the work arrives: the nearest customer, or the colleague it goes to.
    pub to: Option<Link>,
    /// Whether that is a customer.
    pub customer: bool,
    /// How many steps it takes.
    pub steps: usize,
    /// What the first step is worth to whoever receives it.
    pub value: Option<String>,
    /// The way as steps.
    pub hops: Vec<Hop>,
    /// Goals.
    pub goals: Vec<Link>,
    /// The department, as the key by which free places elsewhere are found.
    pub department: Option<String>,
    /// What is new for the role, the newest first.
    pub news: Vec<Row>,
}

/// A free place. All roles choose from one list, in the reader's browser: which of them lie ahead is known only there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceRow {
    /// With whom; leads to the visit.
    pub link: Link,
    /// When, in words.
    pub when: String,
    /// When it is over, ISO 8601; whether it is, is decided in the reader's browser.
    pub ends: String,
    /// Who hosts, as a key: of several places with one host, the soonest is shown.
    pub host: String,
    /// The host's department, as a key: nobody is sent to their own.
    pub department: Option<String>,
}

/// How many lines each list has at most.
const GOALS: usize = 3;
const NEWS: usize = 3;
/// How many free places the page carries for all roles together.
const PLACES: usize = 60;

/// Up to how many roles each answer has all its lists. Beyond, it is the line of sight with a link to the role's page:
/// the start page stays below 60 kB, styles and scripts and all, at 200 roles.
const WITH_LISTS: usize = 200;
/// Up to how many roles there are answers at all. Beyond, choosing a role leads to its page.
const WITH_ANSWERS: usize = 300;

/// Roles by department, and what each is answered.
pub fn choices(from: &Viewpoint<'_>, relations: &Relations) -> (Vec<RoleGroup>, Vec<RoleAnswer>) {
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
        let department = department(role).map(|title| collation_key(title));
        (department.is_none(), department, collation_key(&entry.title), entry.id)
    });
    let mut groups: Vec<RoleGroup> = Vec::new();
    for (entry, fields) in &roles {
        let name = department(fields).map(ToString::to_string);
        let choice = RoleChoice {
            id: entry.name().to_string(),
            link: from.link(entry.id),
            address: from.without_root(&from.to_entry(entry.id)),
        };
        match groups.last_mut().filter(|group| group.department == name) {
            Some(group) => group.roles.push(choice),
            None => groups.push(RoleGroup { department: name, roles: vec![choice] }),
        }
    }
    if roles.len() > WITH_ANSWERS {
        return (groups, Vec::new());
    }
    let lists = (roles.len() <= WITH_LISTS).then(|| Lists::of(from, relations));
    let answers =
        roles.into_iter().map(|(entry, role)| RoleAnswer::of(entry, role, lists.as_ref(), from)).collect();
    (groups, answers)
}

impl RoleAnswer {
    fn of(
        entry: &Entry,
        fields: &Role<EntryId>,
        lists: Option<&Lists<'_, '_>>,
        from: &Viewpoint<'_>,
    ) -> Self {
        let handbook = from.handbook();
        let hops = sight::shortest(entry.id, from);
        let (first, last) = (hops.first(), hops.last());
        let mut answer = Self {
            id: entry.name().to_string(),
            role: from.link(entry.id),
            to: last.map(|hop| hop.who.clone()),
            customer: handbook.line_of_sight().distance(entry.id).is_some(),
            steps: hops.len().saturating_sub(1),
            value: first
                .and_then(|hop| hop.value.as_deref())
                .map(|value| value.trim_end_matches('.').to_owned()),
            hops,
            goals: Vec::new(),
            department: handbook.department_of(entry.id).map(|id| handbook.entry(id).name().to_string()),
            news: Vec::new(),
        };
        let Some(lists) = lists else { return answer };
        answer.goals = from.links(fields.goals.iter().map(|goal| goal.to).take(GOALS));
        let department = handbook.department_of(entry.id);
        answer.news = lists.news(entry, department);
        answer
    }
}

/// Places free with people who take visitors, the soonest first.
pub fn free_places(from: &Viewpoint<'_>) -> Vec<PlaceRow> {
    let handbook = from.handbook();
    let words = from.words();
    let free: Vec<_> = places::free(from).take(PLACES).collect();
    let views = visits::rows(free.iter().copied(), from);
    let row = |(visit, view): (&&crate::model::schedule::Visit, visits::VisitView)| {
        let day = format!("{} {}{} {}", view.weekday, view.text, words.get("list.comma"), view.hours);
        PlaceRow {
            link: Link {
                text: format!("{} {}", words.get("shadowing.place_with"), view.host.text),
                href: view.href,
            },
            when: view.elsewhere.map_or_else(
                || day.clone(),
                |elsewhere| format!("{day}{} {elsewhere}", words.get("list.comma")),
            ),
            ends: view.ends,
            host: handbook.entry(visit.host).name().to_string(),
            department: handbook
                .department_of(visit.host)
                .map(|department| handbook.entry(department).name().to_string()),
        }
    };
    free.iter().zip(views).map(row).collect()
}

/// What is new, by the department or role that it concerns.
struct Lists<'a, 'd> {
    from: &'a Viewpoint<'d>,
    by_department: BTreeMap<EntryId, Vec<News>>,
}

/// One thing that is new.
#[derive(Debug, Clone, PartialEq, Eq)]
struct News {
    on: Date,
    page: EntryId,
    what: String,
}

impl<'a, 'd> Lists<'a, 'd> {
    fn of(from: &'a Viewpoint<'d>, relations: &'a Relations) -> Self {
        let handbook = from.handbook();
        let mut by_department: BTreeMap<EntryId, Vec<News>> = BTreeMap::new();
        for entry in handbook.of_kind(Kind::Department) {
            let thanks = relations.appreciation().reached(entry.id).iter().take(NEWS);
            let news = thanks.filter_map(|share| {
                let what = from.words().get("parts.recognition").to_owned();
                Some(News { on: share.on?, page: share.recognition, what })
            });
            by_department.entry(entry.id).or_default().extend(news);
        }
        for entry in &handbook.entries {
            match &entry.fields {
                Fields::Concern(concern) => {
                    let told = concern.response.as_ref().and_then(|response| response.told_on);
                    if let Some((on, department)) = told.zip(concern.department.as_ref()) {
                        let what = ConcernStatus::of(concern).word(from.words());
                        let news = News { on: on.value, page: entry.id, what };
                        by_department.entry(department.to).or_default().push(news);
                    }
                }
                Fields::Activity(fields) => {
                    let Some(on) = fields.on else { continue };
                    for department in &fields.departments {
                        let what = activity::name(activity::sort_of(fields), from.words());
                        let news = News { on: on.value, page: entry.id, what };
                        by_department.entry(department.to).or_default().push(news);
                    }
                }
                _ => {}
            }
        }
        Self { from, by_department }
    }

    /// What is new for a role: answers to concerns, thanks and activities of its department, and pages with a day or a
    /// noted change that mention the role or its department.
    fn news(&self, role: &Entry, department: Option<EntryId>) -> Vec<Row> {
        let handbook = self.from.handbook();
        let words = self.from.words();
        let mut news: Vec<News> =
            department.and_then(|id| self.by_department.get(&id)).cloned().unwrap_or_default();
        let mentions = department.map(|id| handbook.entry(id)).into_iter().chain([role]);
        let pages = mentions.flat_map(|entry| &entry.mentioned_by).copied().chain([role.id]);
        news.extend(pages.filter_map(|page| {
            let (on, note) = changed(handbook.entry(page), self.from)?;
            Some(News { on, page, what: note.unwrap_or_default() })
        }));
        news.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.page.cmp(&b.page)));
        let mut shown: Vec<News> = Vec::new();
        for item in news {
            if shown.len() < NEWS && shown.iter().all(|known| known.page != item.page) {
                shown.push(item);
            }
        }
        shown
            .into_iter()
            .map(|item| {
                let day = words.day(item.on);
                let remark = if item.what.is_empty() {
                    day
                } else {
                    format!("{day}{} {}", words.get("list.semicolon"), item.what)
                };
                text::row(item.page, Some(remark), self.from)
            })
            .collect()
    }
}

/// The day of a page and what changed on it: its date, or its last review where a note says what for.
pub fn changed(entry: &Entry, from: &Viewpoint<'_>) -> Option<(Date, Option<String>)> {
    let reviewed = entry.common.reviewed.as_ref();
    let note = reviewed.and_then(|reviewed| text(&reviewed.note, from.words()));
    let noted = reviewed.and_then(|reviewed| reviewed.on).filter(|_| note.is_some());
    let dated = entry.common.date.map(|date| date.value);
    let on = dated.max(noted.map(|on| on.value))?;
    Some((on, note.filter(|_| dated != Some(on))))
}
