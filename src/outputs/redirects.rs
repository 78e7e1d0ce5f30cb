//! Old addresses → a small page at each that leads on, and `redirects`, the list of them for servers.
//!
//! The pages work wherever the site does: without settings, without scripts, from a folder. A server that
//! knows the list answers sooner.

use std::fmt::Write;
use std::sync::Arc;

use crate::model::{Handbook, redirect_file};
use crate::parse::body::escape;
use crate::paths;
use crate::policy::{Moved, POLICY};
use crate::render::view::Direction;
use crate::render::viewpoint::{Desk, Viewpoint, absolute, encode};
use crate::site::Site;

/// What moved, by old address.
pub(super) fn moved(handbook: &Handbook) -> Vec<Moved> {
    let to = |id| handbook.entry(id).address.to_string();
    handbook.redirects.iter().map(|(from, id)| Moved { from: from.clone(), to: to(*id) }).collect()
}

/// Puts pages and list into the site.
pub(super) fn put(site: &mut Site, handbook: &Arc<Handbook>, desk: &Desk<'_>) {
    let moved = moved(handbook);
    let words = Words {
        language: desk.words.language.clone(),
        moved: desk.words.get("redirect.moved").to_owned(),
        here: desk.words.get("redirect.here").to_owned(),
    };
    let base = handbook.settings.base();
    for Moved { from, to } in moved.iter().filter(|moved| has_page(moved)) {
        let file = redirect_file(from);
        let to_there = Viewpoint::new(desk, &file).to_address(to);
        let canonical = base.as_ref().filter(|_| !desk.portable).map(|base| absolute(base, to));
        let title = &handbook.entry(handbook.redirects[from]).title;
        let html = page(&words, title, &to_there, canonical.as_deref().unwrap_or(&to_there));
        site.put(file, html.into_bytes());
    }
    let root = base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned());
    site.put("redirects", list(&root, &moved).into_bytes());
}

/// Whether a page can stand at the old address. `Roles/Driver` cannot beside `roles/driver/`: on some systems
/// they are one folder.
fn has_page(moved: &Moved) -> bool {
    paths::without_case(&moved.from) != paths::without_case(moved.to.trim_end_matches('/'))
}

struct Words {
    language: String,
    moved: String,
    here: String,
}

fn page(words: &Words, title: &str, href: &str, canonical: &str) -> String {
    let escaped = |text: &str| {
        let mut out = String::with_capacity(text.len() + 16);
        escape(&mut out, text);
        out
    };
    let (title, href, canonical) = (escaped(title), escaped(href), escaped(canonical));
    let (language, moved, here) = (escaped(&words.language), escaped(&words.moved), escaped(&words.here));
    let direction = match Direction::of(&words.language) {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    format!(
        r#"<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={href}">
<link rel="canonical" href="{canonical}">
<title>{moved}</title>
</head>
<body>
<main>
<h1>{moved}</h1>
<p>{here} <a href="{href}">{title}</a></p>
</main>
</body>
</html>
"#
    )
}

/// One line each: the old path, the new one, the status, as several hosts read them.
fn list(root: &str, moved: &[Moved]) -> String {
    let path = |below: &str| {
        let mut path = String::new();
        encode(&mut path, root);
        encode(&mut path, below);
        path
    };
    let mut out = String::from(
        "# What moved: the old path, the new one, the answer. Written by the build from `aliases`.\n",
    );
    for Moved { from, to } in moved {
        // Writing into a text cannot fail.
        let _ = writeln!(out, "{} {} 301", path(from), path(to));
    }
    out
}
