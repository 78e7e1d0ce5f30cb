//! The list of published files: `.throughline.json` in the target.
//!
//! ```json
//! {"version": 1, "generator": "throughline", "digest": "…", "files": [{"path": "index.html", "hash": "…", "size": 5210}]}
//! ```
//! A site with drafts says `"drafts": true` before its digest. One file a line, sorted by path. `hash` is the file's BLAKE3 in hex and `size` its bytes. `digest` is the
//! BLAKE3 of one line `HASH SIZE PATH` for each file in that order: it tells a damaged list from a true one, and
//! two sites are the same if theirs are (with drafts, the line `drafts` comes first). The list does not list itself.

use std::collections::BTreeMap;
use std::{fs, io, path::Path};

use blake3::Hash;
use serde::Deserialize;

/// Where the list stands, below the target.
pub const NAME: &str = crate::source::LIST;

const VERSION: u32 = 1;
const GENERATOR: &str = "throughline";

/// One published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What it holds.
    pub hash: Hash,
    /// How much it holds, in bytes.
    pub size: u64,
}

/// All files that publishing made and may therefore remove again, by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Whether drafts are among them: such a site is for those who write, and never takes the place of one that is not.
    pub drafts: bool,
    /// The files, in the order of the list.
    pub files: BTreeMap<String, Entry>,
}

/// What a target says about the files in it.
#[derive(Debug)]
pub enum Record {
    /// Nothing was published here yet.
    Absent,
    /// A list that can be trusted.
    Known(Manifest),
    /// There is a list, so the folder is ours, but it is damaged or from a later version: which files
    /// are ours is unknown, and none may be removed.
    Unknown,
}

#[derive(Deserialize)]
struct Line {
    path: String,
    hash: String,
    size: u64,
}

#[derive(Deserialize)]
struct List {
    version: u32,
    generator: String,
    #[serde(default)]
    drafts: bool,
    digest: String,
    files: Vec<Line>,
}

impl Manifest {
    /// The text of the file, the same for the same files on every machine.
    pub fn text(&self) -> String {
        let (mut listed, mut lines) = (String::with_capacity(self.files.len() * 160), self.first_line());
        let mut between = "\n";
        for (path, entry) in &self.files {
            let hash = entry.hash.to_hex();
            say(&mut lines, path, &hash, entry.size);
            listed.push_str(between);
            listed.push_str("{\"path\":");
            // A text is always valid JSON once its quotes are minded.
            listed.push_str(&serde_json::Value::from(path.as_str()).to_string());
            listed.push_str(",\"hash\":\"");
            listed.push_str(&hash);
            listed.push_str("\",\"size\":");
            listed.push_str(&entry.size.to_string());
            listed.push('}');
            between = ",\n";
        }
        let digest = blake3::hash(lines.as_bytes()).to_hex();
        let drafts = if self.drafts { "\"drafts\": true,\n" } else { "" };
        format!(
            "{{\n\"version\": {VERSION},\n\"generator\": \"{GENERATOR}\",\n{drafts}\"digest\": \"{digest}\",\n\"files\": [{listed}\n]\n}}\n"
        )
    }

    fn digest(&self) -> Hash {
        let mut lines = self.first_line();
        for (path, entry) in &self.files {
            say(&mut lines, path, &entry.hash.to_hex(), entry.size);
        }
        blake3::hash(lines.as_bytes())
    }

    /// What the lines of the digest begin with.
    fn first_line(&self) -> String {
        let mut lines = String::with_capacity(self.files.len() * 140);
        lines.push_str(if self.drafts { "drafts\n" } else { "" });
        lines
    }

    /// The list in `text`, if it is whole and of this version.
    fn read(text: &[u8]) -> Option<Self> {
        let list: List = serde_json::from_slice(text).ok()?;
        if list.version != VERSION || list.generator != GENERATOR {
            return None;
        }
        let count = list.files.len();
        let files = list
            .files
            .into_iter()
            .map(|line| Some((line.path, Entry { hash: Hash::from_hex(line.hash).ok()?, size: line.size })))
            .collect::<Option<BTreeMap<_, _>>>()?;
        let manifest = Self { drafts: list.drafts, files };
        let whole = manifest.files.len() == count && manifest.digest().to_hex().as_str() == list.digest;
        whole.then_some(manifest)
    }
}

/// Adds the line of one file to those of the digest.
fn say(lines: &mut String, path: &str, hash: &str, size: u64) {
    lines.push_str(hash);
    lines.push(' ');
    lines.push_str(&size.to_string());
    lines.push(' ');
    lines.push_str(path);
    lines.push('\n');
}

impl Record {
    /// What the folder `target` says about itself.
    ///
    /// # Errors
    /// Only if there is a list that cannot be read from the disk; a damaged one is [`Record::Unknown`].
    pub fn of(target: &Path) -> io::Result<Self> {
        match fs::read(target.join(NAME)) {
            Ok(text) => Ok(Manifest::read(&text).map_or(Self::Unknown, Self::Known)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Self::Absent),
            Err(e) => Err(e),
        }
    }

    /// What is known about the file at `path`.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        match self {
            Self::Known(manifest) => manifest.files.get(path),
            Self::Absent | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Manifest {
        let entry = |text: &str| Entry { hash: blake3::hash(text.as_bytes()), size: text.len() as u64 };
        Manifest {
            drafts: false,
            files: [("a \"b\".html".into(), entry("one")), ("ü/index.html".into(), entry("two"))].into(),
        }
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let text = two().text();
        assert_eq!(Manifest::read(text.as_bytes()), Some(two()));
        assert!(text.contains("\n{\"path\":\"ü/index.html\",\"hash\":\""), "one file a line: {text}");
        let drafts = Manifest { drafts: true, ..two() };
        assert_eq!(Manifest::read(drafts.text().as_bytes()), Some(drafts));
        let empty = Manifest::default();
        assert_eq!(Manifest::read(empty.text().as_bytes()), Some(empty));
    }

    #[test]
    fn no_list_is_believed_that_says_something_else_than_was_written() {
        for drafts in [false, true] {
            let written = || Manifest { drafts, ..two() };
            let text = written().text().into_bytes();
            for at in 0..text.len() {
                for bit in 0..8 {
                    let mut damaged = text.clone();
                    damaged[at] ^= 1 << bit;
                    let read = Manifest::read(&damaged);
                    assert!(
                        read.is_none() || read == Some(written()),
                        "{}",
                        String::from_utf8_lossy(&damaged)
                    );
                }
            }
        }
    }
}
