//! A word in every place of a hidden page where a word can stand, and a search for it in every byte of the edition.

use std::collections::BTreeMap;

use throughline::pipeline::{self, Memos};
use throughline::search::engine::Engine;

use super::website::links;
use super::*;

/// A word that stands in every place of a hidden page where a word can stand, and nowhere else.
const CANARY: &str = "Zanzibar7";

/// Every way to hide a page from everybody's edition of the first of September 2026.
const HIDDEN: &[&str] = &[
    "draft: true",
    "publish_on: 2026-09-02",
    "expire_on: 2026-08-31",
    "audience: managers",
    "audience: nobody-knows-whom",
    "title: [never closed",
];

/// One hidden page of each kind, full of the canary, with files that nobody else mentions.
fn hidden(by: &str) -> Vec<(String, Vec<u8>)> {
    let c = CANARY;
    let head = format!(
        "{by}\ndescription: {c} said\nkeywords: [{c}]\ntags: [{c}]\ndate: 2026-08-30\nask: {c}\naliases: [/old-zanzibar7/]\n"
    );
    let typed = [
        (
            "promise/zanzibar7",
            format!("statement: {c}\nfor: [zanzibar7]\nsponsor: person/zanzibar7\nwe_are: [{c}]"),
        ),
        (
            "promise/pillars/zanzibar7",
            format!(
                "claim: {c}\nmatters_to: [paula, zanzibar7]\nproof: [{{text: {c}, source: {c}, as_of: 2026-06-30}}]\nbehaviours: [{{role: driver, do: {c}, dont: {c}, example: {c}}}]"
            ),
        ),
        (
            "personas/zanzibar7",
            format!(
                "name: {c}\ntype: customer\nquote: {c}\nsegment: {c}\nwho: {c}\nwhy_us: {c}\nhow_they_use: {c}\njobs: [{c}]\nphoto: zanzibar7.png\nphoto_alt: {c}"
            ),
        ),
        (
            "roles/zanzibar7",
            format!(
                "department: delivery\nexpected: [{c}]\ngoals: [seven]\nneeds: [{{skill: {c}}}]\nserves: [{{to: role/driver, output: {c}, value: {c}, standard: {c}}}, {{to: paula, output: {c}, value: {c}}}]"
            ),
        ),
        ("departments/zanzibar7", format!("lead: omar\nfunction: {c}")),
        ("people/zanzibar7", format!("role: driver\nemail: {c}@example.org")),
        (
            "goals/zanzibar7",
            format!(
                "statement: {c}\nperiod: 2026\npillars: [on-time]\npart_of: seven\nmeasures: [{{name: {c}, target: {c}}}]"
            ),
        ),
        (
            "shadowing/zanzibar7",
            format!(
                "cycle: {{from: 2026-09-01, to: 2026-12-31}}\nsessions: [{{id: {c}, host: omar, start: 2026-09-14T05:00, end: 2026-09-14T09:00, place: {c}, status: open}}]"
            ),
        ),
        (
            "voice/zanzibar7",
            format!(
                "source: survey\nperiod: 2026-Q2\ndepartments: [delivery]\nasked: customers\nthemes: [{{theme: {c}, count: 9}}]\nquotes: [{{text: {c}, persona: paula, consent: true}}]\nmeasures: [{{measure: nps, label: {c}, promoters: 50, passives: 33, detractors: 17}}]"
            ),
        ),
        (
            "listening/zanzibar7",
            format!(
                "raised_by: employee\nquestion: other\nsaid: {c}\ndepartment: delivery\non: 2026-08-01\ntheme: {c}"
            ),
        ),
        (
            "recognition/zanzibar7",
            format!(
                "who: [person/omar]\nbehaviour: {c}\nfor: customer\npillar: on-time\npersona: paula\non: 2026-08-01\nconsent: true"
            ),
        ),
        (
            "encounters/zanzibar7",
            format!("type: visit\npersona: paula\nhost: omar\nplace: {c}\npurpose: {c}\nlearned: {c}"),
        ),
        ("activities/zanzibar7", format!("type: training\npillars: [on-time]\nteaches: [{c}]")),
        ("plans/zanzibar7", "order: 1".to_owned()),
        ("plans/zanzibar7-glossary", "keywords: [glossary]".to_owned()),
        ("zanzibar7/index", "order: 1".to_owned()),
    ];
    let body = format!(
        "# {c} heading {{#zanzibar7}}\n\n{c} in *text*, `code {c}` and <b>{c}</b>.[^1]\n\n[^1]: {c} below\n\n\
         {c}\n: {c} explained\n\nbread\n: {c} once more\n\n```yaml\n{c}: true\n```\n\n![{c}](/plans/zanzibar7-map.svg \"{c}\") [{c}](/plans/zanzibar7.txt) \
         ![both](/images/shared.svg) [both](/files/both.txt) [Omar](/people/omar.md) [{c}](https://zanzibar7.example/)\n"
    );
    let mut pages: Vec<_> = typed
        .into_iter()
        .map(|(path, fields)| {
            // Two fields of one name would be a slip of their own.
            let head: String = head
                .lines()
                .filter(|line| !fields.contains(&format!("{}:", line.split(':').next().unwrap())))
                .map(|line| format!("{line}\n"))
                .collect();
            let aliases = head.replace("/old-zanzibar7/", &format!("/old-zanzibar7/{path}/"));
            let title = if by.starts_with("title") { String::new() } else { format!("title: {c} {path}\n") };
            (format!("content/{path}.md"), format!("---\n{title}{aliases}{fields}\n---\n{body}").into_bytes())
        })
        .collect();
    pages.push((
        "content/plans/zanzibar7-map.svg".into(),
        SVG.replace("<path", &format!("<title>{c}</title><path")).into_bytes(),
    ));
    pages.push(("content/plans/zanzibar7.txt".into(), format!("{c} in a file").into_bytes()));
    pages.push(("content/personas/zanzibar7.png".into(), picture()));
    pages
}

