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

/// Where the files named by their content lie.
pub const PARTS: &str = "search/parts/";

/// The file that every page loads.
pub const ENTRY: &str = "search/entry.js";

/// What search remembers from one build for the next: the words of each text, by the text's digest.
#[derive(Debug, Default)]
pub struct Memory {
    counted: Memo<[u8; 16], Arc<Counted>>,
    lexicon: Lexicon,
    promised: Memo<promised::Key, Option<Diagnostic>>,
}

impl Memory {
    /// Forgets what was not asked for since the last turn.
    pub fn turn(&self) {
        self.counted.turn();
        self.promised.turn();
    }
}

/// Puts the index and its scripts into the site.
pub fn put(
    site: &mut Site,
    handbook: &Arc<Handbook>,
    pages: &[Page],
    words: &Words,
    portable: bool,
    memory: &Memory,
) -> Scripts {
    let found = page::pages(handbook, pages, words);
    let manifest = index::put(site, handbook, found, words, portable, memory);
    let core = client::put(site, handbook, &manifest);
    Scripts { core, manifest }
}

/// The two files of a site that a search begins with. Both are named by what they hold, and the manifest names all others:
/// equal names mean equal answers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scripts {
    /// The script that searches.
    pub core: String,
    /// The manifest.
    pub manifest: String,
}

/// A file named by what it holds: `search/parts/words.0123456789ab.js`.
fn part(sort: &str, digest: &blake3::Hash) -> String {
    format!("{PARTS}{sort}.{}.js", wire::digits(digest))
}
