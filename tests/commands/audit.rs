//! `audit`: ten questions, for people and for pipelines.

use serde_json::Value;

use super::Desk;

/// One department, one role that reaches nobody yet.
fn desk() -> Desk {
    let kept = "owner: person/ana\nreviewed: {on: 2026-08-01}\n";
    let role =
        format!("---\ntitle: Baker\ndepartment: bakery\nexpected: [Bread by six]\nserves: []\n{kept}---\n");
    Desk::with(&[
        (
            "departments/bakery.md",
            &format!("---\ntitle: The bakery\nlead: ana\nfunction: operations\n{kept}---\n"),
        ),
        ("people/ana.md", &format!("---\ntitle: Ana\nrole: baker\n{kept}---\n")),
        ("roles/baker.md", &role),
    ])
}

#[test]
fn it_shows_what_the_handbook_says_and_is_no_mark() {
    let ran = desk().run(&["audit"]).exits(0);
    assert!(ran.out.contains("The bakery") && ran.out.contains("What is expected of me?"), "{}", ran.out);
    assert!(ran.out.contains("It does not measure what people know."), "{}", ran.out);
}

#[test]
fn below_the_minimum_it_exits_1_and_says_where() {
    let desk = desk();
    let ran = desk.run(&["audit", "--min", "50"]).exits(1);
    assert!(ran.out.contains("Below 50 %:\n  The bakery: "), "{}", ran.out);
    desk.run(&["audit", "--min", "0"]).exits(0);
    desk.run(&["audit", "--min", "101"]).exits(2);
    desk.run(&["audit", "--format", "sarif"]).exits(2);
}

#[test]
fn as_json_it_is_data_on_stdout() {
    let ran = desk().run(&["audit", "--format", "json", "--min", "50"]).exits(1);
    let data: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&data["version"], &data["min"], &data["date"]),
        (&1.into(), &50.into(), &"2026-09-01".into())
    );
    assert_eq!(data["concerns"].as_array().unwrap().len(), 20, "ten questions, for all and for the bakery");
    let path = data["concerns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|concern| concern["question"] == "EI1" && concern["department"] == "department/bakery");
    assert_eq!(path.unwrap()["open"], serde_json::json!(["role/baker"]));
    assert!(data["below"].as_array().is_some_and(|below| !below.is_empty()));
}

#[test]
fn without_a_role_there_is_nothing_to_ask() {
    Desk::sound().run(&["audit"]).exits(2).prints_nothing().says("throughline new role");
}
