//! A role's starter pack: two sheets of paper for whoever begins, with boxes to tick and lines to write on.

use serde::Serialize;

use super::relations::{Relations, is_customer};
use super::role::{self, Need, RoleGoal, Way};
use super::shadowing::SessionView;
use super::sheet::{Column, fit};
use super::text::{self, text, texts};
use super::{Behaviour, Day, Hop, Link, behaviour};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Role};
use crate::render::viewpoint::Viewpoint;

/// Fills `starter-pack.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StarterPackView {
    /// The role's title.
    pub role: String,
    /// The department's name.
    pub department: Option<String>,
    /// What the role is, in a sentence.
    pub description: Option<String>,
    /// Back to the role's page.
    pub back: Link,
    /// Whom the work reaches, the nearest first.
    pub ways: Vec<Way>,
    /// How many more ways there are than are printed.
    pub more_ways: usize,
    /// The customers at the end of the ways.
    pub customers: Vec<PackCustomer>,
    /// What is expected.
    pub expected: Vec<String>,
    /// Skills and tools.
    pub needs: Vec<Need>,
    /// Goals, and where they stand.
    pub goals: Vec<RoleGoal>,
    /// People to meet.
    pub people: Vec<PackPerson>,
    /// Places to spend time elsewhere, those still free, the soonest first.
    pub visits: Vec<SessionView>,
    /// What keeping the promise looks like here, a row a pillar.
    pub behaviours: Vec<Behaviour>,
    /// When the role was last looked at.
    pub reviewed: Option<Day>,
}

/// A customer of the role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackCustomer {
    /// The name.
    pub name: String,
    /// Which customers are meant.
    pub segment: Option<String>,
    /// What is said.
    pub quote: Option<String>,
}

/// Somebody to meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackPerson {
    /// The name.
    pub name: String,
    /// The role, where it is another than the reader's own.
    pub role: Option<String>,
    /// Why: the key of a word, `same_work`, `keeps_page`, `gives`, `gets`.
    pub why: &'static str,
}

/// How many entries each list has at most, however short they are.
const WAYS: usize = 3;
const CUSTOMERS: usize = 2;
const EXPECTED: usize = 5;
const NEEDS: usize = 5;
const GOALS: usize = 3;
const PEOPLE: usize = 4;
const VISITS: usize = 3;
const BEHAVIOURS: usize = 6;

/// The room that each list has on its sheet, in CSS pixels. Sheet one: 150 for the head, the ways as high as the
/// longest, customers, and two lists side by side. Sheet two: the lists here, and 140 for lines to write on.
const WAYS_ROOM: usize = 300;
const CUSTOMERS_ROOM: usize = 90;
const LISTS_ROOM: usize = 200;
const GOALS_ROOM: usize = 140;
const MEETINGS_ROOM: usize = 200;
const BEHAVIOURS_ROOM: usize = 230;

impl StarterPackView {
    /// What the starter pack of a role prints.
    pub fn of(id: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let words = from.words();
        let entry = handbook.entry(id);
        let mut view = Self {
            role: entry.title.to_string(),
            department: None,
            description: text::described(entry, words),
            back: Link { text: words.get("pack.back").to_owned(), href: Some(from.to_entry(id)) },
            ways: Vec::new(),
            more_ways: 0,
            customers: Vec::new(),
            expected: Vec::new(),
            needs: Vec::new(),
            goals: Vec::new(),
            people: Vec::new(),
            visits: Vec::new(),
            behaviours: Vec::new(),
            reviewed: text::day(entry.common.reviewed.as_ref().and_then(|reviewed| reviewed.on), from),
        };
        let Fields::Role(fields) = &entry.fields else { return view };
        view.department = fields.department.as_ref().map(|to| from.link(to.to).text);
        view.take_ways(role::ways(entry, fields, from));
        view.customers = fit(customers(fields, from), CUSTOMERS_ROOM * CUSTOMERS, PackCustomer::height);
        let expected = texts(&fields.expected, words).into_iter().take(EXPECTED).collect();
        view.expected = fit(expected, LISTS_ROOM, |line: &String| Column::Half.entry([&**line]));
        let mut needs = role::needs(fields, from, relations);
        // What is missing is what a beginner must ask for: it is never the line that falls off the sheet.
        needs.sort_by_key(|need| need.status != Some(role::NeedStatus::Gap));
        needs.truncate(NEEDS);
        view.needs = fit(needs, LISTS_ROOM, |need| {
            let places = need.from.iter().map(|link| &*link.text);
            Column::Half.entry(std::iter::once(&*need.what).chain(places))
        });
        let goals = fields.goals.iter().filter_map(|goal| RoleGoal::of(goal.to, from)).take(GOALS);
        view.goals = fit(goals.collect(), GOALS_ROOM, |goal| {
            let figure = goal.measures.first().map_or("", |figure| &*figure.name);
            Column::Whole.entry([&*goal.goal.text, goal.statement.as_deref().unwrap_or_default(), figure])
        });
        view.people = fit(people(id, fields, from, relations), MEETINGS_ROOM, |person| {
            let role = person.role.as_deref().unwrap_or_default();
            Column::Half.entry([&*person.name, role, "why"])
        });
        let places = relations.open_places(handbook.department_of(id)).take(VISITS);
        let visits = places
            .filter_map(|place| SessionView::elsewhere(handbook.entry(place.programme), place.at, from));
        view.visits = fit(visits.collect(), MEETINGS_ROOM, |visit| {
            let host = visit.host.as_ref().map_or("", |host| &*host.text);
            let role = visit.host_role.as_deref().unwrap_or_default();
            Column::Half.entry([&*visit.start.text, host, role, visit.place.as_deref().unwrap_or_default()])
        });
        view.behaviours = fit(behaviours(id, fields, from, relations), BEHAVIOURS_ROOM, |row| {
            let does = Column::Deed.entry(row.does.as_deref());
            does.max(Column::Deed.entry(row.does_not.as_deref())).max(Column::Name.entry([&*row.whose.text]))
        });
        view
    }

