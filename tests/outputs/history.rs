//! When an event was last changed, as a repository's history tells it: the same in every clone, and asked only where it shows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::website::disk::{build, program, said, write};
use super::*;

const PAGE: &str = "content/shadowing/winter.md";
const EXPORT: &str = "content/shadowing/winter.csv";
const OTHER: &str = "content/shadowing/größe \"zwei\".md";

/// Two programmes, one of them with a spreadsheet's export.
fn visited() -> Files {
    let person = |name: &str| format!("---\ntitle: {name}\nhosts: true\nowner: person/omar\n---\n");
    let programme = |sessions: &str| {
        format!(
            "---\ntitle: Winter\ncycle: {{from: 2026-01-05, to: 2027-03-31}}\ntimezone: Europe/London\n\
             reviewed: {{on: 2026-02-01}}\nowner: person/omar\n{sessions}---\n"
        )
    };
    let session = |id: &str, day: &str| {
        format!("sessions: [{{id: {id}, host: omar, start: {day}T05:00, end: {day}T09:00, status: open}}]\n")
    };
    handbook()
        .with("content/people/omar.md", person("omar"))
        .with(PAGE, programme(&format!("sessions_file: winter.csv\n{}", session("page", "2026-11-03"))))
        .with(EXPORT, "id,host,start,end,status\nrow,omar,2026-11-04 05:00,2026-11-04 09:00,open\n")
        .with(OTHER, programme(&session("other", "2026-11-05")))
}

/// A handbook in a repository of its own.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// With all of `files` committed in March.
    fn of(files: &Files) -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        write(files, repository.dir());
        repository.git("2026-03-01T12:00:00Z", &["init", "-q", "-b", "main"]);
        repository.commit("2026-03-01T12:00:00Z");
        repository
    }

    fn dir(&self) -> &Path {
        self.folder.path()
    }

    fn git(&self, moment: &str, words: &[&str]) {
        let done = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
            .args(words)
            .current_dir(self.dir())
            .envs([("GIT_COMMITTER_DATE", moment), ("GIT_AUTHOR_DATE", moment)])
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .expect("git is needed for the tests");
        assert!(done.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Commits everything but what was built.
    fn commit(&self, moment: &str) {
        self.git(moment, &["add", "content"]);
        self.git(moment, &["commit", "-q", "-m", "A change"]);
    }

    /// Adds an empty line to the end of `file`.
    fn touch(&self, file: &str) {
        let path = self.dir().join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text + "\n").unwrap();
    }

    /// Another one, made as `git clone` with these options makes it.
    fn copy(&self, options: &[&str]) -> Self {
        let copy = Self { folder: tempfile::tempdir().unwrap() };
        let url = format!("file://{}", self.dir().display());
        copy.git("2026-03-01T12:00:00Z", &[&["clone", "-q"], options, &[&url, "."]].concat());
        copy
    }

    /// The calendar of everybody, as the program publishes it.
    fn calendar(&self) -> String {
        publish(self.dir());
        fs::read_to_string(self.dir().join("public/calendar/all.ics")).unwrap()
    }

    /// When each visit was last changed.
    fn changed(&self) -> BTreeMap<String, String> {
        changed(&self.calendar())
    }
}

/// Builds a handbook whose people have no roles, which matters to no calendar.
fn publish(folder: &Path) -> String {
    build(folder, &["--keep-going"], &[1])
}

/// Each visit's name and its `DTSTAMP`; the number beside it must be of the same moment.
fn changed(calendar: &str) -> BTreeMap<String, String> {
    let calendar = calendar.replace("\r\n ", "");
    let events = calendar.split("BEGIN:VEVENT").skip(1);
    events
        .map(|event| {
            let of = |name: &str| {
                let line = event.lines().find_map(|line| line.strip_prefix(name));
                line.unwrap_or_else(|| panic!("no {name} in {event}"))
            };
            let moment: jiff::civil::DateTime = of("DTSTAMP:").trim_end_matches('Z').parse().unwrap();
            let since = moment - jiff::civil::date(2000, 1, 1).at(0, 0, 0, 0);
            let minutes = since.total((jiff::Unit::Minute, jiff::civil::date(2000, 1, 1))).unwrap().floor();
            assert_eq!(of("SEQUENCE:"), minutes.to_string());
            assert_eq!(of("LAST-MODIFIED:"), of("DTSTAMP:"));
            let name = of("UID:").split('@').next().unwrap().rsplit('.').next().unwrap();
            (name.to_owned(), moment.strftime("%m-%d %H:%M:%S").to_string())
        })
        .collect()
}

fn moments(page: &str, row: &str, other: &str) -> BTreeMap<String, String> {
    [("page", page), ("row", row), ("other", other)].map(|(id, at)| (id.to_owned(), at.to_owned())).into()
}

const FIRST: &str = "03-01 12:00:00";
const REVIEWED: &str = "02-01 00:00:00";

