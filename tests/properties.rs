//! What holds for any text: nothing panics, and neither the order of files nor a second run changes a finding.

use std::sync::Arc;

use proptest::prelude::*;
use throughline::diagnostic::Diagnostic;
use throughline::parse::address;
use throughline::pipeline::{self, Memos, Request};
use throughline::source::Sources;

/// Pieces of which pages and settings are made, right and wrong ones.
const PIECES: &[&str] = &[
    "---\n",
    "title: ",
    "Rounds",
    ": ",
    "\n",
    "  - ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "“",
    "”",
    "\t",
    "#",
    "# ",
    "### ",
    "| a | |\n",
    "| - | - |\n",
    "](b.md#x)",
    "![](",
    ")",
    "`",
    "```\n",
    "> ",
    "owner: person/x\n",
    "reviewed: {on: ",
    "2026-01-02",
    "07700 900123",
    "born on 3 May",
    "12 Harbour Street",
    "a.b@c.example",
    "punter",
    "best bread",
    "<b>",
    "&a ",
    "*a ",
    "!",
    "\u{feff}",
    "\u{a0}",
    "é",
    "日本",
    "\u{301}",
    "\r\n",
    "terms: [{use: a, instead_of: [punter]}]\n",
    "kind: persona\n",
    "name: Segment 3\n",
    "behaviours: [",
    "draft: true\n",
    "[^1]",
    "[^1]: ",
    "Term\n: ",
    "\\",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn findings<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Diagnostic> {
    let files = files.into_iter().map(|(path, text)| (path, text.as_bytes()));
    let sources = Arc::new(Sources::in_memory(files));
    pipeline::build(sources.clone(), &Request::on("2026-09-01".parse().unwrap()), &Memos::default()).findings
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_neither_order_nor_repetition_matters(settings in text(), a in text(), b in text()) {
        let files = [
            ("content/handbook.yaml", settings.as_str()),
            ("content/personas/a.md", a.as_str()),
            ("content/b.md", b.as_str()),
        ];
        let told = findings(files);
        prop_assert_eq!(&told, &findings(files));
        prop_assert_eq!(&told, &findings(files.into_iter().rev()));
    }

    #[test]
    fn an_address_is_lower_case_and_stays_itself(words in "\\PC{0,24}") {
        let slug = address::slug(&words);
        prop_assert_eq!(&address::slug(&slug), &slug);
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"), "{}", slug);
    }
}
