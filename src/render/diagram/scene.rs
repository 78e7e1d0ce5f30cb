//! Stations and edges → a picture: text set in lines, rows laid out, the line drawn.

use std::cmp::Ordering;

use super::labels;
use super::layout::{Laid, Pitch, Place, lay};
use super::measure::{Lines, Type};
use super::svg::{Pen, Stroke, curve};

/// What stands at a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// The role whose page it is.
    Me,
    /// Another role.
    Colleague,
    /// A customer.
    Customer,
    /// A pillar of the promise.
    Pillar,
    /// The promise: words at the end of all lines.
    Promise,
}

/// A station before it has a place.
#[derive(Debug, Clone)]
pub(super) struct Station {
    pub sort: Sort,
    pub column: usize,
    pub name: String,
    /// What stands below the name, quieter.
    pub sub: Option<String>,
    pub href: Option<String>,
    /// Whether no line leads on from here, though one should.
    pub lost: bool,
    /// Its place among [`Scene::groups`].
    pub group: Option<usize>,
    /// Its [key](super::key), for the script that follows lines and for links to it.
    pub key: Option<String>,
    /// The key of its department.
    pub department: Option<String>,
}

/// An edge between two stations, by their places in [`Scene::stations`].
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    /// What is handed over, where the picture says so.
    pub label: Option<String>,
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub x: f64,
    pub width: f64,
    /// What stands above it.
    pub head: Option<String>,
    /// The least height of its rows.
    pub row: f64,
}

/// The sizes of type, which the theme sets again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub name: f64,
    pub customer: f64,
    pub promise: f64,
    pub sub: f64,
}

impl Sizes {
    fn face(&self, sort: Sort) -> Type {
        match sort {
            Sort::Me | Sort::Colleague | Sort::Pillar => Type::bold(self.name),
            Sort::Customer => Type::book(self.customer),
            Sort::Promise => Type::book(self.promise),
        }
    }

    /// The width of a station's name in one line, or of what stands below it.
    pub(super) fn width(&self, station: &Station) -> f64 {
        let sub = station.sub.as_ref().map_or(0.0, |sub| Type::plain(self.sub).width(sub));
        self.face(station.sort).width(&station.name).max(sub)
    }
}

/// A picture before it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Scene {
    pub class: &'static str,
    /// Unique on the page.
    pub id: &'static str,
    pub title: String,
    pub width: f64,
    pub sizes: Sizes,
    pub columns: Vec<Column>,
    pub stations: Vec<Station>,
    pub edges: Vec<Edge>,
    /// The stations of the one line that is drawn bold, from the first on; consecutive ones are joined by edges.
    pub main: Vec<usize>,
    /// Headings of groups.
    pub groups: Vec<String>,
    /// Whether rows stand close, as where there are very many.
    pub dense: bool,
    pub mirrored: bool,
}

/// From the top of the picture to the first row.
const TOP: f64 = 44.0;
/// The room for the heading of a group.
const HEADING: f64 = 24.0;
/// How far an edge inside a column bulges.
const BULGE: f64 = 34.0;
/// How many lines a name has at most.
const LINES: usize = 4;
/// A station's text, set.
struct Set {
    name: Lines,
    sub: Option<Lines>,
}

impl Scene {
    /// The picture as SVG.
    pub(super) fn draw(&self) -> String {
        let set: Vec<Set> = self.stations.iter().map(|station| self.set(station)).collect();
        let mut places: Vec<Place> =
            self.stations.iter().zip(&set).map(|(station, set)| self.place(station, set)).collect();
        let ways: Vec<Vec<usize>> = self.edges.iter().map(|edge| self.way(edge, &mut places)).collect();
        // Edges that lead back have no say in where anything stands.
        let pairs: Vec<(usize, usize)> = ways
            .iter()
            .flat_map(|way| way.windows(2).map(|pair| (pair[0], pair[1])))
            .filter(|(one, other)| places[*one].column <= places[*other].column)
            .collect();
        let heading = if self.groups.is_empty() { 0.0 } else { HEADING };
        let pitches: Vec<Pitch> =
            self.columns.iter().map(|column| Pitch { row: column.row, heading }).collect();
        let mut laid = lay(&places, &pairs, &pitches);
        laid.y.iter_mut().for_each(|y| *y += TOP);

        let height = TOP + laid.height + 16.0;
        let mut pen = Pen::new(self.class, self.id, &self.title, self.width, height, self.mirrored);
        for column in &self.columns {
            if let Some(head) = &column.head {
                pen.text("head", (column.x, 18.0), false, std::slice::from_ref(head), 0.0);
            }
        }
        pen.line();
        let is_main =
            |edge: &Edge| self.main.windows(2).any(|pair| (pair[0], pair[1]) == (edge.from, edge.to));
        for (edge, way) in self.edges.iter().zip(&ways).filter(|(edge, _)| !is_main(edge)) {
            self.edge(edge, way, &laid, &places, &mut pen);
        }
        self.bold(&ways, &laid, &places, &mut pen);
        pen.line();
        for (group, column, y) in &laid.headings {
            let Column { x, width, .. } = self.columns[*column];
            let name = Lines::set(&self.groups[*group], Type::plain(13.0), width, 1);
            pen.text("group", (x, y + TOP), false, &name.lines, 0.0);
        }
        pen.line();
        for (at, (station, set)) in self.stations.iter().zip(&set).enumerate() {
            self.station(station, set, laid.y[at], self.main.contains(&at), &mut pen);
        }
        for (x, y, lines) in self.labels(&ways, &laid, &places) {
            pen.text("label", (x, y), true, &lines, labels::LEADING);
        }
        pen.finish()
    }

