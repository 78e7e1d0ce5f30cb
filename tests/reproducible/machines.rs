//! One handbook, built by the program itself in all sorts of surroundings.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::website::disk::{places, program, said, tree, write};
use super::*;

/// The day of these builds, and the first second of it.
const DAY: &str = "2026-09-01";
const EPOCH: &str = "1788220800";

/// Builds the handbook at `folder` in the surroundings that `set` makes.
#[track_caller]
fn built(folder: &Path, set: impl FnOnce(&mut Command) -> &mut Command) -> BTreeMap<String, Vec<u8>> {
    let mut program = program(folder);
    let output = set(&mut program).args(["build", "--gzip"]).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    tree(&folder.join("public"))
}

/// The usual surroundings, in a folder of its own.
fn usual() -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    write(&rich(), folder.path());
    built(folder.path(), |program| program.env("SOURCE_DATE_EPOCH", EPOCH))
}

#[track_caller]
fn same(expected: &BTreeMap<String, Vec<u8>>, got: &BTreeMap<String, Vec<u8>>, why: &str) {
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(expected), names(got), "{why}");
    let differ: Vec<_> =
        expected.iter().filter(|(name, bytes)| got[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differ.is_empty(), "{why}: {differ:?}");
}

#[test]
fn a_theme_of_ones_own_goes_through_a_map_in_its_order() {
    let template = "{% extends \"base.html\" %}{% block main %}<h1>Gone</h1>\
        <p>{% for key, value in view %}{{ key }} {% endfor %}/ {% for key, value in words.shell %}{{ key }} {% endfor %}</p>\
        {% endblock main %}";
    let page = || {
        let folder = tempfile::tempdir().unwrap();
        write(&rich().with("themes/default/templates/not-found.html", template), folder.path());
        let tree = built(folder.path(), |program| program.env("SOURCE_DATE_EPOCH", EPOCH));
        String::from_utf8(tree["404.html"].clone()).unwrap()
    };
    let words = include_str!("../../themes/default/words/de.yaml");
    let shell = words.split("\nshell:\n").nth(1).unwrap().lines().take_while(|line| line.starts_with("  "));
    let keys = shell
        .filter_map(|line| line.split_once(':'))
        .map(|(key, _)| key)
        .filter(|key| !key[2..].starts_with(' '));
    let keys: Vec<&str> = keys.map(str::trim).collect();
    assert!(keys.len() > 9, "{keys:?}");
    let expected = format!("<p>home search parts / {} </p>", keys.join(" "));
    // Each time in a process of its own, which would have an order of its own.
    for _ in 0..3 {
        let page = page();
        assert!(page.contains(&expected), "no `{expected}` in {page}");
    }
}

#[test]
fn surroundings_make_no_difference() {
    let expected = usual();
    assert!(expected.contains_key("images/lärm.480.png"), "nothing was made smaller: {:?}", expected.keys());
    for (name, value) in [
        ("TZ", "Pacific/Kiritimati"),
        ("TZ", "Pacific/Marquesas"),
        ("TZDIR", "/nowhere"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", "de_DE.ISO-8859-1"),
        ("RAYON_NUM_THREADS", "1"),
        ("RAYON_NUM_THREADS", "4"),
        ("TMPDIR", "/nowhere"),
        ("HOME", "/nowhere"),
        ("COLUMNS", "20"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(&rich(), folder.path());
        let got = built(folder.path(), |program| program.env("SOURCE_DATE_EPOCH", EPOCH).env(name, value));
        same(&expected, &got, &format!("{name}={value}"));
    }
}

#[test]
fn the_folder_and_the_way_there_make_no_difference() {
    let expected = usual();
    let above = tempfile::Builder::new().prefix("Büro, 2. Stock (neu) ").tempdir().unwrap();
    let folder = above.path().join("a").join("Zanzibar7 handbook");
    write(&rich(), &folder);
    let got = built(&folder, |program| program.env("SOURCE_DATE_EPOCH", EPOCH));
    same(&expected, &got, "another folder");

    fs::remove_dir_all(folder.join("public")).unwrap();
    let mut relative = Command::new(env!("CARGO_BIN_EXE_throughline"));
    let output = relative
        .current_dir(above.path().join("a"))
        .args(["-C", "./Zanzibar7 handbook/../Zanzibar7 handbook", "build", "--gzip", "--date", DAY])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    same(&expected, &tree(&folder.join("public")), "a relative path");
}

#[test]
fn the_order_in_which_files_were_made_makes_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in rich().0.iter().rev() {
        write(&Files([(path.clone(), bytes.clone())].into()), folder.path());
    }
    let got = built(folder.path(), |program| program.env("SOURCE_DATE_EPOCH", EPOCH));
    same(&usual(), &got, "made backwards");
}

#[cfg(unix)]
#[test]
fn permissions_make_no_difference_to_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    write(&rich(), folder.path());
    let output = Command::new("sh")
        .args(["-c", "umask 077 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_throughline"), "-C"])
        .arg(folder.path())
        .args(["build", "--gzip", "--date", DAY])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    same(&usual(), &tree(&folder.path().join("public")), "umask 077");
}

