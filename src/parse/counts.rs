//! A `counts_file` → measures: what a voice's own `measures` would say, as a spreadsheet exports it.
//!
//! One row is one measure; complaints have a row for each category. Everything that front matter would be told is told
//! here too, with the file's own line and column.

use std::sync::Arc;

use super::export::{self, Column, Columns, Export, Row};
use super::field::{Decode, Map, Reading, Shape, Spot, Text, Written, read_field};
use super::kind::target::{ToDepartment, ToPersona, ToPillar};
use super::kind::{ComplaintGroup, Measure, MeasureName};
use super::value::Choice;
use super::yaml::{Key, Node};
use crate::diagnostic::{Checked, Name, Span};
use crate::parse::field::{Scalar, Target};

/// The measures of one export.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// The file, relative to DIR; the spans of the measures are its bytes.
    pub file: Arc<str>,
    /// The measures, in the order of their rows.
    pub measures: Vec<Measure<Written>>,
}

/// The columns that every row may fill.
const COMMON: [Column; 4] = [
    Column { name: "measure", shape: MeasureName::SHAPE },
    Column { name: "department", shape: Shape::Reference(ToDepartment::KINDS) },
    Column { name: "label", shape: Shape::Text },
    Column { name: "scale", shape: Shape::Count },
];

/// The columns of complaints.
const COMPLAINTS: [Column; 6] = [
    Column { name: "category", shape: Shape::Text },
    Column { name: "received", shape: Shape::Count },
    Column { name: "closed", shape: Shape::Count },
    Column { name: "median_days", shape: Shape::Number },
    Column { name: "persona", shape: Shape::Reference(ToPersona::KINDS) },
    Column { name: "pillar", shape: Shape::Reference(ToPillar::KINDS) },
];

/// The columns that count other answers.
const OTHERS: [&str; 8] = ["promoters", "passives", "detractors", "yes", "no", "start", "end", "new"];

/// The columns that count boxes, from 0 to 10.
const BOXES: [&str; 11] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

fn columns() -> Vec<Column> {
    let counts = OTHERS.iter().chain(&BOXES).map(|name| Column { name, shape: Shape::Count });
    COMMON.into_iter().chain(COMPLAINTS).chain(counts).collect()
}

/// Reads the measures in `file`.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> Checked<Counts> {
    let mut findings = Vec::new();
    let mut counts = Counts { file: file.clone(), measures: Vec::new() };
    if let Some(export) = export::read(file, bytes).take(&mut findings) {
        let end = export.head.last().map_or_else(Span::default, |cell| cell.span);
        let mut reading = Reading::new(file, end);
        counts.measures = measures(&export, &mut reading);
        findings.append(&mut reading.findings);
    }
    Checked { value: counts, findings }
}

fn measures(export: &Export, reading: &mut Reading<'_>) -> Vec<Measure<Written>> {
    let known = columns();
    let columns = Columns::of(export, &known, reading);
    if !columns.has("measure") {
        let first = export.head.first().map_or(reading.end, |cell| cell.span);
        if !columns.was_meant("measure") {
            reading.tell(
                Name::MissingField,
                first,
                "no column is called `measure`".into(),
                Some("the first line names the columns: `measure, department, label, scale, …`".into()),
            );
        }
        return Vec::new();
    }
    let mut measures: Vec<Measure<Written>> = Vec::new();
    for row in &export.rows {
        let Some(measure) = measure(row, &columns, reading) else { continue };
        // Each category of complaints has a row of its own; together they are one measure.
        let same = |other: &&mut Measure<Written>| {
            let is = |measure: &Measure<Written>| {
                (
                    measure.measure.map(|name| name.value),
                    measure.department.as_ref().map(|department| department.to.clone()),
                    measure.label.as_ref().map(|label| label.value.clone()),
                )
            };
            !measure.by.is_empty() && is(other) == is(&measure)
        };
        match measures.iter_mut().find(same) {
            Some(first) => first.by.extend(measure.by),
            None => measures.push(measure),
        }
    }
    measures
}

