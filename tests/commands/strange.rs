//! Folders as they come: links, pipes, large and foreign files, repositories that want to run something.

use std::fs;
use std::time::{Duration, Instant};

use super::{Desk, ran};

const CANARY: &str = "canary-4711-of-the-neighbour";

#[test]
#[cfg(unix)]
fn links_are_told_and_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let desk = Desk::sound();
    desk.write("outside/secret.md", &format!("# {CANARY}\n"));
    desk.write(
        "outside/secret.svg",
        &format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>{CANARY}</desc></svg>"),
    );
    symlink(desk.at("outside/secret.md"), desk.at("content/file.md")).unwrap();
    symlink("../outside", desk.at("content/folder")).unwrap();
    symlink("nowhere.md", desk.at("content/dangling.md")).unwrap();
    symlink(".", desk.at("content/loop")).unwrap();
    symlink("../outside/secret.svg", desk.at("content/picture.svg")).unwrap();
    desk.write("content/index.md", "# A handbook\n\n![A picture](picture.svg)\n");
    let json = desk.run(&["check", "--format", "json"]).exits(1).json();
    let findings = json["findings"].as_array().unwrap();
    let mut told: Vec<&str> = findings
        .iter()
        .filter(|finding| finding["name"] == "symlink")
        .map(|finding| finding["file"].as_str().unwrap())
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        ["content/dangling.md", "content/file.md", "content/folder", "content/loop", "content/picture.svg"]
    );
    desk.run(&["build", "--keep-going"]).exits(1);
    assert!(!desk.published(CANARY));
}

#[test]
fn settings_that_nobody_reads_are_told() {
    for (lost, mend) in [
        ("content/handbook.yml", "rename it to `handbook.yaml`"),
        ("content/Handbook.yaml", "rename it to `handbook.yaml`"),
        ("handbook.yaml", "move it to `content/handbook.yaml`"),
        ("handbook.yml", "move it to `content/handbook.yaml`"),
    ] {
        let desk = Desk::empty();
        desk.write("content/index.md", "# A handbook\n");
        desk.write(lost, "audiences: [everyone, managers]\n");
        let ran = desk.run(&["check"]).exits(1).says("[unreadable-file]").says("1 error in 1 page.");
        ran.says(&format!("--> {lost}\n")).says(mend);
    }
    // Beside settings that are read it would only mislead.
    let desk = Desk::sound();
    desk.write("handbook.yaml", "title: Another\n");
    desk.run(&["check"]).exits(1).says("put into `content/handbook.yaml` what it says, and take it out");
    // A folder of markdown that is its own content has them where they belong.
    let desk = Desk::empty();
    desk.write("index.md", "# A handbook\n");
    desk.write("handbook.yaml", "title: A handbook\n");
    desk.run(&["check"]).exits(0);
}

/// A folder is there when the handbook is looked through, and a link out of it when its files are read, two hundred times.
#[test]
#[cfg(unix)]
fn a_folder_that_becomes_a_link_meanwhile_leads_nowhere() {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};
    let desk = Desk::sound();
    for n in 0..250 {
        desk.write(&format!("content/plans/{n}.md"), "# A plan\n");
        desk.write(&format!("outside/{n}.md"), &format!("# {CANARY}\n"));
    }
    symlink(desk.at("outside"), desk.at("link")).unwrap();
    let (plans, link, aside) = (desk.at("content/plans"), desk.at("link"), desk.at("aside"));
    let over = AtomicBool::new(false);
    let (mut refused, mut whole) = (0, 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for pause in (0..8).cycle() {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                // Sometimes it stays as it is for longer than one look takes, sometimes it changes in the middle of it.
                std::thread::sleep(Duration::from_micros(pause * 500));
                for (from, to) in [(&plans, &aside), (&link, &plans), (&plans, &link), (&aside, &plans)] {
                    fs::rename(from, to).unwrap();
                }
            }
        });
        for look in 0.. {
            if look >= 200 && refused > 0 && whole > 0 || look == 20_000 {
                break;
            }
            let Ok(loaded) = throughline::source::Sources::load(desk.dir(), &[]) else { continue };
            let read = &loaded.value.pages;
            let canary = read.iter().find(|page| String::from_utf8_lossy(&page.bytes).contains(CANARY));
            if canary.is_some() {
                over.store(true, Ordering::Relaxed);
            }
            assert!(canary.is_none(), "{} was read from outside", canary.unwrap().file);
            refused += usize::from(loaded.findings.iter().any(|finding| finding.message.contains("a link")));
            whole += usize::from(loaded.findings.is_empty() && read.len() == 251);
        }
        over.store(true, Ordering::Relaxed);
    });
    assert!(refused > 0 && whole > 0, "{refused} times there was a link, {whole} times none");
}

