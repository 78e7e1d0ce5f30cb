//! A body's slots filled: links lead somewhere, pictures have sizes, code has colours, terms are explained.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use super::terms::Explained;
use super::viewpoint::Viewpoint;
use crate::model::{Entry, LinkTarget};
use crate::parse::EntryId;
use crate::parse::body::{Slot, Word, escape};
use crate::parse::kind::Fields;

/// The HTML of an entry's text as it stands on one page.
pub fn html(entry: &Entry, from: &Viewpoint<'_>) -> String {
    Filler { entry, from, page: Page::Own }.fill()
}

/// The HTML of an entry's text inside a page that holds many: anchors are made unlike by `prefix`, and
/// headings are set `deeper` by as many levels.
pub fn html_within(entry: &Entry, from: &Viewpoint<'_>, prefix: &str, deeper: u8) -> String {
    let filled = Filler { entry, from, page: Page::Shared }.fill();
    within(&filled, prefix, deeper)
}

/// Whether a body has a page to itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Own,
    Shared,
}

struct Filler<'f> {
    entry: &'f Entry,
    from: &'f Viewpoint<'f>,
    page: Page,
}

impl Filler<'_> {
    fn fill(&self) -> String {
        let body = &self.entry.document.body;
        let mut out = String::with_capacity(body.html.len() + body.slots.len() * 48);
        let mut at = 0;
        let mut explained = Explained::default();
        let mut line = None;
        let terms = !self.from.handbook().glossary.is_empty() && self.page == Page::Own;
        for (offset, slot) in &body.slots {
            let offset = *offset as usize;
            self.piece(&mut out, &body.html[at..offset], line.take(), terms, &mut explained);
            at = offset;
            match slot {
                Slot::Line(number) => line = Some(*number),
                Slot::LinkOpen { .. } => explained.inside += 1,
                Slot::LinkClose { .. } => explained.inside = explained.inside.saturating_sub(1),
                Slot::Image(_) | Slot::Code(_) | Slot::HeadingLink(_) | Slot::Word(_) => {}
            }
            self.slot(&mut out, slot);
        }
        self.piece(&mut out, &body.html[at..], line, terms, &mut explained);
        out
    }

    /// Copies a piece of HTML. If it opens a block whose line is known, that tag gets the line, for the preview's edit
    /// marks; a published page has no such slot. On paper nobody edits.
    fn piece(&self, out: &mut String, html: &str, line: Option<u32>, terms: bool, explained: &mut Explained) {
        let start = out.len();
        self.text(out, html, terms, explained);
        if let (Some(line), Page::Own) = (line, self.page)
            && let Some(name) = html.strip_prefix('<')
            && let Some(end) = name.find(|c: char| !c.is_ascii_alphanumeric())
        {
            out.insert_str(start + 1 + end, &format!(" data-line=\"{line}\""));
        }
    }

    /// Copies HTML, with the first mention of each glossary term explained.
    fn text(&self, out: &mut String, html: &str, terms: bool, explained: &mut Explained) {
        if !terms {
            out.push_str(html);
            return;
        }
        super::terms::explain(out, html, self.entry.id, self.from, explained);
    }

    fn slot(&self, out: &mut String, slot: &Slot) {
        match slot {
            Slot::LinkOpen { link, card } => self.open(out, *link, *card),
            Slot::LinkClose { link, card } => self.close(out, *link, *card),
            Slot::Image(link) => self.image(out, *link),
            Slot::Code(number) => self.code(out, *number),
            Slot::HeadingLink(heading) => self.heading_link(out, *heading),
            Slot::Word(word) => escape(out, self.from.words().get(key(*word))),
            Slot::Line(_) => {}
        }
    }

    /// What lets a reader pass on the address of one part of a page. Paper has no such link.
    fn heading_link(&self, out: &mut String, heading: u32) {
        let Some(heading) = self.entry.document.facts.headings.get(heading as usize) else { return };
        if self.page == Page::Own {
            out.push_str("<a class=\"anchor\" href=\"#");
            escape(out, &heading.id);
            out.push_str("\" aria-label=\"");
            escape(out, self.from.words().get("body.heading_link"));
            out.push_str("\">#</a>");
        }
    }

    fn target(&self, link: u32) -> &LinkTarget {
        self.entry.links.get(link as usize).unwrap_or(&LinkTarget::Nowhere)
    }

    fn card_of(&self, link: u32, card: bool) -> Option<EntryId> {
        match self.target(link) {
            LinkTarget::Page(id, _) if card && self.page == Page::Own && *id != self.entry.id => {
                let entry = self.from.handbook().entry(*id);
                matches!(entry.fields, Fields::Persona(_) | Fields::Role(_)).then_some(*id)
            }
            _ => None,
        }
    }

    fn open(&self, out: &mut String, link: u32, card: bool) {
        let Some(href) = self.from.target(self.target(link)) else { return };
        if self.card_of(link, card).is_some() {
            out.push_str("<span class=\"has-card\">");
        }
        out.push_str("<a href=\"");
        escape(out, &href);
        out.push('"');
        if matches!(self.target(link), LinkTarget::Elsewhere(_)) {
            out.push_str(" rel=\"external noreferrer\"");
        }
        let title = &self.entry.document.facts.links[link as usize].title;
        if !title.is_empty() {
            out.push_str(" title=\"");
            escape(out, title);
            out.push('"');
        }
        out.push('>');
    }

    fn close(&self, out: &mut String, link: u32, card: bool) {
        if matches!(self.target(link), LinkTarget::Nowhere) {
            return;
        }
        out.push_str("</a>");
        let Some(id) = self.card_of(link, card) else { return };
        let entry = self.from.handbook().entry(id);
        out.push_str("<span class=\"hover-card\" role=\"tooltip\" data-pagefind-ignore>");
        if let Fields::Persona(persona) = &entry.fields
            && let Some(quote) = &persona.quote
        {
            out.push_str("<q>");
            escape(out, quote);
            out.push_str("</q>");
        }
        match (&entry.common.description, &entry.fields) {
            (Some(description), _) => escape(out, description),
            (None, Fields::Persona(persona)) => {
                escape(out, persona.segment.as_ref().map_or(&*entry.title, |segment| &segment.value));
            }
            (None, _) => escape(out, &entry.title),
        }
        out.push_str("</span></span>");
    }

    fn image(&self, out: &mut String, link: u32) {
        let Some(facts) = self.entry.document.facts.links.get(link as usize) else { return };
        let LinkTarget::File(path) = self.target(link) else {
            // A picture that is not there leaves its words.
            escape(out, &facts.text);
            return;
        };
        let decorative = &*facts.title == "decorative";
        picture(out, path, if decorative { "" } else { &facts.text }, self.from);
    }

    fn code(&self, out: &mut String, number: u32) {
        let Some(code) = self.entry.document.body.code.get(number as usize) else { return };
        match self.from.desk.highlights.get(&code.language, &code.text) {
            Some(coloured) => out.push_str(&coloured),
            None => escape(out, &code.text),
        }
    }
}

