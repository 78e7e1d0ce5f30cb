//! [`Handbook`] → the index that a browser searches: words, where they stand, and the texts to quote, in small scripts.
//!
//! The index is made of the model. What an edition hides is not in the model, and so in no file here. How pages are ranked
//! is written once, in the script under `client/`, which browsers run and the [`engine`] embedded here, too.
//!
//! | file | holds |
//! |---|---|
//! | `search/entry.js` | the one name that never changes: what leads to all others |
//! | `search/parts/core.*.js` | the script that searches |
//! | `search/parts/manifest.*.js` | names of all other parts, facets, synonyms |
//! | `search/parts/pages.*.js` | lengths, days and facets of some pages each |
//! | `search/parts/words.*.js` | some words each, in order, and on how many pages they stand |
//! | `search/parts/lists.*.js` | the pages of some words each |
//! | `search/parts/texts.*.js` | titles, addresses and texts of some pages each |

#[cfg(test)]
mod agreement;
mod client;
mod count;
pub mod engine;
mod fields;
mod fold;
mod index;
mod lexicon;
mod manifest;
mod page;
pub mod promised;
mod wire;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::memo::Memo;
use crate::model::Handbook;
use crate::pages::Page;
use crate::render::words::Words;
use crate::site::Site;
use count::Counted;
use lexicon::Lexicon;

pub use crate::policy::PARTS;

/// The file that every page loads.
pub const ENTRY: &str = "search/entry.js";

/// What search remembers from one build for the next: the words of each text, by the text's digest.
#[derive(Debug, Default)]
pub struct Memory {
    counted: Memo<[u8; 16], Arc<Counted>>,
    /// Whether no build comes after this one.
    is_last: bool,
    lexicon: Lexicon,
    promised: Memo<promised::Key, Option<Diagnostic>>,
}

impl Memory {
    /// For a build after which none comes: the words of texts are not kept for it.
    pub fn of_one_build() -> Self {
        Self { is_last: true, ..Self::default() }
    }

    /// The words of the text with this digest.
    fn counted(&self, digest: &[u8; 16], count: impl FnOnce() -> Counted) -> Arc<Counted> {
        let count = || Arc::new(count());
        if self.is_last { count() } else { self.counted.get(digest, count) }
    }
}

#[cfg(test)]
impl Memory {
    /// Whether no index was ever made with it.
    pub(crate) fn is_untouched(&self) -> bool {
        self.lexicon.end() == 0
    }
}

/// The folder of all files of search but its page.
pub const FOLDER: &str = "search/";

/// The index and its scripts, as a site of their own.
pub fn site(
    handbook: &Arc<Handbook>,
    pages: &[Page],
    words: &Words,
    portable: bool,
    memory: &Memory,
) -> Site {
    let mut site = Site::default();
    let found = page::pages(handbook, pages, words);
    let manifest = index::put(&mut site, handbook, found, words, portable, memory);
    client::put(&mut site, handbook, &manifest);
    memory.counted.turn();
    site
}

/// The two files of a site that a search begins with. Both are named by what they hold, and the manifest names all others:
/// equal names mean equal answers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scripts {
    /// The script that searches.
    core: Arc<str>,
    /// The manifest.
    manifest: Arc<str>,
}

impl Scripts {
    /// Those of `site`, if it can be searched.
    pub fn of(site: &Site) -> Option<Self> {
        let paths = site.paths();
        let find = |sort: &str| {
            let begin = format!("{PARTS}{sort}.");
            paths.iter().find(|path| path.starts_with(&begin)).map(|path| (*path).clone())
        };
        Some(Self { core: find("core")?, manifest: find("manifest")? })
    }
}

/// A file named by what it holds: `search/parts/words.0123456789ab.js`.
fn part(sort: &str, digest: &blake3::Hash) -> String {
    format!("{PARTS}{sort}.{}.js", wire::digits(digest))
}