/// A picture large enough to have smaller copies.
fn picture() -> Vec<u8> {
    let noise = image::RgbImage::from_fn(700, 700, |x, y| {
        let value = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519);
        image::Rgb([(value >> 8) as u8, (value >> 16) as u8, (value >> 24) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    noise.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn with_hidden(mut handbook: Files, by: &str) -> Files {
    handbook.0.extend(hidden(by));
    handbook
}

/// Everything published, packed and unpacked.
fn published(handbook: &Files, options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    disk::write(handbook, folder.path());
    disk::build(folder.path(), options, &[0, 1]);
    disk::tree(&folder.path().join("public"))
}

#[test]
fn what_is_hidden_is_in_no_byte_of_the_edition() {
    for by in HIDDEN {
        let handbook = with_hidden(shown(false), by);
        let tree = published(&handbook, &["--gzip", "--keep-going"]);
        assert_eq!(disk::places(&tree, CANARY), [""; 0], "{by}");
        assert!(tree.keys().any(|name| name.ends_with(".html.gz")), "nothing is packed");
        let pictures: Vec<&String> =
            tree.keys().filter(|name| name.ends_with(".svg") || name.ends_with(".png")).collect();
        assert_eq!(pictures, ["images/shared.svg"], "{by}");
        assert!(tree.contains_key("files/both.txt"), "{by}: a file that both mention is missing");
        assert!(!tree.contains_key("plans/"), "{by}: an empty folder tells that there is something");
        // The calendar of somebody whom both programmes know has what the shown one says, and no more.
        let omar = String::from_utf8_lossy(&tree["calendar/people/omar.ics"]).into_owned();
        assert_eq!(omar.matches("BEGIN:VEVENT").count(), 1, "{by}: {omar}");
        assert!(!tree.contains_key("calendar/visits/zanzibar7/"), "{by}");
    }
}

#[test]
fn markdown_and_settings_by_another_name_are_in_no_byte_either() {
    for name in
        ["secret.MD", "secret.markdown", "how/secret.Mkd", "secret.mdx", "handbook.yml", "Handbook.yaml"]
    {
        let handbook = shown(false)
            .with("content/welcome.md", format!("# Welcome\n\n[Linked]({name})\n"))
            .with(&format!("content/{name}"), format!("---\ndraft: true\n---\n# {CANARY}\n"));
        let tree = published(&handbook, &["--gzip", "--keep-going"]);
        assert_eq!(disk::places(&tree, CANARY), [""; 0], "{name}");
        assert!(tree.contains_key("welcome/index.html"), "{name}");
    }
}

#[test]
fn the_canaries_sing_where_they_may() {
    // The proof that the test above could find something.
    let handbook = with_hidden(shown(false), "audience: managers");
    let tree = published(&handbook, &["--gzip", "--keep-going", "--audience", "managers"]);
    let places = disk::places(&tree, CANARY);
    let omar = String::from_utf8_lossy(&tree["people/omar/index.html"]).into_owned();
    assert!(omar.contains("once more"), "a term of the glossary is not explained: {omar}");
    for name in [
        "plans/zanzibar7/index.html",
        "plans/zanzibar7/index.html.gz",
        "plans/zanzibar7-map.svg",
        "personas/zanzibar7.png",
        "tags/zanzibar7/index.html",
        "old-zanzibar7/plans/zanzibar7/index.html",
        "feed.xml",
        "sitemap.xml",
        "redirects",
        "data/handbook.json",
        "calendar/all.ics",
        "calendar/departments/delivery.ics",
        "calendar/people/omar.ics",
        "people/omar/index.html",
        "roles/driver/index.html",
        "print/index.html",
    ] {
        assert!(places.iter().any(|place| place == name), "{name} does not have it: {places:?}");
    }
}

#[test]
fn what_is_hidden_is_in_no_word_of_the_index() {
    // Words are written as what they do not share with the word before, so the bytes alone would not tell.
    let totals = |handbook: &Files, audience: Option<&str>| {
        let request = Request { audience: audience.map(str::to_owned), ..Request::on(TODAY) };
        let built = pipeline::build(handbook.sources(), &request, &Memos::default()).value;
        let engine = Engine::open(&built.site).unwrap();
        ["zanzibar7", "zanz", "zanzbiar", "tag:zanzibar7"].map(|query| {
            let answer = engine.ask_as_written(query, "{}").unwrap();
            let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
            answer["total"].as_u64().unwrap()
        })
    };
    for by in HIDDEN {
        assert_eq!(totals(&with_hidden(shown(true), by), None), [0; 4], "{by}");
    }
    let sung = totals(&with_hidden(shown(false), "audience: managers"), Some("managers"));
    assert!(sung.iter().all(|total| *total > 9), "{sung:?}");
}

#[test]
fn a_shown_page_may_name_what_is_hidden_only_for_a_while() {
    for by in &HIDDEN[..3] {
        let handbook = with_hidden(shown(true), by);
        let site = handbook.site();
        for never in [Name::BrokenLink, Name::UnknownReference, Name::AudienceLeak] {
            assert!(site.told(never).is_empty(), "{by}: {}", website::told(site.told(never)));
        }
        let told = site.told(Name::HiddenLink);
        assert!(told.len() >= 5, "{by}: {}", website::told(&site.findings));
        assert!(told.iter().all(|finding| finding.severity == Severity::Warning), "{by}");
        // The words of a link stay, the link does not; a name in a field goes.
        let start = site.text("index.html");
        assert!(start.contains("Read the plan, again, or all of it."), "{by}: {start}");
        assert_eq!(links::dead(&site, "/", false), [""; 0], "{by}");
        // A guest whom this edition hides is in no calendar, and the visit is.
        let all = site.text("calendar/all.ics");
        assert!(all.contains("SUMMARY:Noor visiting Omar\r\n"), "{by}: {all}");
        assert_eq!(disk::places(&site.files, CANARY), [""; 0], "{by}");
    }
}