/// One row; `None` where it does not say what is measured.
fn measure(row: &Row, columns: &Columns<'_>, reading: &mut Reading<'_>) -> Option<Measure<Written>> {
    let cells: Vec<(&str, Node)> = columns.cells(row).collect();
    let Some((_, named)) = cells.iter().find(|(name, _)| *name == "measure") else {
        reading.tell(
            Name::MissingField,
            row.span(),
            "this row does not say what is measured".into(),
            Some(format!(
                "write one of {} under `measure`",
                crate::diagnostic::suggest::list(MeasureName::WORDS.iter().copied())
            )),
        );
        return None;
    };
    let mut measure = Measure::default();
    put(&mut measure, "measure", named, reading);
    let name = measure.measure?.value;
    let mut complaint = ComplaintGroup::default();
    for (column, node) in cells.iter().filter(|(column, _)| *column != "measure") {
        if COMMON.iter().any(|common| common.name == *column) {
            put(&mut measure, column, node, reading);
        } else if name == MeasureName::Loyalty && MeasureName::Retention.takes().contains(column) {
            // Loyalty that counts who stayed is told by a check of its own.
            put(&mut measure, column, node, reading);
        } else if !takes(name, column) {
            foreign(name, column, node, reading);
        } else if COMPLAINTS.iter().any(|known| known.name == *column) {
            put(&mut complaint, column, node, reading);
        } else if BOXES.contains(column) {
            ticked(&mut measure.counts, column, node, reading);
        } else {
            put(&mut measure, column, node, reading);
        }
    }
    // A heading that was misspelt has been told, once for all rows.
    let filled = |column: &str| cells.iter().any(|(name, _)| *name == column) || columns.was_meant(column);
    if name == MeasureName::Complaints {
        for column in ["category", "received"].into_iter().filter(|column| !filled(column)) {
            reading.tell(
                Name::MissingField,
                named.span,
                format!("this row of complaints has no `{column}`"),
                Some("each row is one category, and how many came in".into()),
            );
        }
        measure.by.push(complaint);
        return Some(measure);
    }
    // A nought beyond the scale was not asked: spreadsheets fill whole columns.
    let highest = measure.scale.map_or(u64::MAX, |scale| scale.value);
    measure
        .counts
        .0
        .retain(|(answer, n)| n.value > 0 || answer.parse().is_ok_and(|answer: u64| answer <= highest));
    let boxed = BOXES.iter().any(|column| filled(column));
    measure.complete(|field| if field == "counts" { boxed } else { filled(field) }, reading);
    Some(measure)
}

/// Whether a measure is counted in that column.
fn takes(name: MeasureName, column: &str) -> bool {
    match name {
        MeasureName::Complaints => COMPLAINTS.iter().any(|known| known.name == column),
        name => name.takes().contains(&column) || name.has_boxes() && BOXES.contains(&column),
    }
}

/// A count where none belongs. Noughts are let pass: spreadsheets fill whole columns.
fn foreign(name: MeasureName, column: &str, node: &Node, reading: &mut Reading<'_>) {
    if node.text().is_some_and(|text| &**text == "0") {
        return;
    }
    reading.tell(
        Name::WrongType,
        node.span,
        format!("`{}` is not counted under `{column}`", name.as_str()),
        Some("leave the cell empty, or look whether it has slipped into the wrong column".into()),
    );
}

/// Reads one cell as the field of its column's name.
fn put<T: super::field::Record>(record: &mut T, column: &str, node: &Node, reading: &mut Reading<'_>) {
    let key = Key { text: column.into(), span: node.span };
    read_field(record, &key, node, reading);
}

