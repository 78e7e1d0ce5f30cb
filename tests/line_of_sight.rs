//! The line of sight against the plainest search there is: on any handbook of roles who serve each other, in circles
//! and in vain, both say the same.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use proptest::prelude::*;
use throughline::model::line_of_sight::Path;
use throughline::model::{Edition, Handbook, Inventory, assemble};
use throughline::parse::{self, Document, EntryId};
use throughline::pipeline;
use throughline::source::Sources;

/// Ids of roles in an order that is not the one they are drawn in.
const ROLES: &[&str] =
    &["mixer", "baker", "zeta", "driver", "app", "packer", "yard", "lead", "buyer", "clerk", "oven", "desk"];
/// Personas and what they are to us.
const PERSONAS: &[(&str, &str)] = &[
    ("sam", "customer"),
    ("ann", "user"),
    ("paula", "customer"),
    ("noor", "internal"),
    ("clive", "not-for-us"),
];

/// Who serves whom, as numbers; receivers from the length of [`ROLES`] on are personas.
#[derive(Debug, Clone)]
struct Drawn {
    roles: usize,
    edges: Vec<(usize, usize, bool)>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (1..=ROLES.len()).prop_flat_map(|roles| {
        let receiver = prop_oneof![5 => 0..roles, 1 => ROLES.len()..ROLES.len() + PERSONAS.len()];
        let edge = (0..roles, receiver, prop::bool::weighted(0.8));
        prop::collection::vec(edge, 0..30).prop_map(move |edges| Drawn { roles, edges })
    })
}

impl Drawn {
    fn name(number: usize) -> String {
        match number.checked_sub(ROLES.len()) {
            Some(persona) => format!("persona/{}", PERSONAS[persona].0),
            None => format!("role/{}", ROLES[number]),
        }
    }

    fn handbook(&self) -> Handbook {
        let mut files = vec![("content/handbook.yaml".to_owned(), String::new())];
        for (id, sort) in PERSONAS {
            files
                .push((format!("content/personas/{id}.md"), format!("---\nname: {id}\ntype: {sort}\n---\n")));
        }
        for (number, id) in ROLES.iter().enumerate().take(self.roles) {
            let mut text = format!("---\ntitle: {id}\nserves:\n");
            for (_, to, complete) in self.edges.iter().filter(|edge| edge.0 == number) {
                let value = if *complete { ", value: it matters" } else { "" };
                text.push_str(&format!("  - {{to: {}, output: something{value}}}\n", Self::name(*to)));
            }
            text.push_str("---\n");
            files.push((format!("content/roles/{id}.md"), text));
        }
        assembled(&files)
    }

    /// Who is served by each role: colleagues, customers and users, each once, in alphabetical order.
    fn graph(&self, complete_only: bool) -> BTreeMap<String, BTreeSet<String>> {
        let mut graph: BTreeMap<String, BTreeSet<String>> =
            (0..self.roles).map(|role| (Self::name(role), BTreeSet::new())).collect();
        for (from, to, complete) in &self.edges {
            let end = to.checked_sub(ROLES.len()).map(|persona| PERSONAS[persona].1);
            if matches!(end, None | Some("customer" | "user")) && (*complete || !complete_only) {
                graph.get_mut(&Self::name(*from)).unwrap().insert(Self::name(*to));
            }
        }
        graph
    }
}

fn assembled(files: &[(String, String)]) -> Handbook {
    let sources = Sources::in_memory(files.iter().map(|(path, text)| (&**path, text.as_bytes())));
    let settings = Arc::new(pipeline::settings(&sources).value);
    let rules = settings.parse_rules(false);
    let documents: Vec<Document> = sources.pages.iter().map(|page| parse::read(page, &rules).value).collect();
    let edition = Edition { date: "2026-09-01".parse().unwrap(), audience: 0, drafts: false };
    assemble(&settings, &edition, &documents, &Inventory::default()).value
}

