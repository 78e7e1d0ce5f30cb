//! The script behind the search box: the theme's `scripts/search/*.js` as one, with the words and the few facts about the
//! handbook that it shows. It is a file of its own, since only those who search need it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::viewpoint::{address_from, short_title};
use super::words::Words;
use crate::model::{Entry, Handbook};
use crate::pages::directory::FOLDER;
use crate::parse::EntryId;

/// What the script has to know about the handbook. Addresses are those below the site's root.
#[derive(Debug, Serialize)]
struct Facts<'h> {
    /// The handbook's language.
    language: &'h str,
    /// The search page.
    search: String,
    /// Who can be asked when nothing was found.
    ask: Option<Ask>,
}

/// Somebody who knows.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Ask {
    text: String,
    /// Their page, if they have one.
    address: Option<String>,
}

/// The script: `parts` share one scope, see `words` and `facts` as values of that name, and are begun by `begin()`.
pub fn script(parts: &str, words: &Words, handbook: &Handbook, portable: bool) -> String {
    let said: BTreeMap<&str, &str> = words.within("search.").chain(words.within("date.")).collect();
    let facts = Facts {
        language: handbook.settings.language(),
        search: address_from("", FOLDER, portable),
        ask: ask(handbook, portable),
    };
    // Texts and maps of texts are always JSON.
    let json = |value: serde_json::Result<String>| value.unwrap_or_else(|_| "{}".to_owned());
    format!(
        "(function () {{\n\"use strict\";\nvar words = {};\nvar facts = {};\n{parts}\nbegin();\n}})();\n",
        json(serde_json::to_string(&said)),
        json(serde_json::to_string(&facts)),
    )
}

/// Whoever the search page names, or else the start page: the one to ask, or the one who keeps it.
fn ask(handbook: &Handbook, portable: bool) -> Option<Ask> {
    let indexes = ["search", ""].into_iter().filter_map(|folder| {
        let section = handbook.sections.iter().find(|section| &*section.folder == folder)?;
        Some(handbook.entry(section.index?))
    });
    let link = |id: EntryId| {
        let entry = handbook.entry(id);
        Ask { text: short_title(entry), address: Some(address_from("", &entry.address, portable)) }
    };
    indexes.into_iter().find_map(|index: &Entry| {
        let common = &index.common;
        let asked = common.ask.first().map(|contact| match contact.to {
            Some(to) => link(to),
            None => Ask { text: contact.text.value.to_string(), address: None },
        });
        asked.or_else(|| common.owner.as_ref().map(|owner| link(owner.to)))
    })
}
