//! The program itself against the real machine: events that the system lost, limits that it has, what others write beside it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use throughline::watch::Order;

use super::{Desk, PATIENCE, html};

const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");

/// A pause between two questions.
const AGAIN: Duration = Duration::from_millis(20);

/// The program as it previews a desk.
struct Program {
    child: Child,
    port: u16,
    said: Arc<Mutex<String>>,
}

impl Program {
    /// Starts the program by the shell's `line`, in which `"$@"` is the program and its words.
    fn start(desk: &Desk, line: &str) -> Self {
        let mut child = Command::new("sh")
            .args(["-c", line, "sh", PROGRAM, "-C"])
            .arg(desk.dir())
            .args(["watch", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (lines, own) = (BufReader::new(child.stderr.take().unwrap()).lines(), said.clone());
        std::thread::spawn(move || {
            lines.map_while(Result::ok).for_each(|line| own.lock().unwrap().push_str(&format!("{line}\n")));
        });
        let mut program = Self { child, port: 0, said };
        program.until("it never said where it is", |program| {
            let said = program.said();
            let after = said.split_once("http://localhost:")?.1;
            said.contains("Ctrl-C").then_some(())?;
            after.split_once('/')?.0.parse().ok()
        });
        program.port = program
            .said()
            .split_once("http://localhost:")
            .unwrap()
            .1
            .split_once('/')
            .unwrap()
            .0
            .parse()
            .unwrap();
        program
    }

    fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Asks `done` until it has an answer.
    fn until(&self, what: &str, done: impl Fn(&Self) -> Option<u16>) {
        let end = Instant::now() + PATIENCE;
        while done(self).is_none() {
            assert!(Instant::now() < end, "{what}; it said:\n{}", self.said());
            std::thread::sleep(AGAIN);
        }
    }

    /// Waits until the page at `address` has `words`.
    fn serves(&self, address: &str, words: &str) {
        self.until(&format!("{address} never has {words:?}"), |program| {
            let mut stream = TcpStream::connect(("127.0.0.1", program.port)).ok()?;
            write!(stream, "GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").ok()?;
            let mut page = String::new();
            stream.read_to_string(&mut page).ok()?;
            page.contains(words).then_some(0)
        });
    }

    /// Sends a signal, and waits until the process is in `state`, as `proc(5)` calls it.
    #[cfg(target_os = "linux")]
    fn signal(&self, signal: &str, is: impl Fn(char) -> bool) {
        let line = format!("kill -{signal} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &line]).status().unwrap().success(), "{line}");
        self.until(&format!("{signal} did nothing"), |program| {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", program.child.id())).ok()?;
            is(stat.rsplit_once(") ")?.1.chars().next()?).then_some(0)
        });
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Whether the shell's `line` can do here what a test needs; says so where it cannot.
fn can(line: &str) -> bool {
    let can =
        Command::new("sh").args(["-c", line]).stderr(Stdio::null()).status().is_ok_and(|it| it.success());
    if !can {
        std::io::stderr().write_all(format!("not tested: this machine refuses `{line}`\n").as_bytes()).ok();
    }
    can
}

#[test]
#[cfg(target_os = "linux")]
fn when_the_system_lost_events_everything_is_looked_at_and_listened_to_again() {
    let desk = Desk::new();
    desk.write("content/guides/noise.md", "# Noise\n");
    let program = Program::start(&desk, "exec \"$@\"");
    program.serves("/guides/one/", "First words.");

    // While it cannot listen, more happens than the system keeps.
    program.signal("STOP", |state| state == 'T');
    let kept = std::fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let kept: usize = kept.trim().parse().unwrap();
    assert!(kept <= 1_000_000, "this system keeps {kept} events: too many to lose one here");
    for n in 0..=kept / 2 {
        // Two files by turns: the same event twice would be kept once.
        desk.write("content/guides/noise.md", format!("# Noise\n\n{n}\n"));
        desk.write("content/guides/two.md", format!("# Two\n\n{n}\n"));
    }
    desk.write("content/guides/one.md", "# One\n\nNobody told of these words.\n");
    desk.write("content/made/meanwhile/new.md", "# New\n\nNor of this folder.\n");
    program.signal("CONT", |state| state != 'T');

    program.serves("/guides/one/", "Nobody told of these words.");
    program.serves("/made/meanwhile/new/", "Nor of this folder.");
    // Not only found, but listened to: what is still owed of looking is over by then.
    std::thread::sleep(Duration::from_secs(1));
    desk.write("content/made/meanwhile/new.md", "# New\n\nEdited where nobody had heard of.\n");
    program.serves("/made/meanwhile/new/", "Edited where nobody had heard of.");
}

#[test]
#[cfg(target_os = "linux")]
fn where_the_system_has_no_room_to_listen_it_looks_instead_and_says_so_once() {
    // A namespace of its own has limits of its own, and everybody else keeps theirs.
    let limits = [
        ("max_inotify_watches", "2", "The system's limit of watched folders is reached: looking for changes"),
        ("max_inotify_instances", "0", "looking for changes twice a second."),
    ];
    for (limit, most, says) in limits {
        let narrow = format!("echo {most} > /proc/sys/user/{limit}");
        if !can(&format!("unshare --user --map-root-user sh -c '{narrow}'")) {
            return;
        }
        let desk = Desk::new();
        let program = Program::start(
            &desk,
            &format!("exec unshare --user --map-root-user sh -c '{narrow} && exec \"$@\"' sh \"$@\""),
        );
        desk.write("content/guides/one.md", "# One\n\nSeen by looking.\n");
        program.serves("/guides/one/", "Seen by looking.");
        program.until("it never said what it does", |program| program.said().contains(says).then_some(0));
        desk.write("content/made/new.md", "# New\n\nIn a new folder.\n");
        program.serves("/made/new/", "In a new folder.");
        let said = program.said();
        assert_eq!(said.matches("twice a second").count(), 1, "{said}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn where_the_room_to_listen_runs_out_later_it_looks_from_then_on() {
    let narrow = "echo 12 > /proc/sys/user/max_inotify_watches";
    if !can(&format!("unshare --user --map-root-user sh -c '{narrow}'")) {
        return;
    }
    let desk = Desk::new();
    let line = format!("exec unshare --user --map-root-user sh -c '{narrow} && exec \"$@\"' sh \"$@\"");
    let program = Program::start(&desk, &line);
    desk.write("content/guides/one.md", "# One\n\nHeard.\n");
    program.serves("/guides/one/", "Heard.");
    assert!(!program.said().contains("twice a second"), "{}", program.said());
    for n in 0..20 {
        desk.write(&format!("content/many/{n}/page.md"), format!("# Page {n}\n"));
    }
    program.serves("/many/19/page/", "Page 19");
    program.until("it never said what it does", |program| {
        program.said().contains("The system's limit of watched folders is reached: looking for").then_some(0)
    });
    desk.write("content/many/19/page.md", "# Page 19\n\nSeen by looking.\n");
    program.serves("/many/19/page/", "Seen by looking.");
    assert_eq!(program.said().matches("twice a second").count(), 1, "{}", program.said());
}

#[test]
fn a_fault_of_the_program_leaves_the_preview_as_it_was() {
    let desk = Desk::new();
    let faulty = Arc::new(AtomicBool::new(false));
    let flag = faulty.clone();
    let day = move |_| {
        assert!(!flag.load(Ordering::SeqCst), "a fault, on purpose");
        jiff::civil::date(2026, 9, 1)
    };
    let mut watched = desk.ordered(Order { day: Box::new(day), ..desk.order() }, false);
    faulty.store(true, Ordering::SeqCst);
    desk.write("content/guides/one.md", "# One\n\nSaved meanwhile.\n");
    watched.hears("stumbled");
    assert!(html(&watched.step.site, "guides/one/index.html").unwrap().contains("First words."));
    faulty.store(false, Ordering::SeqCst);
    desk.write("content/guides/two.md", "# Two\n\nSaved later.\n");
    watched.sees("guides/two/index.html", "Saved later.");
    watched.sees("guides/one/index.html", "Saved meanwhile.");
}

#[test]
#[cfg(unix)]
fn few_open_files_are_enough() {
    let desk = Desk::new();
    for n in 0..300 {
        desk.write(&format!("content/many/{n}/page.md"), format!("# Page {n}\n"));
    }
    let program = Program::start(&desk, "ulimit -n 64 && exec \"$@\"");
    desk.write("content/many/7/page.md", "# Page 7\n\nWith few files open.\n");
    program.serves("/many/7/page/", "With few files open.");
}

#[test]
fn what_builds_publish_is_never_seen_as_a_change() {
    // A handbook that is itself the folder of markdown, so that whatever is written lies among its pages.
    let desk = Desk::new();
    std::fs::rename(desk.at("content/guides"), desk.at("guides")).unwrap();
    std::fs::remove_dir_all(desk.at("content")).unwrap();
    desk.write("index.md", "# Start\n\nHello.\n");
    let build = |target: &str| {
        let built = Command::new(PROGRAM).arg("-C").arg(desk.dir()).args(["build", "-o", target]).output();
        assert!(built.unwrap().status.success(), "{target}");
    };
    build("before");
    let program = Program::start(&desk, "exec \"$@\"");
    for target in ["before", "site", "public", "guides/site"] {
        build(target);
    }
    desk.write("guides/one.md", "# One\n\nThe only change.\n");
    program.serves("/guides/one/", "The only change.");
    // Time for a look at everything, which the next save's line follows.
    desk.write("guides/two.md", "# Two\n\nThe last change.\n");
    program.until("the last change was not told", |program| {
        program.said().contains("guides/two.md  ").then_some(0)
    });
    let said = program.said();
    let told: Vec<&str> = said.lines().filter(|line| line.trim_end().ends_with(" ms")).collect();
    assert!(
        told.iter().all(|line| line.contains("  guides/one.md  ") || line.contains("  guides/two.md  ")),
        "{said}"
    );
}
