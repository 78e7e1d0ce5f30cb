//! The graph as arrays of numbers: `0..roles` are roles, the numbers after them customers.

use rayon::prelude::*;

/// Not reached. Also the longest distance that is told apart: a line of 65,534 steps.
const NEVER: u16 = u16::MAX;

/// Lists of numbers, one after the other: the `n`th is `items[starts[n]..starts[n + 1]]`.
#[derive(Debug, Clone, Default)]
struct Rows {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// Rows of `pairs`, which are sorted by their first number.
    fn of(rows: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0; rows + 1];
        for (row, _) in pairs.clone() {
            starts[row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        Self { starts, items: pairs.map(|(_, item)| item).collect() }
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        match self.starts.get(row..row + 2) {
            Some([start, end]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    fn row(&self, row: usize) -> &[u32] {
        &self.items[self.range(row)]
    }
}

/// An edge before the graph is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// The role that gives.
    pub from: u32,
    /// The role or customer that receives.
    pub to: u32,
    /// Whether output or value is left open; complete ones come first.
    pub open: bool,
    /// Its place among the giver's `serves`.
    pub at: u32,
}

/// Who serves whom, and how far it is to each customer.
#[derive(Debug, Clone, Default)]
pub(super) struct Graph {
    roles: usize,
    customers: usize,
    /// Receivers of each role, lowest number first.
    serves: Rows,
    /// The place of each of those edges among the giver's `serves`.
    places: Vec<u32>,
    /// Whether it leaves output or value open.
    open: Vec<bool>,
    /// Givers of each role and customer, lowest number first.
    served_by: Rows,
    /// How far each role is from each customer: one row of `roles` distances a customer.
    distances: Vec<u16>,
    /// How far each role is from its nearest customer.
    nearest: Vec<u16>,
}

impl Graph {
    /// The graph of `edges`, walked. Of several edges between two the best is kept: complete, then first written.
    pub(super) fn new(roles: usize, customers: usize, mut edges: Vec<Edge>) -> Self {
        edges.retain(|edge| edge.from != edge.to);
        edges.sort_unstable();
        edges.dedup_by_key(|edge| (edge.from, edge.to));
        let mut backwards: Vec<(u32, u32)> = edges.iter().map(|edge| (edge.to, edge.from)).collect();
        backwards.sort_unstable();
        let mut graph = Self {
            roles,
            customers,
            serves: Rows::of(roles, edges.iter().map(|edge| (edge.from, edge.to))),
            places: edges.iter().map(|edge| edge.at).collect(),
            open: edges.iter().map(|edge| edge.open).collect(),
            served_by: Rows::of(roles + customers, backwards.iter().copied()),
            distances: vec![NEVER; roles * customers],
            nearest: Vec::new(),
        };
        graph.walk();
        graph
    }

    /// From every customer backwards, by breadth.
    fn walk(&mut self) {
        if self.roles == 0 {
            return;
        }
        let mut distances = std::mem::take(&mut self.distances);
        distances.par_chunks_mut(self.roles).enumerate().for_each_init(Vec::new, |queue, (customer, row)| {
            self.walk_from([self.roles + customer], row, queue, |_| true);
        });
        self.distances = distances;
        self.nearest = vec![NEVER; self.roles];
        let mut nearest = std::mem::take(&mut self.nearest);
        self.walk_from(self.roles..self.roles + self.customers, &mut nearest, &mut Vec::new(), |_| true);
        self.nearest = nearest;
    }

    /// Fills `distances` of all roles from the nearest of `starts` along edges for which `follow` holds; it is asked
    /// with the place of the edge in [`serves`](Self::serves).
    fn walk_from(
        &self,
        starts: impl IntoIterator<Item = usize>,
        distances: &mut [u16],
        queue: &mut Vec<u32>,
        follow: impl Fn(usize) -> bool,
    ) {
        queue.clear();
        queue.extend(starts.into_iter().map(|start| start as u32));
        let mut next = 0;
        while let Some(&to) = queue.get(next) {
            next += 1;
            let steps = match distances.get(to as usize) {
                Some(&steps) => steps + 1,
                None => 1,
            };
            // Farther than can be told apart: as good as never.
            if steps == NEVER {
                break;
            }
            for &from in self.served_by.row(to as usize) {
                let distance = &mut distances[from as usize];
                if *distance == NEVER && self.edge(from as usize, to).is_some_and(&follow) {
                    *distance = steps;
                    queue.push(from);
                }
            }
        }
    }

    /// The place of the edge between two in [`serves`](Self::serves).
    fn edge(&self, from: usize, to: u32) -> Option<usize> {
        let range = self.serves.range(from);
        Some(range.start + self.serves.items[range].binary_search(&to).ok()?)
    }

    /// Which roles reach a customer by edges that say output and value.
    pub(super) fn complete(&self) -> Vec<bool> {
        let mut distances = vec![NEVER; self.roles];
        let customers = self.roles..self.roles + self.customers;
        self.walk_from(customers, &mut distances, &mut Vec::new(), |edge| !self.open[edge]);
        distances.into_iter().map(|distance| distance != NEVER).collect()
    }

    /// The roles among `starts`, and all whose line leads to one of them.
    pub(super) fn leading_to(&self, starts: &[bool]) -> Vec<bool> {
        let mut leading = starts.to_vec();
        let mut queue: Vec<usize> = (0..self.roles).filter(|role| leading[*role]).collect();
        while let Some(to) = queue.pop() {
            for &from in self.served_by.row(to) {
                if !std::mem::replace(&mut leading[from as usize], true) {
                    queue.push(from as usize);
                }
            }
        }
        leading
    }

    pub(super) fn distance(&self, role: usize, customer: usize) -> Option<usize> {
        told(self.distances[customer * self.roles + role])
    }

    pub(super) fn nearest(&self, role: usize) -> Option<usize> {
        told(self.nearest[role])
    }

    pub(super) fn serves(&self, role: usize) -> impl Iterator<Item = usize> + '_ {
        self.serves.row(role).iter().map(|to| *to as usize)
    }

    pub(super) fn served_by(&self, receiver: usize) -> impl Iterator<Item = usize> + '_ {
        self.served_by.row(receiver).iter().map(|from| *from as usize)
    }

    /// The place of an edge among the giver's `serves`.
    pub(super) fn place(&self, from: usize, to: usize) -> usize {
        self.edge(from, to as u32).map_or(0, |edge| self.places[edge] as usize)
    }

    /// The shortest path to one customer; of equal ones the lowest numbers.
    pub(super) fn path(&self, role: usize, customer: usize) -> Option<Vec<usize>> {
        let row = self.distances.get(customer * self.roles..)?;
        self.descend(role, row, |to| to == self.roles + customer)
    }

    /// The shortest path to whichever customer is nearest; of equal ones the lowest numbers.
    pub(super) fn shortest(&self, role: usize) -> Option<Vec<usize>> {
        self.descend(role, &self.nearest, |to| to >= self.roles)
    }

    /// The colleague through whom the shortest path runs; `None` for the frontline, and where there is no path.
    pub(super) fn next(&self, role: usize) -> Option<usize> {
        let steps = self.nearest(role)?.checked_sub(1).filter(|steps| *steps > 0)?;
        self.serves(role).find(|to| *to < self.roles && self.nearest(*to) == Some(steps))
    }

    fn descend(&self, role: usize, distances: &[u16], arrived: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        let mut steps = told(distances[role])?;
        let mut path = vec![role];
        let mut at = role;
        while steps > 0 {
            steps -= 1;
            at = self.serves(at).find(|to| match steps {
                0 => arrived(*to),
                _ => *to < self.roles && told(distances[*to]) == Some(steps),
            })?;
            path.push(at);
        }
        Some(path)
    }
}

fn told(distance: u16) -> Option<usize> {
    (distance != NEVER).then_some(usize::from(distance))
}
