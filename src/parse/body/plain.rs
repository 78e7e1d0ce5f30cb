//! The words of a body without any markup: what search counts and quotes.
//!
//! They are written beside the HTML while markdown is read, so that nobody ever has to read HTML back.

use super::Writer;

/// What a body says in plain words, and which heading each part of it stands under.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plain {
    /// The words. Blocks are parted by a line's end.
    pub text: String,
    /// Where parts begin, in order. What comes before the first belongs to the page itself.
    pub parts: Vec<Part>,
    /// What a part's text and its head are known by: the same for equal words, headings and terms.
    pub digest: [u8; 16],
}

/// One part of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The byte of [`Plain::text`] at which it begins.
    pub at: u32,
    /// What stands above it.
    pub head: Head,
}

/// What stands above a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// The heading with this number in [`Facts::headings`](crate::parse::Facts::headings).
    Heading(u32),
    /// The term with this number in [`Facts::terms`](crate::parse::Facts::terms).
    Term(u32),
    /// The page itself: text after a list of terms that no heading comes before.
    Page,
}

impl Plain {
    /// Adds what another body says, with its parts.
    pub(super) fn append(&mut self, other: &Self) {
        self.end_block();
        let by = self.here();
        self.text.push_str(&other.text);
        self.parts.extend(other.parts.iter().map(|part| Part { at: part.at.saturating_add(by), ..*part }));
    }

    fn here(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    fn end_block(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

impl Writer<'_, '_> {
    /// Adds words of running text. A heading's words are its own and no part of what stands below it.
    pub(super) fn say(&mut self, words: &str) {
        if !self.in_title {
            self.out.plain.text.push_str(words);
        }
    }

    /// Ends a paragraph, an item, a cell.
    pub(super) fn say_end(&mut self) {
        if !self.in_title {
            self.out.plain.end_block();
        }
    }

    /// From here on, the text belongs to `head`.
    pub(super) fn say_head(&mut self, head: Head) {
        self.out.plain.end_block();
        let at = self.out.plain.here();
        self.out.plain.parts.push(Part { at, head });
        if let Head::Heading(_) = head {
            self.heading = head;
        }
    }

    /// Knows the words by their digest.
    pub(super) fn seal(&mut self) {
        let plain = &mut self.out.plain;
        plain.end_block();
        let mut hasher = blake3::Hasher::new();
        hasher.update(plain.text.as_bytes());
        for part in &plain.parts {
            let (sort, head) = match part.head {
                Head::Heading(number) => {
                    let heading = self.facts.headings.get(number as usize);
                    (1, heading.map(|heading| (&*heading.text, &*heading.id)))
                }
                Head::Term(number) => {
                    let term = self.facts.terms.get(number as usize);
                    (2, term.map(|term| (&*term.term, &*term.id)))
                }
                Head::Page => (3, None),
            };
            let (name, id) = head.unwrap_or_default();
            hasher.update(&part.at.to_le_bytes());
            hasher.update(&[sort]);
            for text in [name, id] {
                hasher.update(&(text.len() as u64).to_le_bytes());
                hasher.update(text.as_bytes());
            }
        }
        let digest = hasher.finalize();
        plain.digest.copy_from_slice(&digest.as_bytes()[..16]);
    }
}
