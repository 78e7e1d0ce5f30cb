//! A handbook in a folder, the program itself, and all that it published.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

use super::Files;

/// Writes a handbook into `folder`.
pub fn write(files: &Files, folder: &Path) {
    for (path, bytes) in &files.0 {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// The program, to be run in the handbook at `folder`, in surroundings that say nothing.
pub fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_throughline"));
    program.arg("-C").arg(folder).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    program
}

/// What the program said, for a test that fails.
pub fn said(output: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Builds the handbook at `folder` into `folder/public`, for the day of these tests. It must end with one of
/// `codes`.
#[track_caller]
pub fn build(folder: &Path, options: &[&str], codes: &[i32]) -> String {
    let output = program(folder).args(["build", "--date", "2026-09-01"]).args(options).output().unwrap();
    assert!(output.status.code().is_some_and(|code| codes.contains(&code)), "{}", said(&output));
    said(&output)
}

/// Everything below `folder`: files with what they hold, and folders with nothing.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                tree.insert(format!("{name}/"), Vec::new());
                waiting.push(path);
            } else {
                tree.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    tree
}

/// What a `.gz` holds.
pub fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut out).unwrap();
    out
}

/// Where `needle` occurs in a tree, whatever its case: in names, in files, in what is packed in them.
pub fn places(tree: &BTreeMap<String, Vec<u8>>, needle: &str) -> Vec<String> {
    let needle = needle.to_ascii_lowercase();
    let holds = |bytes: &[u8]| {
        let bytes = bytes.to_ascii_lowercase();
        let within = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
        // A calendar breaks its lines wherever it likes, also in the middle of what is looked for.
        within(&bytes)
            || bytes.starts_with(b"begin:vcalendar")
                && within(String::from_utf8_lossy(&bytes).replace("\r\n ", "").as_bytes())
    };
    let found = tree.iter().filter(|(name, bytes)| {
        let packed = name.ends_with(".gz") && holds(&unpacked(bytes));
        packed || holds(bytes) || name.to_ascii_lowercase().contains(&needle)
    });
    found.map(|(name, _)| name.clone()).collect()
}
