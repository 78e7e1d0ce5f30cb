use serde_json::{Value, json};
use throughline::diagnostic::Name;
use throughline::pipeline::Request;

use super::website::{TODAY, Website};
use super::*;

fn data(site: &Website) -> Value {
    serde_json::from_str(site.text("data/handbook.json")).unwrap()
}

fn entry<'d>(data: &'d Value, kind: &str, id: &str) -> &'d Value {
    let entries = data["entries"].as_array().unwrap();
    let found = entries.iter().find(|entry| entry["kind"] == kind && entry["id"] == id);
    found.unwrap_or_else(|| panic!("there is no {kind}/{id}"))
}

/// A small typed handbook. Some of it does not hold together, which is not what these tests are about.
fn typed() -> Files {
    files([
        ("content/handbook.yaml", "title: The handbook\nlanguage: en-GB\naudiences: [everyone, managers]\n"),
        (
            "content/roles/driver.md",
            "---\ntitle: Driver\ndepartment: delivery\nexpected: Every door by seven\ngoals: [seven]\nowner: person/omar\n\
             reviewed: {on: 2026-08-01, by: person/omar, note: Read in full}\norder: 1.50\n\
             serves:\n  - {to: paula, output: warm bread, value: breakfast, pillar: on-time, moment: at seven}\n\
             \x20 - {to: role/dispatcher, output: a report, value: he knows}\n---\nSee [Paula](../personas/paula.md).\n",
        ),
        (
            "content/roles/dispatcher.md",
            "---\ntitle: Dispatcher\ndepartment: department/delivery\nserves: [{to: role/driver, output: a list, value: no door is missed}]\n---\n",
        ),
        ("content/departments/delivery.md", "---\nlead: omar\nfunction: operations\n---\n"),
        (
            "content/people/omar.md",
            "---\nrole: driver\nhosts: true\naway: [{from: 2026-08-01, to: 2026-08-05}]\n---\n",
        ),
        (
            "content/personas/paula.md",
            "---\nname: Paula\ntype: customer\nmatters: on-time\nask: [person/omar, the yard]\nsalary: 5000\n---\n",
        ),
        ("content/promise/pillars/on-time.md", "---\nclaim: By seven\nmatters_to: [paula]\n---\n"),
        (
            "content/goals/seven.md",
            "---\nstatement: All by seven\nperiod: 2026\npillars: [on-time]\nmeasures: [{name: doors, target: 98, now: 94 %}]\n---\n",
        ),
    ])
}

#[test]
fn it_has_the_promised_keys_in_order() {
    let site = typed().site();
    let data = data(&site);
    let keys: Vec<&String> = data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["version", "title", "language", "date", "entries", "serves", "line_of_sight", "links"]);
    assert_eq!(data["version"], 1);
    assert_eq!((&data["title"], &data["language"]), (&json!("The handbook"), &json!("en-GB")));
    assert_eq!(data["date"], "2026-09-01");
    let names: Vec<String> = data["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| format!("{}/{}", entry["kind"].as_str().unwrap(), entry["id"].as_str().unwrap()))
        .collect();
    assert!(names.is_sorted() && names.len() == 7, "{names:?}");
}

#[test]
fn every_role_has_its_shortest_way_to_every_customer() {
    let site = typed().site();
    assert_eq!(
        data(&site)["line_of_sight"],
        json!([
            {
                "role": "role/dispatcher", "persona": "persona/paula", "distance": 2,
                "path": ["role/dispatcher", "role/driver", "persona/paula"]
            },
            {
                "role": "role/driver", "persona": "persona/paula", "distance": 1,
                "path": ["role/driver", "persona/paula"]
            },
        ])
    );
}

#[test]
fn an_entry_is_as_written_with_full_names() {
    let site = typed().site();
    let data = data(&site);
    assert_eq!(
        *entry(&data, "role", "driver"),
        json!({
            "kind": "role",
            "id": "driver",
            "title": "Driver",
            "address": "roles/driver/",
            "file": "content/roles/driver.md",
            "owner": "person/omar",
            "reviewed": {"on": "2026-08-01", "by": "person/omar", "note": "Read in full"},
            "fields": {
                "department": "department/delivery",
                "expected": ["Every door by seven"],
                "goals": ["goal/seven"],
                "order": 1.5,
                "serves": [
                    {"moment": "at seven", "output": "warm bread", "pillar": "pillar/on-time", "to": "persona/paula", "value": "breakfast"},
                    {"output": "a report", "to": "role/dispatcher", "value": "he knows"},
                ],
            },
        })
    );
    let paula = entry(&data, "persona", "paula");
    assert_eq!((&paula["owner"], &paula["reviewed"]), (&Value::Null, &Value::Null));
    // A number is text where text is meant, and a field that the model does not know is none.
    assert_eq!(
        paula["fields"],
        json!({"ask": ["person/omar", "the yard"], "matters": ["pillar/on-time"], "name": "Paula", "type": "customer"})
    );
    let goal = &entry(&data, "goal", "seven")["fields"];
    assert_eq!(goal["period"], "2026");
    assert_eq!(goal["measures"], json!([{"name": "doors", "now": "94 %", "target": "98"}]));
    let omar = &entry(&data, "person", "omar")["fields"];
    assert_eq!(
        *omar,
        json!({"away": [{"from": "2026-08-01", "to": "2026-08-05"}], "hosts": true, "role": "role/driver"})
    );
}

