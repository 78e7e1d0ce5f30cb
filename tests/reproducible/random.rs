//! Small handbooks made at random: where nothing is told to be wrong, no link is dead.

use proptest::prelude::*;
use throughline::pipeline::Request;
use throughline::publish::gate;

use super::website::{TODAY, links};
use super::*;

/// Folders in which pages may lie; some give a kind, some have names that need encoding.
const FOLDERS: &[&str] =
    &["", "how/", "how/deep down/", "Über/", "roles/", "people/", "personas/", "news/", "a.b/"];
const NAMES: &[&str] = &["index", "one", "Two", "drei & vier", "日本", "x.y", "con"];
const HEADINGS: &[&str] =
    &["## Late\n\n", "## Größe\n\n### Late\n\n", "# Again\n\n## Late\n\n", "Late\n: a word\n\n", ""];
const FIELDS: &[&str] = &[
    "",
    "",
    "",
    "draft: true\n",
    "publish_on: 2026-12-01\n",
    "expire_on: 2026-01-01\n",
    "tags: [care, Größe]\n",
    "date: 2026-08-01\ndescription: What <happened> & why\n",
    "aliases: [/old/$/, /Alt $.html]\n",
    "keywords: [glossary]\norder: 2\n",
    "title: Another & title\n",
    "toc: false\nlanguage: ar\n",
];

#[derive(Debug, Clone)]
struct Sketch {
    folder: usize,
    name: usize,
    heading: usize,
    fields: Vec<usize>,
    links: Vec<(usize, bool, u8)>,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let links = proptest::collection::vec((0..12_usize, any::<bool>(), 0..5_u8), 0..4);
    let fields = proptest::collection::vec(0..FIELDS.len(), 0..3);
    (0..FOLDERS.len(), 0..NAMES.len(), 0..HEADINGS.len(), fields, links)
        .prop_map(|(folder, name, heading, fields, links)| Sketch { folder, name, heading, fields, links })
}

/// The handbook of some sketches. Links lead to pages that are there, most of them to places that are.
fn handbook(sketches: &[Sketch], settings: &str) -> Files {
    let mut files =
        Files::default().with("content/how/van.svg", SVG).with("content/Über/noise.png", noise(640, 1));
    if !settings.is_empty() {
        files = files.with("content/handbook.yaml", settings);
    }
    let path = |sketch: &Sketch| format!("{}{}.md", FOLDERS[sketch.folder], NAMES[sketch.name]);
    for (number, sketch) in sketches.iter().enumerate() {
        let mut fields: Vec<usize> = sketch.fields.clone();
        fields.dedup();
        let mut text = String::from("---\n");
        let mut used = std::collections::BTreeSet::new();
        for field in fields.iter().map(|field| FIELDS[*field]).filter(|field| !field.is_empty()) {
            if used.insert(field) {
                text.push_str(&field.replace('$', &number.to_string()));
            }
        }
        text.push_str(&format!("---\n# Page {number}\n\n{}", HEADINGS[sketch.heading]));
        for (target, from_root, how) in &sketch.links {
            let target = &sketches[target % sketches.len()];
            let up = if *from_root {
                "/".to_owned()
            } else {
                "../".repeat(FOLDERS[sketch.folder].matches('/').count())
            };
            let to = path(target);
            text.push_str(&match how {
                0 => format!("[to](<{up}{to}>) "),
                1 if HEADINGS[target.heading].contains("Late") => format!("[late](<{up}{to}#late>) "),
                2 => format!("[folder](<{up}{}>) ", FOLDERS[target.folder]),
                3 => format!("![van](<{up}how/van.svg>) ![noise](<{up}Über/noise.png>) "),
                _ => format!("[file](<{up}how/van.svg>) [elsewhere](https://x.example/#late) "),
            });
        }
        files = files.with(&format!("content/{}", path(sketch)), text);
    }
    files
}

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path d=\"M0 0h4\"/></svg>";

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_handbook_without_errors_has_no_dead_link(
        sketches in proptest::collection::vec(sketch(), 1..10),
        settings in prop_oneof![
            Just(""),
            Just("title: T\n"),
            Just("title: T\nbase_url: https://x.example/our/\nlanguage: de\nbrand: {logo: how/van.svg}\n"),
        ],
        portable in any::<bool>(),
        drafts in any::<bool>(),
    ) {
        let site = handbook(&sketches, settings).made(&Request { portable, drafts, ..Request::on(TODAY) });
        if !site.has_no_error() {
            return Ok(());
        }
        let root = if settings.contains("/our/") { "/our/" } else { "/" };
        let dead = links::dead(&site, root, portable);
        prop_assert!(dead.is_empty(), "{}", dead.join("\n"));
        let admitted: Result<Vec<_>, _> = site.files.keys().map(|path| gate::admit(&path.as_str().into())).collect();
        let admitted = admitted.map_err(|failure| TestCaseError::fail(failure.to_string()))?;
        if let Err(failure) = gate::admit_together(admitted.iter()) {
            prop_assert!(false, "a check let pass what publishing refuses: {}", failure.failure());
        }
    }
}

#[test]
fn most_of_them_are_without_errors() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let pages = proptest::collection::vec(sketch(), 1..10);
    let clean = (0..40).filter(|_| {
        let sketches = pages.new_tree(&mut runner).unwrap().current();
        handbook(&sketches, "title: T\n").site().has_no_error()
    });
    // Otherwise the property above would look at nothing.
    let clean = clean.count();
    assert!(clean >= 10, "only {clean} of 40 handbooks are without errors");
}
