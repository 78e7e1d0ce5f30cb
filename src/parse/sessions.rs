//! A `sessions_file` → sessions: what a programme's own `sessions` would say, as a spreadsheet exports it.
//!
//! One row is one session. The columns are the fields of front matter; those of a debrief are called `debrief.my_impact`,
//! `debrief.our_impact`, `debrief.surprised_by` and `debrief.shared_on`. Order, case and missing columns make no difference, a list's items are
//! parted by `|`, an empty cell is an absent field. Everything that front matter would be told is told here too, with the
//! file's own line and column.

use std::sync::Arc;

use super::export::{self, Column, Columns, Export, Row};
use super::field::{Need, Reading, Record, Shape, Written, read_field};
use super::kind::{Debrief, Session};
use super::yaml::{Key, Node};
use crate::diagnostic::{Checked, Diagnostic, Name, Span, suggest};

/// The sessions of one export.
#[derive(Debug, Clone, PartialEq)]
pub struct Sessions {
    /// The file, relative to DIR; the spans of the sessions are its bytes.
    pub file: Arc<str>,
    /// The sessions, in the order of their rows.
    pub sessions: Vec<Session<Written>>,
}

/// The columns of a debrief, and the field that each fills.
const DEBRIEF: [(&str, &str); 4] = [
    ("debrief.my_impact", "my_impact"),
    ("debrief.our_impact", "our_impact"),
    ("debrief.surprised_by", "surprised_by"),
    ("debrief.shared_on", "shared_on"),
];

fn columns() -> Vec<Column> {
    let own =
        <Session<Written> as Record>::FIELDS.iter().filter(|field| !matches!(field.shape, Shape::Group(_)));
    let debrief = DEBRIEF.iter().filter_map(|(column, field)| {
        let field = Debrief::FIELDS.iter().find(|known| known.name() == *field)?;
        Some(Column { name: column, shape: field.shape })
    });
    own.map(|field| Column { name: field.name(), shape: field.shape }).chain(debrief).collect()
}

/// Reads the sessions in `file`; `days` says how days are written there, besides ISO 8601.
pub fn read(file: &Arc<str>, bytes: &[u8], days: Option<&str>) -> Checked<Sessions> {
    let mut findings = Vec::new();
    let mut read = Sessions { file: file.clone(), sessions: Vec::new() };
    if let Some(export) = export::read(file, bytes).take(&mut findings) {
        let end = export.head.last().map_or_else(Span::default, |cell| cell.span);
        let mut reading = Reading::new(file, end);
        read.sessions = sessions(&export, days, &mut reading);
        findings.append(&mut reading.findings);
    }
    Checked { value: read, findings }
}

fn sessions(export: &Export, days: Option<&str>, reading: &mut Reading<'_>) -> Vec<Session<Written>> {
    let known = columns();
    let days = days.filter(|format| export::is_date_format(format));
    let columns = Columns::of(export, &known, reading).with_days(days);
    let required = <Session<Written> as Record>::FIELDS.iter().filter(|field| field.need == Need::Required);
    let (there, missing): (Vec<&str>, Vec<&str>) =
        required.map(|field| field.name()).partition(|name| columns.has(name));
    let missing: Vec<&str> = missing.into_iter().filter(|name| !columns.was_meant(name)).collect();
    if !missing.is_empty() {
        let first = export.head.first().map_or(reading.end, |cell| cell.span);
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        reading.tell(
            Name::MissingField,
            first,
            format!("no column is called {}", suggest::list(names.iter().map(String::as_str))),
            Some(
                "the first line names the columns: `id, host, guest, start, end, place, mode, status, …`"
                    .into(),
            ),
        );
    }
    let sessions = export.rows.iter().map(|row| session(row, &columns, &there, reading)).collect();
    if days.is_none() {
        how_days_are_written(&mut reading.findings);
    }
    sessions
}