#[test]
fn who_serves_whom_and_what_mentions_what_are_lists_of_their_own() {
    let site = typed().site();
    let data = data(&site);
    assert_eq!(
        data["serves"],
        json!([
            {"from": "role/dispatcher", "to": "role/driver", "output": "a list", "value": "no door is missed", "standard": null, "pillar": null},
            {"from": "role/driver", "to": "persona/paula", "output": "warm bread", "value": "breakfast", "standard": null, "pillar": "pillar/on-time"},
            {"from": "role/driver", "to": "role/dispatcher", "output": "a report", "value": "he knows", "standard": null, "pillar": null},
        ])
    );
    let links = data["links"].as_array().unwrap();
    assert!(links.contains(&json!({"from": "role/driver", "to": "persona/paula"})));
    assert!(links.contains(&json!({"from": "department/delivery", "to": "person/omar"})));
    let sorted: Vec<String> = links.iter().map(Value::to_string).collect();
    assert!(sorted.is_sorted(), "{sorted:?}");
    assert!(links.iter().all(|link| link["from"] != link["to"]));
}

#[test]
fn whom_this_edition_hides_is_named_nowhere_in_it() {
    for head in ["draft: true", "publish_on: 2027-01-01", "expire_on: 2025-01-01", "audience: managers"] {
        let hidden = format!("---\nname: Paula\ntype: customer\n{head}\n---\n");
        let site = typed().with("content/personas/paula.md", hidden).site();
        let text = site.text("data/handbook.json");
        assert!(!text.contains("persona/paula"), "{head}: {text}");
        let data = data(&site);
        assert_eq!(data["serves"].as_array().unwrap().len(), 2, "{head}");
        assert_eq!(entry(&data, "pillar", "on-time")["fields"]["matters_to"], json!([]), "{head}");
    }
    let hidden = "---\nrole: driver\ndraft: true\n---\n";
    let site = typed().with("content/people/omar.md", hidden).site();
    assert!(!site.text("data/handbook.json").contains("omar"), "{}", site.text("data/handbook.json"));
}

#[test]
fn counts_and_unagreed_quotes_stay_at_home() {
    let voice = "---\nsource: survey\nperiod: 2026-Q2\ndepartments: [delivery]\nasked: employees\n\
        measures: [{measure: csat, scale: 5, counts: {5: 1, 1: 777}}]\ncounts_file: q2.csv\nthemes: [{theme: late, count: 2}]\n\
        quotes:\n  - {text: You may say so, persona: paula, consent: true}\n  - {text: Please do not, persona: paula}\n\
        \x20 - {text: Certainly not, consent: false}\n---\n";
    let site = typed().with("content/voice/q2.md", voice).with("content/voice/q2.csv", "measure\n").site();
    assert_eq!(
        entry(&data(&site), "voice", "q2")["fields"],
        json!({
            "asked": "employees",
            "departments": ["department/delivery"],
            "period": "2026-Q2",
            "quotes": [{"consent": true, "persona": "persona/paula", "text": "You may say so"}],
            "source": "survey",
            "themes": [{"count": 2, "theme": "late"}],
        })
    );
}

#[test]
fn what_does_not_fit_its_field_is_left_out() {
    let wrong = "---\ntitle: Driver\ndepartment: [delivery, nobody]\nexpected: {a: b}\norder: soon\ntoc: maybe\n\
        serves: [driver, {to: [paula], output: bread}]\ngoals: [nowhere, seven, person/omar]\n---\n";
    let site = typed().with("content/roles/driver.md", wrong).site();
    assert!(!site.told(Name::WrongType).is_empty());
    let fields = entry(&data(&site), "role", "driver")["fields"].clone();
    assert_eq!(fields, json!({"goals": ["goal/seven"], "serves": [{"output": "bread"}]}));
}

#[test]
fn a_bare_name_that_two_could_have_is_nobodys() {
    let two = typed().with("content/people/dispatcher.md", "---\nrole: driver\n---\n").with(
        "content/roles/driver.md",
        "---\ntitle: Driver\nowner: dispatcher\nserves: [{to: dispatcher, output: x, value: y}]\n---\n",
    );
    let site = two.made(&Request { audience: Some("managers".into()), ..Request::on(TODAY) });
    let data = data(&site);
    let driver = entry(&data, "role", "driver");
    // The owner may be a role or a person; what is served is a role or a persona.
    assert_eq!(driver["owner"], Value::Null);
    assert_eq!(driver["fields"]["serves"][0]["to"], "role/dispatcher");
}
