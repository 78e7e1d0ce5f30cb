//! `search`: what the site's search box would answer.

use serde_json::Value;

use super::Desk;

fn desk() -> Desk {
    Desk::with(&[
        ("how/late.md", "# When we are late\n\nRing first.\n\n## What to say\n\nSay when the van comes.\n"),
        ("how/vans.md", "# Vans\n\nA van leaves at five.\n"),
    ])
}

#[test]
fn it_lists_pages_with_their_best_words() {
    let ran = desk().run(&["search", "van"]).exits(0);
    assert!(ran.out.starts_with("  1. Vans (Page, how/vans/)\n     A van leaves at five.\n"), "{}", ran.out);
    assert!(
        ran.out
            .contains("  2. When we are late (Page, how/late/)\n     What to say: Say when the van comes.\n"),
        "{}",
        ran.out
    );
    let ran = desk().run(&["search", "unicorn"]).exits(0);
    assert_eq!(ran.out, "Nothing was found.\n");
    let ran = desk().run(&["search", "leavse", "--limit", "1"]).exits(0);
    assert!(ran.out.starts_with("Looked for “leaves” instead.\n"), "{}", ran.out);
}

#[test]
fn as_json_it_is_one_object() {
    let ran = desk().run(&["search", "say", "van", "--format", "json", "--limit", "1"]).exits(0);
    let data: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(data["query"], "say van");
    assert_eq!(data["corrected"], Value::Null);
    let first = &data["results"][0];
    let said = (
        &first["title"],
        &first["kind"],
        &first["address"],
        &first["file"],
        &first["heading"],
        &first["anchor"],
    );
    let strings =
        ("When we are late", "page", "how/late/", "content/how/late.md", "What to say", "what-to-say");
    assert_eq!(
        said,
        (
            &strings.0.into(),
            &strings.1.into(),
            &strings.2.into(),
            &strings.3.into(),
            &strings.4.into(),
            &strings.5.into()
        )
    );
    assert_eq!(first["excerpt"], "Say when the van comes.");
    assert!(first["score"].is_number() && data["total"].is_number());
}

#[test]
fn without_words_there_is_nothing_to_ask() {
    desk().run(&["search"]).exits(2);
    desk().run(&["search", "van", "--limit", "0"]).exits(2);
}

#[test]
fn a_site_that_cannot_be_searched_says_so() {
    let desk = Desk::sound();
    let mut command = desk.command(&["build"]);
    let output = command.env("THROUGHLINE_WITHOUT_SEARCH", "1").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("this site cannot be searched"), "{said}");
    assert!(desk.has("public/index.html") && !desk.has("public/search/entry.js"));

    desk.run(&["build"]).exits(0);
    assert!(desk.has("public/search/entry.js"));
}
