//! The sample handbook answers what its people ask. `examples/relevance` measures the same in full.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use throughline::pipeline::{self, Memos, Request};
use throughline::search::engine::Engine;
use throughline::source::Sources;

use super::website::TODAY;

#[test]
fn the_sample_handbook_answers_what_its_people_ask() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = Sources::load(project, &[project.join("target"), project.join("tests")]).unwrap().value;
    let built = pipeline::build(Arc::new(sources), &Request::on(TODAY), &Memos::default()).value;
    let engine = Engine::open(&built.site).unwrap();
    let paths: BTreeMap<&str, &str> =
        built.handbook.entries.iter().map(|entry| (&*entry.document.facts.path, &*entry.address)).collect();
    let text = std::fs::read_to_string(project.join("tests/relevance/sample.txt")).unwrap();
    let (mut questions, mut first, mut five, mut reciprocal) = (0.0, 0.0, 0.0, 0.0);
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (query, pages) = line.split_once(" > ").unwrap();
        let right: Vec<&str> = pages.split(", ").map(|page| paths[page]).collect();
        let found = engine.ask(query, 10).unwrap().results;
        questions += 1.0;
        let Some(at) = found.iter().position(|one| right.contains(&one.address.as_str())) else { continue };
        first += f64::from(u8::from(at == 0));
        five += f64::from(u8::from(at < 5));
        reciprocal += 1.0 / (at as f64 + 1.0);
    }
    let scores = (first / questions, five / questions, reciprocal / questions);
    assert!(questions >= 60.0, "{questions} questions are too few to tell");
    // Plain BM25 has 0.38, 0.71 and 0.52.
    assert!(
        scores.0 >= 0.68 && scores.1 >= 0.80 && scores.2 >= 0.74,
        "success@1, success@5, MRR: {scores:?}"
    );
}
