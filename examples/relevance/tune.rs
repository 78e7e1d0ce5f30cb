//! Looks for better weights, one at a time, on the half that is for choosing.

use std::collections::BTreeMap;

use super::sets::{Half, Set};
use super::{Failure, Scores, say};

/// The weights and what is tried for each; the first is what the script has.
const TRIED: &[(&str, &[f64])] = &[
    ("title", &[2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 11.0]),
    ("keyword", &[1.0, 2.0, 3.0, 4.0, 6.0]),
    ("heading", &[0.5, 1.0, 1.5, 2.0, 3.0, 4.0]),
    ("part", &[0.0, 0.2, 0.4, 0.7, 1.0]),
    ("called", &[0.0, 0.5, 1.0, 1.5, 2.0, 3.0]),
    ("k1", &[0.6, 0.9, 1.2, 1.6, 2.2, 3.0]),
    ("b", &[0.2, 0.4, 0.5, 0.6, 0.75, 0.9]),
    ("whole", &[0.5, 1.0, 1.5, 2.0, 3.0]),
    ("derived", &[0.0001, 0.2, 0.4, 0.6]),
    ("form", &[0.0001, 0.3, 0.5, 0.7, 0.85, 1.0]),
    ("prefix", &[0.1, 0.25, 0.5, 0.7]),
    ("synonym", &[0.3, 0.5, 0.7, 0.9]),
];

/// Goes through the weights twice and keeps what helps; sets count alike, however many questions they have.
pub fn tune(sets: &[Set]) -> Result<(), Failure> {
    let mut chosen: BTreeMap<&str, f64> = BTreeMap::new();
    let mut best = score(sets, &chosen)?;
    say(&format!("{best:.4}  as it is"))?;
    for _ in 0..2 {
        for (name, values) in TRIED {
            for value in *values {
                let mut tried = chosen.clone();
                tried.insert(name, *value);
                let score = score(sets, &tried)?;
                if score > best + 1e-4 {
                    best = score;
                    chosen = tried;
                    say(&format!("{best:.4}  {name} {value}"))?;
                }
            }
        }
    }
    say(&format!("{best:.4}  {}", serde_json::to_string(&chosen)?))
}

fn score(sets: &[Set], weights: &BTreeMap<&str, f64>) -> Result<f64, Failure> {
    let weights = serde_json::to_string(weights)?;
    let mut sum = 0.0;
    for set in sets {
        let ranks = set.ranks(&weights)?;
        let chosen =
            set.questions.iter().zip(ranks).filter(|(question, _)| question.half() == Half::Choosing);
        sum += Scores::of(chosen.map(|(_, rank)| rank)).reciprocal;
    }
    Ok(sum / sets.len() as f64)
}
