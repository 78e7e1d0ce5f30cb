//! The floor: as little as a static site build can do. Walk, read, front matter, pulldown-cmark with heading ids,
//! contents and checked links, Tera, write. No findings, no search, no feeds, no colours, no kinds, no memory of
//! the last build. What the program takes is told as a multiple of what this takes in the same run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tera::{Context, Tera};

/// What stops the floor: a file or folder that cannot be used, or a page that no template takes.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FrontMatter {
    title: String,
    name: String,
    description: String,
    date: String,
    order: u32,
    tags: Vec<String>,
}

#[derive(Debug)]
struct Source {
    /// `roles/driver.md`.
    path: String,
    text: String,
    body_from: usize,
    front: FrontMatter,
}

#[derive(Debug, Clone, Serialize)]
struct Link {
    href: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Heading {
    id: String,
    text: String,
    below: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Page<'a> {
    title: &'a str,
    description: &'a str,
    date: &'a str,
    tags: Vec<Link>,
    contents: Vec<Heading>,
    body: String,
}

const BASE: &str = include_str!("floor/base.html");
const PAGE: &str = include_str!("floor/page.html");
const LIST: &str = include_str!("floor/list.html");

/// Builds `content` into `target`, which is empty. Answers with the number of pages written and of dead links.
pub fn build(content: &Path, target: &Path) -> Result<(usize, usize), Failure> {
    let files = walk(content)?;
    let mut sources = files.par_iter().map(|file| read(content, file)).collect::<Result<Vec<_>, _>>()?;
    sources.sort_by(|a, b| {
        (folder(&a.path), a.front.order, &a.path).cmp(&(folder(&b.path), b.front.order, &b.path))
    });

    let known: BTreeSet<&str> = sources.iter().map(|source| &*source.path).collect();
    let sections: BTreeMap<&str, Link> = sources
        .iter()
        .filter(|source| source.path.ends_with("index.md"))
        .map(|source| (folder(&source.path), link_to(source)))
        .collect();
    let mut by_tag: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    let mut by_folder: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.path.ends_with("index.md")) {
        for tag in &source.front.tags {
            by_tag.entry(tag).or_default().push(link_to(source));
        }
        by_folder.entry(folder(&source.path)).or_default().push(link_to(source));
    }
    let navigation: Vec<&Link> = sections
        .iter()
        .filter(|(folder, _)| !folder.is_empty() && !folder.contains('/'))
        .map(|(_, link)| link)
        .collect();

    let mut tera = Tera::default();
    tera.add_raw_templates(vec![("base.html", BASE), ("page.html", PAGE), ("list.html", LIST)])?;
    tera.global_context().insert("navigation", &navigation);

    let dead = AtomicUsize::new(0);
    let pages: Vec<&Source> = sources.iter().filter(|source| !source.path.ends_with("index.md")).collect();
    pages.par_iter().enumerate().try_for_each(|(at, source)| -> Result<(), Failure> {
        let (body, contents) = render(&source.text[source.body_from..], &source.path, &known, &dead);
        let beside = |other: usize| {
            pages
                .get(other)
                .filter(|other| folder(&other.path) == folder(&source.path))
                .map(|other| link_to(other))
        };
        let mut context = Context::new();
        context.insert(
            "page",
            &Page {
                title: title(source),
                description: &source.front.description,
                date: &source.front.date,
                tags: source.front.tags.iter().map(|tag| tag_link(tag)).collect(),
                contents,
                body,
            },
        );
        context.insert("above", &above(&source.path, &sections));
        context.insert("before", &at.checked_sub(1).and_then(beside));
        context.insert("after", &beside(at + 1));
        write(target, &address(&source.path), &tera.render("page.html", &context)?)
    })?;

