//! Where the pages of a website lead, as a browser would follow them.

use std::collections::BTreeSet;

use super::Website;

/// A link of a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The element and the attribute: `a href`.
    pub place: String,
    /// Where it leads, with entities resolved.
    pub to: String,
}

/// All that `html` links to or loads. Only for HTML that the program wrote: attributes stand between double
/// quotation marks.
pub fn of(html: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for tag in tags(html) {
        let name = tag.split([' ', '\n', '>', '/']).next().unwrap_or_default().to_owned();
        for (attribute, value) in attributes(tag) {
            let value = unescape(value);
            let mut put =
                |to: &str| links.push(Link { place: format!("{name} {attribute}"), to: to.to_owned() });
            match attribute {
                "href" | "src" | "action" | "poster" | "data" => put(&value),
                "srcset" => value.split(',').filter_map(|one| one.split_whitespace().next()).for_each(put),
                "content" if name == "meta" && value.starts_with("0; url=") => put(&value["0; url=".len()..]),
                _ => {}
            }
        }
    }
    links
}

/// All ids of a page.
pub fn ids(html: &str) -> BTreeSet<String> {
    let ids = tags(html).flat_map(attributes).filter(|(name, _)| *name == "id");
    ids.map(|(_, value)| unescape(value)).collect()
}

/// What is dead in `site`: links of its pages to where nothing is. `portable` sites are opened from a folder,
/// others by a server, at the path `root` of its host.
pub fn dead(site: &Website, root: &str, portable: bool) -> Vec<String> {
    let mut dead = Vec::new();
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for link in of(&html) {
            if let Err(why) = follow(site, path, &html, &link.to, root, portable) {
                dead.push(format!("{path}: {} {:?} {why}", link.place, link.to));
            }
        }
    }
    dead
}

fn follow(
    site: &Website,
    page: &str,
    html: &str,
    to: &str,
    root: &str,
    portable: bool,
) -> Result<(), String> {
    if ["https://", "http://", "mailto:", "tel:", "data:image/"].iter().any(|scheme| to.starts_with(scheme)) {
        return Ok(());
    }
    // Calendar programs follow our own calendars, at the address where the handbook is published.
    if let Some(below) =
        to.strip_prefix("webcal://").and_then(|to| to.find("/calendar/").map(|at| &to[at + 1..]))
    {
        return if site.has(&decode(below)) { Ok(()) } else { Err("leads nowhere".into()) };
    }
    let (path, anchor) = to.split_once('#').map_or((to, None), |(path, anchor)| (path, Some(decode(anchor))));
    let path = decode(path.split('?').next().unwrap_or(path));
    // Only 404.html, which is served at any depth, may begin at the host's root.
    let (path, rooted) = match path.strip_prefix(root) {
        Some(below) if page == "404.html" && path.starts_with('/') => (below.to_owned(), true),
        _ if path.starts_with('/') => return Err("begins at the host's root".into()),
        _ => (path, false),
    };
    let file = if path.is_empty() && !rooted {
        page.to_owned()
    } else {
        let mut parts: Vec<&str> = if rooted { Vec::new() } else { page.split('/').collect() };
        parts.pop();
        let folder = path.is_empty()
            || path.ends_with('/')
            || path.ends_with("/.")
            || path == "."
            || path.ends_with("..");
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop().ok_or("leads out of the site")?),
                part => parts.push(part),
            }
        }
        if folder {
            if portable && page != "404.html" {
                return Err("leads to a folder".into());
            }
            parts.push("index.html");
        }
        parts.join("/")
    };
    let Some(bytes) = site.files.get(&file) else { return Err(format!("leads nowhere ({file})")) };
    let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else { return Ok(()) };
    let there = if file == page { ids(html) } else { ids(&String::from_utf8_lossy(bytes)) };
    if there.contains(&anchor) { Ok(()) } else { Err("names an anchor that is not there".into()) }
}

/// The insides of all opening tags.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let open = rest.find('<')?;
            rest = &rest[open + 1..];
            if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let mut quoted = false;
                let end = rest.find(|c| {
                    quoted ^= c == '"';
                    c == '>' && !quoted
                });
                let tag = &rest[..end.unwrap_or(rest.len())];
                rest = &rest[tag.len()..];
                return Some(tag);
            }
        }
    })
}

fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let name = rest[..at].rsplit([' ', '\n', '"']).next().unwrap_or_default();
        let value = &rest[at + 2..];
        let end = value.find('"').unwrap_or(value.len());
        found.push((name, &value[..end]));
        rest = value.get(end + 1..).unwrap_or_default();
    }
    found
}

fn unescape(text: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    let plain = entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c));
    plain.replace("&amp;", "&")
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair =
            after.get(..2).and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        match (first, pair) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
