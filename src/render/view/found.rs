//! A page that a search may bring → Pagefind's attributes, so that anyone may run that engine over the pages.
//! See <https://pagefind.app/docs/filtering/> and <https://pagefind.app/docs/metadata/>.

use serde::Serialize;

use crate::model::{Entry, Handbook};
use crate::parse::body::escape;
use crate::parse::kind::Kind;
use crate::render::words::Words;

/// What `main` says for engines that read pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundView {
    /// `data-pagefind-meta`: the kind as readers call it.
    pub meta: String,
    /// `data-pagefind-filter`: which attributes hold department, roles and tags, and the kind by its id.
    pub filter: String,
    /// These attributes as HTML, each after a space: ` data-pagefind-tag-1="Early round"`. A value of theirs may hold a comma,
    /// which would end one that is written inline.
    pub attributes: String,
}

impl FoundView {
    /// A page that no writer wrote.
    pub(super) fn bare(words: &Words) -> Self {
        Self::new(Kind::Page, std::iter::empty(), words)
    }

    /// The page of `entry`.
    pub(super) fn of(entry: &Entry, handbook: &Handbook, words: &Words) -> Self {
        let title = |id| &*handbook.entry(id).title;
        let department = handbook.home_of(entry).into_iter().map(|id| ("department", title(id)));
        let roles = handbook.roles_of(entry).into_iter().map(|id| ("role", title(id)));
        let tags = handbook.tags_of(entry).into_iter().filter_map(|slug| handbook.tags.get(&*slug));
        Self::new(entry.kind(), department.chain(roles).chain(tags.map(|tag| ("tag", &*tag.name))), words)
    }

    fn new<'s>(kind: Kind, said: impl Iterator<Item = (&'static str, &'s str)>, words: &Words) -> Self {
        let (mut filter, mut attributes) = (String::new(), String::new());
        for (number, (facet, value)) in said.enumerate() {
            let number = number.to_string();
            let name = ["data-pagefind-", facet, "-", &number].concat();
            filter.push_str(facet);
            filter.push('[');
            filter.push_str(&name);
            filter.push_str("], ");
            attributes.push(' ');
            attributes.push_str(&name);
            attributes.push_str("=\"");
            escape(&mut attributes, value);
            attributes.push('"');
        }
        // What is written inline comes last.
        filter.push_str("kind:");
        filter.push_str(kind.as_str());
        let meta = ["kind:", words.get(&["kind.", kind.as_str()].concat())].concat();
        Self { meta, filter, attributes }
    }
}
