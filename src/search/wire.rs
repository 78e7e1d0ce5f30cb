//! How numbers and lists are spelt in a script: letters that need no escape in a text between quotation marks, and that
//! packing makes small again.
//!
//! `client/wire.js` reads what is written here; a test holds the two together.

use std::fmt::Write as _;

use serde::Serialize;

use crate::policy;
use crate::scan;

/// How many values one letter has: printable ASCII without the space, `!`, the quotation mark and the backslash.
pub const LETTERS: u32 = 91;

/// From here on a letter says that more follow.
const MORE: u32 = 45;

/// The letter of `value`, which must be below [`LETTERS`].
pub fn letter(value: u32) -> char {
    let code = value.min(LETTERS - 1) + 35;
    char::from(u8::try_from(if code < 92 { code } else { code + 1 }).unwrap_or(b'~'))
}

/// Spells any number: 45 values a letter, the lowest first, and one letter for the small numbers that most are.
pub fn number(out: &mut String, mut n: u32) {
    while n >= MORE {
        out.push(letter(MORE + n % MORE));
        n = n / MORE - 1;
    }
    out.push(letter(n));
}

/// Spells a number below `LETTERS` to the power of `width` in that many letters, the highest first.
pub fn fixed(out: &mut String, n: u32, width: u32) {
    for place in (0..width).rev() {
        out.push(letter(n / LETTERS.pow(place) % LETTERS));
    }
}

/// How many letters hold any number below `end`.
pub fn width(end: usize) -> u32 {
    let letters = LETTERS as usize;
    if end <= letters {
        1
    } else if end <= letters * letters {
        2
    } else {
        3
    }
}

/// Words in order, each as what it shares with the one before and what is new.
#[derive(Debug, Default)]
pub struct Front {
    out: String,
    last: Vec<u16>,
}

impl Front {
    /// Adds the next word.
    pub fn push(&mut self, word: &str) {
        let units: Vec<u16> = word.encode_utf16().collect();
        let mut shared =
            units.iter().zip(&self.last).take_while(|(a, b)| a == b).count().min(LETTERS as usize - 1);
        // A letter beyond the first plane is two units, and stays whole.
        if units.get(shared).is_some_and(|unit| (0xdc00..0xe000).contains(unit)) {
            shared -= 1;
        }
        if !self.out.is_empty() {
            self.out.push(' ');
        }
        self.out.push(letter(shared as u32));
        self.out.extend(char::decode_utf16(units[shared..].iter().copied()).map(|c| c.unwrap_or('\u{fffd}')));
        self.last = units;
    }

    /// All of them.
    pub fn finish(self) -> String {
        self.out
    }
}

/// How often a text says a word, in eight steps: none, 1, 2, 3, 4–5, 6–8, 9–13, more. The steps stand for their middle in
/// `client/rank.js`.
pub fn step(count: u16) -> u8 {
    match count {
        0..=3 => count as u8,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        _ => 7,
    }
}

/// The length of a text in words, six steps to each doubling, as a letter's value.
pub fn length(words: u32) -> u32 {
    let steps = (f64::from(words) + 1.0).log2() * 6.0;
    (steps.round() as u32).min(LETTERS - 1)
}

/// A script that hands over `value`: one call, as every file of search but `entry.js` is.
pub fn script<T: Serialize>(value: &T) -> Vec<u8> {
    // Text is written into memory and every key is text, so nothing can go wrong here.
    handed(0, |bytes| serde_json::to_writer(bytes, value).unwrap_or_default())
}

/// A script that hands over what `write` writes, which is JSON of about `size` bytes.
pub fn handed(size: usize, write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    const CALL: &[u8] = b"throughlineShard(";
    let mut bytes = Vec::with_capacity(CALL.len() + size + size / 16 + 3);
    bytes.extend_from_slice(CALL);
    write(&mut bytes);
    bytes.extend_from_slice(b")\n");
    bytes
}

