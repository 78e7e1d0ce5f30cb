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
use crate::parse::body::Head;
use crate::parse::{Document, EntryId};
use crate::render::words::Words;
use crate::site::{Bytes, Site};
use crate::threads::AT_ONCE;

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
        // Each piece begins with an empty table.
        .with_max_len(16 * AT_ONCE)
        .map_init(|| Counter::new(&memory.lexicon), |counter, page| count(page, handbook, memory, counter))
        .collect();
    let mut manifest = Manifest::new(handbook, words, &found, portable);
    let lengths: Vec<Length> = counted.iter().map(|page| page.length).collect();
    manifest.mean = mean(&lengths);
    let all = memory.lexicon.sorted();
    let shares = shares(&counted, &all, memory.lexicon.end());
    // The words of each page are in the lists now.
    drop(counted);
    (manifest.words, manifest.lists) = put_words(site, &all, shares);
    let found = Arc::new(found);
    let texts = put_texts(site, handbook, &found);
    let places = Places { found: &found, lengths: &lengths, texts: &texts };
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

/// A page's words: those of its text, which is counted once for as long as it stays the same, and those of its title and
/// fields.
struct Page {
    body: Arc<Counted>,
    /// Words of the text that stand in title or fields as well, all told, in the order of their numbers.
    both: Vec<Posting>,
    /// A bit for each word of `both`: most words of a text have none, which a look at it tells.
    seen: u64,
    /// Words of title and fields alone.
    own: Counted,
    length: Length,
}

/// How many words a page has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Length {
    /// In its texts.
    pub(super) texts: u32,
    /// In its title.
    pub(super) title: u32,
}

impl Page {
    fn of(own: Counted, body: Arc<Counted>, title: u32) -> Self {
        let length = Length { texts: own.length + body.length, title };
        let mut own = own.all().to_vec();
        own.sort_unstable_by_key(|posting| posting.word);
        let bits = seen(&own);
        let mut both = Vec::new();
        for posting in body.all().iter().filter(|posting| bits & bit(posting.word) != 0) {
            if let Ok(at) = own.binary_search_by_key(&posting.word, |posting| posting.word) {
                let also = own.remove(at);
                both.push(Posting {
                    word: also.word,
                    count: posting.count.saturating_add(also.count),
                    places: posting.places | also.places,
                    groups: posting.groups | also.groups,
                });
            }
        }
        both.sort_unstable_by_key(|posting| posting.word);
        let own = Counted::new(&own, 0);
        Self { body, seen: seen(&both), both, own, length }
    }

    /// Each word of the page in `share` once.
    fn postings(&self, share: usize) -> impl Iterator<Item = Posting> + '_ {
        let whole = |posting: &Posting| {
            if self.seen & bit(posting.word) != 0
                && let Ok(at) = self.both.binary_search_by_key(&posting.word, |posting| posting.word)
            {
                return self.both[at];
            }
            *posting
        };
        self.body.of(share).iter().map(whole).chain(self.own.of(share).iter().copied())
    }
}

const fn bit(word: u32) -> u64 {
    1 << (word & 63)
}

fn seen(postings: &[Posting]) -> u64 {
    postings.iter().fold(0, |seen, posting| seen | bit(posting.word))
}

