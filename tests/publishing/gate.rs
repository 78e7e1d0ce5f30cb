//! Which addresses may be published at all.

use std::path::{Component, Path};
use std::sync::Arc;

use proptest::prelude::*;
use throughline::publish::gate;

use crate::{Desk, site, tree};

#[test]
fn usual_and_unusual_names_pass() {
    for path in [
        "index.html",
        ".htaccess",
        ".well-known/security.txt",
        "rollen/größe & maß/ätsch.html",
        "a b/c.html",
        "console/con-fig.html",
        "com10.txt",
        "com.html",
        "%2e%2e/x",
        "a..b/...c",
        "שלום/index.html",
        &"x".repeat(gate::LONGEST),
    ] {
        assert_eq!(gate::admit(&Arc::from(path)).unwrap().as_str(), path);
    }
}

#[test]
fn names_that_would_leave_the_target_or_fail_somewhere_do_not() {
    for path in [
        "",
        "/",
        "/etc/passwd",
        "a//b",
        "a/",
        ".",
        "..",
        "../a",
        "a/..",
        "a/../b",
        "a/./b",
        "a\\b",
        "C:/a",
        "c:a",
        "a\0b",
        "a\nb",
        "a\u{1b}[2J",
        "a\u{85}",
        "con",
        "CON.html",
        "a/Aux/b",
        "nul.tar.gz",
        "com1",
        "COM¹.txt",
        "lpt9.html",
        "conin$",
        "prn .txt",
        "a.",
        "a ",
        "a./b",
        "a /b",
        "...",
        "<",
        "a>b",
        "a:b",
        "a\"b",
        "a|b",
        "a?b",
        "a*b",
        ".throughline.json",
        ".Throughline.JSON",
        &"x".repeat(gate::LONGEST + 1),
        &"漢".repeat(100),
    ] {
        let failure = gate::admit(&Arc::from(path)).expect_err(path);
        assert!(failure.cause.is_none() && failure.advice.is_some(), "{failure}");
        assert!(!failure.to_string().contains(['\0', '\u{1b}']), "{failure}");
    }
}

#[test]
fn two_addresses_that_are_one_file_elsewhere_are_both_named() {
    for (first, second) in [
        ("Role.html", "role.html"),
        ("STRASSE", "straße"),
        ("STRAẞE", "strasse"),
        ("caf\u{e9}.html", "cafe\u{301}.html"),
        ("ΟΔΟΣ", "οδος"),
        ("οδος", "οδοσ"),
        ("a/B/c", "A/b/C"),
        ("\u{212a}elvin", "kelvin"),
        ("x", "X/y"),
        ("x/y", "X"),
        ("x", "x/y/z"),
    ] {
        let desk = Desk::fast();
        let failure = desk.refuses(&[(first, "1"), (second, "2"), ("unrelated", "3")]);
        for path in [first, second] {
            assert!(failure.doing.contains(&format!("{path:?}")), "{failure}");
        }
        assert_eq!(desk.beside(), ["content"]);
    }
    Desk::fast().publish(&[
        ("role/a", "1"),
        ("role/b", "2"),
        ("Rolle/a", "3"),
        ("roles", "4"),
        ("role-a", "5"),
    ]);
}

#[test]
fn a_page_cannot_stand_where_another_is_compressed_to() {
    let mut desk = Desk::fast();
    desk.publish(&[("a.css", "1"), ("a.css.gz", "2")]);
    desk.gzip = true;
    let failure = desk.refuses(&[("a.css", "1"), ("a.css.gz", "2")]);
    assert!(failure.doing.contains("\"a.css.gz\""), "{failure}");
}

/// Texts made of what attacks and accidents are made of.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(".."),
        Just("."),
        Just("/"),
        Just("//"),
        Just("\\"),
        Just("C:"),
        Just("\0"),
        Just("%2e%2e"),
        Just("%2F"),
        Just("con"),
        Just("LPT1"),
        Just(" "),
        Just("e\u{301}"),
        Just("index.html"),
        Just("a"),
        Just("\u{202e}"),
        Just("~"),
        Just("\n"),
    ];
    prop_oneof![proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked_for_nothing_is_written_outside_the_target(path in hostile()) {
        // Deep enough that no path of eight pieces climbs out of what is looked at.
        let world = Desk::fast();
        let deep = world.dir().join("1/2/3/4");
        std::fs::create_dir_all(&deep).unwrap();
        let desk = Desk::within(&deep);
        let before = tree(world.dir());

        let published = desk.try_publish(&site(&[(&path, "text")]));

        let mut after = tree(world.dir());
        if published.is_ok() {
            prop_assert!(Path::new(&path).components().all(|part| matches!(part, Component::Normal(_))));
            prop_assert_eq!(desk.files(), [(path, "text".to_owned())].into());
            let target = desk.target().strip_prefix(world.dir()).unwrap().to_str().unwrap().to_owned();
            let list = desk.dir().join("changed.txt");
            let list = list.strip_prefix(world.dir()).unwrap().to_str().unwrap();
            after.retain(|name, _| !name.starts_with(&target) && name != list);
        }
        prop_assert_eq!(after, before);
    }
}