#[test]
#[cfg(unix)]
fn content_itself_may_be_no_link() {
    use std::os::unix::fs::symlink;
    let desk = Desk::empty();
    desk.write("elsewhere/index.md", &format!("# {CANARY}\n"));
    desk.write("handbook/notes.txt", "so that the folder is there");
    symlink("../elsewhere", desk.at("handbook/content")).unwrap();
    let ran = desk.run(&["-C", "handbook", "build"]);
    assert!(matches!(ran.code, 1 | 2), "{}", ran.err);
    assert!(!desk.has("handbook/public"));
    desk.run(&["-C", "handbook", "new", "page", "Hours"]);
    assert!(!desk.has("elsewhere/hours.md"), "nothing is written through a link");
}

#[test]
#[cfg(unix)]
fn a_page_is_never_made_through_a_link() {
    use std::os::unix::fs::symlink;
    let desk = Desk::sample();
    fs::create_dir(desk.at("elsewhere")).unwrap();
    fs::rename(desk.at("content/activities"), desk.at("activities")).unwrap();
    symlink("../elsewhere", desk.at("content/activities")).unwrap();
    desk.run(&["new", "activity", "Morning bread"]).exits(2).says("links are not followed");
    assert!(fs::read_dir(desk.at("elsewhere")).unwrap().next().is_none());
}

