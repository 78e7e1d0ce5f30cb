//! `suggest`: who could take the open places, why a place stays empty, and what to write down.

use serde_json::{Value, json};

use super::Desk;

const KEPT: &str = "owner: person/omar\nreviewed: {on: 2026-08-01}\n";

/// Three departments with two people each, of which the office has not joined, and a programme with these fields and sessions.
fn desk(rules: &str, sessions: &str) -> Desk {
    let desk = Desk::with(&[]);
    desk.write(
        "content/handbook.yaml",
        "title: A handbook\ndate: 2026-09-01\ntimezone: Europe/London\ndepartments: {yard: enrolled, shop: enrolled, office: not yet}\n",
    );
    for (department, people) in
        [("yard", ["omar", "saskia"]), ("shop", ["kit", "jonah"]), ("office", ["ines", "farah"])]
    {
        desk.write(
            &format!("content/departments/{department}.md"),
            &format!("---\ntitle: The {department}\nlead: {}\n{KEPT}---\n", people[0]),
        );
        desk.write(
            &format!("content/roles/{department}-work.md"),
            &format!("---\ntitle: Work\ndepartment: {department}\n{KEPT}---\n"),
        );
        for person in people {
            let name = format!("{}{}", person[..1].to_uppercase(), &person[1..]);
            desk.write(
                &format!("content/people/{person}.md"),
                &format!("---\ntitle: {name}\nrole: {department}-work\nhosts: true\n{KEPT}---\n"),
            );
        }
    }
    desk.write(
        "content/shadowing/winter.md",
        &format!("---\ntitle: Winter\ncycle: {{from: 2026-09-01, to: 2026-12-31}}\n{rules}{KEPT}sessions:\n{sessions}---\n"),
    );
    desk
}

fn session(id: &str, host: &str, day: &str, more: &str) -> String {
    format!(
        "  - {{id: {id}, host: {host}, start: 2026-{day}T05:00, end: 2026-{day}T09:00, status: open{more}}}\n"
    )
}

/// What is suggested, by visit, and why places stay empty.
fn data(desk: &Desk, words: &[&str]) -> Value {
    let words: Vec<&str> = ["suggest", "winter", "--format", "json"].iter().chain(words).copied().collect();
    desk.run(&words).exits(0).json()
}

fn goes(data: &Value) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let visits = data["visits"].as_array().unwrap().iter();
    visits
        .map(|visit| {
            let who = visit["suggested"].as_array().unwrap().iter();
            (text(&visit["id"]), who.map(|goes| text(&goes["person"]).replace("person/", "")).collect())
        })
        .collect()
}

/// The reasons of one visit: the rule and whom it concerns.
fn why(data: &Value, id: &str) -> Vec<(String, Vec<String>)> {
    let visit = data["visits"].as_array().unwrap().iter().find(|visit| visit["id"] == id).unwrap();
    let reasons = visit["why"].as_array().unwrap().iter();
    reasons
        .map(|why| {
            let people = why["people"].as_array().unwrap().iter();
            let people = people.map(|who| who.as_str().unwrap().replace("person/", "")).collect();
            (why["reason"].as_str().unwrap().to_owned(), people)
        })
        .collect()
}

#[track_caller]
fn stays_empty(desk: &Desk, id: &str, reasons: &[(&str, &[&str])]) {
    let data = data(desk, &[]);
    let told = why(&data, id);
    let told: Vec<(&str, Vec<&str>)> = told
        .iter()
        .map(|(reason, people)| (reason.as_str(), people.iter().map(String::as_str).collect()))
        .collect();
    let wanted: Vec<(&str, Vec<&str>)> =
        reasons.iter().map(|(reason, people)| (*reason, people.to_vec())).collect();
    assert_eq!(told, wanted, "{data:#}");
}

