//! The lists of all pages of a kind: where they stand, whatever a handbook calls its folders; what they show, whatever
//! lies in them; and that nothing in them depends on the day of the build.

#[path = "website/mod.rs"]
mod website;

use jiff::civil::date;
use throughline::diagnostic::Name;
use throughline::pipeline::Request;
use website::{Files, TODAY, files, links};

const CONCERN: &str = "---\ntitle: Nine dark steps\nraised_by: employee\nquestion: gets-in-the-way\nsaid: The lamp is out\n\
    department: yard\non: 2026-08-20\ntheme: light\nresponse: {status: planned, did: A torch, owner: person/omar, due: 2026-09-18}\n\
    owner: person/omar\n---\n";
const THANKS: &str = "---\ntitle: Eleven doors\nwho: [person/omar]\nbehaviour: Took the last eleven doors\nfor: co-worker\n\
    pillar: care\nenabled_by: [role/driver]\non: 2026-08-20\nconsent: true\nowner: person/omar\n---\n";
const ADOPTED: &str = "---\ntitle: A window seat\ntype: adoption\npersona: paula\nhost: omar\nsince: 2026-01-05\ncadence: 2 months\n\
    last_contact: 2026-06-11\nneeds_heard: One text a day\nowner: person/omar\n---\n";

/// A handbook whose concerns lie in `concerns` and whose recognitions lie in `thanks`.
fn handbook(settings: &str, concerns: &str, thanks: &str) -> Files {
    let settings = format!("title: The handbook\n{settings}");
    files([
        ("content/handbook.yaml", settings.as_str()),
        ("content/index.md", "# Start\n\n[What you said](listening/) and [thanks](recognition/)\n"),
        ("content/departments/yard.md", "---\ntitle: The yard\nlead: omar\nowner: person/omar\n---\n"),
        ("content/people/omar.md", "---\ntitle: Omar\nrole: driver\nowner: person/omar\n---\n"),
        ("content/personas/paula.md", "---\nname: Paula\ntype: customer\nowner: person/omar\n---\n"),
        ("content/promise/pillars/care.md", "---\ntitle: Care\nowner: person/omar\n---\n"),
        (
            "content/roles/driver.md",
            "---\ntitle: Driver\ndepartment: yard\nserves: [{to: persona/paula, output: bread, value: breakfast}]\nowner: person/omar\n---\n",
        ),
        ("content/encounters/window.md", ADOPTED),
    ])
    .with(&format!("content/{concerns}/steps.md"), CONCERN)
    .with(&format!("content/{thanks}/doors.md"), THANKS)
}

#[test]
fn a_list_stays_where_it_is_when_its_folder_is_renamed() {
    let site = handbook("kinds: {concern: raised, recognition: applause}\n", "raised", "applause").site();
    assert_eq!(site.told(Name::BrokenLink).len(), 0, "links to the lists lead there");
    assert!(site.text("listening/index.html").contains("The lamp is out"));
    assert!(site.text("recognition/index.html").contains("Took the last eleven doors"));
    assert!(site.text("raised/steps/index.html").contains("The lamp is out"), "pages move with their folder");
    for (folder, list) in [("raised", "../listening/"), ("applause", "../recognition/")] {
        let page = site.text(&format!("{folder}/index.html"));
        assert!(links::of(page).iter().any(|link| link.to == list), "{folder} leads to its list");
        assert!(!page.contains("data-filtered"), "{folder} is no second list");
    }
    for page in ["index.html", "people/omar/index.html"] {
        let parts: Vec<links::Link> = links::of(site.text(page));
        let leads = |to: &str| parts.iter().any(|link| link.to.trim_start_matches("../") == to);
        assert!(leads("listening/") && leads("recognition/"), "{page}");
        assert!(!leads("raised/"), "{page} leads to the list, not to the folder");
    }
}

#[test]
fn the_writers_page_at_its_address_introduces_it() {
    for (settings, folder) in [("", "listening"), ("kinds: {concern: raised}\n", "raised")] {
        let site = handbook(settings, folder, "recognition")
            .with("content/listening/index.md", "---\ntitle: We listened\n---\nAsk us anything.\n")
            .site();
        let page = site.text("listening/index.html");
        assert!(page.contains("<h1>We listened</h1>") && page.contains("Ask us anything."), "{folder}");
        assert!(page.contains("The lamp is out"), "{folder}");
        let header = page.split("</header>").next().unwrap_or_default();
        let to_it =
            links::of(header).into_iter().filter(|link| link.to == "./" || link.to == "../listening/");
        assert_eq!(to_it.count(), 2, "once in the navigation and once in the menu: {folder}");
    }
}

#[test]
fn a_plain_folder_of_that_name_is_a_plain_folder() {
    let site = files([
        ("content/index.md", "# Start\n\n[Listening](listening/one.md)\n"),
        ("content/listening/one.md", "# One\n\nText.\n"),
    ])
    .site()
    .clean();
    let page = site.text("listening/index.html");
    assert!(page.contains("One") && !page.contains("class=\"questions\""));
    assert!(!site.has("recognition/index.html"));
}

