//! The paths of pages → their addresses; told where two want the same one, or where one could be no file.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Entry, GENERATED, GENERATED_FILES, INTRODUCED, OWN_FOLDERS};
use crate::diagnostic::{Checked, Diagnostic, Name, Place};
use crate::parse::kind::Kind;
use crate::parse::{Document, address};
use crate::paths;

/// The longest address a page may have, in characters: with the name of its file, packed, and on paper, it stays within what
/// can be published everywhere.
const LONGEST_ADDRESS: usize = paths::LONGEST - "print/".len() - "index.html".len() - paths::PACKED.len();

/// The address of each page; tells where two pages want the same one.
pub(super) fn addresses(shown: &[&Document]) -> Checked<Vec<Arc<str>>> {
    let mut findings = Vec::new();
    let mut taken: HashMap<Arc<str>, usize> = HashMap::with_capacity(shown.len());
    let mut addresses = Vec::with_capacity(shown.len());
    let wanted: Vec<Arc<str>> =
        shown.par_iter().map(|document| address::of_page(&document.facts.path).into()).collect();
    for (number, (document, wanted)) in shown.iter().zip(wanted).enumerate() {
        let facts = &document.facts;
        let first = wanted.split('/').next().unwrap_or("");
        let whole = wanted.trim_end_matches('/');
        let generated = GENERATED.contains(&whole) && !(facts.index && INTRODUCED.contains(&whole))
            || GENERATED_FILES.contains(&first);
        let inside = OWN_FOLDERS.contains(&first);
        if generated || (inside && !(facts.index && INTRODUCED.contains(&whole))) {
            findings.push(
                Diagnostic::new(
                    Name::AddressClash,
                    Place::file(&facts.file),
                    format!("this page's address `{wanted}` belongs to a page that the program makes itself"),
                )
                .mend("give the file or its folder another name"),
            );
        }
        let length = wanted.chars().count();
        if length > LONGEST_ADDRESS {
            let message = format!(
                "this page's address has {length} characters; at most {LONGEST_ADDRESS} fit everywhere"
            );
            findings.push(
                Diagnostic::new(Name::AddressClash, Place::file(&facts.file), message)
                    .mend("give the file or its folders shorter names"),
            );
        }
        // A name may be too long for a disk while its address is not; letters beyond a to z take several bytes.
        if length <= LONGEST_ADDRESS
            && wanted.len() > length
            && let Some(reason) = paths::objection(&format!("{wanted}index.html"))
        {
            findings.push(
                Diagnostic::new(
                    Name::AddressClash,
                    Place::file(&facts.file),
                    "this page's address cannot be a file on every system",
                )
                .mend("give the file or its folders shorter names")
                .note(reason),
            );
        }
        // Letters that are one letter where capitals do not count: ß and ss, the two small sigmas.
        let key: Arc<str> = if wanted.is_ascii() {
            wanted.clone()
        } else {
            paths::without_case(&wanted).to_lowercase().into()
        };
        match taken.get(&key) {
            Some(first) => findings.push(
                Diagnostic::new(
                    Name::AddressClash,
                    Place::file(&facts.file),
                    format!("two pages want the address `{wanted}`"),
                )
                .mend("give one of the two files another name")
                .note("case, accents' spelling, spaces and punctuation make no difference in an address")
                .related(Place::file(&shown[*first].facts.file), "the other page"),
            ),
            None => {
                taken.insert(key, number);
            }
        }
        addresses.push(wanted);
    }
    Checked { value: addresses, findings }
}

/// Tells roles whose starter pack cannot be a file on every system; their own pages may lie in a folder of a shorter name.
pub(super) fn starter_packs(entries: &[Arc<Entry>], findings: &mut Vec<Diagnostic>) {
    let told = |entry: &Entry| entry.address.chars().count() > LONGEST_ADDRESS;
    for role in entries.iter().filter(|entry| entry.kind() == Kind::Role && !told(entry)) {
        let file = format!("{}index.html", starter_pack(role));
        if let Some(reason) = paths::objection_if_packed(&file) {
            findings.push(
                Diagnostic::new(
                    Name::AddressClash,
                    Place::file(role.file()),
                    "the address of this role's starter pack cannot be a file on every system",
                )
                .mend("give the file a shorter name")
                .note(reason),
            );
        }
    }
}

/// The address of a role's starter pack, below the site's root: by its id, wherever its file lies.
pub fn starter_pack(role: &Entry) -> String {
    format!("print/roles/{}", address::of_folder(role.name()))
}
