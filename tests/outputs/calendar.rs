//! Calendars: which there are, what is in them, and what is not.

use throughline::pipeline::Request;

use super::website::Website;
use super::*;

const PROGRAMME: &str = "content/shadowing/winter.md";

/// A yard and an office, three people with mail addresses, one programme of `sessions`.
fn visited(sessions: &str) -> Files {
    let person = |name: &str, role: &str| {
        format!(
            "---\ntitle: {name}\nrole: {role}\nhosts: true\nemail: {name}@harbour.example\nowner: person/omar\n---\n"
        )
    };
    let role = |department: &str| {
        format!("---\ntitle: {department} work\ndepartment: {department}\nowner: person/omar\n---\n")
    };
    let programme = format!(
        "---\ntitle: Winter\ncycle: {{from: 2026-09-01, to: 2027-03-31}}\ntimezone: Europe/London\n\
         reviewed: {{on: 2026-08-20}}\nask: person/omar\nowner: person/omar\nsessions:\n{sessions}---\n"
    );
    handbook()
        .with("content/people/omar.md", person("omar", "driver"))
        .with("content/people/lena.md", person("lena", "clerk"))
        .with("content/people/tom.md", person("tom", "clerk"))
        .with("content/roles/driver.md", role("yard"))
        .with("content/roles/clerk.md", role("office"))
        .with("content/departments/yard.md", "---\ntitle: Yard\nlead: omar\nowner: person/omar\n---\n")
        .with("content/departments/office.md", "---\ntitle: Office\nlead: lena\nowner: person/omar\n---\n")
        .with(PROGRAMME, programme)
}

const TWO: &str = "  - {id: s1, host: omar, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: confirmed, approved_by: tom}\n  \
     - {id: s2, host: omar, start: 2026-12-14T05:00, end: 2026-12-14T09:00, place: 'Dock 2; left, then up', status: open}\n";

fn calendars(site: &Website) -> Vec<&str> {
    site.files.keys().map(String::as_str).filter(|path| path.starts_with("calendar/")).collect()
}

/// A calendar with its lines put together again (RFC 5545, 3.1).
fn unfolded(site: &Website, path: &str) -> String {
    site.text(path).replace("\r\n ", "").replace("\r\n", "\n")
}

fn count(text: &str, property: &str) -> usize {
    text.lines().filter(|line| line.starts_with(property)).count()
}

#[test]
fn whoever_takes_part_has_a_calendar_and_nobody_has_an_empty_one() {
    let site = visited(TWO).site();
    let all = [
        "calendar/all.ics",
        "calendar/departments/office.ics",
        "calendar/departments/yard.ics",
        "calendar/people/lena.ics",
        "calendar/people/omar.ics",
        "calendar/visits/winter/s1.ics",
    ];
    assert_eq!(calendars(&site), all, "tom has no visit");
    let events = |path| count(&unfolded(&site, path), "BEGIN:VEVENT");
    assert_eq!(all.map(events), [2, 1, 2, 1, 2, 1]);
    assert_eq!(calendars(&handbook().site()), [""; 0]);
}

#[test]
fn an_event_says_what_when_where_and_whom_to_ask() {
    let site = visited(TWO).site();
    let text = unfolded(&site, "calendar/all.ics");
    let second = text.split("BEGIN:VEVENT\n").nth(2).unwrap();
    assert_eq!(
        second.trim_end_matches("END:VCALENDAR\n"),
        "UID:visit.winter.s2@handbook.example\nDTSTAMP:20260820T000000Z\nLAST-MODIFIED:20260820T000000Z\nSEQUENCE:14008320\n\
         DTSTART:20261214T050000Z\nDTEND:20261214T090000Z\nSTATUS:TENTATIVE\nTRANSP:TRANSPARENT\n\
         SUMMARY:A free place with omar\nLOCATION:Dock 2\\; left\\, then up\n\
         DESCRIPTION:This place is free.\\nThere is room for one guest.\\nTo ask for it: omar\\nThere it is 05:00 to 09:00 (Europe/London).\n\
         URL:https://handbook.example/our/shadowing/winter/#visit-winter-s2\nCATEGORIES:Shadowing\nEND:VEVENT\n"
    );
    // In summer the same hour on the wall is another one of the world's.
    assert!(
        text.contains("DTSTART:20260914T040000Z\n") && text.contains("SUMMARY:lena visiting omar\n"),
        "{text}"
    );
    assert!(text.contains("X-WR-CALNAME:Shadowing: Harbour & Sons\n"), "{text}");
}

#[test]
fn whoever_takes_part_has_no_time_and_others_have() {
    let site = visited(TWO).site();
    assert_eq!(count(&unfolded(&site, "calendar/people/omar.ics"), "TRANSP:OPAQUE"), 2);
    assert_eq!(count(&unfolded(&site, "calendar/all.ics"), "TRANSP:OPAQUE"), 0);
    assert_eq!(count(&unfolded(&site, "calendar/departments/yard.ics"), "TRANSP:OPAQUE"), 0);
}

#[test]
fn what_is_called_off_says_so_in_every_way() {
    let site = visited(&TWO.replace("confirmed, approved_by: tom", "cancelled")).site();
    let text = unfolded(&site, "calendar/people/lena.ics");
    assert!(
        text.contains("STATUS:CANCELLED\nTRANSP:TRANSPARENT\nSUMMARY:Called off: lena visiting omar\n"),
        "{text}"
    );
    assert!(!site.has("calendar/visits/winter/s1.ics"), "nobody puts it into a calendar any more");
}

