//! The beginning of a text in plain words, where its writer gave no description.

use crate::parse::body::Body;

/// How many characters are enough to know whether to read on.
const LONGEST: usize = 280;

/// The words of the first paragraph that has any, cut after a word where it is long.
pub(super) fn first_paragraph(body: &Body) -> String {
    // What links and pictures become is not decided in a body, so the words of links are here and pictures
    // are not.
    let mut paragraphs = body.html.split("<p>").skip(1);
    let words = paragraphs.find_map(|html| {
        let words = plain(html.split("</p>").next().unwrap_or(html));
        (!words.is_empty()).then_some(words)
    });
    cut(words.unwrap_or_default())
}

/// The words of HTML that the program itself wrote, one space between two. A footnote's number is none of
/// them.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut raised = 0_usize;
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        if raised == 0 {
            out.push_str(&rest[..open]);
        }
        let tag = &rest[open..];
        let close = tag.find('>').map_or(tag.len(), |at| at + 1);
        match &tag[..close] {
            "<sup>" => raised += 1,
            "</sup>" => raised = raised.saturating_sub(1),
            "<br>" => out.push(' '),
            _ => {}
        }
        rest = &tag[close..];
    }
    out.push_str(rest);
    // The reverse of `escape`; the ampersand last, so that an entity somebody wrote about stays one.
    for (entity, c) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        if out.contains('&') {
            out = out.replace(entity, c);
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most [`LONGEST`] characters, ending with a word.
fn cut(text: String) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '–', '—', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(html: &str) -> String {
        first_paragraph(&Body { html: html.to_owned(), ..Body::default() })
    }

    #[test]
    fn the_first_words_are_plain() {
        assert_eq!(excerpt(""), "");
        assert_eq!(
            excerpt(
                "<h2>Head</h2><p></p><p>Tea &amp; <em>toast</em><sup><a href=\"#fn1\">1</a></sup>,\nat &lt;7&gt;</p><p>x</p>"
            ),
            "Tea & toast, at <7>"
        );
        assert_eq!(excerpt("<p>write &amp;lt; for it</p>"), "write &lt; for it");
    }

    #[test]
    fn long_texts_end_with_a_word() {
        let long = excerpt(&format!("<p>{}</p>", "bröd, ".repeat(100)));
        assert!(long.ends_with("bröd…") && long.chars().count() <= LONGEST + 1, "{long}");
        assert!(excerpt(&format!("<p>{}</p>", "ö".repeat(500))).chars().count() == LONGEST + 1);
    }
}
