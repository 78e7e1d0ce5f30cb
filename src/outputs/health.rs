//! [`Health`] → `data/health.json`: the owners' page as data. Linked from nowhere but there.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::model::Handbook;
use crate::model::health::{Found, FoundLater, Health};
use crate::model::scorecard::Answer;
use crate::parse::EntryId;
use crate::site::Site;

/// Changes when a tool that reads the file would have to change. Added keys are no such change.
const VERSION: u32 = 1;

/// Puts the file into the site.
pub(super) fn put(site: &mut Site, handbook: &Arc<Handbook>, found: &Arc<FoundLater>) {
    let (handbook, found) = (handbook.clone(), found.clone());
    site.put_lazy("data/health.json", Box::new(move || Ok(json(&handbook, found.all()).into())));
}

#[derive(Serialize)]
struct Data {
    version: u32,
    date: String,
    counts: BTreeMap<&'static str, usize>,
    queue: Vec<Queue>,
    gaps: Vec<Gap>,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Queue {
    owner: Option<String>,
    pages: Vec<Page>,
}

#[derive(Serialize)]
struct Page {
    page: String,
    address: String,
    reviewed: Option<String>,
    due: Option<String>,
}

#[derive(Serialize)]
struct Gap {
    question: &'static str,
    department: Option<String>,
    answered: usize,
    of: usize,
    open: Vec<String>,
}

#[derive(Serialize)]
struct Finding {
    name: &'static str,
    severity: &'static str,
    file: String,
    line: usize,
}

fn json(handbook: &Handbook, found: &[Found]) -> Vec<u8> {
    let health = Health::of(handbook);
    let name = |id: EntryId| handbook.entry(id).reference();
    let page = |id: EntryId, due: Option<jiff::civil::Date>| {
        let entry = handbook.entry(id);
        let reviewed = entry.common.reviewed.as_ref().and_then(|reviewed| reviewed.on);
        Page {
            page: entry.reference(),
            address: entry.address.to_string(),
            reviewed: reviewed.map(|on| on.value.to_string()),
            due: due.map(|due| due.to_string()),
        }
    };
    let gap = |answer: &Answer| Gap {
        question: answer.question.code(),
        department: answer.department.map(name),
        answered: answer.answered,
        of: answer.of,
        open: answer.open().map(|evidence| evidence.name(handbook)).collect(),
    };
    let data = Data {
        version: VERSION,
        date: handbook.edition.date.to_string(),
        counts: health.counts.iter().map(|(kind, n)| (kind.as_str(), *n)).collect(),
        queue: health
            .queue
            .iter()
            .map(|(owner, pages)| Queue {
                owner: owner.map(name),
                pages: pages.iter().map(|due| page(due.entry, due.until)).collect(),
            })
            .collect(),
        gaps: health.gaps.iter().map(gap).collect(),
        findings: found
            .iter()
            .map(|found| Finding {
                name: found.name.as_str(),
                severity: found.severity.as_str(),
                file: found.file.to_string(),
                line: found.line,
            })
            .collect(),
    };
    // Text is written into memory and every key is text, so nothing can go wrong here.
    let mut bytes = serde_json::to_vec(&data).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
