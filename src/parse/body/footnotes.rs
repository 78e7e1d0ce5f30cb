//! Footnotes: numbers where they are mentioned, and the notes at the end.

use pulldown_cmark::CowStr;

use super::{Slot, Word, Writer};

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &CowStr<'_>) {
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

    pub(super) fn footnotes(&mut self) {
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
}