/// An `<img>` for the file at `path`, with its size and its smaller copies.
pub fn picture(out: &mut String, path: &str, alt: &str, from: &Viewpoint<'_>) {
    let src = from.to_asset(path);
    out.push_str("<img src=\"");
    escape(out, &src);
    out.push_str("\" alt=\"");
    escape(out, alt);
    out.push('"');
    if let Some(picture) = from.desk.pictures.get(path)
        && let (Some(width), Some(height)) = (picture.width, picture.height)
    {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        if !picture.smaller.is_empty() {
            out.push_str(" srcset=\"");
            for (narrower, address) in &picture.smaller {
                escape(out, &from.to_file(address));
                out.push_str(&format!(" {narrower}w, "));
            }
            escape(out, &src);
            // The text is 66 characters wide at most, about 700 pixels.
            out.push_str(&format!(" {width}w\" sizes=\"(min-width: 46rem) 44rem, 100vw\""));
        }
    }
    out.push_str(" loading=\"lazy\" decoding=\"async\">");
}

const fn key(word: Word) -> &'static str {
    match word {
        Word::Note => "body.note",
        Word::Tip => "body.tip",
        Word::Important => "body.important",
        Word::Warning => "body.warning",
        Word::Caution => "body.caution",
        Word::Footnote => "body.footnote",
        Word::Footnotes => "body.footnotes",
        Word::BackToText => "body.back_to_text",
        Word::Table => "body.table",
        Word::CodeBlock => "body.code",
        Word::TaskDone => "body.task_done",
        Word::TaskOpen => "body.task_open",
    }
}

