//! The four concerns: what counts as an answer to each of the ten questions, for whom, and who never hears of it.

mod website;

use serde_json::{Value, json};
use website::{Files, TODAY, files};

const OWNED: &str = "owner: person/omar\nreviewed: {on: 2026-08-01, by: omar}\n";

/// A handbook in which Delivery answers all ten questions and the kitchen hardly any.
fn handbook() -> Files {
    let page = |fields: &str| format!("---\n{fields}{OWNED}---\n");
    let department = page("title: T\nlead: omar\nfunction: operations\n");
    let role = |title: &str, department: &str, rest: &str| {
        page(&format!("title: {title}\ndepartment: {department}\n{rest}"))
    };
    files([
        ("content/handbook.yaml", "title: The handbook\nlanguage: en-GB\ndepartments: {delivery: enrolled, kitchen: enrolled, yard: not yet}\n".to_owned()),
        ("content/departments/delivery.md", department.replace("title: T", "title: Delivery")),
        ("content/departments/kitchen.md", department.replace("title: T", "title: Kitchen")),
        ("content/departments/yard.md", department.replace("title: T", "title: Yard")),
        ("content/people/omar.md", page("title: Omar\nrole: driver\n")),
        ("content/people/lena.md", page("title: Lena\nrole: baker\n")),
        ("content/promise/pillars/on-time.md", page(
            "title: On time\nclaim: By seven\nmatters_to: [paula]\nproof: [{text: Yes, source: log, as_of: 2026-08-01}]\nbehaviours: [{department: delivery, do: ring}, {department: kitchen, do: bake}]\n",
        )),
        ("content/personas/paula.md", page(
            "name: Paula\ntype: customer\nquote: Now\nwho: She\nwhy_us: Bread\nhow_they_use: Eats it\njobs: [a]\ngoals: [b]\npains: [c]\nfit: {needs_served: high, profitable: high}\nmatters: [on-time]\nevidence: {level: interviews, sources: [{what: talks, n: 9, date: 2026-05-01}]}\n",
        )),
        ("content/goals/seven.md", page("title: Seven\nstatement: All by seven\nperiod: 2026\npillars: [on-time]\n")),
        ("content/roles/driver.md", role("Driver", "delivery",
            "expected: [Be there]\ngoals: [seven]\nneeds: [{skill: driving, status: ok}]\nserves: [{to: persona/paula, output: bread, value: breakfast, pillar: on-time}]\n")),
        ("content/roles/baker.md", role("Baker", "kitchen",
            "expected: [Bake]\nneeds: [{skill: baking}, {tool: a third oven, status: gap}]\nserves: [{to: role/driver, output: loaves, value: ''}]\n")),
        ("content/voice/spring.md", page(
            "source: survey\nperiod: 2026-Q2\ncadence: quarterly\nasked: customers\npersonas: [paula]\ndepartments: [delivery]\nmeasures: [{measure: refer-a-friend, yes: 40, no: 10}]\n",
        )),
        ("content/voice/us.md", page(
            "source: survey\nperiod: 2026-Q2\nasked: employees\ndepartments: [delivery]\nmeasures: [{measure: refer-a-friend, yes: 40, no: 10}]\n",
        )),
        ("content/listening/shoes.md", page(
            "title: Shoes\nraised_by: employee\nquestion: gets-in-the-way\nsaid: Shoes leak\ndepartment: delivery\non: 2026-06-01\nresponse: {status: done, did: New ones, owner: person/omar, told_on: 2026-07-01}\n",
        )),
        ("content/listening/oven.md", page(
            "title: Oven\nraised_by: employee\nquestion: gets-in-the-way\nsaid: It is cold\ndepartment: kitchen\non: 2026-08-20\n",
        )),
        ("content/recognition/ring.md", page(
            "title: Ring\nwho: [omar]\nbehaviour: Rang\nfor: customer\npillar: on-time\non: 2026-08-01\nconsent: true\n",
        )),
        ("content/recognition/lift.md", page(
            "title: Lift\nwho: [omar]\nbehaviour: Gave a lift\nfor: co-worker\npillar: on-time\non: 2026-06-03\nconsent: true\n",
        )),
    ])
}

fn concerns(site: &website::Website) -> Vec<Value> {
    let data: Value = serde_json::from_str(site.text("data/handbook.json")).unwrap();
    data["concerns"].as_array().unwrap().clone()
}

/// What is answered of what, by question.
fn shares(site: &website::Website, department: Value) -> Vec<(String, u64, u64)> {
    let of = |concern: &Value| {
        let number = |key: &str| concern[key].as_u64().unwrap();
        (concern["question"].as_str().unwrap().to_owned(), number("answered"), number("of"))
    };
    concerns(site).iter().filter(|concern| concern["department"] == department).map(of).collect()
}

