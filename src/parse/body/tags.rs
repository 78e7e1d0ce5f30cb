//! What opens and what closes: paragraphs, lists, tables, emphasis.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};

use super::events::{closing, plain};
use super::{Head, Slot, Word, Writer};
use crate::parse::address;
use crate::parse::{Table, TermDefinition};

impl Writer<'_, '_> {
    pub(super) fn start(
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
                self.in_title = true;
                self.term =
                    Some(TermDefinition { term: text.trim().into(), id: id.into(), meaning: "".into() });
            }
            Tag::DefinitionListDefinition => {
                let end = closing(events, at);
                if let Some(mut term) = self.term.take() {
                    term.meaning = plain(&events[at + 1..end]).trim().into();
                    self.say_head(Head::Term(u32::try_from(self.facts.terms.len()).unwrap_or(u32::MAX)));
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

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_inline();
                self.push("</p>\n");
                self.say_end();
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
                self.say_end();
            }
            TagEnd::FootnoteDefinition => {
                if let Some((outer, label)) = self.outer.pop() {
                    let note = std::mem::replace(&mut self.out, outer);
                    self.notes.entry(label).or_insert(note);
                }
            }
            TagEnd::DefinitionList => {
                self.push("</dl>\n");
                self.say_head(self.heading);
            }
            TagEnd::DefinitionListTitle => {
                self.in_title = false;
                self.close_inline();
                self.push("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => {
                self.close_inline();
                self.push("</dd>\n");
                self.say_end();
            }
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr></thead><tbody>\n");
                self.say_end();
            }
            TagEnd::TableRow => {
                self.push("</tr>\n");
                self.say_end();
            }
            TagEnd::TableCell => {
                self.close_inline();
                let empty_header = self.in_head
                    && self
                        .facts
                        .tables
                        .last()
                        .is_some_and(|t| t.empty_headers.iter().any(|(c, _)| *c == self.column));
                self.column += 1;
                self.say(" ");
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
}
