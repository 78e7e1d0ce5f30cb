//! Raw HTML in markdown, where the handbook says `html: sanitised`.
//!
//! Blocks go through ammonia, which reads them as a browser would and writes only what is on its list.
//! Inline tags reach us one by one, so only elements without attributes are let through, and the writer of
//! the page is trusted to nothing: whatever is left open is closed at the end of its block.

use std::sync::LazyLock;

/// An inline tag that is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inline {
    /// `<kbd>`
    Open(&'static str),
    /// `</kbd>`
    Close(&'static str),
    /// `<br>`
    Void(&'static str),
}

const INLINE: &[&str] = &[
    "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
    "strong", "sub", "sup", "u", "var",
];
const VOID: &[&str] = &["br", "wbr"];

/// Whether `source` is nothing but a comment, which is for writers only.
pub fn is_comment(source: &str) -> bool {
    let inner = source.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inner.is_some_and(|inner| !inner.contains("-->"))
}

/// The inline tag `source`, if it is one that is let through.
pub fn inline(source: &str) -> Option<Inline> {
    let inner = source.strip_prefix('<')?.strip_suffix('>')?;
    let (closing, name) = match inner.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inner.trim_end_matches('/')),
    };
    let name = name.trim_end().to_ascii_lowercase();
    let listed = |list: &[&'static str]| list.iter().copied().find(|known| *known == name);
    match (listed(VOID), listed(INLINE), closing) {
        (Some(name), _, false) => Some(Inline::Void(name)),
        (None, Some(name), true) => Some(Inline::Close(name)),
        (None, Some(name), false) => Some(Inline::Open(name)),
        (Some(_), _, true) | (None, None, _) => None,
    }
}

/// A block of HTML as ammonia lets it through: no script, handler, style, frame or picture from elsewhere.
pub fn sanitise(source: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
        let mut builder = ammonia::Builder::default();
        builder
            // Pictures and links of raw HTML would bypass the checks that markdown's go through.
            .rm_tags(["img", "a", "map", "area"])
            .add_tags(["details", "summary", "figure", "figcaption"])
            .rm_tag_attributes("table", ["align", "char", "charoff", "summary"])
            .url_schemes(std::collections::HashSet::from(["http", "https", "mailto", "tel"]));
        builder
    });
    CLEANER.clean(source).to_string()
}

/// The words of a block that [`sanitise`] wrote, a space where an element ended or began.
pub fn words(clean: &str) -> String {
    let mut out = String::with_capacity(clean.len());
    for (at, piece) in clean.split('<').enumerate() {
        // Behind the first comes what stands in a tag, and behind that the words.
        out.push_str(if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, words)| words) });
        out.push(' ');
    }
    // The ampersand last, so that an entity somebody wrote about stays one.
    for (entity, c) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        if out.contains('&') {
            out = out.replace(entity, c);
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_inline_elements_pass() {
        assert_eq!(inline("<kbd>"), Some(Inline::Open("kbd")));
        assert_eq!(inline("</KBD>"), Some(Inline::Close("kbd")));
        assert_eq!(inline("<br/>"), Some(Inline::Void("br")));
        for hostile in ["<b onclick=x>", "<script>", "<img src=x>", "<kbd/x>", "<>"] {
            assert_eq!(inline(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn comments_are_told_from_text_around_them() {
        assert!(is_comment("<!-- for writers -->"));
        assert!(is_comment("<!---->"));
        for other in ["<!-- a --> <b>", "<!-- a --><script>x</script><!-- b -->", "<!-", "<!-->", "-->"] {
            assert!(!is_comment(other), "{other}");
        }
    }

    #[test]
    fn the_words_of_a_block_are_told_from_its_elements() {
        let clean = sanitise("before <b>bold &amp; brave</b><p>a &lt;b&gt;</p><p>next</p>");
        assert_eq!(words(&clean), "before bold & brave a <b> next");
        assert_eq!(words("<p>x</p>"), "x");
    }

    #[test]
    fn sanitised_blocks_lose_what_acts() {
        let clean =
            sanitise("<div onclick=x style='color:red'>a<script>b</script><iframe src=x></iframe></div>");
        assert_eq!(clean, "<div>a</div>");
        assert_eq!(
            sanitise("<details><summary>More</summary>text</details>"),
            "<details><summary>More</summary>text</details>"
        );
    }
}