fn named(shares: &[(&str, u64, u64)]) -> Vec<(String, u64, u64)> {
    shares.iter().map(|(question, answered, of)| ((*question).to_owned(), *answered, *of)).collect()
}

#[test]
fn each_question_counts_what_the_handbook_says() {
    let site = handbook().site();
    let delivery = [
        // The driver, and Paula, who is reached.
        ("CU1", 2, 2),
        ("CU2", 1, 1),
        ("CU3", 1, 1),
        ("EA1", 2, 2),
        // Shoes, and what was asked.
        ("EA2", 2, 2),
        ("EI1", 1, 1),
        ("EI2", 1, 1),
        ("EI3", 1, 1),
        ("OS1", 1, 1),
        ("OS2", 1, 1),
    ];
    assert_eq!(shares(&site, json!("department/delivery")), named(&delivery));
    let kitchen = [
        ("CU1", 2, 2),
        ("CU2", 0, 1),
        ("CU3", 0, 1),
        ("EA1", 0, 2),
        ("EA2", 0, 2),
        // The loaves are worth nothing to anybody yet.
        ("EI1", 0, 1),
        ("EI2", 0, 1),
        ("EI3", 1, 2),
        ("OS1", 0, 1),
        ("OS2", 0, 1),
    ];
    assert_eq!(shares(&site, json!("department/kitchen")), named(&kitchen));
    assert_eq!(shares(&site, json!("department/yard")), [], "it has not joined");
}

#[test]
fn thanks_are_recent_for_ninety_days_to_the_day() {
    let later = handbook().made(&throughline::pipeline::Request::on(TODAY.tomorrow().unwrap()));
    let recognised = shares(&later, json!("department/delivery"))[3].clone();
    assert_eq!(recognised, ("EA1".to_owned(), 1, 2), "the lift was ninety-one days ago");
}

#[test]
fn every_figure_leads_to_its_evidence() {
    let site = handbook().site();
    let card = site.text("concerns/index.html");
    assert!(card.contains("href=\"../concerns/employee-impact/#ei3-kitchen\""), "{card}");
    let impact = site.text("concerns/employee-impact/index.html");
    assert!(impact.contains("id=\"ei3-kitchen\""), "{impact}");
    assert!(impact.contains("missing: a third oven"), "{impact}");
    let evidence = &concerns(&site)[0]["evidence"];
    assert!(evidence.as_array().is_some_and(|evidence| !evidence.is_empty()), "{evidence}");
    for concern in concerns(&site) {
        for evidence in concern["evidence"].as_array().unwrap() {
            let address = evidence["address"].as_str();
            assert!(address.is_none_or(|address| site.has(&format!("{address}index.html"))), "{evidence}");
        }
    }
}

#[test]
fn a_handbook_without_roles_has_no_scorecard() {
    let site = files([("content/index.md", "# Hello\n")]).site();
    assert!(!site.has("concerns/index.html"));
    assert_eq!(concerns(&site), [] as [Value; 0]);
    assert!(site.has("health/index.html"), "somebody keeps it all the same");
}

#[test]
fn the_owners_page_tells_places_and_nobody_links_there() {
    let site = handbook()
        .with("content/notes.md", "---\ntitle: Notes\n---\nSee [gone](gone.md).\n")
        .with("content/secret.md", "---\ntitle: Secret\ndraft: true\n---\nSee [gone](gone.md).\n")
        .site();
    let health: Value = serde_json::from_str(site.text("data/health.json")).unwrap();
    let broken: Vec<&Value> = health["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["name"] == "broken-link")
        .collect();
    assert_eq!(
        broken,
        [&json!({"name": "broken-link", "severity": "error", "file": "content/notes.md", "line": 4})]
    );
    let page = site.text("health/index.html");
    assert!(page.contains("content/notes.md:4") && !page.contains("ecret"), "{page}");
    for (path, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        let links = text.contains("health/\"") || text.contains("health/index.html\"");
        assert!(!links || path.starts_with("data/") || path.contains("health"), "{path} links to it");
    }
}

#[test]
fn the_queue_is_by_owner_and_the_most_urgent_first() {
    let site = handbook()
        .with(
            "content/roles/idle.md",
            "---\ntitle: Idle\ndepartment: kitchen\nexpected: [x]\nowner: person/omar\nserves: []\n---\n",
        )
        .site();
    let health: Value = serde_json::from_str(site.text("data/health.json")).unwrap();
    let queue = health["queue"].as_array().unwrap();
    assert_eq!(queue[0]["owner"], "person/omar");
    assert_eq!(queue[0]["pages"][0]["page"], "role/idle", "nobody has looked it over yet");
    assert_eq!(queue[0]["pages"][1]["due"], "2027-08-01");
    assert_eq!(health["counts"]["role"], 3);
}
