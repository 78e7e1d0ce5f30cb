//! `.htaccess`, which Apache reads where `AllowOverride FileInfo` lets it.
//!
//! Only directives of that class stand here: one of another class would make Apache answer every request with
//! an error.

use std::fmt::Write;

use super::{NOT_FOUND, encoded, literally, quoted};
use crate::policy::{KEPT_PATTERN, NOT_FOR_READERS, Serving, Sort, is_about_keeping};

/// The settings as text.
pub(super) fn write(serving: &Serving) -> String {
    let mut out = String::from(
        "# For Apache, with `AllowOverride FileInfo`. Written by the build.\n\n<IfModule mod_headers.c>\n",
    );
    headers(&mut out, Sort::Plain, "    ");
    // Sections are read after what stands outside them, so what they set is what is sent.
    for (pattern, sort) in [(r"\.svg$", Sort::Drawing), (KEPT_PATTERN, Sort::Kept)] {
        // Writing into a text cannot fail.
        let _ = writeln!(out, "    <FilesMatch {}>", quoted(pattern));
        headers(&mut out, sort, "        ");
        out.push_str("    </FilesMatch>\n");
    }
    out.push_str("</IfModule>\n\n");
    // A calendar is UTF-8, whatever the server supposes of other texts.
    out.push_str(
        "<IfModule mod_mime.c>\n    AddType text/calendar .ics\n    AddCharset utf-8 .ics\n</IfModule>\n\n",
    );
    let _ = writeln!(out, "ErrorDocument 404 {}", encoded(serving, NOT_FOUND));
    let _ = writeln!(out, "\n<IfModule mod_alias.c>\n    # For those who publish, not for readers.");
    let root = literally(&serving.root);
    for file in NOT_FOR_READERS {
        let _ = writeln!(out, "    RedirectMatch 404 {}", quoted(&format!("^{root}{}$", literally(file))));
    }
    if !serving.moved.is_empty() {
        let _ = writeln!(out, "    # What moved.");
    }
    for moved in &serving.moved {
        let to = quoted(&format!("{}{}", serving.root, moved.to));
        let from = literally(&moved.from);
        let slash = if moved.from.ends_with(".html") { "" } else { "/?" };
        let _ = writeln!(out, "    RedirectMatch 301 {} {to}", quoted(&format!("^{root}{from}{slash}$")));
    }
    out.push_str("</IfModule>\n");
    out
}

fn headers(out: &mut String, sort: Sort, indent: &str) {
    for header in sort.own() {
        // A file that is not there is not to be kept for a year: it may come back. Without `always` only what
        // is found is meant.
        let always = if is_about_keeping(&header) { "" } else { "always " };
        let _ = writeln!(out, "{indent}Header {always}set {} {}", header.0, quoted(header.1));
    }
}
