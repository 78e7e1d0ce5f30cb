//! A handbook of a few lines, the website made of it in memory, and what its pages link to.
#![allow(dead_code, reason = "each test uses what it needs")]

pub mod disk;
pub mod links;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use throughline::diagnostic::{Diagnostic, Name, Severity};
use throughline::pipeline::{self, Memos, Request};
use throughline::site::Unmade;
use throughline::source::Sources;

/// The day for which handbooks are made here.
pub const TODAY: Date = date(2026, 9, 1);

/// The files of a handbook, by path relative to its folder.
#[derive(Clone, Default)]
pub struct Files(pub BTreeMap<String, Vec<u8>>);

/// A handbook of `files`, each a path and what it holds.
pub fn files<T: AsRef<[u8]>>(files: impl IntoIterator<Item = (&'static str, T)>) -> Files {
    Files(files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes.as_ref().to_vec())).collect())
}

impl Files {
    /// The same handbook with one more file, or another one in its place.
    pub fn with(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.0.insert(path.to_owned(), bytes.as_ref().to_vec());
        self
    }

    /// As if they had been read from disk.
    pub fn sources(&self) -> Arc<Sources> {
        let files = self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        Arc::new(Sources::in_memory(files))
    }

    /// The website of everybody's edition.
    pub fn site(&self) -> Website {
        self.made(&Request::on(TODAY))
    }

    /// The website that `request` asks for.
    pub fn made(&self, request: &Request) -> Website {
        self.made_with(request, &Memos::default())
    }

    /// The same with what earlier builds remembered.
    pub fn made_with(&self, request: &Request, memos: &Memos) -> Website {
        let built = pipeline::build(self.sources(), request, memos);
        let mut findings = built.findings;
        let site = built.value.site;
        let mut made = BTreeMap::new();
        for path in site.paths() {
            match site.make(path).expect("a path that the site itself named") {
                Ok(bytes) => drop(made.insert(path.to_string(), bytes.to_vec())),
                Err(Unmade::Findings(more)) => findings.extend(more),
                Err(Unmade::Failure(failure)) => panic!("{path}: {failure}"),
            }
        }
        Website { files: made, findings }
    }
}

/// A website in memory.
pub struct Website {
    /// Its files, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What does not hold.
    pub findings: Vec<Diagnostic>,
}

impl Website {
    /// The file at `path`, as text.
    pub fn text(&self, path: &str) -> &str {
        let bytes =
            self.files.get(path).unwrap_or_else(|| panic!("there is no {path}: {:?}", self.files.keys()));
        std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is not text"))
    }

    /// Whether there is a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The same site, which must have been made without a finding.
    #[track_caller]
    pub fn clean(self) -> Self {
        assert!(self.findings.is_empty(), "{}", told(&self.findings));
        self
    }

    /// The findings called `name`.
    pub fn told(&self, name: Name) -> Vec<&Diagnostic> {
        self.findings.iter().filter(|finding| finding.name == name).collect()
    }

    /// Whether nothing would stop its publication.
    pub fn has_no_error(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// Findings as lines, for a test that fails.
pub fn told<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let line = |finding: &Diagnostic| {
        format!("{} {}: {}\n", finding.place.file, finding.name.as_str(), finding.message)
    };
    findings.into_iter().map(line).collect()
}
