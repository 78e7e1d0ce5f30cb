//! Every page under its title: what the search page offers to those who would rather browse, or who have no scripts.
//!
//! A list holds [`LIST`] titles at most, so that neither it nor the search page grows with the handbook.

use std::sync::Arc;

use super::{Page, Subject};
use crate::model::Handbook;
use crate::parse::EntryId;
use crate::parse::kind::Kind;

/// The address of the search page and of all lists below it.
pub const FOLDER: &str = "search/";

/// How many titles one list holds: about ten screens, and 40 kB.
pub const LIST: usize = 300;

/// All pages of a handbook, in the order of their titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// All of them. They stand on the search page itself where they fit into one list.
    pub all: Arc<Register>,
    /// Those of each kind that there is.
    pub kinds: Vec<Arc<Register>>,
}

/// Pages in the order of their titles, cut into lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// What they have in common; `None` for all pages.
    pub kind: Option<Kind>,
    /// The lists, none of them empty, each at most [`LIST`] long.
    pub lists: Vec<Vec<EntryId>>,
}

impl Directory {
    /// The directory of `handbook`.
    pub fn of(handbook: &Handbook) -> Self {
        let mut all: Vec<EntryId> = handbook.entries.iter().map(|entry| entry.id).collect();
        all.sort_unstable_by_key(|id| handbook.entry(*id).rank);
        let of = |kind: Kind| all.iter().copied().filter(move |id| handbook.entry(*id).kind() == kind);
        let kinds = Kind::ALL.iter().map(|kind| Arc::new(Register::new(Some(*kind), of(*kind).collect())));
        Self {
            kinds: kinds.filter(|register| !register.lists.is_empty()).collect(),
            all: Arc::new(Register::new(None, all)),
        }
    }

    /// Whether all titles stand on the search page itself.
    pub fn is_short(&self) -> bool {
        self.all.lists.len() <= 1
    }

    /// The search page, and a page for each list.
    pub(super) fn pages(self) -> Vec<Page> {
        let long = (!self.is_short()).then(|| self.all.clone());
        let lists = long.iter().chain(&self.kinds).flat_map(|register| {
            (0..register.lists.len()).map(|nth| Page {
                address: register.address(nth).into(),
                subject: Subject::Register(register.clone(), nth),
            })
        });
        let mut pages: Vec<Page> = lists.collect();
        pages.push(Page { address: FOLDER.into(), subject: Subject::Search(Arc::new(self)) });
        pages
    }
}

impl Register {
    fn new(kind: Option<Kind>, entries: Vec<EntryId>) -> Self {
        Self { kind, lists: entries.chunks(LIST).map(<[EntryId]>::to_vec).collect() }
    }

    /// How many pages it lists.
    pub fn len(&self) -> usize {
        self.lists.iter().map(Vec::len).sum()
    }

    /// Whether there is no such page.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// The address of its list number `nth`, below the site's root.
    pub fn address(&self, nth: usize) -> String {
        let register = match self.kind {
            None => "a-z".to_owned(),
            Some(kind) => format!("kinds/{}", kind.as_str()),
        };
        match nth {
            0 => format!("{FOLDER}{register}/"),
            nth => format!("{FOLDER}{register}/{}/", nth + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_is_cut_into_lists_at_addresses_of_their_own() {
        let entries = |count: u32| (0..count).map(EntryId).collect::<Vec<_>>();
        let short = Register::new(None, entries(LIST as u32));
        assert_eq!((short.lists.len(), short.len()), (1, LIST));
        let long = Register::new(Some(Kind::Role), entries(2 * LIST as u32 + 1));
        assert_eq!(long.lists.iter().map(Vec::len).collect::<Vec<_>>(), [LIST, LIST, 1]);
        let addresses: Vec<_> = (0..3).map(|nth| long.address(nth)).collect();
        assert_eq!(addresses, ["search/kinds/role/", "search/kinds/role/2/", "search/kinds/role/3/"]);
        assert_eq!(short.address(0), "search/a-z/");
        assert!(Register::new(None, Vec::new()).is_empty());
    }
}
