//! Exit codes: 0 fine, 1 findings that stop, 2 misuse, 3 the machine failed.

use super::Desk;

#[test]
fn a_sound_handbook_exits_0() {
    Desk::sound().run(&["check"]).exits(0).prints_nothing().says("No findings in 1 page.");
    let desk = Desk::sound();
    // The one page that somebody wrote is none that the program made.
    desk.run(&["build"]).exits(0).prints_nothing().says(" generated, 1 page.\nPublished to public in ");
    desk.run(&["-C", ".", "build", "-o", "./public"]).exits(0).says("Published to public in ");
    assert!(desk.has("public/index.html"));
}

#[test]
fn a_broken_reference_exits_1_for_ever() {
    let desk = Desk::broken();
    for words in [&["check"][..], &["build"], &["build", "--strict"], &["build", "--drafts", "-o", "site"]] {
        let ran = desk.run(words).exits(1).prints_nothing();
        let ran = ran.says("content/index.md:3:").says("[broken-link]");
        ran.says("content/people/ana.md:3:7").says("[unknown-reference]");
        assert!(!desk.has("public") && !desk.has("site"), "nothing was published");
    }
}

#[test]
fn a_warning_exits_1_only_where_it_is_asked_to() {
    let desk = Desk::warned();
    desk.run(&["check"]).exits(0).says("[unknown-field]").says("did you mean `title`?");
    desk.run(&["check", "--strict"]).exits(1).says("1 warning in 1 page.");
    desk.run(&["build"]).exits(0);
    desk.run(&["build", "--strict", "-o", "strict"]).exits(1).says("Nothing was published.");
    assert!(desk.has("public/index.html") && !desk.has("strict"));
}

#[test]
fn misuse_exits_2_and_says_what_to_do() {
    let desk = Desk::sound();
    let before = desk.tree();
    for (words, advice) in [
        (&["build", "--strictly"][..], "--strict"),
        (&["bild"], "build"),
        (&[], "Usage"),
        (&["check", "--format", "xml"], "human"),
        (&["build", "--date", "tomorrow"], "a day is written 2026-09-01"),
        (&["-C", "nowhere", "check"], "name the handbook's folder with -C"),
        (&["-C", "content/index.md", "check"], "name the handbook's folder with -C"),
        (&["check", "--audience", "board"], "the audiences are everyone and managers"),
        (&["build", "--base-url", "handbook.example"], "write a whole web address"),
        (&["build", "--drafts"], "name another folder with -o"),
        (&["explain", "brokn-link"], "did you mean `broken-link`?"),
        (&["schema", "rol"], "did you mean `role`?"),
        (&["new", "rol", "Driver"], "did you mean `role`?"),
        (&["completions", "cmd"], "bash"),
        (&["-C", "nowhere", "watch"], "name the handbook's folder with -C"),
        (&["watch", "--port", "0", "--bind", "0.0.0.0"], "--allow-host"),
        (&["watch", "--port", "0", "--audience", "board"], "the audiences are everyone and managers"),
    ] {
        desk.run(words).exits(2).prints_nothing().says(advice);
    }
    assert_eq!(desk.tree(), before, "nothing was written");
}

#[test]
fn a_folder_without_a_page_is_no_handbook() {
    let desk = Desk::empty();
    desk.run(&["check"]).exits(2).says("throughline init DIR");
    desk.run(&["build"]).exits(2).says("throughline init DIR");
    assert!(desk.tree().is_empty());
}

#[test]
fn a_target_that_is_not_ours_is_left_alone() {
    let desk = Desk::sound();
    desk.write("public/thesis.txt", "three years of work");
    desk.run(&["build"]).exits(2);
    for own in ["content", ".", "..", "content/site"] {
        let ran = desk.run(&["build", "-o", own]);
        assert_eq!(ran.code, 2, "{own}: {}", ran.err);
    }
    assert_eq!(desk.read("public/thesis.txt"), "three years of work");
    assert!(desk.has("content/index.md"));
}

#[test]
#[cfg(target_os = "linux")]
fn what_the_machine_refuses_exits_3() {
    let desk = Desk::sound();
    // Not even an administrator writes there.
    desk.run(&["build", "-o", "/proc/handbook"]).exits(3).says("could not");
    desk.write("site", "a file where a folder should be");
    desk.run(&["build", "-o", "site/below"]).exits(3);
    assert_eq!(desk.read("site"), "a file where a folder should be");
    desk.run(&["init", "/proc/handbook"]).exits(3).says("could not make a folder");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_stdout_exits_3() {
    let desk = Desk::sound();
    for words in [&["explain"][..], &["schema"], &["completions", "bash"], &["check", "--format", "json"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let ran = super::ran(desk.command(words).stdout(full));
        assert_eq!(ran.code, 3, "{words:?}: {}", ran.err);
    }
}

#[test]
fn help_and_version_exit_0_on_stdout() {
    let desk = Desk::empty();
    desk.run(&["--version"]).exits(0).prints(env!("CARGO_PKG_VERSION"));
    let help = desk.run(&["--help"]).exits(0);
    for command in ["build", "check", "new", "init", "explain", "schema", "completions"] {
        assert!(
            help.out.lines().any(|line| line.trim_start().starts_with(command)),
            "{command}:\n{}",
            help.out
        );
        desk.run(&[command, "--help"]).exits(0).prints("Usage: throughline");
    }
}

#[test]
fn words_of_our_trade_stay_with_us() {
    let desk = Desk::with(&[
        ("a.md", "---\ntitle: a: b\n---\n"),
        ("b.md", "---\n\ttitle: x\n---\n"),
        ("c.md", "---\ntitle: [\n---\n"),
        ("d.md", "---\ntitle: x\n"),
        ("e.md", "---\ntags:\ndraft: maybe\n---\n"),
        ("f.md", "---\n- a\n- b\n---\n"),
        ("roles/g.md", "---\nserves: {to: x, to: y}\n---\n"),
    ]);
    let ran = desk.run(&["check"]).exits(1);
    let text = ran.err.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    for ours in
        ["parse", "parser", "null", "deserialize", "enum", "struct", "eof", "boolean", "serde", "panicked"]
    {
        assert!(!words.contains(&ours), "`{ours}` in:\n{text}");
    }
}

#[test]
fn going_on_publishes_whatever_can_be_published() {
    let tag = "x".repeat(250);
    let desk = Desk::with(&[("hours.md", &format!("---\ntags: [{tag}]\n---\n\n# Hours\n\nFrom six.\n"))]);
    desk.run(&["build"]).exits(1).says("content/hours.md:2:8").says("`--keep-going` publishes in spite");
    let ran = desk.run(&["build", "--keep-going"]).exits(1).says("left out: could not publish the address");
    ran.says("Published to");
    assert!(desk.published("From six.") && desk.has("public/tags/index.html"));
    // What to keep in the target must be known before anything there is replaced.
    let desk = Desk::with(&[("handbook.yaml", "title: A handbook\ndate: 2026-09-01\nkeep: [\"a[\"]\n")]);
    let ran = desk.run(&["build"]).exits(1).says("content/handbook.yaml:3:8").says("Nothing was published.");
    assert!(!ran.err.contains("--keep-going"), "{}", ran.err);
}