/// Reads how many ticked the box `column`.
fn ticked(counts: &mut Map<Spot<u64>>, column: &str, node: &Node, reading: &mut Reading<'_>) {
    let n = reading.naming(column, |reading| Spot::<u64>::decode(node, reading));
    if let Some(n) = n {
        counts.0.push((Text { value: column.into(), span: node.span }, n));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Checked<Counts> {
        read(&"content/voice/q2.csv".into(), text.as_bytes())
    }

    /// The marked text and the sentence of each finding.
    fn told(text: &str) -> Vec<String> {
        let line = |finding: crate::diagnostic::Diagnostic| {
            let marked = &text[finding.place.span.range()];
            let mend = finding.mend.map(|mend| format!(" ({mend})")).unwrap_or_default();
            format!("{} [{marked}] {}{mend}", finding.name.as_str(), finding.message)
        };
        read_text(text).findings.into_iter().map(line).collect()
    }

    #[test]
    fn a_row_says_what_front_matter_would() {
        let text = "Measure;Department;Label;Scale;5;4;3;2;1;Promoters;Passives;Detractors;Yes;No\r\n\
            csat;;Satisfied;5;40;30;20;6;4;;;;;\r\nnps;bakery;;;;;;;;50;33;17;;\r\nrefer-a-friend;;;;;;;;;;;;2.061;9\r\n";
        let checked = read_text(text);
        assert_eq!(checked.findings, []);
        let [csat, nps, refer] = checked.value.measures.as_slice() else { panic!("{checked:?}") };
        assert_eq!(csat.measure.map(|name| name.value), Some(MeasureName::Csat));
        assert_eq!((csat.scale.map(|n| n.value), csat.counts.0.len()), (Some(5), 5));
        assert_eq!(csat.counts.get("4").map(|n| n.value), Some(30));
        assert_eq!(csat.label.as_ref().map(|label| &*label.value), Some("Satisfied"));
        assert_eq!(nps.department.as_ref().map(|department| &*department.to), Some("bakery"));
        assert_eq!(
            [nps.promoters, nps.passives, nps.detractors].map(|n| n.map(|n| n.value)),
            [Some(50), Some(33), Some(17)]
        );
        assert_eq!([refer.yes, refer.no].map(|n| n.map(|n| n.value)), [Some(2061), Some(9)]);
        let department = nps.department.as_ref().map_or_else(Span::default, |department| department.span);
        assert_eq!(&text[department.range()], "bakery");
    }

    #[test]
    fn rows_of_complaints_are_one_measure() {
        let text = "measure;category;received;closed;Median days;persona;pillar\n\
            complaints;late;14;12;2,5;paula;on-time\ncomplaints;cold;3;3;1;;\n";
        let checked = read_text(text);
        assert_eq!(checked.findings, []);
        let [complaints] = checked.value.measures.as_slice() else { panic!("{checked:?}") };
        let rows: Vec<_> = complaints
            .by
            .iter()
            .map(|row| (row.received.map(|n| n.value), row.median_days.map(|days| days.value)))
            .collect();
        assert_eq!(rows, [(Some(14), Some(2.5)), (Some(3), Some(1.0))]);
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_cell() {
        let head = "measure,scale,5,4,3,2,1,promoters\n";
        for (row, wanted) in [
            (
                "csat,5,40,thirty,20,6,4,\n",
                "wrong-type [thirty] `4` should be a whole number; `thirty` is not",
            ),
            (
                "csta,5,40,30,20,6,4,\n",
                "wrong-type [csta] `csta` is no value of `measure` (did you mean `csat`?)",
            ),
            (
                "csat,,40,30,20,6,4,\n",
                "missing-field [csat] `scale` is missing in this measure (`csat` takes scale and counts)",
            ),
            (
                "csat,3,40,30,20,6,4,\n",
                "wrong-type [40] `5` is no box of a scale from 1 to 3 (give each box its number, and how many ticked it)",
            ),
            (
                "csat,5,40,30,20,6,4,7\n",
                "wrong-type [7] `csat` is not counted under `promoters` (leave the cell empty, or look whether it has slipped into the wrong column)",
            ),
            (
                ",5,40,30,20,6,4,\n",
                "missing-field [,5,40,30,20,6,4,] this row does not say what is measured (write one of nps, csat, ces, retention, refer-a-friend, loyalty and complaints under `measure`)",
            ),
            (
                "csat,5,40,30,20,6,4,,9\n",
                "unknown-field [9] `9` stands in a column without a heading (name its column on the first line, or empty the cell)",
            ),
        ] {
            assert_eq!(told(&format!("{head}{row}")).first().map(String::as_str), Some(wanted), "{row}");
        }
        assert_eq!(told(&format!("{head}csat,5,x,30,20,6,4,\n")).len(), 1, "one cause, one finding");
        assert_eq!(told(&format!("{head}csat,5,40,30,20,6,4,0\n")), [""; 0], "a nought is no count");
    }

    #[test]
    fn headings_are_told_once() {
        assert_eq!(
            told("mesure,yes,no\nrefer-a-friend,1,2\nrefer-a-friend,1,2\n"),
            ["unknown-field [mesure] there is no column `mesure` (did you mean `measure`?)"]
        );
        assert_eq!(
            told("measure,yess,no\nrefer-a-friend,1,2\n"),
            ["unknown-field [yess] there is no column `yess` (did you mean `yes`?)"]
        );
        assert_eq!(
            told("yes,no\n1,2\n"),
            [
                "missing-field [yes] no column is called `measure` (the first line names the columns: `measure, department, label, scale, …`)"
            ]
        );
        assert_eq!(
            told("measure,yes,no,yes\nrefer-a-friend,1,2,3\n"),
            ["wrong-type [yes] two columns are called `yes` (take one of them out, or give it its own name)"]
        );
    }

    #[test]
    fn a_recommendation_may_be_counted_answer_by_answer() {
        let text = "measure,0,1,2,3,4,5,6,7,8,9,10\nnps,1,0,0,0,1,2,3,10,20,30,40\n";
        let checked = read_text(text);
        assert_eq!(checked.findings, []);
        assert_eq!(checked.value.measures[0].counts.0.len(), 11);
    }

    proptest::proptest! {
        /// Whatever a file holds, it is read to the end, and every place is one of the file.
        #[test]
        fn nothing_that_a_spreadsheet_writes_can_stop_us(
            text in "(measure[,;\t](5|yes|yes|no|scale|\"a\")[,;\t]?[0-9]?\r?\n)?([a-z0-9äß\"|;,\t .'-]{0,12}[,;\r\n]){0,20}",
            bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..60),
        ) {
            for bytes in [text.as_bytes(), bytes.as_slice()] {
                let checked = read(&"q2.csv".into(), bytes);
                let names = checked.value.measures.iter().filter_map(|measure| Some(measure.measure?.span));
                let places = checked.findings.iter().map(|finding| finding.place.span);
                for span in names.chain(places) {
                    let text = std::str::from_utf8(bytes).unwrap_or_default();
                    proptest::prop_assert!(span.end as usize <= bytes.len(), "{span:?}");
                    proptest::prop_assert!(text.is_empty() || text.get(span.range()).is_some(), "{span:?} {text:?}");
                }
            }
        }
    }
}
