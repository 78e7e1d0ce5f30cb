//! Entries → the graph, walked and counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::graph::{Edge, Graph};
use super::{LineOfSight, NOBODY, is_customer};
use crate::model::Entry;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Role, Serves};
use crate::parse::yaml::Value;

impl LineOfSight {
    /// The lines of sight of all `entries` of a handbook, which stand in the order of their numbers.
    pub fn of(entries: &[Arc<Entry>]) -> Self {
        let roles = sorted(entries, |entry| matches!(entry.fields, Fields::Role(_)));
        if roles.is_empty() {
            return Self::default();
        }
        let customers = sorted(
            entries,
            |entry| matches!(&entry.fields, Fields::Persona(persona) if is_customer(persona)),
        );
        let mut numbers = vec![NOBODY; entries.len()];
        for (number, entry) in (0..).zip(roles.iter().chain(&customers)) {
            numbers[entry.0 as usize] = number;
        }

        let mut edges = Vec::new();
        let mut faulty = Vec::with_capacity(roles.len());
        let mut departments = Vec::with_capacity(roles.len());
        for (from, id) in (0..).zip(&roles) {
            let entry = &entries[id.0 as usize];
            let Fields::Role(role) = &entry.fields else { continue };
            departments.push(role.department.as_ref().map(|department| department.to));
            faulty.push(has_findings(entry, role));
            edges.extend((0..).zip(&role.serves).filter_map(|(at, edge)| {
                let to = numbers[edge.to.as_ref()?.to.0 as usize];
                (to != NOBODY).then(|| Edge { from, to, open: is_open(edge), at })
            }));
        }

        let graph = Graph::new(roles.len(), customers.len(), edges);
        let unclear = graph.leading_to(&faulty);
        let mut line =
            Self { roles, customers, numbers, departments, graph, faulty, unclear, ..Self::default() };
        line.closest = line.find_closest();
        line.hubs = line.find_hubs();
        line.scores = line.count_scores(entries);
        line
    }

    /// The role nearest to a customer, of all (under `None`) and of each department; of equals the first by id.
    fn find_closest(&self) -> BTreeMap<Option<EntryId>, EntryId> {
        let mut closest: BTreeMap<Option<EntryId>, (usize, EntryId)> = BTreeMap::new();
        for (number, role) in self.roles.iter().enumerate() {
            let Some(distance) = self.graph.nearest(number) else { continue };
            for group in std::iter::once(None).chain(self.departments[number].map(Some)) {
                let best = closest.entry(group).or_insert((distance, *role));
                if distance < best.0 {
                    *best = (distance, *role);
                }
            }
        }
        closest.into_iter().map(|(group, (_, role))| (group, role)).collect()
    }
}

/// The entries that `belong`, by id; two files of one id in the order of their paths.
fn sorted(entries: &[Arc<Entry>], belong: impl Fn(&Entry) -> bool) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = entries.iter().filter(|entry| belong(entry)).map(|entry| entry.id).collect();
    ids.sort_by(|a, b| entries[a.0 as usize].name().cmp(entries[b.0 as usize].name()).then(a.cmp(b)));
    ids
}

/// Whether an edge does not say what is given or why it matters.
fn is_open(edge: &Serves<EntryId>) -> bool {
    let said =
        |text: &Option<crate::parse::field::Text>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    !said(&edge.output) || !said(&edge.value)
}

/// Whether a finding of another check is about what `role` serves: it is not there, cannot be read, or names somebody
/// whom this edition does not have.
fn has_findings(entry: &Entry, role: &Role<EntryId>) -> bool {
    let facts = &entry.document.facts;
    let written = match facts.front.as_ref().and_then(|front| front.get("serves")).map(|node| &node.value) {
        Some(Value::List(items)) => items.len(),
        Some(Value::Map(_)) => 1,
        Some(_) | None => return true,
    };
    facts.front_broken || written != role.serves.len() || role.serves.iter().any(|edge| edge.to.is_none())
}
