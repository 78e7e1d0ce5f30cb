//! The search page and what the search box is made of: every page in its lists, the writer's introduction, words and
//! addresses as values of a script.

#[path = "website/mod.rs"]
mod website;

use std::collections::BTreeSet;

use throughline::pipeline::Request;
use website::{Files, Website, files, links};

fn handbook() -> Files {
    files([
        ("content/handbook.yaml", "title: The handbook\n"),
        ("content/index.md", "---\ntitle: Start\nask: Omar, in the yard\n---\nHello.\n"),
        ("content/roles/driver.md", "---\ntitle: Driver\n---\n"),
        ("content/roles/écoute.md", "---\ntitle: Écoute\n---\n"),
        ("content/notes/24-hours.md", "---\ntitle: 24 hours\n---\n"),
        ("content/notes/draft.md", "---\ntitle: Nobody sees this\ndraft: true\n---\n"),
    ])
}

/// Where the list on a page leads, from the site's root.
fn listed(site: &Website, page: &str) -> BTreeSet<String> {
    let html = site.text(page);
    let (_, list) = html.split_once("class=\"letters titles\"").expect("a list of titles");
    let (list, _) = list.split_once("</div>").expect("an end");
    let up = "../".repeat(page.matches('/').count());
    links::of(list).into_iter().map(|link| link.to.trim_start_matches(&up).to_owned()).collect()
}

/// The search box's own script.
fn script(site: &Website) -> String {
    let path = site
        .files
        .keys()
        .find(|path| path.starts_with("assets/search."))
        .expect("a script of its own")
        .clone();
    site.text(&path).to_owned()
}

#[test]
fn every_page_stands_in_the_list_of_all_and_in_that_of_its_kind() {
    let site = handbook().site();
    let all: BTreeSet<String> =
        ["", "roles/driver/", "roles/%C3%A9coute/", "notes/24-hours/"].map(str::to_owned).into();
    assert_eq!(listed(&site, "search/index.html"), all);
    assert_eq!(
        listed(&site, "search/kinds/role/index.html"),
        ["roles/driver/", "roles/%C3%A9coute/"].map(str::to_owned).into()
    );
    let html = site.text("search/index.html");
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(at("<h3>0–9</h3>") < at("<h3>D</h3>") && at("<h3>D</h3>") < at("<h3>E</h3>"), "letters in order");
    assert!(
        !site.files.keys().any(|path| path.starts_with("search/a-z")),
        "a short list needs no pages of its own"
    );
}