#[test]
fn people_who_have_not_gone_yet_go_first_and_departments_meet() {
    let sessions = [
        session("s1", "omar", "09-14", ""),
        session("s2", "kit", "09-15", ""),
        session("s3", "omar", "09-20", ", guest: kit").replace("open", "requested"),
    ];
    let desk = desk("", &sessions.concat());
    let data = data(&desk, &[]);
    // Kit asked already, so Jonah goes; Omar and Saskia are equal, and Omar comes first.
    assert_eq!(goes(&data), [("s1".into(), vec!["jonah".into()]), ("s2".into(), vec!["omar".into()])]);
    assert_eq!((&data["open"], &data["filled"], &data["first_visits"]), (&json!(2), &json!(2), &json!(2)));
    assert_eq!(data["new_pairs"], 1, "the shop has been to the yard");
    assert_eq!(data["not_joined"], 2);
    assert_eq!(data["visits"][1]["suggested"][0]["new_pair"], json!(["department/yard", "department/shop"]));
}

#[test]
fn what_is_suggested_can_be_pasted_and_breaks_no_rule() {
    let sessions = [
        session("s1", "omar", "09-14", ", repeats: FREQ=WEEKLY;COUNT=2, place: 'Dock 2: left, then up'"),
        session("s2", "kit", "10-25", ", mode: hands-on, objectives: ['look, and see', ask]"),
    ];
    let desk = desk("", &sessions.concat());
    let before = desk.run(&["check", "--format", "json"]).json();
    let ran = desk.run(&["suggest", "winter"]).exits(0).prints("place: \"Dock 2: left, then up\"\n");
    let (_, pasted) = ran.out.split_once("\nsessions:\n").unwrap();
    assert!(pasted.contains("id: s1-2\n") && !pasted.contains("repeats:"), "{pasted}");
    desk.write(
        "content/shadowing/winter.md",
        &format!(
            "---\ntitle: Winter\ncycle: {{from: 2026-09-01, to: 2026-12-31}}\n{KEPT}sessions:\n{pasted}---\n"
        ),
    );
    let after = desk.run(&["check", "--format", "json"]).json();
    assert_eq!(before["summary"], after["summary"], "{after:#}");
    desk.run(&["suggest", "winter"]).exits(0).prints("Nothing is open: every place is taken.\n");
}

#[test]
fn rows_of_a_spreadsheet_are_named_by_their_lines() {
    let desk = desk("sessions_file: winter.csv\n", "");
    desk.write(
        "content/shadowing/winter.md",
        &desk.read("content/shadowing/winter.md").replace("sessions:\n", ""),
    );
    desk.write(
        "content/shadowing/winter.csv",
        "id,host,guest,start,end,status,repeats\r\n\
         c1,omar,,2026-09-14 05:00,2026-09-14 09:00,open,\r\n\
         c2,kit,,2026-09-15 05:00,2026-09-15 09:00,open,FREQ=WEEKLY;COUNT=2\r\n",
    );
    let ran = desk.run(&["suggest", "winter"]).exits(0);
    ran.prints(
        "In content/shadowing/winter.csv, change these rows:\n  c1 (line 2): guest jonah, status requested\n",
    )
    .prints(
        "  c2 (line 3) repeats: copy its row for each visit, leave `repeats` empty, and write\n    \
                 id c2, start 2026-09-15T05:00, end 2026-09-15T09:00, guest omar, status requested\n    \
                 id c2-2, start 2026-09-22T05:00, end 2026-09-22T09:00, guest saskia, status requested\n",
    );
}

#[test]
fn a_place_stays_empty_for_a_reason_that_is_told() {
    let one = |rules: &str, more: &str| desk(rules, &session("s1", "omar", "09-14", more));
    stays_empty(&one("rules: {capacity: 9}\n", ""), "s1", &[("same-function", &["saskia"])]);
    stays_empty(&one("rules: {shortest: PT5H}\n", ""), "s1", &[("too-short", &[])]);
    stays_empty(&one("rules: {longest: PT3H}\n", ""), "s1", &[("too-long", &[])]);
    stays_empty(
        &one("closed: [{from: 2026-09-14, to: 2026-09-14, why: Regatta}]\n", ""),
        "s1",
        &[("closed-day", &[])],
    );
    let later = desk("", &session("s1", "omar", "08-14", ""));
    stays_empty(&later, "s1", &[("past", &[])]);
    stays_empty(
        &desk("", &session("s1", "omar", "12-31", "").replace("end: 2026-12-31", "end: 2027-01-01")),
        "s1",
        &[("outside-cycle", &[])],
    );
}

