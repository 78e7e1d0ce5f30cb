//! Properties → the lines of a calendar file (RFC 5545, 3.1): escaped, folded, each ended by CR and LF.
//!
//! Whatever people have written stays text. No character of theirs can end a line, and so none can begin a property: what
//! ends a line for any reader of calendars, or for any language that such readers are written in, becomes the two
//! characters `\n`, and what else cannot be seen is left out.

/// The longest line, in octets, without its end (RFC 5545, 3.1).
pub const LONGEST: usize = 75;

/// The lines of a calendar file as they are written.
#[derive(Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// No lines yet, with room for about `octets`.
    pub fn with_room(octets: usize) -> Self {
        Self(String::with_capacity(octets))
    }

    /// A property whose value is one of the program's own: a moment, a number, a word of the standard.
    pub fn plain(&mut self, name: &str, value: &str) {
        self.fold([name, ":", value]);
    }

    /// A property whose value is text, such as people write it.
    pub fn text(&mut self, name: &str, text: &str) {
        self.fold([name, ":", &escaped(text)]);
    }

    /// A property whose value is a web address that this program has put together, and therefore is ASCII without white space.
    /// Anything else in it is left out rather than trusted.
    pub fn address(&mut self, name: &str, url: &str) {
        let plain: String = url.chars().filter(char::is_ascii_graphic).collect();
        self.fold([name, ":", &plain]);
    }

    /// All lines.
    pub fn finish(self) -> String {
        self.0
    }

    /// Writes the parts of one property, in as many lines as it needs. A line is never broken inside a character, which
    /// the standard allows and many readers do not survive.
    fn fold<const N: usize>(&mut self, parts: [&str; N]) {
        let mut used = 0;
        for part in parts {
            for c in part.chars() {
                let octets = c.len_utf8();
                if used + octets > LONGEST {
                    self.0.push_str("\r\n ");
                    used = 1;
                }
                self.0.push(c);
                used += octets;
            }
        }
        self.0.push_str("\r\n");
    }
}

/// `text` as a value of the type TEXT (RFC 5545, 3.3.11).
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push_str("\\n");
            }
            // Vertical tab, form feed, the separators of ASCII and of Unicode end a line in some languages' libraries.
            '\n' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push_str("\\n");
            }
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut lines = Lines::default();
        lines.text("SUMMARY", text);
        lines.finish()
    }

    /// What a reader of calendars does first (RFC 5545, 3.1).
    fn unfolded(lines: &str) -> String {
        lines.replace("\r\n ", "")
    }

    /// What a reader does with a text (RFC 5545, 3.3.11).
    fn unescaped(text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next() {
                    Some('n' | 'N') => out.push('\n'),
                    Some(c) => out.push(c),
                    None => panic!("nothing is escaped at the end of {text:?}"),
                },
                (c, false) => out.push(c),
            }
        }
        out
    }

    #[test]
    fn nothing_that_people_write_begins_a_property() {
        for text in [
            "Bread\r\nATTENDEE:mailto:x@example.org",
            "Bread\nATTENDEE:mailto:x@example.org",
            "Bread\rATTENDEE:mailto:x@example.org",
            "Bread\u{85}ATTENDEE:mailto:x@example.org",
            "Bread\u{2028}ATTENDEE:mailto:x@example.org",
            "Bread\u{b}ATTENDEE:mailto:x@example.org",
        ] {
            assert_eq!(written(text), "SUMMARY:Bread\\nATTENDEE:mailto:x@example.org\r\n", "{text:?}");
        }
        assert_eq!(written("a\0b\u{7}c\u{1b}d\u{7f}e\tf"), "SUMMARY:abcde f\r\n");
        assert_eq!(written(r"C:\new, then; go"), "SUMMARY:C:\\\\new\\, then\\; go\r\n");
        assert_eq!(written("\r\n\r\n"), "SUMMARY:\\n\\n\r\n");
    }

    #[test]
    fn a_line_is_75_octets_long_at_most_and_no_character_is_cut() {
        // 8 octets are the name's, so that 67 remain on the first line.
        let exactly = "x".repeat(67);
        assert_eq!(written(&exactly), format!("SUMMARY:{exactly}\r\n"));
        assert_eq!(written(&format!("{exactly}y")), format!("SUMMARY:{exactly}\r\n y\r\n"));
        // A character of four octets that would end at the 76th goes to the next line whole.
        let before = "x".repeat(64);
        assert_eq!(written(&format!("{before}🥖y")), format!("SUMMARY:{before}\r\n 🥖y\r\n"));
        for line in written(&"🥖é日x".repeat(90)).split_terminator("\r\n") {
            assert!(line.len() <= LONGEST && line.len() > LONGEST - 4 || line.starts_with(" "), "{line}");
        }
    }

    #[test]
    fn an_address_is_nothing_but_letters_that_can_be_seen() {
        let mut lines = Lines::default();
        lines.address("URL", "https://x.example/a\r\nATTENDEE:b c");
        assert_eq!(lines.finish(), "URL:https://x.example/aATTENDEE:bc\r\n");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn what_is_written_is_read_again(text in "(?s)[\\PC\\\\;,:\n🥖é日]{0,300}") {
            let lines = written(&text);
            let value = unfolded(&lines);
            let value = value.strip_prefix("SUMMARY:").and_then(|value| value.strip_suffix("\r\n")).unwrap();
            // White space of other scripts that ends a line comes back as an end of a line.
            let same = text.replace(['\u{2028}', '\u{2029}', '\u{85}'], "\n");
            prop_assert_eq!(unescaped(value), same);
        }

        #[test]
        fn lines_are_lines_whatever_is_in_them(text in any::<String>(), more in "(?s)[\r\n\t\\\\🥖\u{85}\u{2028}\u{0}x ]{0,200}") {
            let lines = written(&format!("{text}{more}{text}"));
            let inside = lines.strip_suffix("\r\n").unwrap();
            for (nth, line) in inside.split("\r\n").enumerate() {
                prop_assert!(line.len() <= LONGEST, "{}", line);
                prop_assert!(!line.contains(['\r', '\n']), "{:?}", line);
                prop_assert!(line.starts_with(if nth == 0 { "SUMMARY:" } else { " " }), "{:?}", line);
            }
            prop_assert!(!unfolded(inside).chars().any(char::is_control));
        }
    }
}
