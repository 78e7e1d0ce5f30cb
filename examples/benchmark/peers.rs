//! Other generators' previews with the same edits: the words, headings, tables, links and tags of the same corpus, in their
//! own front matter and link syntax, under templates that show the same (`peers/`): sections, breadcrumb, tags, contents,
//! the pages before and after, lists of sections and tags.
//!
//! They run as their writers run them, with no option that trades correctness for time. Their pages are asked for again and
//! again until they hold what was saved, since their event streams differ; that makes them at most a millisecond slower.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::floor::Failure;
use crate::http::{PATIENCE, free_port, get};
use crate::watch::{Times, megabytes, milliseconds, resident};

/// A pause between two questions.
const AGAIN: Duration = Duration::from_millis(1);
/// A pause after each edit, so that what they do behind it does not count for the next one.
const PAUSE: Duration = Duration::from_millis(1500);
/// How long the first build may take.
const FIRST: Duration = Duration::from_secs(300);

/// A generator to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// <https://gohugo.io>
    Hugo,
    /// <https://www.getzola.org>
    Zola,
}

impl Peer {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hugo => "Hugo",
            Self::Zola => "Zola",
        }
    }

    /// Its settings and templates, by their path in its site.
    fn theme(self) -> &'static [(&'static str, &'static str)] {
        macro_rules! files {
            ($folder:literal: $($file:literal $as:literal),* $(,)?) => {
                &[$(($as, include_str!(concat!("peers/", $folder, "/", $file)))),*]
            };
        }
        match self {
            Self::Hugo => files!("hugo":
                "hugo.toml" "hugo.toml",
                "layouts/baseof.html" "layouts/baseof.html",
                "layouts/home.html" "layouts/home.html",
                "layouts/page.html" "layouts/page.html",
                "layouts/section.html" "layouts/section.html",
                "layouts/taxonomy.html" "layouts/taxonomy.html",
                "layouts/term.html" "layouts/term.html",
                "layouts/_partials/nav.html" "layouts/_partials/nav.html",
            ),
            Self::Zola => files!("zola":
                "config.toml" "config.toml",
                "templates/base.html" "templates/base.html",
                "templates/section.html" "templates/index.html",
                "templates/section.html" "templates/section.html",
                "templates/page.html" "templates/page.html",
                "templates/tags/list.html" "templates/tags/list.html",
                "templates/tags/single.html" "templates/tags/single.html",
            ),
        }
    }

    /// The template that every page has, and the settings.
    fn shared(self) -> (&'static str, &'static str) {
        match self {
            Self::Hugo => ("layouts/baseof.html", "hugo.toml"),
            Self::Zola => ("templates/base.html", "config.toml"),
        }
    }

    fn serve(self, program: &Path, site: &Path, port: u16) -> Command {
        let mut command = Command::new(program);
        let port = port.to_string();
        match self {
            Self::Hugo => {
                command.args(["server", "--bind", "127.0.0.1", "--renderToMemory", "--port", &port])
            }
            Self::Zola => command.args(["serve", "--interface", "127.0.0.1", "--port", &port]),
        };
        command.current_dir(site).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// The front matter of a page, or of a section's page, in its own syntax.
    fn front_matter(self, page: &Read<'_>, is_section: bool) -> String {
        let title = page.title.trim_matches('"');
        let tags: Vec<String> = page.tags.iter().map(|tag| format!("\"{tag}\"")).collect();
        let tags = tags.join(", ");
        let line = |name: &str, sign: &str, value: Option<&str>, quote: &str| {
            value.map_or_else(String::new, |value| {
                format!("{name}{sign} {quote}{}{quote}\n", value.trim_matches('"'))
            })
        };
        match self {
            Self::Hugo => format!(
                "---\ntitle: \"{title}\"\n{}{}{}tags: [{tags}]\n---\n",
                line("description", ":", page.description, "\""),
                line("date", ":", page.date, ""),
                line("weight", ":", page.order, ""),
            ),
            Self::Zola => format!(
                "+++\ntitle = \"{title}\"\n{}{}{}{}+++\n",
                line("description", " =", page.description, "\""),
                line("date", " =", page.date, ""),
                line("weight", " =", page.order, ""),
                if is_section {
                    "sort_by = \"weight\"\n".to_owned()
                } else {
                    format!("taxonomies = {{tags = [{tags}]}}\n")
                },
            ),
        }
    }

    /// What a link to the page at `path`, below the folder of content, looks like.
    fn link(self, path: &str) -> String {
        match self {
            Self::Hugo => format!("/{path}"),
            Self::Zola => format!("@/{path}"),
        }
    }

    /// Lays the corpus in `content` out as a site of its own in `site`.
    fn lay(self, content: &Path, site: &Path) -> Result<(), Failure> {
        for (file, text) in self.theme() {
            put(&site.join(file), text)?;
        }
        put(&site.join("static/style.css"), "body {}\n")?;
        let mut folders = BTreeSet::new();
        let mut sections = BTreeSet::new();
        for entry in walkdir::WalkDir::new(content).sort_by_file_name() {
            let entry = entry?;
            let path = entry.path().strip_prefix(content)?.to_string_lossy().into_owned();
            if entry.file_type().is_dir() {
                folders.insert(path);
                continue;
            }
            if !path.ends_with(".md") {
                continue;
            }
            let text = fs::read_to_string(entry.path())?;
            let page = read(&text);
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_section = path.ends_with("index.md");
            let file = if is_section {
                sections.insert(folder.to_owned());
                path.replace("index.md", "_index.md")
            } else {
                path.clone()
            };
            let body = relinked(page.body, folder, |path| self.link(path));
            put(
                &site.join("content").join(file),
                &format!("{}{body}", self.front_matter(&page, is_section)),
            )?;
        }
        // Kinds have pages of their own in our handbook, and plain section pages in theirs.
        for folder in folders.difference(&sections) {
            let title = folder.rsplit('/').next().unwrap_or(folder);
            let page = Read { title, ..Read::default() };
            put(&site.join("content").join(folder).join("_index.md"), &self.front_matter(&page, true))?;
        }
        Ok(())
    }
}

