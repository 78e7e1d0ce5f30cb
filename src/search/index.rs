//! Pages → words, the pages of each word, the texts of each page: cut into small files.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::count::{self, Counted, Counter, Place, Posting, hash};
use super::fold;
use super::manifest::{Lists, Manifest, Places};
use super::page::{Found, texts};
use super::wire::{self, Cut, Front};
use super::{Memory, part};
use crate::model::Handbook;
use crate::parse::body::{Head, Plain};
use crate::parse::{Document, EntryId};
use crate::render::words::Words;
use crate::site::{Bytes, Site};

/// Lists of pages: about 7 kB packed, since a query of two words takes two of them, and the manifest names all.
const LISTS: Cut = Cut { least: 10_000, most: 18_000, one_in: 12 };
/// Words: about 2 kB packed.
const WORDS: Cut = Cut { least: 2_400, most: 7_000, one_in: 96 };
/// Texts: ten results take up to ten of them, so they are small.
const TEXTS: Cut = Cut { least: 5_000, most: 16_000, one_in: 2 };
/// So many pages share one file of lengths, days and facets.
pub(super) const PAGES: usize = 1_024;
/// A list is cut after so many pages, so that no file grows with the handbook.
pub(super) const LONGEST: usize = 4_000;

/// Puts the index into the site and answers with the manifest's file.
pub(super) fn put(
    site: &mut Site,
    handbook: &Arc<Handbook>,
    found: Vec<Found>,
    words: &Words,
    portable: bool,
    memory: &Memory,
) -> String {
    let counted: Vec<Page> = found
        .par_iter()
        .map_init(Counter::default, |counter, page| count(page, handbook, memory, counter))
        .collect();
    let mut manifest = Manifest::new(handbook, words, &found, portable);
    manifest.mean = mean(&counted);
    let vocabulary = Vocabulary::of(&counted, memory);
    (manifest.words, manifest.lists) = vocabulary.put(site);
    drop(vocabulary);
    let found = Arc::new(found);
    let texts = put_texts(site, handbook, &found);
    let places = Places { found: &found, counted: &counted, texts: &texts };
    manifest.put_pages(site, &places);
    put_script(site, "manifest", &manifest)
}

/// Puts a script that hands over `value`, and answers with its file.
pub(super) fn put_script<T: Serialize>(site: &mut Site, sort: &str, value: &T) -> String {
    let bytes = wire::script(value);
    let file = part(sort, &blake3::hash(&bytes));
    site.put(file.as_str(), bytes);
    file
}

/// A page's words: those of its title and fields, and those of its text.
pub(super) struct Page {
    own: Counted,
    body: Arc<Counted>,
    /// How many words its title has.
    pub(super) title: u32,
}

impl Page {
    /// How many words its texts have.
    pub(super) fn length(&self) -> u32 {
        self.own.length + self.body.length
    }
}

fn count(page: &Found, handbook: &Handbook, memory: &Memory, counter: &mut Counter) -> Page {
    let body = match page.entry {
        Some(id) => {
            let document = &handbook.entry(id).document;
            let plain = &document.body.plain;
            memory.counted.get(&plain.digest, || Arc::new(body(document, plain, memory, counter)))
        }
        None => Arc::default(),
    };
    let mut title = 0;
    fold::words(&page.title, |_| title += 1);
    counter.add(&page.title, Place::Title, 0);
    // The file's name is the writer's, and often what a page is called when nobody is looking.
    let name = page.address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    counter.add(name, Place::Heading, 0);
    for keyword in &page.keywords {
        counter.add(keyword, Place::Keyword, 0);
    }
    for tag in &page.tags {
        counter.add(handbook.tags.get(&**tag).map_or(tag, |tag| &tag.name), Place::Heading, 0);
    }
    for (at, part) in page.own.iter().enumerate() {
        let group = count::group(at, page.own.len());
        counter.add(&part.head, Place::Heading, group);
        counter.add(&part.text, Place::Text, group);
    }
    Page { own: counter.finish(&memory.lexicon), body, title }
}

