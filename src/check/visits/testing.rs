//! A handbook of five colleagues in four departments, and what one rule says about a programme of theirs.

use crate::check::testing;
use crate::diagnostic::{Diagnostic, Name};

/// Delivery has Omar, support Lena and Tom, the shop Kit (its function is that of support), the office Ines.
const HOUSE: &[(&str, &str)] = &[
    ("departments/delivery.md", "---\nfunction: operations\n---\n"),
    ("departments/office.md", "---\nfunction: administration\n---\n"),
    ("departments/shop.md", "---\nfunction: customers\n---\n"),
    ("departments/support.md", "---\nfunction: Customers\n---\n"),
    ("roles/adviser.md", "---\ndepartment: support\n---\n"),
    ("roles/barista.md", "---\ndepartment: shop\n---\n"),
    ("roles/director.md", "---\ndepartment: office\n---\n"),
    ("roles/driver.md", "---\ndepartment: delivery\n---\n"),
    ("people/ines.md", "---\ntitle: Ines\nrole: director\nhosts: true\n---\n"),
    ("people/kit.md", "---\ntitle: Kit\nrole: barista\nhosts: true\n---\n"),
    ("people/lena.md", "---\ntitle: Lena\nrole: adviser\nhosts: true\n---\n"),
    ("people/omar.md", "---\ntitle: Omar\nrole: driver\nhosts: true\n---\n"),
    ("people/tom.md", "---\ntitle: Tom\nrole: adviser\nhosts: true\n---\n"),
];

/// Where the programme stands.
pub(in crate::check) const PROGRAMME: &str = "shadowing/autumn.md";

/// The programme's page: its fields, a cycle where they have none, and its sessions, one a line.
pub(in crate::check) fn page(fields: &str, sessions: &[&str]) -> String {
    let cycle = if fields.contains("cycle:") { "" } else { "cycle: {from: 2026-09-01, to: 2027-04-30}\n" };
    let sessions: String = sessions.iter().map(|session| format!("  - {session}\n")).collect();
    format!("---\n{cycle}{fields}sessions:\n{sessions}---\n")
}

/// What the rule `name` finds in a programme of these fields and sessions.
pub(in crate::check) fn findings(name: Name, fields: &str, sessions: &[&str]) -> Vec<Diagnostic> {
    let page = page(fields, sessions);
    testing::findings(name, &with(&[(PROGRAMME, &page)]))
}

/// The same as lines: the severity, the marked words, the sentence.
pub(in crate::check) fn schedule(name: Name, fields: &str, sessions: &[&str]) -> Vec<String> {
    schedule_among(name, fields, sessions, &[])
}

/// The same with other files in the house, or instead of some of its own.
pub(in crate::check) fn schedule_among(
    name: Name,
    fields: &str,
    sessions: &[&str],
    others: &[(&str, &str)],
) -> Vec<String> {
    let page = page(fields, sessions);
    let mut files = vec![(PROGRAMME, page.as_str())];
    files.extend(others);
    testing::told(name, &with(&files))
}

/// The house with these files added, or put in the place of its own.
pub(in crate::check) fn with<'f>(files: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let replaced = |path: &str| files.iter().any(|(other, _)| *other == path);
    let mut all: Vec<_> = HOUSE.iter().copied().filter(|(path, _)| !replaced(path)).collect();
    if !replaced("handbook.yaml") {
        all.push(("handbook.yaml", ""));
    }
    all.extend(files);
    all
}
