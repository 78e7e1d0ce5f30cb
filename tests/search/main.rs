//! The search, asked as a reader's browser asks it: the same files, the same script, in the embedded engine.

#[path = "../website/mod.rs"]
mod website;

mod asking;
mod owners;
mod ranking;
mod relevance;
mod sizes;

use serde_json::Value;
use throughline::pipeline::{self, Built, Memos, Request};
use throughline::search::engine::{Answer, Engine};
use website::Files;

/// The website of a handbook, not yet made.
fn built(files: &Files) -> Built {
    pipeline::build(files.sources(), &Request::on(website::TODAY), &Memos::default()).value
}

/// What `query` brings, whole words only.
fn asked(built: &Built, query: &str) -> Answer {
    Engine::open(&built.site).unwrap().ask(query, 50).unwrap()
}

/// The addresses of the pages that `query` brings, the best first.
fn addresses(built: &Built, query: &str) -> Vec<String> {
    asked(built, query).results.into_iter().map(|found| found.address).collect()
}

/// The answer as the search box gets it, for `options` of its own.
fn raw(built: &Built, query: &str, options: &Value) -> Value {
    let json = Engine::open(&built.site).unwrap().ask_as_written(query, &options.to_string()).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// The addresses in such an answer, the best first.
fn addresses_in(answer: &Value) -> Vec<String> {
    let results = answer["results"].as_array().unwrap().iter();
    results.map(|one| one["address"].as_str().unwrap().to_owned()).collect()
}
