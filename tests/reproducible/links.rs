//! Whatever a site is made for, each of its links leads somewhere: on a server, in a folder of one, from a
//! network share.

use std::fs;
use std::path::Path;

use throughline::diagnostic::{Name, Severity};
use throughline::pipeline::Request;

use super::website::{TODAY, links};
use super::*;

/// A handbook of this project, as it stands in its folder.
fn of_the_project(folder: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Files::default();
    let mut waiting = vec![root.join("content"), root.join("themes")];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                files.0.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    assert!(files.0.keys().any(|name| name.ends_with(".md")), "{folder} is no handbook");
    files
}

#[track_caller]
fn alive(files: &Files, base_url: Option<&str>, root: &str) {
    for portable in [false, true] {
        let request = Request { portable, base_url: base_url.map(str::to_owned), ..Request::on(TODAY) };
        let site = files.made(&request);
        let mut dead = links::dead(&site, root, portable);
        if !site.told(Name::BrokenAnchor).is_empty() {
            // A link to a page still leads to the page.
            dead.retain(|link| !link.ends_with("anchor that is not there"));
        }
        assert!(dead.is_empty(), "portable: {portable}\n{}", dead.join("\n"));
        if !portable {
            continue;
        }
        for (path, bytes) in
            site.files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html")
        {
            for link in links::of(std::str::from_utf8(bytes).unwrap()) {
                let inside = !link.to.contains(':') && !link.to.starts_with('#');
                if inside && link.place == "a href" && !link.to.contains("feed.xml") {
                    let target = link.to.split('#').next().unwrap();
                    let name = target.rsplit('/').next().unwrap();
                    assert!(
                        name.contains('.') && name != "..",
                        "{path}: {} cannot be opened from a folder",
                        link.to
                    );
                }
            }
        }
    }
}

#[test]
fn of_a_handbook_with_all_sorts_of_names() {
    alive(&rich(), None, "/our/");
}

#[test]
fn at_the_root_of_a_host_and_in_a_folder_of_it() {
    for (base_url, root) in [
        ("https://x.example", "/"),
        ("https://x.example/", "/"),
        ("https://x.example/our/handbook", "/our/handbook/"),
        ("http://x.example:8080/Größe_1.0/", "/Größe_1.0/"),
    ] {
        alive(&rich(), Some(base_url), root);
        let site = rich().made(&Request { base_url: Some(base_url.into()), ..Request::on(TODAY) });
        let lost = links::of(site.text("404.html"));
        let rooted = lost.iter().filter(|link| !link.to.contains(':') && !link.to.starts_with('#'));
        let encoded = root.replace('ö', "%C3%B6").replace('ß', "%C3%9F");
        for link in rooted {
            assert!(
                link.to.starts_with(&encoded),
                "404.html is served at any depth, and {} is relative",
                link.to
            );
        }
    }
}

#[test]
fn of_the_sample_handbook() {
    let sample = of_the_project(".");
    let site = sample.site();
    let errors = site.findings.iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(website::told(errors), "");
    alive(&sample, None, "/");
}

#[test]
fn of_the_examples() {
    for example in ["plain-markdown", "one-department", "broken"] {
        alive(&of_the_project(&format!("examples/{example}")), None, "/");
    }
}
