//! Who and what is in the picture of one role.

use std::collections::{BTreeMap, BTreeSet};

use super::role::LABELLED;
use crate::model::line_of_sight::Hop;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};
use crate::render::view::relations::is_customer;
use crate::render::viewpoint::Viewpoint;

/// Longer lines have no picture: there would be no room for names. Steps told in words have it.
const COLUMNS: usize = 4;
/// How many customers, and how many direct receivers, a picture has at most.
const MOST: usize = 30;
/// Who and what is in the picture.
pub(super) struct Gathered {
    /// The role.
    pub role: EntryId,
    /// The stations, and how many steps each is from the role.
    pub steps: BTreeMap<EntryId, usize>,
    /// Those among them who are customers.
    pub customers: BTreeSet<EntryId>,
    /// Handovers, in the order in which they were come upon: the shortest line's first.
    pub hops: Vec<Hop>,
    /// Which pillar a line to a customer keeps, in the same order.
    pub kept: Vec<(EntryId, EntryId)>,
    /// The shortest line.
    pub main: Vec<EntryId>,
    /// How many columns of colleagues there are.
    pub depth: usize,
}

impl Gathered {
    /// What the picture of `role` shows; `None` where it serves nobody, or where its lines are too long.
    pub(super) fn of(role: EntryId, from: &Viewpoint<'_>) -> Option<Self> {
        let handbook = from.handbook();
        let line = handbook.line_of_sight();
        let shortest = line.shortest(role);
        let mut ways: Vec<Vec<Hop>> = shortest.iter().map(|path| path.hops.clone()).collect();
        let reached = line.reaches(role).into_iter().take(MOST);
        ways.extend(reached.filter_map(|(customer, _)| Some(line.path(role, customer)?.hops)));
        let direct: Vec<Hop> = direct(role, from).into_iter().take(MOST).collect();
        let few = direct.len() <= LABELLED;
        for hop in direct {
            let mut way = vec![hop];
            // A colleague's own way on, unless it leads back here; not where there are so many that nobody could follow.
            let on = line.shortest(hop.to).filter(|path| few && path.stations().all(|id| id != role));
            if let Some(path) = on {
                way.extend(path.hops);
            }
            ways.push(way);
        }

        let mut gathered = Self {
            role,
            steps: BTreeMap::from([(role, 0)]),
            customers: BTreeSet::new(),
            hops: Vec::new(),
            kept: Vec::new(),
            main: shortest.iter().flat_map(|path| path.stations()).collect(),
            depth: 0,
        };
        for way in &ways {
            for (at, hop) in way.iter().enumerate() {
                let steps = gathered.steps.entry(hop.to).or_insert(at + 1);
                *steps = (*steps).min(at + 1);
                if line.is_customer(hop.to) {
                    gathered.customers.insert(hop.to);
                }
            }
        }
        let colleagues = gathered.steps.iter().filter(|(id, _)| !gathered.customers.contains(id));
        gathered.depth = colleagues.map(|(_, steps)| *steps).max().unwrap_or(0);
        for way in ways {
            let pillar = way
                .iter()
                .rev()
                .find_map(|hop| Some(handbook.handover(hop.from, hop.at)?.pillar.as_ref()?.to));
            if let (Some(last), Some(pillar)) = (way.last().filter(|hop| line.is_customer(hop.to)), pillar) {
                put(&mut gathered.kept, (last.to, pillar));
            }
            for hop in way {
                let back = gathered.steps[&hop.to] < gathered.steps[&hop.from];
                if gathered.customers.contains(&hop.to) || !back {
                    put(&mut gathered.hops, hop);
                }
            }
        }
        (!gathered.hops.is_empty() && gathered.depth <= COLUMNS).then_some(gathered)
    }
}

/// Whom the role hands something to: those of the graph, and colleagues who are drawn as personas.
fn direct(role: EntryId, from: &Viewpoint<'_>) -> Vec<Hop> {
    let handbook = from.handbook();
    let mut hops: Vec<Hop> = handbook.line_of_sight().serves(role).collect();
    if let Fields::Role(fields) = &handbook.entry(role).fields {
        for (at, edge) in fields.serves.iter().enumerate() {
            let Some(to) = edge.to.as_ref().map(|to| to.to) else { continue };
            let known = to == role || hops.iter().any(|hop| hop.to == to);
            // A persona that is neither a customer nor not for us.
            if !known && handbook.entry(to).kind() == Kind::Persona && !is_customer(handbook, to) {
                hops.push(Hop { from: role, to, at });
            }
        }
    }
    hops
}

fn put<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
