//! The default theme says nothing that is not in its words files, and says it in every language.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use throughline::parse::yaml::{self, Node, Value};

fn theme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default")
}

fn words(language: &str) -> Node {
    let text = std::fs::read_to_string(theme().join(format!("words/{language}.yaml"))).expect("a words file");
    yaml::read(&text, 0).unwrap_or_else(|slip| panic!("words/{language}.yaml: {}", slip.message))
}

fn keys(node: &Node, path: &str, all: &mut BTreeSet<String>) {
    match &node.value {
        Value::Map(entries) => {
            for (key, value) in entries {
                keys(value, &format!("{path}.{}", key.text), all);
            }
        }
        _ => {
            all.insert(path.to_owned());
        }
    }
}

fn all_keys(language: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    keys(&words(language), "words", &mut all);
    all
}

/// Every template and component, with its path.
fn templates() -> Vec<(PathBuf, String)> {
    let mut folders = vec![theme().join("templates"), theme().join("components")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).expect("a template");
                files.push((path, text));
            }
        }
    }
    files
}

#[test]
fn every_word_that_a_template_asks_for_exists() {
    let known = all_keys("en");
    let mut asked = 0;
    for (path, text) in templates() {
        for after in text.split("words.").skip(1) {
            let key: String =
                after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '.').collect();
            let key = format!("words.{}", key.trim_end_matches('.'));
            let group = format!("{key}.");
            asked += 1;
            assert!(
                known.contains(&key) || known.iter().any(|known| known.starts_with(&group)),
                "{}: there is no word `{key}`",
                path.display()
            );
        }
    }
    assert!(asked > 200, "only {asked} words are asked for");
}

#[test]
fn every_word_that_the_search_box_says_exists_and_none_is_carried_in_vain() {
    let known = all_keys("en");
    let mut asked = BTreeSet::new();
    for entry in std::fs::read_dir(theme().join("scripts/search")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a script");
        for key in text.split('"').filter(|key| key.starts_with("search.")) {
            let key = format!("words.{key}");
            let group = if key.ends_with('.') { key.clone() } else { format!("{key}.") };
            let found = |known: &&String| **known == key || known.starts_with(&group);
            assert!(known.iter().any(|known| found(&known)), "{}: there is no word `{key}`", path.display());
            asked.extend(known.iter().filter(found).cloned());
        }
    }
    assert!(asked.len() > 25, "only {} words are asked for", asked.len());
    let templates: String = templates().into_iter().map(|(_, text)| text).collect();
    let view = |file: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/view").join(file);
        std::fs::read_to_string(path).expect("a view")
    };
    let views = ["search.rs", "of.rs"].map(view).concat();
    for key in known.iter().filter(|key| key.starts_with("words.search.")) {
        let short = key.trim_start_matches("words.").trim_end_matches(".one").trim_end_matches(".other");
        let said = asked.contains(key) || templates.contains(short) || views.contains(short);
        assert!(said, "nobody says `{key}`");
    }
}

#[test]
fn german_has_exactly_the_words_that_english_has() {
    let (english, german) = (all_keys("en"), all_keys("de"));
    assert_eq!(english.difference(&german).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in German");
    assert_eq!(german.difference(&english).collect::<Vec<_>>(), Vec::<&String>::new(), "unknown in English");
}

#[test]
fn templates_hold_no_style_no_handler_and_no_words_of_their_own() {
    for (path, text) in templates() {
        for forbidden in [" style=\"", "<style", " onclick", " onload", "javascript:"] {
            assert!(!text.contains(forbidden), "{}: {forbidden}", path.display());
        }
        for line in text.lines() {
            assert!(
                spoken(line).is_empty(),
                "{}: `{}` belongs into the words files",
                path.display(),
                spoken(line)
            );
        }
    }
}

/// The letters of a line that a reader would read: no tag, no comment, nothing that the template works out.
fn spoken(line: &str) -> String {
    let mut rest = line.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<", ">")] {
        while let Some(at) = rest.find(open) {
            let Some(end) = rest[at..].find(close) else {
                rest.truncate(at);
                break;
            };
            rest.replace_range(at..at + end + close.len(), " ");
        }
    }
    rest.retain(char::is_alphabetic);
    rest
}
