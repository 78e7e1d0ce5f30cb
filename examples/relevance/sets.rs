//! Questions whose answers are known, and the indexes of which they are asked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use throughline::pipeline::{self, Built, Memos, Request};
use throughline::search::engine::Engine;
use throughline::source::Sources;

use super::{DEEP, Failure, bm25};

/// A question and the pages that answer it, by path below the folder of content.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is typed.
    pub query: String,
    /// The pages, any of which is right.
    pub pages: Vec<String>,
    /// Of which index of its set it is asked.
    index: usize,
}

/// Which half of a set a question belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Weights are chosen on it.
    Choosing,
    /// Weights are measured on it.
    Reporting,
}

impl Half {
    /// What it is for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Choosing => "choosing",
            Self::Reporting => "reporting",
        }
    }
}

impl Question {
    /// The half, by a digest of the question and its pages.
    pub fn half(&self) -> Half {
        let digest = blake3::hash(format!("{} > {}", self.query, self.pages.join(", ")).as_bytes());
        if digest.as_bytes()[0].is_multiple_of(2) { Half::Choosing } else { Half::Reporting }
    }
}

/// Why a question's page does not come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The page says it in other words throughout: only keywords or synonyms could tell.
    NoneSaid,
    /// The page says some of the words only.
    SomeSaid,
    /// Another page has all of the words in its title.
    OtherCalledSo,
    /// Other pages say the same words more, or in fewer others.
    OthersSayMore,
}

impl Reason {
    /// As a line of the report says it.
    pub fn text(self) -> &'static str {
        match self {
            Self::NoneSaid => "the page says none of the words",
            Self::SomeSaid => "the page says some of the words only",
            Self::OtherCalledSo => "another page is called so",
            Self::OthersSayMore => "other pages say the words more",
        }
    }
}

/// Questions and their indexes.
pub struct Set {
    /// What it is called.
    pub name: &'static str,
    /// The questions.
    pub questions: Vec<Question>,
    indexes: Vec<Built>,
}

type Files = BTreeMap<String, Vec<u8>>;

/// The questions of `tests/relevance/sample.txt`, and the sample handbook.
pub fn sample() -> Result<Set, Failure> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(project.join("tests/relevance/sample.txt"))?;
    let questions = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (query, pages) =
                line.split_once(" > ").ok_or_else(|| format!("no answer is named: {line}"))?;
            let pages = pages.split(", ").map(|page| page.trim().to_owned()).collect();
            Ok(Question { query: query.to_owned(), pages, index: 0 })
        })
        .collect::<Result<_, Failure>>()?;
    let files = read(&project.join("content"))?;
    Ok(Set { name: "sample", questions, indexes: vec![built(&files, &Memos::default())] })
}

/// The keywords of the handbook in `folder`. The pages that answer one are those that carry it, and it is asked of an index
/// in which none of these has any keywords, while all other pages keep theirs.
pub fn keywords(folder: &Path) -> Result<Set, Failure> {
    let inner = folder.join("content");
    let files = read(if inner.is_dir() { &inner } else { folder })?;
    let memos = Memos::default();
    let whole = built(&files, &memos);
    let mut carried: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for entry in whole.handbook.entries.iter() {
        for keyword in entry.common.keywords.iter().map(|text| text.value.trim()) {
            if keyword.chars().any(char::is_alphanumeric) {
                let (_, pages) =
                    carried.entry(keyword.to_lowercase()).or_insert_with(|| (keyword.to_owned(), Vec::new()));
                let path = entry.document.facts.path.to_string();
                if !pages.contains(&path) {
                    pages.push(path);
                }
            }
        }
    }
    let mut by_pages: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for (query, pages) in carried.into_values() {
        by_pages.entry(pages).or_default().push(query);
    }
    let (mut questions, mut indexes) = (Vec::new(), Vec::new());
    for (pages, queries) in by_pages {
        let mut without = files.clone();
        for page in &pages {
            if let Some(bytes) = without.get_mut(&format!("content/{page}")) {
                *bytes = without_keywords(bytes);
            }
        }
        for query in queries {
            questions.push(Question { query, pages: pages.clone(), index: indexes.len() });
        }
        indexes.push(built(&without, &memos));
    }
    Ok(Set { name: "keywords", questions, indexes })
}

