//! Links, images and running text.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag};

use super::events::{closing, continues, plain};
use super::{Slot, Writer};
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::parse::link::{self, Link};

impl Writer<'_, '_> {
    pub(super) fn link(&mut self, url: &str, title: &str, range: &Range<usize>, text: String, image: bool) {
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
            // Nearly none has one, and nothing takes no room.
            title: if title.is_empty() { Arc::default() } else { title.into() },
            span,
        });
    }

    /// The image at `at`, as a figure if it stands alone; returns the event after it.
    pub(super) fn image(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize, alone: bool) -> usize {
        let end = closing(events, at);
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = &events[at] else { return at + 1 };
        let text = plain(&events[at + 1..end]);
        self.say(&text);
        if alone {
            self.say_end();
        }
        self.link(dest_url, title, range, text, true);
        let number = u32::try_from(self.facts.links.len() - 1).unwrap_or(u32::MAX);
        let caption = title.trim();
        if alone {
            self.mark_line(range);
            self.push("<figure>");
            self.out.slot(Slot::Image(number));
            if !caption.is_empty() && caption != "decorative" {
                self.push("<figcaption>");
                self.write_and_say(caption);
                self.push("</figcaption>");
                self.say_end();
            }
            self.push("</figure>\n");
        } else {
            self.out.slot(Slot::Image(number));
        }
        end + 1
    }

    pub(super) fn inline_text(&mut self, text: &str, range: &Range<usize>) {
        self.prose(range);
        let written = &self.text[range.clone()];
        match self.quotes.mark(text, written, self.text, range) {
            Some(mark) => {
                self.push(mark);
                self.say_written(mark.len());
            }
            None => self.write_and_say(text),
        }
    }

    /// Remembers where running text stands, for the checks that look for words. Runs that touch are joined, so
    /// that a word pair broken by a line's end or an emphasis is still found.
    pub(super) fn prose(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let prose = if self.quoted == 0 { &mut self.prose } else { &mut self.quotations };
        if let Some(last) = prose.last_mut() {
            let gap = self.text.get((last.end as usize).saturating_sub(self.base)..range.start);
            if gap.is_some_and(continues) {
                last.end = span.end;
                return;
            }
        }
        prose.push(span);
    }
}
