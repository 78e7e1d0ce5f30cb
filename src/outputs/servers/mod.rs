//! How the site wants to be served → settings in the words of four servers, all from one [`Serving`].
//!
//! They are published with the site, so that they always fit it: hosts that take a folder find `_headers` by
//! themselves, Apache finds `.htaccess`, IIS finds `web.config`; nginx is told once to include
//! `server/nginx.conf`.

mod apache;
mod headers;
mod iis;
mod nginx;

use std::sync::Arc;

use crate::model::Handbook;
use crate::pages::{Page, Subject};
use crate::policy::{DIGITS, PARTS, Serving};
use crate::site::Site;

/// The page that a server sends where there is none.
const NOT_FOUND: &str = "404.html";

/// Puts the settings into the site, which already holds everything but pages.
pub(super) fn put(site: &mut Site, handbook: &Arc<Handbook>, pages: &[Page]) {
    let base = handbook.settings.base();
    let root = base.as_ref().map_or("/", |base| base.path());
    let addresses = pages.iter().filter(|page| page.subject != Subject::NotFound).map(|page| &*page.address);
    let files = site.paths();
    let files = files.iter().map(|path| &***path);
    // The index is made later than this, if anybody asks for it, and one of its files stands for all.
    let index = format!("{PARTS}core.{}.js", "0".repeat(DIGITS));
    let paths = addresses.chain([NOT_FOUND, &index]).chain(files);
    let serving = Arc::new(Serving::of(root, paths, super::redirects::moved(handbook)));
    let mut put = |path: &str, write: fn(&Serving) -> String| {
        let serving = serving.clone();
        site.put_lazy(path, Box::new(move || Ok(write(&serving).into_bytes().into())));
    };
    put("_headers", headers::write);
    put("server/nginx.conf", nginx::write);
    put(".htaccess", apache::write);
    put("web.config", iis::write);
}

/// `text` with everything escaped that means something in a regular expression (PCRE).
fn literally(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if r"\.^$|()[]{}*+?-#".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The path at `below` the site's root, encoded for a URL.
fn encoded(serving: &Serving, below: &str) -> String {
    let mut path = String::new();
    crate::render::viewpoint::encode(&mut path, &serving.root);
    crate::render::viewpoint::encode(&mut path, below);
    path
}

/// `text` between quotation marks, for nginx and Apache. Paths hold neither quotation marks nor backslashes of their own.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
