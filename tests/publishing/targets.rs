//! Folders that are never published into.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::{Desk, alone, tree};

/// A machine in small: a home, a folder one is in, and a handbook, each with something to lose.
fn world() -> Desk {
    let world = Desk::new();
    for file in [
        "home/letters.txt",
        "home/here/notes.txt",
        "handbook/handbook.yaml",
        "handbook/content/index.md",
        "handbook/themes/own/page.html",
        "shared/content/index.md",
        "repository/.git/config",
        "full/thesis.txt",
        "hidden/.thesis",
        "just-a-file",
        "handbook/public/.throughline.json/not-a-list",
        "posing/.throughline.json",
        "posing-by-link/file",
    ] {
        let path = world.dir().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file).unwrap();
    }
    fs::create_dir(world.dir().join("empty")).unwrap();
    world
}

#[test]
fn a_target_that_is_not_ours_is_refused_and_nothing_is_touched() {
    let world = world();
    let at = |name: &str| world.dir().join(name);
    let mut targets = vec![
        (PathBuf::from("/"), "the top of the disk"),
        (at("home"), "your home folder"),
        (at("."), "the handbook itself"),
        (at("handbook"), "the handbook itself"),
        (at("handbook/../handbook/."), "the handbook itself"),
        (at("handbook/content"), "own files"),
        (at("handbook/content/public"), "own files"),
        (at("handbook/public/../content/deep/public"), "own files"),
        (at("handbook/themes"), "own files"),
        (at("handbook/themes/new"), "own files"),
        (at("shared"), "own files"),
        (at("shared/content"), "own files"),
        (at("shared/content/public"), "own files"),
        (at("home/here"), "the folder you are in"),
        (PathBuf::from("."), "the folder you are in"),
        (PathBuf::from(".."), "your home folder"),
        (at("repository"), "not published from a handbook"),
        (at("full"), "not published from a handbook"),
        (at("hidden"), "not published from a handbook"),
        (at("handbook/public"), "not published from a handbook"),
        (at("just-a-file"), "not a folder"),
        (at("lists"), "changed addresses would lie in it"),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(at("empty"), at("link")).unwrap();
        symlink(at("nowhere"), at("dangling")).unwrap();
        symlink(at("handbook/content"), at("disguise")).unwrap();
        symlink(at("posing/.throughline.json"), at("posing-by-link/.throughline.json")).unwrap();
        targets.extend([
            (at("link"), "it is a link"),
            (at("link/."), "it is a link"),
            (at("dangling"), "it is a link"),
            (at("disguise/public"), "own files"),
            (at("link/../handbook/content/public"), "own files"),
            (at("posing-by-link"), "not published from a handbook"),
        ]);
    }
    let before = tree(world.dir());

    let mut command = Command::new(alone::program());
    let paths: Vec<_> = targets.iter().map(|(path, _)| path.clone()).collect();
    alone::publisher(&mut command, "new:3", &paths, &at("handbook"));
    alone::with(&mut command, &at("shared/content"), &at("lists/changed.txt"));
    // On Windows the home is asked for under another name.
    command.env("HOME", at("home")).env("USERPROFILE", at("home")).current_dir(at("home/here"));
    let answers = alone::answers(&mut command);

    assert_eq!(answers.len(), targets.len());
    for ((target, reason), answer) in targets.iter().zip(answers) {
        let said = answer.strip_prefix("refused could not publish into ");
        assert!(said.is_some_and(|said| said.contains(reason)), "{}: {answer}", target.display());
        assert!(answer.contains("nothing was changed"), "{answer}");
    }
    assert_eq!(tree(world.dir()), before);
}

#[test]
fn a_folder_of_plain_markdown_may_hold_its_own_site() {
    let desk = Desk::new();
    let order = throughline::publish::Order {
        target: &desk.target(),
        sources: desk.dir(),
        protected: &[desk.dir().to_owned()],
        keep: &[],
        drafts: false,
        lenient: false,
        gzip: false,
        changed: None,
        progress: &|_, _| {},
        waiting: &|| {},
    };
    let published = throughline::publish::publish(&crate::site(&[("index.html", "start")]), &order).unwrap();
    assert_eq!(published.written, 1);
}

#[test]
fn drafts_never_take_the_place_of_a_site_without_them() {
    let mut desk = Desk::new();
    let plain = &[("index.html", "start")][..];
    let drafts = &[("index.html", "start"), ("soon/index.html", "soon")][..];
    // An empty folder, and one with drafts already.
    desk.drafts = true;
    desk.publish(drafts);
    assert!(tree(&desk.target())[".throughline.json"].contains("\"drafts\": true,\n"));
    assert_eq!(desk.publish(drafts).written, 0);
    // Published without them, it says no more that it has any, even where no page differs.
    desk.drafts = false;
    desk.publish(plain);
    let live = tree(&desk.target());
    assert!(!live[".throughline.json"].contains("drafts"), "{live:?}");
    desk.drafts = true;
    for _ in 0..2 {
        let failure = desk.refuses(drafts);
        assert!(failure.cause.is_none() && failure.doing.contains("was published without them"), "{failure}");
        assert_eq!(tree(&desk.target()), live);
    }
    // Who knows what a list said that is damaged.
    fs::write(desk.at(".throughline.json"), "{}").unwrap();
    desk.refuses(drafts);
}

#[test]
fn a_workshop_that_is_not_ours_is_left_alone() {
    let desk = Desk::new();
    let workshop = desk.dir().join(".public.throughline-new");
    fs::create_dir(&workshop).unwrap();
    fs::write(workshop.join("thesis.txt"), "mine").unwrap();
    let failure = desk.refuses(&[("index.html", "start")]);
    assert!(failure.doing.ends_with("it is not ours"), "{failure}");
    assert_eq!(fs::read(workshop.join("thesis.txt")).unwrap(), b"mine");
    assert!(!desk.target().exists());
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_a_link_is_not_followed() {
    let desk = Desk::new();
    let elsewhere = desk.dir().join("elsewhere");
    std::os::unix::fs::symlink(&elsewhere, desk.dir().join(".public.throughline-lock")).unwrap();
    let failure = desk.refuses(&[("index.html", "start")]);
    assert!(failure.cause.is_some(), "{failure}");
    assert!(!elsewhere.exists() && !desk.target().exists());
}
