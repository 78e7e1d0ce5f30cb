//! How fast the program is, as multiples of the floor (see [`floor`]) in the same run on the same machine.
//!
//! ```text
//! cargo build --release && cargo run --release --example benchmark
//! cargo run --release --example benchmark -- --pages 1000 --pages 10000 --pages 50000 --code 0
//! cargo run --release --example benchmark -- line
//! cargo run --release --example benchmark -- schedule
//! cargo run --release --example benchmark -- suggest
//! ```
//!
//! Corpus and output lie on a memory disk, since deleting and making ten thousand files on a real one can take
//! longer than building them. Runs of the floor and of the program alternate, and the first of each is not counted.
//! One of them makes nothing for the search (`THROUGHLINE_WITHOUT_SEARCH`), which shows what that adds.
//!
//! `watch` times the preview over HTTP, from the end of a save to the new page, and its memory over many saves. With
//! `--hugo FILE` and `--zola FILE` the same edits are seen in their [previews](peers), in the same run.
//! `again` times a build with a memory: one file saved, its page made.
//!
//! `schedule` reads 100,000 [sessions](schedule) from spreadsheets' exports and asks every rule, which may take a second.
//!
//! `line` times the [line of sight](line) of 10,000 roles with 30,000 handovers alone, which may cost 150 ms.
//! `suggest` times [who could take the open places](suggest) of one programme, which may cost a second.

mod again;
mod code;
mod corpus;
mod floor;
mod http;
mod kinds;
mod line;
mod measure;
mod peers;
mod schedule;
mod suggest;
mod typed;
mod watch;
mod words;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::{Parser, Subcommand};

use corpus::Corpus;
use floor::Failure;
use measure::{Run, median};
use peers::Peer;

/// Measures this project's release build against the floor, on a generated handbook.
#[derive(Debug, Parser)]
struct Options {
    /// Pages in the corpus; several sizes show how time and memory grow
    #[arg(long, value_name = "N", default_values_t = [10_000])]
    pages: Vec<usize>,
    /// Code to colour on every Nth plain page; 0 for none; several are measured one after the other
    #[arg(long, value_name = "N", default_values_t = [0, 5])]
    code: Vec<usize>,
    /// Runs that count, of each
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// How many different words the corpus uses
    #[arg(long, default_value_t = 14_000)]
    vocabulary: usize,
    /// Threads for both
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// A folder in memory, for corpus and output
    #[arg(long, value_name = "DIR", default_value = "/dev/shm")]
    memory_disk: PathBuf,
    /// The program [default: `throughline` beside this example's folder]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    #[command(subcommand)]
    part: Option<Part>,
}

/// The parts that can be run alone.
#[derive(Debug, Subcommand)]
enum Part {
    /// Builds a folder the floor's way
    Floor { content: PathBuf, target: PathBuf },
    /// Times the line of sight alone, in memory
    Line {
        #[arg(long, default_value_t = 10_000)]
        roles: usize,
        #[arg(long, default_value_t = 30_000)]
        edges: usize,
        #[arg(long, default_value_t = 50)]
        customers: usize,
    },
    /// Times builds with a memory, after one file was saved
    Again,
    /// Times the preview over HTTP, after files were saved
    Watch {
        /// Further saves, over which memory is looked at
        #[arg(long, default_value_t = 0)]
        edits: usize,
        /// Hugo's program, to see the same edits in its preview
        #[arg(long, value_name = "FILE")]
        hugo: Option<PathBuf>,
        /// Zola's program, to see the same edits in its preview
        #[arg(long, value_name = "FILE")]
        zola: Option<PathBuf>,
    },
    /// Times suggestions for one programme alone, in memory
    Suggest {
        #[arg(long, default_value_t = 60)]
        people: usize,
        #[arg(long, default_value_t = 120)]
        places: usize,
    },
    /// Times schedules alone, in memory
    Schedule {
        #[arg(long, default_value_t = 100_000)]
        sessions: usize,
        #[arg(long, default_value_t = 5_000)]
        people: usize,
    },
    /// Only writes the corpus, for other programs to build
    Corpus { folder: PathBuf },
}

/// What DESIGN promises: at most so many times the floor, and so many megabytes at 10,000 pages.
struct Bar {
    ratio: f64,
    megabytes: Option<f64>,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "benchmark: {failure}");
            ExitCode::FAILURE
        }
    }
}