#[test]
fn an_event_is_as_old_as_the_last_commit_to_its_file() {
    let house = Repository::of(&visited());
    let before = house.calendar();
    assert_eq!(changed(&before), moments(FIRST, FIRST, FIRST));
    // Whatever else is committed leaves every byte alone.
    house.touch("content/how/late.md");
    house.touch("content/people/omar.md");
    house.commit("2026-04-01T12:00:00Z");
    assert_eq!(house.calendar(), before);
    // Rows are as old as their spreadsheet; all is as old as the page with the rules.
    house.touch(EXPORT);
    house.commit("2026-04-02T13:14:15+02:00");
    assert_eq!(house.changed(), moments(FIRST, "04-02 11:14:15", FIRST));
    house.touch(OTHER);
    house.commit("2026-04-03T00:00:07Z");
    assert_eq!(house.changed(), moments(FIRST, "04-02 11:14:15", "04-03 00:00:07"));
    house.touch(PAGE);
    house.commit("2026-04-04T12:00:00Z");
    assert_eq!(house.changed(), moments("04-04 12:00:00", "04-04 12:00:00", "04-03 00:00:07"));
    // A day that the page itself gives may be later.
    let text = fs::read_to_string(house.dir().join(OTHER)).unwrap();
    fs::write(house.dir().join(OTHER), text.replace("2026-02-01", "2026-05-01")).unwrap();
    assert_eq!(house.changed()["other"], "05-01 00:00:00");
}

#[test]
fn every_clone_of_a_commit_has_the_same_bytes() {
    let house = Repository::of(&visited());
    house.touch(EXPORT);
    house.commit("2026-04-02T12:00:00Z");
    house.touch("content/how/late.md");
    house.commit("2026-04-03T12:00:00Z");
    let own = house.calendar();
    assert_eq!(house.copy(&[]).calendar(), own);
    // Inside another folder of the repository, too.
    let moved = Repository::of(&handbook());
    write(&visited(), &moved.dir().join("our"));
    moved.git("2026-06-01T12:00:00Z", &["add", "our"]);
    moved.git("2026-06-01T12:00:00Z", &["commit", "-q", "-m", "Moved"]);
    publish(&moved.dir().join("our"));
    let calendar = fs::read_to_string(moved.dir().join("our/public/calendar/all.ics")).unwrap();
    let june = "06-01 12:00:00";
    assert_eq!(changed(&calendar), moments(june, june, june));
}

#[test]
fn where_history_cannot_tell_the_page_itself_is_asked() {
    let house = Repository::of(&visited());
    house.touch("content/how/late.md");
    house.commit("2026-04-03T12:00:00Z");
    // Its one commit seems to have written everything.
    let shallow = house.copy(&["--depth", "1"]);
    assert_eq!(shallow.changed(), moments(REVIEWED, REVIEWED, REVIEWED));
    let said = publish(shallow.dir());
    assert!(said.contains("this clone has no past"), "{said}");
    let said = publish(house.dir());
    assert!(!said.contains("Calendars go by"), "{said}");
    // What is not committed yet has no moment of its own: that of before stays.
    house.touch(PAGE);
    assert_eq!(house.changed(), moments(FIRST, FIRST, FIRST));
    fs::rename(house.dir().join(OTHER), house.dir().join("content/shadowing/new.md")).unwrap();
    assert_eq!(house.changed(), moments(FIRST, FIRST, REVIEWED), "a file that git does not know");
    let folder = tempfile::tempdir().unwrap();
    write(&visited(), folder.path());
    let said = publish(folder.path());
    assert!(!said.contains("Calendars go by"), "nobody expects a history: {said}");
    let calendar = fs::read_to_string(folder.path().join("public/calendar/all.ics")).unwrap();
    assert_eq!(changed(&calendar), moments(REVIEWED, REVIEWED, REVIEWED), "no repository");
}

#[test]
fn what_was_merged_is_as_old_as_its_own_commit() {
    let house = Repository::of(&visited());
    house.git("2026-04-01T12:00:00Z", &["checkout", "-q", "-b", "rows"]);
    house.touch(EXPORT);
    house.commit("2026-04-02T12:00:00Z");
    house.git("2026-04-02T12:00:00Z", &["checkout", "-q", "main"]);
    house.touch(OTHER);
    house.commit("2026-04-03T12:00:00Z");
    house.git("2026-04-04T12:00:00Z", &["merge", "-q", "--no-ff", "--no-edit", "rows"]);
    assert_eq!(house.changed(), moments(FIRST, "04-02 12:00:00", "04-03 12:00:00"));
}

/// A git that writes down what it is asked, and answers nothing.
#[cfg(unix)]
#[test]
fn history_is_asked_twice_at_most_and_only_by_whoever_makes_calendars() {
    use std::os::unix::fs::PermissionsExt;
    let asked = |files: &Files, words: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        write(files, folder.path());
        let (heard, git) = (folder.path().join("heard"), folder.path().join("bin/git"));
        fs::create_dir(folder.path().join("bin")).unwrap();
        let script = "#!/bin/sh\ncase \"$*\" in *rev-parse*) echo false; w=shallow;; *) w=log;; esac\necho $w >>\"$HEARD\"\n";
        fs::write(&git, script).unwrap();
        fs::set_permissions(&git, fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
        let output =
            program(folder.path()).args(words).env("PATH", path).env("HEARD", &heard).output().unwrap();
        assert!(output.status.code().is_some(), "{}", said(&output));
        fs::read_to_string(heard).unwrap_or_default().lines().collect::<Vec<_>>().join(" ")
    };
    let day = ["--date", "2026-09-01"];
    assert_eq!(asked(&visited(), &[&["build", "--keep-going"], &day[..]].concat()), "shallow log");
    assert_eq!(asked(&visited(), &[&["check"], &day[..]].concat()), "", "checks need no calendar");
    assert_eq!(
        asked(&handbook(), &[&["build", "--keep-going"], &day[..]].concat()),
        "",
        "there is no programme"
    );
}
