//! Roles on which many lines hang.
//!
//! Two counts say how much hangs on a role. *Only way of*: how many colleagues would reach no customer at all without
//! it; these are the roles that it dominates when the graph is walked backwards from the customers (Cooper, Harvey and
//! Kennedy, "A Simple, Fast Dominance Algorithm", 2001). *Carries*: how many colleagues' shortest lines run through it,
//! though some of them have another way.

use super::LineOfSight;
use super::graph::Graph;
use crate::parse::EntryId;

/// A role through which the lines of others run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hub {
    /// The role.
    pub role: EntryId,
    /// How many roles would reach no customer without it.
    pub only_way_of: usize,
    /// Of how many roles the shortest line to a customer runs through it. Never counts the role itself.
    pub carries: usize,
}

/// From so many colleagues on a role is a hub.
const MANY: usize = 2;

/// Not looked at yet, or not reached.
const NONE: usize = usize::MAX;

impl LineOfSight {
    /// All hubs: whose loss would cost most first, then who carries most, then by id.
    pub(super) fn find_hubs(&self) -> Vec<Hub> {
        let only_way_of = dominated(&self.graph, self.roles.len(), self.customers.len());
        let carried = carried(&self.graph, self.roles.len());
        let mut hubs: Vec<Hub> = (0..self.roles.len())
            .map(|role| Hub {
                role: self.roles[role],
                only_way_of: only_way_of[role],
                carries: carried[role],
            })
            .filter(|hub| hub.only_way_of.max(hub.carries) >= MANY)
            .collect();
        // Stable: equals stay in the order of ids.
        hubs.sort_by_key(|hub| std::cmp::Reverse((hub.only_way_of, hub.carries)));
        hubs
    }
}

/// How many shortest lines run through each role: the tree of next colleagues, summed from the far end.
fn carried(graph: &Graph, roles: usize) -> Vec<usize> {
    let mut carried = vec![0; roles];
    let mut far_first: Vec<usize> = (0..roles).collect();
    far_first.sort_by_key(|role| std::cmp::Reverse(graph.nearest(*role)));
    for role in far_first {
        if let Some(next) = graph.next(role) {
            carried[next] += carried[role] + 1;
        }
    }
    carried
}

/// How many roles each role dominates, itself not counted. The root is everything that customers stand for.
fn dominated(graph: &Graph, roles: usize, customers: usize) -> Vec<usize> {
    let root = roles + customers;
    let order = postorder(graph, root, roles);
    let mut place = vec![NONE; root + 1];
    for (at, node) in order.iter().enumerate() {
        place[*node] = at;
    }
    let mut above = vec![NONE; root + 1];
    above[root] = root;
    let mut changed = true;
    while changed {
        changed = false;
        for &node in order.iter().rev().filter(|node| **node != root) {
            let mut nearest = if node < roles { NONE } else { root };
            if node < roles {
                for receiver in graph.serves(node).filter(|receiver| above[*receiver] != NONE) {
                    nearest =
                        if nearest == NONE { receiver } else { meet(nearest, receiver, &above, &place) };
                }
            }
            if above[node] != nearest {
                above[node] = nearest;
                changed = true;
            }
        }
    }
    let mut dominated = vec![0; root + 1];
    for &node in order.iter().filter(|node| **node != root) {
        dominated[above[node]] += dominated[node] + usize::from(node < roles);
    }
    dominated.truncate(roles);
    dominated
}

/// Everybody who reaches a customer, and the root last: each after all that were first come to through it. By a stack
/// of our own, since lines may be longer than the program's.
fn postorder(graph: &Graph, root: usize, roles: usize) -> Vec<usize> {
    let mut seen = vec![false; root + 1];
    let mut order = Vec::new();
    for customer in roles..root {
        let mut stack = vec![(customer, graph.served_by(customer))];
        while let Some((node, givers)) = stack.last_mut() {
            match givers.find(|giver| !std::mem::replace(&mut seen[*giver], true)) {
                Some(giver) => stack.push((giver, graph.served_by(giver))),
                None => {
                    order.push(*node);
                    stack.pop();
                }
            }
        }
    }
    order.push(root);
    order
}

/// Where the ways from two towards the root come together.
fn meet(mut a: usize, mut b: usize, above: &[usize], place: &[usize]) -> usize {
    while a != b {
        while place[a] < place[b] {
            a = above[a];
        }
        while place[b] < place[a] {
            b = above[b];
        }
    }
    a
}
