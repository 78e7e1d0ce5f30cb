//! What `build` and `check` share: which day, which audience, the files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use crate::diagnostic::{Checked, Diagnostic};
use crate::failure::Failure;
use crate::parse::config::Settings;
use crate::pipeline::{self, Built, Memos, Request};
use crate::source::{self, History, Sources, Untold};

use super::output;

/// For whom and for which day a handbook is made.
#[derive(Debug, Clone, Default, Args)]
pub struct EditionOptions {
    /// Show drafts, marked as such.
    #[arg(long)]
    pub drafts: bool,
    /// Make it as of this day (2026-09-01) instead of today.
    #[arg(long, value_name = "D", value_parser = day)]
    pub date: Option<Date>,
    /// Make the edition of this audience instead of everybody's.
    #[arg(long, value_name = "A")]
    pub audience: Option<String>,
}

/// The files of a handbook, and what does not hold about them.
pub struct Loaded {
    /// The files.
    pub sources: Arc<Sources>,
    /// What the command asks of the pipeline.
    pub request: Request,
    /// Files that cannot be used.
    pub findings: Vec<Diagnostic>,
}

/// Reads the handbook in `directory`; files in `ignored` are not looked at.
pub fn load(directory: &Path, options: &EditionOptions, ignored: &[PathBuf]) -> Result<Loaded, Failure> {
    if !directory.is_dir() {
        return Err(Failure::plain(format!("find the folder {}", directory.display()))
            .advise("name the handbook's folder with -C, or begin one with `throughline init DIR`"));
    }
    let mut findings = Vec::new();
    let sources = Sources::load(directory, ignored)?.take(&mut findings);
    if sources.pages.is_empty() && sources.settings.is_none() {
        return Err(Failure::plain(format!("find a handbook in {}", directory.display()))
            .advise("there is no markdown file in it; name another folder with -C, or begin one with `throughline init DIR`"));
    }
    let Checked { value: settings, .. } = pipeline::settings(&sources);
    known_audience(&settings, options.audience.as_deref())?;
    let date = date(directory, options.date, settings.config.date.map(|date| date.value));
    let request = Request { audience: options.audience.clone(), drafts: options.drafts, ..Request::on(date) };
    Ok(Loaded { sources: Arc::new(sources), request, findings })
}

/// The handbook in `directory` and the website made of it, for commands that ask it something and publish nothing. Its texts are kept, for
/// whoever quotes them.
pub fn built(directory: &Path, options: &EditionOptions) -> Result<Checked<Built>, Failure> {
    let Loaded { sources, request, .. } = load(directory, options, &[directory.join("public")])?;
    Ok(pipeline::build(sources.clone(), &request, &Memos::of_one_build()))
}

/// The day of a build: what was asked for, else `SOURCE_DATE_EPOCH`, else `handbook.yaml`, else the last
/// commit, else today. Where today stands in for a commit that git does not tell, the person at the keyboard hears of it.
fn date(directory: &Path, asked: Option<Date>, written: Option<Date>) -> Date {
    if let Some(day) = asked.or_else(epoch).or(written) {
        return day;
    }
    let untold = match source::last_commit_day(directory) {
        Ok(day) => return day,
        Err(untold) => untold,
    };
    let today = clock();
    let why = match untold {
        Untold::NoRepository => return today,
        Untold::NoGit => "git is not installed, so nobody knows the last commit's",
        Untold::NoAnswer | Untold::Shallow => "git tells of no commit here",
    };
    output::line(&format!("The day is today's, {today}: {why}. `--date` says another one."));
    today
}

/// What a person should know who publishes calendars, where `history` could not say when their visits were last changed.
pub fn note_on(history: &History) -> Option<String> {
    let why = match history.untold()? {
        Untold::NoRepository => return None,
        Untold::NoGit => "git is not installed",
        Untold::NoAnswer => "git does not tell",
        Untold::Shallow => {
            "this clone has no past (fetch all of it: `fetch-depth: 0`, or `git fetch --unshallow`)"
        }
    };
    Some(format!("Calendars go by the days in their pages and not by when they were last changed: {why}."))
}

/// A day as `--date` takes it.
fn day(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "a day is written 2026-09-01")
}

/// Refuses an audience that the handbook does not have.
pub fn known_audience(settings: &Settings, audience: Option<&str>) -> Result<(), Failure> {
    let Some(name) = audience.filter(|name| settings.audience(name).is_none()) else { return Ok(()) };
    let known: Vec<&str> = settings.config.audiences.iter().map(|text| &*text.value).collect();
    let advice = match known.as_slice() {
        [] => "handbook.yaml lists no `audiences`".to_owned(),
        known => format!("the audiences are {}", crate::diagnostic::suggest::list(known.iter().copied())),
    };
    Err(Failure::plain(format!("build for the audience `{name}`")).advise(advice))
}

/// The day of a preview: the one asked for, `SOURCE_DATE_EPOCH`, the handbook's own, else today. What is saved now will be
/// published by a later commit, so the last one's day, which a build takes, would hide a page that begins today.
pub fn preview_day(asked: Option<Date>, settings: Option<Date>) -> Date {
    asked.or_else(epoch).or(settings).unwrap_or_else(clock)
}

/// The time of the day, for whoever sits at the terminal: `09:41:07`.
pub fn time() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

/// The day of a handbook that is only beginning: `SOURCE_DATE_EPOCH`, else today.
pub fn today() -> Date {
    epoch().unwrap_or_else(clock)
}

fn epoch() -> Option<Date> {
    let seconds: i64 = std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    Some(instant.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// Only here is the clock ever read for a day.
fn clock() -> Date {
    jiff::Zoned::now().date()
}

/// `path` below `directory`, as the shell would name it.
pub fn named(directory: &Path, path: &Path) -> PathBuf {
    let whole = directory.join(path);
    let short = whole.strip_prefix(".").map_or(whole.as_path(), |short| short);
    if short.as_os_str().is_empty() { whole } else { short.to_owned() }
}
