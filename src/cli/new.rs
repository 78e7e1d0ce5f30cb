//! `throughline new KIND [TITLE]`: a page that is valid from the start.
//!
//! The page is composed from the table of fields, read together with the rest of the handbook before it is
//! written, and written only if it breaks nothing. Whoever sits at a terminal is asked; otherwise the first
//! entry of the handbook that fits is taken, and a comment says so.

mod answers;
mod bootstrap;
mod compose;
mod sample;
pub(super) mod scalar;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::handbook::{self, EditionOptions, Loaded};
use super::{End, Ended, output};
use crate::diagnostic::{Diagnostic, Severity, suggest};
use crate::failure::Failure;
use crate::model::{GENERATED, Handbook};
use crate::parse::address;
use crate::parse::kind::Kind;
use crate::pipeline::{self, Memos, Request};
use crate::source::{Sources, Stamp, Text, TextFile};
use answers::{Answers, Offer};

/// What `new` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// What the page is about: promise, pillar, persona, role, department, person, goal, shadowing, voice,
    /// concern, recognition, encounter, activity or page.
    kind: String,
    /// Its title; a persona's is a human name.
    title: Option<String>,
}

/// Makes a page.
pub fn run(directory: &Path, options: &Options) -> Ended {
    let kind = kind_called(&options.kind)?;
    let Loaded { sources, request, .. } =
        handbook::load(directory, &EditionOptions::default(), &[directory.join("public")])?;
    // The handbook with the new page differs in that page alone.
    let memos = Memos::default();
    let before = pipeline::build(sources.clone(), &request, &memos);
    let handbook = before.value.handbook;

    let mut keyboard = (io::stdin().is_terminal() && io::stderr().is_terminal()).then(|| io::stdin().lock());
    let mut screen = anstream::stderr();
    let mut answers = match &mut keyboard {
        Some(keyboard) => Answers::of(keyboard, &mut screen),
        None => Answers::none(&mut screen),
    };
    let title = title(kind, options.title.as_deref(), &mut answers)?;
    let folder = folder(kind, &handbook, &mut answers)?;
    let place = Place::new(directory, &sources, &folder, &title)?;
    let check = |text: &str| holds((&sources, &request, &memos), &before.findings, &place, text);
    if answers.asked() {
        // Nobody wants to hear at the end of twenty questions that the title will not do.
        check(&compose::page(kind, &title, &handbook, &mut Answers::none(&mut io::sink()))?)?;
    }
    let text = compose::page(kind, &title, &handbook, &mut answers)?;
    check(&text)?;

    write(directory, &place, &text)?;
    output::data(&format!("{}\n", handbook::named(directory, Path::new(&*place.file)).display()))?;
    Ok(End::Fine)
}

