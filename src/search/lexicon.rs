//! Words → numbers, while many threads count.
//!
//! Numbers are given as words come, in whatever order threads run, so nothing that is written may depend on them: words
//! are put in order before anything is.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many parts are locked on their own, as a power of two.
const PARTS: u32 = 5;

/// All words that were ever counted, each with its number.
#[derive(Debug)]
pub struct Lexicon {
    parts: Vec<Mutex<Part>>,
}

/// The words whose hashes end alike.
#[derive(Debug, Default)]
struct Part {
    /// Places in `words` plus one, by hash; 0 is free. Its length is a power of two.
    slots: Vec<u32>,
    words: Vec<Word>,
    text: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    hash: u64,
    end: u32,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { parts: (0..1 << PARTS).map(|_| Mutex::default()).collect() }
    }
}

impl Lexicon {
    /// The number of `word`, whose hash is `hash`.
    pub fn number(&self, word: &[u8], hash: u64) -> u32 {
        let part = (hash >> (u64::BITS - PARTS)) as usize;
        let number = lock(&self.parts[part]).number(word, hash);
        number << PARTS | part as u32
    }

    /// All words with their numbers, in the order of their UTF-16, which is how scripts compare.
    pub fn sorted(&self) -> Vec<(Box<str>, u32)> {
        let mut all = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let part = lock(part);
            for number in 0..part.words.len() {
                let word = String::from_utf8_lossy(part.word(number)).into();
                all.push((word, (number as u32) << PARTS | at as u32));
            }
        }
        // Where no word has a letter beyond the first plane, or near its end, the order of bytes is the same, and quick.
        if all.iter().any(|(word, _): &(Box<str>, u32)| beyond(word)) {
            all.sort_unstable_by(|(a, _), (b, _)| in_order(a, b));
        } else {
            all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        }
        all
    }

    /// One more than the highest number.
    pub fn end(&self) -> usize {
        let longest = self.parts.iter().map(|part| lock(part).words.len()).max().unwrap_or(0);
        longest << PARTS
    }
}

/// How scripts compare two texts: by UTF-16 units. That is the order of bytes, but for letters beyond the first plane.
pub fn in_order(a: &str, b: &str) -> std::cmp::Ordering {
    if beyond(a) || beyond(b) { a.encode_utf16().cmp(b.encode_utf16()) } else { a.cmp(b) }
}

/// Whether bytes may be in another order than UTF-16 units: from U+E000 on.
fn beyond(text: &str) -> bool {
    text.bytes().any(|byte| byte >= 0xee)
}

fn lock(part: &Mutex<Part>) -> MutexGuard<'_, Part> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Part {
    fn word(&self, number: usize) -> &[u8] {
        let begin = number.checked_sub(1).map_or(0, |before| self.words[before].end as usize);
        &self.text[begin..self.words[number].end as usize]
    }

    fn number(&mut self, word: &[u8], hash: u64) -> u32 {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(number) = self.slots[at].checked_sub(1) {
            if self.words[number as usize].hash == hash && self.word(number as usize) == word {
                return number;
            }
            at = (at + 1) & mask;
        }
        let number = self.words.len() as u32;
        self.text.extend_from_slice(word);
        self.words.push(Word { hash, end: self.text.len() as u32 });
        self.slots[at] = number + 1;
        number
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots = vec![0; size];
        for (number, word) in self.words.iter().enumerate() {
            let mut at = word.hash as usize & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = number as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::count::hash;

    #[test]
    fn a_word_keeps_its_number() {
        let lexicon = Lexicon::default();
        let words: Vec<String> = (0..5000).map(|n| format!("w{n}")).collect();
        let number = |word: &String| lexicon.number(word.as_bytes(), hash(word.as_bytes()));
        let first: Vec<u32> = words.iter().map(number).collect();
        let again: Vec<u32> = words.iter().map(number).collect();
        assert_eq!(first, again);
        let sorted = lexicon.sorted();
        assert_eq!(sorted.len(), 5000);
        assert!(sorted.windows(2).all(|two| two[0].0 < two[1].0));
        for (word, number) in sorted {
            let at: usize = word[1..].parse().unwrap();
            assert_eq!(first[at], number);
            assert!((number as usize) < lexicon.end());
        }
    }

    #[test]
    fn the_order_is_that_of_scripts() {
        // U+FF41 comes after U+1D41A in UTF-16, and before it in UTF-8.
        assert!(in_order("\u{1d41a}", "\u{ff41}").is_lt());
        assert!(in_order("a", "b").is_lt() && in_order("ab", "a").is_gt() && in_order("ä", "ä").is_eq());
    }
}
