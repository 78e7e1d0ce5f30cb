//! The customers' section: faces by sort, each with what is said.

use serde::Serialize;

use super::super::persona::PersonaSort;
use super::super::text::{self, text};
use super::super::{Link, Portrait};
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// Customers of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaGroup {
    /// The sort.
    pub sort: PersonaSort,
    /// Its personas.
    pub personas: Vec<PersonaCard>,
}

/// A customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaCard {
    /// The page; the text is the name.
    pub link: Link,
    /// The face.
    pub portrait: Portrait,
    /// What is said.
    pub quote: Option<String>,
    /// Which customers are meant.
    pub segment: Option<String>,
    /// Pillars, the most important first.
    pub matters: Vec<Link>,
}

/// Customers by sort, those who pay first.
pub fn personas(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<PersonaGroup> {
    let words = from.words();
    let mut groups: Vec<PersonaGroup> =
        [PersonaSort::Customer, PersonaSort::User, PersonaSort::Internal, PersonaSort::NotForUs]
            .map(|sort| PersonaGroup { sort, personas: Vec::new() })
            .into();
    for id in pages {
        let entry = from.handbook().entry(*id);
        let Fields::Persona(persona) = &entry.fields else { continue };
        let sort = PersonaSort::of(persona);
        let link = from.link(*id);
        let card = PersonaCard {
            portrait: text::portrait(entry, &link.text, &persona.photo, from),
            quote: text(&persona.quote, words).map(|said| text::unquoted(said, words)),
            segment: text(&persona.segment, words),
            matters: text::links(&persona.matters, from),
            link,
        };
        groups
            .iter_mut()
            .filter(|group| group.sort == sort)
            .for_each(|group| group.personas.push(card.clone()));
    }
    groups.retain(|group| !group.personas.is_empty());
    groups
}
