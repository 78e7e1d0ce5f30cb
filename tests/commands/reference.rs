//! `explain`, `schema` and `completions`.

use serde_json::Value;
use throughline::diagnostic::Name;
use throughline::parse::kind::Kind;

use super::{Desk, root};

#[test]
fn every_check_is_explained() {
    let desk = Desk::empty();
    let list = desk.run(&["explain"]).exits(0).out;
    assert_eq!(list.lines().count(), Name::ALL.len());
    for name in Name::ALL {
        let name = name.as_str();
        assert!(list.lines().any(|line| line.split_whitespace().next() == Some(name)), "{name}");
        let page = desk.run(&["explain", name]).exits(0).out;
        assert!(page.starts_with(&format!("# {name} (")), "{page}");
        assert!(page.contains("## What to do") && page.contains("## Example"), "{name}");
    }
}

#[test]
fn completions_exist_for_every_shell() {
    let desk = Desk::empty();
    for (shell, sign) in [
        ("bash", "complete -F _throughline"),
        ("zsh", "#compdef throughline"),
        ("fish", "complete -c throughline"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = desk.run(&["completions", shell]).exits(0).out;
        assert!(script.contains(sign), "{shell}");
        assert!(script.contains("keep-going"), "{shell} knows the options");
    }
}

fn schema(words: &[&str]) -> Value {
    Desk::empty().run(&[&["schema"], words].concat()).exits(0).json()
}

#[test]
fn a_schema_knows_every_field() {
    for kind in Kind::ALL {
        let schema = schema(&[kind.as_str()]);
        for field in kind.fields() {
            assert!(schema["properties"][field.name()].is_object(), "{kind}.{}", field.name());
        }
        assert!(schema["properties"]["reviewed"].is_object(), "{kind}");
    }
    assert!(schema(&["handbook"])["properties"]["search_tests"].is_object());
    assert_eq!(schema(&[])["$defs"].as_object().unwrap().len(), Kind::ALL.len());
}

#[test]
fn the_schema_accepts_every_page_of_the_sample() {
    let all = schema(&[]);
    let desk = Desk::sample();
    let sources = throughline::source::Sources::load(desk.dir(), &[]).unwrap().value;
    let request = throughline::pipeline::Request::on("2026-09-01".parse().unwrap());
    let built = throughline::pipeline::build(sources.into(), &request, &Default::default()).value;
    let mut fields = 0;
    for entry in &built.handbook.entries {
        let Some(front) = &entry.document.facts.front else { continue };
        let value = plain(front);
        fields += value.as_object().map_or(0, serde_json::Map::len);
        let schema = &all["$defs"][entry.kind().as_str()];
        let wrong = misfits(schema, &value, "");
        assert!(wrong.is_empty(), "{}: {wrong:?}", entry.file());
    }
    assert!(fields > 500, "the sample has many fields, and {fields} were looked at");
}

#[test]
fn the_schema_refuses_what_the_check_refuses() {
    let role = schema(&["role"]);
    let refuses = |value: Value| !misfits(&role, &value, "").is_empty();
    let sound = serde_json::json!({
        "title": "Driver", "department": "delivery", "expected": "Rings first", "goals": [], "owner": "person/tom",
        "serves": {"to": "persona/paula", "output": "bread", "value": "breakfast"},
    });
    assert!(!refuses(sound.clone()));
    let with = |name: &str, value: Value| {
        let mut role = sound.clone();
        role[name] = value;
        role
    };
    assert!(refuses(with("titel", "x".into())), "an unknown field");
    assert!(refuses(with("serves", serde_json::json!([{"to": "x"}]))), "a missing one");
    assert!(refuses(with("needs", serde_json::json!([{"status": "perhaps"}]))), "no such word");
    assert!(refuses(with("draft", "yes".into())), "text for true or false");
}

/// A node of front matter as JSON: numbers that are numbers, and text.
fn plain(node: &throughline::parse::yaml::Node) -> Value {
    use throughline::parse::yaml::Value as Yaml;
    match &node.value {
        Yaml::Blank => Value::Null,
        Yaml::Bool(value) => (*value).into(),
        Yaml::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| text.to_string().into()),
        Yaml::Text(text) => text.to_string().into(),
        Yaml::List(items) => items.iter().map(plain).collect(),
        Yaml::Map(entries) => {
            entries.iter().map(|(key, value)| (key.text.to_string(), plain(value))).collect()
        }
    }
}

