//! Two that want one address: told with a place, so that publishing never has to refuse what a check let
//! pass.

use proptest::prelude::*;
use throughline::diagnostic::Name;
use throughline::publish::gate;

use super::*;

/// What the gate before the disk refuses, of the whole site with a compressed file beside each.
fn refused(site: &website::Website) -> Option<String> {
    let paths = site.files.keys().flat_map(|path| [path.clone(), format!("{path}.gz")]);
    let admitted: Result<Vec<_>, _> = paths.map(|path| gate::admit(&path.as_str().into())).collect();
    match admitted {
        Err(failure) => Some(failure.to_string()),
        Ok(addresses) => {
            gate::admit_together(addresses.iter()).err().map(|clash| clash.failure().to_string())
        }
    }
}

fn gate_opens(site: &website::Website) -> bool {
    refused(site).is_none()
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
        ("content/how/Late", true),
        ("content/robots.txt", true),
        ("content/calendar/all.ics", true),
        ("content/data/handbook.json", true),
        ("content/how/Robots.txt", false),
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

#[test]
fn names_that_no_system_takes_are_told_where_they_stand() {
    let han = "漢".repeat(100);
    let long = "x".repeat(250);
    for (path, text, told) in [
        ("content/zulu.md", format!("---\naliases: [/{han}/]\n---\n# Zulu\n"), Some(Name::WrongType)),
        ("content/zulu.md", "---\naliases: [/COM0/]\n---\n# Zulu\n".to_owned(), Some(Name::WrongType)),
        ("content/zulu.md", format!("---\ntags: [{long}]\n---\n# Zulu\n"), Some(Name::WrongType)),
        ("content/zulu.md", "---\ntags: [Straße, Strasse]\n---\n# Zulu\n".to_owned(), Some(Name::WrongType)),
        ("content/handbook.yaml", "keep: [\"a[\"]\n".to_owned(), Some(Name::WrongType)),
        (&format!("content/roles/{}.md", &long[..182]), "# Zulu\n".to_owned(), Some(Name::AddressClash)),
        (&format!("content/{}.md", &han[..270]), "# Zulu\n".to_owned(), Some(Name::AddressClash)),
        ("content/straße.md", "# Zulu\n".to_owned(), Some(Name::AddressClash)),
        ("content/com0.md", "# Zulu\n".to_owned(), None),
        ("content/zulu.md", "---\ntags: [con, aux]\n---\n# Zulu\n".to_owned(), None),
    ] {
        let site = handbook().with("content/strasse.md", "# Street\n").with(path, &text).site();
        let told_of: Vec<_> = told.map(|name| site.told(name)).into_iter().flatten().collect();
        let here = told_of.iter().filter(|finding| &*finding.place.file == path).count();
        assert_eq!(here, usize::from(told.is_some()), "{path}: {}", website::told(&site.findings));
        assert!(told.is_some() || gate_opens(&site), "{path}: {:?}", refused(&site));
    }
    // A file of 200 characters has no room for the compressed one beside it.
    let name = format!("files/{}.txt", "x".repeat(190));
    let linked = format!("# Zulu\n\n[A file]({name})\n");
    let site = handbook().with(&format!("content/{name}"), "plain").with("content/zulu.md", linked).site();
    assert_eq!(site.told(Name::AddressClash).len(), 1, "{}", website::told(&site.findings));
}

/// Names that are too long, kept by a system, or the same as another where capitals do not count.
fn name() -> impl Strategy<Value = String> {
    // At the limits, of all that is put before and behind a name.
    let lengths = [160, 170, 176, 180, 182, 184, 188, 190, 196, 200, 250];
    let long =
        lengths.map(|length| "x".repeat(length)).into_iter().chain([80, 84, 90].map(|n| "漢".repeat(n)));
    let odd = [
        "con", "COM0", "lpt¹", "ß", "ss", "ẞ", "σ", "ς", "İ", "e\u{301}", "é", "K", "\u{212a}", "a.html",
        ".", " ", "-", "~", "/a",
    ];
    let pieces = prop::collection::vec(prop::sample::select(odd.map(str::to_owned).to_vec()), 1..3);
    prop_oneof![prop::sample::select(long.collect::<Vec<_>>()), pieces.prop_map(|pieces| pieces.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two names of eight are odd: were all, hardly a handbook would be without an error.
    #[test]
    fn without_an_error_the_gate_opens(odd in prop::collection::vec((0..8_usize, name()), 2)) {
        let mut names: [String; 8] = std::array::from_fn(|at| format!("plain-{at}"));
        for (at, name) in odd {
            names[at] = name.trim_matches('/').to_owned();
        }
        let [page, tag, other_tag, alias, file, drawing, bare, role] = names;
        let site = handbook()
            .with(
                &format!("content/{page}.md"),
                format!(
                    "---\ntags: ['{tag}', '{other_tag}']\naliases: ['/{alias}']\n---\n# A\n\n\
                     [f](</f/{file}.txt>) [g](</{drawing}.svg>) [h](</{bare}>)\n"
                ),
            )
            .with(&format!("content/roles/{role}.md"), "---\nkind: role\ntitle: R\n---\n")
            .with(&format!("content/f/{file}.txt"), "plain")
            .with(&format!("content/{drawing}.svg"), SVG)
            .with(&format!("content/{bare}"), "plain")
            .site();
        let names = [Name::AddressClash, Name::WrongType, Name::UnreadableFile];
        let told = site.findings.iter().any(|finding| names.contains(&finding.name));
        prop_assert!(told || gate_opens(&site), "{:?}\n{}", refused(&site), website::told(&site.findings));
    }
}
