//! A role's starter pack: two sheets of paper for whoever begins, with boxes to tick and lines to write on.

use serde::Serialize;

use super::relations::Relations;
use super::role::{self, Need, RoleGoal};
use super::sheet::{Column, fit};
use super::sight::{self, Line, Lines};
use super::text::{self, text, texts};
use super::visits::{self, VisitView, places};
use super::{Behaviour, Day, Hop, Link, behaviour};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Role};
use crate::render::diagram;
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
    /// The line of sight as a picture; `None` where it would leave no room for words.
    pub picture: Option<String>,
    /// The shortest way in words, beside the picture; empty where there is none.
    pub shortest: Vec<Hop>,
    /// Where it leads, as a heading.
    pub shortest_to: String,
    /// Without a picture: whom the work reaches, the nearest first.
    pub ways: Vec<Line>,
    /// How many more ways there are than are printed.
    pub more_ways: usize,
    /// The customers at the end of the ways.
    pub customers: Vec<PackCustomer>,
    /// Further customers, by name.
    pub customers_too: Vec<Link>,
    /// What is expected.
    pub expected: Vec<String>,
    /// Skills and tools.
    pub needs: Vec<Need>,
    /// Goals, and where they stand.
    pub goals: Vec<RoleGoal>,
    /// People to meet.
    pub people: Vec<PackPerson>,
    /// Places to spend time elsewhere, those still free, the soonest first. There are more than the sheet has room for:
    /// what is over on the day of printing makes room for the next.
    pub visits: Vec<VisitView>,
    /// How many of them are printed.
    pub visits_shown: usize,
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
const CUSTOMERS_TOO: usize = 6;
const EXPECTED: usize = 5;
const NEEDS: usize = 5;
const GOALS: usize = 3;
const PEOPLE: usize = 4;
const VISITS: usize = 3;
/// How many of them the page carries: those that are over are left out in the reader's browser.
const VISITS_CARRIED: usize = 9;
const BEHAVIOURS: usize = 6;

/// The height of one sheet, in CSS pixels: that of Letter, less a little for what the estimate misses.
const SHEET: usize = 880;
/// A heading with the space above it.
const HEADING: usize = 42;
/// The least that two lists side by side need to be worth reading.
const LISTS: usize = 120;
/// People to meet, and visits: an empty line or two among them.
const MEETINGS: usize = 200;
/// The table of behaviours.
const TABLE: usize = 230;
/// What sheet two has at its foot: lines to write on, and who keeps it.
const FOOT: usize = 150;

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
            picture: None,
            shortest: Vec::new(),
            shortest_to: String::new(),
            ways: Vec::new(),
            more_ways: 0,
            customers: Vec::new(),
            customers_too: Vec::new(),
            expected: Vec::new(),
            needs: Vec::new(),
            goals: Vec::new(),
            people: Vec::new(),
            visits: Vec::new(),
            visits_shown: VISITS,
            behaviours: Vec::new(),
            reviewed: text::day(entry.common.reviewed.as_ref().and_then(|reviewed| reviewed.on), from),
        };
        let Fields::Role(fields) = &entry.fields else { return view };
        view.department = fields.department.as_ref().map(|to| from.link(to.to).text);
        view.first_sheet(id, fields, from, relations);
        view.second_sheet(id, fields, from, relations);
        view
    }

    /// Whom the work reaches, my customers, what is expected and what I need. The lists get what the rest leaves.
    fn first_sheet(
        &mut self,
        id: EntryId,
        fields: &Role<EntryId>,
        from: &Viewpoint<'_>,
        relations: &Relations,
    ) {
        let words = from.words();
        let statement = from.desk.site.statement.as_deref().unwrap_or_default();
        let head = 30 + 2 * Column::Half.height(&self.role) + 2 * Column::Whole.height(statement);
        let mut reached =
            from.handbook().line_of_sight().reaches(id).into_iter().map(|(customer, _)| customer);
        self.customers = reached.by_ref().take(CUSTOMERS).map(|id| PackCustomer::of(id, from)).collect();
        self.customers_too = from.links(reached.take(CUSTOMERS_TOO));
        let customers = self.customers.iter().map(PackCustomer::height).max();
        let taken = head + customers.map_or(0, |height| HEADING + height) + 20 + 2 * HEADING;
        let ways = self.take_ways(id, SHEET.saturating_sub(taken + LISTS), from);
        let room = SHEET.saturating_sub(taken + ways).max(LISTS);

        let expected = texts(&fields.expected, words).into_iter().take(EXPECTED).collect();
        self.expected = fit(expected, room, |line: &String| Column::Half.entry([&**line]));
        let mut needs = role::needs(fields, from, relations);
        // What is missing is what a beginner must ask for: it is never the line that falls off the sheet.
        needs.sort_by_key(|need| need.status != Some(role::NeedStatus::Gap));
        needs.truncate(NEEDS);
        self.needs = fit(needs, room, |need| {
            let places = need.from.iter().map(|link| &*link.text);
            Column::Half.entry(std::iter::once(&*need.what).chain(places))
        });
    }

    /// The picture with its shortest way in words, where both fit into `room`; else the first ways in words, side by
    /// side; else the shortest alone. Each says why it matters as far as there is room for it. Answers with the height.
    fn take_ways(&mut self, id: EntryId, room: usize, from: &Viewpoint<'_>) -> usize {
        let lines = Lines::of(id, from);
        let all = lines.told.len() + lines.more.len() + lines.rest;
        let mut ways: Vec<Line> = lines.told.into_iter().take(WAYS).collect();
        let mut shortest = sight::shortest(id, from);
        let end = shortest.last().map_or(String::new(), |hop| hop.who.text.clone());
        self.shortest_to = from.words().fill("role.to", &[("name", &end)]);

        let drawn = diagram::role::of(id, from)
            .and_then(|picture| Some((drawn_height(&picture.paper)? + HEADING, picture.paper)));
        if let Some((high, picture)) = drawn {
            if high + flat_height(&shortest) > room {
                shortest.iter_mut().for_each(|hop| hop.value = None);
            }
            if high + flat_height(&shortest) <= room {
                let high = high + flat_height(&shortest);
                (self.picture, self.shortest) = (Some(picture), shortest);
                return high;
            }
        }
        let tallest = |ways: &[Line]| ways.iter().map(tall).max().unwrap_or(0);
        if tallest(&ways) > room {
            let steps = ways.iter_mut().flat_map(|way| way.hops.iter_mut().chain(&mut way.ends));
            steps.for_each(|hop| hop.value = None);
        }
        if tallest(&ways) <= room {
            let high = tallest(&ways);
            self.more_ways = all - ways.len();
            self.ways = ways;
            return high;
        }
        self.more_ways = all.saturating_sub(1);
        let high = flat_height(&shortest) + HEADING;
        self.shortest = shortest;
        high
    }

    /// People to meet, first visits, what keeping the promise looks like; goals get what the rest leaves.
    fn second_sheet(
        &mut self,
        id: EntryId,
        fields: &Role<EntryId>,
        from: &Viewpoint<'_>,
        relations: &Relations,
    ) {
        let handbook = from.handbook();
        self.people = fit(people(id, fields, from, relations), MEETINGS, PackPerson::height);
        let department = handbook.department_of(id);
        let elsewhere = places::free(from)
            .filter(|visit| department.is_none() || handbook.department_of(visit.host) != department);
        self.visits = visits::rows(elsewhere.take(VISITS_CARRIED), from);
        let room = self.room_for_visits();
        self.behaviours = fit(behaviours(id, fields, from, relations), TABLE, row_height);

        let blank = Column::Half.entry(["one"]);
        let people: usize = self.people.iter().map(PackPerson::height).sum::<usize>() + blank;
        let visits: usize = room + 2 * blank;
        let table: usize = self.behaviours.iter().map(row_height).sum();
        let taken = people.max(visits) + table + FOOT + 3 * HEADING;
        let goals = fields.goals.iter().filter_map(|goal| RoleGoal::of(goal.to, from)).take(GOALS);
        self.goals = fit(goals.collect(), SHEET.saturating_sub(taken), |goal| {
            let figure = goal.measures.first().map_or("", |figure| &*figure.name);
            Column::Whole.entry([&*goal.goal.text, goal.statement.as_deref().unwrap_or_default(), figure])
        });
    }

    /// The room that the next visits take at most, whichever of those that are carried are still to come; and how many
    /// of them there is room for.
    fn room_for_visits(&mut self) -> usize {
        let highest = self.visits.iter().map(visit_height).max().unwrap_or(0).max(1);
        self.visits_shown = (MEETINGS / highest).clamp(1, VISITS);
        highest * self.visits_shown.min(self.visits.len())
    }
}

