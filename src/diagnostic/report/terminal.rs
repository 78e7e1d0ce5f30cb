//! What may reach a terminal: text that cannot steer it, and our own few colours.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::Severity;

/// How far a tab in a page is spread out.
const TAB: &str = "    ";

/// `text` on one line, with everything a terminal would obey made visible.
///
/// Pages are written by many people, and some are copied from elsewhere: an escape sequence in a heading must
/// not recolour, retitle or overwrite the terminal of whoever runs a check, nor may invisible characters that
/// turn the direction of writing (CVE-2021-42574) make a line look like another one.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match shown(c) {
            None => out.push(c),
            Some(Shown::Tab) => out.push_str(TAB),
            Some(Shown::As(other)) => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// The columns that `text` takes; East Asian wide characters and most emoji take two.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// What stands for a character that is not shown as it is.
enum Shown {
    Tab,
    As(char),
}

fn shown(c: char) -> Option<Shown> {
    match c {
        '\t' => Some(Shown::Tab),
        '\n' | '\r' => Some(Shown::As(' ')),
        // The pictures of control characters stand in their order at U+2400.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).map(Shown::As),
        '\x7f' => Some(Shown::As('␡')),
        _ if is_treacherous(c) => Some(Shown::As(char::REPLACEMENT_CHARACTER)),
        _ => None,
    }
}

/// Whether `c` is an instruction rather than a sign: controls, directions of writing, line and paragraph
/// separators, and what is invisible by itself. The joiners that scripts and emoji need are not.
pub(super) fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}

/// The part a piece of text plays, and with it its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// A severity's word, its marks and its mend.
    Of(Severity),
    /// The sentence that matters.
    Strong,
    /// Line numbers, arrows, places that are only related.
    Frame,
    /// What need not be read.
    Quiet,
}

/// Colours text, or leaves it as it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    colour: bool,
}

impl Paint {
    pub(super) fn new(colour: bool) -> Self {
        Self { colour }
    }

    /// `text` in the colour of `tone`. The sixteen basic colours are used, which people's own terminal
    /// themes keep readable.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match tone {
            Tone::Of(Severity::Error) => "1;31",
            Tone::Of(Severity::Warning) => "1;33",
            Tone::Of(Severity::Advice) => "1;36",
            Tone::Strong => "1",
            Tone::Frame => "1;34",
            Tone::Quiet => "2",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_is_left() {
        assert_eq!(visible("\x1b[31mred\x07"), "␛[31mred␇");
        assert_eq!(visible("a\tb\r\nc"), "a    b  c");
        assert_eq!(visible("\u{9b}2J\u{7f}"), "\u{fffd}2J␡");
        assert_eq!(visible("a\u{202e}b\u{2066}"), "a\u{fffd}b\u{fffd}");
        assert_eq!(visible("naïve 👩‍🍳 می‌خواهم"), "naïve 👩‍🍳 می‌خواهم", "ordinary text stays as it is");
    }

    #[test]
    fn colour_is_only_there_when_asked_for() {
        assert_eq!(Paint::new(false).paint(Tone::Strong, "x"), "x");
        assert_eq!(Paint::new(true).paint(Tone::Strong, "x"), "\x1b[1mx\x1b[0m");
    }
}
