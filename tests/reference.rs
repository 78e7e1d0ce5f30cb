//! The reference of checks and of fields in `examples/reference`: written from what the program itself goes by,
//! so that it cannot say anything else. `UPDATE=1 cargo test --test reference` writes it again.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use throughline::check;
use throughline::diagnostic::Name;
use throughline::parse::config::{self, Config};
use throughline::parse::field::{Field, Need, Record, Shape};
use throughline::parse::kind::Kind;

fn is_up_to_date(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reference").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    let differs = stored.lines().zip(text.lines()).position(|(stored, now)| stored != now);
    assert!(
        stored == text,
        "examples/reference/{name} is out of date from line {}: UPDATE=1 cargo test --test reference",
        differs.map_or_else(|| stored.lines().count(), |at| at + 1)
    );
}

#[test]
fn every_check_is_in_the_reference() {
    let mut text = String::from(
        "# Checks\n\n\
         What `throughline check` looks for. An error stops a build, a warning stops it under `--strict`, advice never\n\
         does. `throughline explain NAME` prints the same in a terminal.\n\n\
         | Check | Severity | When |\n| --- | --- | --- |\n",
    );
    for name in Name::ALL {
        let (word, severity) = (name.as_str(), name.severity().as_str());
        writeln!(text, "| [`{word}`](#{word}) | {severity} | {} |", cell(&check::summary(*name))).unwrap();
    }
    for name in Name::ALL {
        let (word, severity) = (name.as_str(), name.severity().as_str());
        let explanation = check::explanation(*name);
        write!(text, "\n## {word}\n\n*{severity}*\n\n{}\n", below(&explanation).trim_end()).unwrap();
    }
    is_up_to_date("checks.md", &text);
}

/// `markdown` with its headings one level further down.
fn below(markdown: &str) -> String {
    let mut code = false;
    let mut out = String::new();
    for line in markdown.lines() {
        code ^= line.starts_with("```");
        let heading = !code && line.starts_with('#');
        writeln!(out, "{}{line}", if heading { "#" } else { "" }).unwrap();
    }
    out
}

#[test]
fn every_field_is_in_the_reference() {
    let mut text = String::from(
        "# Fields\n\n\
         What may stand between the two `---` lines of a page, by kind. A kind follows from the folder, or from `kind:`.\n\
         `throughline new KIND` makes a page with all of them, and `throughline schema` tells editors.\n\n\
         A field marked \"yes\" must be there. `person/omar` names an entry of any kind; where a field takes one kind\n\
         only, `omar` will do. A list of one needs no brackets.\n\n",
    );
    for kind in Kind::ALL {
        writeln!(text, "- [{kind}](#{kind}): {}", kind.question()).unwrap();
    }
    text.push_str("- [Every page](#every-page)\n- [handbook.yaml](#handbookyaml)\n");
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Page) {
        let folder = kind.folder().expect("typed kinds have a folder");
        write!(text, "\n## {kind}\n\n{} Files in `{folder}/`.\n\n", kind.question()).unwrap();
        table(&mut text, kind.fields());
    }
    text.push_str(
        "\n## page\n\nAnything: files in any other folder. Plain pages have no fields of their own.\n",
    );
    text.push_str("\n## Every page\n\n`owner` must be there on typed pages; plain ones may go without.\n\n");
    table(&mut text, config::common_fields());
    text.push_str("\n## handbook.yaml\n\nWhat holds for the whole handbook. The file may be left out.\n\n");
    table(&mut text, Config::FIELDS);
    is_up_to_date("fields.md", &text);
}

fn table(text: &mut String, fields: &'static [Field]) {
    text.push_str("| Field | Needed | Holds | Meaning |\n| --- | --- | --- | --- |\n");
    rows(text, "", fields);
}

fn rows(text: &mut String, within: &str, fields: &'static [Field]) {
    for field in fields {
        let name = format!("{within}{}", field.name());
        let needed = match field.need {
            Need::Optional => "",
            Need::Required | Need::Checked => "yes",
        };
        let holds = cell(&described(&field.shape));
        writeln!(text, "| `{name}` | {needed} | {holds} | {} |", cell(field.doc.trim())).unwrap();
        match &field.shape {
            Shape::Group(fields) | Shape::List(Shape::Group(fields)) | Shape::Map(Shape::Group(fields)) => {
                rows(text, &format!("{name}."), fields);
            }
            _ => {}
        }
    }
}

/// What a field holds. A group's fields follow in rows of their own.
fn described(shape: &Shape) -> String {
    match shape {
        Shape::Group(_) => "a group".into(),
        Shape::List(Shape::Group(_)) => "a list of groups".into(),
        Shape::List(item) => format!("a list: {}", described(item)),
        other => other.described(),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Every kind's field is explained in a sentence: it is what writers read in their editor.
#[test]
fn every_field_is_explained() {
    fn look(within: &str, fields: &'static [Field]) {
        for field in fields {
            let doc = field.doc.trim();
            let sentence = doc.ends_with(['.', '?', '…', '"', '`']) && doc.len() > 5;
            assert!(sentence, "{within}.{}: {doc:?}", field.name());
            match &field.shape {
                Shape::Group(fields) | Shape::List(Shape::Group(fields)) => look(field.name(), fields),
                _ => {}
            }
        }
    }
    for kind in Kind::ALL {
        look(kind.as_str(), kind.fields());
    }
    look("page", config::common_fields());
    look("handbook.yaml", Config::FIELDS);
}