fn visit_height(visit: &VisitView) -> usize {
    let host = &visit.host.text;
    let whose = format!("{host} {}", visit.host_role.as_deref().unwrap_or_default());
    let at = visit.place.as_deref().unwrap_or_default();
    Column::Half.entry([&*format!("Mon {} {}", visit.text, visit.hours), &*whose, at])
}

fn row_height(row: &Behaviour) -> usize {
    let deed = |text: &Option<String>| Column::Deed.entry(text.as_deref());
    deed(&row.does).max(deed(&row.does_not)).max(Column::Name.entry([&*row.whose.text]))
}

/// The height of a way that stands upright, its heading included.
fn tall(way: &Line) -> usize {
    let steps = way.hops.iter().chain(&way.ends);
    Column::Third.entry([&*way.title]) + steps.map(|hop| height(hop, Column::Third)).sum::<usize>()
}

/// The height of a way that lies flat; the station at its end takes little room.
fn flat_height(steps: &[Hop]) -> usize {
    let column = match steps.len() {
        0..=2 => Column::Whole,
        3 => Column::Half,
        _ => Column::Third,
    };
    steps.iter().map(|hop| height(hop, column)).max().unwrap_or(0)
}

/// The height of one step of a way.
fn height(hop: &Hop, column: Column) -> usize {
    let given = format!(
        "gives {}, {}",
        hop.output.as_deref().unwrap_or_default(),
        hop.standard.as_deref().unwrap_or_default()
    );
    column.entry([&*hop.who.text, &*given].into_iter().chain(hop.value.as_deref()))
}

/// The height of a picture on paper, as its own `viewBox` has it: one unit is one pixel.
fn drawn_height(svg: &str) -> Option<usize> {
    let (_, after) = svg.split_once("viewBox=\"")?;
    let (numbers, _) = after.split_once('"')?;
    numbers.split(' ').nth(3)?.parse().ok()
}

impl PackPerson {
    fn height(&self) -> usize {
        let named = format!("{}, {}", self.name, self.role.as_deref().unwrap_or_default());
        Column::Half.entry([&*named, "gives me what I work with"])
    }
}

impl PackCustomer {
    fn height(&self) -> usize {
        let quote = self.quote.as_deref().map_or(0, |quote| Column::Half.height(quote) * 5 / 4);
        30 + self.segment.as_deref().map_or(0, |segment| Column::Half.height(segment)) + quote
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
