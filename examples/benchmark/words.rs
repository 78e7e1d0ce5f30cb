//! Words out of nothing: a small source of chance, and a vocabulary used as people use theirs.
//!
//! The same seed gives the same corpus on every machine, and no word list is needed.

use std::collections::BTreeSet;

/// A source of chance that is the same everywhere: SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The source for one `part` of what grows from `seed`; parts can be made in any order, on any thread.
    pub fn of(seed: u64, part: usize) -> Self {
        let mut chance = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ part as u64);
        chance.0 = chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `limit`, which must not be 0. The bias is under one in a billion for the limits used here.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// True `percent` times out of a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A number from 0 up to, but not including, 1.
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The words that hold English sentences together; in a corpus they must be as frequent as in life.
const COMMON: &str = "the of and to in is that for it as was with be by on not at are this have from or had an which \
    you were all her she there would their we him been has when who will no more if out so up what its about than \
    into them can only other time new some could these two may first then do any like my now over such our most made \
    after also well many before must through back where much your way down should because long each just state good \
    make year still see own work day get here both between under three never know same last another while us off \
    might great go come since against right take few house use during without again place around however home small \
    found thought part once general high every promise customer service team story voice review call door morning";

/// Syllables of which any two or three make a word that can be said aloud and means nothing.
const SYLLABLES: &str = "ba be bo da de do la le lo lu ma me mo na ne no ra re ri ro ru sa se so ta te to va ve vi \
    vo bel bren cal dal del dor fal fen gal len lor mar mel mir nor pel quen ral ren sel sol stel tal tol tran val \
    ven vor wel wyn zan";

/// Different words, the most frequent first, and how often each is said: Zipf's law with Mandelbrot's offset.
#[derive(Debug)]
pub struct Vocabulary {
    words: Vec<String>,
    reached: Vec<f64>,
}

/// Ranks below this are too common for titles.
const RARE_FROM: usize = 150;

impl Vocabulary {
    /// A vocabulary of `size` different words; twice those that hold sentences together at least, and 100,000 at most,
    /// since no more than that can be made of two or three of the syllables.
    pub fn of(size: usize) -> Self {
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let mut known: BTreeSet<String> = words.iter().cloned().collect();
        let syllables: Vec<&str> = SYLLABLES.split_whitespace().collect();
        let mut chance = Chance::of(size as u64, 0);
        while words.len() < size.clamp(RARE_FROM * 2, 100_000) {
            // The more often a word is said, the shorter it is (Zipf's law of abbreviation).
            let length = if words.len() < 2_000 { 2 } else { 2 + chance.below(2) };
            let word: String = (0..length).map(|_| syllables[chance.below(syllables.len())]).collect();
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let reached = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7).powf(1.05);
                sum
            })
            .collect();
        Self { words, reached }
    }

    /// A word as often as it is said.
    fn said(&self, chance: &mut Chance) -> &str {
        let total = self.reached.last().copied().unwrap_or_default();
        let wanted = chance.fraction() * total;
        let rank = self.reached.partition_point(|reached| *reached <= wanted);
        &self.words[rank.min(self.words.len() - 1)]
    }

    /// A word of the rarer ones, each as likely as the next.
    fn rare(&self, chance: &mut Chance) -> &str {
        &self.words[RARE_FROM + chance.below(self.words.len() - RARE_FROM)]
    }
}

/// Somebody who writes: words and chance together.
#[derive(Debug)]
pub struct Writer<'a> {
    words: &'a Vocabulary,
    /// What decides everything but the words.
    pub chance: Chance,
}

impl<'a> Writer<'a> {
    /// A writer with this vocabulary and these chances.
    pub fn new(words: &'a Vocabulary, chance: Chance) -> Self {
        Self { words, chance }
    }

    /// `count` words in a row.
    pub fn phrase(&mut self, count: usize) -> String {
        let said: Vec<&str> = (0..count).map(|_| self.words.said(&mut self.chance)).collect();
        said.join(" ")
    }

    /// One rarer word, in small letters.
    pub fn word(&mut self) -> &'a str {
        self.words.rare(&mut self.chance)
    }

    /// `count` rarer words with capitals: a title, a heading, a name.
    pub fn title(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| capital(self.word())).collect();
        words.join(" ")
    }

    /// A sentence of 8 to 18 words, some of them emphasised, with `link` before its full stop.
    pub fn sentence(&mut self, link: Option<&str>) -> String {
        let count = 8 + self.chance.below(11);
        let mut words: Vec<String> =
            (0..count).map(|_| self.words.said(&mut self.chance).to_owned()).collect();
        for (at, percent, mark) in [(2, 15, "**"), (4, 10, "*"), (5, 6, "`")] {
            if self.chance.percent(percent) {
                words[at] = format!("{mark}{}{mark}", words[at]);
            }
        }
        words[0] = capital(&words[0]);
        let mut sentence = words.join(" ");
        if let Some(link) = link {
            sentence.push_str(" (see ");
            sentence.push_str(link);
            sentence.push(')');
        }
        sentence.push('.');
        sentence
    }

    /// A paragraph of `count` sentences, with `link` in the second.
    pub fn paragraph(&mut self, count: usize, link: Option<&str>) -> String {
        let sentences: Vec<String> =
            (0..count).map(|at| self.sentence(if at == 1 { link } else { None })).collect();
        sentences.join(" ")
    }
}

/// The same word with a capital.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