fn read(content: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(content).sort_by_file_name() {
        let entry = entry?;
        let path: PathBuf = entry.path().strip_prefix(content)?.to_owned();
        if entry.file_type().is_file() {
            let name = format!("content/{}", path.to_string_lossy().replace('\\', "/"));
            files.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(files)
}

fn built(files: &Files, memos: &Memos) -> Built {
    let sources = Sources::in_memory(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let request = Request::on(jiff::civil::date(2026, 9, 1));
    pipeline::build(Arc::new(sources), &request, memos).value
}

/// A page without the field `keywords`.
fn without_keywords(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let (mut out, mut inside, mut fences) = (String::new(), false, 0);
    for line in text.split_inclusive('\n') {
        fences += usize::from(line.trim_end() == "---");
        if fences == 1 {
            let goes_on = line.starts_with([' ', '-', '\t']) && line.trim_end() != "---";
            inside = line.starts_with("keywords:") || inside && goes_on;
            if inside {
                continue;
            }
        }
        out.push_str(line);
    }
    out.into_bytes()
}

impl Set {
    /// An engine for each index, with `weights` instead of the script's own where they say so.
    pub fn engines(&self, weights: &str) -> Result<Vec<Engine<'_>>, Failure> {
        let open = self.indexes.iter().map(|built| Engine::weighed(&built.site, weights));
        Ok(open.collect::<Result<_, _>>()?)
    }

    /// Where each question's page comes.
    pub fn ranks(&self, weights: &str) -> Result<Vec<Option<usize>>, Failure> {
        let engines = self.engines(weights)?;
        self.questions
            .iter()
            .map(|question| {
                let found = engines[question.index].ask(&question.query, DEEP)?.results;
                let addresses: Vec<&str> = found.iter().map(|found| found.address.as_str()).collect();
                Ok(self.rank(question, &addresses))
            })
            .collect()
    }

    /// The same for plain BM25.
    pub fn plain_ranks(&self) -> Vec<Option<usize>> {
        let indexes: Vec<bm25::Index> =
            self.indexes.iter().map(|built| bm25::Index::of(&built.handbook)).collect();
        self.questions
            .iter()
            .map(|question| {
                let found = indexes[question.index].search(&question.query, DEEP);
                let addresses: Vec<&str> = found.iter().map(String::as_str).collect();
                self.rank(question, &addresses)
            })
            .collect()
    }

    /// The address of the page that comes first.
    pub fn first(&self, question: &Question) -> Result<String, Failure> {
        let built = &self.indexes[question.index];
        let answer = Engine::open(&built.site)?.ask(&question.query, 1)?;
        Ok(answer.results.first().map_or_else(|| "nothing".to_owned(), |found| found.address.clone()))
    }

    /// Why the page of `question`, which does not come first, does not.
    pub fn reason(&self, question: &Question) -> Result<Reason, Failure> {
        let built = &self.indexes[question.index];
        let plain = bm25::Index::of(&built.handbook);
        let right = built
            .handbook
            .entries
            .iter()
            .filter(|entry| question.pages.iter().any(|page| **page == *entry.document.facts.path));
        let said = right.map(|entry| plain.said(&question.query, &entry.address)).max();
        let first = Engine::open(&built.site)?.ask(&question.query, 1)?.results.into_iter().next();
        Ok(match said {
            Some((0, _)) | None => Reason::NoneSaid,
            Some((some, all)) if some < all => Reason::SomeSaid,
            Some(_) => {
                let title = first.map(|first| bm25::words(&first.title)).unwrap_or_default();
                let called = bm25::words(&question.query).iter().all(|word| title.contains(word));
                if called { Reason::OtherCalledSo } else { Reason::OthersSayMore }
            }
        })
    }

    fn rank(&self, question: &Question, found: &[&str]) -> Option<usize> {
        let entries = &self.indexes[question.index].handbook.entries;
        let right = |address: &str| {
            entries.iter().any(|entry| {
                *entry.address == *address
                    && question.pages.iter().any(|page| **page == *entry.document.facts.path)
            })
        };
        found.iter().position(|address| right(address)).map(|at| at + 1)
    }
}