/// Our own HTML with anchors made unlike and headings set deeper, for pages that hold many texts.
fn within(html: &str, prefix: &str, deeper: u8) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let bytes = html.as_bytes();
    // Most tags stay as they are, so what stands between two changes is copied at once.
    let (mut at, mut copied) = (0, 0);
    while let Some(open) = memchr(b'<', &bytes[at..]).map(|found| at + found) {
        let end = tag_end(bytes, open);
        at = end;
        let name = open + 1 + usize::from(bytes.get(open + 1) == Some(&b'/'));
        match bytes[name..end] {
            [b'h', level @ b'0'..=b'9', ..] => {
                out.push_str(&html[copied..=name]);
                out.push(char::from((level - b'0').saturating_add(deeper).min(6) + b'0'));
                copied = name + 2;
                attributes(&mut out, html, copied..end, prefix, &mut copied);
            }
            // Without a name it is no landmark; several of one name on a page would be.
            _ if html[open..].starts_with("<section class=\"footnotes\"") => {
                out.push_str(&html[copied..open]);
                out.push_str("<section class=\"footnotes\">");
                copied = end;
            }
            // A closing tag has no attributes.
            _ if name > open + 1 => {}
            _ => attributes(&mut out, html, name..end, prefix, &mut copied),
        }
    }
    out.push_str(&html[copied..]);
    out
}

/// Puts `prefix` before the ids of the `tag` and before links of it to the same page. What stands from `copied` on has not
/// been copied yet.
fn attributes(out: &mut String, html: &str, tag: Range<usize>, prefix: &str, copied: &mut usize) {
    for quote in memchr_iter(b'"', &html.as_bytes()[tag.clone()]) {
        let value = tag.start + quote + 1;
        let attribute = &html[tag.start..value - 1];
        let to = if attribute.ends_with(" id=") {
            value
        } else if attribute.ends_with(" href=") && html[value..].starts_with('#') {
            value + 1
        } else {
            continue;
        };
        out.push_str(&html[*copied..to]);
        out.push_str(prefix);
        *copied = to;
    }
}

/// The byte after the tag that begins at `open`. Quoted attributes may hold no `>` that is not escaped.
fn tag_end(html: &[u8], open: usize) -> usize {
    memchr(b'>', &html[open..]).map_or(html.len(), |at| open + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_on_one_page_keep_their_anchors_apart() {
        let html = "<h2 id=\"a\">A</h2><p><a href=\"#a\">up</a> <a href=\"../b/#c\">c</a></p>";
        assert_eq!(
            within(html, "p1-", 2),
            "<h4 id=\"p1-a\">A</h4><p><a href=\"#p1-a\">up</a> <a href=\"../b/#c\">c</a></p>"
        );
        let rest = "a id=\"b\" <h6 class=\"x\" id=\"y\">B</h6><hr><br><section class=\"footnotes\" aria-label=\"Notes\" id=\"n\"></section>é<h2";
        assert_eq!(
            within(rest, "p1-", 2),
            "a id=\"b\" <h6 class=\"x\" id=\"p1-y\">B</h6><hr><br><section class=\"footnotes\"></section>é<h4"
        );
        assert_eq!(within("a < b", "p1-", 2), "a < b");
    }
}
