//! Headings → fields, and cells → nodes as front matter has them.

use std::sync::Arc;

use super::{Cell, Export, Row, days};
use crate::diagnostic::{Diagnostic, Name, Place, suggest};
use crate::parse::field::{Reading, Shape};
use crate::parse::yaml::{Node, Value};

/// A column that can be asked for: what it is called, and what its cells may hold.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The name as the model has it.
    pub name: &'static str,
    /// What a cell may hold.
    pub shape: Shape,
}

/// Which column of an export is which.
#[derive(Debug)]
pub struct Columns<'k> {
    of: Vec<Option<&'k Column>>,
    /// What misspelt headings probably meant.
    meant: Vec<&'k str>,
    writing: Writing<'k>,
}

/// How a spreadsheet writes numbers and days.
#[derive(Debug, Clone, Copy, Default)]
struct Writing<'k> {
    /// Whether a comma is a decimal point.
    decimal_comma: bool,
    /// How days are written, besides ISO 8601.
    days: Option<&'k str>,
}

impl<'k> Columns<'k> {
    /// Finds the columns of `export` among the `known` ones. Case, spaces and hyphens make no difference. Tells headings that are
    /// none of them, those that stand twice, and cells under no heading; each once, whatever the number of rows.
    pub fn of(export: &Export, known: &'k [Column], reading: &mut Reading<'_>) -> Self {
        let mut of: Vec<Option<&Column>> = Vec::with_capacity(export.head.len());
        let mut meant = Vec::new();
        for cell in &export.head {
            let found = known.iter().find(|column| folded(column.name) == folded(&cell.text));
            let found = match found {
                Some(column) if of.iter().flatten().any(|other| other.name == column.name) => {
                    reading.tell(
                        Name::WrongType,
                        cell.span,
                        format!("two columns are called `{}`", cell.text),
                        Some("take one of them out, or give it its own name".into()),
                    );
                    None
                }
                None if !cell.text.is_empty() => {
                    meant.extend(unknown(cell, known, reading));
                    None
                }
                found => found,
            };
            of.push(found);
        }
        let nameless = |row: &'_ Row| {
            let cells = row.cells.iter().enumerate();
            let mut under_nothing = cells.filter(|(at, cell)| {
                !cell.text.is_empty() && export.head.get(*at).is_none_or(|head| head.text.is_empty())
            });
            under_nothing.next().map(|(_, cell)| (cell.span, cell.text.clone()))
        };
        if let Some((span, text)) = export.rows.iter().find_map(nameless) {
            reading.tell(
                Name::UnknownField,
                span,
                format!("`{text}` stands in a column without a heading"),
                Some("name its column on the first line, or empty the cell".into()),
            );
        }
        Self { of, meant, writing: Writing { decimal_comma: export.decimal_comma, days: None } }
    }

    /// The same where days are written after `format` too, such as `%d/%m/%Y`.
    #[must_use]
    pub fn with_days(mut self, format: Option<&'k str>) -> Self {
        self.writing.days = format;
        self
    }

    /// Whether there is a column of that name.
    pub fn has(&self, name: &str) -> bool {
        self.of.iter().flatten().any(|column| column.name == name)
    }

    /// Whether a heading that is no column probably meant this one: then nothing is missing, only misspelt.
    pub fn was_meant(&self, name: &str) -> bool {
        self.meant.contains(&name)
    }

    /// What the row says, column by column: an empty cell is an absent field.
    pub fn cells<'c>(&'c self, row: &'c Row) -> impl Iterator<Item = (&'static str, Node)> + 'c {
        let named = self.of.iter().zip(&row.cells).filter(|(_, cell)| !cell.text.is_empty());
        named.filter_map(|(column, cell)| {
            let column = (*column)?;
            Some((column.name, node(cell, &column.shape, self.writing)))
        })
    }
}

/// Tells a heading that is no column, and returns the one it probably meant.
fn unknown<'k>(cell: &Cell, known: &'k [Column], reading: &mut Reading<'_>) -> Option<&'k str> {
    let names = || known.iter().map(|column| column.name);
    let finding = Diagnostic::new(
        Name::UnknownField,
        Place::new(reading.file, cell.span),
        format!("there is no column `{}`", cell.text),
    );
    let near = suggest::nearest(&cell.text, names());
    reading.findings.push(match near {
        Some(near) => finding.mend(format!("did you mean `{near}`?")),
        None => finding.note(format!("the columns are {}", suggest::list(names()))),
    });
    near
}

/// A heading as it is compared: `Median days` is `median_days`, and `Debrief.My impact` `debrief.my_impact`.
fn folded(heading: &str) -> String {
    heading.trim().to_lowercase().replace([' ', '-', '.', '\u{a0}'], "_")
}

/// A cell as front matter would have written it: lists apart, numbers without what only makes them readable.
fn node(cell: &Cell, shape: &Shape, writing: Writing<'_>) -> Node {
    let text = |text: &str| Value::Text(text.into());
    let value = match shape {
        Shape::List(_) => {
            let items = cell.text.split('|').map(str::trim).filter(|item| !item.is_empty());
            Value::List(items.map(|item| Node { value: text(item), span: cell.span }).collect())
        }
        Shape::Count => match whole(&cell.text) {
            Some(number) => Value::Number(number),
            None => text(&cell.text),
        },
        Shape::Number if writing.decimal_comma => text(&cell.text.replace(',', ".")),
        Shape::Truth => match cell.text.to_lowercase().as_str() {
            "true" | "yes" | "x" => Value::Bool(true),
            "false" | "no" => Value::Bool(false),
            _ => text(&cell.text),
        },
        Shape::Day | Shape::Moment => text(&days::iso(&cell.text, writing.days)),
        _ => text(&cell.text),
    };
    Node { value, span: cell.span }
}

/// `2,740`, `2.740` or `2 740` as 2740: groups of three are only there for the eye.
fn whole(text: &str) -> Option<Arc<str>> {
    let groups: Vec<&str> = text.split([',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}']).collect();
    let [first, rest @ ..] = groups.as_slice() else { return None };
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = !rest.is_empty()
        && (1..=3).contains(&first.len())
        && groups.iter().all(digits)
        && rest.iter().all(|group| group.len() == 3);
    grouped.then(|| groups.concat().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_of_all_regions_write_them() {
        for text in ["2,740", "2.740", "2 740", "2\u{202f}740", "2'740"] {
            assert_eq!(whole(text).as_deref(), Some("2740"), "{text}");
        }
        for text in ["2,74", "12", "1,2,3", "2740,5", "1.2345", ",740", "a,740", "1234,567"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
