//! `throughline watch`: a preview from memory with live updates, and one line a save.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::Args;

use super::handbook::{self, EditionOptions};
use super::{Ended, output};
use crate::diagnostic::report::Summary;
use crate::diagnostic::{Diagnostic, Name, Severity};
use crate::failure::Failure;
use crate::serve::{self, Hosts};
use crate::watch::{self, Begin, Change, Order, Part, Step, Turn, Watch, What};

/// How many findings are told in full at once; `check` tells all.
const TOLD: usize = 10;
/// How many changed files are named in a line.
const NAMED: usize = 2;
/// How many pages of other days are named.
const LISTED: usize = 8;

/// What `watch` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The port; where it is taken, the next one that is free.
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
    /// The address to listen on. Others than this machine's own let other people read drafts.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    bind: IpAddr,
    /// Another name under which the preview may be asked for; may be given several times.
    #[arg(long, value_name = "H")]
    allow_host: Vec<String>,
    /// Open the browser.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    edition: EditionOptions,
    /// Look for changes twice a second, for network shares that tell none.
    #[arg(long)]
    poll: bool,
}

/// Previews the handbook in `directory` until somebody ends it.
pub fn run(directory: &Path, options: &Options) -> Ended {
    if options.bind.is_unspecified() && options.allow_host.is_empty() {
        return Err(Failure::plain(format!("let everybody on the network in at {}", options.bind)).advise(
            "name the host under which it will be asked for with --allow-host, so that no website can read it \
             under a name of its own",
        ));
    }
    let Ok(dir) = settled(directory).and_then(|dir| dir.read_dir().map(|_| dir)) else {
        return Err(Failure::plain(format!("find the folder {}", directory.display()))
            .advise("name the handbook's folder with -C, or begin one with `throughline init DIR`"));
    };
    // Before anything takes time: a port that is not to be had is told at once.
    let listener = serve::listen(options.bind, options.port)?;
    let asked = options.edition.date;
    let order = Order {
        ignored: vec![dir.join("public")],
        dir,
        day: Box::new(move |settings| handbook::preview_day(asked, settings)),
        audience: options.edition.audience.clone(),
        drafts: options.edition.drafts,
    };
    let hosts = Hosts::new(options.bind, &options.allow_host);
    let (mut watch, first) = Watch::begin(Begin { order, listener, hosts, poll: options.poll })?;
    if first.handbook.entries.is_empty() && first.sources.settings.is_none() && first.sources.pages.is_empty()
    {
        return Err(Failure::plain(format!("find a handbook in {}", directory.display()))
            .advise("there is no markdown file in it; name another folder with -C, or begin one with `throughline init DIR`"));
    }
    handbook::known_audience(&first.handbook.settings, options.edition.audience.as_deref())?;

    let address = watch.server().address();
    let url = url(address, &options.allow_host);
    // The address comes last, where the eye is: many findings would push it off the screen.
    let mut told = Told::default();
    told.tell(&first.findings, &first)?;
    greet(&first, &url, address, options);
    if options.open {
        open(&url);
    }
    let mut findings = first.findings.clone();
    findings.extend(watch.settle());
    told.tell(&findings, &first)?;
    loop {
        for note in watch.notes() {
            output::line(&note);
        }
        match watch.turn(None) {
            Turn::Same => {}
            Turn::Lost(failure) => {
                output::line(&format!("{}  {failure}", handbook::time()));
                output::line("          The preview stays as it was, and goes on when the folder is back.");
            }
            Turn::Stumbled(stumbled) => {
                // Where it stumbled on another thread, it was told there.
                if stumbled.place.is_some() {
                    output::line(&format!("error: {}", super::fault::words(stumbled.place.as_deref())));
                }
                output::line(&format!(
                    "{}  The preview stays as it was. Undo what was saved last, or go on.",
                    handbook::time()
                ));
            }
            Turn::Back => output::line(&format!("{}  The folder is back.", handbook::time())),
            Turn::Settled(step, more) => {
                let findings = [step.findings.as_slice(), &more].concat();
                told.tell(&findings, &step)?;
            }
            Turn::Shown(step, more) => {
                output::line(&format!("{}  {}", handbook::time(), saved(&step)));
                let mut findings = step.findings.clone();
                findings.extend(more);
                told.tell(&findings, &step)?;
            }
        }
    }
}