fn body(document: &Document, plain: &Plain, memory: &Memory, counter: &mut Counter) -> Counted {
    let parts = plain.parts.len() + 1;
    for (at, text) in texts(plain).enumerate() {
        let group = count::group(at, parts);
        let head = match at.checked_sub(1).map(|before| plain.parts[before].head) {
            Some(Head::Heading(number)) => {
                document.facts.headings.get(number as usize).map(|head| &head.text)
            }
            Some(Head::Term(number)) => document.facts.terms.get(number as usize).map(|term| &term.term),
            Some(Head::Page) | None => None,
        };
        if let Some(head) = head {
            counter.add(head, Place::Heading, group);
        }
        counter.add(text, Place::Text, group);
    }
    counter.finish(&memory.lexicon)
}

/// How many words a page has on average, rounded.
fn mean(pages: &[Page]) -> u64 {
    let all: u64 = pages.iter().map(|page| u64::from(page.length())).sum();
    all.checked_div(pages.len() as u64).unwrap_or(0).max(1)
}

/// A word's page as it is written.
#[derive(Clone, Copy, Default)]
struct Listed {
    page: u32,
    /// The bits of [`Place`], and how often the text says it in the three lowest bits.
    code: u8,
    groups: u8,
}

/// All words and their pages.
struct Vocabulary {
    /// In the order of scripts: the word, where its pages begin in `listed` and how many they are.
    words: Vec<(Box<str>, u32, u32)>,
    listed: Vec<Listed>,
}

impl Vocabulary {
    fn of(pages: &[Page], memory: &Memory) -> Self {
        // How many pages each word has, then where its list begins, then where its next page goes.
        let mut at = vec![0_u32; memory.lexicon.end() + 1];
        for page in pages {
            each(page, |posting| at[posting.word as usize] += 1);
        }
        let counts = at.clone();
        let mut sum = 0;
        for begin in &mut at {
            let count = *begin;
            *begin = sum;
            sum += count;
        }
        let mut listed = vec![Listed::default(); sum as usize];
        for (number, page) in pages.iter().enumerate() {
            each(page, |posting| {
                let to = &mut at[posting.word as usize];
                listed[*to as usize] = Listed {
                    page: number as u32,
                    code: posting.places << 3 | wire::step(posting.count),
                    groups: posting.groups,
                };
                *to += 1;
            });
        }
        let words = memory.lexicon.sorted().into_iter().filter_map(|(word, number)| {
            let count = counts[number as usize];
            (count > 0).then(|| (word, at[number as usize] - count, count))
        });
        Self { words: words.collect(), listed }
    }

    /// Puts words and lists into the site.
    fn put(&self, site: &mut Site) -> (super::manifest::Words, Lists) {
        const AT_ONCE: usize = 512;
        let written: Vec<Vec<String>> = self
            .words
            .par_chunks(AT_ONCE)
            .map(|words| {
                words
                    .iter()
                    .flat_map(|(_, begin, count)| lists(&self.listed[*begin as usize..][..*count as usize]))
                    .collect()
            })
            .collect();
        let mut slots = written.into_iter().flatten();
        let (mut words, mut lists) = (WordPieces::default(), ListPieces::default());
        let mut slot = 0;
        for (word, _, count) in &self.words {
            let known_by = hash(word.as_bytes());
            words.add(site, word, *count, slot, known_by);
            for _ in 0..(*count as usize).div_ceil(LONGEST) {
                lists.add(site, &slots.next().unwrap_or_default(), slot, known_by);
                slot += 1;
            }
        }
        (words.finish(site), lists.finish(site))
    }
}