/// Where `value` does not fit `schema`: as much of JSON Schema as our schemas use, and a panic on any more.
fn misfits(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (keyword, rule) in schema.as_object().expect("a schema") {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "examples" | "format" | "$defs" => {}
            "type" => {
                let fits = |wanted: &Value| match wanted.as_str().unwrap() {
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "boolean" => value.is_boolean(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => panic!("the type {other}"),
                };
                let fits = rule.as_array().map_or_else(|| fits(rule), |types| types.iter().any(fits));
                if !fits {
                    wrong.push(format!("{at}: {value} is no {rule}"));
                }
            }
            "enum" if !rule.as_array().unwrap().contains(value) => {
                wrong.push(format!("{at}: {value} is none of {rule}"))
            }
            "minimum" if value.as_f64().is_some_and(|n| n < rule.as_f64().unwrap()) => {
                wrong.push(format!("{at}: {value} is too small"));
            }
            "enum" | "minimum" => {}
            "required" => {
                for name in rule.as_array().unwrap().iter().filter(|_| value.is_object()) {
                    if value.get(name.as_str().unwrap()).is_none() {
                        wrong.push(format!("{at}: {name} is missing"));
                    }
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        wrong.extend(misfits(rule, value, &format!("{at}.{name}")));
                    }
                }
            }
            "additionalProperties" => {
                let known = &schema["properties"];
                for (name, value) in value.as_object().into_iter().flatten() {
                    if known.get(name).is_some() {
                        continue;
                    }
                    match rule {
                        Value::Bool(true) => {}
                        Value::Bool(false) => wrong.push(format!("{at}: no field {name}")),
                        rule => wrong.extend(misfits(rule, value, &format!("{at}.{name}"))),
                    }
                }
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    wrong.extend(misfits(rule, item, &format!("{at}[{number}]")));
                }
            }
            "anyOf" => {
                let tried: Vec<Vec<String>> =
                    rule.as_array().unwrap().iter().map(|schema| misfits(schema, value, at)).collect();
                if !tried.iter().any(Vec::is_empty) {
                    wrong.extend(tried.into_iter().flatten());
                }
            }
            other => panic!("our schemas say `{other}`, and this test does not know it"),
        }
    }
    wrong
}

#[test]
fn the_sample_handbook_yaml_fits_its_schema() {
    let text = std::fs::read_to_string(root().join("content/handbook.yaml")).unwrap();
    let Ok(node) = throughline::parse::yaml::read(&text, 0) else { panic!("it can be read") };
    assert_eq!(misfits(&schema(&["handbook"]), &plain(&node), ""), [""; 0]);
}

/// The page that people read first names every command and every option, and its links lead somewhere.
#[test]
fn the_readme_is_true() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let desk = Desk::empty();
    let help = desk.run(&["--help"]).out;
    let (_, commands) = help.split_once("Commands:").unwrap();
    let (commands, _) = commands.split_once("Options:").unwrap();
    let commands = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() >= 7, "{commands:?}");
    for command in commands {
        assert!(readme.contains(&format!("\n| `{command}")), "the README says nothing of `{command}`");
    }
    let options = desk.run(&["build", "--help"]).out;
    for option in options.split_whitespace().filter(|word| word.starts_with("--") && *word != "--help") {
        let option = option.trim_end_matches([',', '.', ')']);
        assert!(readme.contains(&format!("`{option}")), "the README says nothing of `{option}`");
    }
    for after in readme.split("](").skip(1) {
        let link = after.split(')').next().unwrap();
        // Pictures of the site are taken when it is finished.
        if !link.contains("://") && !link.ends_with(".png") {
            assert!(root().join(link).exists(), "{link}");
        }
    }
}
