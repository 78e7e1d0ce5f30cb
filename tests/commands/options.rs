//! What each option of `build` and `check` does.

use super::Desk;

#[test]
fn keep_going_publishes_and_exits_1() {
    let desk = Desk::broken();
    desk.run(&["build", "--keep-going"]).exits(1).says("[broken-link]").says("Published to");
    assert!(desk.read("public/index.html").contains("Opening times"));
}

#[test]
fn changed_lists_the_addresses_that_changed() {
    let desk = Desk::with(&[("hours.md", "# Hours\n\nSeven to seven.\n")]);
    desk.write("content/index.md", "# A handbook\n\n[Hours](hours.md)\n");
    desk.run(&["build", "--changed", "changed.txt"]).exits(0);
    let listed =
        |desk: &Desk| -> Vec<String> { desk.read("changed.txt").lines().map(str::to_owned).collect() };
    assert!(listed(&desk).iter().any(|line| line.starts_with("hours/")), "{:?}", listed(&desk));
    desk.run(&["build", "--changed", "changed.txt"]).exits(0).says("0 written");
    assert_eq!(listed(&desk), [""; 0], "nothing changed");
    desk.write("content/hours.md", "# Hours\n\nEight to eight.\n");
    desk.run(&["build", "--changed", "changed.txt"]).exits(0);
    let changed = listed(&desk);
    assert!(changed.iter().any(|line| line.starts_with("hours/")), "{changed:?}");
    assert!(!changed.iter().any(|line| line.starts_with("tags/")), "{changed:?}");
}

#[test]
fn output_is_relative_to_the_handbook() {
    let desk = Desk::empty();
    desk.write("ours/content/index.md", "# A handbook\n");
    desk.run(&["-C", "ours", "build", "-o", "site"]).exits(0).says("Published to");
    assert!(desk.has("ours/site/index.html") && !desk.has("site"));
}

#[test]
fn gzip_puts_a_small_copy_beside_every_text() {
    let desk = Desk::sound();
    desk.run(&["build", "--gzip"]).exits(0);
    assert!(desk.has("public/index.html.gz"));
    desk.run(&["build"]).exits(0);
    assert!(!desk.has("public/index.html.gz"), "and it goes again");
}

#[test]
fn timings_name_the_stages_in_order() {
    let ran = Desk::sound().run(&["build", "--timings"]).exits(0).prints_nothing();
    let stages: Vec<&str> =
        ran.err.lines().filter_map(|line| line.split_once(" ms  ")).map(|(_, name)| name).collect();
    let at = |name: &str| {
        stages.iter().position(|stage| *stage == name).unwrap_or_else(|| panic!("{name}: {stages:?}"))
    };
    assert!(
        at("load") < at("parse") && at("parse") < at("assemble") && at("assemble") < at("check"),
        "{stages:?}"
    );
    assert_eq!(stages.last(), Some(&"all"));
}

/// `--date`, then SOURCE_DATE_EPOCH, then handbook.yaml.
#[test]
fn the_day_comes_from_the_first_that_says_one() {
    let embargo = ("secret.md", "---\npublish_on: 2030-01-01\n---\n\n# A new oven\n");
    let desk = Desk::with(&[embargo]);
    let shown = |words: &[&str], epoch: Option<&str>| {
        let mut command = desk.command(words);
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        super::ran(&mut command).exits(0);
        desk.has("public/secret/index.html")
    };
    assert!(!shown(&["build"], None), "handbook.yaml says 2026");
    assert!(shown(&["build", "--date", "2030-01-01"], None));
    assert!(!shown(&["build", "--date", "2029-12-31"], None));
    assert!(shown(&["build"], Some("1900000000")), "in March 2030");
    assert!(!shown(&["build", "--date", "2029-12-31"], Some("1900000000")), "what is asked for wins");
}

#[test]
fn drafts_are_shown_where_they_are_asked_for() {
    let desk = Desk::with(&[("soon.md", "---\ndraft: true\n---\n\n# Not yet a page\n")]);
    desk.run(&["build"]).exits(0);
    assert!(!desk.has("public/soon/index.html") && !desk.published("Not yet a page"));
    desk.run(&["build", "--drafts", "-o", "preview"]).exits(0);
    assert!(desk.read("preview/soon/index.html").contains("Not yet a page"));
}

#[test]
fn an_audience_sees_its_own_and_no_narrower_one() {
    let desk = Desk::with(&[("pay.md", "---\naudience: managers\n---\n\n# The pay talks\n")]);
    desk.run(&["build"]).exits(0);
    assert!(!desk.published("pay talks"));
    desk.run(&["build", "--audience", "managers"]).exits(0);
    assert!(desk.published("pay talks"));
    desk.run(&["build", "--audience", "everyone"]).exits(0);
    assert!(!desk.published("pay talks"));
    desk.run(&["check", "--audience", "managers"]).exits(0).says("in 2 pages");
}

