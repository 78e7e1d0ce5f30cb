//! A handbook of any size: nine plain pages to one typed page, the same bytes on every machine.
//!
//! A plain page has about 600 words, headings, five links to other pages, a table, two lists, a quote, tags and, on
//! every Nth page, code. The typed pages are in [`crate::typed`].

use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::code;
use crate::typed::Cast;
use crate::words::{Chance, Vocabulary, Writer};

/// What a corpus is made of.
#[derive(Debug, Clone, Copy)]
pub struct Corpus {
    /// Pages, section pages not counted.
    pub pages: usize,
    /// Code to colour on every Nth plain page; 0 for none.
    pub code_every: usize,
    /// How many different words.
    pub vocabulary: usize,
}

/// One page in this many is typed.
const TYPED_SHARE: usize = 10;
/// Plain pages in a folder, as people keep them.
const PAGES_A_FOLDER: usize = 25;
const SECTIONS: [&str; 10] = [
    "brand", "service", "welcome", "channels", "products", "safety", "premises", "money", "systems",
    "evidence",
];
const TAGS: [&str; 40] = [
    "clarity",
    "care",
    "candour",
    "craft",
    "courage",
    "proof",
    "trust",
    "speed",
    "warmth",
    "respect",
    "retail",
    "digital",
    "social",
    "press",
    "events",
    "first-week",
    "training",
    "audit",
    "legal",
    "privacy",
    "design",
    "copy",
    "photo",
    "motion",
    "sound",
    "print",
    "web",
    "mobile",
    "email",
    "support",
    "sales",
    "partner",
    "supplier",
    "region",
    "global",
    "local",
    "pilot",
    "archive",
    "draft-words",
    "metric",
];

/// A plain page before it is written: where it lies and what it is called.
#[derive(Debug)]
struct Plain {
    folder: String,
    name: String,
    title: String,
}

impl Corpus {
    /// How many of the pages are typed.
    pub fn typed(&self) -> usize {
        self.pages / TYPED_SHARE
    }

    /// Writes the handbook into `folder`, which gets a `content/`. Answers with the page that edits are tried on.
    pub fn write(&self, folder: &Path) -> io::Result<std::path::PathBuf> {
        let content = folder.join("content");
        let words = Vocabulary::of(self.vocabulary);
        let plain = plan(self.pages - self.typed(), &words);
        let cast = Cast::of(self.typed(), &words);

        let mut small: Vec<(String, String)> = vec![("handbook.yaml".into(), cast.handbook())];
        small.push(("index.md".into(), section("The handbook", 1)));
        for (order, top) in SECTIONS.iter().enumerate() {
            small.push((format!("{top}/index.md"), section(&crate::words::capital(top), order + 1)));
        }
        let mut last = "";
        for (order, page) in plain.iter().enumerate() {
            if page.folder != last {
                last = &page.folder;
                let name = last.rsplit('/').next().unwrap_or(last);
                small.push((format!("{last}/index.md"), section(&crate::words::capital(name), order + 1)));
            }
        }
        small.extend(cast.pages(&words));

        small.par_iter().try_for_each(|(path, text)| put(&content, path, text))?;
        plain.par_iter().enumerate().try_for_each(|(at, page)| {
            put(&content, &format!("{}/{}.md", page.folder, page.name), &self.page(at, &plain, &words))
        })?;
        let tried = &plain[plain.len() / 2];
        Ok(content.join(&tried.folder).join(format!("{}.md", tried.name)))
    }

    fn page(&self, at: usize, plain: &[Plain], words: &Vocabulary) -> String {
        let mut writer = Writer::new(words, Chance::of(1, at));
        let links: Vec<String> = (0..5)
            .map(|number| {
                // The first leads to the page after this one, so that none is left that no page leads to.
                let other = if number == 0 { at + 1 } else { writer.chance.below(plain.len()) };
                let other = &plain[other % plain.len()];
                format!("[{}](../../{}/{}.md)", other.title, other.folder, other.name)
            })
            .collect();
        let code_every = self.code_every;
        let has_code = code_every > 0 && at.is_multiple_of(code_every);

        let mut text = format!(
            "---\ntitle: \"{}\"\ndescription: \"{}.\"\ndate: 20{:02}-{:02}-{:02}\norder: {}\ntags: [{}]\n---\n\n",
            plain[at].title,
            crate::words::capital(&writer.phrase(12)),
            18 + writer.chance.below(8),
            1 + writer.chance.below(12),
            1 + writer.chance.below(28),
            at + 1,
            tags(&mut writer).join(", "),
        );
        let mut blocks = vec![writer.paragraph(4, Some(&links[0]))];
        for (part, link) in links.iter().enumerate() {
            blocks.push(format!("## {}", writer.title(3)));
            blocks.push(writer.paragraph(4, (part > 0).then_some(&**link)));
            match part {
                0 => blocks.push(lines((0..6).map(|_| format!("- {}", writer.phrase(7))))),
                1 => {
                    blocks.push(format!("### {}", writer.title(2)));
                    blocks.push(table(&mut writer));
                }
                2 => blocks.push(format!("> {}.", crate::words::capital(&writer.phrase(22)))),
                3 => {
                    blocks.push(format!("### {}", writer.title(2)));
                    blocks.push(lines((1..=5).map(|number| format!("{number}. {}", writer.phrase(9)))));
                }
                _ if has_code => blocks.push(code::block(at / code_every, &mut writer)),
                _ => {}
            }
            blocks.push(writer.paragraph(3, None));
        }
        text.push_str(&blocks.join("\n\n"));
        text.push('\n');
        text
    }
}

fn plan(pages: usize, words: &Vocabulary) -> Vec<Plain> {
    let mut writer = Writer::new(words, Chance::of(2, pages));
    let folders_a_section = pages.div_ceil(PAGES_A_FOLDER * SECTIONS.len()).max(1);
    let folders: Vec<String> = SECTIONS
        .iter()
        .flat_map(|top| (0..folders_a_section).map(move |number| (top, number)))
        .map(|(top, number)| format!("{top}/{}-{number:03}", writer.word()))
        .collect();
    (0..pages)
        .map(|at| {
            let count = 2 + writer.chance.below(3);
            let title = format!("{} {at}", writer.title(count));
            let name = title.to_lowercase().replace(' ', "-");
            Plain { folder: folders[at * folders.len() / pages].clone(), name, title }
        })
        .collect()
}

fn section(title: &str, order: usize) -> String {
    format!("---\ntitle: {title}\norder: {order}\n---\n")
}

fn tags(writer: &mut Writer<'_>) -> Vec<&'static str> {
    let first = writer.chance.below(TAGS.len());
    [0, 7, 19].iter().map(|step| TAGS[(first + step) % TAGS.len()]).collect()
}

fn table(writer: &mut Writer<'_>) -> String {
    let mut rows = vec![format!("| {} |", writer.title(4).replace(' ', " | ")), "|---|---|---|---|".into()];
    for _ in 0..5 {
        let cells: Vec<String> = (0..4).map(|_| writer.phrase(2)).collect();
        rows.push(format!("| {} |", cells.join(" | ")));
    }
    rows.join("\n")
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn put(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let file = root.join(path);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, text)
}
