//! Who sees what, and when: what an edition hides is in no byte of it.

mod canary;
#[path = "../website/mod.rs"]
mod website;

use throughline::diagnostic::{Name, Severity};
use throughline::pipeline::Request;
use website::{Files, TODAY, disk, files};

/// Pages that everybody sees. With `mentions` they name hidden ones wherever one page can name another.
fn shown(mentions: bool) -> Files {
    let field = |text: &'static str| if mentions { text } else { "" };
    files([
        (
            "content/handbook.yaml",
            "title: The handbook\norganisation: Harbour\nbase_url: https://handbook.example/\naudiences: [everyone, managers]\n\
             edit_url: https://git.example/edit/{path}\n"
                .to_owned(),
        ),
        (
            "content/index.md",
            format!(
                "# Start\n\n[Team](people/omar.md) [role](roles/driver.md) ![Ours](images/shared.svg) [both](files/both.txt)\n\n{}",
                field("Read [the plan](plans/zanzibar7.md), [again](plans/zanzibar7/), or [all of it](plans/).\n")
            ),
        ),
        (
            "content/people/omar.md",
            format!(
                "---\ntitle: Omar\nrole: driver\nowner: role/driver\ntags: [yard]\n{}---\nOmar drives bread.\n",
                field("ask: [person/zanzibar7]\nreviewed: {on: 2026-08-01, by: person/zanzibar7}\n")
            ),
        ),
        (
            "content/roles/driver.md",
            format!(
                "---\ntitle: Driver\ndepartment: delivery\nexpected: [Every door]\ngoals: [seven{}]\nserves:\n  - {{to: paula, output: bread, value: breakfast}}\n{}owner: person/omar\n---\n",
                field(", zanzibar7"),
                field("  - {to: persona/zanzibar7, output: bread too, value: breakfast too, pillar: zanzibar7}\n"),
            ),
        ),
        ("content/departments/delivery.md", "---\ntitle: Delivery\nlead: omar\nowner: person/omar\n---\n".to_owned()),
        ("content/goals/seven.md", "---\nstatement: All by seven\nperiod: 2026\npillars: [on-time]\nowner: person/omar\n---\n".to_owned()),
        ("content/promise/pillars/on-time.md", "---\ntitle: On time\nclaim: By seven\nmatters_to: [paula]\nproof: [{text: 94 %, source: log, as_of: 2026-06-30}]\nbehaviours: [{department: delivery, do: Leave early}]\nowner: person/omar\n---\n".to_owned()),
        ("content/personas/paula.md", "---\nname: Paula\ntype: customer\nquote: Just be there.\nwho: A guest\nwhy_us: Near\nhow_they_use: Daily\njobs: [eat]\ngoals: [bread]\npains: [cold]\nfit: {needs_served: high, profitable: high}\nmatters: [on-time]\nevidence: {level: interviews}\nowner: person/omar\n---\n".to_owned()),
        ("content/people/noor.md", "---\ntitle: Noor\nrole: clerk\nowner: person/omar\n---\n".to_owned()),
        ("content/departments/office.md", "---\ntitle: Office\nlead: noor\nowner: person/omar\n---\n".to_owned()),
        (
            "content/roles/clerk.md",
            "---\ntitle: Clerk\ndepartment: office\nexpected: [A list]\ngoals: [seven]\nserves:\n  - {to: role/driver, output: a list, value: no door is missed}\nowner: person/omar\n---\n".to_owned(),
        ),
        (
            "content/shadowing/autumn.md",
            format!(
                "---\ntitle: Autumn\ncycle: {{from: 2026-09-01, to: 2026-12-31}}\nrules: {{capacity: 3}}\nowner: person/omar\nsessions:\n  \
                 - {{id: a1, host: omar, guest: [noor{}], start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: requested{}}}\n---\n",
                field(", zanzibar7"),
                field(", observe: [persona/zanzibar7]"),
            ),
        ),
        ("content/images/shared.svg", SVG.to_owned()),
        ("content/files/both.txt", "for both".to_owned()),
    ])
}

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path d=\"M0 0h4\"/></svg>";

