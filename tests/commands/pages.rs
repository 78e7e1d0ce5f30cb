//! `new`: a page that is valid from the start, of every kind, in every handbook.

use super::{Desk, ran};
use throughline::parse::kind::Kind;

/// The errors that `check` tells about `files`, as `file name message`.
fn findings(desk: &Desk, files: &[String]) -> Vec<String> {
    let json = desk.run(&["check", "--format", "json"]).json();
    let findings = json["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| {
            files.iter().any(|file| finding["file"] == **file) && finding["severity"] == "error"
        })
        .map(|finding| format!("{} {} {}", finding["file"], finding["name"], finding["message"]))
        .collect()
}

fn errors(desk: &Desk) -> usize {
    let json = desk.run(&["check", "--format", "json"]).json();
    usize::try_from(json["summary"]["errors"].as_u64().unwrap()).unwrap()
}

fn makes_every_kind(desk: &Desk) {
    let before = errors(desk);
    let mut files = Vec::new();
    for kind in Kind::ALL {
        let title =
            if *kind == Kind::Persona { "Imogen".to_owned() } else { format!("Our first: {kind} & more") };
        let made = desk.run(&["new", kind.as_str(), &title]).exits(0);
        assert_eq!(made.err, "", "{kind}");
        let file = made.out.trim_end();
        assert!(desk.has(file), "{kind}: {file}");
        assert!(desk.read(file).contains(&title), "{kind} has its title");
        files.push(file.to_owned());
    }
    assert_eq!(findings(desk, &files), [""; 0]);
    assert_eq!(errors(desk), before, "and nothing else broke");
    desk.run(&["build", "--keep-going"]);
    assert!(desk.published("Imogen"));
}

#[test]
fn every_kind_holds_in_the_sample_handbook() {
    makes_every_kind(&Desk::sample());
}

#[test]
fn every_kind_holds_in_a_handbook_that_begins() {
    let desk = Desk::empty();
    desk.run(&["init", "."]).exits(0);
    makes_every_kind(&desk);
}

/// A title need not be given: then it is one to change.
#[test]
fn a_page_may_go_without_a_title() {
    let desk = Desk::sample();
    let made = |kind: &Kind| desk.run(&["new", kind.as_str()]).exits(0).out.trim_end().to_owned();
    let files: Vec<String> = Kind::ALL.iter().map(made).collect();
    assert_eq!(findings(&desk, &files), [""; 0]);
}

/// Taking the hints' `#` away makes fields that hold.
#[test]
fn every_hint_is_right() {
    let desk = Desk::sample();
    for kind in Kind::ALL {
        let made = desk.run(&["new", kind.as_str(), "Imogen"]).exits(0);
        let file = made.out.trim_end().to_owned();
        let mut taken = Vec::new();
        let text: Vec<String> = desk
            .read(&file)
            .lines()
            .map(|line| {
                let shown = line.trim_start().strip_prefix("# ").filter(|hint| hint.contains("   # "));
                // Of a draft nothing is said.
                match shown.and_then(|hint| hint.split_once(':')).filter(|(name, _)| *name != "draft") {
                    Some((name, _)) if !name.contains(' ') => {
                        taken.push(name.to_owned());
                        line.replacen("# ", "", 1)
                    }
                    _ => line.to_owned(),
                }
            })
            .collect();
        assert!(taken.len() > 12, "{kind}: {taken:?}");
        desk.write(&file, &(text.join("\n") + "\n"));
        // A file to name is the writer's own.
        let mut told = findings(&desk, std::slice::from_ref(&file));
        told.retain(|told| !told.contains("\"missing-asset\""));
        assert_eq!(told, [""; 0], "{kind}: {}", desk.read(&file));
        std::fs::remove_file(desk.at(&file)).unwrap();
    }
}

#[test]
fn the_folder_and_the_name_follow_the_handbook() {
    let desk = Desk::sample();
    let made = |words: &[&str]| desk.run(words).exits(0).out;
    assert_eq!(made(&["new", "role", "Night  porter\n"]), "content/roles/night-porter.md\n");
    assert_eq!(made(&["new", "page", "Käse & Brot"]), "content/käse-brot.md\n");
    assert_eq!(made(&["new", "page", "CON"]), "content/con-page.md\n");
    let desk = Desk::empty();
    desk.run(&["init", "book"]).exits(0);
    desk.write("book/content/handbook.yaml", "kinds: {role: our/jobs, persona: customers}\n");
    desk.run(&["-C", "book", "new", "activity", "X"]).exits(0).prints("book/content/activities/x.md\n");
    desk.run(&["-C", "book", "new", "page", "Y"]).exits(0).prints("book/content/y.md\n");
}

#[test]
fn nothing_is_ever_overwritten() {
    let desk = Desk::sample();
    let before = desk.read("content/roles/dispatcher.md");
    desk.run(&["new", "role", "Dispatcher"]).exits(2).prints_nothing().says("it is there already");
    assert_eq!(desk.read("content/roles/dispatcher.md"), before);
    let before = desk.tree();
    for (words, advice) in [
        (&["new", "page", "Tags"][..], "content/tags.md"),
        (&["new", "page", "Print"], "content/print.md"),
        (&["new", "page", "!!!"], "give a title with letters"),
        (&["new", "persona", "Segment 3"], "throughline explain faceless-persona"),
        (&["new", "recognition", "best bread in Britain"], "throughline explain forbidden-claim"),
    ] {
        desk.run(words).exits(2).prints_nothing().says(advice);
    }
    assert_eq!(desk.tree(), before);
}

/// What a page must name and the handbook does not have is named, with the `new` to begin with.
#[test]
fn what_must_come_first_is_said() {
    let desk = Desk::empty();
    desk.run(&["init", "."]).exits(0);
    std::fs::remove_dir_all(desk.at("content/promise")).unwrap();
    let before = desk.tree();
    let goal = desk.run(&["new", "goal", "Be there"]).exits(2).prints_nothing();
    goal.says("its `pillars` names a pillar, and the handbook has none")
        .says("begin with `throughline new pillar`");
    assert_eq!(desk.tree(), before, "nothing was written");
    desk.run(&["new", "pillar", "Ready"]).exits(0);
    desk.run(&["new", "goal", "Be there"]).exits(0);

    // Pillars and personas name each other, so the first of them may leave its list empty.
    std::fs::remove_dir_all(desk.at("content/promise")).unwrap();
    std::fs::remove_dir_all(desk.at("content/personas")).unwrap();
    desk.run(&["new", "pillar", "Ready"]).exits(0);
    assert!(desk.read("content/promise/pillars/ready.md").contains("matters_to: []"));
    desk.run(&["new", "persona", "Imogen"]).exits(0);
    assert!(desk.read("content/personas/imogen.md").contains("matters: [ready]"));

    let plain = Desk::sound();
    plain.run(&["new", "role", "Driver"]).exits(2).says("throughline init DIR");
}

/// The day in a new page is the handbook's, not the clock's.
#[test]
fn days_are_the_handbooks() {
    let desk = Desk::sample();
    desk.run(&["new", "role", "Porter"]).exits(0);
    assert!(desk.read("content/roles/porter.md").contains("reviewed: {on: 2026-09-01}"));
    ran(desk.command(&["new", "role", "Usher"]).env("SOURCE_DATE_EPOCH", "1900000000")).exits(0);
    assert!(desk.read("content/roles/usher.md").contains("reviewed: {on: 2030-03-17}"));
}
