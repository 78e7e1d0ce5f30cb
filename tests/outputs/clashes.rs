//! Two that want one address: told with a place, so that publishing never has to refuse what a check let
//! pass.

use throughline::diagnostic::Name;
use throughline::publish::gate;

use super::*;

/// Whether the gate before the disk would let the whole site through.
fn gate_opens(site: &website::Website) -> bool {
    let admitted: Result<Vec<_>, _> =
        site.files.keys().map(|path| gate::admit(&path.as_str().into())).collect();
    admitted.is_ok_and(|addresses| gate::admit_together(addresses.iter()).is_ok())
}

#[test]
fn an_old_address_that_is_taken_is_told() {
    let long = format!("/{}/", "x".repeat(195));
    for (alias, name) in [
        ("/news/", Name::AddressClash),
        ("/News/", Name::AddressClash),
        ("/news/ONE/", Name::AddressClash),
        ("/how/", Name::AddressClash),
        ("/tags/care/", Name::AddressClash),
        ("/print/news/", Name::AddressClash),
        ("/404.html", Name::AddressClash),
        ("/robots.txt/x", Name::AddressClash),
        ("/redirects/", Name::AddressClash),
        ("/Redirects/old/", Name::AddressClash),
        ("/pictures/van.svg", Name::AddressClash),
        ("/pictures/van.svg/old", Name::AddressClash),
        ("/late.html/old", Name::AddressClash),
        ("/con/", Name::WrongType),
        ("/old/aux.html", Name::WrongType),
        (long.as_str(), Name::WrongType),
        ("../../x", Name::WrongType),
        ("//x.example/", Name::WrongType),
    ] {
        let site = handbook()
            .with("content/pictures/van.svg", SVG)
            .with("content/welcome.md", "# Hello\n\n![A van](pictures/van.svg)\n")
            .with("content/zulu.md", format!("---\naliases: [\"{alias}\"]\n---\n# Zulu\n\n[x](welcome.md)"))
            .site();
        let told = site.told(name);
        assert_eq!(told.len(), 1, "{alias}: {}", website::told(&site.findings));
        assert_eq!(&*told[0].place.file, "content/zulu.md", "{alias}");
        assert!(gate_opens(&site), "{alias}");
    }
}

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path d=\"M0 0h4\"/></svg>";

#[test]
fn two_pages_that_left_one_address_are_told_once() {
    let site = handbook()
        .with("content/a.md", "---\naliases: [/once]\n---\n# A\n")
        .with("content/b.md", "---\naliases: [/ONCE/, /b-was-here]\n---\n# B\n")
        .with("content/c.md", "---\naliases: [/c, /C, /was/c, /was/C]\n---\n# C\n")
        .site();
    let told = site.told(Name::AddressClash);
    assert_eq!(told.len(), 1, "{}", website::told(&site.findings));
    assert_eq!(&*told[0].related[0].place.file, "content/a.md");
    assert!(gate_opens(&site) && site.has("b-was-here/index.html"));
}

#[test]
fn a_file_that_meets_a_page_is_told() {
    for (path, clash) in [
        ("content/how/index.html", true),
        ("content/how/late/index.html", true),
        ("content/how/Late", true),
        ("content/feed.xml", true),
        ("content/robots.txt", true),
        ("content/how/Feed.xml", false),
        ("content/how/readme", false),
    ] {
        let name = path.strip_prefix("content/").unwrap();
        let site = handbook()
            .with(path, "plain")
            .with("content/zulu.md", format!("# Zulu\n\n![a file](/{name})\n"))
            .site();
        let told = site.told(Name::AddressClash);
        if clash {
            assert_eq!(told.len(), 1, "{path}: {}", website::told(&site.findings));
            assert_eq!(&*told[0].place.file, path);
        } else {
            assert!(told.is_empty() && gate_opens(&site), "{path}: {}", website::told(&site.findings));
        }
    }
}

#[test]
fn a_page_that_the_disk_could_not_hold_is_told() {
    let deep = format!("content/{}.md", ["so-many-words-in-one-name"; 8].join("/"));
    let site = handbook().with(&deep, "# Deep\n").site();
    assert_eq!(site.told(Name::AddressClash).len(), 1, "{}", website::told(&site.findings));
    for path in ["content/redirects.md", "content/redirects/old.md", "content/data/x.md"] {
        let site = handbook().with(path, "# X\n").site();
        assert_eq!(site.told(Name::AddressClash).len(), 1, "{path}");
    }
}
