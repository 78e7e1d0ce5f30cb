//! My line of sight: from one role over its colleagues to customers, to the pillars it keeps, to the promise.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::{Column, Edge, Scene, Sizes, Sort, Station};
use super::{PAPER, WIDE};
use crate::model::line_of_sight::Hop;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};
use crate::render::view::Direction;
use crate::render::view::relations::is_customer;
use crate::render::view::text::text;
use crate::render::viewpoint::Viewpoint;

/// A picture for the screen, and a compact one of the same for paper.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RolePicture {
    /// For a wide screen.
    pub wide: String,
    /// For paper: names only.
    pub paper: String,
}

/// Longer lines have no picture: there would be no room for names. Steps told in words have it.
const COLUMNS: usize = 4;
/// How many customers, and how many direct receivers, a picture has at most.
const MOST: usize = 30;
/// More edges than this have no labels.
const LABELLED: usize = 8;

/// The picture of a role; `None` where it serves nobody, or where its lines are too long to be drawn.
pub fn of(role: EntryId, from: &Viewpoint<'_>) -> Option<RolePicture> {
    let gathered = Gathered::of(role, from)?;
    Some(RolePicture {
        wide: gathered.scene(from, Sheet::Screen).draw(),
        paper: gathered.scene(from, Sheet::Paper).draw(),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Screen,
    Paper,
}

/// Who and what is in the picture.
struct Gathered {
    role: EntryId,
    /// The stations, and how many steps each is from the role.
    steps: BTreeMap<EntryId, usize>,
    customers: BTreeSet<EntryId>,
    /// Handovers, in the order in which they were come upon: the shortest line's first.
    hops: Vec<Hop>,
    /// Which pillar a line to a customer keeps, in the same order.
    kept: Vec<(EntryId, EntryId)>,
    /// The shortest line.
    main: Vec<EntryId>,
    /// How many columns of colleagues there are.
    depth: usize,
}

impl Gathered {
    fn of(role: EntryId, from: &Viewpoint<'_>) -> Option<Self> {
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

    fn scene(&self, from: &Viewpoint<'_>, sheet: Sheet) -> Scene {
        let words = from.words();
        let mut stations = Vec::new();
        let mut places: BTreeMap<EntryId, usize> = BTreeMap::new();
        let mut put = |id: EntryId, station: Station| {
            places.insert(id, stations.len());
            stations.push(station);
        };
        let after = self.depth + 1;
        let customers_at = if self.customers.is_empty() { self.depth } else { after };
        for (id, steps) in &self.steps {
            let customer = self.customers.contains(id);
            let column = if customer { customers_at } else { *steps };
            put(*id, station(*id, column, *id == self.role, customer, sheet, from));
        }
        let pillars: BTreeSet<EntryId> = self.kept.iter().map(|(_, pillar)| *pillar).collect();
        for pillar in &pillars {
            put(*pillar, plain(*pillar, Sort::Pillar, customers_at + 1, from));
        }
        let promise = promise(from).filter(|_| !self.customers.is_empty());
        let last = customers_at + 1 + usize::from(!pillars.is_empty());
        if let Some((id, name)) = &promise {
            put(*id, Station { name: name.clone(), sub: None, ..plain(*id, Sort::Promise, last, from) });
        }

        let place = |id: &EntryId| places.get(id).copied();
        let handed = self.hops.len();
        let mut edges: Vec<Edge> = Vec::new();
        for hop in &self.hops {
            let (Some(one), Some(other)) = (place(&hop.from), place(&hop.to)) else { continue };
            let output =
                from.handbook().handover(hop.from, hop.at).and_then(|edge| text(&edge.output, words));
            let label = output.filter(|_| handed <= LABELLED && sheet == Sheet::Screen);
            edges.push(Edge { from: one, to: other, label });
        }
        let join = |edges: &mut Vec<Edge>, one: &EntryId, other: &EntryId| {
            if let (Some(from), Some(to)) = (place(one), place(other)) {
                edges.push(Edge { from, to, label: None });
            }
        };
        for (customer, pillar) in &self.kept {
            join(&mut edges, customer, pillar);
        }
        let mut main = self.main.clone();
        if let Some((promise, _)) = &promise {
            let kept: BTreeSet<&EntryId> = self.kept.iter().map(|(customer, _)| customer).collect();
            pillars.iter().for_each(|pillar| join(&mut edges, pillar, promise));
            self.customers
                .iter()
                .filter(|id| !kept.contains(id))
                .for_each(|id| join(&mut edges, id, promise));
        }
        let end = main.last().copied();
        main.extend(
            end.and_then(|end| self.kept.iter().find(|(id, _)| *id == end)).map(|(_, pillar)| *pillar),
        );
        main.extend(promise.iter().filter(|_| end.is_some()).map(|(id, _)| *id));
        let main = main.iter().filter_map(place).collect();

        let me = words.get("picture.me");
        let title = match end.map(|end| from.link(end).text) {
            Some(customer) => {
                words.fill("picture.role", &[("role", &from.link(self.role).text), ("customer", &customer)])
            }
            None => words.fill("picture.role_alone", &[("role", &from.link(self.role).text)]),
        };
        let heads = Heads {
            me,
            colleagues: words.get("picture.colleagues"),
            customers: words.get("picture.customers"),
            pillars: words.get("picture.keeps"),
            promise: words.get("picture.promise"),
        };
        let labelled = edges.iter().any(|edge| edge.label.is_some());
        Scene {
            class: if sheet == Sheet::Screen { "los" } else { "los compact" },
            id: if sheet == Sheet::Screen { "los-title" } else { "los-paper-title" },
            title,
            width: if sheet == Sheet::Screen { WIDE } else { PAPER },
            sizes: sheet.sizes(),
            columns: self.columns(&stations, &heads, sheet, labelled),
            stations,
            edges,
            main,
            groups: Vec::new(),
            dense: false,
            mirrored: mirrored(from),
        }
    }

    /// Columns as wide as their names need, and the rest of the page between them: more where something is handed over.
    fn columns(&self, stations: &[Station], heads: &Heads<'_>, sheet: Sheet, labelled: bool) -> Vec<Column> {
        let count = stations.iter().map(|station| station.column + 1).max().unwrap_or(0);
        let scale = if sheet == Sheet::Screen { 1.0 } else { 0.68 };
        let sizes = sheet.sizes();
        let row = match (sheet, labelled) {
            (Sheet::Paper, _) => 44.0,
            (Sheet::Screen, true) => 96.0,
            (Sheet::Screen, false) => 72.0,
        };
        let sort = |column: usize| {
            stations.iter().find(|station| station.column == column).map(|station| station.sort)
        };
        let mut columns: Vec<Column> = (0..count)
            .map(|column| {
                let most = scale
                    * match sort(column) {
                        Some(Sort::Colleague) => [190.0, 190.0, 160.0, 130.0, 112.0][self.depth.min(4)],
                        Some(Sort::Me | Sort::Promise) | None => 150.0,
                        Some(Sort::Customer) => 150.0,
                        Some(Sort::Pillar) => 124.0,
                    };
                let needed = stations
                    .iter()
                    .filter(|station| station.column == column)
                    .map(|station| sizes.width(station) + 22.0)
                    .fold(64.0 * scale, f64::max);
                let head = match sort(column) {
                    Some(Sort::Me) => Some(heads.me),
                    Some(Sort::Colleague) => Some(heads.colleagues).filter(|_| column == 1),
                    Some(Sort::Customer) => Some(heads.customers),
                    Some(Sort::Pillar) => Some(heads.pillars),
                    Some(Sort::Promise) => Some(heads.promise),
                    None => None,
                };
                Column { x: 0.0, width: needed.min(most), head: head.map(str::to_owned), row }
            })
            .collect();
        let gap = |column: usize| {
            if matches!(sort(column), Some(Sort::Pillar | Sort::Promise)) { 1.0 } else { 2.6 }
        };
        let weights: f64 = (1..count).map(gap).sum();
        let width = if sheet == Sheet::Screen { WIDE } else { PAPER };
        let room = width - 16.0 - columns.iter().map(|column| column.width).sum::<f64>();
        // Curves over a whole page would lead the eye nowhere.
        let unit = (room / weights.max(1.0)).min(96.0);
        let mut x = 9.0;
        for (at, column) in columns.iter_mut().enumerate() {
            x += if at == 0 { 0.0 } else { gap(at) * unit };
            column.x = x;
            x += column.width;
        }
        columns
    }
}

struct Heads<'w> {
    me: &'w str,
    colleagues: &'w str,
    customers: &'w str,
    pillars: &'w str,
    promise: &'w str,
}

impl Sheet {
    const fn sizes(self) -> Sizes {
        match self {
            Self::Screen => Sizes { name: 17.0, customer: 21.0, promise: 22.0, sub: 13.0 },
            Self::Paper => Sizes { name: 12.0, customer: 15.0, promise: 15.0, sub: 10.0 },
        }
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

fn station(
    id: EntryId,
    column: usize,
    me: bool,
    customer: bool,
    sheet: Sheet,
    from: &Viewpoint<'_>,
) -> Station {
    let words = from.words();
    let sort = match (me, customer) {
        (true, _) => Sort::Me,
        (false, true) => Sort::Customer,
        (false, false) => Sort::Colleague,
    };
    let sub = match &from.handbook().entry(id).fields {
        Fields::Role(role) => role.department.as_ref().map(|to| from.link(to.to).text),
        Fields::Persona(persona) => text(&persona.segment, words),
        _ => None,
    };
    Station { sub: sub.filter(|_| sheet == Sheet::Screen), ..plain(id, sort, column, from) }
}

/// Whether the page runs from right to left.
pub(super) fn mirrored(from: &Viewpoint<'_>) -> bool {
    Direction::of(from.handbook().settings.language()) == Direction::Rtl
}

/// A station with nothing below its name.
pub(super) fn plain(id: EntryId, sort: Sort, column: usize, from: &Viewpoint<'_>) -> Station {
    let link = from.link(id);
    Station {
        sort,
        column,
        name: link.text,
        sub: None,
        href: link.href,
        lost: false,
        group: None,
        key: None,
        department: None,
    }
}

/// The promise and its statement.
pub(super) fn promise(from: &Viewpoint<'_>) -> Option<(EntryId, String)> {
    let promise = from.handbook().promise()?;
    match &promise.fields {
        Fields::Promise(fields) => Some((
            promise.id,
            text(&fields.statement, from.words()).unwrap_or_else(|| promise.title.to_string()),
        )),
        _ => None,
    }
}

fn put<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
