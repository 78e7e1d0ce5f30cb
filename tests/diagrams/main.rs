//! The pictures of the line of sight as they stand in pages: whatever a handbook says, they are well-formed, hold nothing
//! of theirs that is not a class, and say in words what they draw.

#[path = "../website/mod.rs"]
mod website;

use std::collections::BTreeSet;

use proptest::prelude::*;
use roxmltree::Document;
use website::{Files, Website, files};

/// Every picture of lines in `html`.
fn pictures(html: &str) -> Vec<&str> {
    let parts = html.split("<svg class=\"los").skip(1);
    parts
        .map(|part| {
            let start = part.as_ptr() as usize - html.as_ptr() as usize - "<svg class=\"los".len();
            let end = html[start..].find("</svg>").expect("a picture ends") + "</svg>".len();
            &html[start..start + end]
        })
        .collect()
}

/// The texts of one picture, the lines of a name put together again.
fn texts(picture: &str) -> Vec<String> {
    let document = Document::parse(picture).unwrap();
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts
        .map(|node| {
            let lines: Vec<&str> =
                node.descendants().filter(|inner| inner.is_text()).filter_map(|inner| inner.text()).collect();
            lines.join(" ")
        })
        .collect()
}

/// What holds for every picture.
fn is_sound(picture: &str) {
    let document = Document::parse(picture).unwrap_or_else(|error| panic!("{error}: {picture}"));
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("group"));
    let title = root.first_element_child().expect("a title");
    assert_eq!(
        (title.tag_name().name(), title.attribute("id")),
        ("title", root.attribute("aria-labelledby"))
    );
    assert!(title.text().is_some_and(|text| !text.trim().is_empty()), "{picture}");
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && name != "style" && name != "fill", "{name} in {picture}");
            let number = matches!(name, "x" | "y" | "cx" | "cy" | "r" | "dy" | "width" | "height");
            assert!(
                !number || attribute.value().parse::<f64>().is_ok_and(f64::is_finite),
                "{name} in {picture}"
            );
        }
        if let Some(way) = node.attribute("d") {
            assert!(way.chars().all(|c| "MHC 0123456789-".contains(c)), "{way}");
        }
    }
}

/// A handbook of roles that serve whom `serves` says, in the order of their ids.
fn roles(serves: &[(String, Vec<String>)]) -> Files {
    let mut handbook = files([
        ("content/handbook.yaml", "title: Lines\nlanguage: en-GB\n"),
        ("content/personas/paula.md", "---\nname: Paula\ntype: customer\n---\n"),
        ("content/personas/sam.md", "---\nname: Sam\ntype: user\nsegment: cafés\n---\n"),
        ("content/personas/noor.md", "---\nname: Noor\ntype: internal\n---\n"),
        ("content/promise/bread.md", "---\nstatement: Warm bread\n---\n"),
        ("content/promise/pillars/care.md", "---\ntitle: Care\nclaim: As if for us\n---\n"),
    ]);
    for (id, receivers) in serves {
        let edges: Vec<String> = receivers
            .iter()
            .map(|to| format!("{{to: {to}, output: what {id} does, value: it matters, pillar: care}}"))
            .collect();
        let text = format!("---\ntitle: Role {id}\nserves: [{}]\n---\n", edges.join(", "));
        handbook = handbook.with(&format!("content/roles/{id}.md"), text);
    }
    handbook
}

fn chain(length: usize) -> Files {
    let to = |n: usize| if n == 0 { "persona/paula".to_owned() } else { format!("role/r{:03}", n - 1) };
    roles(&(0..length).map(|n| (format!("r{n:03}"), vec![to(n)])).collect::<Vec<_>>())
}

fn page<'w>(site: &'w Website, address: &str) -> &'w str {
    site.text(&format!("{address}/index.html"))
}

#[test]
fn a_role_is_drawn_as_far_as_the_promise() {
    let site = chain(3).site();
    let drawn = pictures(page(&site, "roles/r002"));
    assert_eq!(drawn.len(), 2, "one for the screen and one for paper");
    drawn.iter().for_each(|picture| is_sound(picture));
    let said = texts(drawn[0]);
    for expected in ["Role r002", "Role r001", "Role r000", "Paula", "Care", "Warm bread", "what r002 does"] {
        assert!(said.iter().any(|text| text == expected), "{expected} is not in {said:?}");
    }
    assert!(!texts(drawn[1]).iter().any(|text| text.starts_with("what")), "paper has names only");
    assert_eq!(drawn[0].matches("class=\"edge main\"").count(), 1, "one line is bold");
}

