//! `throughline audit`: what the handbook shows for the ten questions of the four concerns.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::handbook::{self, EditionOptions, Loaded};
use super::{End, Ended, output};
use crate::diagnostic::Checked;
use crate::failure::Failure;
use crate::model::Handbook;
use crate::model::scorecard::{Answer, Area, Question, Scorecard};
use crate::pipeline;

/// How the scorecard is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Human,
    /// One object, as `concerns` in `data/handbook.json` but without the evidence's words.
    Json,
}

/// What `audit` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// How the scorecard is told.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "F")]
    format: Format,
    /// Exit with 1 if a department answers any question by less than N percent.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    min: Option<u8>,
    #[command(flatten)]
    edition: EditionOptions,
}

/// Shows the scorecard of the handbook in `directory`.
pub fn run(directory: &Path, options: &Options) -> Ended {
    let public: PathBuf = directory.join("public");
    let Loaded { sources, request, .. } = handbook::load(directory, &options.edition, &[public])?;
    let Checked { value: built, findings } = pipeline::build(sources, &request, &Default::default());
    let handbook = &built.handbook;
    if !handbook.has_scorecard() {
        return Err(Failure::plain("show what this handbook answers")
            .advise("it has no role yet: begin one with `throughline new role`"));
    }
    let card = handbook.scorecard();
    let short = short(card, options.min.unwrap_or(0).into());
    match options.format {
        Format::Human => output::data(&table(handbook, card, &short, options.min))?,
        Format::Json => {
            let data = json(handbook, card, options.min, &short);
            let text = serde_json::to_string_pretty(&data).unwrap_or_default();
            output::data(&format!("{text}\n"))?;
        }
    }
    if findings.iter().any(|finding| finding.severity == crate::diagnostic::Severity::Error) {
        output::line(
            "The handbook has errors, so some answers may be missing: `throughline check` tells them.",
        );
    }
    Ok(if short.is_empty() { End::Fine } else { End::Findings })
}

/// Answers below `min` percent, of departments that have joined; of the whole handbook, where there are none.
fn short(card: &Scorecard, min: usize) -> Vec<&Answer> {
    let by_department = !card.departments.is_empty();
    let below =
        |answer: &&Answer| answer.department.is_some() == by_department && min > 0 && answer.percent() < min;
    card.answers.iter().filter(below).collect()
}

/// The words of a question, for the terminal.
const fn words(question: Question) -> &'static str {
    match question {
        Question::Customers => "Who are our customers, what matters to them, why us?",
        Question::Feedback => "Is what they tell us shared with us?",
        Question::Improving => "Are we involved in making it better?",
        Question::Path => "Do I see how my work reaches customers and colleagues?",
        Question::Value => "How do I provide value?",
        Question::Means => "Do I have the skills and tools?",
        Question::Direction => "Where are we headed?",
        Question::Expectations => "What is expected of me?",
        Question::Recognised => "Is care for customers and co-workers recognised?",
        Question::Valued => "How do I know that I am valued?",
    }
}

const fn area(area: Area) -> &'static str {
    match area {
        Area::CustomerUnderstanding => "Customer understanding",
        Area::EmployeeImpact => "Employee impact",
        Area::OrganisationalStrategy => "Organisational strategy",
        Area::EmployeeAppreciation => "Employee appreciation",
    }
}

fn column(handbook: &Handbook, answer: &Answer) -> String {
    answer.department.map_or_else(|| "all of us".to_owned(), |id| handbook.entry(id).title.to_string())
}

fn share(answer: &Answer) -> String {
    if answer.of == 0 { "–".to_owned() } else { format!("{} of {}", answer.answered, answer.of) }
}

/// `text` with spaces after it, up to `width` columns of a terminal.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The scorecard as a table; every count is one of what is written, and none is a mark.
fn table(handbook: &Handbook, card: &Scorecard, short: &[&Answer], min: Option<u8>) -> String {
    const QUESTION: usize = 60;
    let heads: Vec<String> = card.row(Question::Customers).map(|answer| column(handbook, answer)).collect();
    let widths: Vec<usize> = heads.iter().map(|head| head.width().max("100 of 100".len()) + 2).collect();
    let line = |first: &str, cells: Vec<String>| {
        let cells: String = cells.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
        format!("{}{cells}", padded(first, QUESTION)).trim_end().to_owned() + "\n"
    };
    let mut out = line("", heads.clone());
    for one in Area::ALL {
        let _ = writeln!(out, "{}", area(one));
        for question in one.questions() {
            let cells = card.row(question).map(share).collect();
            out.push_str(&line(&format!("  {}", words(question)), cells));
        }
    }
    out.push_str("\nEach figure counts what this handbook says. It does not measure what people know.\n");
    if !card.not_yet.is_empty() {
        let names: Vec<&str> = card.not_yet.iter().map(|id| &*handbook.entry(*id).title).collect();
        let _ = writeln!(out, "Not asked yet, for they have not joined: {}.", names.join(", "));
    }
    if let Some(min) = min.filter(|_| !short.is_empty()) {
        let _ = writeln!(out, "\nBelow {min} %:");
        for answer in short {
            let (whose, question) = (column(handbook, answer), words(answer.question));
            let _ = writeln!(out, "  {whose}: {question} {}", share(answer));
        }
    }
    out
}

#[derive(Serialize)]
struct Data {
    version: u32,
    date: String,
    min: Option<u8>,
    concerns: Vec<Concern>,
    below: Vec<Below>,
}

#[derive(Serialize)]
struct Concern {
    question: &'static str,
    department: Option<String>,
    answered: usize,
    of: usize,
    open: Vec<String>,
}

#[derive(Serialize)]
struct Below {
    question: &'static str,
    department: Option<String>,
    percent: usize,
}

fn json(handbook: &Handbook, card: &Scorecard, min: Option<u8>, short: &[&Answer]) -> Data {
    let name = |id| handbook.entry(id).reference();
    let concern = |answer: &Answer| Concern {
        question: answer.question.code(),
        department: answer.department.map(name),
        answered: answer.answered,
        of: answer.of,
        open: answer.open().map(|evidence| evidence.name(handbook)).collect(),
    };
    let below = |answer: &&Answer| Below {
        question: answer.question.code(),
        department: answer.department.map(name),
        percent: answer.percent(),
    };
    Data {
        version: 1,
        date: handbook.edition.date.to_string(),
        min,
        concerns: card.answers.iter().map(concern).collect(),
        below: short.iter().map(below).collect(),
    }
}
