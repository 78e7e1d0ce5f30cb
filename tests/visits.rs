//! Visits on pages: who is named, what is offered, whose time it is, and for how long it is remembered.

#[path = "website/mod.rs"]
mod website;

use jiff::civil::date;
use throughline::diagnostic::Name;
use throughline::model::suggest::suggest;
use throughline::pipeline::{self, Memos, Request};
use website::{Files, files, links};

const HEAD: &str = "title: Autumn\ncycle: {from: 2026-09-01, to: 2027-02-28}\n";

/// A handbook with two departments, four people and one programme of `rules` and `sessions`.
fn handbook(rules: &str, sessions: &[&str]) -> Files {
    let sessions: String = sessions.iter().map(|session| format!("  - {{{session}}}\n")).collect();
    let programme = format!("---\n{HEAD}{rules}owner: person/ines\nsessions:\n{sessions}---\n");
    let role = |title: &str, department: &str| {
        format!(
            "---\ntitle: {title}\ndepartment: {department}\nserves: [{{to: persona/paula, output: bread, value: breakfast}}]\n---\n"
        )
    };
    files([
        (
            "content/handbook.yaml",
            "title: The handbook\ntimezone: Europe/London\naudiences: [everyone, managers]\n",
        ),
        ("content/index.md", "# Start\n\n[Visits](shadowing/)\n"),
        ("content/departments/yard.md", "---\ntitle: The yard\nlead: omar\n---\n"),
        ("content/departments/desk.md", "---\ntitle: The desk\nlead: lena\n---\n"),
        ("content/people/omar.md", "---\ntitle: Omar Haddad\nrole: driver\nhosts: true\n---\n"),
        ("content/people/lena.md", "---\ntitle: Lena Okafor\nrole: adviser\nhosts: true\n---\n"),
        (
            "content/people/vera.md",
            "---\ntitle: Vera Hidden\nrole: adviser\nhosts: true\naudience: managers\n---\n",
        ),
        ("content/people/ines.md", "---\ntitle: Ines Aldana\nrole: adviser\n---\n"),
        ("content/personas/paula.md", "---\nname: Paula\ntype: customer\n---\n"),
    ])
    .with("content/roles/driver.md", role("Driver", "yard"))
    .with("content/roles/adviser.md", role("Adviser", "desk"))
    .with("content/shadowing/autumn.md", programme)
}

/// What stands between `begin` and the next end of a list's entry.
fn entry<'t>(text: &'t str, anchor: &str) -> &'t str {
    let at = text.find(&format!("id=\"{anchor}\"")).unwrap_or_else(|| panic!("no {anchor} in {text}"));
    let rest = &text[at..];
    &rest[..rest.find("</li>").unwrap_or(rest.len())]
}

const MORNING: &str = "start: 2026-11-10T05:00, end: 2026-11-10T09:00";

#[test]
fn nobody_who_is_hidden_is_named_and_no_visit_of_theirs_is_told() {
    let visits = handbook(
        "rules: {capacity: 3}\n",
        &[
            &format!(
                "id: a, host: omar, guest: [lena, vera], {MORNING}, status: confirmed, approved_by: omar"
            ),
            "id: b, host: omar, guest: vera, start: 2026-11-11T05:00, end: 2026-11-11T09:00, status: confirmed, approved_by: omar",
            "id: c, host: vera, guest: omar, start: 2026-11-12T05:00, end: 2026-11-12T09:00, status: confirmed, approved_by: omar",
            "id: d, host: vera, start: 2026-11-13T05:00, end: 2026-11-13T09:00, status: open",
        ],
    );
    let inner = format!(
        "---\n{HEAD}audience: managers\nsessions: [{{id: e, host: vera, guest: omar, {MORNING}, status: requested}}]\n---\n"
    );
    let visits = visits.with("content/shadowing/inner.md", inner);
    let site = visits.site();
    assert!(
        !site.has("shadowing/inner/index.html")
            && !site.text("shadowing/index.html").contains("visit-inner-e")
    );
    for (page, bytes) in &site.files {
        assert!(!String::from_utf8_lossy(bytes).contains("Vera"), "{page} names her");
    }
    let agenda = site.text("shadowing/index.html");
    assert!(entry(agenda, "visit-autumn-a").contains("Lena Okafor"), "who is shown is still told");
    for hidden in ["visit-autumn-b", "visit-autumn-c", "visit-autumn-d"] {
        for page in ["shadowing/index.html", "shadowing/autumn/index.html", "people/omar/index.html"] {
            assert!(!site.text(page).contains(hidden), "{page} tells {hidden}");
        }
    }
    let managers = visits.made(&Request { audience: Some("managers".into()), ..Request::on(website::TODAY) });
    assert!(entry(managers.text("shadowing/index.html"), "visit-inner-e").contains("Vera Hidden"));
}

