//! Headings, code and boxes.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel};

use super::events::{closing, plain};
use super::{Code, Head, Slot, Word, Writer};
use crate::parse::{Heading, address};

/// How many lines end in `text`: with `\n`, `\r\n` or a lone `\r`, as reports count them.
pub(super) fn line_breaks(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = |(at, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    u32::try_from(bytes.iter().enumerate().filter(|found| ends(*found)).count()).unwrap_or(u32::MAX)
}

impl Writer<'_, '_> {
    /// Notes the line of the block at `range`, whose opening tag is written next.
    pub(super) fn mark_line(&mut self, range: &Range<usize>) {
        if !self.rules.line_marks {
            return;
        }
        let (from, line) = self.counted;
        // Footnotes are written out of order: there one counts from the beginning again.
        let (from, line) = if range.start < from { (0, self.first_line) } else { (from, line) };
        let line = line + line_breaks(&self.text[from..range.start]);
        self.counted = (range.start, line);
        self.out.slot(Slot::Line(line));
    }

    pub(super) fn heading(
        &mut self,
        events: &[(Event<'_>, Range<usize>)],
        at: usize,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[CowStr<'_>],
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
        // Of all that a heading may carry, its anchor and its classes are harmless; anything else is dropped.
        let kept: Vec<&str> = classes.iter().map(|class| &**class).filter(|class| is_class(class)).collect();
        let digit = char::from(b'0' + shown);
        self.push("<h");
        self.out.html.push(digit);
        self.push(" id=\"");
        self.push(&id);
        if !kept.is_empty() {
            self.push("\" class=\"");
            self.push(&kept.join(" "));
        }
        self.push("\">");
        self.in_title = true;
        let mut inner = at + 1;
        while inner < end {
            inner = self.event(events, inner);
        }
        self.in_title = false;
        self.close_inline();
        let number = u32::try_from(self.facts.headings.len()).unwrap_or(u32::MAX);
        self.out.slot(Slot::HeadingLink(number));
        self.say_head(Head::Heading(number));
        self.push("</h");
        self.out.html.push(digit);
        self.push(">\n");
        let id: Arc<str> = id.into();
        self.facts.headings.push(Heading { level: level as u8, shown, id, text: text.trim().into(), span });
        end + 1
    }

    /// `wanted`, or `wanted-2`, `wanted-3` … where it is taken.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let mut id = wanted.to_owned();
        let mut n = 1;
        while !self.ids.insert(id.clone()) {
            n += 1;
            id = format!("{wanted}-{n}");
        }
        id
    }

    pub(super) fn code(
        &mut self,
        events: &[(Event<'_>, Range<usize>)],
        at: usize,
        kind: &CodeBlockKind<'_>,
    ) -> usize {
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
        self.out.slot(Slot::Code(u32::try_from(self.out.code.len()).unwrap_or(u32::MAX)));
        self.say(&text);
        self.say_end();
        self.out.code.push(Code { language, text });
        self.push("</code></pre>\n");
        end + 1
    }

    pub(super) fn alert(&mut self, kind: BlockQuoteKind) {
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
}

/// Whether `class` may stand in `{.class}`: a letter, then letters, digits, `-` and `_`, all ASCII.
fn is_class(class: &str) -> bool {
    class.starts_with(|c: char| c.is_ascii_alphabetic())
        && class.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
