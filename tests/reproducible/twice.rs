//! A second build of the same handbook writes nothing; a build of tomorrow writes what has to do with the
//! day.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::website::disk::{build, tree, write};
use super::*;

/// When each file was last written.
fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let names = tree(folder).into_keys().filter(|name| !name.ends_with('/'));
    names.map(|name| (name.clone(), fs::metadata(folder.join(name)).unwrap().modified().unwrap())).collect()
}

/// Makes everything in `folder` an hour old, so that anything written shows.
fn age(folder: &Path) -> BTreeMap<String, SystemTime> {
    let before = SystemTime::now() - Duration::from_secs(3600);
    for name in times(folder).into_keys() {
        let file = fs::File::options().write(true).open(folder.join(name)).unwrap();
        file.set_modified(before).unwrap();
    }
    times(folder)
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(&rich(), folder.path());
    let public = folder.path().join("public");
    build(folder.path(), &["--gzip"], &[0]);
    let (bytes, aged) = (tree(&public), age(&public));
    let said = build(folder.path(), &["--gzip", "--changed", "changed.txt"], &[0]);
    assert!(said.contains(" 0 written"), "{said}");
    assert_eq!(times(&public), aged);
    assert_eq!(tree(&public), bytes);
    assert_eq!(fs::read_to_string(folder.path().join("changed.txt")).unwrap(), "");
}

#[test]
fn an_untouched_page_keeps_its_bytes_from_one_day_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    write(&rich(), folder.path());
    let public = folder.path().join("public");
    build(folder.path(), &["--gzip"], &[0]);
    let aged = age(&public);
    let changed = |day: &str| {
        let output = super::website::disk::program(folder.path())
            .args(["build", "--gzip", "--date", day, "--changed", "changed.txt"])
            .output()
            .unwrap();
        assert!(output.status.success());
        fs::read_to_string(folder.path().join("changed.txt")).unwrap()
    };
    // The data and the owners' page say for which day they are; pages leave what ages to the reader's browser.
    let of_the_day = "data/handbook.json\ndata/health.json\nhealth/index.html\n";
    assert_eq!(changed("2026-09-02"), of_the_day);
    let touched: Vec<_> =
        times(&public).into_iter().filter(|(name, time)| aged.get(name) != Some(time)).collect();
    let names: Vec<&str> = touched.iter().map(|(name, _)| name.as_str()).collect();
    let written = [
        ".throughline.json",
        "data/handbook.json",
        "data/handbook.json.gz",
        "data/health.json",
        "data/health.json.gz",
        "health/index.html",
        "health/index.html.gz",
    ];
    assert_eq!(names, written);
    // What is counted for a day is counted anew: a goal of 2026 is over in the year after.
    let counted = "concerns/index.html\nconcerns/organisational-strategy/index.html\n";
    assert_eq!(changed("2027-03-31"), format!("{counted}{of_the_day}"));
}

#[test]
fn an_edit_writes_what_it_changes_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    write(&rich(), folder.path());
    build(folder.path(), &[], &[0]);
    fs::write(
        folder.path().join("content/news/eins.md"),
        "---\ndate: 2026-08-02\n---\n# Eins\n\nDas *allererste*.\n",
    )
    .unwrap();
    build(folder.path(), &["--changed", "changed.txt"], &[0]);
    let changed = fs::read_to_string(folder.path().join("changed.txt")).unwrap();
    let (index, pages): (Vec<&str>, Vec<&str>) =
        changed.lines().partition(|file| file.starts_with("search/"));
    assert_eq!(pages, ["feed.xml", "news/eins/index.html", "print/index.html", "print/news/index.html"]);
    // The page's texts, the words it has now, and what names them: the scripts that search stay.
    let sorts: BTreeSet<&str> = index.iter().map(|file| file.split('.').next().unwrap()).collect();
    let wanted = ["entry", "parts/lists", "parts/manifest", "parts/pages", "parts/texts", "parts/words"];
    assert_eq!(sorts, wanted.map(|sort| format!("search/{sort}")).iter().map(String::as_str).collect());
}