impl Options {
    /// The program to measure.
    fn program(&self) -> Result<PathBuf, Failure> {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => std::env::current_exe()?.with_file_name("..").join("throughline"),
        };
        if !program.is_file() {
            return Err(format!("{} is not there: `cargo build --release` first", program.display()).into());
        }
        Ok(program)
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    let corpus = |pages, code_every| Corpus { pages, code_every, vocabulary: options.vocabulary };
    match &options.part {
        Some(Part::Floor { content, target }) => {
            let (pages, dead) = floor::build(content, target)?;
            return say(&format!("{pages} pages, {dead} dead links"));
        }
        Some(Part::Line { roles, edges, customers }) => {
            let size = line::Size { roles: *roles, edges: *edges, customers: *customers };
            return line::measure(size, options.runs).iter().try_for_each(|line| say(line));
        }
        Some(Part::Again) => {
            for (pages, code_every) in sizes(options) {
                let scratch = tempfile::Builder::new()
                    .prefix("throughline-benchmark.")
                    .tempdir_in(&options.memory_disk)?;
                corpus(pages, code_every).write(scratch.path())?;
                say(&format!("{pages} pages; one file saved, {} times", options.runs))?;
                again::measure(scratch.path(), options.runs)?.iter().try_for_each(|line| say(line))?;
            }
            return Ok(());
        }
        Some(Part::Watch { edits, hugo, zola }) => {
            for pages in &options.pages {
                let scratch = tempfile::Builder::new()
                    .prefix("throughline-benchmark.")
                    .tempdir_in(&options.memory_disk)?;
                let plain = corpus(*pages, 0).write(scratch.path())?;
                say(&format!("{pages} pages; from the end of a save to the page over HTTP"))?;
                let folder = scratch.path();
                watch::measure(&options.program()?, folder, &plain, (options.runs, *edits), say)?;
                for (peer, program) in [(Peer::Hugo, hugo), (Peer::Zola, zola)] {
                    match program {
                        Some(program) => peers::measure((peer, program), folder, &plain, options.runs, say)?,
                        None => {
                            say(&format!("  {} is not measured: no program is named for it", peer.name()))?
                        }
                    }
                }
            }
            return Ok(());
        }
        Some(Part::Suggest { people, places }) => {
            let size = suggest::Size { people: *people, places: *places };
            return suggest::measure(size, options.runs).iter().try_for_each(|line| say(line));
        }
        Some(Part::Schedule { sessions, people }) => {
            let size = schedule::Size { sessions: *sessions, people: *people };
            return schedule::measure(size, options.runs).iter().try_for_each(|line| say(line));
        }
        Some(Part::Corpus { folder }) => {
            for (pages, code_every) in sizes(options) {
                corpus(pages, code_every).write(folder)?;
            }
            return Ok(());
        }
        None => {}
    }

    let program = options.program()?;
    say(&format!(
        "Median of {} runs after one that does not count; {} threads; corpus and output in {}.",
        options.runs,
        options.threads,
        options.memory_disk.display()
    ))?;
    let mut growth = Vec::new();
    for (pages, code_every) in sizes(options) {
        let scratch =
            tempfile::Builder::new().prefix("throughline-benchmark.").tempdir_in(&options.memory_disk)?;
        let bench = Bench { options, program: &program, folder: scratch.path() };
        let full = bench.compare(corpus(pages, code_every))?;
        growth.push((pages, code_every, full));
    }
    if options.pages.len() > 1 { tell_growth(&growth) } else { Ok(()) }
}

fn sizes(options: &Options) -> impl Iterator<Item = (usize, usize)> + '_ {
    options.code.iter().flat_map(|code| options.pages.iter().map(move |pages| (*pages, *code)))
}

/// One corpus, and where everything about it lies.
struct Bench<'a> {
    options: &'a Options,
    program: &'a Path,
    folder: &'a Path,
}

