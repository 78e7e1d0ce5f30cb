//! `throughline build`: the website, published whole or not at all.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::handbook::{self, EditionOptions, Loaded, note_on};
use super::{End, Ended, output};
use crate::diagnostic::report::Format;
use crate::diagnostic::{Checked, Name};
use crate::failure::Failure;
use crate::parse::base_url::BaseUrl;
use crate::paths;
use crate::pipeline::{self, Built, Memos};
use crate::publish::{self, Order};
use crate::site::Unmade;

/// What `build` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder that becomes the website.
    #[arg(short = 'o', value_name = "FOLDER", default_value = "public")]
    output: PathBuf,
    /// Let warnings stop the build, too.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    edition: EditionOptions,
    /// The site's address, where it is another than handbook.yaml says.
    #[arg(long, value_name = "U")]
    base_url: Option<String>,
    /// Make every link relative and ending in `.html`, for a network share or a zip.
    #[arg(long)]
    portable: bool,
    /// How findings are told.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "F")]
    format: Format,
    /// Publish in spite of errors (the exit code still says so), for a first look at an old handbook.
    #[arg(long)]
    keep_going: bool,
    /// Write the addresses that changed into this file, one a line.
    #[arg(long, value_name = "FILE")]
    changed: Option<PathBuf>,
    /// Put a `.gz` beside every text file.
    #[arg(long)]
    gzip: bool,
    /// Print how long each stage took.
    #[arg(long)]
    timings: bool,
}

/// Set by whoever measures what the search costs: nothing is made for it. No option, so that no help or completion offers a
/// writer a site that nobody can search.
const WITHOUT_SEARCH: &str = "THROUGHLINE_WITHOUT_SEARCH";