#[test]
fn a_place_counts_guests_whom_this_edition_hides() {
    let open = format!("id: a, host: omar, guest: [lena, vera], {MORNING}, status: open");
    let of = |capacity: u32| {
        let site = handbook(&format!("rules: {{capacity: {capacity}}}\n"), &[&open]).site();
        entry(site.text("shadowing/index.html"), "visit-autumn-a").to_owned()
    };
    assert!(of(4).contains("2 places"), "{}", of(4));
    assert!(of(3).contains("one place"), "{}", of(3));
    assert!(!of(2).contains("class=\"ask\""), "nothing is left: {}", of(2));
}

#[test]
fn only_those_who_said_so_are_offered() {
    let by = |host: &str| format!("id: {host}, host: {host}, {MORNING}, status: open");
    let site = handbook("", &[&by("lena"), &by("ines")]).site();
    let agenda = site.text("shadowing/index.html");
    assert!(entry(agenda, "visit-autumn-lena").contains("class=\"ask\""));
    let ines = entry(agenda, "visit-autumn-ines");
    assert!(!ines.contains("class=\"ask\"") && !ines.contains("data-open"), "{ines}");
    let start = site.text("index.html");
    assert!(start.contains("A place with Lena Okafor") && !start.contains("A place with Ines"), "{start}");
    assert!(!site.text("roles/adviser/index.html").contains("A place with <a href=\"../../people/ines/\""));
}

/// Whoever asked first does not keep others out, until colleagues have agreed to exactly these guests.
#[test]
fn what_is_asked_for_has_room_for_others_until_it_is_approved() {
    let visit = |id: &str, day: u8, guest: &str, status: &str| {
        format!(
            "id: {id}, host: omar, guest: {guest}, start: 2026-11-{day}T05:00, end: 2026-11-{day}T09:00, status: {status}"
        )
    };
    let files = handbook(
        "rules: {capacity: 2}\n",
        &[
            &visit("room", 10, "lena", "requested"),
            &visit("full", 11, "[lena, ines]", "requested"),
            &visit("agreed", 12, "lena", "approved, approved_by: omar"),
            &visit("fixed", 13, "lena", "confirmed, approved_by: omar"),
            &visit("hidden", 14, "vera", "requested"),
        ],
    );
    let site = files.site();
    let agenda = site.text("shadowing/index.html");
    let room = entry(agenda, "visit-autumn-room");
    assert!(
        room.contains("one more place") && room.contains("class=\"ask\"") && room.contains("data-open"),
        "{room}"
    );
    assert!(room.contains("waits for approval") && room.contains("Lena Okafor"), "{room}");
    for full in ["full", "agreed", "fixed"] {
        let full = entry(agenda, &format!("visit-autumn-{full}"));
        assert!(
            !full.contains("more place") && !full.contains("class=\"ask\"") && !full.contains("data-open"),
            "{full}"
        );
    }
    // Pages, calendars and suggestions speak of the same places.
    assert!(site.text("roles/driver/index.html").contains("one more place"));
    let calendar = site.text("calendar/all.ics").replace("\r\n ", "");
    assert_eq!(calendar.matches("There is room for one guest.").count(), 1);
    let handbook =
        pipeline::build(files.sources(), &Request::on(website::TODAY), &Memos::default()).value.handbook;
    let free: Vec<&str> = handbook.schedule().open().map(|visit| &*visit.id).collect();
    assert_eq!(free, ["room"]);
    let suggested = suggest(&handbook, 0).expect("there is a programme").visits;
    let asked: Vec<&str> = suggested.iter().map(|plan| &*handbook.schedule().visits[plan.visit].id).collect();
    assert_eq!(asked, free);
}

