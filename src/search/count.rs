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

/// In how many shares words are told apart by their numbers, so that the lists of each share can be made by themselves.
pub const SHARES: usize = 8;

/// The share of a word by its number.
pub const fn share(word: u32) -> usize {
    word as usize % SHARES
}

/// The words of a text, or of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// Each word once, those of one share together.
    postings: Vec<Posting>,
    /// Where each share ends.
    ends: [u32; SHARES],
    /// How many words the text has.
    pub length: u32,
}

impl Counted {
    /// These words, of a text with so many.
    pub fn new(found: &[Posting], length: u32) -> Self {
        let mut ends = [0; SHARES];
        found.iter().for_each(|posting| ends[share(posting.word)] += 1);
        let mut begin = 0;
        for end in &mut ends {
            (begin, *end) = (begin + *end, begin);
        }
        let mut postings = found.to_vec();
        for posting in found {
            let end = &mut ends[share(posting.word)];
            postings[*end as usize] = *posting;
            *end += 1;
        }
        Self { postings, ends, length }
    }

    /// Each word once.
    pub fn all(&self) -> &[Posting] {
        &self.postings
    }

    /// The words of one share.
    pub fn of(&self, share: usize) -> &[Posting] {
        let begin = share.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.postings[begin as usize..self.ends[share] as usize]
    }
}

/// Counts one text or page at a time, and is used again for the next: words it has met once it knows by their number,
/// without asking the lexicon, which others ask at the same time.
///
/// Six million words of ten thousand pages go through here, and what they cost is waiting for memory. So a word is found in
/// one place of one table, and a word is small in it.
#[derive(Debug)]
pub struct Counter<'l> {
    lexicon: &'l Lexicon,
    /// Words that were met, each at its hash or in the next free place. Its length is a power of two.
    table: Vec<Known>,
    met: usize,
    /// The words themselves, one behind the other.
    text: Vec<u8>,
    found: Vec<Posting>,
    /// How many were found before these, in texts that are over.
    before: u32,
    length: u32,
}

/// A word that was met.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// The upper bits of its hash, and its length in bytes in the lowest eight; 0 is a free place.
    tag: u32,
    /// Where it begins in the counter's text.
    begin: u32,
    number: u32,
    /// When it was found last: its place in what was found, behind all that was found before.
    at: u32,
}

impl Known {
    /// The tag of `word`, which is not empty and as long as [`fold::LONGEST`] letters at most: 160 bytes.
    fn tag(word: &[u8], hash: u64) -> u32 {
        (hash >> 32) as u32 & !0xff | word.len() as u32 & 0xff
    }

    fn word(self, text: &[u8]) -> &[u8] {
        &text[self.begin as usize..][..(self.tag & 0xff) as usize]
    }
}

impl<'l> Counter<'l> {
    /// A counter that has met no word. Numbers are those of `lexicon`.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        let (table, text, found) = (vec![Known::default(); 1 << 10], Vec::new(), Vec::new());
        // Place 0 means that a word was never found.
        Self { lexicon, table, met: 0, text, found, before: 1, length: 0 }
    }

    /// Counts the words of `text`, which stands in `place` and in the parts of `groups`.
    pub fn add(&mut self, text: &str, place: Place, groups: u8) {
        fold::words(text, |word| self.one(word, place, groups));
    }

    fn one(&mut self, word: &[u8], place: Place, groups: u8) {
        let count = u16::from(place == Place::Text);
        self.length += u32::from(count);
        let known = self.meet(word);
        let known = &mut self.table[known];
        if let Some(at) = known.at.checked_sub(self.before) {
            let found = &mut self.found[at as usize];
            found.count = found.count.saturating_add(count);
            found.places |= place.bit();
            found.groups |= groups;
        } else {
            known.at = self.before + self.found.len() as u32;
            self.found.push(Posting { word: known.number, count, places: place.bit(), groups });
        }
    }

    /// The place of `word` in the table.
    fn meet(&mut self, word: &[u8]) -> usize {
        let hash = hash(word);
        let tag = Known::tag(word, hash);
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let known = self.table[at];
            if known.tag == tag && known.word(&self.text) == word {
                return at;
            }
            if known.tag == 0 {
                break;
            }
            at = (at + 1) & mask;
        }
        let begin = self.text.len() as u32;
        self.text.extend_from_slice(word);
        self.table[at] = Known { tag, begin, number: self.lexicon.number(word, hash), at: 0 };
        self.met += 1;
        if self.met * 2 <= self.table.len() {
            return at;
        }
        self.grow();
        self.meet(word)
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        let small = std::mem::replace(&mut self.table, vec![Known::default(); size]);
        for known in small.into_iter().filter(|known| known.tag != 0) {
            let mut at = hash(known.word(&self.text)) as usize & (size - 1);
            while self.table[at].tag != 0 {
                at = (at + 1) & (size - 1);
            }
            self.table[at] = known;
        }
    }

    /// What was counted since the last time.
    pub fn finish(&mut self) -> Counted {
        let counted = Counted::new(&self.found, self.length);
        self.before += self.found.len() as u32;
        self.found.clear();
        self.length = 0;
        if self.before > u32::MAX / 2 {
            self.table.iter_mut().for_each(|known| known.at = 0);
            self.before = 1;
        }
        counted
    }
}

