//! A table has columns without a heading.
//!
//! Seen as a whole, a table may explain itself. Those who hear it cell by cell, or look at it on a narrow
//! phone, need the column's heading to know what "05:40" is.
//!
//! ## What to do
//! Write a word or two into every cell of the first row, above the dashes, also into the first cell. If
//! there is nothing sensible to write, a list may be the better form.
//!
//! ## Example
//! Before:
//! ```markdown
//! |          |       |
//! | -------- | ----- |
//! | Round 1  | 05:40 |
//! ```
//! After:
//! ```markdown
//! | Round    | Leaves at |
//! | -------- | --------- |
//! | Round 1  | 05:40     |
//! ```

use super::alone::Alone;
use crate::diagnostic::{Diagnostic, Name};

pub(super) fn check(page: Alone<'_>, findings: &mut Vec<Diagnostic>) {
    for table in &page.facts.tables {
        let empty = &table.empty_headers;
        let (span, message) = if empty.len() == table.columns && table.columns > 0 {
            (table.span, "this table's first row, which names its columns, is empty".to_owned())
        } else if let Some((column, span)) = empty.iter().find(|(column, _)| *column > 0) {
            // The corner above a column of names may be empty: those names explain themselves.
            (*span, format!("column {} of this table has no name", column + 1))
        } else {
            continue;
        };
        findings.push(
            Diagnostic::new(Name::TableHeader, page.place(span), message)
                .mend("write a word or two into each cell of the row above the dashes"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    fn table(head: &str) -> Vec<String> {
        page(Name::TableHeader, "a.md", &format!("{head}\n| --- | --- | --- |\n| a | b | c |\n"))
    }

    #[test]
    fn a_table_names_its_columns() {
        let told = table("|   |   |   |");
        assert_eq!(told.len(), 1);
        assert!(told[0].ends_with("this table's first row, which names its columns, is empty"), "{told:?}");
        assert_eq!(table("| Round | Leaves | Back |"), [""; 0]);
    }

    #[test]
    fn the_corner_may_be_empty_and_no_other_cell() {
        assert_eq!(table("|  | Leaves | Back |"), [""; 0]);
        let told = table("| Round |  |  |");
        assert_eq!(told.len(), 1, "once for a table");
        assert!(told[0].ends_with("column 2 of this table has no name"), "{told:?}");
    }
}
