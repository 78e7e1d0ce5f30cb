//! The tags of all pages → the pages of each, and the tags whose page could be no file.

use std::collections::BTreeMap;

use super::{Entry, Tag};
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::parse::address;
use crate::parse::field::Text;
use crate::paths;

/// Every tag by its address, with the pages that carry it.
pub(super) fn tags(entries: &[Entry], findings: &mut Vec<Diagnostic>) -> BTreeMap<String, Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    // By the address as a system takes it that knows no capitals, the address and the first mention.
    let mut told: BTreeMap<String, (String, Place)> = BTreeMap::new();
    // Thousands of pages share a few dozen tags.
    let mut slugs: BTreeMap<&str, String> = BTreeMap::new();
    for entry in entries {
        for tag in &entry.common.tags {
            let known = slugs.len();
            let slug = slugs.entry(tag).or_insert_with(|| address::of_tag(tag)).clone();
            if slugs.len() > known {
                findings.extend(unfit_tag(tag, &slug, entry, &mut told));
            }
            if !slug.is_empty() {
                let tag =
                    tags.entry(slug).or_insert_with(|| Tag { name: tag.value.clone(), pages: Vec::new() });
                if tag.pages.last() != Some(&entry.id) {
                    tag.pages.push(entry.id);
                }
            }
        }
    }
    tags
}

/// Tells a tag whose page cannot be a file on every system. It is told once, where it is first met.
fn unfit_tag(
    tag: &Text,
    slug: &str,
    entry: &Entry,
    known: &mut BTreeMap<String, (String, Place)>,
) -> Option<Diagnostic> {
    let place = entry.place(tag.span);
    let tell = |message: String| Some(Diagnostic::new(Name::WrongType, place.clone(), message));
    let file = format!("tags/{slug}/index.html");
    if !slug.is_empty()
        && let Some(reason) = paths::objection_if_packed(&file)
    {
        return tell("this tag is too long for the address of its page".to_owned())
            .map(|finding| finding.mend("take a shorter one, of a word or two").note(reason));
    }
    match known.get(&paths::without_case(slug)) {
        Some((other, first)) if other != slug => {
            let message = format!("`{}` and another tag are one word where capitals do not count", &**tag);
            tell(message).map(|finding| {
                finding.mend("spell it the same way everywhere").related(first.clone(), "the other tag")
            })
        }
        Some(_) => None,
        None => {
            known.insert(paths::without_case(slug), (slug.to_owned(), place));
            None
        }
    }
}
