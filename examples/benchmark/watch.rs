//! The preview as a browser meets it: from the end of a save until the new page has come over HTTP.
//!
//! The program itself runs beside this one. This one listens to its events, asks for the page whenever something is told,
//! and stops the clock when the page holds what was saved.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::floor::Failure;
use crate::http::{PATIENCE, get};

/// A pause between two saves, in which the preview looks at the whole folder as it does when a writer thinks.
const PAUSE: Duration = Duration::from_millis(400);

/// How long nothing must be told until what was saved before is over.
const QUIET: Duration = Duration::from_secs(2);

/// Measures `runs` saves of each sort in the handbook in `folder`, of which `plain` is a plain page, then the memory over
/// `edits` more, and tells `say` what came of it, a line as soon as it is known.
pub fn measure(
    program: &Path,
    folder: &Path,
    plain: &Path,
    (runs, edits): (usize, usize),
    say: impl Fn(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut preview = Preview::start(program, folder)?;
    say(&format!("  {:24}{:>9.0} ms", "first page", milliseconds(preview.first)))?;
    let page = (plain.to_owned(), address(folder, plain)?);
    let role = folder.join("content/roles");
    let role = fs::read_dir(role)?.filter_map(|entry| Some(entry.ok()?.path()));
    let role = role.filter(|path| !path.ends_with("index.md")).min().ok_or("the corpus has no roles")?;
    let role = (role.clone(), address(folder, &role)?);
    let template = folder.join("themes/default/templates/page.html");
    fs::create_dir_all(template.parent().ok_or("a template has a folder")?)?;
    fs::write(&template, include_str!("../../themes/default/templates/page.html"))?;
    preview.settle();
    let settings = folder.join("content/handbook.yaml");
    type Edit = fn(&str, &str) -> String;
    let sorts: [(&str, &Path, &str, Edit); 6] = [
        ("a text", &page.0, &page.1, |text, mark| format!("{text}\n\nSaved as {mark}.\n")),
        ("a page's title", &page.0, &page.1, |text, mark| {
            text.replacen("\ntitle: \"", &format!("\ntitle: \"{mark} "), 1)
        }),
        ("a role's title", &role.0, &role.1, |text, mark| {
            text.replacen("\ntitle: ", &format!("\ntitle: {mark} "), 1)
        }),
        ("a role's `serves`", &role.0, &role.1, |text, mark| {
            text.replacen("output: ", &format!("output: {mark} "), 1)
        }),
        ("a template", &template, &page.1, |text, mark| {
            text.replacen("<h1>", &format!("<h1 class=\"{mark}\">"), 1)
        }),
        ("handbook.yaml", &settings, &page.1, |text, mark| {
            text.replacen("title: ", &format!("title: {mark} "), 1)
        }),
    ];
    for (name, file, address, edit) in sorts {
        let before = fs::read_to_string(file)?;
        let mut times = Times::default();
        for n in 0..=runs {
            let mark = format!("mark{n}x{}", name.len());
            times.add(n, preview.save(file, &edit(&before, &mark), address, &mark)?);
            std::thread::sleep(PAUSE);
        }
        fs::write(file, before)?;
        preview.settle();
        say(&times.row(name))?;
    }
    if edits > 0 {
        let before = resident(preview.child.id())?;
        let text = fs::read_to_string(&page.0)?;
        let began = Instant::now();
        let mut most = before;
        let mut times = Times::default();
        for n in 0..=edits {
            let mark = format!("edit{n}x");
            let text = format!("{text}\n\nSaved as {mark}.\n");
            times.add(n, preview.save(&page.0, &text, &page.1, &mark)?);
            most = most.max(resident(preview.child.id())?);
        }
        let took = began.elapsed();
        fs::write(&page.0, text)?;
        preview.settle();
        say(&times.row("a text, without a pause"))?;
        say(&format!(
            "  {:24}{:>9.0} MB before {edits} saves in {:.1} s, {:.0} MB after them, {:.0} MB at most",
            "memory",
            megabytes(before),
            took.as_secs_f64(),
            megabytes(resident(preview.child.id())?),
            megabytes(most),
        ))?;
    }
    Ok(())
}

/// Where the page in `file` of the handbook in `folder` is served.
fn address(folder: &Path, file: &Path) -> Result<String, Failure> {
    let below = file.strip_prefix(folder.join("content"))?.with_extension("");
    Ok(format!("/{}/", below.to_string_lossy()))
}

/// A running preview and the stream of what it tells.
struct Preview {
    child: Child,
    port: u16,
    events: BufReader<TcpStream>,
    first: Duration,
}

impl Preview {
    fn start(program: &Path, folder: &Path) -> Result<Self, Failure> {
        let started = Instant::now();
        let mut child = Command::new(program)
            .arg("-C")
            .arg(folder)
            .args(["watch", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let said = child.stderr.take().ok_or("the preview says nothing")?;
        let mut lines = BufReader::new(said).lines();
        let port = loop {
            let line = lines.next().ok_or("the preview ended")??;
            if let Some((_, port)) = line.split_once("http://localhost:") {
                break port.trim_end_matches('/').parse()?;
            }
        };
        // Whatever else it says must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let page = get(port, "/")?;
        let first = started.elapsed();
        let (_, token) = page.split_once("data-token=\"").ok_or("a page without the preview's script")?;
        let token = token.split('"').next().unwrap_or_default();
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        write!(stream, "GET /.throughline/events/{token} HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        let mut preview = Self { child, port, events: BufReader::new(stream), first };
        preview.hear(started + PATIENCE)?;
        Ok(preview)
    }

    /// Waits for something to be told, at most until `end`.
    fn hear(&mut self, end: Instant) -> Result<(), Failure> {
        let mut line = String::new();
        loop {
            // A stream that only says that it is still there has told nothing.
            let left = end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
            self.events.get_ref().set_read_timeout(Some(left))?;
            line.clear();
            if self.events.read_line(&mut line)? == 0 {
                return Err("the preview has stopped telling".into());
            }
            if line.starts_with("data: ") {
                return Ok(());
            }
            if Instant::now() >= end {
                return Err("the preview has told nothing".into());
            }
        }
    }

    /// Takes what is told while nothing is saved, until it is quiet.
    fn settle(&mut self) {
        while self.hear(Instant::now() + QUIET).is_ok() {}
    }

    /// Saves `text` and waits until the page at `address` holds `mark`.
    fn save(&mut self, file: &Path, text: &str, address: &str, mark: &str) -> Result<Duration, Failure> {
        fs::write(file, text)?;
        let saved = Instant::now();
        loop {
            self.hear(saved + PATIENCE)
                .map_err(|error| format!("{address} never showed {mark} of {}: {error}", file.display()))?;
            if get(self.port, address)?.contains(mark) {
                return Ok(saved.elapsed());
            }
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// How long saves of one sort took.
#[derive(Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Adds the save with this number; the first does not count.
    pub fn add(&mut self, number: usize, took: Duration) {
        if number > 0 {
            self.0.push(took);
        }
    }

    /// A line of the table.
    pub fn row(mut self, name: &str) -> String {
        self.0.sort_unstable();
        let at = |share: f64| {
            let place = ((self.0.len() as f64 * share).ceil() as usize).clamp(1, self.0.len().max(1));
            self.0.get(place - 1).copied().map_or(f64::NAN, milliseconds)
        };
        format!("  {name:24}{:>9.1} ms median, {:.1} ms p95", at(0.5), at(0.95))
    }
}

/// How much memory the process holds now, in bytes.
pub fn resident(process: u32) -> Result<u64, Failure> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no figure for memory")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
}

pub fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