/// The folder without links and detours, as the system tells it of changed files. On Windows without the mark before it by which the
/// system knows long ones, and which no editor understands.
fn settled(directory: &Path) -> std::io::Result<PathBuf> {
    let whole = directory.canonicalize()?;
    let plain =
        whole.to_str().and_then(|path| path.strip_prefix(r"\\?\")).filter(|path| !path.starts_with("UNC"));
    Ok(plain.map_or_else(|| whole.clone(), PathBuf::from))
}

/// The first screen: where, what, and what is not shown.
fn greet(step: &Step, url: &str, address: SocketAddr, options: &Options) {
    output::line("");
    let title = step.handbook.settings.config.title.as_ref().map_or("The handbook", |title| &title.value);
    let safe = crate::diagnostic::report::visible(title);
    if options.port != 0 && address.port() != options.port {
        output::line(&format!("Port {} is taken, so it is {}.", options.port, address.port()));
    }
    if !address.ip().is_loopback() {
        output::line(
            "Warning: everybody who reaches this machine can read this preview, its drafts and other days' pages included.",
        );
    }
    let drafts = step.handbook.entries.iter().filter(|entry| entry.draft).count();
    let drafts = match drafts {
        0 => String::new(),
        1 => ", 1 of them a draft".to_owned(),
        n => format!(", {n} of them drafts"),
    };
    let pages = counted(step.handbook.entries.len(), "page");
    output::line(&format!("Previewing {pages}{drafts}, as of {}.", step.handbook.edition.date));
    let hidden = watch::hidden_by_date(step);
    for (file, why) in hidden.iter().take(LISTED) {
        output::line(&format!("  {} {why}", crate::diagnostic::report::visible(file)));
    }
    if hidden.len() > LISTED {
        output::line(&format!("  and {} more that another day shows", hidden.len() - LISTED));
    }
    output::line(&format!("\n  {safe}\n  {url}\n"));
    output::line("Save a page, and it changes in the browser. Ctrl-C ends the preview.\n");
}

/// What was saved, how many pages were read again, and how long it took: `content/a.md  1 page, 14 ms`.
fn saved(step: &Step) -> String {
    let named: Vec<String> = step.changes.iter().take(NAMED).map(named).collect();
    let mut what = named.join(", ");
    match step.changes.len().saturating_sub(NAMED) {
        0 => {}
        n => what.push_str(&format!(" and {} more", counted(n, "file"))),
    }
    if what.is_empty() {
        what = "Another day, or a file that can be read again".to_owned();
    }
    let all = step.changes.is_empty()
        || step.changes.iter().any(|change| matches!(change.part, Part::Settings | Part::Theme));
    let pages = match step.changes.iter().filter(|change| change.part == Part::Page).count() {
        _ if all => format!("{}, ", counted(step.handbook.entries.len(), "page")),
        // A picture, or an export.
        0 => String::new(),
        n => format!("{}, ", counted(n, "page")),
    };
    format!("{what}  {pages}{} ms", step.took.as_millis())
}

fn named(change: &Change) -> String {
    let file = crate::diagnostic::report::visible(&change.file);
    match change.what {
        What::Added => format!("{file} (new)"),
        What::Edited => file.into_owned(),
        What::Removed => format!("{file} (removed)"),
    }
}

fn counted(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

/// Findings that were told already.
#[derive(Default)]
struct Told {
    known: BTreeSet<(Arc<str>, Name, String)>,
    begun: bool,
}

impl Told {
    /// Tells what was not told before, and how much is left of what was. Advice is for `check`.
    fn tell(&mut self, findings: &[Diagnostic], step: &Step) -> Result<(), Failure> {
        let key = |finding: &Diagnostic| (finding.place.file.clone(), finding.name, finding.message.clone());
        let weighty: Vec<&Diagnostic> =
            findings.iter().filter(|finding| finding.severity != Severity::Advice).collect();
        let now: BTreeSet<_> = weighty.iter().map(|finding| key(finding)).collect();
        let mended = self.known.difference(&now).count();
        let new: Vec<Diagnostic> =
            weighty.into_iter().filter(|finding| !self.known.contains(&key(finding))).cloned().collect();
        self.known = now;
        let summary = Summary::of(findings, step.handbook.entries.len());
        if !std::mem::replace(&mut self.begun, true) || !new.is_empty() {
            output::some(&new[..new.len().min(TOLD)], &summary, &step.sources)?;
            if new.len() > TOLD {
                output::line(&format!("{} more: `throughline check` tells all.", new.len() - TOLD));
            }
        } else if mended > 0 {
            output::line(&format!("          {mended} mended. {summary}"));
        }
        Ok(())
    }
}

/// The address to open: by the name that is allowed, where it is served to others.
fn url(address: SocketAddr, allowed: &[String]) -> String {
    let host = match (address.ip(), allowed.first()) {
        (ip, _) if ip.is_loopback() => "localhost".to_owned(),
        (ip, Some(name)) if ip.is_unspecified() => name.clone(),
        (IpAddr::V4(ip), _) => ip.to_string(),
        (IpAddr::V6(ip), _) => format!("[{ip}]"),
    };
    format!("http://{host}:{}/", address.port())
}

/// Asks the system to open `url`, which is ours.
fn open(url: &str) {
    let (program, words): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let started = Command::new(program)
        .args(words)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        // Whoever ends this program does not wait for the browser; the system clears up after both.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(_) => output::line(&format!("The browser could not be opened: go to {url}")),
    }
}
