//! Every check is explained in its own file, in one form and in plain words: `throughline explain` and the
//! reference print those lines.

use std::fs;
use std::path::Path;

use throughline::diagnostic::Name;

/// Words of our trade that a writer need not know.
const OURS: &[&str] = &["parse", "parser", "null", "deserialize", "enum", "struct", "eof", "boolean"];

/// The lines of the doc comment that opens a check's file.
fn explanation(name: Name) -> Vec<String> {
    let file = format!("src/check/{}.rs", name.as_str().replace('-', "_"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    let text = fs::read_to_string(path).unwrap_or_else(|cause| panic!("{file}: {cause}"));
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()).collect()
}

#[test]
fn every_explanation_has_the_same_form() {
    for &name in Name::ALL {
        let lines = explanation(name);
        let name = name.as_str();
        let at = |wanted: &str| lines.iter().position(|line| line == wanted);
        let (Some(mend), Some(example)) = (at("## What to do"), at("## Example")) else {
            panic!("{name}: a heading is missing");
        };
        assert!(
            lines.len() > 2 && lines[0].ends_with('.') && lines[1].is_empty(),
            "{name}: one sentence first"
        );
        assert!(!lines[0].trim_end_matches('.').contains(". "), "{name}: no more than one sentence first");
        assert!(lines[2..mend].concat().len() > 100, "{name}: why it matters");
        assert!(lines[mend + 1..example].concat().len() > 80, "{name}: what to do");
        let rest = &lines[example + 1..];
        assert!(rest.iter().any(|line| line.starts_with("Before")), "{name}: before");
        assert!(rest.iter().any(|line| line.starts_with("After")), "{name}: after");
        let fences = rest.iter().filter(|line| line.starts_with("```")).count();
        assert!(fences >= 4 && fences % 2 == 0, "{name}: an example before and after");
    }
}

#[test]
fn explanations_are_in_plain_words() {
    for &name in Name::ALL {
        let text = explanation(name).join("\n").to_lowercase();
        for &word in OURS {
            let found = text.split(|c: char| !c.is_alphabetic()).any(|found| found == word);
            assert!(!found, "{} says {word}", name.as_str());
        }
    }
}