fn kind_called(word: &str) -> Result<Kind, Failure> {
    Kind::find(word).ok_or_else(|| {
        let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        let advice = suggest::nearest(word, words.iter().copied()).map_or_else(
            || format!("the kinds are {}", words.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        Failure::plain(format!("find a kind called `{word}`")).advise(advice)
    })
}

/// The title, as one line of words.
fn title(kind: Kind, given: Option<&str>, answers: &mut Answers<'_>) -> Result<String, Failure> {
    let stand_in = match kind {
        Kind::Persona => "Alex".to_owned(),
        kind => format!("New {kind}"),
    };
    let asked = if kind == Kind::Persona { "A human name" } else { "The title" };
    let written = match given {
        Some(title) => title.to_owned(),
        None => answers.text("title", asked, &stand_in)?,
    };
    let words = written.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    Ok(words.collect::<Vec<_>>().join(" "))
}

/// The folder for pages of `kind`, below the folder of content. A plain page may stand anywhere, so whoever is
/// there to answer is asked.
fn folder(kind: Kind, handbook: &Handbook, answers: &mut Answers<'_>) -> Result<String, Failure> {
    if kind != Kind::Page {
        let folders = handbook.settings.parse_rules(false).folders;
        return Ok(folders
            .into_iter()
            .find(|(_, of)| *of == kind)
            .map(|(folder, _)| folder)
            .unwrap_or_default());
    }
    let offers: Vec<Offer> = handbook
        .sections
        .iter()
        .filter(|section| section.kind.is_none() || section.folder.is_empty())
        .map(|section| Offer { value: section.folder.to_string(), shown: section.title.to_string() })
        .collect();
    if offers.len() < 2 {
        return Ok(String::new());
    }
    let chosen = answers.one("folder", "The section it belongs to", &offers)?;
    Ok(offers.into_iter().nth(chosen).map(|offer| offer.value).unwrap_or_default())
}

/// Where the new page goes.
struct Place {
    /// Relative to DIR, with forward slashes.
    file: Arc<str>,
    /// Relative to the folder of content.
    path: Arc<str>,
}

impl Place {
    fn new(directory: &Path, sources: &Sources, folder: &str, title: &str) -> Result<Self, Failure> {
        let name = match &*address::slug(title) {
            "" => {
                return Err(Failure::plain("make a file name of this title")
                    .advise("give a title with letters in it"));
            }
            // A folder's `index.md` is the folder's own page, and belongs to no kind.
            "index" => "index-page".to_owned(),
            slug => address::of_folder(slug).trim_end_matches('/').to_owned(),
        };
        let below = |folder: &str, name: &str| match folder {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        let path = below(folder, &format!("{name}.md"));
        let file = below(sources.content, &path);
        if directory.join(&file).symlink_metadata().is_ok() {
            return Err(Failure::plain(format!("make {file}: it is there already"))
                .advise("give the new page another title, or edit that file"));
        }
        if folder.is_empty() && GENERATED.contains(&&*name) {
            return Err(Failure::plain(format!(
                "make {file}: the program makes the page of that address itself"
            ))
            .advise(format!(
                "its introduction would be {}",
                below(sources.content, &format!("{name}/index.md"))
            )));
        }
        Ok(Self { file: file.into(), path: path.into() })
    }
}

/// Reads the page together with the rest of the handbook, before it is written: it must bring no new error.
fn holds(
    (sources, request, memos): (&Sources, &Request, &Memos),
    before: &[Diagnostic],
    place: &Place,
    text: &str,
) -> Result<(), Failure> {
    let bytes = Text::from(text.as_bytes().to_vec());
    let page = TextFile {
        file: place.file.clone(),
        path: place.path.clone(),
        digest: blake3::hash(&bytes),
        bytes,
        stamp: Stamp::default(),
    };
    let mut sources = sources.clone();
    sources.pages.push(page);
    sources.pages.sort_by(|a, b| a.path.cmp(&b.path));
    let after = pipeline::build(Arc::new(sources), request, memos).findings;
    let known: BTreeSet<(&str, &str)> = before.iter().map(|f| (&*f.place.file, &*f.message)).collect();
    let broken = after.iter().find(|finding| {
        finding.severity == Severity::Error && !known.contains(&(&*finding.place.file, &*finding.message))
    });
    match broken {
        None => Ok(()),
        Some(finding) => {
            Err(Failure::plain(format!("make {}: {}", place.file, finding.message)).advise(format!(
                "{}{}`throughline explain {}` says more",
                finding.hint().unwrap_or_default(),
                if finding.hint().is_some() { "; " } else { "" },
                finding.name.as_str()
            )))
        }
    }
}

/// Writes a file that is not there yet, and never through a link.
fn write(directory: &Path, place: &Place, text: &str) -> Result<(), Failure> {
    let path = directory.join(&*place.file);
    let mut folder = directory.to_owned();
    let parts: Vec<&str> = place.file.split('/').collect();
    for part in &parts[..parts.len().saturating_sub(1)] {
        folder.push(part);
        if folder.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
            return Err(Failure::plain(format!("write into {}: it is a link", folder.display()))
                .advise("links are not followed; put the folder itself there"));
        }
        match fs::create_dir(&folder) {
            Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Failure::io("make a folder", &folder, cause));
            }
            _ => {}
        }
    }
    let written = File::create_new(&path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|cause| Failure::io("write the page", &path, cause))
}
