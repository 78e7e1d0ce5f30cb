//! Sessions as people write them, one case at a time.

use jiff::Zoned;
use throughline::diagnostic::{Diagnostic, Name};
use throughline::model::Handbook;
use throughline::parse;
use throughline::parse::field::Shape;
use throughline::parse::kind::Kind;

use super::checked;
use super::house::House;

/// A programme of these sessions in London, and who takes part.
fn small(fields: &str, sessions: &str) -> Vec<(String, String)> {
    let house = House { programmes: Vec::new(), away: Vec::new() };
    let mut files = house.files();
    let text = format!(
        "---\ncycle: {{from: 2026-09-01, to: 2027-04-30}}\ntimezone: Europe/London\n{fields}sessions:\n{sessions}---\n"
    );
    files.push(("content/shadowing/autumn.md".into(), text));
    files
}

/// The visits as `id start end`, with their offsets.
fn times(handbook: &Handbook) -> Vec<String> {
    let time = |moment: &Zoned| moment.strftime("%m-%d %H:%M%:z").to_string();
    let visits = handbook.schedule().visits.iter();
    visits.map(|visit| format!("{} {} {}", visit.id, time(&visit.start), time(&visit.end))).collect()
}

#[test]
fn a_series_keeps_its_time_on_the_wall_when_the_clocks_change() {
    let sessions = "  - {id: s1, host: ann, start: 2026-10-24T22:00, end: 2026-10-25T06:00, status: open, repeats: FREQ=WEEKLY;COUNT=2}\n";
    assert_eq!(
        times(&checked(&small("", sessions)).0),
        [
            "s1 10-24 22:00+01:00 10-25 06:00+00:00", // nine hours
            "s1-2 10-31 22:00+00:00 11-01 06:00+00:00",
        ]
    );
    let york = small("", sessions)
        .into_iter()
        .map(|(path, text)| (path, text.replace("Europe/London", "America/New_York")))
        .collect::<Vec<_>>();
    assert_eq!(
        times(&checked(&york).0),
        ["s1 10-24 22:00-04:00 10-25 06:00-04:00", "s1-2 10-31 22:00-04:00 11-01 06:00-05:00"]
    );
}

#[test]
fn a_series_ends_by_count_by_day_or_with_the_cycle() {
    let last = |rule: &str| {
        let sessions = format!(
            "  - {{id: s1, host: ann, start: 2027-04-05T09:00, end: 2027-04-05T10:00, status: open, repeats: \"{rule}\"}}\n"
        );
        times(&checked(&small("", &sessions)).0).pop().unwrap()
    };
    assert_eq!(last("FREQ=WEEKLY"), "s1-4 04-26 09:00+01:00 04-26 10:00+01:00");
    assert_eq!(last("FREQ=WEEKLY;UNTIL=20270419"), "s1-3 04-19 09:00+01:00 04-19 10:00+01:00");
    assert_eq!(last("FREQ=WEEKLY;UNTIL=20270419T080000Z"), "s1-3 04-19 09:00+01:00 04-19 10:00+01:00");
    assert_eq!(last("FREQ=WEEKLY;UNTIL=20270419T075959Z"), "s1-2 04-12 09:00+01:00 04-12 10:00+01:00");
    assert_eq!(last("FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=2"), "s1-2 04-30 09:00+01:00 04-30 10:00+01:00");
}

#[test]
fn every_visit_has_a_name_that_no_other_has() {
    let session = |id: &str, hour: u32, more: &str| {
        format!(
            "  - {{id: {id}, host: ann, start: 2026-10-05T{hour:02}:00, end: 2026-10-05T{hour:02}:30, status: open{more}}}\n"
        )
    };
    let sessions =
        [session("s1", 8, ", repeats: FREQ=DAILY;COUNT=3"), session("s1-2", 9, ""), session("s2", 10, "")];
    let ids: Vec<String> = checked(&small("", &sessions.concat()))
        .0
        .schedule()
        .visits
        .iter()
        .map(|visit| visit.id.to_string())
        .collect();
    assert_eq!(ids, ["s1", "s1-2", "s2", "s1-2-2", "s1-3"], "what is written keeps its name");
}

