//! Every finding as a writer reads it: one file in `tests/diagnostics` is one problem, a handbook of a few lines and
//! the report that is expected of it. Adding a test is adding a file; `UPDATE=1 cargo test --test diagnostics` writes
//! what is reported now, to be read before it is kept.
//!
//! ```text
//! A sentence about the problem.
//! $ throughline check --drafts            (only where the command has options)
//! --- content/a.md
//! # The first file
//! --- content/b.md [crlf, bom]            (how it is stored, where that matters)
//! # The second file
//! --- the small handbook                  (all files of `tests/diagnostics/small` that are not written here)
//! === expected
//! No findings in 2 pages.
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use throughline::diagnostic::report::{self, Format, Texts};
use throughline::diagnostic::{Diagnostic, Name};
use throughline::pipeline::{self, Memos, Request};
use throughline::source::Sources;

/// What separates the handbook from its report.
const EXPECTED: &str = "=== expected\n";

/// Words of our trade that a report never says.
const OURS: &[&str] =
    &["parse", "parser", "null", "deserialize", "enum", "struct", "eof", "scalar", "mapping"];

/// One file of `tests/diagnostics`.
struct Fixture {
    path: PathBuf,
    /// Everything before the expected report, as written.
    given: String,
    expected: String,
}

impl Fixture {
    fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| entry.expect("readable").path())
            .collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        paths.sort();
        paths.into_iter().map(Self::read).collect()
    }

    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).expect("a fixture is UTF-8");
        let (given, expected) = text.split_once(EXPECTED).unwrap_or((&text, ""));
        Self { given: given.to_owned(), expected: expected.to_owned(), path }
    }

    fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The options of the command, if the fixture gives any.
    fn request(&self) -> Request {
        let mut request = Request::on("2026-09-01".parse().expect("a day"));
        let command = self.given.lines().find_map(|line| line.strip_prefix("$ throughline check"));
        let mut words = command.unwrap_or_default().split_whitespace();
        while let Some(option) = words.next() {
            match option {
                "--drafts" => request.drafts = true,
                "--audience" => request.audience = words.next().map(str::to_owned),
                "--date" => request.date = words.next().and_then(|day| day.parse().ok()).expect("a day"),
                other => panic!("{}: there is no option {other}", self.name()),
            }
        }
        request
    }

    /// The files and their bytes.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<(String, String, String)> = Vec::new();
        for line in self.given.split_inclusive('\n') {
            let head = line.strip_prefix("--- ");
            match head.filter(|path| {
                ["content/", "themes/", "the small"].iter().any(|start| path.starts_with(start))
            }) {
                Some("the small handbook\n") => {}
                Some(head) => {
                    let (path, stored) = head.trim_end().split_once(" [").unwrap_or((head.trim_end(), ""));
                    files.push((path.to_owned(), stored.trim_end_matches(']').to_owned(), String::new()));
                }
                None => {
                    if let Some((_, _, text)) = files.last_mut() {
                        text.push_str(line);
                    }
                }
            }
        }
        let mut files: Vec<(String, Vec<u8>)> =
            files.into_iter().map(|(path, how, text)| (path, stored(&text, &how))).collect();
        if self.given.lines().any(|line| line == "--- the small handbook") {
            for (path, bytes) in small() {
                if files.iter().all(|(written, _)| *written != path) {
                    files.push((path, bytes));
                }
            }
        }
        files
    }

    /// What the program finds in the handbook, as a person reads it.
    fn report(&self) -> (String, Vec<Diagnostic>) {
        let files = self.files();
        assert!(!files.is_empty(), "{}: there is no file", self.name());
        let sources = Arc::new(Sources::in_memory(files.iter().map(|(path, bytes)| (&**path, &**bytes))));
        // A theme's mistake may show only when a page is rendered; all else is known before.
        let findings = match sources.themes.is_empty() {
            true => pipeline::build(sources.clone(), &self.request(), &Memos::default()).findings,
            false => pipeline::check(&sources, &self.request()).findings,
        };
        let mut out = Vec::new();
        let pages = sources.pages.len();
        report::write(&mut out, Format::Human, &findings, pages, &Written(&sources), false)
            .expect("memory is there");
        (String::from_utf8(out).expect("reports are UTF-8"), findings)
    }
}

/// The files of `tests/diagnostics/small`, a handbook without a finding.
fn small() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/small");
    let loaded = Sources::load(&root, &[]).expect("a handbook");
    let files = loaded.value.pages.iter().chain(&loaded.value.settings);
    files.map(|file| (file.file.to_string(), file.bytes.to_vec())).collect()
}

