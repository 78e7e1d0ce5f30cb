//! `_headers`, which Netlify, Cloudflare Pages and others read.
//!
//! Where two rules of such a file speak of one header, most hosts send both values with a comma between. Two
//! policies hold together, which is what a drawing needs; but "keep it" and "ask anew" would not, so that
//! rules which speak of keeping never meet.

use std::fmt::Write;

use super::encoded;
use crate::policy::{Header, Serving, Sort, is_about_keeping};

/// Cloudflare reads this many rules and forgets the others.
const RULES: usize = 100;

/// The settings as text.
pub(super) fn write(serving: &Serving) -> String {
    let mut out = String::from(
        "# For hosts that read this file. Written by the build; the last word on it is the program's.\n",
    );
    let all: Vec<Header> = Sort::Plain.all();
    let (keeping, always): (Vec<Header>, Vec<Header>) = all.into_iter().partition(is_about_keeping);
    rule(&mut out, &format!("{}*", encoded(serving, "")), &always);
    rule(&mut out, &format!("{}*.svg", encoded(serving, "")), &Sort::Drawing.own());
    for kept in &serving.kept {
        let any = if kept.ends_with('/') { "*" } else { "" };
        rule(&mut out, &format!("{}{any}", encoded(serving, kept)), &Sort::Kept.own());
    }
    // These hosts ask anew by themselves; where there are too many folders to name, that is relied on.
    let asked_for = serving.root_files.iter().map(|file| encoded(serving, file));
    let asked_for =
        asked_for.chain(serving.folders.iter().map(|folder| format!("{}/*", encoded(serving, folder))));
    for path in asked_for.take(RULES.saturating_sub(serving.kept.len() + 2)) {
        rule(&mut out, &path, &keeping);
    }
    out
}

fn rule(out: &mut String, path: &str, headers: &[Header]) {
    // Writing into a text cannot fail.
    let _ = writeln!(out, "\n{path}");
    for (name, value) in headers {
        let _ = writeln!(out, "  {name}: {value}");
    }
}
