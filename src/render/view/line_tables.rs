//! The line of sight as tables of numbers: departments, pillars, customers, and two scores a department.

use serde::Serialize;

use super::Link;
use crate::model::collation_key;
use crate::model::line_of_sight::Matrix;
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;

/// Fills `line-of-sight-tables.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineTablesView {
    /// The page with the map.
    pub map: Link,
    /// The tables that have anything to show.
    pub tables: Vec<Table>,
    /// Two scores a department.
    pub scores: Vec<ScoreRow>,
}

/// A table of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its anchor.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What a number counts.
    pub note: String,
    /// What the rows are.
    pub corner: String,
    /// The columns.
    pub columns: Vec<Link>,
    /// The rows; empty where there would be too many cells to read.
    pub rows: Vec<TableRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// What it is about.
    pub head: Link,
    /// Its numbers.
    pub cells: Vec<Cell>,
}

/// One number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The number; `None` is shown as a dash.
    pub n: Option<usize>,
    /// How strong its tint is: 1, 2 or 3; 0 for none.
    pub tint: u8,
    /// Whether row and column are the same, where that is no news.
    pub own: bool,
}

/// The two scores of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreRow {
    /// The department.
    pub department: Link,
    /// How many of its roles there are.
    pub roles: usize,
    /// How many know a goal.
    pub goal: usize,
    /// How many have a complete line.
    pub line: usize,
}

/// More cells than this nobody reads; `data/handbook.json` has them.
const MOST: usize = 6_000;

impl LineTablesView {
    /// All tables.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let line = handbook.line_of_sight();
        let words = from.words();
        let tables = [
            ("departments", "kinds.department", line.by_departments(handbook), false),
            ("pillars", "kinds.role", line.by_pillars(handbook), false),
            ("customers", "kinds.role", line.by_customers().turned(), true),
        ];
        let tables = tables.into_iter().filter(|(_, _, matrix, _)| matrix.largest() > 0);
        let tables = tables.map(|(id, corner, matrix, steps)| {
            let largest = matrix.largest();
            // Few steps are what is looked for; of everything else, much.
            let tint =
                |n: usize| if steps { 4_u8.saturating_sub(n.min(3) as u8) } else { self::tint(n, largest) };
            Table {
                id: id.to_owned(),
                title: words.get(&format!("line.table.{id}")).to_owned(),
                note: words.get(&format!("line.table.{id}_note")).to_owned(),
                corner: words.get(corner).to_owned(),
                columns: from.links(matrix.columns.iter().copied()),
                rows: rows(&matrix, from, tint),
            }
        });
        let mut departments: Vec<EntryId> = line.scores().by_department.keys().copied().collect();
        departments.sort_by_cached_key(|id| collation_key(&handbook.entry(*id).title));
        let scores = departments.into_iter().filter_map(|id| {
            let (goal, arrives) = line.scores().by_department.get(&id)?;
            Some(ScoreRow { department: from.link(id), roles: goal.all, goal: goal.some, line: arrives.some })
        });
        Self {
            map: Link {
                text: words.get("parts.line_of_sight").to_owned(),
                href: Some(from.to_address("line-of-sight/")),
            },
            tables: tables.collect(),
            scores: scores.collect(),
        }
    }
}

/// The tint of a number, by its share of the largest.
pub fn tint(n: usize, largest: usize) -> u8 {
    if largest == 0 { 0 } else { u8::try_from((n * 3).div_ceil(largest)).unwrap_or(3) }
}

/// The rows of a table by title.
fn rows(matrix: &Matrix, from: &Viewpoint<'_>, tint: impl Fn(usize) -> u8) -> Vec<TableRow> {
    if matrix.rows.len() * matrix.columns.len() > MOST {
        return Vec::new();
    }
    let cell =
        |n: &usize| Cell { n: (*n > 0).then_some(*n), tint: if *n > 0 { tint(*n) } else { 0 }, own: false };
    let mut rows: Vec<TableRow> = matrix
        .rows
        .iter()
        .enumerate()
        .map(|(at, head)| TableRow {
            head: from.link(*head),
            cells: matrix.row(at).iter().map(cell).collect(),
        })
        .collect();
    rows.sort_by_cached_key(|row| collation_key(&row.head.text));
    rows
}
