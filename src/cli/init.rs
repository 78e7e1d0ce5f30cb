//! `throughline init DIR`: a small handbook to begin with, which builds without a finding.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::{End, Ended, handbook, output, schema};
use crate::failure::Failure;

/// What `init` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The new handbook's folder: one that is empty, or not there yet.
    #[arg(value_name = "DIR")]
    folder: std::path::PathBuf,
}

/// The files, and what they hold. `DAY-7` in them becomes the day a week ago, `YEAR` this year.
const FILES: &[(&str, &str)] = &[
    ("content/handbook.yaml", include_str!("init/content/handbook.yaml")),
    ("content/index.md", include_str!("init/content/index.md")),
    ("content/for-writers.md", include_str!("init/content/for-writers.md")),
    ("content/promise/ready-on-friday.md", include_str!("init/content/promise/ready-on-friday.md")),
    ("content/promise/pillars/ready.md", include_str!("init/content/promise/pillars/ready.md")),
    ("content/promise/pillars/told.md", include_str!("init/content/promise/pillars/told.md")),
    ("content/personas/nadia.md", include_str!("init/content/personas/nadia.md")),
    ("content/personas/mr-adeyemi.md", include_str!("init/content/personas/mr-adeyemi.md")),
    ("content/roles/counter-hand.md", include_str!("init/content/roles/counter-hand.md")),
    ("content/roles/presser.md", include_str!("init/content/roles/presser.md")),
    ("content/departments/counter.md", include_str!("init/content/departments/counter.md")),
    ("content/departments/washing-room.md", include_str!("init/content/departments/washing-room.md")),
    ("content/people/rosa.md", include_str!("init/content/people/rosa.md")),
    ("content/goals/four-in-a-hundred.md", include_str!("init/content/goals/four-in-a-hundred.md")),
    (".github/workflows/handbook.yml", include_str!("init/github.yml")),
    (".gitlab-ci.yml", include_str!("init/gitlab.yml")),
    (".vscode/settings.json", include_str!("init/settings.json")),
    (".vscode/extensions.json", include_str!("init/extensions.json")),
    (".editorconfig", include_str!("init/editorconfig")),
    (".gitignore", include_str!("init/gitignore")),
];

/// Makes the handbook, in a folder relative to `directory`.
pub fn run(directory: &Path, options: &Options) -> Ended {
    let folder = handbook::named(directory, &options.folder);
    free(&folder)?;
    let today = handbook::today();
    for (file, text) in FILES {
        write(&folder, file, &dated(text, today))?;
    }
    write(&folder, ".vscode/handbook.schema.json", &schema::text(Some("handbook"))?)?;
    output::data(&format!("{}\n", folder.display()))?;
    let at = shell_word(&folder.display().to_string());
    output::line(&format!(
        "A small handbook is ready. What next:\n  \
         throughline -C {at} watch --open     shows it in the browser, and every save at once\n  \
         throughline -C {at} check            tells what does not hold (nothing, so far)\n  \
         throughline -C {at} build            makes the website in {}\n  \
         throughline -C {at} new role Driver  makes a page, with hints\n\
         Writers begin with {}.",
        folder.join("public").display(),
        folder.join("content/for-writers.md").display(),
    ));
    Ok(End::Fine)
}

/// Refuses a folder in which there is anything but an empty repository.
fn free(folder: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => {
            return Err(Failure::plain(format!("begin a handbook in {}: it is a file", folder.display()))
                .advise("name a folder that is empty or not there yet"));
        }
        Err(cause) => return Err(Failure::io("look into the folder", folder, cause)),
    };
    for entry in entries {
        let entry = entry.map_err(|cause| Failure::io("look into the folder", folder, cause))?;
        if entry.file_name() != ".git" {
            return Err(Failure::plain(format!(
                "begin a handbook in {}: the folder is not empty",
                folder.display()
            ))
            .advise("name a folder that is empty or not there yet; a page in a handbook is made with `throughline new`"));
        }
    }
    Ok(())
}

fn write(folder: &Path, file: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(file);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(|cause| Failure::io("make a folder", parent, cause))?;
    // Never over a file that somebody else has made since the folder was looked at.
    let written = File::create_new(&path).and_then(|mut new| new.write_all(text.as_bytes()));
    written.map_err(|cause| Failure::io("write a file", &path, cause))
}

/// `text` with its days: pages that were all looked over on one day would be told as such, and rightly.
fn dated(text: &str, today: Date) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("DAY-") {
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let days: i64 = after[..digits].parse().unwrap_or(0);
        out.push_str(before);
        out.push_str(&today.saturating_sub(jiff::Span::new().days(days)).to_string());
        rest = &after[digits..];
    }
    out.push_str(rest);
    out.replace("YEAR", &today.year().to_string())
}

/// `path` as one word of a shell.
fn shell_word(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_back_from_today() {
        let today = Date::constant(2026, 1, 2);
        assert_eq!(dated("on: DAY-3}, YEAR\nDAY-0", today), "on: 2025-12-30}, 2026\n2026-01-02");
    }

    #[test]
    fn a_path_is_one_word() {
        assert_eq!(shell_word("a/b-c"), "a/b-c");
        assert_eq!(shell_word("our book's"), r"'our book'\''s'");
    }
}
