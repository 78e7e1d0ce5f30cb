//! The whole map: every role, by its distance from the nearest customer and by department, the customers, the promise.
//!
//! Handovers that lead back, to a role farther from its nearest customer, show only while somebody is followed: no
//! shortest line runs along them, though some customers may be reached on no other way.

use std::collections::BTreeMap;

use super::role::{mirrored, plain, promise};
use super::scene::{Column, Edge, Scene, Sizes, Sort, Station};
use super::{WIDE, key};
use crate::model::collation_key;
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;

/// More roles do not make a picture that anybody reads.
pub const MOST: usize = 300;
/// From so many roles in one column on, rows stand close.
const DENSE: usize = 24;
/// The columns of roles: three steps and more, two, one.
const STEPS: usize = 3;

/// The map; `None` where there is no role, or where there are too many.
pub fn of(from: &Viewpoint<'_>) -> Option<String> {
    let handbook = from.handbook();
    let line = handbook.line_of_sight();
    if line.roles().is_empty() || line.roles().len() > MOST {
        return None;
    }
    let words = from.words();
    let groups = departments(from);
    let column = |role: EntryId| STEPS - line.distance(role).map_or(STEPS, |distance| distance.min(STEPS));
    let mut stations: Vec<Station> = Vec::new();
    let mut places: BTreeMap<EntryId, usize> = BTreeMap::new();
    for role in line.roles() {
        let department = line.department(*role);
        places.insert(*role, stations.len());
        stations.push(Station {
            group: groups.iter().position(|(id, _)| *id == department),
            lost: line.distance(*role).is_none(),
            key: Some(key(handbook.entry(*role))),
            department: department.map(|department| key(handbook.entry(department))),
            ..plain(*role, Sort::Colleague, column(*role), from)
        });
    }
    for customer in line.customers() {
        places.insert(*customer, stations.len());
        let key = Some(key(handbook.entry(*customer)));
        stations.push(Station { key, ..plain(*customer, Sort::Customer, STEPS, from) });
    }
    let promise = promise(from);
    if let Some((id, name)) = &promise {
        places.insert(*id, stations.len());
        let key = Some(key(handbook.entry(*id)));
        stations.push(Station { key, name: name.clone(), ..plain(*id, Sort::Promise, STEPS + 1, from) });
    }

    let mut edges: Vec<Edge> = Vec::new();
    let mut join = |one: &EntryId, other: &EntryId| {
        if let (Some(one), Some(other)) = (places.get(one), places.get(other)) {
            edges.push(Edge { from: *one, to: *other, label: None });
        }
    };
    for role in line.roles() {
        line.serves(*role).for_each(|hop| join(role, &hop.to));
    }
    if let Some((promise, _)) = &promise {
        line.customers().iter().for_each(|customer| join(customer, promise));
    }

    let crowd = (0..STEPS).map(|at| stations.iter().filter(|station| station.column == at).count()).max();
    let dense = crowd.unwrap_or(0) > DENSE;
    let row = if dense { 32.0 } else { 48.0 };
    let tall = crowd.unwrap_or(0) as f64 * row;
    let each = (tall / line.customers().len().max(1) as f64).clamp(56.0, 120.0);
    let column = |x: f64, width: f64, head: &str, row: f64| Column {
        x,
        width,
        head: Some(words.get(head).to_owned()),
        row,
    };
    let scene = Scene {
        class: if dense { "los map dense" } else { "los map" },
        id: "map-title",
        title: words.get("picture.map").to_owned(),
        width: WIDE,
        sizes: Sizes { name: 14.5, customer: 20.0, promise: 22.0, sub: 13.0 },
        columns: vec![
            column(10.0, 162.0, "line.three_steps", row),
            column(287.0, 162.0, "line.two_steps", row),
            column(564.0, 162.0, "line.one_step", row),
            column(836.0, 96.0, "picture.customers", each),
            column(1000.0, 150.0, "picture.promise", row),
        ],
        stations,
        edges,
        main: Vec::new(),
        groups: groups.into_iter().map(|(_, name)| name).collect(),
        dense,
        mirrored: mirrored(from),
    };
    Some(scene.draw())
}

/// The departments of all roles by name; roles without one come last.
fn departments(from: &Viewpoint<'_>) -> Vec<(Option<EntryId>, String)> {
    let line = from.handbook().line_of_sight();
    let mut departments: Vec<Option<EntryId>> =
        line.roles().iter().map(|role| line.department(*role)).collect();
    departments.sort_by_cached_key(|id| {
        (id.is_none(), id.map(|id| (collation_key(&from.handbook().entry(id).title), id)))
    });
    departments.dedup();
    // One heading over everything would say nothing.
    if departments.len() == 1 {
        departments.clear();
    }
    let name = |id: Option<EntryId>| match id {
        Some(id) => from.link(id).text,
        None => from.words().get("line.elsewhere").to_owned(),
    };
    departments.into_iter().map(|id| (id, name(id))).collect()
}
