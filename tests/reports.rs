//! How findings read: the wording and layout of every format, kept as snapshots, and what must hold for any
//! text and any place in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use throughline::diagnostic::report::{Format, Texts, write};
use throughline::diagnostic::{Diagnostic, Name, Place, Severity, Span};

/// A few files by their paths.
#[derive(Default)]
struct Files(BTreeMap<&'static str, Arc<str>>);

impl Files {
    fn with(mut self, file: &'static str, text: &str) -> Self {
        self.0.insert(file, text.into());
        self
    }

    /// The place of the first `words` in `file`.
    fn find(&self, file: &'static str, words: &str) -> Place {
        let start = self.0[file].find(words).expect("the words are in the file");
        Place::new(&file.into(), Span::new(start..start + words.len()))
    }
}

impl Texts for Files {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        self.0.get(file).cloned()
    }
}

fn report(format: Format, findings: &[Diagnostic], files: &dyn Texts) -> String {
    told(format, findings, files, false)
}

fn told(format: Format, findings: &[Diagnostic], files: &dyn Texts, colour: bool) -> String {
    let mut out = Vec::new();
    write(&mut out, format, findings, 242, files, colour).expect("writing to memory");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn whole(file: &str) -> Place {
    Place::file(&file.into())
}

const DISPATCHER: &str = "\
---
title: Dispatcher
department: delivery
owner: person/ines
expected:
  - Every van leaves with a checked list by 05:40
goals: [doors-by-seven]
needs:
  - {skill: route planning, from: activity/route-course}
  - {tool: van tablet, status: gap}

serves:
  - {to: role/driver, output: a checked route list, value: no door is missed, pillar: on-time}
  - {to: persona/paula, output: a call when late, value: …, pillar: on-tme}
---
";

/// The findings that show what a report can hold: a mend, notes, related places, mentions, a whole file.
fn handbook() -> (Files, Vec<Diagnostic>) {
    let files = Files::default()
        .with("content/roles/dispatcher.md", DISPATCHER)
        .with("content/people/omar.md", "---\nrole: driver\naliases: [/drivers/omar/]\n---\n")
        .with("content/people/alun.md", "---\naliases: [/drivers/omar/]\n---\n")
        .with("content/voice/q2 – 2026.md", "We had 100 % answers, and the punter was glad.\n");
    let findings = vec![
        Diagnostic::new(
            Name::UnknownReference,
            files.find("content/roles/dispatcher.md", "on-tme"),
            "no pillar is called `on-tme`",
        )
        .mend("did you mean `on-time`?")
        .note("pillars are the files in promise/pillars: care, candour, on-time"),
        Diagnostic::new(
            Name::AddressClash,
            files.find("content/people/omar.md", "/drivers/omar/"),
            "two pages want the address /drivers/omar/",
        )
        .related(files.find("content/people/alun.md", "/drivers/omar/"), "the other one"),
        Diagnostic::new(
            Name::Term,
            files.find("content/voice/q2 – 2026.md", "punter"),
            "`punter` is not how we speak of people",
        )
        .mend("write `guest`"),
        Diagnostic::new(
            Name::UnreadableFile,
            whole("content/people/old.md"),
            "this file is not text in UTF-8",
        ),
        {
            let mut finding = Diagnostic::new(
                Name::UnknownReference,
                files.find("content/people/omar.md", "driver"),
                "no role is called `driver`",
            )
            .severity(Severity::Advice);
            finding.mentions = 14;
            finding
        },
    ];
    (files, findings)
}

#[test]
fn a_finding_reads_as_designed() {
    let (files, findings) = handbook();
    let told = report(Format::Human, &findings[..1], &files);
    let designed = "\
error: no pillar is called `on-tme`                                          [unknown-reference]
  --> content/roles/dispatcher.md:14:69
   |
14 |   - {to: persona/paula, output: a call when late, value: …, pillar: on-tme}
   |                                                                     ^^^^^^ did you mean `on-time`?
   = pillars are the files in promise/pillars: care, candour, on-time

1 error in 242 pages.
";
    assert_eq!(told, designed);
}

#[test]
fn every_format_tells_the_same_findings() {
    let (files, findings) = handbook();
    insta::assert_snapshot!("handbook_human", report(Format::Human, &findings, &files));
    insta::assert_snapshot!("handbook_json", report(Format::Json, &findings, &files));
    insta::assert_snapshot!("handbook_github", report(Format::Github, &findings, &files));
    let sarif = report(Format::Sarif, &findings, &files);
    let mut sarif: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF is JSON");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].take();
    let rules = rules.as_array().expect("rules are a list");
    assert_eq!(rules.len(), Name::ALL.len());
    insta::assert_snapshot!("rule_sarif", serde_json::to_string_pretty(&rules[12]).unwrap());
    sarif["runs"][0]["tool"]["driver"]["semanticVersion"] = "of this build".into();
    insta::assert_snapshot!("handbook_sarif", serde_json::to_string_pretty(&sarif).unwrap());
}

#[test]
fn the_order_of_findings_does_not_matter() {
    let (files, mut findings) = handbook();
    for format in [Format::Human, Format::Json, Format::Github, Format::Sarif] {
        let before = report(format, &findings, &files);
        findings.reverse();
        assert_eq!(report(format, &findings, &files), before, "{format:?}");
    }
}

#[test]
fn no_findings_are_one_sentence() {
    assert_eq!(report(Format::Human, &[], &Files::default()), "No findings in 242 pages.\n");
    assert_eq!(report(Format::Github, &[], &Files::default()), "No findings in 242 pages.\n");
    insta::assert_snapshot!("clean_json", report(Format::Json, &[], &Files::default()));
}

#[test]
fn colours_help_and_change_no_word() {
    let (files, findings) = handbook();
    let coloured = told(Format::Human, &findings, &files, true);
    insta::assert_snapshot!("handbook_colour", coloured.replace('\x1b', "␛"));
    let mut plain = String::new();
    for (n, piece) in coloured.split('\x1b').enumerate() {
        plain.push_str(if n == 0 { piece } else { piece.split_once('m').expect("a colour").1 });
    }
    assert_eq!(plain, report(Format::Human, &findings, &files));
    assert!(!told(Format::Json, &findings, &files, true).contains('\x1b'));
}

/// A finding about the first `words` of `text`, as a person reads it.
fn shown(text: &str, words: &str) -> String {
    let files = Files::default().with("content/a.md", text);
    let finding = Diagnostic::new(Name::WrongType, files.find("content/a.md", words), "this is not a date")
        .mend("write it like 2026-09-01");
    report(Format::Human, &[finding], &files)
}

#[test]
fn lines_of_every_sort_are_shown_rightly() {
    insta::assert_snapshot!("tabs", shown("\ton:\tMonday # comment\n", "Monday"));
    insta::assert_snapshot!("wide", shown("面包: {on: 星期一, 👩‍🍳: 🥖}\n", "星期一"));
    insta::assert_snapshot!("combining", shown("re\u{301}vise\u{301}: lundi\n", "lundi"));
    insta::assert_snapshot!("byte_order_mark", shown("\u{feff}on: Monday\n", "on"));
    insta::assert_snapshot!("windows_line_breaks", shown("---\r\non: Monday\r\n---\r\n", "Monday"));
    insta::assert_snapshot!(
        "escape_sequences",
        shown("on: \x1b]0;owned\x07\x1b[2J Monday \u{202e}yadnoM\n", "Monday")
    );
    let far = format!("{}Monday{}", "So it went on and on. ".repeat(40), " And then some more.".repeat(40));
    insta::assert_snapshot!("long_line", shown(&far, "Monday"));
    insta::assert_snapshot!("long_words", shown(&format!("on: {} x", "Mon".repeat(99)), &"Mon".repeat(99)));
}

#[test]
fn spans_of_every_sort_are_shown_rightly() {
    let block = "Before\n<div>\n  <p>One</p>\n</div> after\n";
    insta::assert_snapshot!("lines", shown(block, "<div>\n  <p>One</p>\n</div>"));
    insta::assert_snapshot!("lines_from_the_middle", shown(block, "ore\n<div>\n  <p>"));
    insta::assert_snapshot!("line_with_its_break", shown(block, "<div>\n"));
    let long = format!("<ul>\n{}</ul>\n", "  <li>bread</li>\n".repeat(20));
    insta::assert_snapshot!("many_lines", shown(&long, &long));

    let files = Files::default().with("content/a.md", "---\ntitle: Bread\n---\n");
    let at = |offset| {
        let place = Place::new(&"content/a.md".into(), Span::at(offset));
        let finding = Diagnostic::new(Name::MissingField, place, "an owner is missing");
        report(Format::Human, &[finding], &files)
    };
    insta::assert_snapshot!("empty_span", at(17));
    insta::assert_snapshot!("end_of_file", at(21));
    assert_eq!(at(21), at(4_000_000), "past the end is the end");
}

#[test]
fn a_mend_too_long_for_the_line_gets_its_own() {
    let files = Files::default().with("content/a.md", "on: Monday\n");
    let mend = "write the day as year, month and day, with two digits each for month and day: 2026-09-01";
    let finding =
        Diagnostic::new(Name::WrongType, files.find("content/a.md", "Monday"), "this is not a date")
            .mend(mend);
    insta::assert_snapshot!("long_mend", report(Format::Human, &[finding], &files));
}

#[test]
fn many_findings_of_one_sort_stay_readable() {
    let text = "The punter waits.\n".repeat(9);
    let files = Files::default().with("content/a.md", &text);
    let finding = |n: usize| {
        let start = n * 18 + 4;
        let place = Place::new(&"content/a.md".into(), Span::new(start..start + 6));
        Diagnostic::new(Name::Term, place, "`punter` is not our word").mend("write `guest`")
    };
    let findings: Vec<Diagnostic> = (0..9).map(finding).collect();
    insta::assert_snapshot!("many_alike", report(Format::Human, &findings, &files));
    insta::assert_snapshot!("not_so_many", report(Format::Human, &findings[..2], &files));
}

#[test]
fn many_related_places_are_named_without_their_lines() {
    let files = Files::default().with("content/a.md", &"reviewed: 2026-01-01\n".repeat(20));
    let place = |n: usize| Place::new(&"content/a.md".into(), Span::new(n * 21 + 10..n * 21 + 20));
    let mut finding = Diagnostic::new(Name::MassReview, place(0), "20 pages were reviewed on one day");
    for n in 1..20 {
        finding = finding.related(place(n), "the same day");
    }
    insta::assert_snapshot!("many_related", report(Format::Human, &[finding], &files));
}

#[test]
fn nothing_in_a_handbook_can_give_a_pipeline_commands() {
    let hostile = "::error::owned\r\n::set-env name=PATH::x\n%0A::stop-commands::y\x1b[2J";
    let file = "content/a,b: c\n::error::x.md";
    let files = Files::default().with("content/b.md", "text");
    let finding = Diagnostic::new(Name::BrokenLink, whole(file), hostile)
        .note(hostile)
        .related(files.find("content/b.md", "text"), hostile);
    let told = report(Format::Github, &[finding], &files);
    assert_eq!(told.lines().count(), 2, "one command and the closing sentence: {told}");
    insta::assert_snapshot!("hostile_github", told);
}

#[test]
fn forges_get_paths_from_the_repository_root_and_people_from_the_handbook() {
    struct InFolder(Files);
    impl Texts for InFolder {
        fn text(&self, file: &str) -> Option<Arc<str>> {
            self.0.text(file)
        }
        fn folder(&self) -> &str {
            "docs/handbook"
        }
    }
    let (files, findings) = handbook();
    let files = InFolder(files);
    for (format, path) in [
        (Format::Human, "--> content/people/omar.md:2:7"),
        (Format::Json, "\"content/people/omar.md\""),
        (Format::Github, "file=docs/handbook/content/people/omar.md,line=2"),
        (Format::Sarif, "\"docs/handbook/content/people/omar.md\""),
    ] {
        let told = report(format, &findings, &files);
        assert!(told.contains(path), "{format:?}: {told}");
    }
}

/// Texts made of what gives trouble: breaks, marks, wide and joined characters, controls, long lines.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z -]{0,20}",
        prop::sample::select(vec![
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\u{feff}",
            "面包",
            "👩‍🍳",
            "e\u{301}",
            "\x1b[31m",
            "\u{9b}2J",
            "\u{202e}",
            "\0",
        ])
        .prop_map(str::to_owned),
        (1usize..6000).prop_map(|n| "ü".repeat(n)),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_place_in_any_text_can_be_told(
        text in text(),
        said in any::<String>(),
        spans in prop::collection::vec((0u32..9000, 0u32..9000), 1..9),
    ) {
        let files = Files::default().with("content/a.md", &text);
        let file: Arc<str> = "content/a.md".into();
        let findings: Vec<Diagnostic> = spans
            .iter()
            .map(|&(start, end)| {
                let place = Place::new(&file, Span { start, end });
                Diagnostic::new(Name::Term, place.clone(), &said).mend(&said).note(&said).related(place, &said)
            })
            .collect();
        let human = report(Format::Human, &findings, &files);
        prop_assert!(human.chars().all(|c| c == '\n' || !c.is_control()), "{human:?}");
        let github = report(Format::Github, &findings, &files);
        prop_assert_eq!(github.matches('\n').count(), findings.len() + 1);
        for format in [Format::Json, Format::Sarif] {
            let told = report(format, &findings, &files);
            prop_assert!(told.chars().all(|c| c == '\n' || !c.is_control()));
            let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
            if format == Format::Json {
                for finding in told["findings"].as_array().expect("a list") {
                    prop_assert_eq!(finding["message"].as_str(), Some(said.as_str()));
                    let at = |key: &str| finding[key].as_u64().expect("a number");
                    prop_assert!(at("line") >= 1 && at("column") >= 1);
                    prop_assert!((at("line"), at("column")) <= (at("end_line"), at("end_column")));
                }
            }
        }
    }
}
