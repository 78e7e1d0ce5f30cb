//! My line of sight: from one role over its colleagues to customers, to the pillars it keeps, to the promise.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::Gathered;
use super::scene::{Column, Edge, Scene, Sizes, Sort, Station};
use super::{PAPER, WIDE};
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::view::Direction;
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

/// More edges than this have no labels.
pub(super) const LABELLED: usize = 8;

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

impl Gathered {
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