#[test]
fn a_portable_site_links_to_files() {
    let desk = Desk::with(&[("hours.md", "# Hours\n")]);
    desk.write("content/index.md", "# A handbook\n\n[Hours](hours.md)\n");
    desk.run(&["build"]).exits(0);
    assert!(desk.read("public/index.html").contains("href=\"hours/\""));
    desk.run(&["build", "--portable"]).exits(0);
    let page = desk.read("public/index.html");
    assert!(page.contains("href=\"hours/index.html\"") && !page.contains("href=\"hours/\""));
}

#[test]
fn the_address_can_be_another_one() {
    let desk = Desk::sound();
    desk.run(&["build", "--base-url", "https://intranet.example/handbook/"]).exits(0);
    assert!(desk.read("public/sitemap.xml").contains("<loc>https://intranet.example/handbook/</loc>"));
}

#[test]
fn check_writes_nothing() {
    let desk = Desk::broken();
    let before = desk.tree();
    desk.run(&["check"]).exits(1);
    desk.run(&["check", "--format", "sarif"]).exits(1);
    assert_eq!(desk.tree(), before);
}

#[test]
fn a_folder_of_markdown_is_a_handbook() {
    let desk = Desk::empty();
    desk.write("notes/readme.md", "# Read me\n\n[Roles](roles/lead.md)\n");
    desk.write("notes/roles/lead.md", "# The lead\n\nA plain page in a folder called roles.\n");
    desk.run(&["-C", "notes", "check", "--strict"]).exits(0).says("No findings in 2 pages.");
    desk.run(&["-C", "notes", "build"]).exits(0);
    assert!(desk.has("notes/public/roles/lead/index.html"));
    desk.run(&["-C", "notes", "build"]).exits(0).says("0 written");
}

#[test]
fn an_address_that_is_everybodys_own_machine_is_told_at_its_line() {
    let settings = |url: &str| format!("title: A handbook\ndate: 2026-09-01\nbase_url: {url}\n");
    for url in ["http://localhost:4000/", "http://127.0.0.1/our/", "http://[::1]:4000/"] {
        let desk = Desk::with(&[("handbook.yaml", &settings(url))]);
        let ran = desk.run(&["build", "--strict"]).exits(1).says("content/handbook.yaml:3:");
        ran.says("leads everybody to their own machine");
        desk.run(&["build"]).exits(0);
    }
    Desk::with(&[("handbook.yaml", &settings("https://handbook.example/"))])
        .run(&["build", "--strict"])
        .exits(0);
}

/// Runs git in the folder of `desk` on a day of its own.
fn git(desk: &Desk, words: &[&str]) {
    let done = std::process::Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(words)
        .current_dir(desk.dir())
        .envs([("GIT_COMMITTER_DATE", "2026-03-01T12:00:00Z"), ("GIT_AUTHOR_DATE", "2026-03-01T12:00:00Z")])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git is needed for the tests");
    assert!(done.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A handbook without a day of its own, in which a page begins in summer.
fn dated_by_git() -> Desk {
    Desk::with(&[
        ("handbook.yaml", "title: A handbook\n"),
        ("summer.md", "---\npublish_on: 2026-03-02\n---\n\n# Summer\n"),
    ])
}

#[test]
fn a_folder_of_somebody_else_has_the_day_of_its_last_commit() {
    let desk = dated_by_git();
    git(&desk, &["init", "-q"]);
    git(&desk, &["add", "content"]);
    git(&desk, &["commit", "-q", "-m", "All"]);
    let mut build = desk.command(&["build"]);
    // What git does where a container's folder has another owner.
    let ran = super::ran(build.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")).exits(0);
    assert!(!ran.err.contains("today's"), "{}", ran.err);
    assert!(!desk.has("public/summer/index.html"), "the commit is of the day before");
}

#[test]
fn where_git_tells_no_day_the_build_says_that_it_takes_todays() {
    // Outside of a repository nobody expects another one.
    let desk = dated_by_git();
    let ran = desk.run(&["build"]).exits(0);
    assert!(!ran.err.contains("today's"), "{}", ran.err);
    git(&desk, &["init", "-q"]);
    desk.run(&["build"]).exits(0).says("The day is today's, ").says(": git tells of no commit here.");
    let without = super::ran(desk.command(&["build"]).env("PATH", "/nowhere")).exits(0);
    without.says("The day is today's, ").says("git is not installed").says("`--date` says another one.");
    let asked = super::ran(desk.command(&["check", "--date", "2026-09-01"]).env("PATH", "/nowhere")).exits(0);
    assert!(!asked.err.contains("today's"), "{}", asked.err);
}
