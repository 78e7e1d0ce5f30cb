//! Text → text inside XML.

use std::fmt::Write;

/// Escapes `text` for XML text and quoted attributes. Characters that XML 1.0 does not know, such as most
/// control characters, are left out: there is no way to write them (XML 1.0, 2.2).
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() && c < '\u{80}' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes `<name>text</name>` on a line of its own, indented by two spaces a level.
pub(super) fn element(out: &mut String, level: usize, name: &str, text: &str) {
    // Writing into a text cannot fail.
    let _ = writeln!(out, "{:indent$}<{name}>{}</{name}>", "", escape(text), indent = level * 2);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_and_nothing_breaks() {
        assert_eq!(escape("a<b & \"c\"\u{1}\u{ffff}\n'd'"), "a&lt;b &amp; &quot;c&quot; &apos;d&apos;");
        let hostile: String =
            (0..=0x2ff_u32).chain([0xfffe, 0xffff, 0xfffd]).filter_map(char::from_u32).collect();
        let text = format!("<a b=\"{0}\">{0}</a>", escape(&hostile));
        assert!(roxmltree::Document::parse(&text).is_ok());
    }
}
