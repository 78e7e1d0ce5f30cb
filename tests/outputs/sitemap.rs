use roxmltree::Document;

use super::*;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The rows of a map: address and day.
fn rows(xml: &str) -> Vec<(String, Option<String>)> {
    let map = Document::parse(xml).unwrap();
    let root = map.root_element();
    assert_eq!((root.tag_name().name(), root.tag_name().namespace()), ("urlset", Some(NAMESPACE)));
    let text = |url: roxmltree::Node<'_, '_>, name: &str| {
        let found = url.children().find(|child| child.has_tag_name((NAMESPACE, name)));
        found.and_then(|node| node.text()).map(str::to_owned)
    };
    let urls = root.children().filter(roxmltree::Node::is_element);
    urls.map(|url| (text(url, "loc").unwrap(), text(url, "lastmod"))).collect()
}

#[test]
fn the_map_has_every_page_with_its_last_day() {
    let site = handbook().site().clean();
    let at = |path: &str, day: Option<&str>| {
        (format!("https://handbook.example/our/{path}"), day.map(str::to_owned))
    };
    assert_eq!(
        rows(site.text("sitemap.xml")),
        [
            at("", None),
            at("how/", None),
            at("how/late/", Some("2026-07-01")),
            at("news/", None),
            at("news/one/", Some("2026-03-01")),
            at("news/two/", Some("2026-06-01")),
            at("search/", None),
            at("tags/", None),
            at("tags/care/", None),
        ]
    );
}

#[test]
fn every_address_in_the_map_is_that_of_a_page() {
    let site = handbook().with("content/Größe & Maß.md", "# Größe & Maß\n\n[x](how/late.md)\n").site();
    let rows = rows(site.text("sitemap.xml"));
    assert!(rows.iter().any(|(address, _)| address.ends_with("/gr%C3%B6%C3%9Fe-ma%C3%9F/")), "{rows:?}");
    assert!(site.has("größe-maß/index.html"));
}

#[test]
fn without_an_address_there_is_no_map_and_no_feed() {
    let nowhere = handbook().with("content/handbook.yaml", "title: The handbook\n").site().clean();
    assert!(!nowhere.has("sitemap.xml") && !nowhere.has("feed.xml"));
    assert!(!nowhere.text("index.html").contains("feed.xml"), "a page links to a feed that is not there");
    assert!(handbook().site().text("index.html").contains("feed.xml"));
}

#[test]
fn an_address_that_is_none_is_told_and_never_used() {
    for wrong in
        ["handbook.example", "ftp://x.example/", "https://x.example/\\\"; }", "https://me@x.example/"]
    {
        let site =
            handbook().with("content/handbook.yaml", format!("title: T\nbase_url: \"{wrong}\"\n")).site();
        assert_eq!(site.told(throughline::diagnostic::Name::WrongType).len(), 1, "{wrong}");
        assert!(!site.has("sitemap.xml") && !site.has("feed.xml"), "{wrong}");
        for (path, bytes) in &site.files {
            assert!(!String::from_utf8_lossy(bytes).contains("x.example"), "{wrong} is in {path}");
        }
    }
}

#[test]
fn a_draft_is_not_on_the_map_even_where_it_is_shown() {
    let files = handbook().with("content/how/soon.md", "---\ndraft: true\ndate: 2026-08-01\n---\n# Soon\n");
    let request =
        throughline::pipeline::Request { drafts: true, ..throughline::pipeline::Request::on(website::TODAY) };
    let site = files.made(&request);
    assert!(site.has("how/soon/index.html"));
    assert!(!site.text("sitemap.xml").contains("soon") && !site.text("feed.xml").contains("Soon"));
}
