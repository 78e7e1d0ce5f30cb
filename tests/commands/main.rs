//! The program from outside: arguments in, exit code, stdout, stderr and files out.

mod audit;
mod beginning;
mod bombs;
mod exits;
mod formats;
mod options;
mod pages;
mod reference;
mod searching;
mod strange;
mod suggest;
mod watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A settings file that makes typed folders count, and fixes the day.
const SETTINGS: &str =
    "title: A handbook\nlanguage: en-GB\ndate: 2026-09-01\naudiences: [everyone, managers]\n";

/// A folder to run the program in.
struct Desk {
    folder: TempDir,
}

impl Desk {
    /// An empty one.
    fn empty() -> Self {
        Self { folder: tempfile::Builder::new().prefix("throughline-commands-").tempdir().unwrap() }
    }

    /// One with a handbook: paths below `content/`, and what the files hold.
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::empty();
        desk.write("content/handbook.yaml", SETTINGS);
        desk.write("content/index.md", "# A handbook\n\nIts only page.\n");
        for (path, text) in files {
            desk.write(&format!("content/{path}"), text);
        }
        desk
    }

    /// One without a finding.
    fn sound() -> Self {
        Self::with(&[])
    }

    /// One with a reference that leads nowhere.
    fn broken() -> Self {
        Self::with(&[
            ("index.md", "# A handbook\n\n[Opening times](opening.md)\n"),
            (
                "people/ana.md",
                "---\ntitle: Ana\nrole: bakre\nowner: person/ana\nreviewed: {on: 2026-08-01}\n---\n",
            ),
        ])
    }

    /// One with nothing worse than a warning.
    fn warned() -> Self {
        Self::with(&[("index.md", "---\ntitel: A handbook\n---\n\n# A handbook\n")])
    }

    /// A copy of the sample handbook.
    fn sample() -> Self {
        let desk = Self::empty();
        let sample = root().join("content");
        for entry in walkdir::WalkDir::new(&sample) {
            let entry = entry.unwrap();
            let to = desk.dir().join("content").join(entry.path().strip_prefix(&sample).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        desk
    }

    fn dir(&self) -> &Path {
        self.folder.path()
    }

    fn at(&self, path: &str) -> PathBuf {
        self.dir().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
    }

    fn has(&self, path: &str) -> bool {
        self.at(path).exists()
    }

    /// The program in this folder, not yet started.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
        command.current_dir(self.dir()).args(words).stdin(Stdio::null());
        for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program in this folder.
    fn run(&self, words: &[&str]) -> Ran {
        ran(&mut self.command(words))
    }

    /// All that stands in the folder, as paths.
    fn tree(&self) -> Vec<String> {
        let entries = walkdir::WalkDir::new(self.dir()).min_depth(1).sort_by_file_name();
        let name = |path: &Path| path.strip_prefix(self.dir()).unwrap().to_string_lossy().into_owned();
        entries.into_iter().map(|entry| name(entry.unwrap().path())).collect()
    }

    /// Whether any file of the website holds `words`.
    fn published(&self, words: &str) -> bool {
        let files = walkdir::WalkDir::new(self.at("public")).into_iter().map(Result::unwrap);
        let mut files = files.filter(|entry| entry.file_type().is_file()).peekable();
        assert!(files.peek().is_some(), "there is a website");
        files.any(|entry| {
            fs::read(entry.path()).unwrap().windows(words.len()).any(|part| part == words.as_bytes())
        })
    }
}

/// What a run left behind.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\n--- stdout\n{}\n--- stderr\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "stderr says no `{words}`:\n{}", self.err);
        self
    }

    #[track_caller]
    fn prints(self, words: &str) -> Self {
        assert!(self.out.contains(words), "stdout says no `{words}`:\n{}", self.out);
        self
    }

    #[track_caller]
    fn prints_nothing(self) -> Self {
        assert_eq!(self.out, "");
        self
    }

    #[track_caller]
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|cause| panic!("{cause}:\n{}", self.out))
    }
}

fn ran(command: &mut Command) -> Ran {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let code = status.code().unwrap_or_else(|| panic!("it was ended: {status}"));
    Ran { code, out: String::from_utf8(stdout).unwrap(), err: String::from_utf8(stderr).unwrap() }
}

/// The project's own folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