/// Writes `pieces`, one behind the other, as one text of JSON (RFC 8259, section 7), as serde does.
pub fn text(out: &mut Vec<u8>, pieces: &[&str]) {
    out.push(b'"');
    for piece in pieces {
        let mut rest = piece.as_bytes();
        while let Some(at) = scan::position(rest, |byte| (byte < b' ') | (byte == b'"') | (byte == b'\\')) {
            out.extend_from_slice(&rest[..at]);
            match rest[at] {
                b'\n' => out.extend_from_slice(b"\\n"),
                b'"' => out.extend_from_slice(b"\\\""),
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                8 => out.extend_from_slice(b"\\b"),
                12 => out.extend_from_slice(b"\\f"),
                other => {
                    const HEX: &[u8; 16] = b"0123456789abcdef";
                    out.extend_from_slice(b"\\u00");
                    out.extend([other >> 4, other & 15].map(|half| HEX[usize::from(half)]));
                }
            }
            rest = &rest[at + 1..];
        }
        out.extend_from_slice(rest);
    }
    out.push(b'"');
}

/// The digits that stand for `digest` in a file's name.
pub fn digits(digest: &blake3::Hash) -> String {
    digest.to_hex()[..policy::DIGITS].to_owned()
}

/// Where a long list may be cut so that a change moves few of the cuts: a piece has `least` bytes and at most `most`, and
/// ends before a word whose own digest says so.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// No piece is smaller, but for the last.
    pub least: usize,
    /// No piece is larger, unless one item alone is.
    pub most: usize,
    /// Of how many words one may begin a piece.
    pub one_in: u64,
}

impl Cut {
    /// Whether a piece of `size` bytes ends before an item of `next` bytes that is known by `hash`.
    pub fn here(self, size: usize, next: usize, hash: u64) -> bool {
        size > 0 && (size + next > self.most || size >= self.least && hash.is_multiple_of(self.one_in))
    }
}

/// Joins digits of names, which are all equally long.
pub fn names(digests: &[blake3::Hash]) -> String {
    let mut out = String::with_capacity(digests.len() * policy::DIGITS);
    for digest in digests {
        let _ = write!(out, "{}", digits(digest));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_written_as_serde_writes_it(one in any::<String>(), other in "[\\x00-\\x7f]{0,40}") {
            let mut out = Vec::new();
            text(&mut out, &[&one, &other]);
            prop_assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&(one + &other)).unwrap());
        }
    }

    #[test]
    fn letters_need_no_escape() {
        let all: String = (0..LETTERS).map(letter).collect();
        assert_eq!(serde_json::to_string(&all).unwrap(), format!("\"{all}\""));
        assert!(all.bytes().all(|byte| (b'#'..=b'~').contains(&byte)));
        assert_eq!(all.chars().collect::<std::collections::BTreeSet<_>>().len(), LETTERS as usize);
    }

    #[test]
    fn small_numbers_take_one_letter() {
        let of = |n| {
            let mut out = String::new();
            number(&mut out, n);
            out
        };
        assert_eq!((of(0).as_str(), of(44).len(), of(45).len(), of(45 + 45 * 45 - 1).len()), ("#", 1, 2, 2));
        assert_ne!(of(45), of(46));
    }

    #[test]
    fn words_share_their_beginnings() {
        let mut front = Front::default();
        for word in ["bread", "breadcrumbs", "brew", "\u{1d41a}x", "\u{1d41b}"] {
            front.push(word);
        }
        assert_eq!(front.finish(), "#bread (crumbs &w #\u{1d41a}x #\u{1d41b}");
    }

    #[test]
    fn lists_are_cut_between_the_least_and_the_most() {
        let cut = Cut { least: 10, most: 30, one_in: 4 };
        assert!(!cut.here(0, 50, 4), "nothing is cut off nothing");
        assert!(!cut.here(9, 5, 4) && cut.here(10, 5, 4) && !cut.here(10, 5, 5) && cut.here(28, 5, 5));
    }
}