    fn face(&self, sort: Sort) -> Type {
        self.sizes.face(sort)
    }

    /// How far a name is indented, so that it does not stand on the station's dot.
    fn indent(&self, sort: Sort) -> f64 {
        match sort {
            Sort::Me | Sort::Customer => 14.0,
            Sort::Colleague => 8.0,
            Sort::Pillar => 6.0,
            Sort::Promise => 12.0,
        }
    }

    fn leading(&self, sort: Sort) -> f64 {
        let face = self.face(sort);
        (face.size * if sort == Sort::Promise { 1.22 } else { 1.15 }).round()
    }

    fn set(&self, station: &Station) -> Set {
        let room = self.columns[station.column].width - self.indent(station.sort);
        let most = if station.sort == Sort::Promise { 7 } else { LINES };
        Set {
            name: Lines::set(&station.name, self.face(station.sort), room, most),
            sub: station.sub.as_ref().map(|sub| Lines::set(sub, Type::plain(self.sizes.sub), room + 12.0, 1)),
        }
    }

    fn place(&self, station: &Station, set: &Set) -> Place {
        let lines = set.name.lines.len() as f64 * self.leading(station.sort);
        let (above, below) = match station.sort {
            Sort::Promise => (lines / 2.0 + 6.0, lines / 2.0 + 6.0),
            _ if set.sub.is_some() => (lines + 12.0, self.sizes.sub + 13.0),
            _ if self.dense => (lines + 9.0, 4.0),
            _ => (lines + 12.0, 8.0),
        };
        Place { column: station.column, above, below, group: station.group }
    }

    /// The places an edge goes through: its ends, and an empty row in each column that it skips.
    fn way(&self, edge: &Edge, places: &mut Vec<Place>) -> Vec<usize> {
        let (from, to) = (self.stations[edge.from].column, self.stations[edge.to].column);
        let mut way = vec![edge.from];
        for column in from + 1..to {
            way.push(places.len());
            // A label rests on the line there as names do.
            let above = if edge.label.is_some() { 2.0 * labels::LEADING + 12.0 } else { 12.0 };
            places.push(Place { column, above, below: 12.0, group: None });
        }
        way.push(edge.to);
        way
    }

    /// Where a place's straight piece begins and ends.
    pub(super) fn ends(&self, at: usize, places: &[Place]) -> (f64, f64) {
        let column = &self.columns[places[at].column];
        let promise = self.stations.get(at).is_some_and(|station| station.sort == Sort::Promise);
        (column.x, if promise { column.x } else { column.x + column.width })
    }

    /// An edge from the end of one station to the beginning of the next.
    fn strokes(&self, way: &[usize], laid: &Laid, places: &[Place]) -> Vec<Stroke> {
        let [first, rest @ ..] = way else { return Vec::new() };
        let mut at = (self.ends(*first, places).1, laid.y[*first]);
        if let [last] = rest
            && places[*last].column < places[*first].column
        {
            // Back from the dot to where the other's line ends: between columns, as all curves.
            at.0 = self.ends(*first, places).0;
            let back = curve(at, (self.ends(*last, places).1, laid.y[*last]));
            return vec![Stroke::Move(at.0, at.1), back];
        }
        let mut strokes = vec![Stroke::Move(at.0, at.1)];
        for place in rest {
            let (start, end) = self.ends(*place, places);
            let y = laid.y[*place];
            if places[*first].column == places[*place].column {
                strokes.push(Stroke::Curve(at.0 + BULGE, end + BULGE, end, y));
                continue;
            }
            strokes.push(curve(at, (start, y)));
            at = (start, y);
            if *place >= self.stations.len() {
                strokes.push(Stroke::Level(end));
                at.0 = end;
            }
        }
        strokes
    }

