//! Glossary terms in running text, explained on hover and focus where a page first mentions them.

use std::collections::BTreeSet;

use super::viewpoint::Viewpoint;
use crate::parse::EntryId;
use crate::parse::body::escape;

/// Elements whose text is left alone: links lead elsewhere already, code is quoted, headings are titles.
const LEFT_ALONE: &[&str] =
    &["a", "code", "pre", "h2", "h3", "h4", "h5", "h6", "dt", "q", "blockquote", "sup", "button", "th"];

/// How far the terms of one page have come. A page's HTML arrives in pieces, so this stays between them.
#[derive(Default)]
pub struct Explained {
    /// Terms that were explained already.
    terms: BTreeSet<String>,
    /// How many elements are open whose text is left alone; a link counts as one.
    pub inside: usize,
}

/// Copies `html`, which is our own, with the first mention of each term explained.
pub fn explain(out: &mut String, html: &str, page: EntryId, from: &Viewpoint<'_>, explained: &mut Explained) {
    let mut rest = html;
    while !rest.is_empty() {
        let text_end = rest.find('<').unwrap_or(rest.len());
        let (text, after) = rest.split_at(text_end);
        if explained.inside == 0 {
            words(out, text, page, from, explained)
        } else {
            out.push_str(text)
        }
        let tag_end = after.find('>').map_or(after.len(), |at| at + 1);
        let (tag, after) = after.split_at(tag_end);
        out.push_str(tag);
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap_or("");
        if LEFT_ALONE.contains(&name) {
            let inside = &mut explained.inside;
            *inside = if tag.starts_with("</") { inside.saturating_sub(1) } else { *inside + 1 };
        }
        rest = after;
    }
}

/// Copies text without tags, term by term.
fn words(out: &mut String, text: &str, page: EntryId, from: &Viewpoint<'_>, explained: &mut Explained) {
    let glossary = &from.handbook().glossary;
    let mut at = 0;
    while at < text.len() {
        let Some(start) = text[at..].find(char::is_alphanumeric).map(|n| at + n) else { break };
        out.push_str(&text[at..start]);
        let found = (1..=3).rev().find_map(|count| {
            let end = word_end(text, start, count)?;
            let folded = text[start..end].to_lowercase();
            let term = glossary.get(&folded).filter(|term| term.entry != page)?;
            (!explained.terms.contains(&folded)).then_some((end, folded, term))
        });
        match found {
            Some((end, folded, term)) => {
                let mut href = from.to_entry(term.entry);
                href.push('#');
                super::viewpoint::encode(&mut href, &term.anchor);
                out.push_str("<span class=\"has-card\"><a class=\"term\" href=\"");
                escape(out, &href);
                out.push_str("\">");
                out.push_str(&text[start..end]);
                out.push_str("</a><span class=\"hover-card\" role=\"tooltip\" data-pagefind-ignore>");
                escape(out, &term.meaning);
                out.push_str("</span></span>");
                explained.terms.insert(folded);
                at = end;
            }
            None => {
                let end = word_end(text, start, 1).unwrap_or(text.len());
                out.push_str(&text[start..end]);
                at = end;
            }
        }
    }
    out.push_str(&text[at..]);
}

/// The byte after the `count`th word from `start`, words being parted by single spaces.
fn word_end(text: &str, start: usize, count: usize) -> Option<usize> {
    let mut end = start;
    for n in 0..count {
        if n > 0 {
            end += text[end..].strip_prefix(' ').map(|_| 1)?;
        }
        let length = text[end..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - end);
        if length == 0 {
            return None;
        }
        end += length;
    }
    Some(end)
}