/// One row; `required` are those of the columns that there are which each row must fill.
fn session(
    row: &Row,
    columns: &Columns<'_>,
    required: &[&str],
    reading: &mut Reading<'_>,
) -> Session<Written> {
    let mut session = Session::default();
    let mut debrief: Option<Debrief> = None;
    let mut filled = Vec::new();
    for (column, node) in columns.cells(row) {
        match DEBRIEF.iter().find(|(name, _)| *name == column) {
            Some((_, field)) => put(debrief.get_or_insert_default(), field, &node, reading),
            None => put(&mut session, column, &node, reading),
        }
        filled.push(column);
    }
    for column in required.iter().filter(|column| !filled.contains(column)) {
        reading.tell(
            Name::MissingField,
            row.span(),
            format!("this row has no `{column}`"),
            Some("fill the cell, or take the row out".into()),
        );
    }
    if let Some(debrief) = debrief.as_ref().filter(|debrief| debrief.my_impact.is_none()) {
        let said = [&debrief.our_impact, &debrief.surprised_by].into_iter().flatten().next();
        let span = said.map(|text| text.span).or(debrief.shared_on.map(|day| day.span));
        reading.tell(
            Name::MissingField,
            span.unwrap_or_else(|| row.span()),
            "this row has a debrief without `debrief.my_impact`".into(),
            Some("add how the guest's own work reaches what was seen".into()),
        );
    }
    session.debrief = debrief;
    session.complete(reading);
    session
}

/// Reads one cell as the field of its column's name.
fn put<T: Record>(record: &mut T, column: &str, node: &Node, reading: &mut Reading<'_>) {
    let key = Key { text: column.into(), span: node.span };
    read_field(record, &key, node, reading);
}

