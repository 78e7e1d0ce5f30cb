//! Folders that come, go and move, and many files at once.

use std::fs;
use std::process::Command;

use throughline::pipeline::{self, Memos, Request};
use throughline::source::Sources;

use super::edits::bytes;
use super::{Desk, html};

#[test]
fn folders_may_be_renamed_removed_and_made_again() {
    let desk = Desk::new();
    let mut watched = desk.watched(false);
    fs::rename(desk.at("content/guides"), desk.at("content/manuals")).unwrap();
    watched.until("a folder's new name", |step| {
        html(&step.site, "manuals/one/index.html").is_some()
            && html(&step.site, "guides/one/index.html").is_none()
    });
    desk.write("content/manuals/one.md", "# One\n\nIn a renamed folder.\n");
    watched.sees("manuals/one/index.html", "In a renamed folder.");
    fs::remove_dir_all(desk.at("content/manuals")).unwrap();
    watched.until("a folder's end", |step| html(&step.site, "manuals/one/index.html").is_none());
    desk.write("content/manuals/deep/down/three.md", "# Three\n\nMade again.\n");
    watched.until("a new folder", |step| html(&step.site, "manuals/deep/down/three/index.html").is_some());
    desk.write("content/manuals/deep/down/three.md", "# Three\n\nEdited in a new folder.\n");
    watched.sees("manuals/deep/down/three/index.html", "Edited in a new folder.");
}

#[test]
fn the_folder_of_content_may_go_and_come_back() {
    let desk = Desk::new();
    let mut watched = desk.watched(false);
    for time in 0..2 {
        fs::rename(desk.at("content"), desk.at("elsewhere")).unwrap();
        watched.hears("lost");
        assert!(html(&watched.step.site, "guides/one/index.html").is_some(), "what was shown stays");
        fs::rename(desk.at("elsewhere"), desk.at("content")).unwrap();
        watched.hears("back");
        let words = format!("After it came back, time {time}.");
        desk.write("content/guides/one.md", format!("# One\n\n{words}\n"));
        watched.sees("guides/one/index.html", &words);
        watched.told.clear();
    }
    // Another folder of the same name, while nobody looked.
    let kept = fs::read(desk.at("content/index.md")).unwrap();
    fs::remove_dir_all(desk.at("content")).unwrap();
    desk.write("content/index.md", kept);
    desk.write("content/guides/one.md", "# One\n\nAnother folder.\n");
    watched.until("another folder", |step| {
        html(&step.site, "guides/one/index.html").is_some_and(|page| page.contains("Another folder."))
    });
    watched.settle();
    desk.write("content/guides/one.md", "# One\n\nEdited in another folder.\n");
    watched.sees("guides/one/index.html", "Edited in another folder.");
}

#[test]
fn the_handbook_itself_may_go_and_come_back() {
    let desk = Desk::new();
    let mut watched = desk.watched(false);
    let (dir, away) = (desk.dir(), desk.dir().with_extension("away"));
    fs::rename(&dir, &away).unwrap();
    watched.hears("lost");
    fs::rename(&away, &dir).unwrap();
    watched.hears("back");
    desk.write("content/guides/one.md", "# One\n\nAt home again.\n");
    watched.sees("guides/one/index.html", "At home again.");
}

#[test]
fn a_checkout_of_hundreds_of_files_is_shown_in_a_few_steps_and_ends_in_the_bytes_of_a_fresh_build() {
    let desk = Desk::new();
    let git = |words: &[&str]| {
        let who =
            ["-c", "user.name=Ada", "-c", "user.email=ada@bakery.example", "-c", "init.defaultBranch=main"];
        let done = Command::new("git").arg("-C").arg(desk.dir()).args(who).args(words).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    let lay = |branch: &str| {
        for n in 0..400 {
            desk.write(&format!("content/many/page-{n}.md"), format!("# Page {n}\n\nOn {branch}.\n"));
        }
        git(&["add", "."]);
        git(&["commit", "-q", "-m", branch]);
    };
    git(&["init", "-q"]);
    lay("main");
    git(&["checkout", "-q", "-b", "other"]);
    fs::remove_file(desk.at("content/guides/two.md")).unwrap();
    desk.write("content/only/here.md", "# Only here\n");
    lay("other");
    let mut watched = desk.watched(false);
    for branch in ["main", "other", "main"] {
        let before = watched.shown;
        git(&["checkout", "-q", branch]);
        let words = format!("On {branch}.");
        watched.until(branch, |step| {
            html(&step.site, "only/here/index.html").is_some() == (branch == "other")
                && (0..400).all(|n| {
                    html(&step.site, &format!("many/page-{n}/index.html"))
                        .is_some_and(|page| page.contains(&words))
                })
        });
        watched.settle();
        assert!(watched.shown - before <= 6, "{branch}: shown {} times", watched.shown - before);
    }
    let sources = Sources::load(&desk.dir(), &[]).unwrap().value;
    let request = Request { preview: true, ..Request::on(jiff::civil::date(2026, 9, 1)) };
    let fresh = pipeline::build(sources.into(), &request, &Memos::default()).value.site;
    assert!(bytes(&fresh) == bytes(&watched.step.site), "the preview is not what a fresh build makes");
}
