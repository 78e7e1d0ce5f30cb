//! What is not ours stays, whatever the site does.

use std::fs;

use crate::{Desk, age, as_map, modified};

const PAGES: &[(&str, &str)] = &[("index.html", "start"), ("a/index.html", "A"), ("b/index.html", "B")];

#[test]
fn files_of_others_are_carried_over_and_told() {
    let desk = Desk::new();
    desk.publish(PAGES);
    fs::create_dir(desk.at("theirs")).unwrap();
    fs::create_dir(desk.at("empty")).unwrap();
    fs::write(desk.at("theirs/notes.txt"), "mine").unwrap();
    fs::write(desk.at("b/photo.jpg"), "photo").unwrap();
    let time = age(&desk.at("theirs/notes.txt"));

    for round in 1..=2 {
        let published = desk.publish(&PAGES[..2]);
        assert_eq!(
            published.notes,
            ["kept, since they were not published from here: b/photo.jpg, theirs/notes.txt"]
        );
        assert_eq!(published.removed, if round == 1 { 1 } else { 0 });
    }
    let mut expected = as_map(&PAGES[..2]);
    expected.extend(as_map(&[("theirs/notes.txt", "mine"), ("b/photo.jpg", "photo")]));
    assert_eq!(desk.files(), expected, "with them, without b/index.html and the empty folder");
    assert_eq!(modified(&desk.at("theirs/notes.txt")), time);
}

#[test]
fn a_published_file_that_was_edited_is_carried_over_when_its_page_is_gone() {
    let desk = Desk::new();
    desk.publish(PAGES);
    fs::write(desk.at("b/index.html"), "B, and what I know").unwrap();
    let published = desk.publish(&PAGES[..2]);
    assert_eq!(
        published.notes,
        [
            "kept, since they were edited after publishing, although the handbook has them no more: b/index.html"
        ]
    );
    assert_eq!((published.removed, published.changed.len()), (0, 0));
    assert_eq!(desk.files()["b/index.html"], "B, and what I know");

    let again = desk.publish(&PAGES[..2]);
    assert_eq!(again.notes, ["kept, since they were not published from here: b/index.html"]);
    assert_eq!(desk.files()["b/index.html"], "B, and what I know");
}

#[test]
fn nothing_of_others_is_overwritten() {
    let desk = Desk::new();
    desk.publish(&PAGES[..2]);
    fs::create_dir(desk.at("b")).unwrap();
    fs::write(desk.at("b/index.html"), "theirs").unwrap();
    let before = desk.files();
    let failure = desk.refuses(PAGES);
    assert_eq!(failure.doing, "publish over what was not published from here: b/index.html");
    assert_eq!(desk.files(), before);
    assert_eq!(desk.beside(), ["changed.txt", "content", "public"]);
}

#[test]
fn what_is_in_the_way_as_a_file_or_a_folder_is_not_overwritten_either() {
    for (theirs, ours) in [("x", "x/index.html"), ("y/z/theirs", "y/z"), ("y/z/theirs", "y")] {
        let desk = Desk::new();
        desk.publish(PAGES);
        let path = desk.at(theirs);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "theirs").unwrap();
        let mut next = PAGES.to_vec();
        next.push((ours, "ours"));
        let failure = desk.refuses(&next);
        assert_eq!(failure.doing, format!("publish over what was not published from here: {theirs}"));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
    }
}

#[test]
fn a_file_of_others_that_holds_what_we_publish_becomes_ours() {
    let desk = Desk::new();
    desk.publish(&PAGES[..2]);
    fs::create_dir(desk.at("b")).unwrap();
    fs::write(desk.at("b/index.html"), "B").unwrap();
    let published = desk.publish(PAGES);
    assert_eq!((published.written, published.unchanged), (0, 3));
    assert_eq!(desk.publish(&PAGES[..2]).removed, 1, "it is in the list now");
    assert_eq!(desk.files(), as_map(&PAGES[..2]));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_carried_over_without_being_followed() {
    let desk = Desk::new();
    let secret = desk.dir().join("secret");
    fs::create_dir(&secret).unwrap();
    fs::write(secret.join("file"), "secret").unwrap();
    desk.publish(PAGES);
    std::os::unix::fs::symlink(&secret, desk.at("media")).unwrap();
    std::os::unix::fs::symlink("nowhere", desk.at("dangling")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(desk.at("pipe")).status().unwrap();
    assert!(pipe.success());

    let published = desk.publish(&PAGES[..2]);

    assert_eq!(published.notes, ["kept, since they were not published from here: dangling, media, pipe"]);
    assert_eq!(fs::read_link(desk.at("media")).unwrap(), secret);
    assert_eq!(fs::read_link(desk.at("dangling")).unwrap().to_str(), Some("nowhere"));
    assert!(!fs::metadata(desk.at("pipe")).unwrap().is_file());
    assert_eq!(fs::read(secret.join("file")).unwrap(), b"secret");
}

#[cfg(unix)]
#[test]
fn a_page_replaced_by_a_link_is_published_again_and_the_link_is_not_written_through() {
    let desk = Desk::new();
    let outside = desk.dir().join("outside");
    for text in ["A", "elsewhere"] {
        desk.publish(PAGES);
        fs::write(&outside, text).unwrap();
        fs::remove_file(desk.at("a/index.html")).unwrap();
        std::os::unix::fs::symlink(&outside, desk.at("a/index.html")).unwrap();
        let published = desk.publish(PAGES);
        assert_eq!(published.changed, ["a/index.html"]);
        assert!(fs::symlink_metadata(desk.at("a/index.html")).unwrap().is_file());
        assert_eq!(desk.files(), as_map(PAGES));
        assert_eq!(fs::read_to_string(&outside).unwrap(), text);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_stay_too() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    desk.publish(PAGES);
    let odd = desk.target().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    fs::write(&odd, "theirs").unwrap();
    desk.publish(&PAGES[..1]);
    assert_eq!(fs::read(&odd).unwrap(), b"theirs");
}

#[test]
fn keep_wins_over_the_site() {
    let mut desk = Desk::new();
    desk.keep = vec!["static/**".into()];
    desk.gzip = true;
    desk.publish(PAGES);
    fs::create_dir(desk.at("static")).unwrap();
    fs::write(desk.at("static/logo.svg"), "theirs").unwrap();
    fs::write(desk.at("static/other.svg"), "theirs").unwrap();
    let published = desk.publish(PAGES);
    assert_eq!(published.notes, [""; 0], "kept silently where the site has nothing");

    let mut next = PAGES.to_vec();
    next.push(("static/logo.svg", "ours"));
    let published = desk.publish(&next);

    assert_eq!(published.notes, ["kept as `keep` asks, although the handbook has its own: static/logo.svg"]);
    assert_eq!(desk.files()["static/logo.svg"], "theirs");
    assert!(!desk.at("static/logo.svg.gz").exists(), "it would hold another picture than the file beside it");
    assert_eq!(desk.files()["static/other.svg"], "theirs");
}

#[test]
fn what_we_published_and_keep_holds_stays_ours() {
    let mut desk = Desk::new();
    let shards = [("index.html", "1"), ("search/shard-1.js", "one")];
    desk.publish(&shards);
    desk.keep = vec!["search/**".into()];
    let published = desk.publish(&shards[..1]);
    assert_eq!((published.removed, published.notes.len()), (0, 0));
    assert_eq!(desk.files()["search/shard-1.js"], "one", "readers of the page before still need it");

    desk.keep.clear();
    assert_eq!(desk.publish(&shards[..1]).removed, 1);
    assert_eq!(desk.files(), as_map(&shards[..1]));
}