/// The shortest paths from `start` to everybody it reaches, the first in alphabetical order among equals: paths are
/// taken from the front of a queue in which they stand by length and then by name.
fn oracle(graph: &BTreeMap<String, BTreeSet<String>>, start: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut queue = VecDeque::from([vec![start.to_owned()]]);
    while let Some(path) = queue.pop_front() {
        for next in graph.get(path.last().unwrap()).into_iter().flatten() {
            if next != start && !found.contains_key(next) {
                let longer: Vec<String> = path.iter().chain([next]).cloned().collect();
                found.insert(next.clone(), longer.clone());
                queue.push_back(longer);
            }
        }
    }
    found.retain(|name, _| name.starts_with("persona/"));
    found
}

struct Named<'h>(&'h Handbook);

impl Named<'_> {
    fn id(&self, name: &str) -> EntryId {
        self.0.entries.iter().find(|entry| entry.reference() == name).unwrap().id
    }

    fn name(&self, id: EntryId) -> String {
        self.0.entry(id).reference()
    }

    fn path(&self, path: &Path) -> Vec<String> {
        path.stations().map(|id| self.name(id)).collect()
    }

    fn distances(&self, list: Vec<(EntryId, usize)>) -> Vec<(String, usize)> {
        list.into_iter().map(|(id, distance)| (self.name(id), distance)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_is_the_one_that_a_plain_search_finds(drawn in drawn()) {
        let handbook = drawn.handbook();
        let line = handbook.line_of_sight();
        let named = Named(&handbook);
        let graph = drawn.graph(false);
        let complete = drawn.graph(true);
        let mut reached: BTreeMap<String, BTreeSet<(usize, String)>> = BTreeMap::new();
        for role in graph.keys() {
            let id = named.id(role);
            let expected = oracle(&graph, role);
            for (persona, way) in &expected {
                let found = line.path(id, named.id(persona)).map(|path| named.path(&path));
                prop_assert_eq!(found.as_ref(), Some(way));
                reached.entry(persona.clone()).or_default().insert((way.len() - 1, role.clone()));
            }
            let mut by_distance: Vec<(String, usize)> =
                expected.iter().map(|(persona, way)| (persona.clone(), way.len() - 1)).collect();
            by_distance.sort_by_key(|(persona, distance)| (*distance, persona.clone()));
            prop_assert_eq!(named.distances(line.reaches(id)), by_distance);
            let shortest = expected.values().min_by_key(|way| (way.len(), (*way).clone()));
            let found = line.shortest(id).map(|path| named.path(&path));
            prop_assert_eq!(found.as_ref(), shortest);
            prop_assert_eq!(line.distance(id), shortest.map(|way| way.len() - 1));
            prop_assert_eq!(line.has_complete_path(id), !oracle(&complete, role).is_empty());
        }
        for persona in ["persona/ann", "persona/paula", "persona/sam", "persona/noor", "persona/clive"] {
            let expected: Vec<(String, usize)> = reached
                .remove(persona)
                .unwrap_or_default()
                .into_iter()
                .map(|(distance, role)| (role, distance))
                .collect();
            prop_assert_eq!(named.distances(line.reached_by(named.id(persona))), expected);
        }
    }

    #[test]
    fn every_step_is_a_handover_that_somebody_wrote(drawn in drawn()) {
        let handbook = drawn.handbook();
        let line = handbook.line_of_sight();
        for role in line.roles() {
            for hop in line.serves(*role) {
                let edge = handbook.handover(hop.from, hop.at).expect("it is written");
                prop_assert_eq!(edge.to.as_ref().map(|to| to.to), Some(hop.to));
                prop_assert!(line.relies_on(hop.to).any(|back| back == hop));
                // Of several handovers to one receiver, one that says what and why.
                let same = drawn.edges.iter().filter(|(from, to, _)| {
                    Drawn::name(*from) == handbook.entry(hop.from).reference()
                        && Drawn::name(*to) == handbook.entry(hop.to).reference()
                });
                prop_assert_eq!(edge.value.is_some(), same.into_iter().any(|(_, _, complete)| *complete));
            }
        }
    }

    #[test]
    fn whoever_is_the_only_way_of_others_cuts_them_off_when_it_is_gone(drawn in drawn()) {
        let handbook = drawn.handbook();
        let line = handbook.line_of_sight();
        let named = Named(&handbook);
        let graph = drawn.graph(false);
        let hubs: BTreeMap<String, (usize, usize)> =
            line.hubs().iter().map(|hub| (named.name(hub.role), (hub.only_way_of, hub.carries))).collect();
        for role in graph.keys() {
            let mut without = graph.clone();
            without.remove(role);
            without.values_mut().for_each(|receivers| { receivers.remove(role); });
            let reaches = |graph: &BTreeMap<String, BTreeSet<String>>, other: &str| !oracle(graph, other).is_empty();
            let cut_off = without.keys().filter(|other| reaches(&graph, other) && !reaches(&without, other)).count();
            let carries = graph
                .keys()
                .filter_map(|other| oracle(&graph, other).into_values().min_by_key(|way| (way.len(), way.clone())))
                .filter(|way| way[1..].contains(role))
                .count();
            let expected = (cut_off.max(carries) >= 2).then_some((cut_off, carries));
            prop_assert_eq!(hubs.get(role).copied(), expected, "{}", role);
        }
    }
}

#[test]
fn a_line_longer_than_the_programs_own_memory_of_calls_is_walked() {
    let length = 3_000;
    let mut files = vec![
        ("content/handbook.yaml".to_owned(), String::new()),
        ("content/personas/paula.md".to_owned(), "---\nname: Paula\ntype: customer\n---\n".to_owned()),
    ];
    for number in 0..length {
        let to = if number == 0 { "persona/paula".to_owned() } else { format!("role/r{:04}", number - 1) };
        files.push((
            format!("content/roles/r{number:04}.md"),
            format!("---\nserves: [{{to: {to}, output: a, value: b}}]\n---\n"),
        ));
    }
    let handbook = assembled(&files);
    let line = handbook.line_of_sight();
    let last = *line.roles().last().unwrap();
    assert_eq!(line.distance(last), Some(length));
    assert_eq!(line.shortest(last).unwrap().distance(), length);
    assert_eq!(line.hubs()[0].only_way_of, length - 1);
}

#[test]
fn the_tables_count_what_is_written() {
    let role =
        |department: &str, serves: &str| format!("---\ndepartment: {department}\nserves: [{serves}]\n---\n");
    let file = |path: &str, text: String| (format!("content/{path}"), text);
    let handbook = assembled(&[
        file("handbook.yaml", String::new()),
        file("departments/bakery.md", String::new()),
        file("departments/yard.md", String::new()),
        file("promise/pillars/care.md", String::new()),
        file("personas/paula.md", "---\nname: Paula\ntype: customer\n---\n".to_owned()),
        file(
            "roles/baker.md",
            role(
                "bakery",
                "{to: role/driver, output: a, pillar: care}, {to: role/driver, output: b, pillar: care}",
            ),
        ),
        file("roles/driver.md", role("yard", "{to: persona/paula, output: c}, {to: role/baker, output: d}")),
    ]);
    let line = handbook.line_of_sight();
    let departments = line.by_departments(&handbook);
    assert_eq!((departments.row(0), departments.row(1)), (&[0, 2][..], &[1, 0][..]));
    let pillars = line.by_pillars(&handbook);
    assert_eq!((pillars.row(0), pillars.row(1)), (&[2][..], &[0][..]));
    let customers = line.by_customers();
    assert_eq!((customers.row(0), customers.largest()), (&[2, 1][..], 2));
    assert_eq!((line.scores().actions.some, line.scores().objectives.all), (0, 2));
}