#[test]
#[cfg(target_os = "linux")]
fn a_pipe_keeps_nobody_waiting() {
    let desk = Desk::sound();
    let pipe = desk.at("content/pipe.md");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .unwrap();
    let started = Instant::now();
    let mut child = desk.command(&["check"]).stderr(std::process::Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_secs(30) {
            child.kill().unwrap();
            panic!("it waits for the pipe");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_page_over_4_mb_is_told_by_its_size() {
    let desk = Desk::with(&[("large.md", &"word ".repeat(1_000_000))]);
    desk.run(&["check"])
        .exits(1)
        .says("content/large.md")
        .says("[too-large]")
        .says("split it into several pages");
}

#[test]
fn other_encodings_are_told() {
    let desk = Desk::sound();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("# Hallo\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    fs::write(desk.at("content/wide.md"), utf16).unwrap();
    fs::write(desk.at("content/latin.md"), b"# K\xe4se\n").unwrap();
    let ran = desk.run(&["check"]).exits(1);
    ran.says("content/wide.md").says("UTF-16").says("content/latin.md:1:4").says("save it again as UTF-8");
}

#[test]
fn windows_line_ends_and_a_mark_at_the_front_do_no_harm() {
    let desk = Desk::with(&[(
        "hours.md",
        "\u{feff}---\r\ntitle: Hours\r\ntags: [time]\r\n---\r\n\r\nSeven to seven.\r\n",
    )]);
    desk.write("content/index.md", "# A handbook\r\n\r\n[Hours](hours.md)\r\n");
    desk.run(&["build", "--strict"]).exits(0);
    assert!(desk.read("public/hours/index.html").contains("<h1"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_no_text_is_told() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::sound();
    let name = std::ffi::OsStr::from_bytes(b"content/caf\xe9.md");
    fs::write(desk.dir().join(name), "# Café\n").unwrap();
    desk.run(&["check"]).exits(1).says("[unreadable-file]").says("its name is not UTF-8");
}

#[test]
fn what_editors_leave_behind_is_no_page() {
    let desk = Desk::sound();
    for left in
        ["~$plan.md", ".hidden.md", "plan.md~", "#plan.md#", ".git/a.md", "node_modules/a.md", "plan.md.swp"]
    {
        desk.write(&format!("content/{left}"), CANARY);
    }
    desk.run(&["build", "--strict"]).exits(0).says("in 1 page.");
    assert!(!desk.published(CANARY));
}

/// A repository may be somebody else's, and git runs what a repository's settings say.
#[test]
#[cfg(unix)]
fn no_repository_makes_us_run_anything() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::empty();
    desk.write("content/index.md", "# A handbook\n");
    // Its calendar asks when the programme was last changed.
    desk.write("content/people/omar.md", "---\ntitle: Omar\nhosts: true\nowner: person/omar\n---\n");
    desk.write(
        "content/shadowing/winter.md",
        "---\ncycle: {from: 2026-09-01, to: 2027-02-28}\nowner: person/omar\n\
         sessions: [{id: s1, host: omar, start: 2026-11-03T05:00, end: 2026-11-03T09:00, status: open}]\n---\n",
    );
    desk.write(".gitattributes", "*.md diff=trap filter=trap\n");
    let trap = desk.at("trap.sh");
    desk.write("trap.sh", &format!("#!/bin/sh\ntouch {}\n", desk.at("sprung").display()));
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let git = |words: &[&str]| -> String {
        let output = std::process::Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(words)
            .current_dir(desk.dir())
            .env("GIT_COMMITTER_DATE", "2020-02-02T12:00:00Z")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .expect("git is needed for the tests");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "-q"]);
    git(&["add", "content"]);
    git(&["commit", "-q", "-m", "A handbook"]);
    // A signed commit, for which git would ask the program that the repository names.
    let tree = git(&["rev-parse", "HEAD^{tree}"]);
    let who = "A <a@example.org> 1580644800 +0000";
    let signature = "-----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----";
    desk.write(
        "commit",
        &format!("tree {tree}\nauthor {who}\ncommitter {who}\ngpgsig {signature}\n\nSigned\n"),
    );
    let commit = git(&["hash-object", "-t", "commit", "-w", "commit"]);
    git(&["update-ref", "HEAD", &commit]);
    let trap = trap.to_str().unwrap();
    for name in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.editor",
        "diff.external",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.trap.clean",
        "filter.trap.process",
        "gpg.program",
    ] {
        git(&["config", name, trap]);
    }
    git(&["config", "log.showSignature", "true"]);
    desk.write(
        ".git/hooks/post-index-change",
        &format!("#!/bin/sh\ntouch {}\n", desk.at("sprung").display()),
    );
    fs::set_permissions(desk.at(".git/hooks/post-index-change"), fs::Permissions::from_mode(0o755)).unwrap();
    // Omar has no role yet.
    desk.run(&["build", "--keep-going"]).exits(1);
    desk.run(&["check"]).exits(1);
    assert!(desk.read("public/calendar/all.ics").contains("DTSTAMP:20200202T120000Z"), "git was asked");
    assert!(!desk.has("sprung"), "the repository's command was run");
    // The traps are some: git itself falls into them.
    for word in ["status", "log"] {
        std::process::Command::new("git").arg(word).current_dir(desk.dir()).output().unwrap();
        assert!(desk.has("sprung"), "git {word} does not walk into it");
        fs::remove_file(desk.at("sprung")).unwrap();
    }
}

#[test]
fn git_need_not_be_there() {
    let desk = Desk::empty();
    desk.write("content/index.md", "# A handbook\n");
    ran(desk.command(&["build"]).env("PATH", "")).exits(0).says("Published to");
}

#[test]
fn a_file_beyond_all_bounds_is_told_and_not_read() {
    let desk = Desk::with(&[("index.md", "# A handbook\n\n[The film](film.bin)\n")]);
    // It says that it has 300 MB, and the disk keeps none of them.
    let film = fs::File::create(desk.at("content/film.bin")).unwrap();
    film.set_len(300 << 20).unwrap();
    desk.run(&["check"])
        .exits(1)
        .says("this file has 300 MB, and at most 256 MB are published")
        .says("[too-large]");
    desk.run(&["build", "--keep-going"]).exits(1);
    assert!(desk.has("public/index.html") && !desk.has("public/film.bin"));
}
