//! How well the search finds what people mean, beside plain BM25.
//!
//! ```text
//! cargo run --release --example relevance
//! cargo run --release --example relevance -- --failing
//! cargo run --release --example relevance -- --weights '{"title": 6}'
//! cargo run --release --example relevance -- --tune
//! ```
//!
//! Two sets of questions: `tests/relevance/sample.txt` for the sample handbook, and, where a folder of a public handbook is
//! named with `--keywords DIR`, the keywords that its writers gave their pages. Each of those is asked of an index in which
//! the pages that carry it lack their keywords and all others keep theirs: whoever wrote one knew what people call the page.
//!
//! Weights are chosen on one half of the questions, by a digest of their words, and reported on the other; why its
//! questions fail is counted below. `--failing` names those of both halves, so it is not for choosing weights by.

mod bm25;
mod sets;
mod tune;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use sets::{Half, Question, Reason, Set};

/// How many pages are looked at: what comes later counts as not found.
const DEEP: usize = 10;

/// Measures the search on questions whose answers are known.
#[derive(Debug, Parser)]
struct Options {
    /// A handbook whose writers gave keywords, each a question for its page
    #[arg(long, value_name = "DIR")]
    keywords: Option<PathBuf>,
    /// Other weights than the script's own, as JSON
    #[arg(long, value_name = "JSON", default_value = "")]
    weights: String,
    /// Name the questions whose page does not come first
    #[arg(long)]
    failing: bool,
    /// Look for better weights on the half that is for choosing
    #[arg(long)]
    tune: bool,
}

/// What can go wrong: a file that is not there, a set that cannot be read.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "relevance: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    let mut sets = vec![sets::sample()?];
    if let Some(folder) = &options.keywords {
        sets.push(sets::keywords(folder)?);
    }
    if options.tune {
        return tune::tune(&sets);
    }
    say(&format!("{:<44}{:>9}{:>12}{:>12}{:>8}", "", "questions", "success@1", "success@5", "MRR"))?;
    for set in &sets {
        let ranks = set.ranks(&options.weights)?;
        let plain = set.plain_ranks();
        for half in [Half::Choosing, Half::Reporting] {
            let of = |ranks: &[Option<usize>]| {
                let chosen = set.questions.iter().zip(ranks).filter(|(question, _)| question.half() == half);
                Scores::of(chosen.map(|(_, rank)| *rank))
            };
            say(&of(&ranks).row(&format!("{}, {}: search", set.name, half.name())))?;
            say(&of(&plain).row(&format!("{}, {}: plain BM25", set.name, half.name())))?;
        }
        let failed = set.questions.iter().zip(&ranks).filter(|(question, rank)| {
            **rank != Some(1) && (options.failing || question.half() == Half::Reporting)
        });
        let mut reasons: BTreeMap<Reason, Vec<(&Question, Option<usize>)>> = BTreeMap::new();
        for (question, rank) in failed {
            reasons.entry(set.reason(question)?).or_default().push((question, *rank));
        }
        for (reason, questions) in reasons {
            let nowhere = questions.iter().filter(|(_, rank)| rank.is_none()).count();
            let (all, text) = (questions.len(), reason.text());
            say(&format!("  {all:>2} not first, {nowhere} of them not among the first {DEEP}: {text}"))?;
            for (question, rank) in questions.into_iter().filter(|_| options.failing) {
                say(&failing(question, rank, set)?)?;
            }
        }
    }
    Ok(())
}

fn failing(question: &Question, rank: Option<usize>, set: &Set) -> Result<String, Failure> {
    let place = rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    let first = set.first(question)?;
    Ok(format!("     {place:>2}  {}  > {}; first: {first}", question.query, question.pages.join(", ")))
}

/// The usual three measures.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Scores {
    questions: usize,
    first: f64,
    five: f64,
    reciprocal: f64,
}

impl Scores {
    fn of(ranks: impl Iterator<Item = Option<usize>>) -> Self {
        let mut sums = Self::default();
        for rank in ranks {
            sums.questions += 1;
            let Some(rank) = rank else { continue };
            sums.first += f64::from(u8::from(rank == 1));
            sums.five += f64::from(u8::from(rank <= 5));
            sums.reciprocal += 1.0 / rank as f64;
        }
        let all = sums.questions.max(1) as f64;
        Self { first: sums.first / all, five: sums.five / all, reciprocal: sums.reciprocal / all, ..sums }
    }

    fn row(self, name: &str) -> String {
        format!(
            "{name:<44}{:>9}{:>12.3}{:>12.3}{:>8.3}",
            self.questions, self.first, self.five, self.reciprocal
        )
    }
}

fn say(line: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
