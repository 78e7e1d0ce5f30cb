use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::*;

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn children<'d>(node: Node<'d, 'd>, name: &'static str) -> Vec<Node<'d, 'd>> {
    node.children().filter(|child| child.has_tag_name((ATOM, name))).collect()
}

/// The one child of that name, as the standard wants it.
#[track_caller]
fn only<'d>(node: Node<'d, 'd>, name: &'static str) -> &'d str {
    match children(node, name).as_slice() {
        [one] => one.text().unwrap_or_default(),
        other => panic!("{} has {} of {name}", node.tag_name().name(), other.len()),
    }
}

/// What RFC 4287, 4.1.1 and 4.1.2, want of every feed.
fn check(xml: &str) -> Document<'_> {
    let feed = Document::parse(xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
    let root = feed.root_element();
    assert!(root.has_tag_name((ATOM, "feed")));
    let is_moment = |text: &str| text.parse::<jiff::Timestamp>().is_ok();
    assert!(!only(root, "title").is_empty());
    assert!(only(root, "id").starts_with("https://"));
    assert!(is_moment(only(root, "updated")));
    let author = children(root, "author")[0];
    assert!(!only(author, "name").is_empty() && children(author, "email").is_empty());
    let selves = children(root, "link").into_iter().filter(|link| link.attribute("rel") == Some("self"));
    assert_eq!(selves.count(), 1);
    let mut ids = BTreeSet::new();
    for entry in children(root, "entry") {
        assert!(ids.insert(only(entry, "id").to_owned()), "two items have one id");
        assert!(!only(entry, "title").is_empty());
        assert!(is_moment(only(entry, "updated")) && is_moment(only(entry, "published")));
        assert_eq!(children(entry, "link")[0].attribute("href"), Some(only(entry, "id")));
    }
    feed
}

#[test]
fn news_come_newest_first_with_what_they_are_about() {
    let site = handbook().site().clean();
    let feed = check(site.text("feed.xml"));
    let root = feed.root_element();
    assert_eq!(root.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some("en"));
    assert_eq!(only(root, "title"), "The handbook");
    assert_eq!(only(root, "updated"), "2026-06-01T00:00:00Z");
    assert_eq!(only(children(root, "author")[0], "name"), "Harbour & Sons");
    let items: Vec<_> = children(root, "entry")
        .into_iter()
        .map(|entry| ["title", "id", "published", "updated", "summary"].map(|name| only(entry, name)))
        .collect();
    assert_eq!(
        items,
        [
            [
                "Two",
                "https://handbook.example/our/news/two/",
                "2026-05-01T00:00:00Z",
                "2026-06-01T00:00:00Z",
                "The second."
            ],
            [
                "One < two",
                "https://handbook.example/our/news/one/",
                "2026-03-01T00:00:00Z",
                "2026-03-01T00:00:00Z",
                "The first & best."
            ],
        ]
    );
}

#[test]
fn a_feed_without_news_is_still_a_feed() {
    let without = |reviewed: &str| {
        files([
            ("content/handbook.yaml", "title: T\nbase_url: https://x.example/\n".to_owned()),
            ("content/index.md", format!("{reviewed}# Start\n")),
        ])
        .site()
    };
    let updated = |site: &website::Website| {
        let feed = check(site.text("feed.xml"));
        assert!(children(feed.root_element(), "entry").is_empty());
        only(feed.root_element(), "updated").to_owned()
    };
    // From the pages, and never from the day of the build.
    assert_eq!(updated(&without("")), "1970-01-01T00:00:00Z");
    assert_eq!(updated(&without("---\nreviewed: {on: 2025-02-03}\n---\n")), "2025-02-03T00:00:00Z");
}

#[test]
fn only_the_thirty_newest_are_in_it() {
    let mut many = handbook();
    for number in 0..40 {
        let day = jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(number)).unwrap();
        many = many.with(
            &format!("content/news/item-{number}.md"),
            format!("---\ndate: {day}\n---\n# Item {number}\n"),
        );
    }
    let site = many.site();
    let feed = check(site.text("feed.xml"));
    let titles: Vec<_> =
        children(feed.root_element(), "entry").iter().map(|entry| only(*entry, "title")).collect();
    assert_eq!(titles.len(), 30);
    assert_eq!((titles[0], titles[2], titles[29]), ("Two", "Item 39", "Item 12"));
}

#[test]
fn whatever_a_title_holds_the_feed_can_be_read() {
    let hostile = "]]>&amp;<script>alert(1)</script> \u{1}\u{8} \"q\" 'a' é";
    let page = format!(
        "---\ntitle: {}\ndate: 2026-08-01\ntags: [\"<&\\\"\"]\n---\n\n{hostile}\u{fffe}\n",
        serde_json::to_string(hostile).unwrap()
    );
    let site = handbook().with("content/news/hostile.md", page).site();
    let feed = check(site.text("feed.xml"));
    let first = children(feed.root_element(), "entry")[0];
    assert_eq!(only(first, "title"), "]]>&amp;<script>alert(1)</script>  \"q\" 'a' é");
    assert!(only(first, "summary").contains("<script>alert(1)</script>"));
    assert_eq!(children(first, "category")[0].attribute("term"), Some("<&\""));
}
