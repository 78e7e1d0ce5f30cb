//! What must exist before a page of a kind can: a goal needs a pillar, a pillar a persona.

use std::collections::BTreeSet;

use crate::parse::field::{Field, Need, Shape, Target};
use crate::parse::kind::Kind;
use crate::parse::kind::target::ToOwner;

/// A reference that a page of some kind cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The field.
    pub field: &'static str,
    /// The kinds it may name.
    pub kinds: &'static [Kind],
    /// Whether it is a list, and may be empty while there is nobody to name.
    pub list: bool,
}

/// The references that a page of `kind` must have.
pub fn references(kind: Kind) -> Vec<Reference> {
    let mut found = Vec::new();
    if kind != Kind::Page {
        found.push(Reference { field: "owner", kinds: ToOwner::KINDS, list: false });
    }
    collect(kind.fields(), &mut found);
    found
}

fn collect(fields: &'static [Field], found: &mut Vec<Reference>) {
    for field in fields.iter().filter(|field| is_needed(field)) {
        match &field.shape {
            Shape::Reference(kinds) => found.push(Reference { field: field.name(), kinds, list: false }),
            Shape::List(Shape::Reference(kinds)) => {
                found.push(Reference { field: field.name(), kinds, list: true });
            }
            Shape::Group(fields) | Shape::List(Shape::Group(fields)) => collect(fields, found),
            Shape::Text
            | Shape::Truth
            | Shape::Count
            | Shape::Number
            | Shape::Day
            | Shape::Moment
            | Shape::Duration
            | Shape::Period
            | Shape::Choice(_)
            | Shape::Contact(_)
            | Shape::File
            | Shape::List(_)
            | Shape::Map(_)
            | Shape::Anything => {}
        }
    }
}

/// Whether a new page has this field.
pub fn is_needed(field: &Field) -> bool {
    field.need != Need::Optional
}

/// What can be done about a reference for which there is no entry yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Make a page of this kind first.
    First(Kind),
    /// Leave the list empty for now: whatever it may name waits for this page in its turn.
    Empty,
    /// There is none: everything waits for everything else.
    Circle,
}

/// How a page of `kind` comes by something for `reference`, where only kinds in `present` have entries.
pub fn way(kind: Kind, reference: Reference, present: &BTreeSet<Kind>) -> Way {
    let wanted = reference.kinds;
    if let Some(first) = first_step(wanted, present, false, &mut BTreeSet::from([kind])) {
        return Way::First(first);
    }
    if reference.list && wanted.iter().all(|wanted| waits_for(*wanted, kind, present, &mut BTreeSet::new())) {
        return Way::Empty;
    }
    first_step(wanted, present, true, &mut BTreeSet::from([kind])).map_or(Way::Circle, Way::First)
}

fn missing(kind: Kind, present: &BTreeSet<Kind>) -> Vec<Reference> {
    let mut references = references(kind);
    references.retain(|reference| !reference.kinds.iter().any(|kind| present.contains(kind)));
    references
}

/// The kind to begin with, so that there is one of `kinds` in the end; with `lenient`, lists may stay empty.
fn first_step(
    kinds: &[Kind],
    present: &BTreeSet<Kind>,
    lenient: bool,
    asked: &mut BTreeSet<Kind>,
) -> Option<Kind> {
    kinds.iter().find_map(|kind| {
        if !asked.insert(*kind) {
            return None;
        }
        let missing = missing(*kind, present);
        if missing.is_empty() {
            return Some(*kind);
        }
        let before =
            missing.iter().find_map(|reference| first_step(reference.kinds, present, lenient, asked));
        before.or_else(|| (lenient && missing.iter().all(|reference| reference.list)).then_some(*kind))
    })
}

/// Whether a page of `kind` cannot be made before there is one of `other`.
fn waits_for(kind: Kind, other: Kind, present: &BTreeSet<Kind>, asked: &mut BTreeSet<Kind>) -> bool {
    asked.insert(kind)
        && missing(kind, present).iter().any(|reference| {
            reference.kinds.iter().all(|kind| *kind == other || waits_for(*kind, other, present, asked))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PILLARS: Reference = Reference { field: "pillars", kinds: &[Kind::Pillar], list: true };
    const PERSONAS: Reference = Reference { field: "matters_to", kinds: &[Kind::Persona], list: true };

    fn go(kind: Kind, reference: Reference, present: &[Kind]) -> Way {
        way(kind, reference, &present.iter().copied().collect())
    }

    #[test]
    fn a_goal_waits_for_a_pillar() {
        assert_eq!(go(Kind::Goal, PILLARS, &[Kind::Person, Kind::Persona]), Way::First(Kind::Pillar));
        let first = go(Kind::Goal, PILLARS, &[Kind::Person]);
        assert_eq!(first, Way::First(Kind::Persona), "and that one may begin without a pillar");
    }

    #[test]
    fn a_pillar_and_a_persona_do_not_wait_for_each_other() {
        assert_eq!(go(Kind::Pillar, PERSONAS, &[Kind::Person]), Way::Empty);
        assert_eq!(go(Kind::Persona, PILLARS, &[Kind::Person]), Way::Empty);
    }

    #[test]
    fn the_first_person_has_no_role_to_have() {
        for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Page) {
            let owner = Reference { field: "owner", kinds: ToOwner::KINDS, list: false };
            assert_eq!(go(*kind, owner, &[]), Way::Circle, "{kind}");
        }
    }

    #[test]
    fn every_reference_of_a_kind_is_known() {
        let kinds = |kind| references(kind).into_iter().map(|reference| reference.kinds).collect::<Vec<_>>();
        assert_eq!(kinds(Kind::Goal), [ToOwner::KINDS, &[Kind::Pillar]]);
        assert_eq!(
            kinds(Kind::Role),
            [ToOwner::KINDS, &[Kind::Department], &[Kind::Goal], &[Kind::Role, Kind::Persona]]
        );
        assert!(references(Kind::Page).is_empty());
    }
}
