//! Findings as SARIF 2.1.0, the form that code-scanning pages and editors read.
//!
//! Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0",
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::io;

use serde_json::{Value, json};

use super::json::write_json;
use super::places::Places;
use super::{Texts, from_root, in_full};
use crate::diagnostic::{Diagnostic, Name, Place, Severity};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes all of `findings`, which are in order.
pub(super) fn write(
    out: &mut dyn io::Write,
    findings: &[&Diagnostic],
    places: &Places,
    texts: &dyn Texts,
) -> io::Result<()> {
    let rules: Vec<Value> = Name::ALL.iter().map(|&name| rule(name, texts)).collect();
    let results: Vec<Value> =
        findings.iter().map(|finding| result(finding, places, texts.folder())).collect();
    let driver = json!({
        "name": "throughline",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "results": results,
        }],
    });
    write_json(out, &log)
}

fn rule(name: Name, texts: &dyn Texts) -> Value {
    let id = name.as_str();
    let explain = format!("`throughline explain {id}` tells more.");
    let summary = texts.summary(name).map_or_else(|| id.replace('-', " "), |summary| summary.into_owned());
    json!({
        "id": id,
        "shortDescription": { "text": summary },
        "fullDescription": { "text": summary },
        "help": { "text": explain },
        "defaultConfiguration": { "level": level(name.severity()) },
    })
}

fn result(finding: &Diagnostic, places: &Places, folder: &str) -> Value {
    let mut result = json!({
        "ruleId": finding.name.as_str(),
        "ruleIndex": Name::ALL.iter().position(|&name| name == finding.name),
        "level": level(finding.severity),
        "message": { "text": in_full(finding) },
        "locations": [{ "physicalLocation": physical(&finding.place, places, folder) }],
    });
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(id, related)| {
            json!({
                "id": id,
                "physicalLocation": physical(&related.place, places, folder),
                "message": { "text": related.message },
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

/// A file, and the region in it unless the file as a whole is meant. Like ours, regions end at the character
/// after the last one (section 3.30.8) and do not count a byte-order mark (section 3.30.1).
fn physical(place: &Place, places: &Places, folder: &str) -> Value {
    let uri = percent_encoded(&from_root(folder, &place.file));
    let mut physical = json!({ "artifactLocation": { "uri": uri } });
    if let Some(extent) = places.extent(place) {
        physical["region"] = json!({
            "startLine": extent.start.line,
            "startColumn": extent.start.column,
            "endLine": extent.end.line,
            "endColumn": extent.end.column,
        });
    }
    physical
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// `path` as a relative reference: all but the unreserved characters of RFC 3986 (section 2.3) and the
/// slashes is encoded, so that no folder name is taken for a scheme.
fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for &byte in path.as_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_relative_references() {
        assert_eq!(percent_encoded("content/roles/über uns.md"), "content/roles/%C3%BCber%20uns.md");
        assert_eq!(percent_encoded("a:b/100 %.md"), "a%3Ab/100%20%25.md");
    }
}
