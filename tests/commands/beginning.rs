//! `init`: a handbook to begin with.

use std::collections::BTreeSet;

use super::{Desk, ran};

#[test]
fn it_builds_without_a_finding_on_any_day() {
    for epoch in ["1790000000", "1900000000", "1740787200", "1709164800"] {
        let desk = Desk::empty();
        let dated = |words: &[&str]| ran(desk.command(words).env("SOURCE_DATE_EPOCH", epoch));
        dated(&["init", "ours"])
            .exits(0)
            .prints("ours\n")
            .says("throughline -C ours watch --open")
            .says("throughline -C ours build");
        let check = dated(&["-C", "ours", "check", "--strict", "--format", "json"]).exits(0).json();
        assert_eq!(check["findings"], serde_json::json!([]), "not even advice");
        dated(&["-C", "ours", "build", "--strict"]).exits(0);
        assert!(desk.has("ours/public/roles/presser/index.html"));
    }
}

#[test]
fn it_holds_what_a_team_needs() {
    let desk = Desk::empty();
    desk.run(&["init", "ours/handbook"]).exits(0);
    for file in [
        ".editorconfig",
        ".gitignore",
        ".gitlab-ci.yml",
        ".github/workflows/handbook.yml",
        ".vscode/settings.json",
        "content/for-writers.md",
        "content/handbook.yaml",
    ] {
        assert!(desk.has(&format!("ours/handbook/{file}")), "{file}");
    }
    let content = desk.tree().into_iter().filter(|path| path.contains("/content/") && path.contains('.'));
    assert!(content.count() < 15, "few enough to read in one sitting");
    assert!(desk.read("ours/handbook/.gitignore").lines().any(|line| line == "/public/"));
    // The editor is told where the fields stand, and the file that says so is there.
    let settings: serde_json::Value =
        serde_json::from_str(&desk.read("ours/handbook/.vscode/settings.json")).unwrap();
    for (schema, _) in settings["yaml.schemas"].as_object().unwrap() {
        let text = desk.read(&format!("ours/handbook/{schema}"));
        assert!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["properties"]["brand"].is_object());
    }
    // Nothing lies there that no setting names.
    let files = desk.tree().into_iter().filter(|path| path.ends_with(".schema.json"));
    assert_eq!(files.count(), settings["yaml.schemas"].as_object().unwrap().len());
}

/// Every file of the beginning is one that the program knows.
#[test]
fn no_file_was_forgotten() {
    let source = super::root().join("src/cli/init");
    let program = std::fs::read_to_string(super::root().join("src/cli/init.rs")).unwrap();
    for entry in walkdir::WalkDir::new(&source).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
            assert!(program.contains(&format!("include_str!(\"init/{name}\")")), "{name}");
        }
    }
}

/// What the page for writers says of the commands is true.
#[test]
fn its_page_for_writers_names_real_commands() {
    let page = std::fs::read_to_string(super::root().join("src/cli/init/content/for-writers.md")).unwrap();
    let desk = Desk::empty();
    desk.run(&["init", "."]).exits(0);
    let named: BTreeSet<&str> =
        page.split('`').skip(1).step_by(2).filter_map(|code| code.strip_prefix("throughline ")).collect();
    assert!(named.len() >= 3, "{named:?}");
    for command in &named {
        let mut words: Vec<&str> = command.split(' ').collect();
        // A preview goes on until somebody ends it.
        words.extend(command.starts_with("watch").then_some("--help"));
        desk.run(&words).exits(0);
    }
    assert!(named.contains("watch --open"), "the first thing that a writer wants: {named:?}");
    assert!(desk.has("content/roles/driver.md"), "as the page says");
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let desk = Desk::empty();
    desk.write("ours/plan.txt", "a plan");
    desk.run(&["init", "ours"]).exits(2).prints_nothing().says("the folder is not empty");
    desk.run(&["init", "ours/plan.txt"]).exits(2).says("it is a file");
    assert_eq!(desk.tree(), ["ours", "ours/plan.txt"]);
    desk.run(&["init"]).exits(2);
    // A repository that has just been made is where many will begin.
    desk.write("fresh/.git/HEAD", "ref: refs/heads/main\n");
    desk.run(&["init", "fresh"]).exits(0);
    desk.run(&["init", "fresh"]).exits(2);
}

#[test]
fn the_folder_is_relative_to_the_one_that_is_named() {
    let desk = Desk::empty();
    desk.write("here/.keep", "");
    desk.run(&["-C", "here", "init", "ours"]).exits(0).prints("here/ours\n");
    assert!(desk.has("here/ours/content/index.md"));
}
