//! Markdown → HTML with slots, and the facts that other files need to know. Markdown is read here, once.
//!
//! What is not the file's own business stays open as a [`Slot`]: where a link leads, how large an image is,
//! how code is coloured, what the theme calls a footnote. Rendering fills the slots; nothing is read twice.
//! Everything is escaped on the way out, and only what is listed here becomes markup.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag,
    TagEnd,
};

use super::address;
use super::html::{self, Inline};
use super::link::{self, Link};
use super::typography::Quotes;
use super::{Facts, Heading, Html, ParseRules, Table, TermDefinition};
use crate::diagnostic::{Diagnostic, Name, Place, Span};

/// A page's HTML, with slots for what is not the file's own business.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// The HTML between the slots.
    pub html: String,
    /// What belongs where, in order.
    pub slots: Vec<(u32, Slot)>,
}

/// What rendering puts into a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The opening of a link.
    LinkOpen {
        /// Its number in [`Facts::links`].
        link: u32,
        /// Whether it may show a card of the page it leads to: not in headings, which are titles.
        card: bool,
    },
    /// The end of a link.
    LinkClose {
        /// Its number in [`Facts::links`].
        link: u32,
        /// Whether it may show a card.
        card: bool,
    },
    /// The image with this number in [`Facts::links`].
    Image(u32),
    /// Code to colour.
    Code(Box<Code>),
    /// One of the theme's words.
    Word(Word),
    /// A block that begins on this line of the file; the preview marks it.
    Line(u32),
}

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The first word after the fence: `yaml`.
    pub language: String,
    /// The code as written.
    pub text: String,
}

/// The theme's words that stand inside a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// The head of a `> [!NOTE]`.
    Note,
    /// The head of a `> [!TIP]`.
    Tip,
    /// The head of a `> [!IMPORTANT]`.
    Important,
    /// The head of a `> [!WARNING]`.
    Warning,
    /// The head of a `> [!CAUTION]`.
    Caution,
    /// What the link of a footnote's number is called.
    Footnote,
    /// What the list of footnotes is called.
    Footnotes,
    /// What the way back from a footnote is called.
    BackToText,
    /// What the link beside a heading is called.
    HeadingLink,
    /// What a table that scrolls is called.
    Table,
    /// What code that scrolls is called.
    CodeBlock,
    /// A ticked box.
    TaskDone,
    /// An empty box.
    TaskOpen,
}

impl Body {
    fn slot(&mut self, slot: Slot) {
        self.slots.push((u32::try_from(self.html.len()).unwrap_or(u32::MAX), slot));
    }

    fn append(&mut self, other: Self) {
        let by = u32::try_from(self.html.len()).unwrap_or(u32::MAX);
        self.html.push_str(&other.html);
        self.slots.extend(other.slots.into_iter().map(|(at, slot)| (at.saturating_add(by), slot)));
    }
}

/// Escapes `text` for HTML text and quoted attributes.
pub fn escape(out: &mut String, text: &str) {
    let mut last = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            0 => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[last..at]);
        out.push_str(entity);
        last = at + 1;
    }
    out.push_str(&text[last..]);
}