    /// The first ways, side by side. Where they are too long for the sheet they say what is given, and not why.
    fn take_ways(&mut self, mut ways: Vec<Way>) {
        self.more_ways = ways.len().saturating_sub(WAYS);
        ways.truncate(WAYS);
        let tall = ways.iter().map(|way| way.hops.iter().map(height).sum::<usize>()).max();
        if tall.is_some_and(|tall| tall > WAYS_ROOM) {
            ways.iter_mut().flat_map(|way| &mut way.hops).for_each(|hop| hop.value = None);
        }
        self.ways = ways;
    }
}

/// The height of one step of a way.
fn height(hop: &Hop) -> usize {
    let texts = [Some(&hop.who.text), hop.output.as_ref(), hop.standard.as_ref(), hop.value.as_ref()];
    Column::Third.entry(texts.into_iter().flatten().map(|text| &**text))
}

/// The customers whom the role reaches in one step.
fn customers(role: &Role<EntryId>, from: &Viewpoint<'_>) -> Vec<PackCustomer> {
    let handbook = from.handbook();
    let mut reached: Vec<EntryId> = Vec::new();
    for to in role.serves.iter().filter_map(|edge| edge.to.as_ref()) {
        if is_customer(handbook, to.to) && !reached.contains(&to.to) {
            reached.push(to.to);
        }
    }
    reached.into_iter().take(CUSTOMERS).map(|id| PackCustomer::of(id, from)).collect()
}

impl PackCustomer {
    fn height(&self) -> usize {
        let texts = [Some(&self.name), self.segment.as_ref(), self.quote.as_ref()];
        Column::Half.entry(texts.into_iter().flatten().map(|text| &**text))
    }

    fn of(id: EntryId, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let (segment, quote) = match &from.handbook().entry(id).fields {
            Fields::Persona(persona) => (
                text(&persona.segment, words),
                text(&persona.quote, words).map(|said| text::unquoted(said, words)),
            ),
            _ => (None, None),
        };
        Self { name: from.link(id).text, segment, quote }
    }
}

/// Who does the same work, who keeps the page, who gives to it and who gets from it: each person once.
fn people(
    id: EntryId,
    fields: &Role<EntryId>,
    from: &Viewpoint<'_>,
    relations: &Relations,
) -> Vec<PackPerson> {
    let handbook = from.handbook();
    let mut found: Vec<(EntryId, &'static str)> = Vec::new();
    let mut meet = |person: EntryId, why: &'static str| {
        if found.iter().all(|(known, _)| *known != person) {
            found.push((person, why));
        }
    };
    for (person, _) in relations.people_of_role(id).iter().take(2) {
        meet(*person, "same_work");
    }
    if let Some(owner) = &handbook.entry(id).common.owner {
        match &handbook.entry(owner.to).fields {
            Fields::Person(_) => meet(owner.to, "keeps_page"),
            _ => {
                if let Some((person, _)) = relations.people_of_role(owner.to).first() {
                    meet(*person, "keeps_page");
                }
            }
        }
    }
    let givers = relations.served_by(id).iter().map(|(giver, _)| (*giver, "gives"));
    let receivers = fields.serves.iter().filter_map(|edge| Some((edge.to.as_ref()?.to, "gets")));
    for (role, why) in givers.chain(receivers) {
        if let Some((person, _)) = relations.people_of_role(role).first() {
            meet(*person, why);
        }
    }
    found
        .into_iter()
        .take(PEOPLE)
        .map(|(person, why)| PackPerson {
            name: from.link(person).text,
            role: super::person::role_title(person, from).filter(|_| why != "same_work"),
            why,
        })
        .collect()
}

/// What the pillars ask of the role itself, then of its department; one row a pillar, so that all of them fit.
fn behaviours(
    id: EntryId,
    fields: &Role<EntryId>,
    from: &Viewpoint<'_>,
    relations: &Relations,
) -> Vec<Behaviour> {
    let department = fields.department.as_ref().map(|department| department.to);
    let mut rows: Vec<Behaviour> = Vec::new();
    for whose in std::iter::once(id).chain(department) {
        for row in behaviour::by_pillar(whose, from, relations) {
            if rows.iter().all(|known| known.whose != row.whose) {
                rows.push(row);
            }
        }
    }
    rows.truncate(BEHAVIOURS);
    rows
}