fn count(page: &Found, handbook: &Handbook, memory: &Memory, counter: &mut Counter<'_>) -> Page {
    let body = match page.entry {
        Some(id) => {
            let document = &handbook.entry(id).document;
            memory.counted(&document.body.plain.digest, || body(document, counter))
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
    Page::of(counter.finish(), body, title)
}

fn body(document: &Document, counter: &mut Counter<'_>) -> Counted {
    let (plain, words) = (&document.body.plain, document.body.words());
    let parts = plain.parts.len() + 1;
    for (at, text) in texts(plain, &words).enumerate() {
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
    counter.finish()
}

/// How many words a page has on average, rounded.
fn mean(pages: &[Length]) -> u64 {
    let all: u64 = pages.iter().map(|page| u64::from(page.texts)).sum();
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

/// The lists of one share's words as they are written, one behind the other.
#[derive(Default)]
struct Written {
    text: String,
    /// Of each word, on how many pages it stands.
    counts: Vec<u32>,
    /// Where each list ends; a word has as many as its pages need.
    ends: Vec<u32>,
}

/// The lists of all words, made share by share, side by side, so that not all of them are in memory twice.
fn shares(pages: &[Page], all: &[(Box<str>, u32)], end: usize) -> Vec<Written> {
    (0..count::SHARES).into_par_iter().map(|share| written(pages, all, share, end)).collect()
}

/// Puts words and their lists into the site.
fn put_words(
    site: &mut Site,
    all: &[(Box<str>, u32)],
    shares: Vec<Written>,
) -> (super::manifest::Words, Lists) {
    /// How far a share has been put.
    #[derive(Clone, Copy, Default)]
    struct Put {
        words: usize,
        lists: usize,
        text: usize,
    }
    let mut put = [Put::default(); count::SHARES];
    let (mut words, mut lists) = (WordPieces::default(), ListPieces::default());
    let mut slot = 0;
    for (word, number) in all {
        let (written, at) = (&shares[count::share(*number)], &mut put[count::share(*number)]);
        let count = written.counts[at.words];
        at.words += 1;
        // A word may be left of what the handbook said before.
        if count == 0 {
            continue;
        }
        let known_by = hash(word.as_bytes());
        words.add(site, word, count, slot, known_by);
        for _ in 0..count.div_ceil(LONGEST as u32) {
            let end = written.ends[at.lists] as usize;
            lists.add(site, &written.text[at.text..end], slot, known_by);
            (at.lists, at.text) = (at.lists + 1, end);
            slot += 1;
        }
    }
    (words.finish(site), lists.finish(site))
}

/// The lists of those words of `all` whose numbers are in `share`, in the same order. Numbers are below `end`.
fn written(pages: &[Page], all: &[(Box<str>, u32)], share: usize, end: usize) -> Written {
    let place = |number: u32| number as usize / count::SHARES;
    // How many pages each word has, then where its list begins, then where its next page goes.
    let mut at = vec![0_u32; end.div_ceil(count::SHARES)];
    for page in pages {
        page.postings(share).for_each(|posting| at[place(posting.word)] += 1);
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
        page.postings(share).for_each(|posting| {
            let to = &mut at[place(posting.word)];
            listed[*to as usize] = Listed {
                page: number as u32,
                code: posting.places << 3 | wire::step(posting.count),
                groups: posting.groups,
            };
            *to += 1;
        });
    }
    // Most gaps take a letter or two.
    let mut written = Written { text: String::with_capacity(listed.len() * 4), ..Written::default() };
    for (_, number) in all.iter().filter(|(_, number)| count::share(*number) == share) {
        let (count, end) = (counts[place(*number)], at[place(*number)]);
        written.counts.push(count);
        for listed in listed[(end - count) as usize..end as usize].chunks(LONGEST) {
            list(&mut written.text, listed);
            written.ends.push(written.text.len() as u32);
        }
    }
    written
}

/// One list of a word: gaps between its pages, then a letter for where each says it, then one for the parts.
fn list(out: &mut String, listed: &[Listed]) {
    let mut next = 0;
    for one in listed {
        wire::number(out, one.page - next);
        next = one.page + 1;
    }
    out.extend(listed.iter().map(|one| wire::letter(one.code.into())));
    out.extend(listed.iter().map(|one| wire::letter(one.groups.into())));
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
        let list = std::mem::take(&mut self.text);
        let bytes = wire::handed(list.len(), |out| wire::text(out, &[&list]));
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

/// Writes a page's record in a file of texts: title, address, day, parts. It is what serde would write, in a fifth of the time: the words of
/// the whole handbook come through here.
fn record(out: &mut Vec<u8>, page: &Found, handbook: &Handbook) {
    out.push(b'[');
    wire::text(out, &[&page.title]);
    out.push(b',');
    wire::text(out, &[&page.address]);
    out.push(b',');
    match page.reviewed {
        Some(on) => wire::text(out, &[&on.to_string()]),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",[");
    let words = page.words(handbook);
    for (number, part) in page.parts(handbook, &words).into_iter().enumerate() {
        out.extend_from_slice(if number == 0 { b"[" } else { b",[" });
        wire::text(out, &[part.anchor]);
        out.push(b',');
        wire::text(out, &[part.head]);
        out.push(b',');
        match part.text {
            ("", text) | (text, "") => wire::text(out, &[text]),
            (own, text) => wire::text(out, &[own, "\n", text]),
        }
        out.push(b']');
    }
    out.extend_from_slice(b"]]");
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
        size += plain.length as usize + plain.parts.len() * 40;
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
        hasher.update(b"texts 2");
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
                let bytes = wire::handed(size, |out| {
                    for (number, page) in found[begin..end].iter().enumerate() {
                        out.push(if number == 0 { b'[' } else { b',' });
                        record(out, page, &handbook);
                    }
                    out.push(b']');
                });
                Ok(Bytes::new(bytes))
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