#[test]
fn a_zone_that_is_none_is_one_finding_and_nobody_guesses() {
    let sessions = "  - {id: s1, host: ann, start: 2026-12-01T05:00, end: 2026-12-01T04:00, status: open}\n";
    let files: Vec<(String, String)> = small("", sessions)
        .into_iter()
        .map(|(path, text)| (path, text.replace("Europe/London", "IST")))
        .collect();
    let (handbook, findings, _) = checked(&files);
    assert_eq!(times(&handbook), [""; 0]);
    let told: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.place.file.contains("autumn")).collect();
    let of_fields: Vec<&str> = told
        .iter()
        .filter(|finding| finding.name == Name::WrongType)
        .map(|finding| &*finding.message)
        .collect();
    assert_eq!(of_fields, ["`IST` can mean the time of several places"]);
    assert!(!told.iter().any(|finding| finding.name == Name::EndsBeforeStart), "{told:?}");
}

#[test]
fn findings_point_into_the_spreadsheets_own_line() {
    let mut files = small("", "");
    let (path, text) = files.pop().unwrap();
    files.push((path, text.replace("sessions:\n", "sessions_file: autumn.csv\n")));
    let csv = "\u{feff}id;host;guest;start;end;status\r\n\
        s1;ann;cem;2026-10-05 5:00;2026-10-05 9:00;requested\r\n\
        s2;bea;\"cem|nobody\";2026-10-05 8:00;2026-10-05 11:00;requested\r\n\
        s3;ann;;2026-10-25 01:30;2026-10-25 05:00;open\r\n";
    files.push(("content/shadowing/autumn.csv".into(), csv.into()));
    let (_, findings, sources) = checked(&files);
    let text = sources.text("content/shadowing/autumn.csv").unwrap();
    let mut told: Vec<(Name, &str, usize)> = findings
        .iter()
        .filter(|finding| finding.place.file.ends_with(".csv"))
        .map(|finding| {
            let line = text[..finding.place.span.range().start].matches('\n').count() + 1;
            (finding.name, &text[finding.place.span.range()], line)
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            (Name::UnknownReference, "\"cem|nobody\"", 3),
            (Name::DoubleBooked, "s1", 2),
            (Name::OverCapacity, "\"cem|nobody\"", 3),
            (Name::AmbiguousTime, "2026-10-25 01:30", 4),
        ]
    );
}

#[test]
fn repeats_of_very_many_sessions_come_to_an_end() {
    let sessions: String = (0..502)
        .map(|n| format!("  - {{id: s{n}, host: ann, start: 2026-10-01, end: 2026-10-02, status: cancelled, repeats: FREQ=DAILY;COUNT=1000}}\n"))
        .collect();
    let (handbook, findings, sources) = checked(&small("", &sessions));
    assert_eq!(handbook.schedule().visits.len(), 500_000);
    let told = findings.iter().find(|finding| finding.name == Name::TooLarge).expect("it is told");
    assert_eq!(&sources.text(&told.place.file).unwrap()[told.place.span.range()], "s500");
}

#[test]
fn the_spreadsheet_to_begin_with_has_every_column_and_no_slip() {
    let bytes = include_bytes!("../../examples/spreadsheets/sessions.csv");
    let read = parse::sessions::read(&"sessions.csv".into(), bytes, None);
    assert_eq!(read.findings, []);
    assert_eq!(read.value.sessions.len(), 3);
    let head = std::str::from_utf8(bytes).unwrap().lines().next().unwrap();
    for field in Kind::Shadowing.fields().iter().filter(|field| field.name() == "sessions") {
        let Shape::List(Shape::Group(fields)) = field.shape else { panic!("{field:?}") };
        for field in *fields {
            let columns = match field.shape {
                Shape::Group(inner) => {
                    inner.iter().map(|inner| format!("{}.{}", field.name(), inner.name())).collect()
                }
                _ => vec![field.name().to_owned()],
            };
            for column in columns {
                assert!(head.split(',').any(|named| named == column), "{column}");
            }
        }
    }
}