#[test]
fn a_line_too_long_to_be_drawn_is_told_step_by_step() {
    let site = chain(7).site();
    assert_eq!(pictures(page(&site, "roles/r005")).len(), 0);
    assert_eq!(page(&site, "roles/r005").matches("gives <b>what r00").count(), 6, "every step is there");
    assert_eq!(pictures(page(&site, "roles/r004")).len(), 2);
}

#[test]
fn ways_that_differ_in_the_customer_alone_are_one_that_forks() {
    let both = || vec!["persona/paula".to_owned(), "persona/sam".to_owned()];
    let site = roles(&[("a".into(), both()), ("b".into(), vec!["role/a".into()])]).site();
    let html = page(&site, "roles/b");
    assert_eq!(html.matches("class=\"hops\"").count(), 1);
    assert_eq!(html.matches("class=\"customer end\"").count(), 2);
    assert!(html.contains("To Paula and Sam, through Role a"), "{html}");
    // Who serves them directly has a way to each.
    assert_eq!(page(&site, "roles/a").matches("class=\"hops\"").count(), 2);
}

#[test]
fn colleagues_drawn_as_personas_stand_among_colleagues() {
    let site = roles(&[("a".into(), vec!["persona/noor".into(), "persona/paula".into()])]).site();
    let picture = pictures(page(&site, "roles/a"))[0];
    let noor = picture.split("<a ").find(|node| node.contains(">Noor<")).unwrap();
    assert!(noor.starts_with("class=\"node\"") && noor.contains("class=\"dot mark\""), "{noor}");
    assert!(page(&site, "personas/noor").contains("Role a"), "her page says who gives her something");
    assert_eq!(pictures(page(&site, "personas/noor")).len(), 0);
}

#[test]
fn a_crowd_too_large_for_one_picture_is_a_list() {
    let crowd = |count: usize| {
        let serves = |n: usize| (format!("r{n:03}"), vec!["persona/paula".to_owned()]);
        roles(&(0..count).map(serves).collect::<Vec<_>>()).site()
    };
    let (few, many) = (crowd(300), crowd(301));
    assert_eq!(pictures(page(&few, "line-of-sight")).len(), 1);
    let html = page(&many, "line-of-sight");
    assert_eq!(pictures(html).len(), 0);
    assert!(html.contains("301 roles are too many for one picture") && html.contains("Role r300"));
    assert!(
        !page(&many, "personas/paula").contains("line-of-sight/#persona-paula"),
        "no link to a place that is not there"
    );
}

#[test]
fn what_people_call_themselves_stays_text() {
    let hostile = "---\ntitle: '</text><script>alert(1)</script>\" onload=\"x'\nserves: [{to: persona/paula, output: '<b>&\"'}]\n---\n";
    let site = chain(2).with("content/roles/r000.md", hostile).site();
    for address in ["roles/r000", "roles/r001", "line-of-sight", "personas/paula"] {
        let html = page(&site, address);
        assert!(!html.contains("<script>alert"), "{address}");
        pictures(html).into_iter().for_each(is_sound);
    }
}

/// Ids that are unlike each other, and not in the order of the alphabet.
const IDS: [&str; 9] = ["zoe", "baker", "app-x", "m", "driver", "yard-hand", "b2", "ö", "clerk"];

fn drawn() -> impl Strategy<Value = Vec<(String, Vec<String>)>> {
    let receiver = (0..IDS.len() + 3).prop_map(|to| match to.checked_sub(IDS.len()) {
        None => format!("role/{}", IDS[to]),
        Some(persona) => format!("persona/{}", ["paula", "sam", "noor"][persona]),
    });
    prop::collection::vec(prop::collection::vec(receiver, 0..6), 1..=IDS.len())
        .prop_map(|all| all.into_iter().zip(IDS).map(|(serves, id)| (id.to_owned(), serves)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_handbook_is_drawn_soundly(handbook in drawn()) {
        let site = roles(&handbook).site();
        for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = std::str::from_utf8(bytes).unwrap();
            let pictures = pictures(html);
            pictures.iter().for_each(|picture| is_sound(picture));
            let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice in {}", path);
        }
    }
}
