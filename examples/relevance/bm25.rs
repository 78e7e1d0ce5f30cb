//! Plain BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) over whole pages: what a search
//! without any knowledge of pages would find. It knows no titles, parts, endings or slips.

use std::collections::BTreeMap;

use throughline::model::Handbook;

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Pages as bags of words.
pub struct Index {
    pages: Vec<(String, BTreeMap<String, f64>, f64)>,
    mean: f64,
}

impl Index {
    /// The pages of `handbook`: title, keywords, headings and text, one like the other.
    pub fn of(handbook: &Handbook) -> Self {
        let pages: Vec<_> = handbook
            .entries
            .iter()
            .map(|entry| {
                let facts = &entry.document.facts;
                let mut text = format!("{}\n{}", entry.title, entry.document.body.words());
                let more = facts.headings.iter().map(|heading| &*heading.text);
                let more = more.chain(entry.common.keywords.iter().map(|keyword| &*keyword.value));
                for words in more {
                    text.push('\n');
                    text.push_str(words);
                }
                let mut counts: BTreeMap<String, f64> = BTreeMap::new();
                for word in words(&text) {
                    *counts.entry(word).or_default() += 1.0;
                }
                let length = counts.values().sum();
                (entry.address.to_string(), counts, length)
            })
            .collect();
        let mean = pages.iter().map(|(.., length)| length).sum::<f64>() / pages.len().max(1) as f64;
        Self { pages, mean }
    }

    /// How many words of `query` the page at `address` says, and how many there are.
    pub fn said(&self, query: &str, address: &str) -> (usize, usize) {
        let words = words(query);
        let page = self.pages.iter().find(|(known, ..)| known == address);
        let said =
            page.map_or(0, |(_, counts, _)| words.iter().filter(|word| counts.contains_key(*word)).count());
        (said, words.len())
    }

    /// The addresses of the best `limit` pages.
    pub fn search(&self, query: &str, limit: usize) -> Vec<String> {
        let words = words(query);
        let all = self.pages.len() as f64;
        let worth: Vec<f64> = words
            .iter()
            .map(|word| {
                let pages =
                    self.pages.iter().filter(|(_, counts, _)| counts.contains_key(word)).count() as f64;
                (1.0 + (all - pages + 0.5) / (pages + 0.5)).ln()
            })
            .collect();
        let mut scored: Vec<(f64, &str)> = self
            .pages
            .iter()
            .map(|(address, counts, length)| {
                let score = words.iter().zip(&worth).map(|(word, worth)| {
                    let said = counts.get(word).copied().unwrap_or_default();
                    worth * said * (K1 + 1.0) / (said + K1 * (1.0 - B + B * length / self.mean))
                });
                (score.sum(), address.as_str())
            })
            .filter(|(score, _)| *score > 0.0)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        scored.into_iter().take(limit).map(|(_, address)| address.to_owned()).collect()
    }
}

/// The words of `text` in lower case.
pub fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
