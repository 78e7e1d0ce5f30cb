//! The tags of all pages → the pages of each, and the tags whose page could be no file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Entry, Tag};
use crate::diagnostic::{Checked, Diagnostic, Name, Place};
use crate::parse::address;
use crate::parse::field::Text;
use crate::paths;

/// The tags of a handbook.
#[derive(Default)]
pub(super) struct Tags {
    /// Every tag by its address, with the pages that carry it.
    pub(super) all: BTreeMap<String, Tag>,
    /// The address of each as it is written.
    pub(super) spellings: HashMap<Arc<str>, Arc<str>>,
}

/// The tags of all `entries`.
pub(super) fn tags(entries: &[Arc<Entry>]) -> Checked<Tags> {
    let mut findings = Vec::new();
    let mut tags: Vec<(String, Tag)> = Vec::new();
    let mut by_slug: BTreeMap<String, usize> = BTreeMap::new();
    // By the address as a system takes it that knows no capitals, the address and the first mention.
    let mut told: BTreeMap<String, (String, Place)> = BTreeMap::new();
    // Thousands of pages share a few dozen tags. Some have letters of which no address can be made.
    let mut spellings: HashMap<&Arc<str>, Option<usize>> = HashMap::new();
    for entry in entries {
        for tag in &entry.common.tags {
            let at = *spellings.entry(&tag.value).or_insert_with(|| {
                let slug = address::of_tag(tag);
                findings.extend(unfit_tag(tag, &slug, entry, &mut told));
                (!slug.is_empty()).then(|| {
                    *by_slug.entry(slug.clone()).or_insert_with(|| {
                        tags.push((slug, Tag { name: tag.value.clone(), pages: Vec::new() }));
                        tags.len() - 1
                    })
                })
            });
            if let Some((_, tag)) = at.and_then(|at| tags.get_mut(at))
                && tag.pages.last() != Some(&entry.id)
            {
                tag.pages.push(entry.id);
            }
        }
    }
    let slugs: Vec<Arc<str>> = tags.iter().map(|(slug, _)| slug.as_str().into()).collect();
    let written =
        spellings.into_iter().filter_map(|(written, at)| Some((written.clone(), slugs[at?].clone())));
    Checked { value: Tags { spellings: written.collect(), all: tags.into_iter().collect() }, findings }
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