/// Reads the markdown `text`, which begins at byte `base` of its file, into `facts` and a body.
pub fn read(
    text: &str,
    base: usize,
    titled: Option<&str>,
    rules: &ParseRules,
    facts: &mut Facts,
    findings: &mut Vec<Diagnostic>,
) -> Body {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut events: Vec<(Event<'_>, Range<usize>)> = Vec::with_capacity(text.len() / 12);
    events.extend(Parser::new_ext(text, options).into_offset_iter());
    // The page's design has ids of its own; a heading of the same words gets another one.
    let own = facts.kind.own_anchors().iter().chain(super::kind::AROUND);
    let ids = own.map(|id| (*id).to_owned()).collect();
    let mut writer = Writer {
        text,
        base,
        rules,
        quotes: Quotes::of(&rules.language),
        facts,
        findings,
        out: Body { html: String::with_capacity(text.len() * 5 / 4), slots: Vec::new() },
        outer: Vec::new(),
        notes: BTreeMap::new(),
        numbers: Vec::new(),
        ids,
        quoted: 0,
        raw: Vec::new(),
        inline_open: Vec::new(),
        alignments: Vec::new(),
        column: 0,
        in_head: false,
        in_title: false,
        term: None,
    };
    writer.write(&events, titled);
    writer.footnotes();
    writer.tell_raw_html();
    writer.out
}

struct Writer<'a, 'f> {
    text: &'a str,
    base: usize,
    rules: &'a ParseRules,
    quotes: Quotes,
    facts: &'f mut Facts,
    findings: &'f mut Vec<Diagnostic>,
    out: Body,
    /// Bodies that wait while a footnote is written.
    outer: Vec<(Body, String)>,
    /// Finished footnotes by their label.
    notes: BTreeMap<String, Body>,
    /// Labels in the order of their first mention: their place is their number.
    numbers: Vec<(String, u32)>,
    ids: BTreeSet<String>,
    /// How many block quotes are open. What others said is not ours to check for brand words.
    quoted: usize,
    /// Where raw HTML stands that is shown as text.
    raw: Vec<Span>,
    /// Inline HTML elements that wait for their end, where it is allowed.
    inline_open: Vec<&'static str>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    in_title: bool,
    /// The definition list's term being explained: its text so far, its id.
    term: Option<TermDefinition>,
}

impl Writer<'_, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.clone()).shift(self.base)
    }

    /// The span of a heading, without the line break that markdown counts to it.
    fn line(&self, range: &Range<usize>) -> Span {
        let length = self.text[range.clone()].trim_end().len();
        self.span(&(range.start..range.start + length))
    }

    fn push(&mut self, text: &str) {
        self.out.html.push_str(text);
    }

    fn write(&mut self, events: &[(Event<'_>, Range<usize>)], titled: Option<&str>) {
        let mut at = 0;
        if let Some(skip) = self.opening_title(events, titled) {
            at = skip;
        }
        while at < events.len() {
            at = self.event(events, at);
        }
    }

    /// An opening `# ` is the title's place: it is not repeated. Returns the event after it.
    fn opening_title(&mut self, events: &[(Event<'_>, Range<usize>)], titled: Option<&str>) -> Option<usize> {
        let (Event::Start(Tag::Heading { level: HeadingLevel::H1, id, .. }), range) = events.first()? else {
            return None;
        };
        let end = closing(events, 0);
        let plain = plain(&events[1..end]);
        // A heading that says something else than the title field is the writer's text, and stays.
        if titled.is_some_and(|title| !same_words(title, &plain)) {
            return None;
        }
        if let Some(id) = id.as_deref().filter(|id| address::is_anchor(id)) {
            self.ids.insert(id.to_owned());
            self.facts.anchors.push(id.into());
        }
        let span = self.line(range);
        self.facts.opening = Some((plain.trim().into(), span));
        Some(end + 1)
    }

    /// Writes the event at `at` and returns the next one to write.
    fn event(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize) -> usize {
        let (event, range) = &events[at];
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                return self.heading(events, at, *level, id.as_deref());
            }
            Event::Start(Tag::CodeBlock(kind)) => return self.code(events, at, kind),
            Event::Start(Tag::Image { .. }) => return self.image(events, at, false),
            Event::Start(Tag::Paragraph) if lone_image(events, at) => {
                let next = self.image(events, at + 1, true);
                return next + 1;
            }
            Event::Start(Tag::HtmlBlock) => return self.html_block(events, at),
            Event::Start(tag) => self.start(tag, range, events, at),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.inline_text(text, range),
            Event::Code(code) => {
                self.push("<code>");
                escape(&mut self.out.html, code);
                self.push("</code>");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape(&mut self.out.html, text),
            Event::Html(text) => self.shown_html(text, range),
            Event::InlineHtml(text) => self.inline_html(text, range),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.push(if *done {
                    "<span class=\"task-box done\"><span class=\"vh\">"
                } else {
                    "<span class=\"task-box\"><span class=\"vh\">"
                });
                self.out.slot(Slot::Word(if *done { Word::TaskDone } else { Word::TaskOpen }));
                self.push("</span></span> ");
            }
        }
        at + 1
    }

    fn start(
        &mut self,
        tag: &Tag<'_>,
        range: &Range<usize>,
        events: &[(Event<'_>, Range<usize>)],
        at: usize,
    ) {
        match tag {
            Tag::Paragraph => {
                self.mark_line(range);
                self.push("<p>");
            }
            Tag::BlockQuote(kind) => {
                self.mark_line(range);
                match kind {
                    None => {
                        self.quoted += 1;
                        self.push("<blockquote>\n");
                    }
                    Some(kind) => self.alert(*kind),
                }
            }
            Tag::List(first) => {
                self.mark_line(range);
                match first {
                    None => self.push("<ul>\n"),
                    Some(1) => self.push("<ol>\n"),
                    Some(n) => {
                        let open = format!("<ol start=\"{n}\">\n");
                        self.push(&open);
                    }
                }
            }
            Tag::Item => {
                let task = matches!(
                    events[at + 1..].iter().find(|(e, _)| !matches!(e, Event::Start(Tag::Paragraph))),
                    Some((Event::TaskListMarker(_), _))
                );
                self.push(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(label) => {
                let inner = std::mem::take(&mut self.out);
                self.outer.push((inner, label.to_string()));
            }
            Tag::DefinitionList => {
                self.mark_line(range);
                self.push("<dl>\n");
            }
            Tag::DefinitionListTitle => {
                let end = closing(events, at);
                let text = plain(&events[at + 1..end]);
                let id = self.unique(&address::slug(&text));
                self.push("<dt id=\"");
                self.push(&id);
                self.push("\">");
                self.facts.anchors.push(id.as_str().into());
                self.term =
                    Some(TermDefinition { term: text.trim().into(), id: id.into(), meaning: "".into() });
            }
            Tag::DefinitionListDefinition => {
                let end = closing(events, at);
                if let Some(mut term) = self.term.take() {
                    term.meaning = plain(&events[at + 1..end]).trim().into();
                    self.facts.terms.push(term);
                }
                self.push("<dd>");
            }
            Tag::Table(alignments) => {
                self.mark_line(range);
                self.alignments.clone_from(alignments);
                self.facts.tables.push(Table {
                    span: self.span(range),
                    empty_headers: Vec::new(),
                    columns: 0,
                });
                self.push("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
                self.out.slot(Slot::Word(Word::Table));
                self.push("\"><table>");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            Tag::TableCell => {
                let align = match self.alignments.get(self.column) {
                    Some(Alignment::Center) => " class=\"center\"",
                    Some(Alignment::Right) => " class=\"right\"",
                    Some(Alignment::Left | Alignment::None) | None => "",
                };
                let empty = matches!(events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
                if self.in_head {
                    let span = self.span(range);
                    if let Some(table) = self.facts.tables.last_mut() {
                        table.columns += 1;
                        if empty {
                            table.empty_headers.push((self.column, span));
                        }
                    }
                }
                // An empty cell is no header: a screen reader would announce nothing for a column.
                self.push(match (self.in_head, empty) {
                    (true, false) => "<th scope=\"col\"",
                    _ => "<td",
                });
                self.push(align);
                self.push(">");
            }
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let end = closing(events, at);
                // `<ann@harbour.example>` comes without its scheme.
                let mail = (*link_type == LinkType::Email).then(|| format!("mailto:{dest_url}"));
                self.link(
                    mail.as_deref().unwrap_or(dest_url),
                    title,
                    range,
                    plain(&events[at + 1..end]),
                    false,
                );
                let number = self.facts.links.len() - 1;
                let link = u32::try_from(number).unwrap_or(u32::MAX);
                self.out.slot(Slot::LinkOpen { link, card: self.term.is_none() && !self.in_title });
            }
            Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::Image { .. }
            | Tag::HtmlBlock
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_inline();
                self.push("</p>\n");
            }
            TagEnd::BlockQuote(None) => {
                self.quoted = self.quoted.saturating_sub(1);
                self.push("</blockquote>\n");
            }
            TagEnd::BlockQuote(Some(_)) => self.push("</div>\n"),
            TagEnd::List(ordered) => {
                self.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => {
                self.close_inline();
                self.push("</li>\n");
            }
            TagEnd::FootnoteDefinition => {
                if let Some((outer, label)) = self.outer.pop() {
                    let note = std::mem::replace(&mut self.out, outer);
                    self.notes.entry(label).or_insert(note);
                }
            }
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.close_inline();
                self.push("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => {
                self.close_inline();
                self.push("</dd>\n");
            }
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.close_inline();
                let empty_header = self.in_head
                    && self
                        .facts
                        .tables
                        .last()
                        .is_some_and(|t| t.empty_headers.iter().any(|(c, _)| *c == self.column));
                self.column += 1;
                self.push(if self.in_head && !empty_header { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => {
                // Links do not nest, so the last one opened is the one that ends.
                let open = self.out.slots.iter().rev().find_map(|(_, slot)| match slot {
                    Slot::LinkOpen { link, card } => Some(Slot::LinkClose { link: *link, card: *card }),
                    _ => None,
                });
                if let Some(close) = open {
                    self.out.slot(close);
                }
            }
            TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn mark_line(&mut self, range: &Range<usize>) {
        if self.rules.line_marks {
            self.out.slot(Slot::Line(u32::try_from(self.base + range.start).unwrap_or(u32::MAX)));
        }
    }

    fn heading(
        &mut self,
        events: &[(Event<'_>, Range<usize>)],
        at: usize,
        level: HeadingLevel,
        id: Option<&str>,
    ) -> usize {
        let end = closing(events, at);
        let text = plain(&events[at + 1..end]);
        let span = self.line(&events[at].1);
        // The page's one `h1` is its title: a later `# ` is shown one level down.
        let shown = (level as u8).max(2);
        let id = match id.filter(|id| address::is_anchor(id)) {
            Some(id) => self.unique(id),
            None => self.unique(&address::slug(&text)),
        };
        self.mark_line(&events[at].1);
        self.push(&format!("<h{shown} id=\"{id}\">"));
        self.in_title = true;
        let mut inner = at + 1;
        while inner < end {
            inner = self.event(events, inner);
        }
        self.in_title = false;
        self.close_inline();
        self.push("<a class=\"anchor\" href=\"#");
        self.push(&id);
        self.push("\" aria-label=\"");
        self.out.slot(Slot::Word(Word::HeadingLink));
        self.push(&format!("\">#</a></h{shown}>\n"));
        self.facts.anchors.push(id.as_str().into());
        self.facts.headings.push(Heading {
            level: level as u8,
            shown,
            id: id.into(),
            text: text.trim().into(),
            span,
        });
        end + 1
    }

    /// `wanted`, or `wanted-2`, `wanted-3` … where it is taken.
    fn unique(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let mut id = wanted.to_owned();
        let mut n = 1;
        while !self.ids.insert(id.clone()) {
            n += 1;
            id = format!("{wanted}-{n}");
        }
        id
    }

    fn code(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize, kind: &CodeBlockKind<'_>) -> usize {
        let end = closing(events, at);
        let text: String = events[at + 1..end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) => Some(&**text),
                _ => None,
            })
            .collect();
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split([' ', ',', '\t', '{']).next().unwrap_or("").trim().to_lowercase()
            }
            CodeBlockKind::Indented => String::new(),
        };
        self.mark_line(&events[at].1);
        self.push("<pre tabindex=\"0\" role=\"group\" aria-label=\"");
        self.out.slot(Slot::Word(Word::CodeBlock));
        self.push("\"><code>");
        self.out.slot(Slot::Code(Box::new(Code { language, text })));
        self.push("</code></pre>\n");
        end + 1
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, word) = match kind {
            BlockQuoteKind::Note => ("note", Word::Note),
            BlockQuoteKind::Tip => ("tip", Word::Tip),
            BlockQuoteKind::Important => ("important", Word::Important),
            BlockQuoteKind::Warning => ("warning", Word::Warning),
            BlockQuoteKind::Caution => ("caution", Word::Caution),
        };
        self.push("<div class=\"alert ");
        self.push(class);
        self.push("\"><p class=\"alert-title\">");
        self.out.slot(Slot::Word(word));
        self.push("</p>\n");
    }

    fn link(&mut self, url: &str, title: &str, range: &Range<usize>, text: String, image: bool) {
        let span = self.span(range);
        let destination = link::Destination::read(url);
        if destination == link::Destination::Unsafe {
            self.findings.push(
                Diagnostic::new(
                    Name::UnsafeLink,
                    Place::new(&self.facts.file, span),
                    "this link would run or carry something instead of leading to a page",
                )
                .mend("link to a page, a file, a web address or a mail address")
                .note("allowed are relative links, http, https, mailto and tel; the link is shown as plain text"),
            );
        }
        // A reader hears a link's text alone: the text, or the words of the image inside it.
        self.facts.links.push(Link {
            destination,
            image,
            text: text.trim().into(),
            title: title.into(),
            span,
        });
    }

    /// The image at `at`, as a figure if it stands alone; returns the event after it.
    fn image(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize, alone: bool) -> usize {
        let end = closing(events, at);
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = &events[at] else { return at + 1 };
        let text = plain(&events[at + 1..end]);
        self.link(dest_url, title, range, text, true);
        let number = u32::try_from(self.facts.links.len() - 1).unwrap_or(u32::MAX);
        let caption = title.trim();
        if alone {
            self.mark_line(range);
            self.push("<figure>");
            self.out.slot(Slot::Image(number));
            if !caption.is_empty() && caption != "decorative" {
                self.push("<figcaption>");
                escape(&mut self.out.html, caption);
                self.push("</figcaption>");
            }
            self.push("</figure>\n");
        } else {
            self.out.slot(Slot::Image(number));
        }
        end + 1
    }

    fn inline_text(&mut self, text: &str, range: &Range<usize>) {
        self.prose(range);
        let written = &self.text[range.clone()];
        match self.quotes.mark(text, written, self.text, range) {
            Some(mark) => self.push(mark),
            None => escape(&mut self.out.html, text),
        }
    }

    /// Remembers where running text stands, for the checks that look for words. Runs that touch are joined, so
    /// that a word pair broken by a line's end or an emphasis is still found.
    fn prose(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let prose = if self.quoted == 0 { &mut self.facts.prose } else { &mut self.facts.quotes };
        if let Some(last) = prose.last_mut() {
            let gap = self.text.get((last.end as usize).saturating_sub(self.base)..range.start);
            if gap.is_some_and(continues) {
                last.end = span.end;
                return;
            }
        }
        prose.push(span);
    }

    fn footnote_reference(&mut self, label: &CowStr<'_>) {
        let number = match self.numbers.iter().position(|(known, _)| **known == **label) {
            Some(at) => {
                self.numbers[at].1 += 1;
                at + 1
            }
            None => {
                self.numbers.push((label.to_string(), 1));
                self.numbers.len()
            }
        };
        let mentioned = self.numbers[number - 1].1;
        let back =
            if mentioned == 1 { format!("fnref{number}") } else { format!("fnref{number}-{mentioned}") };
        self.push(&format!("<sup><a href=\"#fn{number}\" id=\"{back}\" aria-label=\""));
        self.out.slot(Slot::Word(Word::Footnote));
        self.push(&format!(" {number}\">{number}</a></sup>"));
    }

    fn footnotes(&mut self) {
        let numbers = std::mem::take(&mut self.numbers);
        let mut written = Vec::new();
        for (label, _) in &numbers {
            written.extend(self.notes.remove(label).map(|note| (label, note)));
        }
        if written.is_empty() {
            return;
        }
        self.push("<section class=\"footnotes\" aria-label=\"");
        self.out.slot(Slot::Word(Word::Footnotes));
        self.push("\"><ol>\n");
        for (label, note) in written {
            let number = numbers.iter().position(|(known, _)| known == label).map_or(0, |at| at + 1);
            self.push(&format!("<li id=\"fn{number}\">"));
            let mut note = note;
            while note.html.ends_with('\n') {
                note.html.pop();
            }
            let inside = note.html.ends_with("</p>");
            if inside {
                note.html.truncate(note.html.len() - "</p>".len());
            }
            self.out.append(note);
            self.push(&format!(" <a href=\"#fnref{number}\" aria-label=\""));
            self.out.slot(Slot::Word(Word::BackToText));
            self.push(if inside { "\">↩</a></p></li>\n" } else { "\">↩</a></li>\n" });
        }
        self.push("</ol></section>\n");
    }

    fn html_block(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize) -> usize {
        let end = closing(events, at);
        let source: String = events[at + 1..end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(text) | Event::Text(text) => Some(&**text),
                _ => None,
            })
            .collect();
        if html::is_comment(&source) {
            return end + 1;
        }
        let range = events[at].1.clone();
        match self.rules.html {
            Html::Sanitised => {
                let clean = html::sanitise(&source);
                self.push(&clean);
                self.push("\n");
            }
            Html::Text => {
                self.mark_line(&range);
                self.push("<p class=\"raw\">");
                self.shown_html(source.trim_end(), &range);
                self.push("</p>\n");
            }
        }
        end + 1
    }

    fn shown_html(&mut self, source: &str, range: &Range<usize>) {
        let span = self.span(range);
        self.raw.push(span);
        escape(&mut self.out.html, source);
    }

    fn inline_html(&mut self, source: &str, range: &Range<usize>) {
        if html::is_comment(source) {
            return;
        }
        let inline = match self.rules.html {
            Html::Sanitised => html::inline(source),
            Html::Text => None,
        };
        match inline {
            Some(Inline::Open(name)) => {
                self.inline_open.push(name);
                self.push(&format!("<{name}>"));
            }
            Some(Inline::Void(name)) => self.push(&format!("<{name}>")),
            Some(Inline::Close(name)) if self.inline_open.last() == Some(&name) => {
                self.inline_open.pop();
                self.push(&format!("</{name}>"));
            }
            Some(Inline::Close(_)) | None => self.shown_html(source, range),
        }
    }

    /// Ends inline elements that the writer left open, so that they do not run on into the page.
    fn close_inline(&mut self) {
        while let Some(name) = self.inline_open.pop() {
            self.push(&format!("</{name}>"));
        }
    }

    fn tell_raw_html(&mut self) {
        let Some(first) = self.raw.first() else { return };
        let mut finding = Diagnostic::new(
            Name::RawHtml,
            Place::new(&self.facts.file, *first),
            "HTML stands here; readers see it as it is written, angle brackets and all",
        )
        .mend("say it in markdown, or put it between backticks if it is meant to be read")
        .note("`html: sanitised` in handbook.yaml lets harmless HTML through");
        finding.mentions = self.raw.len() - 1;
        self.findings.push(finding);
    }
}

/// Whether text goes on after `gap`: a line's end, the marks of an emphasis, the `>` of a note in a box. A `* `
/// after a line's end begins an item of a list.
fn continues(gap: &str) -> bool {
    gap.len() <= 5
        && gap.chars().all(|c| "\n\r *_\\>".contains(c))
        && gap.matches('\n').count() <= 1
        && !gap.contains("\n* ")
}

/// The index of the event that ends what starts at `at`.
fn closing(events: &[(Event<'_>, Range<usize>)], at: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, (event, _)) in events[at..].iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    return at + offset;
                }
            }
            _ => {}
        }
    }
    events.len() - 1
}

/// The words of `events`, without any markup.
fn plain(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item) if !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Whether the paragraph at `at` holds one image and nothing else.
fn lone_image(events: &[(Event<'_>, Range<usize>)], at: usize) -> bool {
    matches!(events.get(at + 1), Some((Event::Start(Tag::Image { .. }), _)))
        && matches!(events.get(closing(events, at + 1) + 1), Some((Event::End(TagEnd::Paragraph), _)))
}

fn same_words(a: &str, b: &str) -> bool {
    let fold = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    fold(a) == fold(b)
}
