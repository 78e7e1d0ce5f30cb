//! `watch` from outside: the first screen, a line a save, findings once, and nothing on the disk.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::Desk;

/// How long the program may take to say something: pipelines are busy machines.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview and its lines.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(desk: &Desk, words: &[&str]) -> Self {
        Self::with_path(desk, words, None)
    }

    /// The same with another `PATH`.
    fn with_path(desk: &Desk, words: &[&str], path: Option<&Path>) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_throughline"))
            .arg("-C")
            .arg(desk.folder.path())
            .arg("watch")
            .args(words)
            .env("NO_COLOR", "1")
            .env_remove("SOURCE_DATE_EPOCH")
            .envs(path.map(|path| ("PATH", path)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let said = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            said.lines().map_while(Result::ok).for_each(|line| sender.send(line).unwrap_or(()))
        });
        Self { child, lines }
    }

    /// The lines up to one that holds `words`.
    fn until(&self, words: &str) -> String {
        let mut said = String::new();
        loop {
            let line = self
                .lines
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|_| panic!("nothing says {words:?}:\n{said}"));
            said.push_str(&line);
            said.push('\n');
            if line.contains(words) {
                return said;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn the_first_screen_is_calm_and_each_save_is_a_line() {
    let desk = Desk::with(&[
        ("late.md", "---\npublish_on: 2026-12-01\n---\n# Late\n"),
        ("sketch.md", "---\ndraft: true\n---\n# Sketch\n"),
    ]);
    let before = desk.tree();
    let watching = Watching::start(&desk, &["--port", "0", "--drafts"]);
    let first = watching.until("Ctrl-C");
    assert!(first.contains(" in 2 pages."), "{first}");
    assert!(first.contains("Previewing 2 pages, 1 of them a draft, as of 2026-09-01."), "{first}");
    assert!(first.contains("content/late.md will be shown from 2026-12-01 on"), "{first}");
    assert!(first.contains("  http://localhost:"), "{first}");

    desk.write("content/index.md", "# A handbook\n\nEdited.\n");
    let line = watching.until("content/index.md");
    assert!(line.contains("content/index.md  1 page, ") && line.trim_end().ends_with("ms"), "{line}");

    desk.write("content/index.md", "# A handbook\n\n[gone](gone.md)\n");
    let told = watching.until("1 error and ");
    assert!(told.contains("[broken-link]") && told.contains("content/index.md:3:"), "{told}");
    desk.write("content/index.md", "# A handbook\n\nMore. [gone](gone.md)\n");
    watching.until("content/index.md  1 page");
    desk.write("content/index.md", "# A handbook\n\nIts only page.\n");
    let mended = watching.until("1 mended.");
    assert!(!mended.contains("[broken-link]"), "a finding is told once: {mended}");
    drop(watching);
    assert_eq!(desk.tree(), before, "nothing was written");
}

#[test]
fn a_port_that_is_taken_is_said_and_one_that_cannot_be_had_exits_3() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let desk = Desk::sound();
    let watching = Watching::start(&desk, &["--port", &port.to_string()]);
    assert!(watching.until("Ctrl-C").contains(&format!("Port {port} is taken, so it is ")));
    // An address for examples (RFC 5737), which no machine has.
    Desk::sound().run(&["watch", "--bind", "203.0.113.1"]).exits(3).prints_nothing().says("--bind");
}

#[test]
fn a_preview_for_others_warns_and_answers_to_their_name() {
    let desk = Desk::sound();
    let watching =
        Watching::start(&desk, &["--port", "0", "--bind", "0.0.0.0", "--allow-host", "box.example"]);
    let first = watching.until("Ctrl-C");
    assert!(first.contains("Warning: everybody who reaches this machine"), "{first}");
    assert!(first.contains("http://box.example:"), "{first}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_where_that_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let tools = tempfile::tempdir().unwrap();
    let (opener, opened) = (tools.path().join("xdg-open"), tools.path().join("opened"));
    std::fs::write(
        &opener,
        format!("#!/bin/sh\necho \"$@\" > {}.part\n/bin/mv {0}.part {0}\n", opened.display()),
    )
    .unwrap();
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).unwrap();
    let desk = Desk::sound();
    let watching = Watching::with_path(&desk, &["--port", "0", "--open"], Some(tools.path()));
    let first = watching.until("Ctrl-C");
    let end = std::time::Instant::now() + PATIENCE;
    while !opened.exists() && std::time::Instant::now() < end {
        std::thread::sleep(Duration::from_millis(20));
    }
    let address = std::fs::read_to_string(&opened).expect("the opener was called");
    assert!(first.contains(address.trim()) && address.starts_with("http://localhost:"), "{address}");

    let without = Watching::with_path(&desk, &["--port", "0", "--open"], Some(Path::new("/nowhere")));
    without.until("The browser could not be opened: go to http://localhost:");
}
