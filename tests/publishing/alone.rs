//! A publication in a process of its own: for tests that kill it, starve it, or need another home.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use throughline::publish::{Order, publish};
use throughline::site::Unmade;

use crate::site;

const SITE: &str = "THROUGHLINE_TEST_SITE";
const TARGETS: &str = "THROUGHLINE_TEST_TARGETS";
const SOURCES: &str = "THROUGHLINE_TEST_SOURCES";
const PROTECTED: &str = "THROUGHLINE_TEST_PROTECTED";
const CHANGED: &str = "THROUGHLINE_TEST_CHANGED";

/// The page `i` of the site called `version`: one can see whether it is whole.
pub fn page(version: &str, i: usize) -> (String, String) {
    let text = format!("{version} {i} ");
    (format!("{}/{i}/index.html", i % 7), text.repeat(200) + "end")
}

/// The site called `version`: `NAME:PAGES`, the pages numbered, and a start page.
pub fn pages(version: &str) -> Vec<(String, String)> {
    let (name, count) = version.split_once(':').unwrap();
    let mut pages: Vec<_> = (0..count.parse().unwrap()).map(|i| page(name, i)).collect();
    pages.push(("index.html".to_owned(), format!("{name} start end")));
    pages
}

/// The arguments of this very program that make it publish `version` into each of `targets` and say what
/// came of it, one a line.
pub fn publisher(command: &mut Command, version: &str, targets: &[PathBuf], sources: &Path) {
    command
        .args(["--ignored", "--exact", "alone::publishes", "--nocapture", "--test-threads=1"])
        .env(SITE, version)
        .env(TARGETS, std::env::join_paths(targets).unwrap())
        .env(SOURCES, sources);
}

/// This program.
pub fn program() -> PathBuf {
    std::env::current_exe().unwrap()
}

/// Lets the publisher protect a folder, too, and name a file for the changed addresses.
pub fn with(command: &mut Command, protected: &Path, changed: &Path) {
    command.env(PROTECTED, protected).env(CHANGED, changed);
}

#[test]
#[ignore = "started by other tests, in a process of its own"]
fn publishes() {
    let Some(targets) = std::env::var_os(TARGETS) else { return };
    let pages = pages(&std::env::var(SITE).unwrap());
    let pages: Vec<_> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (sources, changed) = (PathBuf::from(std::env::var_os(SOURCES).unwrap()), std::env::var_os(CHANGED));
    let protected: Vec<_> = std::env::var_os(PROTECTED).map(PathBuf::from).into_iter().collect();
    for target in std::env::split_paths(&targets) {
        let order = Order {
            target: &target,
            sources: &sources,
            protected: &protected,
            keep: &[],
            drafts: false,
            lenient: false,
            gzip: false,
            changed: changed.as_ref().map(Path::new),
            progress: &|_, _| {},
            waiting: &|| {},
        };
        let said = match publish(&site(&pages), &order) {
            Ok(published) => format!("published {} {}", published.written, published.notes.join("; ")),
            Err(Unmade::Failure(failure)) if failure.cause.is_none() => format!("refused {failure}"),
            Err(Unmade::Failure(failure)) => format!("failed {failure}"),
            Err(Unmade::Findings(findings)) => format!("found {}", findings.len()),
        };
        writeln!(std::io::stdout(), "\n=> {} => {}", target.display(), said.replace('\n', " ")).unwrap();
    }
}

/// What the publisher in `command` said of each target, in order.
pub fn answers(command: &mut Command) -> Vec<String> {
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("=> ")?.split_once(" => "))
        .map(|(_, said)| said.to_owned())
        .collect();
    assert!(
        output.status.success() && !answers.is_empty(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    answers
}