#[test]
fn a_wider_page_must_not_name_a_narrower_one_in_any_edition() {
    let narrow = "---\ntitle: Pay\naudience: managers\n---\nHow much.\n";
    let narrow_person = "---\ntitle: Zuleika\nrole: driver\naudience: managers\nowner: person/omar\n---\n";
    for (file, wide) in [
        ("content/welcome.md", "# Hello\n\n[Pay](pay.md)\n"),
        ("content/welcome.md", "# Hello\n\n[Pay](pay/)\n"),
        ("content/welcome.md", "---\nowner: person/zuleika\n---\n# Hello\n"),
        ("content/welcome.md", "---\nask: person/zuleika\n---\n# Hello\n"),
        ("content/welcome.md", "---\nreviewed: {on: 2026-01-01, by: person/zuleika}\n---\n# Hello\n"),
        ("content/departments/yard.md", "---\ntitle: Yard\nlead: zuleika\nowner: person/omar\n---\n"),
    ] {
        let handbook = shown(false)
            .with("content/pay.md", narrow)
            .with("content/people/zuleika.md", narrow_person)
            .with(file, wide);
        for audience in ["everyone", "managers"] {
            let request = Request { audience: Some(audience.into()), ..Request::on(TODAY) };
            let site = handbook.made(&request);
            let told = site.told(Name::AudienceLeak);
            assert_eq!(told.len(), 1, "{audience}: {wide}{}", website::told(&site.findings));
            assert_eq!(told[0].severity, Severity::Error);
            assert_eq!(&*told[0].place.file, file);
            if audience == "everyone" {
                assert_eq!(disk::places(&site.files, "Zuleika"), [""; 0], "{wide}");
            }
        }
    }
}

#[test]
fn a_narrower_page_may_name_a_wider_one_and_its_like() {
    let handbook = shown(false)
        .with(
            "content/pay.md",
            "---\naudience: managers\n---\n# Pay\n\n[Omar](people/omar.md) [Bonus](bonus.md)\n",
        )
        .with("content/bonus.md", "---\naudience: managers\n---\n# Bonus\n\n[Pay](pay.md)\n");
    for audience in ["everyone", "managers"] {
        let site = handbook.made(&Request { audience: Some(audience.into()), ..Request::on(TODAY) });
        assert!(site.has_no_error(), "{}", website::told(&site.findings));
        assert_eq!(site.has("pay/index.html"), audience == "managers");
        assert_eq!(site.text("people/omar/index.html").contains("Pay"), audience == "managers");
    }
}

#[test]
fn a_day_is_the_first_and_the_last_on_which_a_page_is_shown() {
    for (field, shown_on) in [
        ("publish_on: 2026-09-01", true),
        ("publish_on: 2026-09-02", false),
        ("expire_on: 2026-09-01", true),
        ("expire_on: 2026-08-31", false),
    ] {
        let site = shown(false).with("content/news.md", format!("---\n{field}\n---\n# News\n")).site();
        assert_eq!(site.has("news/index.html"), shown_on, "{field}");
    }
}

#[test]
fn drafts_are_shown_on_request_and_say_so() {
    let handbook = shown(false).with("content/soon.md", "---\ndraft: true\n---\n# Soon\n\nNot yet.\n").with(
        "content/people/vera.md",
        "---\ntitle: Vera\nrole: driver\nowner: person/omar\ndraft: true\n---\n",
    );
    let published = handbook.site();
    assert!(!published.has("soon/index.html"));
    let previewed = handbook.made(&Request { drafts: true, ..Request::on(TODAY) });
    let notice = "A draft. It is not in the published handbook.";
    for (page, draft) in
        [("soon/index.html", true), ("people/vera/index.html", true), ("people/omar/index.html", false)]
    {
        let html = previewed.text(page);
        let main = html.split("<main").nth(1).unwrap_or_default();
        assert_eq!(main.contains(notice), draft, "{page}");
    }
}

#[test]
fn drafts_do_not_go_where_the_handbook_is_published() {
    let folder = tempfile::tempdir().unwrap();
    disk::write(&shown(false), folder.path());
    let whole = folder.path().join("content/../public");
    for public in ["public", "./public", "public/", "preview/../public/.", whole.to_str().unwrap()] {
        let said = disk::build(folder.path(), &["--drafts", "-o", public], &[2]);
        assert!(said.contains("draft"), "{public}: {said}");
        assert!(!folder.path().join("public").exists(), "{public}");
    }
    disk::build(folder.path(), &["--drafts", "-o", "preview"], &[0]);
    disk::build(folder.path(), &["--drafts", "-o", "preview"], &[0]);
    // Wherever the handbook was published, no draft follows.
    disk::build(folder.path(), &["-o", "live"], &[0]);
    let live = disk::tree(&folder.path().join("live"));
    let said = disk::build(folder.path(), &["--drafts", "-o", "live"], &[2]);
    assert!(said.contains("published without them"), "{said}");
    assert_eq!(disk::tree(&folder.path().join("live")), live);
}

#[test]
fn a_file_that_nobody_mentions_may_be_anybodys_and_stays_at_home() {
    let site = shown(false)
        .with("content/files/nobody.txt", "for nobody")
        .with("content/people/sessions.csv", "id,host\n")
        .site();
    assert!(site.has("files/both.txt") && !site.has("files/nobody.txt") && !site.has("people/sessions.csv"));
}