#[test]
fn what_a_writer_says_about_the_search_introduces_it_and_is_no_part_of_the_handbook_beside_it() {
    let site = handbook()
        .with("content/search/index.md", "---\ntitle: Looking things up\nask: Paula\n---\nOr ask the yard.\n")
        .site();
    let html = site.text("search/index.html");
    assert!(html.contains("<h1>Looking things up</h1>") && html.contains("Or ask the yard."), "{html}");
    assert!(html.contains("data-search-page"), "it is the search page all the same");
    let parts = links::of(site.text("index.html"));
    assert_eq!(
        parts.iter().filter(|link| link.to == "search/").count(),
        1,
        "the header's link is the only one"
    );
    assert!(
        script(&site).contains(r#""ask":{"text":"Paula","address":null}"#),
        "whom the page names is asked"
    );
}

#[test]
fn words_and_facts_are_values_of_the_script_whatever_they_hold() {
    let words = "search: {hint: \"</script>\\u2028\\\"; alert(1) //\"}\n";
    let site = handbook()
        .with("content/handbook.yaml", "title: The handbook\ntheme: own\n")
        .with("themes/own/words/en.yaml", words)
        .site();
    let script = script(&site);
    let line = script.lines().find(|line| line.starts_with("var words = ")).expect("the words");
    let json = line.trim_start_matches("var words = ").trim_end_matches(';');
    let words: serde_json::Value = serde_json::from_str(json).expect("words are JSON");
    assert_eq!(words["search.hint"], "</script>\u{2028}\"; alert(1) //");
    assert_eq!(words["search.found.other"], "{n} pages found");
    assert_eq!(words["date.months.m9"], "September");
    assert!(
        script.contains(r#""search":"search/","ask":{"text":"Omar, in the yard","address":null}"#),
        "{script}"
    );
}

#[test]
fn pages_say_to_other_engines_what_they_can_be_narrowed_down_to() {
    let site = handbook()
        .with("content/departments/delivery.md", "---\ntitle: Delivery, early & late\n---\n")
        .with("content/roles/driver.md", "---\ntitle: Driver\ndepartment: delivery\n---\n")
        .with("content/people/omar.md", "---\ntitle: Omar\nrole: driver\n---\n")
        .with(
            "content/notes/rounds.md",
            "---\ntitle: Rounds\nowner: omar\ntags: [Späte Runde, Brot]\ndraft: true\n---\nText.\n",
        )
        .made(&Request { drafts: true, ..Request::on(website::TODAY) });
    let main = |page: &str| {
        let html = site.text(page);
        let from = html.find("<main").expect("a main part");
        html[from..from + html[from..].find('>').expect("its end")].to_owned()
    };
    assert_eq!(
        main("notes/rounds/index.html"),
        "<main id=\"content\" class=\"frame\" data-pagefind-body data-pagefind-department-0=\"Delivery, early &amp; late\" \
         data-pagefind-role-1=\"Driver\" data-pagefind-tag-2=\"Brot\" data-pagefind-tag-3=\"Späte Runde\" \
         data-pagefind-filter=\"department[data-pagefind-department-0], role[data-pagefind-role-1], \
         tag[data-pagefind-tag-2], tag[data-pagefind-tag-3], kind:page\" data-pagefind-meta=\"kind:Page\""
    );
    assert!(site.text("notes/rounds/index.html").contains("<p class=\"notice\" data-pagefind-ignore>"));
    assert!(main("people/omar/index.html").ends_with("kind:person\" data-pagefind-meta=\"kind:Colleague\""));
    assert!(main("index.html").ends_with("class=\"frame\" data-pagefind-body data-pagefind-filter=\"kind:page\" data-pagefind-meta=\"kind:Page\""));
    for elsewhere in ["search/index.html", "tags/index.html", "404.html"] {
        assert!(!main(elsewhere).contains("pagefind"), "{elsewhere} is found");
    }
}

#[test]
fn a_large_handbook_has_lists_that_a_browser_can_show() {
    let mut files = handbook();
    for number in 0..650 {
        files = files.with(&format!("content/notes/n{number}.md"), format!("# Note {number}\n"));
    }
    let site = files.site();
    let lists = ["search/a-z/index.html", "search/a-z/2/index.html", "search/a-z/3/index.html"];
    let sizes: Vec<usize> = lists.iter().map(|list| listed(&site, list).len()).collect();
    assert_eq!(sizes, [300, 300, 54]);
    assert!(
        !site.text("search/index.html").contains("class=\"letters titles\""),
        "the search page stays small"
    );
    let before: Vec<_> = lists.iter().flat_map(|list| listed(&site, list)).collect();
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 654, "each page is in one list");
    assert!(site.files.keys().any(|path| *path == "search/kinds/page/3/index.html"));
}

#[test]
fn no_script_writes_html_or_asks_the_network() {
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["themes/default/scripts", "src/search/client"];
    let mut read = 0;
    for entry in folders.iter().flat_map(|folder| walkdir::WalkDir::new(project.join(folder))) {
        let path = entry.expect("an entry").into_path();
        if path.is_dir() {
            continue;
        }
        read += 1;
        let mut script = std::fs::read_to_string(&path).expect("a script");
        if path.ends_with("client/entry.js") {
            // The one door for addresses of scripts.
            let door = "trustedTypes.createPolicy(\"throughline\", { createScriptURL: address })";
            assert_eq!(script.matches(door).count(), 1);
            script = script.replace(door, "");
        }
        for forbidden in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "createContextualFragment",
            "DOMParser",
            "setHTML",
            "srcdoc",
            "eval(",
            "Function(",
            "createPolicy",
            "fetch(",
            "XMLHttpRequest",
            "WebSocket",
            "EventSource",
            "sendBeacon",
            "import(",
            "Worker(",
            "cookie",
        ] {
            assert!(!script.contains(forbidden), "{}: {forbidden}", path.display());
        }
    }
    assert!(read > 25, "only {read} scripts were read");
}