#[test]
fn so_it_does_for_people() {
    let sessions = |more: &str| {
        desk(
            "rules: {capacity: 2, host_per_month: 1}\n",
            &format!("{}{more}", session("s1", "omar", "09-14", "")),
        )
    };
    // Kit is away; Jonah hosts at the same time, elsewhere.
    let desk = sessions(
        &session("s2", "jonah", "09-14", "").replace("open", "approved, approved_by: kit, guest: saskia"),
    );
    desk.write(
        "content/people/kit.md",
        &desk
            .read("content/people/kit.md")
            .replace("hosts: true", "hosts: true\naway: {from: 2026-09-10, to: 2026-09-14}"),
    );
    stays_empty(&desk, "s1", &[("same-function", &["saskia"]), ("away", &["kit"]), ("busy", &["jonah"])]);
    // A meeting with customers takes Jonah's time as well.
    let desk = sessions("");
    desk.write("content/personas/joy.md", "---\nname: Joy\ntype: customer\nowner: person/omar\n---\n");
    desk.write(
        "content/encounters/tea.md",
        &format!("---\ntitle: Tea\ntype: visit\npersona: joy\nhost: jonah\nstart: 2026-09-14T08:00\nend: 2026-09-14T10:00\n{KEPT}---\n"),
    );
    stays_empty(&desk, "s1", &[("same-function", &["saskia"]), ("busy", &["jonah"])]);
    assert_eq!(goes(&data(&desk, &[]))[0].1, ["kit"]);
    // One visit a month; and nobody goes to the same host twice.
    let full = sessions(
        &session("s2", "omar", "09-20", ", guest: kit").replace("open", "approved, approved_by: kit"),
    );
    stays_empty(&full, "s1", &[("host-overload", &[])]);
    let next = sessions(
        &session("s2", "omar", "10-20", ", guest: kit").replace("open", "approved, approved_by: kit"),
    );
    stays_empty(&next, "s1", &[("same-function", &["saskia"]), ("same-host", &["kit"])]);
    // Two places in two months: each of the two goes to one of them, and to no other.
    let both = sessions(&session("s2", "omar", "10-20", ""));
    stays_empty(&both, "s2", &[("same-function", &["saskia"]), ("suggested-there", &["jonah", "kit"])]);
    // A host who has not offered, or is away.
    let desk = sessions("");
    desk.write(
        "content/people/omar.md",
        &desk
            .read("content/people/omar.md")
            .replace("hosts: true", "away: {from: 2026-09-14, to: 2026-09-20}"),
    );
    stays_empty(&desk, "s1", &[("not-a-host", &[]), ("host-away", &[])]);
}

#[test]
fn it_says_so_in_words() {
    let desk = desk("rules: {capacity: 3}\n", &session("s1", "omar", "09-14", ", place: Dock 2"));
    let ran = desk.run(&["suggest", "shadowing/winter"]).exits(0);
    ran.prints("Winter (shadowing/winter)\n3 places are open, and 2 of them can be filled.\n2 people leave their function for the first time in this programme.\n")
        .prints("\ns1  Monday, 14 September 2026, 05:00 to 09:00, with Omar, Dock 2\n  Jonah: a first visit; The shop has not been to The yard yet\n  Kit: a first visit\n")
        .prints("\nWhat stays empty, and why\n\ns1  Monday, 14 September 2026, 05:00 to 09:00, with Omar, Dock 2: one place\n  Saskia has the host’s function\n")
        .prints("    guest: [jonah, kit]\n");
}

#[test]
fn an_unknown_programme_is_misuse_and_the_nearest_is_named() {
    let desk = desk("", &session("s1", "omar", "09-14", ""));
    desk.run(&["suggest", "wintre"]).exits(2).prints_nothing().says("did you mean `winter`?");
    desk.run(&["suggest"]).exits(2).prints_nothing();
    Desk::sound().run(&["suggest", "winter"]).exits(2).prints_nothing().says("throughline new shadowing");
}

#[test]
fn the_sample_has_the_same_answer_every_time() {
    let desk = Desk::sample();
    let ran = desk
        .run(&["suggest", "winter-2026"])
        .exits(0)
        .prints("can be filled.\n")
        .prints("status: requested\n");
    assert_eq!(desk.run(&["suggest", "winter-2026"]).exits(0).out, ran.out);
    assert_eq!(desk.run(&["suggest", "winter-2026"]).exits(0).err, "");
}