/// The bytes of a text that is stored in a certain way.
fn stored(text: &str, how: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for how in how.split(", ").filter(|how| !how.is_empty()) {
        bytes = match how.split_once(' ').unwrap_or((how, "")) {
            ("bom", _) => [b"\xef\xbb\xbf".as_slice(), &bytes].concat(),
            ("crlf", _) => String::from_utf8_lossy(&bytes).replace('\n', "\r\n").into_bytes(),
            ("latin-1", _) => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
            ("utf-16", _) => {
                [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            ("times", n) => bytes.repeat(n.parse().expect("a number")),
            other => panic!("nothing is stored as {other:?}"),
        };
    }
    bytes
}

struct Written<'a>(&'a Sources);

impl Texts for Written<'_> {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        self.0.text(file)
    }
}

/// All fixtures with what is found in them, which several tests ask about.
static REPORTED: LazyLock<Vec<(Fixture, String, Vec<Diagnostic>)>> = LazyLock::new(|| {
    let reported = Fixture::all().into_par_iter().map(|fixture| {
        let (report, findings) = fixture.report();
        (fixture, report, findings)
    });
    reported.collect()
});

#[test]
fn every_report_reads_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    for (fixture, report, _) in REPORTED.iter() {
        if *report == fixture.expected {
            continue;
        }
        if update {
            fs::write(&fixture.path, format!("{}{EXPECTED}{report}", fixture.given))
                .expect("the fixture can be written");
        } else {
            let Fixture { expected, .. } = fixture;
            wrong
                .push_str(&format!("\n{}\n--- expected\n{expected}\n--- reported\n{report}", fixture.name()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE=1 writes what is reported now; read it before it is kept");
}

#[test]
fn every_finding_has_its_example() {
    let mut told: BTreeMap<Name, usize> = BTreeMap::new();
    for (_, _, findings) in REPORTED.iter() {
        for finding in findings {
            *told.entry(finding.name).or_default() += 1;
        }
    }
    // A link on disk cannot be written down in a text.
    let missing: Vec<&str> = Name::ALL
        .iter()
        .filter(|name| **name != Name::Symlink && !told.contains_key(name))
        .map(|name| name.as_str())
        .collect();
    assert!(missing.is_empty(), "no file in tests/diagnostics is about {missing:?}");
}

#[test]
fn every_finding_is_told_in_plain_words_and_in_one_form() {
    for (fixture, _, findings) in REPORTED.iter() {
        for finding in findings {
            let place = format!("{}: {}", fixture.name(), finding.message);
            assert!(!finding.message.ends_with(['.', '!', ':']), "{place} ends like a sentence");
            let first = finding.message.chars().next().unwrap_or(' ');
            assert!(
                first.is_lowercase() || !first.is_alphabetic() || is_a_name(finding),
                "{place} begins like one"
            );
            let hint = finding.hint().unwrap_or_default();
            for said in [&finding.message, &hint] {
                let words = said.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
                for word in words {
                    assert!(!OURS.contains(&word.as_str()), "{place} says {word}");
                }
            }
        }
    }
}

/// Whether a sentence begins with somebody's name, or with HTML.
fn is_a_name(finding: &Diagnostic) -> bool {
    matches!(
        finding.name,
        Name::LeavingGuidanceMissing
            | Name::ConsentMissing
            | Name::RawHtml
            | Name::DoubleBooked
            | Name::SameFunction
            | Name::NotAHost
            | Name::NeverOutsideFunction
            | Name::HostOverload
            | Name::RepeatedPair
            | Name::NotReciprocal
            | Name::SponsorAbsent
    )
}

#[test]
fn a_handbook_reads_the_same_twice() {
    REPORTED.par_iter().for_each(|(fixture, report, findings)| {
        assert_eq!(fixture.report(), (report.clone(), findings.clone()), "{}", fixture.name());
    });
}

/// What cannot be written down in a text: a link on disk, a file that may not be read.
#[cfg(unix)]
#[test]
fn links_on_disk_are_told_and_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("a folder");
    fs::write(content.join("index.md"), "# Welcome\n").expect("a file");
    std::os::unix::fs::symlink("/etc/hostname", content.join("returns.md")).expect("a link");
    let loaded = Sources::load(folder.path(), &[]).expect("a handbook");
    let told: Vec<(Name, &str)> =
        loaded.findings.iter().map(|finding| (finding.name, finding.message.as_str())).collect();
    assert_eq!(told, [(Name::Symlink, "this is a link to /etc/hostname, and links are not followed")]);
    assert_eq!(loaded.value.pages.len(), 1, "what the link leads to is no page");
}
