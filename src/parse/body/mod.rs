//! Markdown → HTML with slots, and the facts that other files need to know. Markdown is read here, once.
//!
//! What is not the file's own business stays open as a [`Slot`]: where a link leads, how large an image is,
//! how code is coloured, what the theme calls a footnote. Rendering fills the slots; nothing is read twice.
//! Everything is escaped on the way out, and only what is listed here becomes markup.

mod blocks;
mod events;
mod footnotes;
mod inline;
mod plain;
mod raw;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag};

use super::typography::Quotes;
use super::{Facts, ParseRules, TermDefinition, address};
use crate::diagnostic::{Diagnostic, Span};
use crate::scan;
use events::{closing, lone_image, same_words};

pub use plain::{Head, Part, Plain};

/// A page's HTML, with slots for what is not the file's own business.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// The HTML between the slots.
    pub html: String,
    /// What belongs where, in order.
    pub slots: Vec<(u32, Slot)>,
    /// Its blocks of code, in order.
    pub code: Vec<Code>,
    /// What it says in plain words.
    pub plain: Plain,
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
    /// The code with this number in [`Body::code`], to colour.
    Code(u32),
    /// The link beside the heading with this number in [`Facts::headings`].
    HeadingLink(u32),
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
    /// Gives back what it grew by. Documents stay for the whole build, ten thousand of them. Copied, since an allocator may
    /// leave what only shrinks where it is, with half of its room for nothing.
    fn fit(&mut self) {
        self.html = self.html.as_str().into();
        self.slots = self.slots.as_slice().into();
        self.code.shrink_to_fit();
        self.plain.fit();
    }

    fn slot(&mut self, slot: Slot) {
        self.slots.push((u32::try_from(self.html.len()).unwrap_or(u32::MAX), slot));
    }

    fn append(&mut self, other: Self) {
        let by = u32::try_from(self.html.len()).unwrap_or(u32::MAX);
        let before = u32::try_from(self.code.len()).unwrap_or(u32::MAX);
        self.say_all_of(&other.plain);
        self.html.push_str(&other.html);
        self.code.extend(other.code);
        self.slots.extend(other.slots.into_iter().map(|(at, slot)| {
            let slot = match slot {
                Slot::Code(number) => Slot::Code(number.saturating_add(before)),
                slot => slot,
            };
            (at.saturating_add(by), slot)
        }));
    }
}

/// Escapes `text` for HTML text and quoted attributes.
pub fn escape(out: &mut String, text: &str) {
    let is_special = |byte: u8| {
        (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'') | (byte == 0)
    };
    let mut rest = text;
    while let Some(at) = scan::position(rest.as_bytes(), is_special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Reads the markdown that begins at byte `base` of the file that holds `whole`, into `facts` and a body. The file's `digest` is
/// what its words are known by.
pub fn read(
    (whole, digest): (&str, &blake3::Hash),
    base: usize,
    titled: Option<&str>,
    rules: &ParseRules,
    facts: &mut Facts,
    findings: &mut Vec<Diagnostic>,
) -> Body {
    let text = &whole[base..];
    let first_line = if rules.line_marks { 1 + blocks::line_breaks(&whole[..base]) } else { 1 };
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
        out: Body { html: String::with_capacity(text.len() * 5 / 4), ..Body::default() },
        outer: Vec::new(),
        notes: BTreeMap::new(),
        numbers: Vec::new(),
        ids,
        quoted: 0,
        prose: Vec::new(),
        quotations: Vec::new(),
        raw: Vec::new(),
        inline_open: Vec::new(),
        alignments: Vec::new(),
        column: 0,
        first_line,
        counted: (0, first_line),
        in_head: false,
        in_title: false,
        heading: Head::Page,
        term: None,
    };
    writer.write(&events, titled);
    writer.footnotes();
    writer.tell_raw_html();
    writer.seal(digest);
    writer.facts.prose = writer.prose.as_slice().into();
    writer.facts.quotes = writer.quotations.as_slice().into();
    writer.out.fit();
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
    /// Where running text stands, and where in block quotes.
    prose: Vec<Span>,
    quotations: Vec<Span>,
    /// Where raw HTML stands that is shown as text.
    raw: Vec<Span>,
    /// Inline HTML elements that wait for their end, where it is allowed.
    inline_open: Vec<&'static str>,
    alignments: Vec<Alignment>,
    column: usize,
    /// The line of the file on which the text begins.
    first_line: u32,
    /// How far lines are counted, in bytes of the text, and the line of the file there.
    counted: (usize, u32),
    in_head: bool,
    in_title: bool,
    /// The heading under which the text stands.
    heading: Head,
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
        let plain = events::plain(&events[1..end]);
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
            Event::Start(Tag::Heading { level, id, classes, .. }) => {
                return self.heading(events, at, *level, id.as_deref(), classes);
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
                self.write_and_say(code);
                self.push("</code>");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.write_and_say(text),
            Event::Html(text) => self.shown_html(text, range),
            Event::InlineHtml(text) => self.inline_html(text, range),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::SoftBreak => {
                self.push("\n");
                self.say_written(1);
            }
            Event::HardBreak => {
                self.push("<br>\n");
                self.say_written(1);
            }
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
}
