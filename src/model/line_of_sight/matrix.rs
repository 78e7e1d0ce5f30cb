//! The line of sight as tables: who gives to whom, which role keeps which pillar, how far each customer is.

use super::LineOfSight;
use crate::model::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};

/// A table of numbers. Nothing is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// What the rows stand for.
    pub rows: Vec<EntryId>,
    /// What the columns stand for.
    pub columns: Vec<EntryId>,
    /// Row by row.
    cells: Vec<usize>,
}

impl Matrix {
    fn new(rows: Vec<EntryId>, columns: Vec<EntryId>) -> Self {
        let cells = vec![0; rows.len() * columns.len()];
        Self { rows, columns, cells }
    }

    /// The numbers of one row, in the order of the columns.
    pub fn row(&self, row: usize) -> &[usize] {
        let wide = self.columns.len();
        self.cells.get(row * wide..(row + 1) * wide).unwrap_or(&[])
    }

    /// The largest number.
    pub fn largest(&self) -> usize {
        self.cells.iter().copied().max().unwrap_or(0)
    }

    /// The same with rows for columns.
    #[must_use]
    pub fn turned(&self) -> Self {
        let mut turned = Self::new(self.columns.clone(), self.rows.clone());
        for row in 0..self.rows.len() {
            for (column, n) in self.row(row).iter().enumerate() {
                if let Some(cell) = turned.cell(column, row) {
                    *cell = *n;
                }
            }
        }
        turned
    }

    fn cell(&mut self, row: usize, column: usize) -> Option<&mut usize> {
        self.cells.get_mut(row * self.columns.len() + column)
    }
}

impl LineOfSight {
    /// Department × department: how many handovers roles of one (the row) make to roles of another (the column).
    pub fn by_departments(&self, handbook: &Handbook) -> Matrix {
        let departments: Vec<EntryId> =
            handbook.of_kind(Kind::Department).map(|department| department.id).collect();
        let place = |role: EntryId| departments.binary_search(&self.department(role)?).ok();
        let mut matrix = Matrix::new(departments.clone(), departments.clone());
        for (giver, receiver, _) in self.handovers(handbook) {
            if let (Some(row), Some(column)) = (place(giver), place(receiver))
                && let Some(cell) = matrix.cell(row, column)
            {
                *cell += 1;
            }
        }
        matrix
    }

    /// Role × pillar: how many of a role's handovers keep a pillar. Rows in the order of [`roles`](Self::roles).
    pub fn by_pillars(&self, handbook: &Handbook) -> Matrix {
        let pillars: Vec<EntryId> = handbook.of_kind(Kind::Pillar).map(|pillar| pillar.id).collect();
        let mut matrix = Matrix::new(self.roles.clone(), pillars.clone());
        for (giver, _, pillar) in self.handovers(handbook) {
            if let (Some(row), Some(pillar)) = (self.role(giver), pillar)
                && let Ok(column) = pillars.binary_search(&pillar)
                && let Some(cell) = matrix.cell(row, column)
            {
                *cell += 1;
            }
        }
        matrix
    }

    /// Persona × role: in how many steps a role (the column) reaches a customer (the row).
    pub fn by_customers(&self) -> Matrix {
        let mut matrix = Matrix::new(self.customers.clone(), self.roles.clone());
        for customer in 0..self.customers.len() {
            for role in 0..self.roles.len() {
                if let (Some(distance), Some(cell)) =
                    (self.graph.distance(role, customer), matrix.cell(customer, role))
                {
                    *cell = distance;
                }
            }
        }
        matrix
    }

    /// Everything that is handed over, as written: giver, receiver, pillar.
    fn handovers<'h>(
        &'h self,
        handbook: &'h Handbook,
    ) -> impl Iterator<Item = (EntryId, EntryId, Option<EntryId>)> + 'h {
        self.roles.iter().flat_map(|giver| {
            let edges = match &handbook.entry(*giver).fields {
                Fields::Role(role) => role.serves.as_slice(),
                _ => &[],
            };
            edges.iter().filter_map(|edge| {
                Some((*giver, edge.to.as_ref()?.to, edge.pillar.as_ref().map(|pillar| pillar.to)))
            })
        })
    }
}
