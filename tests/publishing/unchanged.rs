//! What did not change is not touched, what changed is written, what is gone is removed.

use std::fs;
use std::sync::Mutex;

use throughline::diagnostic::{Diagnostic, Name, Place, Span};
use throughline::publish::{Order, publish};
use throughline::site::{Site, Unmade};

use crate::{Desk, age, as_map, modified, site, tree};

const FIRST: &[(&str, &str)] = &[
    ("index.html", "start"),
    ("personas/index.html", "all"),
    ("personas/paula/index.html", "Paula"),
    ("roles/driver/index.html", "Driver"),
];

#[test]
fn the_first_time_everything_is_written() {
    let desk = Desk::new();
    let published = desk.publish(FIRST);
    assert_eq!((published.written, published.unchanged, published.removed), (4, 0, 0));
    assert_eq!(published.bytes, 19);
    assert_eq!(published.notes, [""; 0]);
    assert_eq!(desk.files(), as_map(FIRST));
    assert_eq!(
        desk.changed(),
        "index.html\npersonas/index.html\npersonas/paula/index.html\nroles/driver/index.html\n"
    );
    assert_eq!(desk.beside(), ["changed.txt", "content", "public"]);
}

#[test]
fn the_second_time_nothing_is_written_or_touched() {
    let desk = Desk::new();
    desk.publish(FIRST);
    let files: Vec<_> = tree(&desk.target()).into_keys().collect();
    let times: Vec<_> = files.iter().map(|name| age(&desk.at(name))).collect();
    let folder = modified(&desk.at("personas"));

    let published = desk.publish(FIRST);

    assert_eq!((published.written, published.unchanged, published.removed), (0, 4, 0));
    assert!(published.changed.is_empty() && published.notes.is_empty(), "{published:?}");
    assert_eq!(desk.changed(), "");
    let after: Vec<_> = files.iter().map(|name| modified(&desk.at(name))).collect();
    assert_eq!((after, modified(&desk.at("personas"))), (times, folder));
    assert_eq!(desk.beside(), ["changed.txt", "content", "public"]);
}

#[test]
fn one_changed_page_leaves_the_times_of_all_others() {
    let desk = Desk::new();
    desk.publish(FIRST);
    let long_ago = age(&desk.at("index.html"));
    age(&desk.at("personas/paula/index.html"));

    let mut next = FIRST.to_vec();
    next[2].1 = "Paula, 34";
    let published = desk.publish(&next);

    assert_eq!((published.written, published.unchanged, published.removed), (1, 3, 0));
    assert_eq!(published.changed, ["personas/paula/index.html"]);
    assert_eq!(desk.files(), as_map(&next));
    assert_eq!(modified(&desk.at("index.html")), long_ago);
    assert!(modified(&desk.at("personas/paula/index.html")) > long_ago);
}

#[test]
fn a_page_that_is_gone_goes_with_its_empty_folders() {
    let desk = Desk::new();
    desk.publish(FIRST);
    let published = desk.publish(&FIRST[..2]);
    assert_eq!((published.written, published.unchanged, published.removed), (0, 2, 2));
    assert_eq!(published.changed, ["personas/paula/index.html", "roles/driver/index.html"]);
    assert_eq!(desk.files(), as_map(&FIRST[..2]));
    assert!(!desk.at("personas/paula").exists() && !desk.at("roles").exists());
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let desk = Desk::new();
    for files in [[("a", "page"), ("b/c", "below")], [("a/d", "below"), ("b", "page")]] {
        desk.publish(&files);
        assert_eq!(desk.files(), as_map(&files));
    }
}

#[test]
fn a_page_removed_by_hand_comes_back() {
    let desk = Desk::new();
    desk.publish(FIRST);
    fs::remove_file(desk.at("index.html")).unwrap();
    assert_eq!(desk.publish(FIRST).changed, ["index.html"]);
    assert_eq!(desk.files(), as_map(FIRST));
}