#[test]
fn a_day_is_a_day_whoever_says_it() {
    let expected = usual();
    let settings = |extra: &str| {
        let folder = tempfile::tempdir().unwrap();
        let mut files = rich();
        files.0.get_mut("content/handbook.yaml").unwrap().extend_from_slice(extra.as_bytes());
        write(&files, folder.path());
        folder
    };
    // What is asked for wins over the environment, and that over what is written.
    let folder = settings("date: 2020-01-01\n");
    let got = built(folder.path(), |program| program.env("SOURCE_DATE_EPOCH", EPOCH));
    same(&expected, &got, "the environment");
    let output = program(folder.path())
        .env("SOURCE_DATE_EPOCH", "0")
        .args(["build", "--gzip", "--date", DAY])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    same(&expected, &tree(&folder.path().join("public")), "asked for");
    let folder = settings(&format!("date: {DAY}\n"));
    same(&expected, &built(folder.path(), |program| program), "written");
}

#[test]
fn a_checkout_says_its_day_and_nothing_about_people() {
    let expected = usual();
    let folder = tempfile::tempdir().unwrap();
    write(&rich(), folder.path());
    let git = |moment: &str, words: &[&str]| {
        let done = Command::new("git")
            .current_dir(folder.path())
            .args([
                "-c",
                "user.name=Zanzibar7",
                "-c",
                "user.email=zanzibar7@example.org",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(words)
            .env("GIT_COMMITTER_DATE", moment)
            .env("GIT_AUTHOR_DATE", moment)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        done.is_ok_and(|output| output.status.success())
    };
    // Its day is the last commit's; a calendar asks when its own file was written, which here was long before the page was read through.
    let (then, now) = ("2020-02-02T12:00:00Z", "2026-09-01T12:00:00Z");
    assert!(git(then, &["init", "-q"]), "git is missing; tests/run installs it");
    assert!(git(then, &["add", "."]) && git(then, &["commit", "-q", "-m", "Zanzibar7"]));
    assert!(git(now, &["commit", "-q", "--allow-empty", "-m", "Zanzibar7"]));
    let got = built(folder.path(), |program| program.env("USER", "zanzibar7").env("HOSTNAME", "zanzibar7"));
    same(&expected, &got, "a checkout");
    assert_eq!(places(&got, "zanzibar7"), [""; 0]);
}

#[test]
fn nothing_of_the_machine_is_in_it() {
    let folder = tempfile::Builder::new().prefix("zanzibar7-").tempdir().unwrap();
    write(&rich(), folder.path());
    let got = built(folder.path(), |program| {
        program
            .env("SOURCE_DATE_EPOCH", EPOCH)
            .env("USER", "zanzibar7")
            .env("LOGNAME", "zanzibar7")
            .env("HOSTNAME", "zanzibar7")
    });
    assert_eq!(places(&got, "zanzibar7"), [""; 0]);
    let path = folder.path().to_str().unwrap();
    assert_eq!(places(&got, path), [""; 0]);
    assert_eq!(places(&got, env!("CARGO_MANIFEST_DIR")), [""; 0]);
    if let Ok(host) = fs::read_to_string("/proc/sys/kernel/hostname")
        && host.trim().len() > 5
    {
        assert_eq!(places(&got, host.trim()), [""; 0]);
    }
}

#[test]
fn nothing_of_a_preview_is_in_it() {
    for word in ["localhost", "127.0.0.1", "[::1]", "livereload", "EventSource", "WebSocket"] {
        let mut places = places(&usual(), word);
        // It names this machine to answer there, and asks nothing of it.
        places.retain(|place| place.trim_end_matches(".gz") != "search/entry.js");
        assert_eq!(places, [""; 0], "{word}");
    }
}