#[test]
fn a_place_is_asked_for_where_the_handbook_says() {
    let open = format!("id: a, host: omar, {MORNING}, place: \"Dock 2 & <3>\", status: open");
    let plain = handbook("ask: person/lena\n", &[&open]);
    let href = |files: &Files| {
        let site = files.site();
        let page = site.text("shadowing/index.html");
        let ask = entry(page, "visit-autumn-a").split_once("class=\"ask\" href=\"").map(|(_, rest)| rest);
        ask.and_then(|rest| rest.split_once('"')).map(|(href, _)| href.to_owned()).unwrap_or_default()
    };
    let person = |name: &str, role: &str, email: &str| {
        format!("---\ntitle: {name}\nrole: {role}\nhosts: true\nemail: {email}\n---\n")
    };
    assert_eq!(href(&plain), "../people/lena/", "without an address, the page of whoever is to be asked");
    let lena =
        plain.clone().with("content/people/lena.md", person("Lena Okafor", "adviser", "lena@x.example"));
    assert!(href(&lena).starts_with("mailto:lena@x.example?subject="), "{}", href(&lena));
    let omar =
        lena.clone().with("content/people/omar.md", person("Omar Haddad", "driver", "\"o@x.example\""));
    let mail = href(&omar);
    assert!(mail.starts_with("mailto:o@x.example?subject=May%20I%20come%20along"), "the host first: {mail}");
    assert!(mail.contains("Dock%202%20%26%20%3C3%3E"), "{mail}");
    let evil = lena
        .with("content/people/omar.md", person("Omar Haddad", "driver", "\"o@x.example?bcc=e@x.example\""));
    assert!(href(&evil).starts_with("mailto:lena@x.example?"), "two addresses are none: {}", href(&evil));
}

#[test]
fn hours_are_the_programmes_and_home_is_told_beside_them() {
    let there =
        handbook("timezone: Asia/Kolkata\n", &[&format!("id: a, host: omar, {MORNING}, status: open")]);
    let site = there.site();
    let row = entry(site.text("shadowing/index.html"), "visit-autumn-a");
    assert!(
        row.contains(
            "05:00 to 09:00, Kolkata time (9 November 2026, 23:30 to 03:30 on 10 November 2026 in London)"
        ),
        "{row}"
    );
    assert!(row.contains("data-ends=\"2026-11-10T09:00+05:30\""), "{row}");
    let here = handbook("", &[&format!("id: a, host: omar, {MORNING}, status: open")]).site();
    assert!(!here.text("shadowing/index.html").contains("London"), "the readers' own time needs no name");
}

#[test]
fn what_is_not_kept_vanishes_from_every_page() {
    let visit = "id: a, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: done, approved_by: omar, \
                 debrief: {my_impact: One crate, surprised_by: The silence, shared_on: 2026-09-15}";
    let settings = "title: The handbook\ntimezone: Europe/London\nkeep_past: 2 months\n";
    let kept = handbook("", &[visit]).with("content/handbook.yaml", settings);
    let said = |day| {
        let site = kept.made(&Request::on(day));
        let pages = [
            "shadowing/index.html",
            "shadowing/debriefs/index.html",
            "shadowing/autumn/index.html",
            "people/lena/index.html",
        ];
        pages
            .map(|page| site.text(page).contains("visit-autumn-a") || site.text(page).contains("The silence"))
    };
    assert_eq!(said(date(2026, 11, 14)), [true, true, true, false], "a person's page leads to the agenda");
    assert_eq!(said(date(2026, 11, 15)), [false; 4]);
    let people = |day| {
        kept.made(&Request::on(day))
            .text("people/lena/index.html")
            .contains("with <a href=\"../../people/omar/\"")
    };
    assert_eq!([people(date(2026, 11, 14)), people(date(2026, 11, 15))], [true, false]);
}

#[test]
fn places_of_a_spreadsheet_are_offered_like_all_others() {
    let csv =
        "id,host,guest,start,end,place,status\nw1,omar,,2026-11-10 05:00,2026-11-10 09:00,Dock 2,open\n";
    let site = handbook("sessions_file: autumn.csv\n", &[]).with("content/shadowing/autumn.csv", csv).site();
    assert_eq!(site.told(Name::UnknownReference).len(), 0);
    for page in [
        "shadowing/index.html",
        "shadowing/autumn/index.html",
        "people/omar/index.html",
        "roles/driver/index.html",
    ] {
        assert!(site.text(page).contains("class=\"ask\""), "{page}");
    }
    assert!(site.text("index.html").contains("A place with Omar Haddad"));
    assert!(
        site.text("print/roles/adviser/index.html").contains("Dock 2"),
        "on paper for another department"
    );
    assert!(!site.text("print/roles/driver/index.html").contains("Dock 2"), "nobody is sent to their own");
}