/// Days in a local form are no slips of the writer: the spreadsheet wrote them so, all of them, and one line in `handbook.yaml` mends
/// all. They are told once, at the first.
fn how_days_are_written(findings: &mut Vec<Diagnostic>) {
    let is_local =
        |finding: &Diagnostic| finding.message.contains("should be a day") && finding.mend.is_none();
    let Some(first) = findings.iter().position(is_local) else { return };
    let others = findings.iter().skip(first + 1).filter(|finding| is_local(finding)).count();
    let mut nth = 0;
    findings.retain(|finding| {
        nth += 1;
        nth <= first + 1 || !is_local(finding)
    });
    let finding = &mut findings[first];
    finding.mentions = others;
    finding.mend = Some(
        "say in `handbook.yaml` how this spreadsheet writes days: `date_format: \"%d/%m/%Y\"`, say".into(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::kind::{Mode, SessionStatus};

    /// The marked text and the sentence of each finding.
    fn told(text: &str, days: Option<&str>) -> Vec<String> {
        let checked = read(&"content/shadowing/autumn.csv".into(), text.as_bytes(), days);
        let line = |finding: crate::diagnostic::Diagnostic| {
            let marked = &text[finding.place.span.range()];
            let mend = finding.mend.map(|mend| format!(" ({mend})")).unwrap_or_default();
            format!("{} [{marked}] {}{mend}", finding.name.as_str(), finding.message)
        };
        checked.findings.into_iter().map(line).collect()
    }

    #[test]
    fn a_row_says_what_front_matter_would() {
        let text = "\u{feff}ID;Host;Guest;Start;End;Place;Mode;Status;Approved by;Objectives;Observe;Repeats;\
            Debrief.My impact;Debrief our impact;debrief.surprised_by;debrief.shared_on\r\n\
            s1;omar;lena | kit;14/09/2026 5:00;14/09/2026 09:00;\"Dock 2; left\";hands-on;done;ines|tom;see a list|ask why;\
            persona/paula;FREQ=WEEKLY;I ring too late;;;21/09/2026\r\n\
            s2;omar;;2026-10-25T01:30+01:00;2026-10-25 04:00;;;open;;;;;;;;\r\n";
        let checked = read(&"autumn.csv".into(), text.as_bytes(), Some("%d/%m/%Y"));
        assert_eq!(checked.findings, []);
        let [first, second] = checked.value.sessions.as_slice() else { panic!("{checked:?}") };
        let names = |refs: &[crate::parse::field::Ref<Written, crate::parse::kind::target::ToPerson>]| {
            refs.iter().map(|guest| guest.to.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(&first.guest), "lena kit");
        assert_eq!(names(&first.approved_by), "ines tom");
        assert_eq!(
            first.start.map(|start| start.value.wall().to_string()).as_deref(),
            Some("2026-09-14T05:00:00")
        );
        assert_eq!(first.place.as_ref().map(|place| &*place.value), Some("Dock 2; left"));
        assert_eq!(first.mode.map(|mode| mode.value), Some(Mode::HandsOn));
        assert_eq!(first.objectives.len(), 2);
        let debrief = first.debrief.as_ref().expect("a debrief");
        assert_eq!(debrief.shared_on.map(|day| day.value.to_string()).as_deref(), Some("2026-09-21"));
        assert_eq!(second.status.map(|status| status.value), Some(SessionStatus::Open));
        assert_eq!((second.guest.len(), &second.debrief), (0, &None));
        assert_eq!(&text[second.span().range()], "s2");
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_cell() {
        let head = "id,host,start,end,status,repeats\n";
        for (row, wanted) in [
            (
                "s1,omar,14/09/2026 05:00,2026-09-14T09:00,open,\n",
                "wrong-type [14/09/2026 05:00] `start` should be a day and a time, such as 2026-09-14T05:00; `14/09/2026 05:00` is not (say in `handbook.yaml` how this spreadsheet writes days: `date_format: \"%d/%m/%Y\"`, say)",
            ),
            (
                "s1,omar,2026-09-14T05:00,2026-09-14T09:00,opne,\n",
                "wrong-type [opne] `opne` is no value of `status` (did you mean `open`?)",
            ),
            (
                "s1,,2026-09-14T05:00,2026-09-14T09:00,open,\n",
                "missing-field [s1,,2026-09-14T05:00,2026-09-14T09:00,open,] this row has no `host` (fill the cell, or take the row out)",
            ),
            (
                "s1,omar,2026-09-14T05:00,2026-09-14T09:00,open,FREQ=YEARLY\n",
                "wrong-type [FREQ=YEARLY] visits do not repeat `YEARLY` (FREQ is DAILY, WEEKLY or MONTHLY)",
            ),
        ] {
            assert_eq!(told(&format!("{head}{row}"), None), [wanted]);
        }
    }

    #[test]
    fn days_of_another_region_are_told_once() {
        let row = |id: u32| format!("s{id},omar,{id}/09/2026 05:00,{id}/09/2026 09:00,open\n");
        let text = format!("id,host,start,end,status\n{}{}s3,omar,2026-09-14,soon,open\n", row(1), row(2));
        let checked = read(&"autumn.csv".into(), text.as_bytes(), None);
        let [finding] = checked.findings.as_slice() else { panic!("{checked:?}") };
        assert_eq!((&text[finding.place.span.range()], finding.mentions), ("1/09/2026 05:00", 4));
    }

    #[test]
    fn headings_are_told_once() {
        assert_eq!(
            told("id,hots,start,end,status\ns1,omar,2026-09-14T05:00,2026-09-14T09:00,open\n", None),
            ["unknown-field [hots] there is no column `hots` (did you mean `host`?)"]
        );
        assert_eq!(
            told("id,host,start\ns1,omar,2026-09-14T05:00\ns2,omar,2026-09-15T05:00\n", None),
            [
                "missing-field [id] no column is called `end` and `status` (the first line names the columns: `id, host, guest, start, end, place, mode, status, …`)"
            ]
        );
    }

    #[test]
    fn every_field_has_a_column() {
        let names: Vec<&str> = columns().iter().map(|column| column.name).collect();
        for field in <Session<Written> as Record>::FIELDS.iter().filter(|field| field.name() != "debrief") {
            assert!(names.contains(&field.name()), "{}", field.name());
        }
        for field in Debrief::FIELDS {
            assert!(names.contains(&format!("debrief.{}", field.name()).as_str()), "{}", field.name());
        }
    }
}
