//! Words → the parts of addresses: slugs of pages, anchors of headings.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// `text` as a part of an address: lower case, NFC, letters and digits of any script; other runs become `-`.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut push = |c: char| {
        if c.is_alphanumeric() || is_mark(c) {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    };
    if text.is_ascii() || is_nfc(text) {
        text.chars().for_each(&mut push);
    } else {
        text.nfc().for_each(&mut push);
    }
    out.truncate(out.trim_end_matches('-').len());
    // Lower-casing can leave a decomposed letter behind (`İ`), and an address has one spelling.
    if is_nfc(&out) { out } else { out.nfc().collect() }
}

/// Vowel signs and other marks without which some scripts' words are unreadable.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether `id` may stand in `{#id}`: a letter, then letters, digits, `-` and `_`.
pub fn is_anchor(id: &str) -> bool {
    id.chars().next().is_some_and(char::is_alphabetic)
        && id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_any_script() {
        for (text, expected) in [
            ("When we are late", "when-we-are-late"),
            ("  What's next?! ", "what-s-next"),
            ("Über Größe", "über-größe"),
            ("U\u{308}ber", "über"),
            ("日本語 ページ", "日本語-ページ"),
            ("C++ & Rust", "c-rust"),
            ("हिन्दी", "हिन्दी"),
            ("---", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }
}