#[test]
fn who_has_been_where_counts_guests_and_neither_open_places_nor_what_is_called_off() {
    let site = handbook(
        "rules: {host_per_month: 1}\n",
        &[
            &format!("id: a, host: omar, guest: lena, {MORNING}, status: confirmed, approved_by: omar"),
            "id: b, host: omar, start: 2026-11-11T05:00, end: 2026-11-11T09:00, status: open",
            "id: c, host: lena, guest: omar, start: 2026-11-12T05:00, end: 2026-11-12T09:00, status: cancelled",
        ],
    )
    .site();
    let page = site.text("shadowing/coverage/index.html");
    let desk = page
        .split_once("<th scope=\"row\"><a href=\"../../departments/desk/\">")
        .map(|(_, rest)| rest)
        .expect("a row");
    let desk = &desk[..desk.find("</tr>").expect("its end")];
    assert!(desk.contains("<td class=\"v1\">1</td>"), "{desk}");
    let yard = page
        .split_once("<th scope=\"row\"><a href=\"../../departments/yard/\">")
        .map(|(_, rest)| rest)
        .expect("a row");
    assert!(yard[..yard.find("</tr>").expect("its end")].contains("<td class=\"none\">"), "{yard}");
    // Lena has a confirmed visit; Omar and Ines have not been anywhere.
    let not_yet = &page[page.find("class=\"not-yet\"").expect("a list")..];
    let not_yet = &not_yet[..not_yet.find("</dl>").expect("its end")];
    assert!(not_yet.contains("Omar Haddad") && not_yet.contains("Ines Aldana"), "{not_yet}");
    assert!(!not_yet.contains("Lena Okafor"), "{not_yet}");
    // Omar takes two in November, the open place included, and one was agreed.
    assert!(page.contains("<td class=\"over\">2<span class=\"vh\">"), "{page}");
}

#[test]
fn what_was_seen_stands_with_the_handover_between_the_two_jobs() {
    let debrief = "debrief: {my_impact: One crate, surprised_by: \"The silence\", shared_on: 2026-09-15}";
    let visits = handbook(
        "",
        &[&format!(
            "id: a, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: done, approved_by: omar, observe: paula, {debrief}"
        )],
    );
    let apart = visits.site();
    let page = apart.text("shadowing/debriefs/index.html");
    assert!(
        page.contains("The silence") && page.contains("One crate") && page.contains("id=\"apart\""),
        "{page}"
    );
    let together = visits.with(
        "content/roles/driver.md",
        "---\ntitle: Driver\ndepartment: yard\nserves: [{to: role/adviser, output: a call when late, value: x, standard: by 07:00}, {to: persona/paula, output: bread, value: breakfast}]\n---\n",
    );
    let together = together.site();
    let page = together.text("shadowing/debriefs/index.html");
    assert!(page.contains("<b>a call when late</b>, by 07:00") && !page.contains("id=\"apart\""), "{page}");
}

#[test]
fn the_agenda_stays_where_it_is_when_its_folder_is_renamed() {
    let open = format!("id: a, host: omar, {MORNING}, status: open");
    let mut renamed = handbook("", &[&open]);
    let programme = renamed.0.remove("content/shadowing/autumn.md").expect("the programme");
    let site = renamed
        .with("content/visits/autumn.md", programme)
        .with("content/handbook.yaml", "title: The handbook\nkinds: {shadowing: visits}\n")
        .site();
    assert!(site.text("shadowing/index.html").contains("visit-autumn-a"));
    assert!(site.text("visits/autumn/index.html").contains("visit-autumn-a"), "a page moves with its folder");
    assert!(links::of(site.text("visits/index.html")).iter().any(|link| link.to == "../shadowing/"));
    assert!(!site.text("visits/index.html").contains("data-visits"), "no second agenda");
}

#[test]
fn a_handbook_without_programmes_has_none_of_this() {
    let site = files([("content/index.md", "# Start\n")]).site();
    assert!(!site.files.keys().any(|path| path.starts_with("shadowing")), "{:?}", site.files.keys());
}
