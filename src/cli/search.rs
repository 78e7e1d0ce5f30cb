//! `throughline search`: what the site's search box would answer, asked of the same index by the same script.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::handbook::{self, EditionOptions};
use super::{End, Ended, output};
use crate::diagnostic::Checked;
use crate::failure::Failure;
use crate::model::Handbook;
use crate::search::engine::{Answer, Answered, Engine, Unanswered};

/// How an answer is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A list.
    Human,
    /// One object.
    Json,
}

/// What `search` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The words, as they are typed into the search box: "quoted phrases" and kind:persona count, too.
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// How many pages at most.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: u16,
    /// How the answer is told.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "F")]
    format: Format,
    #[command(flatten)]
    edition: EditionOptions,
}

/// Asks the handbook in `directory`.
pub fn run(directory: &Path, options: &Options) -> Ended {
    let Checked { value: built, .. } = handbook::built(directory, &options.edition)?;
    let failed = |why: Unanswered| Failure {
        doing: "ask the search index".to_owned(),
        path: None,
        cause: Some(std::io::Error::other(why)),
        advice: None,
    };
    let engine = Engine::open(&built.site).map_err(failed)?;
    let query = options.query.join(" ");
    let answer = engine.ask(&query, options.limit.into()).map_err(failed)?;
    match options.format {
        Format::Human => output::data(&list(&answer))?,
        Format::Json => {
            let text = serde_json::to_string_pretty(&data(&answer, &built.handbook)).unwrap_or_default();
            output::data(&format!("{text}\n"))?;
        }
    }
    std::mem::forget(built);
    Ok(End::Fine)
}

/// The answer as a list: title, kind, address; below it the best part and its words.
fn list(answer: &Answer) -> String {
    let mut out = String::new();
    if let Some(corrected) = &answer.corrected {
        let _ = writeln!(out, "Looked for “{corrected}” instead.");
    }
    if answer.results.is_empty() {
        out.push_str("Nothing was found.\n");
        return out;
    }
    if answer.partial {
        out.push_str("No page has all of these words; these have most of them.\n");
    }
    for (at, found) in answer.results.iter().enumerate() {
        let _ =
            writeln!(out, "{:>3}. {} ({}, {})", at + 1, found.title, found.kind_name, shown(&found.address));
        if let Some(part) = found.sections.first() {
            let words = part.words();
            let head = if part.heading.is_empty() { String::new() } else { format!("{}: ", part.heading) };
            if !(words.is_empty() && head.is_empty()) {
                let _ = writeln!(out, "     {head}{words}");
            }
        }
    }
    let more = answer.total.saturating_sub(answer.results.len());
    match more {
        0 => {}
        1 => out.push_str("One page more has these words.\n"),
        more => {
            let _ = writeln!(out, "{more} pages more have these words.");
        }
    }
    out
}

fn shown(address: &str) -> &str {
    if address.is_empty() { "./" } else { address }
}

#[derive(Serialize)]
struct Data<'a> {
    query: &'a str,
    corrected: Option<&'a str>,
    total: usize,
    results: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    title: &'a str,
    kind: &'a str,
    address: &'a str,
    file: Option<&'a str>,
    heading: Option<&'a str>,
    anchor: Option<&'a str>,
    excerpt: String,
    score: f64,
}

fn data<'a>(answer: &'a Answer, handbook: &'a Handbook) -> Data<'a> {
    let files: BTreeMap<&str, &str> =
        handbook.entries.iter().map(|entry| (&*entry.address, &**entry.file())).collect();
    let found = |found: &'a Answered| {
        let best = found.sections.first();
        let said = |text: &'a str| (!text.is_empty()).then_some(text);
        Found {
            title: &found.title,
            kind: &found.kind,
            address: &found.address,
            file: files.get(found.address.as_str()).copied(),
            heading: best.and_then(|part| said(&part.heading)),
            anchor: best.and_then(|part| said(&part.anchor)),
            excerpt: best.map(|part| part.words()).unwrap_or_default(),
            score: found.score,
        }
    };
    Data {
        query: &answer.query,
        corrected: answer.corrected.as_deref(),
        total: answer.total,
        results: answer.results.iter().map(found).collect(),
    }
}