/// Builds the handbook in `directory`.
pub fn run(directory: &Path, options: &Options) -> Ended {
    let started = Instant::now();
    if let Some(url) = &options.base_url
        && BaseUrl::find(url).is_none()
    {
        return Err(Failure::plain(format!("use the address `{url}`"))
            .advise("write a whole web address: https://handbook.example/"));
    }
    let target = directory.join(&options.output);
    // Wherever drafts were published before is known by its list; this folder is where everybody else looks for none.
    if options.edition.drafts && publish::is_same_folder(&target, &directory.join("public")) {
        return Err(Failure::plain("publish drafts").advise(
            "drafts are for previews: use `throughline watch --drafts`, or name another folder with -o",
        ));
    }
    let Loaded { sources, mut request, mut findings } =
        handbook::load(directory, &options.edition, std::slice::from_ref(&target))?;
    let read = started.elapsed();
    request.portable = options.portable;
    request.base_url.clone_from(&options.base_url);
    request.search = std::env::var_os(WITHOUT_SEARCH).is_none();
    if !request.search {
        output::line(&format!("{WITHOUT_SEARCH} is set: this site cannot be searched."));
    }
    // There is no next build: what was remembered for one makes room for the pages.
    let Checked { value: built, findings: found } =
        pipeline::build(sources, &request, &Memos::of_one_build());
    findings.extend(found);
    let Built { handbook, site, pages: made, sources, mut timings } = built;
    timings.insert(0, ("load", read));
    let pages = handbook.entries.len();

    let keep: Vec<String> = handbook.settings.config.keep.iter().map(|glob| glob.value.to_string()).collect();
    // A theme that does not hold leaves no page to publish.
    let theme_broken = findings.iter().any(|finding| finding.name == Name::ThemeError);
    if theme_broken || (output::stops(&findings, options.strict) && !options.keep_going) {
        output::report(options.format, &findings, pages, &sources)?;
        output::line(match theme_broken || !knows_what_to_keep(&keep) {
            true => "Nothing was published.",
            false => "Nothing was published. `--keep-going` publishes in spite of errors.",
        });
        return Ok(End::Findings);
    }
    let progress = Progress::new();
    let changed = options.changed.as_ref().map(|file| directory.join(file));
    let publishing = Instant::now();
    let published = publish::publish(
        &site,
        &Order {
            target: &target,
            sources: directory,
            protected: &[directory.join("content"), directory.join("themes")],
            keep: &keep,
            drafts: options.edition.drafts,
            lenient: options.keep_going,
            gzip: options.gzip,
            changed: changed.as_deref(),
            progress: &|done, total| progress.show(done, total),
            waiting: &|| {
                output::line("Another build of the same folder is at work: waiting until it is done.")
            },
        },
    );
    progress.end();
    timings.push(("render and publish", publishing.elapsed()));
    let published = match published {
        Ok(published) => published,
        Err(Unmade::Failure(failure)) => {
            output::report(options.format, &findings, pages, &sources)?;
            return Err(failure);
        }
        Err(Unmade::Findings(unmade)) => {
            findings.extend(unmade);
            findings.dedup();
            output::report(options.format, &findings, pages, &sources)?;
            output::line("Nothing was published.");
            return Ok(End::Findings);
        }
    };
    output::report(options.format, &findings, pages, &sources)?;
    for note in published.notes.iter().chain(&note_on(&sources.history)) {
        output::line(note);
    }
    if options.format == Format::Human {
        let mut counts = pipeline::count(&handbook, &made);
        // What a writer wrote for the start page stands among what the program made.
        if handbook.sections.first().is_some_and(|root| root.index.is_some()) {
            *counts.entry("page".to_owned()).or_default() += 1;
            counts.entry("generated".to_owned()).and_modify(|n| *n = n.saturating_sub(1));
        }
        let kinds: Vec<String> = counts.iter().map(|(kind, n)| counted(kind, *n)).collect();
        output::line(&format!("Pages: {}.", kinds.join(", ")));
        output::line(&format!(
            "Published to {} in {}: {} written, {} unchanged, {} removed.",
            handbook::named(directory, &options.output).display(),
            seconds(started.elapsed()),
            published.written,
            published.unchanged,
            published.removed
        ));
    }
    if options.timings {
        for (stage, took) in &timings {
            output::line(&format!("{:>9.1} ms  {stage}", took.as_secs_f64() * 1e3));
        }
        output::line(&format!("{:>9.1} ms  all", started.elapsed().as_secs_f64() * 1e3));
    }
    // The program ends here, and the machine takes everything back at once; piece by piece it would take as long as
    // checking the handbook did.
    std::mem::forget((sources, handbook, site, made));
    Ok(if output::stops(&findings, options.strict) { End::Findings } else { End::Fine })
}

/// Whether every glob under `keep` stands for files; without knowing them, nothing may be replaced.
fn knows_what_to_keep(globs: &[String]) -> bool {
    globs.iter().all(|glob| paths::glob(glob).is_ok())
}

/// `20 roles`, `1 promise`, `6 people`.
fn counted(kind: &str, n: usize) -> String {
    match (n, kind) {
        (1, _) | (_, "generated") => format!("{n} {kind}"),
        (_, "activity") => format!("{n} activities"),
        (_, "person") => format!("{n} people"),
        (_, "shadowing") => format!("{n} shadowing programmes"),
        _ => format!("{n} {kind}s"),
    }
}

fn seconds(took: Duration) -> String {
    if took < Duration::from_secs(1) {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}

/// A bar on a terminal, once a build is long enough to wonder.
struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("  {bar:32} {pos} of {len} pages") {
            bar.set_style(style);
        }
        Self { bar, begun: Instant::now() }
    }

    fn show(&self, done: usize, total: usize) {
        if !done.is_multiple_of(64) {
            return;
        }
        if self.bar.is_hidden() && self.begun.elapsed() > Duration::from_millis(500) {
            self.bar.set_length(total as u64);
            // Draws only on a terminal; elsewhere lines would pile up in a log.
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
        self.bar.set_position(done as u64);
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
