//! What is made to take for ever, or to fill the stack: templates of a theme, and markdown. All of it ends in an answer.

use std::sync::Arc;

use throughline::pipeline::{self, Memos, Request};
use throughline::source::Sources;

use super::Desk;

#[test]
fn a_theme_that_never_ends_is_told_and_nothing_is_published() {
    let deep =
        |open: &str, close: &str| format!("{{{{ {}1{} }}}}", open.repeat(50_000), close.repeat(50_000));
    let nested = format!("{}x{}", "{% if true %}".repeat(20_000), "{% endif %}".repeat(20_000));
    for (bomb, files) in [
        ("a template that includes itself", vec![("page.html", "{% include \"page.html\" %}".to_owned())]),
        (
            "two that include each other",
            vec![
                ("page.html", "{% include \"pieces/other.html\" %}".to_owned()),
                ("pieces/other.html", "{% include \"page.html\" %}".to_owned()),
            ],
        ),
        ("a template that extends itself", vec![("page.html", "{% extends \"page.html\" %}".to_owned())]),
        (
            "a component that calls itself",
            vec![(
                "page.html",
                "{% component endless() %}{{ <endless /> }}{% endcomponent endless %}{{ <endless /> }}"
                    .to_owned(),
            )],
        ),
        ("a huge range", vec![("page.html", "{% for n in range(end=9000000000) %}x{% endfor %}".to_owned())]),
        ("a deep expression", vec![("page.html", deep("(", ")"))]),
        ("a deep list", vec![("page.html", deep("[", "]"))]),
        ("many signs", vec![("page.html", deep("-", ""))]),
        ("deep blocks", vec![("page.html", nested)]),
        ("a block that is never closed", vec![("page.html", "{% block main %}".repeat(10_000))]),
        ("a tag that is never closed", vec![("page.html", "{{ ".repeat(100_000))]),
    ] {
        let desk = Desk::with(&[
            ("handbook.yaml", "title: A handbook\ndate: 2026-09-01\ntheme: ours\n"),
            ("a.md", "# A page\n"),
        ]);
        for (path, text) in &files {
            desk.write(&format!("themes/ours/templates/{path}"), text);
        }
        let ran = desk.run(&["build"]);
        assert_eq!(ran.code, 1, "{bomb}: {}", &ran.err[..ran.err.len().min(400)]);
        assert!(ran.err.contains("[theme-error]"), "{bomb}: {}", &ran.err[..ran.err.len().min(400)]);
        assert!(!desk.has("public"), "{bomb}");
    }
}

/// Patterns on which readers of markdown have taken time or room that grows faster than the text.
const PATTERNS: &[(&str, &str, &str)] = &[
    ("emphasis", "*a ", ""),
    ("strong emphasis", "a**b", "c* "),
    ("mixed emphasis", "*_", "_*"),
    ("closed emphasis", "_a__", ""),
    ("links", "[", ""),
    ("closed links", "[a](", ""),
    ("nested links", "[", "](b)"),
    ("references", "[a][", ""),
    ("pictures", "![[]()", ""),
    ("code", "`a``", ""),
    ("quotes", "> ", ""),
    ("lists", "- ", "\n"),
    ("deep lists", "  - a\n", ""),
    ("HTML", "<a href=\"", ""),
    ("comments", "<!--", ""),
    ("declarations", "<!A ", ""),
    ("tables", "|", "\n"),
    ("strikethrough", "~a~~", ""),
    ("footnotes", "[^a]: b [^a]\n", ""),
    ("entities", "&", ";"),
    ("headings", "# {#a .", "}\n"),
    ("definitions", "a\n: ", "\n"),
    ("addresses", "<a:", ""),
];

#[test]
fn no_markdown_is_too_deep_and_no_page_grows_out_of_proportion() {
    for (pattern, begin, end) in PATTERNS {
        for times in [1, 100, 2_000] {
            let text = format!("# A page\n\n{}{}", begin.repeat(times), end.repeat(times));
            let sources = Arc::new(Sources::in_memory([("content/index.md", text.as_bytes())]));
            let request = Request::on("2026-09-01".parse().unwrap());
            let site = pipeline::build(sources, &request, &Memos::default()).value.site;
            let page = site.make("index.html").expect("a start page").expect("that can be made");
            // A page has some kilobytes around its text, and each sign may become an element with its attributes.
            let most = 60_000 + 400 * text.len();
            assert!(page.len() < most, "{pattern}, {times} times: {} bytes of {}", page.len(), text.len());
        }
    }
}
