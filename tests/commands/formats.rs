//! Findings for people, scripts and forges: where they go, and what they look like.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Desk, ran};

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn json_has_the_keys_that_were_promised() {
    let report = Desk::broken().run(&["check", "--format", "json"]).exits(1);
    assert_eq!(report.err, "", "data goes to stdout, and nothing else is said");
    let json = report.json();
    assert_eq!(keys(&json), BTreeSet::from(["version", "summary", "findings"]));
    assert_eq!(keys(&json["summary"]), BTreeSet::from(["pages", "errors", "warnings", "advice"]));
    assert_eq!((&json["summary"]["pages"], &json["summary"]["errors"]), (&2.into(), &2.into()));
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2);
    let promised = [
        "name",
        "severity",
        "message",
        "hint",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "related",
    ];
    for finding in findings {
        assert_eq!(keys(finding), BTreeSet::from(promised));
    }
    let link = findings.iter().find(|finding| finding["name"] == "broken-link").unwrap();
    assert_eq!(link["file"], "content/index.md");
    assert_eq!(
        (&link["line"], &link["end_line"], &link["severity"]),
        (&3.into(), &3.into(), &"error".into())
    );
    let role = findings.iter().find(|finding| finding["name"] == "unknown-reference").unwrap();
    assert_eq!((&role["line"], &role["column"], &role["end_column"]), (&3.into(), &7.into(), &12.into()));
}

#[test]
fn related_places_have_theirs() {
    let json = Desk::with(&[("Hours.md", "# A\n"), ("hours .md", "# B\n")])
        .run(&["check", "--format", "json"])
        .json();
    let clash =
        json["findings"].as_array().unwrap().iter().find(|finding| finding["name"] == "address-clash");
    let related = &clash.expect("two pages want one address")["related"][0];
    assert_eq!(keys(related), BTreeSet::from(["file", "line", "column", "message"]));
}

#[test]
fn a_sound_handbook_is_data_too() {
    let json = Desk::sound().run(&["check", "--format", "json"]).exits(0).json();
    assert_eq!(json["findings"], Value::Array(Vec::new()));
    assert_eq!(json["summary"]["pages"], 1);
}

#[test]
fn a_build_reports_in_the_same_words() {
    let desk = Desk::broken();
    let check = desk.run(&["check", "--format", "json"]).json();
    let build = desk.run(&["build", "--format", "json"]).exits(1).json();
    assert_eq!(check, build);
    let kept = desk.run(&["build", "--keep-going", "--format", "json"]).exits(1).json();
    assert_eq!(check, kept);
}

#[test]
fn github_gets_annotations() {
    let report = Desk::broken().run(&["check", "--format", "github"]).exits(1);
    let line = report.out.lines().find(|line| line.contains("unknown-reference")).unwrap();
    assert!(line.starts_with("::error file=content/people/ana.md,line=3,"), "{line}");
    let (last, annotations): (&str, Vec<&str>) = {
        let mut lines: Vec<&str> = report.out.lines().collect();
        (lines.pop().unwrap(), lines)
    };
    assert_eq!(last, "2 errors in 2 pages.");
    assert!(annotations.iter().all(|line| line.starts_with("::error ")), "{annotations:?}");
}

#[test]
fn code_scanning_gets_sarif() {
    let json = Desk::broken().run(&["check", "--format", "sarif"]).exits(1).json();
    assert_eq!(json["version"], "2.1.0");
    let run = &json["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "throughline");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/index.md");
    assert_eq!(place["region"]["startLine"], 3);
}

#[test]
fn colour_comes_only_where_it_is_wanted() {
    let desk = Desk::broken();
    let colours = |variables: &[(&str, &str)]| {
        ran(desk.command(&["check"]).envs(variables.iter().copied())).exits(1).err.contains('\u{1b}')
    };
    assert!(!colours(&[]), "stderr is no terminal here");
    assert!(colours(&[("CLICOLOR_FORCE", "1")]));
    assert!(!colours(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    let data = ran(desk.command(&["check", "--format", "json"]).env("CLICOLOR_FORCE", "1"));
    assert!(!data.out.contains('\u{1b}'));
}

#[test]
fn without_a_terminal_there_are_plain_lines() {
    let ran = Desk::sample().run(&["build"]).exits(0);
    assert!(!ran.err.contains(['\r', '\u{1b}', '\u{8}']), "no bar, no colour: {:?}", ran.err);
}

#[test]
fn no_page_can_steer_a_terminal() {
    let desk =
        Desk::with(&[("x.md", "---\ntitel: \"\u{1b}[2J\u{1b}]0;owned\u{7}\"\nrol\u{1b}e: x\n---\n# X\n")]);
    for format in ["human", "json", "github", "sarif"] {
        let ran = desk.run(&["check", "--format", format]);
        assert!(!(ran.out + &ran.err).contains(['\u{1b}', '\u{7}']), "{format}");
    }
}

#[test]
fn a_forge_finds_the_files_of_a_handbook_in_a_folder_of_its_repository() {
    let desk = Desk::empty();
    let broken = Desk::broken();
    for path in broken.tree().iter().filter(|path| broken.at(path).is_file()) {
        desk.write(&format!("docs/über uns/{path}"), &broken.read(path));
    }
    // A repository is known by its `.git`, which is a file in a worktree.
    desk.write(".git", "gitdir: elsewhere\n");
    let check = |format: &str, words: &[&str]| {
        desk.run(&[words, &["check", "--format", format]].concat()).exits(1).out
    };
    let github = check("github", &["-C", "docs/über uns"]);
    assert!(github.contains(" file=docs/über uns/content/people/ana.md,line=3,"), "{github}");
    let sarif = check("sarif", &["-C", "docs/über uns"]);
    assert!(sarif.contains("\"uri\": \"docs/%C3%BCber%20uns/content/people/ana.md\""), "{sarif}");
    // From inside the folder it is the same file.
    let inside =
        super::ran(desk.command(&["check", "--format", "github"]).current_dir(desk.at("docs/über uns")));
    assert_eq!(inside.out, github);
    // People and scripts get paths from the handbook.
    let json = check("json", &["-C", "docs/über uns"]);
    assert!(json.contains("\"content/people/ana.md\"") && !json.contains("docs/"), "{json}");
}
