//! What the preview adds to a page: one script and one stylesheet, put in by the server, so that no build can hold
//! them. Addresses that begin with a dot belong to no file of a handbook.

/// The folder of the preview's own files.
pub(super) const FOLDER: &str = "/.throughline/";

const STYLE: &str = include_str!("live/live.css");

/// What tells the names of search's parts, which are others after a save. In a template it waits until it is wanted again.
const ENTRY: &str = "search/entry.js";

/// The scripts in the order in which they use each other.
const SCRIPTS: [&str; 4] = [
    include_str!("live/morph.js"),
    include_str!("live/panel.js"),
    include_str!("live/marks.js"),
    include_str!("live/live.js"),
];

/// The preview's own file `name`.
pub(super) fn file(name: &str) -> Option<String> {
    match name {
        "live.css" => Some(STYLE.to_owned()),
        "live.js" => Some(SCRIPTS.join("\n")),
        _ => None,
    }
}

/// What a page's script must know.
pub(super) struct Page<'p> {
    /// Lets it listen.
    pub(super) token: &'p str,
    /// The digest of what is shown, to compare with what the server has.
    pub(super) seen: &'p str,
    /// The file that makes the page, if there is one.
    pub(super) file: Option<&'p str>,
}

/// `html` with the preview's style and script at the end of its head.
pub(super) fn into(html: &[u8], page: &Page<'_>) -> Vec<u8> {
    let mut tags = format!(
        "<link rel=\"stylesheet\" href=\"{FOLDER}live.css\">\n\
         <template data-tl-search><script src=\"/{ENTRY}\"></script></template>\n\
         <script src=\"{FOLDER}live.js\" data-token=\"{}\" data-seen=\"{}\"",
        page.token, page.seen
    );
    if let Some(file) = page.file {
        tags.push_str(" data-file=\"");
        escape(&mut tags, file);
        tags.push('"');
    }
    tags.push_str("></script>\n");
    let at = memchr::memmem::find(html, b"</head>").unwrap_or(html.len());
    let mut out = Vec::with_capacity(html.len() + tags.len());
    out.extend_from_slice(&html[..at]);
    out.extend_from_slice(tags.as_bytes());
    out.extend_from_slice(&html[at..]);
    out
}

/// Escapes `text` for HTML text and quoted attributes.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_head() {
        let page = Page { token: "t", seen: "s", file: Some("content/a\"b.md") };
        let html =
            String::from_utf8(into(b"<head><title>x</title></head><body></head></body>", &page)).unwrap();
        assert_eq!(
            html,
            "<head><title>x</title><link rel=\"stylesheet\" href=\"/.throughline/live.css\">\n\
             <template data-tl-search><script src=\"/search/entry.js\"></script></template>\n\
             <script src=\"/.throughline/live.js\" data-token=\"t\" data-seen=\"s\" \
             data-file=\"content/a&quot;b.md\"></script>\n</head><body></head></body>"
        );
        let bare = Page { file: None, ..page };
        assert!(into(b"no head", &bare).starts_with(b"no head<link"));
    }
}
