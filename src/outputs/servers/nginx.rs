//! `server/nginx.conf`, for `include` in a `server` block.
//!
//! nginx forgets the headers of a block as soon as a block inside it adds one, so each block has all of them.

use std::fmt::Write;

use super::{NOT_FOUND, encoded, literally, quoted};
use crate::policy::{KEPT_PATTERN, NOT_FOR_READERS, Serving, Sort, is_about_keeping};

/// Behind a proxy nginx knows neither the name nor the scheme that readers use.
const RELATIVE: &str = "absolute_redirect off;";

/// The list of types that comes with nginx has no calendars, and a browser would save one instead of opening it.
const CALENDAR: &[&str] = &["types { }", "default_type \"text/calendar; charset=utf-8\";"];

/// The settings as text.
pub(super) fn write(serving: &Serving) -> String {
    let root = &serving.root;
    let below = literally(root);
    let mut out = format!(
        "# For nginx. Inside the `server` block whose `root` holds this site{}, write
#     include /path/to/this/folder/server/nginx.conf;
# in place of a `location {root}` of your own. Written by the build.

error_page 404 {};
",
        if root == "/" { String::new() } else { format!(" at `{root}`") },
        // Names of files and places are not encoded here; only what is sent is.
        quoted(&format!("{root}{NOT_FOUND}")),
    );
    location(&mut out, root, Sort::Plain, &[]);
    location(&mut out, &format!("~ {}", quoted(&format!("^{below}.*\\.svg$"))), Sort::Drawing, &[]);
    location(&mut out, &format!("~ {}", quoted(&format!("^{below}.*\\.ics$"))), Sort::Plain, CALENDAR);
    location(&mut out, &format!("~ {}", quoted(&format!("^{below}.*{KEPT_PATTERN}"))), Sort::Kept, &[]);
    // Writing into a text cannot fail.
    let _ = writeln!(out, "\n# For those who publish, not for readers.");
    for file in NOT_FOR_READERS {
        let _ = writeln!(out, "location = {} {{ return 404; }}", quoted(&format!("{root}{file}")));
    }
    if !serving.moved.is_empty() {
        let _ = writeln!(out, "\n# What moved.");
    }
    for moved in &serving.moved {
        let to = quoted(&encoded(serving, &moved.to));
        let slash = if moved.from.ends_with(".html") { &[""][..] } else { &["", "/"] };
        for end in slash.iter().map(|slash| format!("{}{slash}", moved.from)).filter(|from| *from != moved.to)
        {
            let from = quoted(&format!("{root}{end}"));
            let _ = writeln!(out, "location = {from} {{ {RELATIVE} return 301 {to}; }}");
        }
    }
    out
}

fn location(out: &mut String, of: &str, sort: Sort, more: &[&str]) {
    let _ = writeln!(out, "\nlocation {of} {{");
    for line in [RELATIVE].iter().chain(more) {
        let _ = writeln!(out, "    {line}");
    }
    for header in sort.all() {
        // A file that is not there is not to be kept for a year: it may come back.
        let always = if sort == Sort::Kept && is_about_keeping(&header) { "" } else { " always" };
        let _ = writeln!(out, "    add_header {} {}{always};", header.0, quoted(header.1));
    }
    out.push_str("}\n");
}