/// A hash that is the same everywhere, quick for short words: multiply and fold eight bytes at a time (after Go's and
/// wyhash's way). Nothing that is written depends on it but where files are cut.
pub fn hash(word: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |state: u64, piece: u64| {
        let mixed = u128::from(state ^ piece) * u128::from(K);
        (mixed as u64) ^ (mixed >> 64) as u64
    };
    let state = K ^ word.len() as u64;
    // The last piece begins early enough to be a whole one.
    let state = match (word.first_chunk::<8>(), word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (Some(_), ..) => {
            let (pieces, _) = word.as_chunks::<8>();
            let state = pieces.iter().fold(state, |state, piece| mix(state, u64::from_le_bytes(*piece)));
            mix(state, word.last_chunk::<8>().map_or(0, |last| u64::from_le_bytes(*last)))
        }
        (None, Some(first), Some(last)) => {
            mix(state, u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)))
        }
        _ => mix(state, word.iter().fold(0, |piece, byte| piece << 8 | u64::from(*byte))),
    };
    state ^ state >> 29
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_where_they_stand() {
        let lexicon = Lexicon::default();
        let mut counter = Counter::new(&lexicon);
        counter.add("Warm bread", Place::Title, 0);
        counter.add("Bread, bread and BREAD.", Place::Text, 1);
        counter.add("breads", Place::Keyword, 0);
        counter.add("bread", Place::Heading, 2);
        let counted = counter.finish();
        let number = |word: &str| lexicon.number(word.as_bytes(), hash(word.as_bytes()));
        let find = |word: &str| *counted.all().iter().find(|one| one.word == number(word)).unwrap();
        assert_eq!(find("bread"), Posting { word: number("bread"), count: 3, places: 5, groups: 3 });
        assert_eq!(find("and"), Posting { word: number("and"), count: 1, places: 0, groups: 1 });
        assert_eq!((counted.all().len(), counted.length), (4, 4));
        assert_eq!(counter.finish(), Counted::default(), "nothing is left of the text before");
        counter.add("bread", Place::Text, 1);
        assert_eq!(counter.finish().all().len(), 1);
    }

    #[test]
    fn many_words_are_all_told_apart() {
        let lexicon = Lexicon::default();
        let mut counter = Counter::new(&lexicon);
        let text: Vec<String> = (0..3000).map(|n| format!("w{} w{n}", n / 2)).collect();
        counter.add(&text.join(" "), Place::Text, 1);
        let counted = counter.finish();
        assert_eq!((counted.all().len(), counted.length), (3000, 6000));
        assert_eq!(counted.all().iter().map(|one| u32::from(one.count)).sum::<u32>(), 6000);
        let shared: Vec<Posting> = (0..SHARES).flat_map(|share| counted.of(share).to_vec()).collect();
        assert_eq!(shared, counted.all());
        assert!((0..SHARES).all(|at| counted.of(at).iter().all(|one| share(one.word) == at)));
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