#[test]
fn nobody_is_invited_and_no_mail_address_leaves_its_owners_page() {
    let site = visited(TWO).site();
    for path in calendars(&site) {
        let text = unfolded(&site, path);
        for never in ["ATTENDEE", "ORGANIZER", "harbour.example", "mailto"] {
            assert!(!text.contains(never), "{path} says {never}: {text}");
        }
    }
}

#[test]
fn an_untouched_programme_keeps_its_bytes_whatever_the_day() {
    let handbook = visited(TWO);
    let on = |day: &str| handbook.made(&Request::on(day.parse().unwrap()));
    let (first, later) = (on("2026-09-01"), on("2026-10-11"));
    for path in calendars(&first) {
        assert_eq!(first.files[path], later.files[path], "{path}");
    }
    // Another page changes, a line moves down: the same. The programme is read through: its entries are newer.
    let moved = handbook
        .clone()
        .with("content/people/tom.md", "---\ntitle: Thomas\nrole: clerk\nowner: person/omar\n---\n");
    assert_eq!(moved.site().files["calendar/all.ics"], first.files["calendar/all.ics"]);
    let text = String::from_utf8(handbook.0[PROGRAMME].clone()).unwrap();
    let read_again = handbook.with(PROGRAMME, text.replace("{on: 2026-08-20}", "{on: 2026-08-30}")).site();
    let read_again = unfolded(&read_again, "calendar/all.ics");
    assert!(
        read_again.contains("DTSTAMP:20260830T000000Z") && read_again.contains("SEQUENCE:14022720"),
        "{read_again}"
    );
}

#[test]
fn a_programme_that_was_never_read_through_is_as_old_as_its_cycle() {
    let handbook = visited(TWO);
    let text = String::from_utf8(handbook.0[PROGRAMME].clone()).unwrap();
    let site = handbook.with(PROGRAMME, text.replace("reviewed: {on: 2026-08-20}\n", "")).site();
    assert!(unfolded(&site, "calendar/all.ics").contains("DTSTAMP:20260901T000000Z"));
}

#[test]
fn past_visits_leave_calendars_after_the_time_they_are_kept() {
    let settings = "title: T\norganisation: Harbour & Sons\nbase_url: https://handbook.example/our/\nkeep_past: 2 months\n";
    let handbook = visited(TWO).with("content/handbook.yaml", settings);
    let on = |day: &str| handbook.made(&Request::on(day.parse().unwrap()));
    assert!(on("2026-11-14").has("calendar/people/lena.ics"));
    let later = on("2026-11-15");
    assert!(!later.has("calendar/people/lena.ics") && !later.has("calendar/visits/winter/s1.ics"));
    assert_eq!(count(&unfolded(&later, "calendar/all.ics"), "BEGIN:VEVENT"), 1);
}

#[test]
fn names_of_events_know_the_house_where_the_address_is_not_known() {
    let site = visited(TWO).with("content/handbook.yaml", "title: T\norganisation: Härbour & Sons\n").site();
    let text = unfolded(&site, "calendar/all.ics");
    assert!(text.contains("UID:visit.winter.s1@h%C3%A4rbour-sons\n") && !text.contains("URL:"), "{text}");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn only_who_said_so_is_offered_and_whom_readers_may_not_know_is_not_hinted_at() {
    let handbook = visited(&TWO.replace("guest: lena", "guest: noor"))
        .with("content/people/omar.md", "---\ntitle: omar\nrole: driver\nowner: person/omar\n---\n");
    let hidden = "---\ntitle: Noor\nrole: clerk\nowner: person/omar\npublish_on: 2026-10-01\n---\n";
    let site = handbook.with("content/people/noor.md", hidden).site();
    let text = unfolded(&site, "calendar/all.ics");
    assert_eq!(count(&text, "BEGIN:VEVENT"), 1, "{text}");
    assert!(text.contains("SUMMARY:A visit with omar\n"), "{text}");
    for never in ["room for", "To ask", "is free"] {
        assert!(!text.contains(never), "{never}: {text}");
    }
}

#[test]
fn drafts_are_in_nobodys_calendar_even_where_they_are_looked_at() {
    let handbook = visited(TWO);
    let text = String::from_utf8(handbook.0[PROGRAMME].clone()).unwrap();
    let handbook = handbook.with(PROGRAMME, text.replacen("---\n", "---\ndraft: true\n", 1));
    assert_eq!(calendars(&handbook.made(&Request { drafts: true, ..Request::on(website::TODAY) })), [""; 0]);
}

#[test]
fn two_people_of_one_name_have_two_files() {
    let person = "---\ntitle: Another\nrole: clerk\nowner: person/omar\n---\n";
    let more = "  - {id: s3, host: omar, guest: Lena B, start: 2026-11-14T05:00, end: 2026-11-14T09:00, status: requested}\n  \
         - {id: s4, host: omar, guest: lena.b, start: 2026-11-16T05:00, end: 2026-11-16T09:00, status: requested}\n";
    let site = visited(&format!("{TWO}{more}"))
        .with("content/people/Lena B.md", person)
        .with("content/people/office/lena.b.md", person)
        .site();
    for path in ["calendar/people/lena.ics", "calendar/people/lena-b.ics", "calendar/people/lena-b-2.ics"] {
        assert_eq!(count(&unfolded(&site, path), "BEGIN:VEVENT"), 1, "{path}");
    }
}