/// A page of the corpus, as far as others understand it.
#[derive(Debug, Default)]
struct Read<'t> {
    title: &'t str,
    description: Option<&'t str>,
    date: Option<&'t str>,
    order: Option<&'t str>,
    tags: Vec<&'t str>,
    body: &'t str,
}

fn read(text: &str) -> Read<'_> {
    let (head, body) =
        text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", text));
    let field =
        |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::trim);
    let tags = field("tags").map(|tags| tags.trim_matches(['[', ']'])).unwrap_or_default();
    Read {
        title: field("title").or_else(|| field("name")).unwrap_or("Untitled"),
        description: field("description"),
        date: field("date").filter(|date| date.len() == 10),
        order: field("order"),
        tags: tags.split(", ").filter(|tag| !tag.is_empty()).collect(),
        body,
    }
}

/// `body`, a page in `folder`, with the links to other files as `link` writes them.
fn relinked(body: &str, folder: &str, link: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(body.len() + 64);
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        out.push_str("](");
        let (target, after) = after.split_once(')').unwrap_or((after, ""));
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            match part {
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        out.push_str(&if target.ends_with(".md") { link(&parts.join("/")) } else { target.to_owned() });
        out.push(')');
        rest = after;
    }
    out.push_str(rest);
    out
}

fn put(file: &Path, text: &str) -> Result<(), Failure> {
    fs::create_dir_all(file.parent().ok_or("a file has a folder")?)?;
    Ok(fs::write(file, text)?)
}

/// A peer's preview of the corpus.
struct Running {
    child: Child,
    port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Running {
    fn start(peer: Peer, program: &Path, site: &Path, address: &str) -> Result<(Self, Duration), Failure> {
        let started = Instant::now();
        let port = free_port()?;
        let child = peer.serve(program, site, port).spawn()?;
        let mut running = Self { child, port };
        loop {
            if get(port, address).is_ok_and(|page| page.starts_with("HTTP/1.1 200")) {
                return Ok((running, started.elapsed()));
            }
            if running.child.try_wait()?.is_some() {
                return Err(format!("{} ended instead of serving {address}", peer.name()).into());
            }
            if started.elapsed() > FIRST {
                return Err(format!("{} serves no {address}", peer.name()).into());
            }
            std::thread::sleep(AGAIN);
        }
    }

    /// Saves `text` and waits until the page at `address` holds `mark`.
    fn save(&self, file: &Path, text: &str, address: &str, mark: &str) -> Result<Duration, Failure> {
        fs::write(file, text)?;
        let saved = Instant::now();
        while saved.elapsed() < PATIENCE {
            if get(self.port, address).is_ok_and(|page| page.contains(mark)) {
                return Ok(saved.elapsed());
            }
            std::thread::sleep(AGAIN);
        }
        Err(format!("{address} never showed {mark} of {}", file.display()).into())
    }
}

/// Measures `runs` edits of each sort in `peer`'s preview of the corpus in `folder`, of which `plain` is a plain page.
pub fn measure(
    (peer, program): (Peer, &Path),
    folder: &Path,
    plain: &Path,
    runs: usize,
    say: impl Fn(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let site = folder.join(peer.name());
    peer.lay(&folder.join("content"), &site)?;
    let below: PathBuf = plain.strip_prefix(folder)?.to_owned();
    let page = site.join(&below);
    let address = format!("/{}/", below.strip_prefix("content")?.with_extension("").to_string_lossy());
    let program = program.canonicalize()?;
    let (running, first) = Running::start(peer, &program, &site, &address)?;
    say(&format!("  {}", peer.name()))?;
    say(&format!("  {:24}{:>9.0} ms", "first page", milliseconds(first)))?;
    let (template, settings) = peer.shared();
    type Edit = fn(&str, &str) -> String;
    let sorts: [(&str, PathBuf, Edit); 4] = [
        ("a text", page.clone(), |text, mark| format!("{text}\n\nSaved as {mark}.\n")),
        ("a page's title", page, |text, mark| {
            text.replacen("title: \"", &format!("title: \"{mark} "), 1).replacen(
                "title = \"",
                &format!("title = \"{mark} "),
                1,
            )
        }),
        ("a template", site.join(template), |text, mark| {
            text.replacen("<main>", &format!("<main class=\"{mark}\">"), 1)
        }),
        ("the settings", site.join(settings), |text, mark| {
            text.replacen("title = \"", &format!("title = \"{mark} "), 1)
        }),
    ];
    for (name, file, edit) in sorts {
        let before = fs::read_to_string(&file)?;
        let mut times = Times::default();
        for n in 0..=runs {
            std::thread::sleep(PAUSE);
            let mark = format!("mark{n}x{}", name.len());
            times.add(n, running.save(&file, &edit(&before, &mark), &address, &mark)?);
        }
        fs::write(file, before)?;
        say(&times.row(name))?;
    }
    say(&format!("  {:24}{:>9.0} MB", "memory", megabytes(resident(running.child.id())?)))?;
    fs::remove_dir_all(site)?;
    Ok(())
}
