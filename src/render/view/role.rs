//! A role: whom the work reaches, what is expected, what is needed.

use serde::Serialize;

use super::behaviour;
use super::recognition::ThanksReceived;
use super::relations::{Relations, is_customer};
use super::sight::Lines;
use super::text::{self, text, texts};
use super::visits::{VisitView, places};
use super::{Behaviour, Hop, Link, Row};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{self, Fields, Role, Serves};
use crate::render::diagram::{self, role::RolePicture};
use crate::render::viewpoint::Viewpoint;

/// Fills `kinds/role.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleView {
    /// The department.
    pub department: Option<Link>,
    /// What the role hands over, one step each; customers first. Short forms of the page tell these alone.
    pub ways: Vec<Way>,
    /// Ways from the role, each to its end; filled by [`draw`](Self::draw), as are the two after it.
    pub lines: Lines,
    /// The same as a picture.
    pub picture: Option<RolePicture>,
    /// How many steps the shortest of them has; 0 where no customer is reached.
    pub distance: usize,
    /// What is expected of whoever does the work.
    pub expected: Vec<String>,
    /// Goals the role carries.
    pub goals: Vec<RoleGoal>,
    /// Skills and tools.
    pub needs: Vec<Need>,
    /// What others give to this role: the same edges read backwards.
    pub relies_on: Vec<Relied>,
    /// What keeping the promise looks like here, a row a pillar.
    pub behaviours: Vec<Behaviour>,
    /// Places free with people who do this work, and with those whom it serves or who serve it; filled by
    /// [`draw`](Self::draw).
    pub places: Vec<VisitView>,
    /// Who does this work.
    pub people: Vec<Row>,
    /// What those who do it were thanked for, and what they made possible.
    pub thanks: ThanksReceived,
    /// The role on two sheets of paper, for whoever begins.
    pub starter_pack: String,
    /// Where the line on the page ends: customers, or the colleagues whom the work goes to.
    pub line_end: Vec<Link>,
}

/// One way from a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Whom it leads to.
    pub to: String,
    /// The steps, the role itself first.
    pub hops: Vec<Hop>,
    /// When it matters.
    pub moment: Option<String>,
    /// The pillar it keeps.
    pub pillar: Option<Link>,
}

/// A goal as a role sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleGoal {
    /// The goal.
    pub goal: Link,
    /// Its statement.
    pub statement: Option<String>,
    /// How far it is, in a few words, one entry a measure: `94 % now, 96 % wanted`.
    pub measures: Vec<GoalFigure>,
    /// The pillars it keeps.
    pub pillars: Vec<Link>,
}

/// Where a measure stands and where it shall stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalFigure {
    /// What is measured.
    pub name: String,
    /// Wanted.
    pub target: Option<String>,
    /// Now; `None` where there is no figure yet.
    pub now: Option<String>,
}

/// A skill or a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Need {
    /// What it is.
    pub what: String,
    /// Where it is taught or described: where the role says, and wherever else an activity teaches it.
    pub from: Vec<Link>,
    /// How things stand, if that is said or follows.
    pub status: Option<NeedStatus>,
}

/// Whether a need is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NeedStatus {
    /// There is one.
    Ok,
    /// Missing.
    Gap,
}

/// What another role gives to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relied {
    /// The role.
    pub role: Link,
    /// What it gives.
    pub output: String,
    /// How well or by when.
    pub standard: Option<String>,
    /// What it is worth here.
    pub value: Option<String>,
}

impl RoleView {
    /// What the page of a role shows.
    pub fn of(entry: &Entry, role: &Role<EntryId>, from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let words = from.words();
        let people = relations.people_of_role(entry.id).iter();
        Self {
            department: text::link(&role.department, from),
            ways: ways(entry, role, from),
            lines: Lines::default(),
            picture: None,
            distance: 0,
            expected: texts(&role.expected, words),
            goals: role.goals.iter().filter_map(|goal| RoleGoal::of(goal.to, from)).collect(),
            needs: needs(role, from, relations),
            relies_on: relies_on(entry.id, from, relations),
            behaviours: behaviours(entry.id, role, from, relations),
            places: Vec::new(),
            people: people.map(|(person, _)| text::row(*person, hosts(*person, from), from)).collect(),
            thanks: ThanksReceived::of(entry.id, from, relations),
            starter_pack: from.to_address(&crate::pages::starter_pack(entry)),
            line_end: line_end(entry.id, from),
        }
    }

    /// Adds the lines of sight and their picture.
    pub fn draw(&mut self, entry: &Entry, from: &Viewpoint<'_>) {
        self.lines = Lines::of(entry.id, from);
        self.picture = diagram::role::of(entry.id, from);
        self.places = places::near(entry.id, from);
        self.distance = from.handbook().line_of_sight().distance(entry.id).unwrap_or(0);
    }
}