/// Calls `with` for each word of a page once, whether it stands in its fields, in its text or in both.
fn each(page: &Page, mut with: impl FnMut(Posting)) {
    let mut own = page.own.postings.clone();
    own.sort_unstable_by_key(|posting| posting.word);
    // Most words of a text are not in the title, and a few bits tell so without looking.
    let seen = own.iter().fold(0_u64, |seen, posting| seen | 1 << (posting.word & 63));
    for posting in &page.body.postings {
        let mut posting = *posting;
        if seen >> (posting.word & 63) & 1 == 1
            && let Ok(at) = own.binary_search_by_key(&posting.word, |posting| posting.word)
        {
            let also = &mut own[at];
            posting.count = posting.count.saturating_add(also.count);
            posting.places |= also.places;
            posting.groups |= also.groups;
            *also = Posting { word: also.word, count: u16::MAX, places: u8::MAX, groups: 0 };
        }
        with(posting);
    }
    for posting in own.into_iter().filter(|posting| posting.places != u8::MAX) {
        with(posting);
    }
}

/// The lists of one word: gaps between its pages, then a letter for where each says it, then one for the parts.
fn lists(listed: &[Listed]) -> impl Iterator<Item = String> + '_ {
    listed.chunks(LONGEST).map(|listed| {
        let mut out = String::with_capacity(listed.len() * 3 + 8);
        let mut next = 0;
        for one in listed {
            wire::number(&mut out, one.page - next);
            next = one.page + 1;
        }
        out.extend(listed.iter().map(|one| wire::letter(one.code.into())));
        out.extend(listed.iter().map(|one| wire::letter(one.groups.into())));
        out
    })
}

/// Words on their way into files.
#[derive(Default)]
struct WordPieces {
    front: Front,
    counts: String,
    size: usize,
    done: super::manifest::Words,
    firsts: Front,
    names: Vec<blake3::Hash>,
}

impl WordPieces {
    fn add(&mut self, site: &mut Site, word: &str, count: u32, slot: u32, known_by: u64) {
        if WORDS.here(self.size, word.len(), known_by) {
            self.close(site);
        }
        if self.size == 0 {
            self.firsts.push(word);
            self.done.slots.push(slot);
        }
        // A little more than it takes, since most words begin as the one before does.
        self.size += word.len() + 2;
        self.front.push(word);
        wire::number(&mut self.counts, count);
    }

    fn close(&mut self, site: &mut Site) {
        let front = std::mem::take(&mut self.front).finish();
        let bytes = wire::script(&(front, std::mem::take(&mut self.counts)));
        let digest = blake3::hash(&bytes);
        site.put(part("words", &digest), bytes);
        self.names.push(digest);
        self.size = 0;
    }

    fn finish(mut self, site: &mut Site) -> super::manifest::Words {
        if self.size > 0 {
            self.close(site);
        }
        self.done.firsts = self.firsts.finish();
        self.done.names = wire::names(&self.names);
        self.done
    }
}

/// Lists on their way into files.
#[derive(Default)]
struct ListPieces {
    text: String,
    done: Lists,
    names: Vec<blake3::Hash>,
}

impl ListPieces {
    fn add(&mut self, site: &mut Site, list: &str, slot: u32, known_by: u64) {
        if LISTS.here(self.text.len(), list.len(), known_by) {
            self.close(site);
        }
        if self.text.is_empty() {
            self.done.slots.push(slot);
        } else {
            self.text.push(' ');
        }
        self.text.push_str(list);
    }

    fn close(&mut self, site: &mut Site) {
        let bytes = wire::script(&std::mem::take(&mut self.text));
        let digest = blake3::hash(&bytes);
        site.put(part("lists", &digest), bytes);
        self.names.push(digest);
    }

    fn finish(mut self, site: &mut Site) -> Lists {
        if !self.text.is_empty() {
            self.close(site);
        }
        self.done.names = wire::names(&self.names);
        self.done
    }
}

