//! Texts → how often each word is said, where, and in which parts.

use super::fold;
use super::lexicon::Lexicon;

/// Where a word may stand besides the text itself. The weights are the script's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the text.
    Text,
    /// Above a part, in a tag or in a term that is explained.
    Heading,
    /// In the words that the writer gave for search: keywords, old addresses.
    Keyword,
    /// In the title.
    Title,
}

impl Place {
    /// The bit of [`Posting::places`].
    const fn bit(self) -> u8 {
        match self {
            Self::Text => 0,
            Self::Heading => 1,
            Self::Keyword => 2,
            Self::Title => 4,
        }
    }
}

/// How many groups the parts of a page are told apart in: as many bits as one letter of the wire holds.
pub const GROUPS: usize = 6;

/// The group of a page's part number `part` of `parts`: neighbours share one where there are more parts than groups.
pub fn group(part: usize, parts: usize) -> u8 {
    let group = if parts <= GROUPS { part } else { part * GROUPS / parts };
    1 << group.min(GROUPS - 1)
}

/// One word of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The word's number in the lexicon.
    pub word: u32,
    /// How often the text says it.
    pub count: u16,
    /// Where else it stands: the bits of [`Place`].
    pub places: u8,
    /// In which groups of parts.
    pub groups: u8,
}

/// The words of a text, or of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// Each word once.
    pub postings: Vec<Posting>,
    /// How many words the text has.
    pub length: u32,
}

/// Counts one text or page at a time, and is used again for the next.
#[derive(Debug, Default)]
pub struct Counter {
    /// Places in `found` plus one, by hash; those of an earlier text are told by their round.
    slots: Vec<Slot>,
    round: u32,
    found: Vec<Found>,
    text: Vec<u8>,
    length: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    round: u32,
    at: u32,
}

#[derive(Debug, Clone, Copy)]
struct Found {
    hash: u64,
    begin: u32,
    end: u32,
    count: u16,
    places: u8,
    groups: u8,
}

impl Counter {
    /// Counts the words of `text`, which stands in `place` and in the parts of `groups`.
    pub fn add(&mut self, text: &str, place: Place, groups: u8) {
        fold::words(text, |word| self.one(word, place, groups));
    }

    fn one(&mut self, word: &[u8], place: Place, groups: u8) {
        if self.found.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(word);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        let in_text = u16::from(place == Place::Text);
        self.length += u32::from(in_text);
        while self.slots[at].round == self.round {
            let found = &mut self.found[self.slots[at].at as usize];
            if found.hash == hash && self.text[found.begin as usize..found.end as usize] == *word {
                found.count = found.count.saturating_add(in_text);
                found.places |= place.bit();
                found.groups |= groups;
                return;
            }
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot { round: self.round, at: self.found.len() as u32 };
        let begin = self.text.len() as u32;
        self.text.extend_from_slice(word);
        let end = self.text.len() as u32;
        self.found.push(Found { hash, begin, end, count: in_text, places: place.bit(), groups });
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.round = 1;
        self.slots = vec![Slot::default(); size];
        for (number, found) in self.found.iter().enumerate() {
            let mut at = found.hash as usize & (size - 1);
            while self.slots[at].round == self.round {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = Slot { round: self.round, at: number as u32 };
        }
    }

    /// What was counted since the last time, each word by its number.
    pub fn finish(&mut self, lexicon: &Lexicon) -> Counted {
        let postings = self
            .found
            .iter()
            .map(|found| Posting {
                word: lexicon.number(&self.text[found.begin as usize..found.end as usize], found.hash),
                count: found.count,
                places: found.places,
                groups: found.groups,
            })
            .collect();
        let counted = Counted { postings, length: self.length };
        self.found.clear();
        self.text.clear();
        self.length = 0;
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.slots.fill(Slot::default());
            self.round = 1;
        }
        counted
    }
}

/// A hash that is the same everywhere, quick for short words: multiply and fold eight bytes at a time (after Go's and
/// wyhash's way). Nothing that is written depends on it.
pub fn hash(word: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = K ^ word.len() as u64;
    for piece in word.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..piece.len()].copy_from_slice(piece);
        let mixed = u128::from(state ^ u64::from_le_bytes(bytes)) * u128::from(K);
        state = (mixed as u64) ^ (mixed >> 64) as u64;
    }
    state ^ state >> 29
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_where_they_stand() {
        let lexicon = Lexicon::default();
        let mut counter = Counter::default();
        counter.add("Warm bread", Place::Title, 0);
        counter.add("Bread, bread and BREAD.", Place::Text, 1);
        counter.add("breads", Place::Keyword, 0);
        counter.add("bread", Place::Heading, 2);
        let counted = counter.finish(&lexicon);
        let number = |word: &str| lexicon.number(word.as_bytes(), hash(word.as_bytes()));
        let find = |word: &str| *counted.postings.iter().find(|one| one.word == number(word)).unwrap();
        assert_eq!(find("bread"), Posting { word: number("bread"), count: 3, places: 5, groups: 3 });
        assert_eq!(find("and"), Posting { word: number("and"), count: 1, places: 0, groups: 1 });
        assert_eq!((counted.postings.len(), counted.length), (4, 4));
        assert_eq!(counter.finish(&lexicon), Counted::default(), "nothing is left of the text before");
        counter.add("bread", Place::Text, 1);
        assert_eq!(counter.finish(&lexicon).postings.len(), 1);
    }

    #[test]
    fn many_words_are_all_told_apart() {
        let (lexicon, mut counter) = (Lexicon::default(), Counter::default());
        let text: Vec<String> = (0..3000).map(|n| format!("w{} w{n}", n / 2)).collect();
        counter.add(&text.join(" "), Place::Text, 1);
        let counted = counter.finish(&lexicon);
        assert_eq!((counted.postings.len(), counted.length), (3000, 6000));
        assert_eq!(counted.postings.iter().map(|one| u32::from(one.count)).sum::<u32>(), 6000);
    }

    #[test]
    fn parts_share_groups_where_there_are_many() {
        assert_eq!((0..3).map(|part| group(part, 3)).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(
            (0..12).map(|part| group(part, 12)).collect::<Vec<_>>(),
            [1, 1, 2, 2, 4, 4, 8, 8, 16, 16, 32, 32]
        );
    }
}
