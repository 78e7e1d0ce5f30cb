//! Who serves whom → how each role's work reaches a customer: the one graph of the handbook, walked once.
//!
//! Roles and customers are numbered in the alphabetical order of their ids, so that "the first among equal paths" is
//! the lowest number and the same on every machine. From every customer the graph is walked backwards by breadth; only
//! distances are kept, and a path is read off them when it is asked for: from a role at distance *n*, the first
//! receiver at distance *n − 1*.
//!
//! Customers are personas of type `customer` and `user` (a persona without a readable type counts as one). Colleagues
//! drawn as personas (`internal`) are no end of a line, and who is `not-for-us` never is.

mod build;
mod graph;
mod hubs;
mod matrix;
mod scores;

use std::collections::BTreeMap;

use crate::model::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Persona, PersonaType, Serves};

use graph::Graph;
pub use hubs::Hub;
pub use matrix::Matrix;
pub use scores::{Scores, Share};

/// No number: an entry that is no part of the graph.
const NOBODY: u32 = u32::MAX;

/// The lines of sight of one handbook.
///
/// Made once when the handbook is assembled; empty, and free of charge, where there is no role. All questions about one
/// role or customer cost what the answer is long.
#[derive(Debug, Clone, Default)]
pub struct LineOfSight {
    /// Roles, by id.
    roles: Vec<EntryId>,
    /// Customers, by id; the first has the number after the last role's.
    customers: Vec<EntryId>,
    /// The number of each entry of the handbook, or [`NOBODY`]; empty where there is no role.
    numbers: Vec<u32>,
    /// The department of each role.
    departments: Vec<Option<EntryId>>,
    graph: Graph,
    /// Roles whose `serves` has a finding of its own.
    faulty: Vec<bool>,
    /// Roles whose line leads to a faulty one.
    unclear: Vec<bool>,
    hubs: Vec<Hub>,
    scores: Scores,
    /// The role nearest to a customer, of all and of each department.
    closest: BTreeMap<Option<EntryId>, EntryId>,
}

/// One step of a path: who gives something to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hop {
    /// The role that gives.
    pub from: EntryId,
    /// The role or persona that receives.
    pub to: EntryId,
    /// The place of the handover among the giver's `serves`; see [`Handbook::handover`]. Where a role gives several
    /// things to one receiver, the first that says both output and value, else the first.
    pub at: usize,
}

/// A way from a role to a customer; it has one step at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The steps, the role's own first.
    pub hops: Vec<Hop>,
}

impl Path {
    /// How many steps it has.
    pub fn distance(&self) -> usize {
        self.hops.len()
    }

    /// Everybody on the way: the role, its colleagues, the customer.
    pub fn stations(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.hops.first().map(|hop| hop.from).into_iter().chain(self.hops.iter().map(|hop| hop.to))
    }
}

/// How far a role is from the nearest customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Station {
    /// One step: customers meet the role itself.
    Frontline,
    /// Two steps: it serves those whom customers meet.
    Backstage,
    /// Three steps and more.
    Support,
}

impl Station {
    /// The station at `distance` steps; one at least.
    pub const fn at(distance: usize) -> Self {
        match distance {
            0 | 1 => Self::Frontline,
            2 => Self::Backstage,
            _ => Self::Support,
        }
    }
}

/// Whether a persona is the end of a line: a customer or a user. One whose type cannot be read is taken as one.
pub fn is_customer(persona: &Persona<EntryId>) -> bool {
    match persona.r#type.map(|sort| sort.value) {
        Some(PersonaType::Customer | PersonaType::User) | None => true,
        Some(PersonaType::Internal | PersonaType::NotForUs) => false,
    }
}

impl LineOfSight {
    /// Roles, in the alphabetical order of their ids.
    pub fn roles(&self) -> &[EntryId] {
        &self.roles
    }

    /// Customers, in the alphabetical order of their ids: personas of type `customer` and `user`.
    pub fn customers(&self) -> &[EntryId] {
        &self.customers
    }

    /// Whether `entry` is one of [`customers`](Self::customers).
    pub fn is_customer(&self, entry: EntryId) -> bool {
        self.customer(entry).is_some()
    }

    /// The department of a role.
    pub fn department(&self, role: EntryId) -> Option<EntryId> {
        self.departments[self.role(role)?]
    }

    /// How many steps a role is from its nearest customer; `None` where it reaches none.
    pub fn distance(&self, role: EntryId) -> Option<usize> {
        self.graph.nearest(self.role(role)?)
    }

    /// Frontline, backstage or support; `None` where the role reaches no customer.
    pub fn station(&self, role: EntryId) -> Option<Station> {
        self.distance(role).map(Station::at)
    }

    /// How many steps a role is from one customer.
    pub fn distance_to(&self, role: EntryId, customer: EntryId) -> Option<usize> {
        self.graph.distance(self.role(role)?, self.customer(customer)?)
    }