#[test]
fn a_page_edited_by_hand_is_replaced_and_told() {
    let desk = Desk::new();
    desk.publish(FIRST);
    fs::write(desk.at("index.html"), "START").unwrap();
    let published = desk.publish(FIRST);
    assert_eq!(published.changed, ["index.html"]);
    assert_eq!(published.notes, ["replaced, though they were edited after publishing: index.html"]);
    assert_eq!(desk.files(), as_map(FIRST));
}

#[test]
fn an_empty_folder_may_be_published_into_and_keeps_its_permissions() {
    let desk = Desk::new();
    fs::create_dir(desk.target()).unwrap();
    #[cfg(unix)]
    fs::set_permissions(desk.target(), std::os::unix::fs::PermissionsExt::from_mode(0o750)).unwrap();
    let before = fs::metadata(desk.target()).unwrap().permissions();
    desk.publish(FIRST);
    assert_eq!(desk.files(), as_map(FIRST));
    assert_eq!(fs::metadata(desk.target()).unwrap().permissions(), before);
}

#[test]
fn the_folders_above_the_target_are_made() {
    let desk = Desk::new();
    let target = desk.dir().join("out/of/sight");
    let order = Order {
        target: &target,
        sources: desk.dir(),
        protected: &[],
        keep: &[],
        drafts: false,
        lenient: false,
        gzip: false,
        changed: None,
        progress: &|_, _| {},
        waiting: &|| {},
    };
    publish(&site(FIRST), &order).unwrap();
    assert!(target.join("roles/driver/index.html").exists());
}

#[test]
fn progress_counts_every_page_once() {
    let desk = Desk::new();
    let told = Mutex::new(Vec::new());
    let order = Order {
        target: &desk.target(),
        sources: desk.dir(),
        protected: &[],
        keep: &[],
        drafts: false,
        lenient: false,
        gzip: true,
        changed: None,
        progress: &|done, of| told.lock().unwrap().push((done, of)),
        waiting: &|| {},
    };
    publish(&site(FIRST), &order).unwrap();
    let mut told = told.into_inner().unwrap();
    told.sort_unstable();
    assert_eq!(told, [(1, 4), (2, 4), (3, 4), (4, 4)]);
}

#[test]
fn the_findings_of_all_pages_are_told_and_nothing_is_published() {
    let desk = Desk::new();
    desk.publish(FIRST);
    let before = tree(&desk.target());
    let finding = |file: &str, message: &str| {
        Diagnostic::new(Name::ThemeError, Place::new(&file.into(), Span::at(7)), message)
    };
    let mut broken = Site::default();
    broken.put("index.html", b"new".to_vec());
    for i in 0..50 {
        let findings =
            vec![finding("page.html", "the same in all"), finding(&format!("{i:02}.html"), "its own")];
        broken.put_lazy(format!("{i}.html"), Box::new(move || Err(Unmade::Findings(findings.clone()))));
    }

    let Err(Unmade::Findings(findings)) = desk.try_publish(&broken) else { panic!("published") };

    let told: Vec<_> = findings.iter().map(|f| (f.place.file.to_string(), f.mentions)).collect();
    let mut expected: Vec<_> = (0..50).map(|i| (format!("{i:02}.html"), 0)).collect();
    expected.push(("page.html".into(), 49));
    assert_eq!(told, expected);
    assert_eq!(tree(&desk.target()), before);
    assert_eq!(desk.beside(), ["changed.txt", "content", "public"]);
}

#[test]
fn a_list_of_changes_that_cannot_be_written_stops_the_publication() {
    let desk = Desk::new();
    desk.publish(FIRST);
    fs::remove_file(desk.dir().join("changed.txt")).unwrap();
    fs::create_dir(desk.dir().join("changed.txt")).unwrap();
    let failure = desk.refuses(&FIRST[..1]);
    assert_eq!(failure.doing, "write the list of changed addresses");
    assert_eq!(desk.files(), as_map(FIRST));
    assert_eq!(desk.beside(), ["changed.txt", "content", "public"]);
}
