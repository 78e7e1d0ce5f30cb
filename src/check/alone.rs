//! One page as those rules see it that look at no other: its facts, its text, and the few things about the whole handbook
//! that they ask for. What they said of it stays true until one of these changes, whatever happens to other pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Place, Span};
use crate::model::Handbook;
use crate::parse::config::Settings;
use crate::parse::kind::Kind;
use crate::parse::{Document, Facts};

/// A page on its own.
#[derive(Clone, Copy)]
pub(super) struct Alone<'a> {
    /// What is known about it.
    pub facts: &'a Facts,
    /// What its file holds, if that is at hand.
    pub bytes: Option<&'a [u8]>,
    /// What holds for all pages.
    pub given: &'a Given,
}

impl Alone<'_> {
    /// A place in its file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(&self.facts.file, span)
    }
}

/// What rules about single pages ask of the whole handbook.
#[derive(Debug, PartialEq)]
pub(super) struct Given {
    /// What holds for all of it.
    pub settings: Arc<Settings>,
    /// The day for which it is made.
    pub date: Date,
    /// The names of its people and personas, word by word, in lower case.
    pub names: BTreeSet<String>,
}

impl Given {
    /// That of `handbook`.
    pub(super) fn of(handbook: &Handbook) -> Self {
        let people = handbook.of_kind(Kind::Person).chain(handbook.of_kind(Kind::Persona));
        let names = people.flat_map(|person| person.title.split_whitespace().map(str::to_lowercase));
        Self { settings: handbook.settings.clone(), date: handbook.edition.date, names: names.collect() }
    }
}

/// What was said of each page alone, and of which: in the order of their paths.
#[derive(Debug)]
pub(super) struct SaidAlone {
    given: Given,
    pages: Vec<(Document, Arc<[Diagnostic]>)>,
}

impl SaidAlone {
    /// What was said of the pages `now`, of each that is as it was.
    pub(super) fn known<'d>(
        before: Option<&Self>,
        given: &Given,
        now: impl Iterator<Item = &'d Document>,
    ) -> Vec<Option<Arc<[Diagnostic]>>> {
        let mut known =
            before.filter(|before| before.given == *given).map(|before| before.pages.iter().peekable());
        now.map(|page| {
            let known = known.as_mut()?;
            let same = |before: &Document| Arc::ptr_eq(&page.facts, &before.facts);
            let path = &page.facts.path;
            while known.next_if(|(before, _)| !same(before) && before.facts.path < *path).is_some() {}
            let (before, said) = known.next_if(|(before, _)| same(before) || before.facts.path == *path)?;
            (same(before) && Arc::ptr_eq(&page.body, &before.body)).then(|| said.clone())
        })
        .collect()
    }

    /// What is said now.
    pub(super) fn new(given: Given, pages: Vec<(Document, Arc<[Diagnostic]>)>) -> Self {
        Self { given, pages }
    }
}
