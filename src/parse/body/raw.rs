//! HTML inside markdown: shown as it is written, unless the handbook lets harmless HTML through.

use std::ops::Range;

use pulldown_cmark::Event;

use super::Writer;
use super::events::closing;
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::parse::Html;
use crate::parse::html::{self, Inline};

impl Writer<'_, '_> {
    pub(super) fn html_block(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize) -> usize {
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
                self.say(&html::words(&clean));
                self.say_end();
            }
            Html::Text => {
                self.mark_line(&range);
                self.push("<p class=\"raw\">");
                self.shown_html(source.trim_end(), &range);
                self.push("</p>\n");
                self.say_end();
            }
        }
        end + 1
    }

    pub(super) fn shown_html(&mut self, source: &str, range: &Range<usize>) {
        let span = self.span(range);
        self.raw.push(span);
        self.write_and_say(source);
    }

    pub(super) fn inline_html(&mut self, source: &str, range: &Range<usize>) {
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
    pub(super) fn close_inline(&mut self) {
        while let Some(name) = self.inline_open.pop() {
            self.push(&format!("</{name}>"));
        }
    }

    pub(super) fn tell_raw_html(&mut self) {
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
