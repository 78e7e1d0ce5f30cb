//! The four concerns as questions → the `concerns` of `data/handbook.json`.

use serde::Serialize;

use super::names::Names;
use crate::model::Handbook;
use crate::model::scorecard::Answer;
use crate::render::view::scorecard::remark;
use crate::render::words::Words;

/// What the handbook shows for one question. Counts are of what is written.
#[derive(Serialize)]
pub struct Concern<'h> {
    /// Its short name: `CU1`.
    question: &'static str,
    /// The department; null for the whole handbook.
    department: Option<&'h str>,
    evidence: Vec<Evidence<'h>>,
    answered: usize,
    of: usize,
}

#[derive(Serialize)]
struct Evidence<'h> {
    text: String,
    address: Option<&'h str>,
}

/// All ten questions, for the whole handbook and for every department that has joined.
pub(super) fn concerns<'h>(handbook: &'h Handbook, names: &'h Names<'h>, words: &Words) -> Vec<Concern<'h>> {
    let concern = |answer: &Answer| Concern {
        question: answer.question.code(),
        department: answer.department.map(|department| names.of_entry(department)),
        evidence: answer
            .evidence
            .iter()
            .map(|evidence| {
                let about = evidence.entry.map(|id| handbook.entry(id));
                let remark = remark(evidence, words);
                Evidence {
                    text: about.map_or_else(|| remark.clone(), |about| format!("{}: {remark}", about.title)),
                    address: about.map(|about| &*about.address),
                }
            })
            .collect(),
        answered: answer.answered,
        of: answer.of,
    };
    let mut concerns: Vec<_> = handbook.scorecard().answers.iter().map(concern).collect();
    concerns.sort_by_key(|concern| (concern.question, concern.department));
    concerns
}