#[test]
fn thanks_reach_the_person_the_role_and_the_department_and_flow_back_to_who_made_it_possible() {
    let site = handbook("", "listening", "recognition")
        .with("content/people/saskia.md", "---\ntitle: Saskia\nrole: planner\nowner: person/omar\n---\n")
        .with(
            "content/departments/office.md",
            "---\ntitle: The office\nlead: omar\nowner: person/omar\n---\n",
        )
        .with(
            "content/roles/planner.md",
            "---\ntitle: Planner\ndepartment: office\nowner: person/omar\n---\n",
        )
        .with("content/recognition/doors.md", THANKS.replace("role/driver", "person/saskia"))
        .site();
    let received = |page: &str, heading: &str| {
        let html = site.text(page);
        let (_, after) = html.split_once(&format!("<h3>{heading}</h3>")).unwrap_or_default();
        after.split("</section>").next().unwrap_or_default().contains("Eleven doors")
    };
    for page in ["people/omar", "roles/driver", "departments/yard"] {
        assert!(received(&format!("{page}/index.html"), "Thanked for"), "{page}");
        assert!(!received(&format!("{page}/index.html"), "Made possible"), "{page}");
    }
    for page in ["people/saskia", "roles/planner", "departments/office"] {
        assert!(received(&format!("{page}/index.html"), "Made possible"), "{page}");
        assert!(!received(&format!("{page}/index.html"), "Thanked for"), "{page}");
    }
}

#[test]
fn pages_are_the_same_on_every_day() {
    let handbook = handbook("", "listening", "recognition");
    let early = handbook.made(&Request::on(date(2026, 8, 25)));
    let late = handbook.made(&Request::on(date(2031, 2, 3)));
    for page in
        ["index", "listening/index", "recognition/index", "encounters/index", "print/roles/driver/index"]
    {
        let page = format!("{page}.html");
        assert_eq!(early.text(&page), late.text(&page), "{page}");
    }
}

#[test]
fn what_ages_is_marked_up_with_its_day() {
    let site = handbook("", "listening", "recognition").made(&Request::on(TODAY));
    let listening = site.text("listening/index.html");
    assert!(listening.contains("<time datetime=\"2026-08-20\" data-ago>"), "how long it has been open");
    assert!(listening.contains("data-due=\"2026-09-18\""), "by when it is due");
    let encounters = site.text("encounters/index.html");
    assert!(encounters.contains("data-due=\"2026-08-11\""), "two months after the last contact");
}

#[test]
fn a_need_can_be_met_wherever_an_activity_teaches_it() {
    let site = handbook("", "listening", "recognition")
        .with(
            "content/activities/course.md",
            "---\ntitle: The course\ntype: training\npillars: [care]\nteaches: [Route planning]\nowner: person/omar\n---\n",
        )
        .with(
            "content/roles/planner.md",
            "---\ntitle: Planner\ndepartment: yard\nneeds: [{skill: route planning, status: gap}, {skill: patience, status: gap}, {tool: a pencil, status: gap}]\nowner: person/omar\n---\n",
        )
        .site();
    let role = site.text("roles/planner/index.html");
    assert!(links::of(role).iter().any(|link| link.to == "../../activities/course/"));
    let activities = site.text("activities/index.html");
    let (_, missing) = activities.split_once("Missing now").unwrap_or_default();
    let row = |what: &str| {
        let (_, row) = missing.split_once(what).unwrap_or_default();
        row.split("</li>").next().unwrap_or_default().to_owned()
    };
    assert!(row("route planning").contains("The course"));
    assert!(row("patience").contains("nobody teaches it yet"));
    assert!(!row("a pencil").contains("teaches"), "a tool is bought");
    assert!(activities.contains("Nothing yet under: Reminders, A free hand"), "gaps are said in words");
}

#[test]
fn answers_and_who_was_told_are_counted() {
    let waiting = CONCERN
        .replace("response: {status: planned, did: A torch, owner: person/omar, due: 2026-09-18}\n", "");
    let told = CONCERN
        .replace("status: planned", "status: declined, declined_because: It is loud, told_on: 2026-08-24");
    let site = handbook("", "listening", "recognition")
        .with("content/listening/waiting.md", waiting)
        .with("content/listening/told.md", told)
        .site();
    let page = site.text("listening/index.html");
    assert!(page.contains("2 of 3 have an answer"));
    assert!(page.contains("One person who asked was told what came of it."));
    assert!(page.contains("Nobody has answered yet."));
    assert!(page.contains("after 4 days"));
    assert!(page.contains("Still open <b>2</b>"), "a no is an end, too");
    let order: Vec<usize> =
        ["waits for an answer</span></h3>", "will be done</span></h3>", "we will not</span></h3>"]
            .map(|group| page.find(group).unwrap_or(0))
            .into();
    assert!(order[0] > 0 && order.is_sorted(), "what waits comes first: {order:?}");
}

#[test]
fn each_role_has_a_starter_pack_wherever_its_file_lies() {
    let site =
        handbook("kinds: {role: jobs}\nbase_url: https://handbook.example/\n", "listening", "recognition")
            .with(
                "content/jobs/night/baker.md",
                "---\ntitle: Baker\ndepartment: yard\nowner: person/omar\n---\n",
            )
            .site();
    let page = site.text("jobs/night/baker/index.html");
    assert!(links::of(page).iter().any(|link| link.to == "../../../print/roles/baker/"));
    let pack = site.text("print/roles/baker/index.html");
    assert!(pack.contains("<h1>Baker</h1>"));
    assert!(pack.contains("class=\"write\""), "there are lines to write on where nothing is written");
    assert!(!site.text("sitemap.xml").contains("print/roles"), "paper is not searched");
}
