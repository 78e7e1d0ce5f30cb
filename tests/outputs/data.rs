use jiff::civil::date;
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
    let promised = [
        "version",
        "title",
        "language",
        "date",
        "entries",
        "serves",
        "line_of_sight",
        "sessions",
        "measures",
        "concerns",
        "links",
    ];
    assert_eq!(keys, promised);
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

const SURVEY: &str = "---\nsource: survey\nperiod: 2026-Q2\ndepartments: [delivery]\nasked: employees\npersonas: [paula]\ncounts_file: q2.csv\n\
    measures:\n  - {measure: nps, promoters: 50, passives: 33, detractors: 17}\n\
    \x20 - {measure: complaints, by: [{category: late, received: 38, closed: 37, median_days: 1.5, pillar: on-time}, {category: cold, received: 4}, {category: dear, received: 9}]}\n---\n";
const COUNTS: &str = "\u{feff}measure;department;label;scale;5;4;3;2;1\r\ncsat;;Stars;5;41;12;4;3;4\r\ncsat;delivery;Stars;5;40;10;4;3;4\r\ncsat;kitchen;Stars;5;1;2;0;0;0\r\n";

#[test]
fn measures_are_figures_with_what_they_count() {
    let kitchen = "---\nlead: omar\n---\n";
    let site = typed()
        .with("content/voice/q2.md", SURVEY)
        .with("content/voice/q2.csv", COUNTS)
        .with("content/departments/kitchen.md", kitchen)
        .site();
    let measures = data(&site)["measures"].clone();
    let (survey, people) = ("content/voice/q2.md", json!(["persona/paula"]));
    assert_eq!(
        measures[0],
        json!({
            "file": survey, "source": "survey", "asked": "employees", "departments": ["department/delivery"],
            "personas": people, "period": "2026-Q2", "measure": "nps", "label": null, "unit": "score",
            "n": 100, "value": 33.0, "low": 18.3183, "high": 47.6817, "shown": true,
        })
    );
    let complaints = &measures[1];
    assert_eq!(
        (&complaints["n"], &complaints["value"], &complaints["unit"]),
        (&json!(51), &json!(51.0), &json!("count"))
    );
    assert_eq!(
        complaints["by"],
        json!([
            {"category": "late", "received": 38, "closed": 37, "median_days": 1.5, "persona": null, "pillar": "pillar/on-time", "shown": true},
            {"category": "cold", "received": null, "closed": null, "median_days": null, "persona": null, "pillar": null, "shown": false},
            {"category": "dear", "received": null, "closed": null, "median_days": null, "persona": null, "pillar": null, "shown": false},
        ])
    );
    let of = |at: usize| {
        (measures[at]["departments"].clone(), measures[at]["value"].clone(), measures[at]["shown"].clone())
    };
    assert_eq!(
        of(2),
        (json!(["department/delivery"]), json!(82.8125), json!(true)),
        "its page's departments"
    );
    assert_eq!(measures[2]["label"], "Stars");
    assert_eq!(
        of(3),
        (json!(["department/delivery"]), Value::Null, json!(false)),
        "it would tell the kitchen's"
    );
    assert_eq!(of(4), (json!(["department/kitchen"]), Value::Null, json!(false)));
    assert_eq!((&measures[4]["n"], &measures[4]["low"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_spreadsheets_export_is_never_a_file_of_the_site() {
    let linked = format!("{SURVEY}The counts are [in a file](q2.csv) and ![here](q2.csv).\n");
    let managers = SURVEY.replacen("---\n", "---\naudience: managers\n", 1);
    for (audience, survey) in
        [(None, linked.as_str()), (None, managers.as_str()), (Some("managers"), managers.as_str())]
    {
        let page = "---\ntitle: Look\n---\n[The counts](voice/q2.csv)\n";
        let files = typed()
            .with("content/voice/q2.md", survey)
            .with("content/voice/q2.csv", COUNTS)
            .with("content/look.md", page)
            .with("content/people/omar.md", "---\nrole: driver\nphoto: ../voice/q2.csv\n---\n");
        let site = files.made(&Request { audience: audience.map(str::to_owned), ..Request::on(TODAY) });
        for (path, bytes) in &site.files {
            assert!(!path.ends_with(".csv"), "{path}");
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("Stars;5"), "{audience:?} {path}");
        }
        let told = site.told(Name::HiddenLink);
        assert!(told.iter().any(|told| told.message.contains("small groups")), "{told:?}");
    }
}

/// A page without the places at which its drawings draw: names of drawings and words in them stay.
fn without_places(html: &str) -> String {
    let drawn = ["path ", "circle ", "rect ", "line ", "g ", "text ", "tspan "];
    let parts = html.split('<').map(|part| match part.split_once('>') {
        Some((tag, words)) if drawn.iter().any(|name| tag.starts_with(name)) => words,
        Some((tag, _)) if tag.starts_with("svg ") => tag.split("aria-label=").nth(1).unwrap_or_default(),
        _ => part,
    });
    parts.collect::<Vec<_>>().join("<")
}

#[test]
fn what_is_too_few_to_show_is_in_no_byte_of_the_site() {
    let settings =
        "title: The handbook\nlanguage: en-GB\nprivacy: {minimum_group: 1000, minimum_distribution: 2000}\n";
    let voice = "---\nsource: survey\nasked: customers\nperiod: 2026-Q2\npersonas: [paula]\ndepartments: [delivery, kitchen, yard]\nmeasures:\n\
        \x20 - {measure: nps, promoters: 5613, passives: 1901, detractors: 723}\n\
        \x20 - {measure: nps, department: delivery, promoters: 3702, passives: 1604, detractors: 663}\n\
        \x20 - {measure: nps, department: kitchen, promoters: 613, passives: 101, detractors: 23}\n\
        \x20 - {measure: nps, department: yard, promoters: 1298, passives: 196, detractors: 37}\n\
        \x20 - {measure: csat, label: Few, scale: 2, counts: {2: 617, 1: 109}}\n\
        \x20 - {measure: csat, label: Some, scale: 2, counts: {2: 1117, 1: 613}}\n\
        \x20 - {measure: complaints, by: [{category: late, received: 4127, persona: paula}, {category: cold, received: 619, persona: paula, closed: 611}, {category: dear, received: 1543, persona: paula, median_days: 8.25}]}\n---\n";
    let department = "---\nlead: omar\nfunction: operations\n---\n";
    let site = typed()
        .with("content/handbook.yaml", settings)
        .with("content/voice/q2.md", voice)
        .with("content/departments/kitchen.md", department)
        .with("content/departments/yard.md", department)
        .site();
    let page = site.text("voice/q2/index.html");
    for shown in ["8,237", "5,969", "1,730", "6,289", "4,127"] {
        assert!(page.contains(shown), "{shown} may be shown");
    }
    // The kitchen and whoever had to be hidden with it, in people, answers and percentages; the same of the others.
    let hidden = [
        "737", "613", "1531", "1,531", "1298", "1,298", "726", "617", "1117", "1,117", "619", "611", "1543",
        "1,543", "8.25",
    ];
    for (path, bytes) in &site.files {
        if !path.ends_with(".html") && !path.ends_with(".json") {
            continue;
        }
        let text = without_places(&String::from_utf8_lossy(bytes));
        for number in hidden {
            let found = text.match_indices(number).any(|(at, _)| {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_hexdigit() || c == ',');
                !digit(text[..at].chars().next_back()) && !digit(text[at + number.len()..].chars().next())
            });
            assert!(!found, "{path} tells {number}");
        }
    }
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

/// A yard and a desk, and a programme of these fields and sessions; what is written in a spreadsheet stands below its heading.
fn programme(settings: &str, fields: &str, sessions: &str, rows: &str) -> Files {
    files([
        ("content/handbook.yaml", settings.to_owned()),
        ("content/departments/yard.md", "---\nfunction: out\n---\n".into()),
        ("content/roles/driver.md", "---\ndepartment: yard\n---\n".into()),
        ("content/people/omar.md", "---\nrole: driver\nhosts: true\n---\n".into()),
        ("content/people/lena.md", "---\ntitle: Lena\n---\n".into()),
        (
            "content/shadowing/autumn.md",
            format!(
                "---\ncycle: {{from: 2026-06-01, to: 2026-11-30}}\n{fields}sessions_file: autumn.csv\nsessions:\n{sessions}---\n"
            ),
        ),
        ("content/shadowing/autumn.csv", format!("id;host;guest;start;end;place;status\r\n{rows}")),
    ])
}

/// A line of front matter.
fn session(id: &str, start: &str, end: &str, more: &str) -> String {
    format!("  - {{id: {id}, host: omar, start: {start}, end: {end}{more}}}\n")
}

#[test]
fn visits_are_expanded_and_told_with_the_offset_of_their_day() {
    let series = session(
        "s1",
        "2026-10-19T05:00",
        "2026-10-19T09:00",
        ", guest: lena, place: Dock 2, status: confirmed, approved_by: omar, repeats: FREQ=WEEKLY;COUNT=2",
    );
    let row = "s2;omar;;2026-10-20 22:00;2026-10-21 02:00;;open\r\ns3;omar;lena;2026-10-01 09:00;2026-10-01 10:00;;cancelled\r\n";
    let visit = |id: &str, guest: Value, start: &str, end: &str, status: &str, place: Value| {
        json!({"programme": "shadowing/autumn", "id": id, "host": "person/omar", "guest": guest, "start": start, "end": end,
            "zone": "Europe/London", "status": status, "place": place})
    };
    let site = programme("timezone: europe/london\n", "", &series, row).site();
    assert_eq!(
        data(&site)["sessions"],
        json!([
            visit(
                "s3",
                json!(["person/lena"]),
                "2026-10-01T09:00:00+01:00",
                "2026-10-01T10:00:00+01:00",
                "cancelled",
                Value::Null
            ),
            visit(
                "s1",
                json!(["person/lena"]),
                "2026-10-19T05:00:00+01:00",
                "2026-10-19T09:00:00+01:00",
                "confirmed",
                json!("Dock 2")
            ),
            visit(
                "s2",
                json!([]),
                "2026-10-20T22:00:00+01:00",
                "2026-10-21T02:00:00+01:00",
                "open",
                Value::Null
            ),
            // The clocks were put back the day before.
            visit(
                "s1-2",
                json!(["person/lena"]),
                "2026-10-26T05:00:00+00:00",
                "2026-10-26T09:00:00+00:00",
                "confirmed",
                json!("Dock 2")
            ),
        ])
    );
    let elsewhere = programme("timezone: Europe/London\n", "timezone: America/New_York\n", "", row).site();
    assert_eq!(data(&elsewhere)["sessions"][1]["start"], "2026-10-20T22:00:00-04:00");
}

#[test]
fn what_is_long_past_is_in_no_byte() {
    let old = session(
        "s1",
        "2026-06-10T05:00",
        "2026-06-10T09:00",
        ", status: done, place: The old dock, approved_by: omar",
    );
    let new = session("s2", "2026-10-10T05:00", "2026-10-10T09:00", ", status: open, place: The new dock");
    let row = "s3;omar;;2026-06-11 05:00;2026-06-11 09:00;The old gate;done\r\n";
    let shown = |settings: &str, day: jiff::civil::Date| {
        let site = programme(settings, "", &format!("{old}{new}"), row).made(&Request::on(day));
        let text = site.text("data/handbook.json");
        let data = data(&site);
        let written = entry(&data, "shadowing", "autumn")["fields"]["sessions"].as_array().unwrap().len();
        let listed: Vec<String> = data["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|visit| visit["id"].as_str().unwrap().to_owned())
            .collect();
        for (id, place) in [("s1", "The old dock"), ("s3", "The old gate"), ("s2", "The new dock")] {
            assert_eq!(text.contains(place), listed.contains(&id.to_owned()), "{place}");
        }
        assert_eq!(written + usize::from(listed.contains(&"s3".to_owned())), listed.len());
        listed.join(" ")
    };
    let all = "s1 s3 s2";
    assert_eq!(shown("", date(2026, 12, 9)), all, "182 days, as long as the cycle");
    assert_eq!(shown("", date(2026, 12, 10)), "s3 s2");
    assert_eq!(shown("", date(2026, 12, 11)), "s2");
    assert_eq!(shown("keep_past: 2 months\n", date(2026, 8, 10)), all);
    assert_eq!(shown("keep_past: 2 months\n", date(2026, 8, 12)), "s2");
    assert_eq!(shown("keep_past: 1 year\n", date(2027, 6, 10)), all);
    assert_eq!(shown("", date(2030, 1, 1)), "", "all of it vanishes in the end");
}

#[test]
fn visits_to_people_whom_the_edition_hides_are_not_told() {
    let visit = |id: &str, more: &str| session(id, "2026-10-10T05:00", "2026-10-10T09:00", more);
    let hidden = visit("s1", ", guest: lena, status: requested, place: The loft");
    let site = programme("audiences: [everyone, managers]\n", "", &hidden, "")
        .with("content/people/lena.md", "---\ntitle: Lena\naudience: managers\n---\n")
        .site();
    let whole = site.text("data/handbook.json");
    assert!(!whole.contains("lena") && !whole.contains("The loft"), "{whole}");
    assert_eq!(data(&site)["sessions"], json!([]));
    assert_eq!(mentioned(&site), [""; 0], "nor that omar would have been there");
}

/// Whom the programme mentions.
fn mentioned(site: &Website) -> Vec<String> {
    let data = data(site);
    let links = data["links"].as_array().unwrap().iter();
    let theirs = links.filter(|link| link["from"] == "shadowing/autumn");
    theirs.map(|link| link["to"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn nobody_is_linked_to_a_visit_that_has_vanished() {
    let old = session(
        "s1",
        "2026-06-10T05:00",
        "2026-06-10T09:00",
        ", guest: lena, status: done, approved_by: tom, observe: paula",
    );
    let new = session("s2", "2026-10-10T05:00", "2026-10-10T09:00", ", status: open");
    let person = |name: &str| format!("---\ntitle: {name}\n---\n");
    let handbook =
        programme("", "", &format!("{old}{new}"), "s3;omar;kit;2026-06-11 05:00;2026-06-11 09:00;;done\r\n")
            .with("content/people/lena.md", person("Lena"))
            .with("content/people/tom.md", person("Tom"))
            .with("content/people/kit.md", person("Kit"))
            .with("content/personas/paula.md", "---\nname: Paula\ntype: customer\n---\n");
    let on = |day| mentioned(&handbook.made(&Request::on(day)));
    let people = ["person/kit", "person/lena", "person/omar", "person/tom", "persona/paula"];
    assert_eq!(on(date(2026, 12, 9)), people);
    assert_eq!(on(date(2026, 12, 10)), ["person/kit", "person/omar"], "the spreadsheet's was a day later");
    assert_eq!(on(date(2026, 12, 11)), ["person/omar"], "who hosts the one that is left");
    let page = |handbook: &Files, day| {
        handbook
            .made(&Request::on(day))
            .text("people/lena/index.html")
            .contains("href=\"../../shadowing/autumn/\"")
    };
    assert_eq!([date(2026, 12, 9), date(2026, 12, 10)].map(|day| page(&handbook, day)), [true, false]);
    // What the page says in so many words stays said.
    let path = "content/shadowing/autumn.md";
    let text =
        String::from_utf8(handbook.0[path].clone()).unwrap() + "\n[Lena](/people/lena.md) came first.\n";
    let said = handbook.clone().with(path, text).made(&Request::on(date(2026, 12, 11)));
    assert_eq!(mentioned(&said), ["person/lena", "person/omar"]);
}

#[test]
fn a_spreadsheet_of_visits_is_no_file_of_the_site_either() {
    let row = "s1;omar;;2026-10-10 05:00;2026-10-10 09:00;Dock 2;open\r\n";
    let site =
        programme("", "", "", row).with("content/look.md", "# Look\n\n[Rows](shadowing/autumn.csv)\n").site();
    assert!(!site.files.keys().any(|path| path.ends_with(".csv")));
    let told = site.told(Name::HiddenLink);
    assert!(told.iter().any(|told| told.message.contains("visits that are long past")), "{told:?}");
}
