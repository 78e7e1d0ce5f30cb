//! Everyone who reaches a customer: roles by distance, each joined to the next one on its shortest way, reading towards
//! the customer.

use std::collections::BTreeMap;

use super::COLUMN;
use super::role::{mirrored, plain};
use super::scene::{Column, Edge, Scene, Sizes, Sort};
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;

/// The columns of roles: three steps and more, two, one.
const STEPS: usize = 3;
/// More roles in one column are a list and no picture.
const MOST: usize = 24;
const NAMES: f64 = 178.0;

/// The picture of a customer; `None` where nobody reaches them, where all do so directly, or where there are too many.
pub fn of(customer: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    let line = from.handbook().line_of_sight();
    let mut reaching = line.reached_by(customer);
    reaching.sort_by_key(|(role, _)| *role);
    let column = |distance: usize| STEPS - distance.min(STEPS);
    let first = reaching.iter().map(|(_, distance)| column(*distance)).min()?;
    let crowd = |at: usize| reaching.iter().filter(|(_, distance)| column(*distance) == at).count();
    if first == STEPS - 1 || (first..STEPS).any(|at| crowd(at) > MOST) {
        return None;
    }

    let words = from.words();
    let mut stations = Vec::new();
    let mut places: BTreeMap<EntryId, usize> = BTreeMap::new();
    for (role, distance) in &reaching {
        places.insert(*role, stations.len());
        stations.push(plain(*role, Sort::Colleague, column(*distance) - first, from));
    }
    places.insert(customer, stations.len());
    stations.push(plain(customer, Sort::Customer, STEPS - first, from));
    // Her own name leads nowhere from her own page.
    if let Some(end) = stations.last_mut() {
        end.href = None;
    }
    let next = |role: EntryId| line.path(role, customer)?.hops.first().map(|hop| hop.to);
    let edges = reaching.iter().filter_map(|(role, _)| {
        Some(Edge { from: *places.get(role)?, to: *places.get(&next(*role)?)?, label: None })
    });
    let heads = ["line.three_steps", "line.two_steps", "line.one_step"];
    let gap = (COLUMN - 130.0 - NAMES * (STEPS - first) as f64 - 18.0) / (STEPS - first) as f64;
    let gap = gap.min(96.0);
    let mut x = 9.0;
    let mut columns = Vec::new();
    for head in &heads[first..] {
        columns.push(Column { x, width: NAMES, head: Some(words.get(head).to_owned()), row: 40.0 });
        x += NAMES + gap;
    }
    columns.push(Column { x, width: 110.0, head: None, row: 60.0 });
    let scene = Scene {
        class: "los reached",
        id: "los-title",
        title: words.fill("picture.persona", &[("name", &from.link(customer).text)]),
        width: COLUMN,
        sizes: Sizes { name: 14.5, customer: 21.0, promise: 22.0, sub: 13.0 },
        columns,
        edges: edges.collect(),
        stations,
        main: Vec::new(),
        groups: Vec::new(),
        dense: false,
        mirrored: mirrored(from),
    };
    Some(scene.draw())
}
