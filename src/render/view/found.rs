//! A page that a search may bring → Pagefind's attributes, so that anyone may run that engine over the pages.
//! See <https://pagefind.app/docs/filtering/> and <https://pagefind.app/docs/metadata/>.

use serde::Serialize;

use crate::model::{Entry, Handbook};
use crate::parse::kind::Kind;
use crate::render::words::Words;

/// What `main` says for engines that read pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundView {
    /// `data-pagefind-meta`: the kind as readers call it.
    pub meta: String,
    /// `data-pagefind-filter`: which attributes hold department, roles and tags, and the kind by its id.
    pub filter: String,
    /// These attributes: a value of theirs may hold a comma, which would end one that is written inline.
    pub values: Vec<FoundValue>,
}

/// An attribute with what the page can be narrowed down to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundValue {
    /// The attribute: `data-pagefind-tag-1`.
    pub name: String,
    /// What it says: `Early round`.
    pub value: String,
}

impl FoundView {
    /// A page that no writer wrote.
    pub(super) fn bare(words: &Words) -> Self {
        Self::new(Kind::Page, Vec::new(), words)
    }

    /// The page of `entry`.
    pub(super) fn of(entry: &Entry, handbook: &Handbook, words: &Words) -> Self {
        let title = |id| handbook.entry(id).title.to_string();
        let department = handbook.home_of(entry).into_iter().map(|id| ("department", title(id)));
        let roles = handbook.roles_of(entry).into_iter().map(|id| ("role", title(id)));
        let tags = handbook.tags_of(entry).into_iter().filter_map(|slug| handbook.tags.get(&*slug));
        let tags = tags.map(|tag| ("tag", tag.name.to_string()));
        Self::new(entry.kind(), department.chain(roles).chain(tags).collect(), words)
    }

    fn new(kind: Kind, said: Vec<(&str, String)>, words: &Words) -> Self {
        let (mut filter, mut values) = (String::new(), Vec::with_capacity(said.len()));
        for (number, (facet, value)) in said.into_iter().enumerate() {
            let name = format!("data-pagefind-{facet}-{number}");
            filter.push_str(&format!("{facet}[{name}], "));
            values.push(FoundValue { name, value });
        }
        // What is written inline comes last.
        filter.push_str(&format!("kind:{kind}"));
        Self { meta: format!("kind:{}", words.get(&format!("kind.{kind}"))), filter, values }
    }
}