    fn edge(&self, edge: &Edge, way: &[usize], laid: &Laid, places: &[Place], pen: &mut Pen) {
        let strokes = self.strokes(way, laid, places);
        let (from, to) = (&self.stations[edge.from], &self.stations[edge.to]);
        // What those in one column give each other is drawn fainter where they are very many; what leads back shows only
        // while it is followed, and over more than one column not at all.
        let class = match from.column.cmp(&to.column) {
            Ordering::Less => "edge",
            Ordering::Equal => "edge side",
            Ordering::Greater if from.column == to.column + 1 => "edge back",
            Ordering::Greater => "edge back far",
        };
        match (&from.key, &to.key) {
            (Some(from), Some(to)) => pen.path(class, &strokes, &[("data-from", from), ("data-to", to)]),
            _ => pen.path(class, &strokes, &[]),
        }
    }

    /// The bold line, in one stroke.
    fn bold(&self, ways: &[Vec<usize>], laid: &Laid, places: &[Place], pen: &mut Pen) {
        let [first, ..] = self.main.as_slice() else { return };
        let mut strokes = vec![Stroke::Move(self.ends(*first, places).0, laid.y[*first])];
        for pair in self.main.windows(2) {
            let way =
                ways.iter().zip(&self.edges).find(|(_, edge)| (edge.from, edge.to) == (pair[0], pair[1]));
            let Some((way, _)) = way else { break };
            strokes.push(Stroke::Level(self.ends(pair[0], places).1));
            strokes.extend(self.strokes(way, laid, places).into_iter().skip(1));
        }
        if let Some(last) = self.main.last() {
            strokes.push(Stroke::Level(self.ends(*last, places).1));
        }
        pen.path("edge main", &strokes, &[]);
    }

    fn station(&self, station: &Station, set: &Set, y: f64, main: bool, pen: &mut Pen) {
        let column = &self.columns[station.column];
        let (x, sort) = (column.x, station.sort);
        let class = match (sort, station.lost) {
            (Sort::Me, _) => "node you",
            (Sort::Colleague | Sort::Pillar, false) => "node",
            (Sort::Colleague | Sort::Pillar, true) => "node lost",
            (Sort::Customer, _) => "node customer",
            (Sort::Promise, _) => "node promised",
        };
        let mut data: Vec<(&str, &str)> = Vec::new();
        data.extend(station.key.as_ref().map(|key| ("id", key.as_str())));
        data.extend(station.department.as_ref().map(|key| ("data-department", key.as_str())));
        let element = pen.open(class, station.href.as_deref(), &data);
        if set.name.cut || set.sub.as_ref().is_some_and(|sub| sub.cut) {
            match &station.sub {
                Some(sub) => pen.title(&format!("{}, {sub}", station.name)),
                None => pen.title(&station.name),
            }
        }
        let place = self.place(station, set);
        pen.hit(
            x - 6.0,
            y - place.above + 2.0,
            column.width + 4.0,
            (place.above + place.below - 4.0).max(24.0),
        );
        let leading = self.leading(sort);
        let more = (set.name.lines.len().max(1) - 1) as f64 * leading;
        if sort == Sort::Promise {
            let foot = y - more / 2.0 + self.sizes.promise * 0.33;
            pen.text("promise", (x + self.indent(sort), foot), false, &set.name.lines, leading);
            pen.close(element);
            return;
        }
        if !main {
            pen.path("rest", &[Stroke::Move(x, y), Stroke::Level(x + column.width)], &[]);
        }
        match sort {
            Sort::Me => pen.circle("you mark", x, y, 8.0),
            Sort::Colleague => pen.circle("dot mark", x, y, 4.5),
            Sort::Customer => pen.circle("ring mark", x, y, 8.0),
            Sort::Pillar | Sort::Promise => {}
        }
        let class = if set.name.cut { "name tight" } else { "name" };
        pen.text(
            class,
            (x + self.indent(sort), y - if self.dense { 7.0 } else { 10.0 } - more),
            false,
            &set.name.lines,
            leading,
        );
        if let Some(sub) = &set.sub {
            pen.text("sub", (x + self.indent(sort), y + self.sizes.sub + 6.0), false, &sub.lines, 0.0);
        }
        pen.close(element);
    }
}
