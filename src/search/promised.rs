//! `search_tests` of `handbook.yaml` → what a search does not find: asked of the finished index, with the script that
//! readers' browsers run.

use std::cell::OnceCell;
use std::sync::Arc;

use super::engine::{Answer, Engine};
use super::{Memory, Scripts};
use crate::diagnostic::{Diagnostic, Name, Place, Span, suggest};
use crate::model::{Entry, Handbook};
use crate::parse::config::SearchTest;
use crate::site::Site;

/// Among how many a page must come, where nothing is said: what one screen shows.
const WITHIN: u64 = 10;
/// As far down as is looked to tell where a page really comes.
const FARTHEST: usize = 100;
/// How many of the pages that came instead are named.
const NAMED: usize = 3;

/// What an outcome depends on: the index, what is asked of it, the address and the file of the page that should come.
pub type Key = (Scripts, Asked, Arc<str>, Arc<str>);

/// One line of `search_tests`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    query: Arc<str>,
    query_at: Span,
    expect: Arc<str>,
    expect_at: Span,
    within: u64,
}

impl Asked {
    fn of(test: &SearchTest) -> Option<Self> {
        let (query, expect) = (test.query.as_ref()?, test.expect.as_ref()?);
        Some(Self {
            query: query.value.clone(),
            query_at: query.span,
            expect: expect.value.0.clone(),
            expect_at: expect.span,
            within: test.within.map_or(WITHIN, |within| within.value.max(1)),
        })
    }
}

/// What the search tests of `handbook` find out about the index in `site`. Costs nothing where there are none.
pub fn check(handbook: &Handbook, site: &Site, memory: &Memory) -> Vec<Diagnostic> {
    let asked: Vec<Asked> = handbook.settings.config.search_tests.iter().filter_map(Asked::of).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let Some(scripts) = Scripts::of(site) else { return Vec::new() };
    // It starts when the first question is asked that was not answered before.
    let engine = OnceCell::new();
    let ask = |asked: &Asked, entry: &Entry| {
        let engine = engine.get_or_init(|| Engine::open(site));
        let limit = FARTHEST.max(usize::try_from(asked.within).unwrap_or(FARTHEST));
        let answer = engine.as_ref().map_err(Clone::clone).and_then(|engine| engine.ask(&asked.query, limit));
        match answer {
            Ok(answer) => outcome(asked, entry, &answer, handbook),
            Err(why) => Some(unanswered(asked, &why.to_string(), handbook)),
        }
    };
    let one = |asked: Asked| match page(&asked, handbook) {
        Err(finding) => finding.map(|finding| *finding),
        Ok(entry) => {
            let key = (scripts.clone(), asked, entry.address.clone(), entry.file().clone());
            memory.promised.get(&key, || ask(&key.1, entry))
        }
    };
    let findings = asked.into_iter().filter_map(one).collect();
    memory.promised.turn();
    findings
}

/// The page that a test expects; nothing to say where this edition hides it.
fn page<'h>(asked: &Asked, handbook: &'h Handbook) -> Result<&'h Entry, Option<Box<Diagnostic>>> {
    let path = asked.expect.trim_start_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    if let Some(entry) = handbook.entries.iter().find(|entry| &*entry.document.facts.path == path) {
        return Ok(entry);
    }
    if handbook.hidden.contains_key(path) {
        return Err(None);
    }
    let paths = handbook.entries.iter().map(|entry| &*entry.document.facts.path);
    let near = suggest::nearest(path, paths);
    let finding = Diagnostic::new(
        Name::SearchTestFailed,
        handbook.settings.place(asked.expect_at),
        format!("no page is at `{}`, so no search brings it", asked.expect),
    );
    Err(Some(Box::new(finding.mend(near.map_or_else(
        || "name the page's file as it lies below the folder of content".to_owned(),
        |near| format!("did you mean `{near}`?"),
    )))))
}

/// The finding, unless the page comes soon enough.
fn outcome(asked: &Asked, entry: &Entry, answer: &Answer, handbook: &Handbook) -> Option<Diagnostic> {
    let address = |found: &str| found.strip_suffix("index.html").unwrap_or(found).to_owned();
    let rank = answer.results.iter().position(|found| address(&found.address) == *entry.address);
    let rank = rank.map(|at| at + 1);
    if rank.is_some_and(|rank| rank as u64 <= asked.within) {
        return None;
    }
    let wanted = match asked.within {
        1 => "first".to_owned(),
        within => format!("among the first {within}"),
    };
    let message = match (rank, answer.total) {
        (Some(rank), _) => {
            format!("a search for “{}” brings {} as number {rank}, not {wanted}", asked.query, asked.expect)
        }
        (None, 0) => format!(
            "a search for “{}” brings nothing, and {} should come {wanted}",
            asked.query, asked.expect
        ),
        (None, total) if total > answer.results.len() => format!(
            "a search for “{}” brings {} not even among the first {}",
            asked.query,
            asked.expect,
            answer.results.len()
        ),
        (None, 1) => {
            format!("a search for “{}” brings one page, which is not {}", asked.query, asked.expect)
        }
        (None, total) => format!(
            "a search for “{}” brings {total} pages, and {} is not among them",
            asked.query, asked.expect
        ),
    };
    let before = rank.map_or(NAMED, |rank| (rank - 1).min(NAMED));
    let first: Vec<String> =
        answer.results.iter().take(before).map(|found| format!("“{}”", found.title)).collect();
    let mut finding =
        Diagnostic::new(Name::SearchTestFailed, handbook.settings.place(asked.query_at), message).mend(
            "say these words in the page's title or in a heading, add them to its `keywords`, or name words that mean the same in `synonyms`",
        );
    if !first.is_empty() {
        finding = finding.note(format!("first come {}", suggest::list(first.iter().map(String::as_str))));
    }
    Some(finding.related(Place::file(entry.file()), "the page that should come"))
}

/// A mistake of this program's, told where it shows.
fn unanswered(asked: &Asked, why: &str, handbook: &Handbook) -> Diagnostic {
    Diagnostic::new(
        Name::SearchTestFailed,
        handbook.settings.place(asked.query_at),
        format!("a search for “{}” cannot be tried: {why}", asked.query),
    )
    .mend("this is no mistake of yours: please tell whoever makes this program")
}