/// The direct ways from a role. Customers first: theirs are the shortest.
fn ways(entry: &Entry, role: &Role<EntryId>, from: &Viewpoint<'_>) -> Vec<Way> {
    let mut edges: Vec<&Serves<EntryId>> = role.serves.iter().filter(|edge| edge.to.is_some()).collect();
    edges.sort_by_key(|edge| edge.to.as_ref().is_none_or(|to| !is_customer(from.handbook(), to.to)));
    edges
        .into_iter()
        .filter_map(|edge| {
            let to = edge.to.as_ref()?.to;
            Some(Way {
                to: from.link(to).text,
                hops: vec![giving(entry.id, edge, from), receiving(to, from)],
                moment: text(&edge.moment, from.words()),
                pillar: text::link(&edge.pillar, from),
            })
        })
        .collect()
}

/// The step of whoever hands something on.
pub fn giving(role: EntryId, edge: &Serves<EntryId>, from: &Viewpoint<'_>) -> Hop {
    let words = from.words();
    Hop {
        who: from.link(role),
        customer: false,
        output: text(&edge.output, words),
        standard: text(&edge.standard, words),
        value: text(&edge.value, words),
    }
}

/// The step at the end of a way.
pub fn receiving(receiver: EntryId, from: &Viewpoint<'_>) -> Hop {
    let customer = is_customer(from.handbook(), receiver);
    Hop { who: from.link(receiver), customer, output: None, standard: None, value: None }
}

/// Whom the rail of the page ends at: the nearest customers, or the colleagues who carry the work on.
fn line_end(role: EntryId, from: &Viewpoint<'_>) -> Vec<Link> {
    let line = from.handbook().line_of_sight();
    let reached = line.reaches(role);
    let nearest = reached.first().map_or(0, |(_, distance)| *distance);
    if nearest > 0 {
        return from
            .links(reached.iter().take_while(|(_, distance)| *distance == nearest).map(|(id, _)| *id));
    }
    from.links(line.serves(role).map(|hop| hop.to))
}

impl RoleGoal {
    /// A goal as a role sees it.
    pub fn of(goal: EntryId, from: &Viewpoint<'_>) -> Option<Self> {
        let Fields::Goal(fields) = &from.handbook().entry(goal).fields else { return None };
        Some(Self {
            goal: from.link(goal),
            statement: text(&fields.statement, from.words()),
            measures: fields.measures.iter().filter_map(|measure| GoalFigure::of(measure, from)).collect(),
            pillars: text::links(&fields.pillars, from),
        })
    }
}

impl GoalFigure {
    /// Where a measure stands.
    pub fn of(measure: &kind::GoalMeasure, from: &Viewpoint<'_>) -> Option<Self> {
        let words = from.words();
        Some(Self {
            name: text(&measure.name, words)?,
            target: text(&measure.target, words),
            now: text(&measure.now, words),
        })
    }
}

/// Skills and tools. What can be learnt somewhere and is not said to be missing has no mark: nobody said it is there.
pub fn needs(role: &Role<EntryId>, from: &Viewpoint<'_>, relations: &Relations) -> Vec<Need> {
    role.needs
        .iter()
        .filter_map(|need| {
            Some(Need {
                what: text(&need.skill, from.words()).or_else(|| text(&need.tool, from.words()))?,
                from: from.links(relations.learning().places(need)),
                status: need.status.map(|status| match status.value {
                    kind::NeedStatus::Ok => NeedStatus::Ok,
                    kind::NeedStatus::Gap => NeedStatus::Gap,
                }),
            })
        })
        .collect()
}

fn relies_on(role: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Vec<Relied> {
    let words = from.words();
    relations
        .served_by(role)
        .iter()
        .filter_map(|(giver, at)| {
            let Fields::Role(fields) = &from.handbook().entry(*giver).fields else { return None };
            let edge = fields.serves.get(*at)?;
            Some(Relied {
                role: from.link(*giver),
                output: text(&edge.output, words)?,
                standard: text(&edge.standard, words),
                value: text(&edge.value, words),
            })
        })
        .collect()
}

/// What the pillars ask of the role itself, then of its department.
fn behaviours(
    id: EntryId,
    role: &Role<EntryId>,
    from: &Viewpoint<'_>,
    relations: &Relations,
) -> Vec<Behaviour> {
    let department = role.department.as_ref().map(|department| department.to);
    let whose = std::iter::once(id).chain(department);
    whose.flat_map(|whose| behaviour::by_pillar(whose, from, relations)).collect()
}

/// Whether somebody takes visitors, in a few words.
pub fn hosts(person: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    let Fields::Person(fields) = &from.handbook().entry(person).fields else { return None };
    fields.hosts.is_some_and(|hosts| hosts.value).then(|| from.words().get("person.hosts_short").to_owned())
}