    let lists: Vec<(String, &str, Vec<Link>)> = sections
        .iter()
        .map(|(folder, link)| {
            (link.href.clone(), &*link.text, by_folder.get(folder).cloned().unwrap_or_default())
        })
        .chain(by_tag.iter().map(|(tag, links)| (tag_link(tag).href, *tag, links.clone())))
        .collect();
    lists.par_iter().try_for_each(|(href, title, links)| -> Result<(), Failure> {
        let mut context = Context::new();
        context.insert("title", title);
        context.insert("links", links);
        write(target, href, &tera.render("list.html", &context)?)
    })?;
    let sitemap: String =
        pages.iter().map(|source| format!("<url><loc>{}</loc></url>\n", address(&source.path))).collect();
    std::fs::write(target.join("sitemap.xml"), format!("<?xml version=\"1.0\"?><urlset>{sitemap}</urlset>"))?;
    Ok((pages.len() + lists.len(), dead.into_inner()))
}

fn walk(content: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(content) {
        let entry = entry?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|extension| extension == "md")
        {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn read(content: &Path, file: &Path) -> Result<Source, Failure> {
    let text = std::fs::read_to_string(file)?;
    let path = file.strip_prefix(content)?.to_string_lossy().replace('\\', "/");
    let end = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    let (front, body_from) = match end {
        Some(end) => (serde_yaml::from_str(&text[4..end + 5])?, end + 9),
        None => (FrontMatter::default(), 0),
    };
    Ok(Source { path, text, body_from, front })
}

// Markdown to HTML, with an id for each heading, two levels of contents, and links checked against `known`.
fn render(body: &str, path: &str, known: &BTreeSet<&str>, dead: &AtomicUsize) -> (String, Vec<Heading>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut events: Vec<Event<'_>> = Vec::with_capacity(body.len() / 12);
    let mut contents: Vec<Heading> = Vec::new();
    let mut used = BTreeSet::new();
    let mut opened = None;
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                opened = Some(events.len());
                events.push(event);
            }
            Event::End(TagEnd::Heading(level)) => {
                if let Some(start) = opened.take() {
                    let text: String = events[start..]
                        .iter()
                        .filter_map(|event| match event {
                            Event::Text(text) | Event::Code(text) => Some(&**text),
                            _ => None,
                        })
                        .collect();
                    let id = free_id(&text, &mut used);
                    if let Some(Event::Start(Tag::Heading { id: slot, .. })) = events.get_mut(start) {
                        *slot = Some(CowStr::from(id.clone()));
                    }
                    match contents.last_mut() {
                        Some(heading) if level != HeadingLevel::H2 => {
                            heading.below.push(Link { href: format!("#{id}"), text });
                        }
                        _ => contents.push(Heading { id, text, below: Vec::new() }),
                    }
                }
                events.push(event);
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) if dest_url.ends_with(".md") => {
                let target = resolve(path, &dest_url);
                if !known.contains(&*target) {
                    dead.fetch_add(1, Ordering::Relaxed);
                }
                let dest_url = CowStr::from(address(&target));
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            other => events.push(other),
        }
    }
    let mut out = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    (out, contents)
}

fn free_id(text: &str, used: &mut BTreeSet<String>) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    let id = std::iter::once(slug.to_owned())
        .chain((2..).map(|number| format!("{slug}-{number}")))
        .find(|id| !used.contains(id))
        .unwrap_or_default();
    used.insert(id.clone());
    id
}

// `../roles/driver.md`, seen from `personas/paula.md`, is `roles/driver.md`.
fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder(from).split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn title(source: &Source) -> &str {
    if source.front.title.is_empty() { &source.front.name } else { &source.front.title }
}

fn link_to(source: &Source) -> Link {
    Link { href: address(&source.path), text: title(source).to_owned() }
}

fn tag_link(tag: &str) -> Link {
    Link { href: format!("/tags/{tag}/"), text: tag.to_owned() }
}

fn above(path: &str, sections: &BTreeMap<&str, Link>) -> Vec<Link> {
    let folder = folder(path);
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    std::iter::once("")
        .chain(ends.map(|end| &folder[..end]))
        .filter_map(|above| sections.get(above).cloned())
        .collect()
}

fn address(path: &str) -> String {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    match stem.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{stem}/"),
    }
}

fn write(target: &Path, href: &str, html: &str) -> Result<(), Failure> {
    let folder = target.join(href.trim_matches('/'));
    if std::fs::create_dir(&folder).is_err() {
        std::fs::create_dir_all(&folder)?;
    }
    Ok(std::fs::write(folder.join("index.html"), html)?)
}