impl Bench<'_> {
    /// Measures the floor, a full build, and a second build after one edit; prints a table of them.
    fn compare(&self, corpus: Corpus) -> Result<Run, Failure> {
        let edited = corpus.write(self.folder)?;
        let (plain, typed) = (corpus.pages - corpus.typed(), corpus.typed());
        let code = match corpus.code_every {
            0 => "no code".to_owned(),
            1 => "code on every plain page".to_owned(),
            every => format!("code on one plain page in {every}"),
        };
        say(&format!("\n{} pages: {plain} plain, {typed} typed; {code}", corpus.pages))?;
        say(&format!(
            "  {:<26}{:>9}{:>19}{:>9}{:>9}{:>9}{:>9}{:>9}",
            "", "seconds", "from, to", "x floor", "work s", "x floor", "MB", "files"
        ))?;

        let (mut floor, mut full, mut second, mut unsearched) = (vec![], vec![], vec![], vec![]);
        for number in 0..=self.options.runs {
            floor.push(self.floor()?);
            unsearched.push(self.build("out-unsearched", true, false)?);
            full.push(self.build("out", true, true)?);
            edit(&edited, number)?;
            second.push(self.build("out", false, true)?);
        }
        let floor = middle(&floor[1..]);
        let full_run = middle(&full[1..]);
        let bar = match corpus.code_every {
            0 => Some(Bar { ratio: 3.0, megabytes: (corpus.pages == 10_000).then_some(350.0) }),
            5 => Some(Bar { ratio: 5.0, megabytes: None }),
            _ => None,
        };
        self.row("floor", &floor, &floor, "out-floor", None)?;
        self.row("throughline build", &full_run, &floor, "out", bar)?;
        if corpus.code_every == 0 {
            let bar = Bar { ratio: 1.8, megabytes: (corpus.pages == 10_000).then_some(200.0) };
            self.row("  without its search", &middle(&unsearched[1..]), &floor, "out-unsearched", Some(bar))?;
        }
        let no_more = Bar { ratio: full_run.run.seconds / floor.run.seconds, megabytes: None };
        self.row("  again, one page edited", &middle(&second[1..]), &floor, "out", Some(no_more))?;
        Ok(full_run.run)
    }

    fn floor(&self) -> Result<Run, Failure> {
        let target = self.folder.join("out-floor");
        empty(&target)?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("floor").arg(self.folder.join("content")).arg(&target);
        self.measured(&mut command)
    }

    fn build(&self, name: &str, anew: bool, searched: bool) -> Result<Run, Failure> {
        let target = self.folder.join(name);
        if anew && target.exists() {
            std::fs::remove_dir_all(&target)?;
        }
        let mut command = Command::new(self.program);
        command.arg("-C").arg(self.folder).args(["build", "-o", name]).env_remove("SOURCE_DATE_EPOCH");
        if !searched {
            command.env("THROUGHLINE_WITHOUT_SEARCH", "1");
        }
        self.measured(&mut command)
    }

    fn measured(&self, command: &mut Command) -> Result<Run, Failure> {
        command.env("RAYON_NUM_THREADS", self.options.threads.to_string());
        Ok(measure::run(command, &self.folder.join("said.txt"))?)
    }

    fn row(
        &self,
        name: &str,
        of: &Middle,
        floor: &Middle,
        target: &str,
        bar: Option<Bar>,
    ) -> Result<(), Failure> {
        let ratio = of.run.seconds / floor.run.seconds;
        let work = of.run.work.map_or_else(|| "?".to_owned(), |work| format!("{work:.2}"));
        let work_ratio = of
            .run
            .work
            .zip(floor.run.work)
            .map_or_else(|| "?".to_owned(), |(is, least)| format!("{:.2}", is / least));
        let megabytes = of.run.peak.map(|peak| peak as f64 / 1e6);
        let bar = bar.map_or_else(String::new, |bar| {
            let held = ratio <= bar.ratio && megabytes.zip(bar.megabytes).is_none_or(|(is, may)| is <= may);
            let memory = bar.megabytes.map_or_else(String::new, |may| format!(" and {may} MB"));
            format!("   bar {:.2}{memory}: {}", bar.ratio, if held { "held" } else { "MISSED" })
        });
        say(&format!(
            "  {name:<26}{:>9.3}{:>19}{ratio:>9.2}{work:>9}{work_ratio:>9}{:>9}{:>9}{bar}",
            of.run.seconds,
            format!("{:.3} to {:.3}", of.fastest, of.slowest),
            megabytes.map_or_else(|| "?".to_owned(), |megabytes| format!("{megabytes:.0}")),
            files(&self.folder.join(target)),
        ))
    }
}

/// The median run, and between which times all of them lay.
struct Middle {
    run: Run,
    fastest: f64,
    slowest: f64,
}

fn middle(runs: &[Run]) -> Middle {
    let seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
    let work: Vec<f64> = runs.iter().filter_map(|run| run.work).collect();
    let peaks: Vec<u64> = runs.iter().filter_map(|run| run.peak).collect();
    Middle {
        run: Run { seconds: median(&seconds).unwrap_or(f64::NAN), work: median(&work), peak: median(&peaks) },
        fastest: seconds.iter().copied().fold(f64::INFINITY, f64::min),
        slowest: seconds.iter().copied().fold(0.0, f64::max),
    }
}

/// Time and memory a page, beside those of the smallest corpus with the same code.
fn tell_growth(runs: &[(usize, usize, Run)]) -> Result<(), Failure> {
    say("\nGrowth: what a page costs, and how much more that is than in the smallest corpus (bar: 15 %)")?;
    for (pages, code_every, run) in runs {
        let Some((first_pages, _, first)) =
            runs.iter().filter(|(_, code, _)| code == code_every).min_by_key(|(pages, ..)| pages)
        else {
            continue;
        };
        let time = run.seconds / *pages as f64;
        let more = |ratio: f64| format!("{:+.0} %", (ratio - 1.0) * 100.0);
        let memory = run.peak.zip(first.peak).map_or_else(String::new, |(peak, first_peak)| {
            let a_page = |peak: u64, pages: usize| peak as f64 / pages as f64;
            let ratio = a_page(peak, *pages) / a_page(first_peak, *first_pages);
            format!("{:>9.1} kB {:>8}", a_page(peak, *pages) / 1e3, more(ratio))
        });
        say(&format!(
            "  {pages:>7} pages, code {code_every}: {:>7.1} µs {:>8}{memory}",
            time * 1e6,
            more(time / (first.seconds / *first_pages as f64)),
        ))?;
    }
    Ok(())
}

fn edit(page: &Path, number: usize) -> Result<(), Failure> {
    let mut text = std::fs::read_to_string(page)?;
    text.push_str(&format!("\nA sentence that was not there before, number {number}.\n"));
    Ok(std::fs::write(page, text)?)
}

fn empty(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(std::fs::create_dir_all(folder)?)
}

fn files(folder: &Path) -> usize {
    walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count()
}

fn say(line: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
