//! Starting small: a handbook of one department builds clean, and every department that joins brings its own findings
//! and no others.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use throughline::diagnostic::{Diagnostic, Severity};
use throughline::pipeline::{self, Memos, Request};
use throughline::source::Sources;

/// Where the yard keeps everything in order and the office, which begins to write, does not yet.
fn office() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/small");
    for entry in walkdir::WalkDir::new(&small).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() && entry.file_name() != "handbook.yaml" {
            let path = entry.path().strip_prefix(&small).unwrap().to_string_lossy().replace('\\', "/");
            files.push((path, std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
    let owner = "owner: person/omar\nreviewed: {on: 2026-08-20}\n";
    let mut put = |path: &str, fields: &str| {
        files.push((format!("content/{path}"), format!("---\n{fields}{owner}---\n")));
    };
    put("departments/office.md", "title: The office\nlead: omar\n");
    let role = |title: &str, rest: &str| {
        format!("title: {title}\ndepartment: office\nexpected: [Done by five]\n{rest}")
    };
    put("roles/clerk.md", &role("Clerk", "serves: []\n"));
    put(
        "roles/buyer.md",
        &role(
            "Buyer",
            "goals: [doors-by-seven]\nserves: [{to: role/clerk, output: bills, value: they are paid}]\n",
        ),
    );
    files
}

fn findings(departments: &str) -> Vec<Diagnostic> {
    let settings = format!("title: Small\n{departments}");
    let mut files = vec![("content/handbook.yaml".to_owned(), settings)];
    files.extend(office());
    let sources = Sources::in_memory(files.iter().map(|(path, text)| (&**path, text.as_bytes())));
    let request = Request::on("2026-09-01".parse().unwrap());
    pipeline::build(Arc::new(sources), &request, &Memos::default()).findings
}

/// A finding apart from how severe it is.
fn about(findings: &[Diagnostic]) -> BTreeSet<(&str, String, String)> {
    findings
        .iter()
        .map(|finding| (finding.name.as_str(), finding.place.file.to_string(), finding.message.clone()))
        .collect()
}

#[test]
fn a_handbook_of_one_department_builds_clean() {
    let findings = findings("departments: {yard: enrolled, office: not yet}\n");
    assert!(findings.iter().all(|finding| finding.severity == Severity::Advice), "{findings:#?}");
}

#[test]
fn a_department_that_joins_brings_exactly_its_own_findings() {
    let before = findings("departments: {yard: enrolled, office: not yet}\n");
    let after = findings("departments: {yard: enrolled, office: enrolled}\n");
    assert_eq!(about(&before), about(&after), "what was advice now binds, and nothing else is found");
    let binding: Vec<&Diagnostic> =
        after.iter().filter(|finding| finding.severity != Severity::Advice).collect();
    let told: Vec<(&str, &str)> =
        binding.iter().map(|finding| (finding.name.as_str(), &*finding.place.file)).collect();
    assert_eq!(
        told,
        [
            ("appreciation-gap", "content/departments/office.md"),
            ("behaviour-missing", "content/promise/pillars/care.md"),
            ("no-line-of-sight", "content/roles/buyer.md"),
            ("no-line-of-sight", "content/roles/clerk.md"),
            ("output-without-receiver", "content/roles/clerk.md"),
            ("role-without-goal", "content/roles/clerk.md"),
        ]
    );
    assert_eq!(after, findings(""), "without `departments` every department has joined");
}