    /// Every customer whom a role reaches, with the distance: the nearest first, equals by id.
    pub fn reaches(&self, role: EntryId) -> Vec<(EntryId, usize)> {
        let Some(role) = self.role(role) else { return Vec::new() };
        let mut reached: Vec<(EntryId, usize)> = self
            .customers
            .iter()
            .enumerate()
            .filter_map(|(number, customer)| Some((*customer, self.graph.distance(role, number)?)))
            .collect();
        reached.sort_by_key(|(_, distance)| *distance);
        reached
    }

    /// Every role that reaches a customer, with the distance: the nearest first, equals by id.
    pub fn reached_by(&self, customer: EntryId) -> Vec<(EntryId, usize)> {
        let Some(customer) = self.customer(customer) else { return Vec::new() };
        let mut reaching: Vec<(EntryId, usize)> = self
            .roles
            .iter()
            .enumerate()
            .filter_map(|(number, role)| Some((*role, self.graph.distance(number, customer)?)))
            .collect();
        reaching.sort_by_key(|(_, distance)| *distance);
        reaching
    }

    /// The shortest path from a role to one customer; of equal ones, the first in alphabetical order of ids.
    pub fn path(&self, role: EntryId, customer: EntryId) -> Option<Path> {
        let (role, customer) = (self.role(role)?, self.customer(customer)?);
        Some(self.way(self.graph.path(role, customer)?))
    }

    /// The shortest path from a role to whichever customer is nearest; of equal ones, the first in alphabetical order.
    pub fn shortest(&self, role: EntryId) -> Option<Path> {
        Some(self.way(self.graph.shortest(self.role(role)?)?))
    }

    /// Whom a role serves: colleagues, then customers, each once and by id.
    pub fn serves(&self, role: EntryId) -> impl Iterator<Item = Hop> + '_ {
        let role = self.role(role);
        role.into_iter().flat_map(move |role| self.graph.serves(role).map(move |to| self.hop(role, to)))
    }

    /// Who serves a role or a customer, each once and by id: the same handovers read backwards.
    pub fn relies_on(&self, receiver: EntryId) -> impl Iterator<Item = Hop> + '_ {
        let receiver = self.number(receiver);
        receiver.into_iter().flat_map(move |to| self.graph.served_by(to).map(move |from| self.hop(from, to)))
    }

    /// Roles through which the lines of several others run, the busiest first; see [`Hub`].
    pub fn hubs(&self) -> &[Hub] {
        &self.hubs
    }

    /// Who knows a goal and who has a complete path: two scores, for all and for each department.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// Whether a finding already says that something is wrong with what this role serves: an entry that cannot be read
    /// or names nobody, or a `serves` that is not there at all.
    pub fn is_faulty(&self, role: EntryId) -> bool {
        self.role(role).is_some_and(|role| self.faulty[role])
    }

    /// Whether nobody can tell that this role reaches no customer, since its line leads to a role that
    /// [is faulty](Self::is_faulty), perhaps itself.
    pub fn is_unclear(&self, role: EntryId) -> bool {
        self.role(role).is_some_and(|role| self.unclear[role])
    }

    /// The colleague from whom a customer is nearest, of the same department where that is no farther: whom a role
    /// without a line of its own might serve.
    pub fn nearest_colleague(&self, role: EntryId) -> Option<EntryId> {
        let nearest = *self.closest.get(&None)?;
        let same = self.department(role).and_then(|department| self.closest.get(&Some(department))).copied();
        Some(same.filter(|same| self.distance(*same) == self.distance(nearest)).unwrap_or(nearest))
    }

    fn number(&self, entry: EntryId) -> Option<usize> {
        let number = *self.numbers.get(entry.0 as usize)?;
        (number != NOBODY).then_some(number as usize)
    }

    fn role(&self, entry: EntryId) -> Option<usize> {
        self.number(entry).filter(|number| *number < self.roles.len())
    }

    fn customer(&self, entry: EntryId) -> Option<usize> {
        self.number(entry)?.checked_sub(self.roles.len())
    }

    fn entry(&self, number: usize) -> EntryId {
        match number.checked_sub(self.roles.len()) {
            Some(customer) => self.customers[customer],
            None => self.roles[number],
        }
    }

    fn hop(&self, from: usize, to: usize) -> Hop {
        Hop { from: self.roles[from], to: self.entry(to), at: self.graph.place(from, to) }
    }

    fn way(&self, numbers: Vec<usize>) -> Path {
        Path { hops: numbers.windows(2).map(|pair| self.hop(pair[0], pair[1])).collect() }
    }
}

impl Handbook {
    /// The lines of sight from every role to every customer.
    pub fn line_of_sight(&self) -> &LineOfSight {
        &self.line_of_sight
    }

    /// What a role hands over: the entry `at` of its `serves`.
    pub fn handover(&self, role: EntryId, at: usize) -> Option<&Serves<EntryId>> {
        match &self.entry(role).fields {
            Fields::Role(fields) => fields.serves.get(at),
            _ => None,
        }
    }
}
