//! What the script reads first: how many pages there are, what they can be narrowed to, where everything else lies.

use serde::Serialize;

use super::fields;
use super::index::{self, LONGEST, Length, Numbered, PAGES, Texts};
use super::page::Found;
use super::wire;
use crate::model::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::Kind;
use crate::render::words::Words as Theme;
use crate::site::Site;

/// The months of days are counted from this year on.
const FIRST_YEAR: i16 = 2000;

/// The manifest.
#[derive(Debug, Serialize)]
pub(super) struct Manifest {
    /// How many pages there are.
    pages: usize,
    /// How many of them share a file of `places`.
    chunk: usize,
    /// After how many pages a list is cut.
    longest: usize,
    /// How many words a page has on average.
    pub(super) mean: u64,
    language: String,
    /// Whether addresses end in `index.html`.
    portable: bool,
    /// Digits of the files of lengths, days and facets.
    places: String,
    pub(super) words: Words,
    pub(super) lists: Lists,
    /// Value, name of many, name of one.
    kinds: Vec<(&'static str, String, String)>,
    /// Value, name.
    departments: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    tags: Vec<(String, String)>,
    /// Kind, departments and roles of pages, by number.
    profiles: Vec<(u32, Vec<u32>, Vec<u32>)>,
    /// Tags of pages, by number.
    sets: Vec<Vec<u32>>,
    synonyms: Vec<Vec<String>>,
    /// The profile and the tags of each page.
    #[serde(skip)]
    of_pages: Vec<(u32, u32)>,
}

/// Where words are.
#[derive(Debug, Default, Serialize)]
pub(super) struct Words {
    /// The first word of each file.
    pub(super) firsts: String,
    /// The first list of each file's words.
    pub(super) slots: Vec<u32>,
    /// Digits of the files.
    pub(super) names: String,
}

/// Where lists are.
#[derive(Debug, Default, Serialize)]
pub(super) struct Lists {
    /// The first list of each file.
    pub(super) slots: Vec<u32>,
    /// Digits of the files.
    pub(super) names: String,
}

/// What is known of pages one by one.
pub(super) struct Places<'p> {
    pub(super) found: &'p [Found],
    pub(super) lengths: &'p [Length],
    pub(super) texts: &'p Texts,
}

/// One file of lengths, days and facets.
#[derive(Debug, Default, Serialize)]
struct Chunk {
    /// The length of each text, a letter each.
    length: String,
    /// How many words each title has, a letter each.
    title: String,
    /// The month of each page's day, two letters each.
    day: String,
    /// The number of each page's profile.
    profile: String,
    /// The number of each page's set of tags.
    set: String,
    /// How many pages each file of texts has.
    texts: String,
    /// Digits of the files of texts.
    names: String,
}

impl Manifest {
    pub(super) fn new(handbook: &Handbook, words: &Theme, found: &[Found], portable: bool) -> Self {
        let entries = |of: fn(&Found) -> &[EntryId]| {
            let mut ids: Vec<EntryId> = found.iter().flat_map(|page| of(page).iter().copied()).collect();
            ids.sort_by(|a, b| index::name(*a, handbook).cmp(index::name(*b, handbook)));
            ids.dedup();
            ids
        };
        let (departments, roles) = (entries(|page| &page.departments), entries(|page| &page.roles));
        let kinds: Vec<Kind> =
            Kind::ALL.iter().copied().filter(|kind| found.iter().any(|page| page.kind == *kind)).collect();
        let tags: Vec<&String> = handbook.tags.keys().collect();
        let place = |ids: &[EntryId], all: &[EntryId]| -> Vec<u32> {
            let mut places: Vec<u32> = ids
                .iter()
                .filter_map(|id| all.iter().position(|known| known == id))
                .map(|at| at as u32)
                .collect();
            places.sort_unstable();
            places
        };
        let (mut profiles, mut sets) = (Numbered::default(), Numbered::default());
        let of_pages = found
            .iter()
            .map(|page| {
                let kind = kinds.iter().position(|kind| *kind == page.kind).unwrap_or(0) as u32;
                let profile = (kind, place(&page.departments, &departments), place(&page.roles, &roles));
                let set: Vec<u32> = page
                    .tags
                    .iter()
                    .filter_map(|tag| tags.binary_search_by(|known| (***known).cmp(tag)).ok())
                    .map(|at| at as u32)
                    .collect();
                (profiles.of(&profile), sets.of(&set))
            })
            .collect();
        let named = |ids: &[EntryId]| {
            let name =
                |id: &EntryId| (index::name(*id, handbook).to_owned(), fields::title(handbook.entry(*id)));
            ids.iter().map(name).collect()
        };
        let synonyms = handbook.settings.config.synonyms.iter();
        Self {
            pages: found.len(),
            chunk: PAGES,
            longest: LONGEST,
            mean: 1,
            language: handbook.settings.language().to_owned(),
            portable,
            places: String::new(),
            words: Words::default(),
            lists: Lists::default(),
            kinds: kinds
                .iter()
                .map(|kind| {
                    let word = |group: &str| words.get(&format!("{group}.{kind}")).to_owned();
                    (kind.as_str(), word("kinds"), word("kind"))
                })
                .collect(),
            departments: named(&departments),
            roles: named(&roles),
            tags: handbook.tags.iter().map(|(slug, tag)| (slug.clone(), tag.name.to_string())).collect(),
            profiles: profiles.all,
            sets: sets.all,
            synonyms: synonyms
                .map(|group| group.iter().map(|text| text.value.to_string()).collect())
                .collect(),
            of_pages,
        }
    }

    /// Puts what is known of pages one by one into the site.
    pub(super) fn put_pages(&mut self, site: &mut Site, places: &Places<'_>) {
        let (profile, set) = (wire::width(self.profiles.len()), wire::width(self.sets.len()));
        let mut names = Vec::new();
        let mut texts = 0;
        for (number, pages) in places.found.chunks(PAGES).enumerate() {
            let first = number * PAGES;
            let mut chunk = Chunk::default();
            for (at, page) in pages.iter().enumerate() {
                let length = places.lengths[first + at];
                chunk.length.push(wire::letter(wire::length(length.texts)));
                chunk.title.push(wire::letter(length.title));
                wire::fixed(&mut chunk.day, page.reviewed.map_or(0, month), 2);
                let (own_profile, own_set) = self.of_pages[first + at];
                wire::fixed(&mut chunk.profile, own_profile, profile);
                wire::fixed(&mut chunk.set, own_set, set);
            }
            let end = (first + pages.len()) as u32;
            let begin = texts;
            while places.texts.firsts.get(texts).is_some_and(|first| *first < end) {
                let next = places.texts.firsts.get(texts + 1).copied().unwrap_or(end).min(end);
                wire::number(&mut chunk.texts, next - places.texts.firsts[texts]);
                texts += 1;
            }
            chunk.names = wire::names(&places.texts.names[begin..texts]);
            let bytes = wire::script(&chunk);
            let digest = blake3::hash(&bytes);
            site.put(super::part("pages", &digest), bytes);
            names.push(digest);
        }
        self.places = wire::names(&names);
    }
}

/// The month of a day, counted from the first one that matters; 0 before it.
fn month(day: jiff::civil::Date) -> u32 {
    let months = (i32::from(day.year()) - i32::from(FIRST_YEAR)) * 12 + i32::from(day.month());
    u32::try_from(months).unwrap_or(0).min(wire::LETTERS * wire::LETTERS - 1)
}
