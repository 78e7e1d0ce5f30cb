//! Real handbooks, where they lie beside the project: built without a crash, and what is found there is true.
//! A clone on its own has none of them and passes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use throughline::diagnostic::{Checked, Diagnostic, Name};
use throughline::pipeline::{self, Request};
use throughline::source::Sources;

fn handbooks() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let Ok(folders) = beside.read_dir() else { return Vec::new() };
    folders.filter_map(Result::ok).map(|folder| folder.path()).filter(|folder| folder.is_dir()).collect()
}

fn checked(folder: &Path) -> (Arc<Sources>, Vec<Diagnostic>) {
    let Checked { value: sources, mut findings } =
        Sources::load(folder, &[]).expect("a handbook that can be read");
    let sources = Arc::new(sources);
    findings.extend(pipeline::check(&sources, &Request::on(jiff::civil::date(2026, 9, 1))).findings);
    (sources, findings)
}

/// The links to `.md` files that a plain search sees, with the byte at which each opens: an answer of its own,
/// which knows neither code blocks nor reference links.
fn plain_links(text: &str) -> Vec<(usize, &str)> {
    text.match_indices("](")
        .filter_map(|(at, _)| {
            let url = text[at + 2..].split([')', ' ', '\n']).next()?;
            let path = url.split('#').next()?;
            (path.ends_with(".md") && !path.contains("://") && !path.starts_with('/')).then_some((at, path))
        })
        .collect()
}

#[test]
fn every_page_that_is_said_to_be_missing_is() {
    for folder in handbooks() {
        let (_, findings) = checked(&folder);
        for finding in findings.iter().filter(|finding| finding.name == Name::BrokenLink) {
            let Some(path) = finding.message.split('`').nth(1) else { continue };
            let there = folder.join("content").join(path);
            assert!(!there.is_file() && !there.join("index.md").is_file(), "{}", finding.message);
        }
    }
}

#[test]
fn every_link_to_a_file_that_is_not_there_is_told() {
    for folder in handbooks() {
        let (sources, findings) = checked(&folder);
        let told: BTreeSet<(String, u32)> = findings
            .iter()
            .filter(|finding| matches!(finding.name, Name::BrokenLink | Name::MissingAsset))
            .flat_map(|finding| {
                std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place))
            })
            .map(|place| (place.file.to_string(), place.span.end))
            .collect();
        let mut looked_at = 0;
        for page in &sources.pages {
            let Ok(text) = std::str::from_utf8(&page.bytes) else { continue };
            let home = folder.join(&*page.file);
            for (at, path) in plain_links(text) {
                looked_at += 1;
                let target = home.parent().map(|home| home.join(path));
                if target.is_some_and(|target| target.is_file()) {
                    continue;
                }
                let is_told = told.iter().any(|(file, end)| **file == *page.file && *end as usize > at);
                assert!(is_told, "{}: a link to {path} leads nowhere, and nobody says so", page.file);
            }
        }
        assert!(looked_at > 100, "{}: a real handbook has links", folder.display());
    }
}

#[test]
fn every_real_handbook_becomes_a_website_without_a_crash() {
    for folder in handbooks() {
        let Checked { value: sources, .. } =
            Sources::load(&folder, &[]).expect("a handbook that can be read");
        let sources = Arc::new(sources);
        let request = Request::on(jiff::civil::date(2026, 9, 1));
        let built = pipeline::build(sources.clone(), &request, &pipeline::Memos::default()).value;
        assert_eq!(built.handbook.entries.len() + built.handbook.hidden.len(), sources.pages.len());
        for path in built.site.paths() {
            let made = built.site.make(path).expect("an address of the site");
            assert!(made.is_ok_and(|bytes| !bytes.is_empty()), "{path}");
        }
    }
}