/// A page as it is written into a file of texts: title, address, day, parts.
type Record<'p> = (&'p str, &'p str, Option<String>, Vec<(&'p str, &'p str, std::borrow::Cow<'p, str>)>);

fn record<'p>(page: &'p Found, handbook: &'p Handbook) -> Record<'p> {
    let text = |(own, text): (&'p str, &'p str)| match (own, text) {
        ("", text) => text.into(),
        (own, "") => own.into(),
        (own, text) => format!("{own}\n{text}").into(),
    };
    let parts = page.parts(handbook).into_iter().map(|part| (part.anchor, part.head, text(part.text)));
    (&page.title, &page.address, page.reviewed.map(|on| on.to_string()), parts.collect())
}

/// What a page's record is known by, without writing it.
fn known(page: &Found, handbook: &Handbook) -> (usize, [u8; 32]) {
    let mut hasher = blake3::Hasher::new();
    let mut size = 60;
    let mut add = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
        size += text.len() + 8;
    };
    add(&page.title);
    add(&page.address);
    add(&page.reviewed.map(|on| on.to_string()).unwrap_or_default());
    for part in &page.own {
        add(&part.anchor);
        add(&part.head);
        add(&part.text);
    }
    if let Some(id) = page.entry {
        let plain = &handbook.entry(id).document.body.plain;
        hasher.update(&plain.digest);
        size += plain.text.len() + plain.parts.len() * 40;
    }
    (size, *hasher.finalize().as_bytes())
}

/// Which pages share a file of texts: the first page of each, and the files' digests.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) firsts: Vec<u32>,
    pub(super) names: Vec<blake3::Hash>,
}

/// Puts the texts into the site. They are named by what they are made of, and made when they are asked for.
fn put_texts(site: &mut Site, handbook: &Arc<Handbook>, found: &Arc<Vec<Found>>) -> Texts {
    let known: Vec<(usize, [u8; 32])> = found.par_iter().map(|page| known(page, handbook)).collect();
    let mut texts = Texts::default();
    let mut begin = 0;
    while begin < found.len() {
        let mut hasher = blake3::Hasher::new();
        // Changes when what is written of a page does.
        hasher.update(b"texts 1");
        let (mut end, mut size) = (begin, 0);
        while end < found.len() {
            let (own, digest) = &known[end];
            let by = u64::from_le_bytes(std::array::from_fn(|at| hash_of(&found[end].address)[at]));
            // Files of numbers and facets are of whole files of texts.
            if end > begin && (end % PAGES == 0 || TEXTS.here(size, *own, by)) {
                break;
            }
            hasher.update(digest);
            size += own;
            end += 1;
        }
        let digest = hasher.finalize();
        let (handbook, found) = (handbook.clone(), found.clone());
        site.put_lazy(
            part("texts", &digest),
            Box::new(move || {
                let records: Vec<_> = found[begin..end].iter().map(|page| record(page, &handbook)).collect();
                Ok(Bytes::new(wire::script(&records)))
            }),
        );
        texts.firsts.push(begin as u32);
        texts.names.push(digest);
        begin = end;
    }
    texts
}

fn hash_of(address: &str) -> [u8; 8] {
    hash(address.as_bytes()).to_le_bytes()
}

/// Numbers for whatever comes, in the order of coming.
#[derive(Debug)]
pub(super) struct Numbered<T> {
    numbers: BTreeMap<T, u32>,
    /// What has a number, by it.
    pub(super) all: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), all: Vec::new() }
    }
}

impl<T: Ord + Clone> Numbered<T> {
    /// The number of `item`.
    pub(super) fn of(&mut self, item: &T) -> u32 {
        if let Some(number) = self.numbers.get(item) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.numbers.insert(item.clone(), number);
        self.all.push(item.clone());
        number
    }
}

/// An entry's id, to look up.
pub(super) fn name(id: EntryId, handbook: &Handbook) -> &str {
    handbook.entry(id).name()
}
