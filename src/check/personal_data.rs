//! A page contains what looks like a private telephone number, a mail or street address, or a birthday.
//!
//! The handbook is copied, printed and searched by everybody in the house. What identifies or locates a
//! private person, customer or colleague, does not belong there, and the law in most places agrees.
//!
//! Files tell as well: a photo where it was taken, a document who wrote it. From photos (JPEG, PNG, GIF, WebP, AVIF) all that is taken
//! out before they are published, and you only hear of it; films, documents and a photo inside a drawing are published as they are.
//!
//! ## What to do
//! Take it out, or replace it by the way that is meant for the purpose: the number of the team, the shared
//! mailbox, a link to the customer file that only some can open. What everybody may ring or write to is best
//! a link, `[the yard](tel:+441632960123)`, which is left alone like shared mailboxes and free numbers. If the
//! finding is mistaken, because the digits are an order number for example, put them between backticks.
//!
//! ## Example
//! Before:
//! ```markdown
//! If the ward is locked, ring Joy on 07700 900123.
//! ```
//! After:
//! ```markdown
//! If the ward is locked, ring the number on the delivery slip.
//! ```

mod birthday;
mod mail;
mod phone;
mod street;

use std::ops::Range;

use super::alone::Alone;
use super::passages::{self, Home, Passage};
use crate::diagnostic::{Diagnostic, Name, Span};
use crate::parse::{Destination, Facts};
use crate::scan;

/// What identifies or locates somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Phone,
    Mail,
    Street,
    Birthday,
}

pub(super) fn check(page: Alone<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(bytes) = page.bytes else { return };
    // A file that is no UTF-8 was told, and its places are those of the mended text.
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let candidates = candidates(text);
    if candidates.is_empty() {
        return;
    }
    let passages = passages::passages(page.facts, text);
    for (range, sort) in candidates {
        let span = Span::new(range.clone());
        let around = |passage: &&Passage| passage.span.start <= span.start && span.end <= passage.span.end;
        let Some(passage) = passages.iter().find(around) else { continue };
        if is_meant(page.facts, passage, span, sort) {
            continue;
        }
        if sort == Sort::Mail && !mail::is_private(&text[range], &page.given.names) {
            continue;
        }
        findings.push(tell(page, span, sort));
    }
}

fn tell(page: Alone<'_>, span: Span, sort: Sort) -> Diagnostic {
    let (message, mend) = match sort {
        Sort::Phone => ("this looks like somebody's telephone number", "give the team's number, or none"),
        Sort::Mail => ("this looks like somebody's own mail address", "give the shared mailbox, or none"),
        Sort::Street => ("this looks like the address of somebody's home", "leave it in the customer file"),
        Sort::Birthday => ("this looks like somebody's birthday", "leave it out"),
    };
    let finding = Diagnostic::new(Name::PersonalData, page.place(span), message).mend(mend);
    match sort {
        Sort::Phone | Sort::Mail => finding.note(
            "a link, `[the yard](tel:…)` or `(mailto:…)`, says that all may use it; other digits go between backticks",
        ),
        Sort::Street | Sort::Birthday => finding,
    }
}

/// Whether somebody's page, or a link, gives this on purpose.
fn is_meant(facts: &Facts, passage: &Passage, span: Span, sort: Sort) -> bool {
    match (passage.home, sort) {
        (Home::Field("email"), Sort::Mail) | (Home::Field("place"), Sort::Street) => return true,
        _ => {}
    }
    let scheme = match sort {
        Sort::Phone => "tel:",
        Sort::Mail => "mailto:",
        // A map that the writer links to shows a place that people may come to.
        Sort::Street => "",
        Sort::Birthday => return false,
    };
    facts.links.iter().any(|link| {
        let deliberate = match &link.destination {
            Destination::Elsewhere(url) => url.starts_with(scheme),
            Destination::Within { .. } | Destination::Here(_) | Destination::Unsafe => false,
        };
        deliberate && link.span.start <= span.start && span.end <= link.span.end
    })
}

/// What stands at the digits and at signs of `text`. Everything that we look for has one or the other, and most
/// digits are neither, so a page costs one pass over its bytes.
fn candidates(text: &str) -> Vec<(Range<usize>, Sort)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = scan::position(&bytes[at..], is_sign) {
        at += next;
        if bytes[at] == b'@' {
            if let Some(range) = mail::around(text, at) {
                at = range.end;
                found.push((range, Sort::Mail));
            } else {
                at += 1;
            }
            continue;
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let range = phone::at(text, at)
            .map(|range| (range, Sort::Phone))
            .or_else(|| birthday::at(text, at).map(|range| (range, Sort::Birthday)))
            .or_else(|| street::around(text, at..at + digits).map(|range| (range, Sort::Street)));
        match range {
            Some((range, sort)) => {
                at = range.end.max(at + digits);
                found.push((range, sort));
            }
            None => at += digits,
        }
    }
    found
}

/// A digit or an at sign.
fn is_sign(byte: u8) -> bool {
    (byte.wrapping_sub(b'0') < 10) | (byte == b'@')
}

/// The words before the byte `at`, on its line and the one above it, in lower case, the nearest first.
fn words_before(text: &str, at: usize) -> impl Iterator<Item = String> {
    let mut start = at.saturating_sub(48);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = &text[start..at];
    let before = before.rfind("\n\n").map_or(before, |n| &before[n + 2..]);
    let words = before.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'));
    words.rev().filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{page, told};

    fn found(text: &str) -> Vec<&str> {
        candidates(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn all_sorts_are_told_in_one_pass() {
        let text = "Joy, born on 3 May 1980, lives at 12 Harbour Street; ring 07700 900123.\n";
        assert_eq!(found(text), ["3 May 1980", "12 Harbour Street", "07700 900123"]);
        assert_eq!(
            page(Name::PersonalData, "a.md", text),
            [
                "warning [3 May 1980] this looks like somebody's birthday",
                "warning [12 Harbour Street] this looks like the address of somebody's home",
                "warning [07700 900123] this looks like somebody's telephone number"
            ]
        );
    }

    #[test]
    fn code_links_and_fields_meant_for_it_are_left_alone() {
        for text in [
            "Order `07700 900123`.",
            "Ring [07700 900123](tel:+447700900123).",
            "See [12 Harbour Street](https://maps.example).",
            "[the file](https://files.example/07700900123)",
            "---\nkeywords: [07700 900123]\n---\n",
        ] {
            assert_eq!(page(Name::PersonalData, "a.md", text), [""; 0], "{text}");
        }
        let person = "---\nemail: joy.price@harbour.example\n---\n";
        assert_eq!(page(Name::PersonalData, "people/joy.md", person), [""; 0]);
    }

    #[test]
    fn quotes_and_front_matter_tell_as_much() {
        for text in ["> Ring 07700 900123.\n", "“07700 900123”", "---\nask: Joy, 07700 900123\n---\n"] {
            assert_eq!(page(Name::PersonalData, "a.md", text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_name_of_the_handbook_makes_an_address_private() {
        let files = [
            ("personas/joy.md", "---\nname: Joy\n---\n"),
            ("a.md", "Write to joy@home.example or returns@home.example.\n"),
        ];
        assert_eq!(
            told(Name::PersonalData, &files),
            ["warning [joy@home.example] this looks like somebody's own mail address"]
        );
    }
}
